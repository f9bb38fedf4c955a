import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { TlsFault } from './tls-fault.js';

/** Where our certificate stands on this machine. All are PEM. */
export interface TlsFiles {
  /** Our certificate first, then the intermediate ones up to the root. */
  readonly certificate: string;
  readonly key: string;
  /** Authorities whose client certificates are believed; without it nobody is asked for one. */
  readonly clientAuthorities?: string;
}

/** What was read from the files, checked. */
export interface OwnCertificate {
  readonly certificate: Buffer;
  readonly key: Buffer;
  readonly clientAuthorities: Buffer | undefined;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
}

/** @throws TlsFault a file cannot be read or holds something else, key and certificate do not belong together, or the certificate is not valid now */
export async function readOwnCertificate(files: TlsFiles, nowMs: number): Promise<OwnCertificate> {
  const [certificate, key, clientAuthorities] = await Promise.all([
    read(files.certificate), read(files.key), files.clientAuthorities === undefined ? undefined : read(files.clientAuthorities),
  ]);
  const leaf = certificateIn(certificate, files.certificate);
  if (!leaf.checkPrivateKey(privateKeyIn(key, files.key))) throw new TlsFault(`${files.key} is not the key of the certificate in ${files.certificate}.`);
  const [validFromMs, expiresAtMs] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)];
  if (expiresAtMs <= nowMs) throw new TlsFault(`The certificate in ${files.certificate} expired on ${new Date(expiresAtMs).toISOString()}.`);
  if (validFromMs > nowMs) throw new TlsFault(`The certificate in ${files.certificate} is valid from ${new Date(validFromMs).toISOString()} only; is the clock of this machine right?`);
  if (clientAuthorities !== undefined) certificateIn(clientAuthorities, files.clientAuthorities!);
  try {
    createSecureContext({ cert: certificate, key, ca: clientAuthorities });
  } catch {
    throw new TlsFault(`The certificates in ${files.certificate}${clientAuthorities === undefined ? '' : ` and ${files.clientAuthorities}`} cannot be used for TLS: is one cut off, or its key too short?`);
  }
  return { certificate, key, clientAuthorities, expiresAtMs };
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new TlsFault(`${file} cannot be read (${(error as { code?: string }).code ?? 'fault'}): it must be a file that this user may read.`);
  }
}

function certificateIn(bytes: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch {
    throw new TlsFault(`${file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`);
  }
}

function privateKeyIn(bytes: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(bytes);
  } catch {
    throw new TlsFault(`${file} holds no private key in PEM without a passphrase.`);
  }
}
