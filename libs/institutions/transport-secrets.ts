import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AgreedCertificates } from '#libs/tls';
import { CredentialFault } from './credential-fault.js';
import type { Credentials } from './credential-store.js';

/** Certificates without one of which an institution that calls us is not let in; no secret, but kept beside its password. */
const CLIENT_CERTIFICATES = 'clientCertificates';

/** What we prove ourselves with to an institution that we call, and whom we believe there: PEM, or the path of a file that holds it. */
const PEM_NAMES = ['tlsCa', 'tlsCertificate', 'tlsKey'] as const;

const BEGINS_PEM = /^\s*-----BEGIN /;

const parsed = new WeakMap<Credentials, AgreedCertificates>();

/** The certificates agreed with an institution; undefined when it needs none. */
export function agreedCertificatesOf(credentials: Credentials): AgreedCertificates | undefined {
  const text = credentials[CLIENT_CERTIFICATES];
  if (text === undefined) return undefined;
  let agreed = parsed.get(credentials);
  if (agreed === undefined) parsed.set(credentials, (agreed = AgreedCertificates.parse(text.reveal())));
  return agreed;
}

/** With which certificates an institution is called, PEM. */
export interface InstitutionTls {
  /** Authorities of its server certificate, instead of those Node.js knows. */
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** Undefined when nothing but the usual was agreed. */
export function institutionTlsOf(credentials: Credentials): InstitutionTls | undefined {
  const [ca, certificate, key] = PEM_NAMES.map((name) => credentials[name]?.reveal());
  if (ca === undefined && certificate === undefined && key === undefined) return undefined;
  return { ...(ca === undefined ? {} : { ca }), ...(certificate === undefined ? {} : { certificate }), ...(key === undefined ? {} : { key }) };
}

/** Files that an entry names, made absolute from the folder of the credentials file. */
export const filesNamedIn = (secrets: Readonly<Record<string, string>>, folder: string): string[] =>
  PEM_NAMES.flatMap((name) => {
    const given = secrets[name];
    return given === undefined || BEGINS_PEM.test(given) ? [] : [resolve(folder, given)];
  });

/**
 * The secrets of an entry with the content of the files it names, checked.
 * @throws CredentialFault a file cannot be read or may be read by others, something is no certificate or no key, or one of the pair is missing
 */
export async function withFiles(reference: string, secrets: Readonly<Record<string, string>>, file: string | undefined): Promise<Readonly<Record<string, string>>> {
  const fault = (what: string): CredentialFault => new CredentialFault(`Entry ${reference} of the credentials: ${what}.`);
  const certificates = secrets[CLIENT_CERTIFICATES];
  if (certificates !== undefined) {
    try {
      AgreedCertificates.parse(certificates);
    } catch {
      throw fault(`each line of ${CLIENT_CERTIFICATES} must be a SHA-256 fingerprint, or "subject < issuer"`);
    }
  }
  const whole: Record<string, string> = { ...secrets };
  for (const name of PEM_NAMES) {
    const given = secrets[name];
    if (given === undefined) continue;
    const pem = BEGINS_PEM.test(given) ? given : await readPem(resolve(file === undefined ? '.' : dirname(file), given), name, fault);
    try {
      if (name === 'tlsKey') createPrivateKey(pem);
      else new X509Certificate(pem);
    } catch {
      throw fault(`${name} must be a ${name === 'tlsKey' ? 'private key without a passphrase' : 'certificate'} in PEM, or the path of a file that holds it`);
    }
    whole[name] = pem;
  }
  if ((whole['tlsCertificate'] === undefined) !== (whole['tlsKey'] === undefined)) throw fault('tlsCertificate and tlsKey belong together');
  if (whole['tlsCertificate'] !== undefined && !new X509Certificate(whole['tlsCertificate']).checkPrivateKey(createPrivateKey(whole['tlsKey']!))) {
    throw fault('tlsKey is not the key of tlsCertificate');
  }
  return whole;
}

async function readPem(path: string, name: string, fault: (what: string) => CredentialFault): Promise<string> {
  try {
    if (name === 'tlsKey' && process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) throw fault(`${path} holds a key and may be read by others: give it mode 0600`);
    return await readFile(path, 'utf8');
  } catch (error) {
    throw error instanceof CredentialFault ? error : fault(`the file of ${name} cannot be read (${(error as { code?: string }).code ?? 'fault'})`);
  }
}
