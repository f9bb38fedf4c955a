import { createHash, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** The certificate a caller proved to hold in its handshake, issued by an authority that is believed. */
export interface ClientCertificate {
  /** SHA-256 of its DER bytes, 64 small hexadecimal digits. */
  readonly fingerprint: string;
  /** Distinguished names, parts separated by commas: `C=CN,O=Bank,CN=gateway client`. */
  readonly subject: string;
  readonly issuer: string;
  readonly expiresAtMs: number;
}

const seen = new WeakMap<Socket, ClientCertificate | null>();

/** The certificate of a connection that ends TLS here; undefined without one from a believed authority. Read once per connection. */
export function certificateOfSocket(socket: Socket | undefined): ClientCertificate | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  let certificate = seen.get(socket);
  if (certificate === undefined) {
    const given = socket.getPeerX509Certificate();
    certificate = given === undefined ? null : describe(given);
    seen.set(socket, certificate);
  }
  return certificate ?? undefined;
}

/** A certificate as a proxy hands it on: URL-encoded PEM (nginx, HAProxy) or the DER bytes between colons (RFC 9440). */
export function certificateOfHeader(given: string): ClientCertificate | undefined {
  try {
    const rfc9440 = /^:([A-Za-z0-9+/]+=*):$/.exec(given)?.[1];
    return describe(new X509Certificate(rfc9440 === undefined ? decodeURIComponent(given) : Buffer.from(rfc9440, 'base64')));
  } catch {
    return undefined;
  }
}

function describe(certificate: X509Certificate): ClientCertificate {
  return {
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    expiresAtMs: Date.parse(certificate.validTo),
  };
}

const oneLine = (name: string): string => name.split('\n').join(',');
