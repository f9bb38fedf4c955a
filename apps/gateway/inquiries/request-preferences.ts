import { Problem } from '#contracts/errors';

/**
 * Seconds a caller wants to wait, from `Prefer: wait=N` (RFC 7240). Other preferences are ignored, as the RFC says.
 * @throws Problem `parameter-invalid` when N is not a whole number of seconds within the limit.
 */
export function preferredWaitMs(header: string | undefined, maxSeconds: number): number {
  if (header === undefined) return 0;
  for (const preference of header.split(',')) {
    const match = /^\s*wait\s*=\s*"?([^";\s]*)"?/i.exec(preference);
    if (match === null) continue;
    const seconds = Number(match[1]);
    if (!/^\d{1,6}$/.test(match[1]!) || seconds > maxSeconds) {
      throw new Problem('parameter-invalid', undefined, [{ field: 'Prefer', allowed: `wait=N with N from 0 to ${maxSeconds} seconds` }]);
    }
    return seconds * 1000;
  }
  return 0;
}

/** @throws Problem `parameter-invalid` unless it is 8 to 128 printable ASCII characters. */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (!/^[\x21-\x7e]{8,128}$/.test(header)) {
    throw new Problem('parameter-invalid', undefined, [{ field: 'Idempotency-Key', allowed: '8 to 128 printable ASCII characters without spaces' }]);
  }
  return header;
}

/** A whole number inside bounds, from a query string. @throws Problem `parameter-invalid` */
export function wholeNumber(name: string, text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text) || value < least || value > most) {
    throw new Problem('parameter-invalid', undefined, [{ field: name, allowed: `a whole number from ${least} to ${most}` }]);
  }
  return value;
}

/** @throws Problem of the given code for what cannot be an id of ours: the answer is the same as for one that does not exist. */
export function knownUuid(text: string, unknown: 'inquiry-unknown' | 'case-unknown'): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new Problem(unknown);
  return text.toLowerCase();
}
