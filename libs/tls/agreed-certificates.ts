import type { ClientCertificate } from './client-certificate.js';

/** A certificate agreed upon: this very one, or whichever the issuer gives to the subject. */
type Agreed = { readonly fingerprint: string } | { readonly subject: string; readonly issuer: string };

/**
 * The certificates that were agreed with an institution, several at once while one follows another. One a line (or separated by semicolons):
 * a SHA-256 fingerprint, with or without colons, or `subject < issuer` as distinguished names (`C=CN,O=Bank,CN=client < C=CN,CN=Court CA`).
 */
export class AgreedCertificates {
  private constructor(private readonly agreed: readonly Agreed[]) {}

  /** @throws TypeError when a line is neither */
  static parse(text: string): AgreedCertificates {
    const lines = text.split(/[\n;]/).map((line) => line.trim()).filter((line) => line !== '');
    if (lines.length === 0) throw new TypeError('no certificate is named');
    return new AgreedCertificates(lines.map(agreedIn));
  }

  /** Whether the certificate of a caller is one of them and has not expired since its handshake. */
  accepts(certificate: ClientCertificate | undefined, nowMs: number): boolean {
    if (certificate === undefined || certificate.expiresAtMs <= nowMs) return false;
    return this.agreed.some((one) =>
      'fingerprint' in one ? one.fingerprint === certificate.fingerprint : one.subject === certificate.subject && one.issuer === certificate.issuer,
    );
  }
}

function agreedIn(line: string): Agreed {
  const digits = line.replaceAll(':', '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return { fingerprint: digits };
  const [subject, issuer, ...more] = line.split(' < ').map((name) => name.trim());
  if (more.length > 0 || !isName(subject) || !isName(issuer)) throw new TypeError('it must be a SHA-256 fingerprint, or "subject < issuer"');
  return { subject, issuer };
}

const isName = (name: string | undefined): name is string => name !== undefined && /^[A-Za-z][A-Za-z0-9.]*=[^\n]+$/.test(name);
