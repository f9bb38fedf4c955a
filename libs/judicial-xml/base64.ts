/** Value of each character of the alphabet; 255 for all others. Characters beyond are looked up as undefined. */
const SEXTETS = new Uint8Array(128).fill(255);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((character, value) => {
  SEXTETS[character.charCodeAt(0)] = value;
});
const PAD = 0x3d;

/** Decoding a short value into room that is there already is several times faster than a Buffer of its own. */
const ROOM = Buffer.alloc(12 * 1024);
const LONGEST_IN_ROOM = 16 * 1024;

/**
 * What the native decoder takes for Base64 although it is not: `-` and `_` (base64url), and characters beyond Latin-1 whose
 * lower half is of the alphabet. A text of nothing but ASCII is as long in UTF-8 as in characters.
 */
const hasLookalikes = (text: string): boolean => text.includes('-') || text.includes('_') || Buffer.byteLength(text, 'utf8') !== text.length;

/**
 * Strict reading of padded Base64 without white space, at the speed of the native decoder: it skips what is not Base64,
 * so the text was clean exactly when nothing was skipped.
 */
function decodeCompact(text: string): Buffer | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === (text.length / 4) * 3 - padding && !hasLookalikes(text) ? bytes : undefined;
}

/**
 * Base64 to bytes. White space anywhere is ignored (MIME line breaks of 76 columns occur in both directions); anything else
 * that is not Base64, and missing padding, gives undefined. An empty text is zero bytes.
 */
export function decodeBase64(text: string): Buffer | undefined {
  return decodeCompact(text) ?? (/[\t\n\r ]/.test(text) ? decodeCompact(text.replace(/[\t\n\r ]+/g, '')) : undefined);
}

/** The same for short values: the bytes stand in shared room and are gone with the next call. */
export function decodeBase64Briefly(text: string): Buffer | undefined {
  const length = text.length;
  if (length === 0 || length % 4 !== 0 || length > LONGEST_IN_ROOM) return decodeBase64(text);
  const last = length - 4;
  const padding = text.charCodeAt(length - 1) !== PAD ? 0 : text.charCodeAt(length - 2) !== PAD ? 1 : 2;
  let seen = 0;
  let end = 0;
  for (let i = 0; i <= last; i += 4) {
    const isPadded = i === last && padding > 0;
    const a = SEXTETS[text.charCodeAt(i)] ?? 255;
    const b = SEXTETS[text.charCodeAt(i + 1)] ?? 255;
    const c = isPadded && padding === 2 ? 0 : (SEXTETS[text.charCodeAt(i + 2)] ?? 255);
    const d = isPadded ? 0 : (SEXTETS[text.charCodeAt(i + 3)] ?? 255);
    seen |= a | b | c | d;
    ROOM[end] = (a << 2) | (b >> 4);
    ROOM[end + 1] = (b << 4) | (c >> 2);
    ROOM[end + 2] = (c << 6) | d;
    end += 3;
  }
  return seen > 63 ? decodeBase64(text) : ROOM.subarray(0, end - padding);
}

/** Padded Base64 without line breaks. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
