import { Problem } from '#contracts/errors';

/** A preference of RFC 7240: its name, its value, and parameters of which none is ours. */
const PREFERENCE = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s";]*))\s*)?(?:;.*)?$/s;

/**
 * How long a caller wants to wait, from `Prefer: wait=N` (RFC 7240), as milliseconds. The first one counts when there are
 * several; other preferences are ignored, as the RFC says.
 * @throws Problem `parameter-invalid` when N is not a whole number of seconds within the limit.
 */
export function preferredWaitMs(header: string | undefined, maxSeconds: number): number {
  for (const preference of header?.match(/(?:"[^"]*"|[^,"])+/g) ?? []) {
    const [, name, quoted, plain] = PREFERENCE.exec(preference) ?? [];
    // One that cannot be read may be meant for us.
    if (name === undefined ? !/^\s*wait\s*(?:[=;]|$)/i.test(preference) : name.toLowerCase() !== 'wait') continue;
    const seconds = quoted ?? plain ?? '';
    if (!/^\d{1,6}$/.test(seconds) || Number(seconds) > maxSeconds) {
      throw new Problem('parameter-invalid', undefined, [{ field: 'Prefer', allowed: `wait=N with N from 0 to ${maxSeconds} seconds` }]);
    }
    return Number(seconds) * 1000;
  }
  return 0;
}

/** @throws Problem `parameter-invalid` unless it is one key of 8 to 128 printable ASCII characters. */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  // A header that comes twice arrives joined by a comma and a space.
  if (!/^[\x21-\x7e]{8,128}$/.test(header)) {
    throw new Problem('parameter-invalid', undefined, [{ field: 'Idempotency-Key', allowed: 'one key of 8 to 128 printable ASCII characters without spaces' }]);
  }
  return header;
}

/** @throws Problem of the given code for what cannot be an id of ours: the answer is the same as for one that does not exist. */
export function knownUuid(text: string, unknown: 'inquiry-unknown' | 'case-unknown'): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new Problem(unknown);
  return text.toLowerCase();
}
