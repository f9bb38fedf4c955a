import type { Socket } from 'node:net';
import { certificateOfHeader, certificateOfSocket, type ClientCertificate } from '#libs/tls';

export interface CertificateProxy {
  /** Header in which the proxy that ends TLS gives the client's certificate, in lower case. */
  readonly header: string;
  /** Addresses of proxies; from anybody else the header is not believed. */
  readonly addresses: readonly string[];
}

interface Call {
  /** The connection itself: whoever is at its other end, and not who the headers say called there. */
  readonly socket?: Pick<Socket, 'remoteAddress'>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * The client certificate of a call (RFC 8705): of the connection, when TLS ends here, or as the proxy before us says, which saw in the
 * handshake that the client holds its key.
 */
export class ClientCertificates {
  constructor(private readonly proxy: CertificateProxy | undefined) {}

  certificateOf({ socket, headers }: Call): ClientCertificate | undefined {
    const address = socket?.remoteAddress;
    if (this.proxy === undefined || address === undefined || !this.proxy.addresses.includes(withoutMapping(address))) return certificateOfSocket(socket as Socket | undefined);
    const given = headers[this.proxy.header];
    return typeof given === 'string' && given !== '' ? certificateOfHeader(given) : undefined;
  }

  /** `x5t#S256` of the certificate; undefined without one that is believed. */
  thumbprintOf(call: Call): string | undefined {
    const fingerprint = this.certificateOf(call)?.fingerprint;
    return fingerprint === undefined ? undefined : Buffer.from(fingerprint, 'hex').toString('base64url');
  }
}

/** `::ffff:10.0.0.1` is 10.0.0.1 on a socket that listens on both. */
export const withoutMapping = (ip: string): string => ip.replace(/^::ffff:(?=\d+\.)/i, '');
