import { createHash, X509Certificate } from 'node:crypto';

export interface CertificateProxy {
  /** Header in which the proxy that ends TLS gives the client's certificate, in lower case. */
  readonly header: string;
  /** Addresses of proxies; from anybody else the header is not believed. */
  readonly addresses: readonly string[];
}

interface Call {
  readonly ip?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * The client certificate of a call (RFC 8705), as the proxy before us says: URL-encoded PEM (nginx, HAProxy) or the DER bytes
 * between colons (RFC 9440). That the client holds its key was seen by the proxy in the handshake.
 */
export class ClientCertificates {
  constructor(private readonly proxy: CertificateProxy | undefined) {}

  /** `x5t#S256` of the certificate; undefined without a readable one from a proxy that is believed. */
  thumbprintOf({ ip, headers }: Call): string | undefined {
    if (this.proxy === undefined || ip === undefined || !this.proxy.addresses.includes(withoutMapping(ip))) return undefined;
    const given = headers[this.proxy.header];
    if (typeof given !== 'string' || given === '') return undefined;
    try {
      const rfc9440 = /^:([A-Za-z0-9+/]+=*):$/.exec(given)?.[1];
      const certificate = new X509Certificate(rfc9440 === undefined ? decodeURIComponent(given) : Buffer.from(rfc9440, 'base64'));
      return createHash('sha256').update(certificate.raw).digest('base64url');
    } catch {
      return undefined;
    }
  }
}

/** `::ffff:10.0.0.1` is 10.0.0.1 on a socket that listens on both. */
const withoutMapping = (ip: string): string => ip.replace(/^::ffff:(?=\d+\.)/, '');
