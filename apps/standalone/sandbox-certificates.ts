import { X509Certificate } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxInstitution, SandboxTls } from '#apps/sandbox';
import { CertificateMaker } from '#libs/certificate-maker';
import type { CredentialStore } from '#libs/institutions';
import type { TlsFiles } from '#libs/tls';

/** Certificates of exchange, sandbox and institutions, made up at every start by an authority whose key is then forgotten. */
export interface SandboxCertificates {
  readonly sandbox: SandboxTls;
  /** Of the exchange, in files as an operator would put them there. */
  readonly exchange: TlsFiles;
  /** Agrees on certificates with the institutions that the sandbox plays, for this run: one bank that polls, and all that are called. */
  agreeWith(institutions: readonly SandboxInstitution[], credentials: CredentialStore): Promise<void>;
}

/** Below the data folder. Whoever wants to look with curl finds the authority here, and a client certificate. */
const FOLDER = 'sandbox-tls';

export async function makeSandboxCertificates(dataFolder: string, host: string): Promise<SandboxCertificates> {
  const hosts = [...new Set(['127.0.0.1', 'localhost', ...(/^[\d.]+$/.test(host) && host !== '0.0.0.0' ? [host] : [])])];
  const authority = await CertificateMaker.create('CN=Chakong sandbox authority');
  const [exchange, server, client, ours] = await Promise.all([
    authority.make({ subject: 'CN=exchange', hosts }),
    authority.make({ subject: 'CN=institutions of the sandbox', hosts }),
    authority.make({ subject: 'CN=institutions of the sandbox, OU=client' }),
    authority.make({ subject: 'CN=gateway' }),
  ]);
  const folder = join(dataFolder, FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const put = async (name: string, text: string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  const authorities = await put('authority.pem', authority.certificate);
  const files = { certificate: await put('exchange.pem', exchange.certificate), key: await put('exchange-key.pem', exchange.key), clientAuthorities: authorities };
  await put('bank.pem', client.certificate);
  await put('bank-key.pem', client.key);
  return {
    sandbox: { court: { ca: authority.certificate, ...client }, server },
    exchange: files,
    agreeWith: (institutions, credentials) => {
      const bank = institutions.find(({ adapter }) => adapter === 'bank');
      const fingerprint = new X509Certificate(client.certificate).fingerprint256;
      const called = { tlsCa: authority.certificate, tlsCertificate: ours.certificate, tlsKey: ours.key };
      return credentials.lend({
        ...Object.fromEntries(institutions.map(({ code }) => [code, called])),
        ...(bank === undefined ? {} : { [bank.code]: { clientCertificates: fingerprint } }),
      });
    },
  };
}
