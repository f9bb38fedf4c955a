// The library below needs it, and says so nowhere.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, SubjectAlternativeNameExtension, X509CertificateGenerator, type X509Certificate } from '@peculiar/x509';

/** A certificate with its key, both PEM. */
export interface MadeCertificate {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateWish {
  /** `CN=…`, as the library reads distinguished names. */
  readonly subject: string;
  /** Names and addresses of a server; none for clients. */
  readonly hosts?: readonly string[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

type Keys = Awaited<ReturnType<typeof newKeys>>;

const DAY_MS = 86_400_000;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A certificate authority for the sandbox and for tests: its key is made up and never leaves the process. */
export class CertificateMaker {
  #serial = 1;

  private constructor(
    private readonly keys: Keys,
    private readonly own: X509Certificate,
  ) {}

  static async create(subject: string): Promise<CertificateMaker> {
    const keys = await newKeys();
    const own = await X509CertificateGenerator.createSelfSigned(
      {
        serialNumber: '01', name: subject, keys, signingAlgorithm: SIGNING, notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 3650 * DAY_MS),
        extensions: [new BasicConstraintsExtension(true, undefined, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
      },
      webcrypto as never,
    );
    return new CertificateMaker(keys, own);
  }

  /** The authority's own certificate, PEM. */
  get certificate(): string {
    return this.own.toString('pem');
  }

  async make({ subject, hosts = [], validFrom, validTo }: CertificateWish): Promise<MadeCertificate> {
    const keys = await newKeys();
    this.#serial += 1;
    const names = hosts.map((host) => ({ type: /^[\d.]+$|:/.test(host) ? 'ip' : 'dns', value: host }) as const);
    const certificate = await X509CertificateGenerator.create(
      {
        serialNumber: this.#serial.toString(16).padStart(4, '0'), subject, issuer: this.own.subject, publicKey: keys.publicKey as never, signingKey: this.keys.privateKey as never,
        signingAlgorithm: SIGNING, notBefore: validFrom ?? new Date(Date.now() - DAY_MS), notAfter: validTo ?? new Date(Date.now() + 397 * DAY_MS),
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          // serverAuth and clientAuth (RFC 5280 §4.2.1.12)
          new ExtendedKeyUsageExtension(names.length > 0 ? ['1.3.6.1.5.5.7.3.1'] : ['1.3.6.1.5.5.7.3.2']),
          ...(names.length > 0 ? [new SubjectAlternativeNameExtension([...names])] : []),
        ],
      },
      webcrypto as never,
    );
    return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
  }
}

const newKeys = () => webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/.{1,64}/g, '$&\n')}-----END PRIVATE KEY-----\n`;
}
