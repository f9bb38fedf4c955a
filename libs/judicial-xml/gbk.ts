import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/**
 * GBK 国标扩展码, written by table. Its superset GB18030 is read; it is written only for characters that GBK lacks, since a
 * replacement `?` in a name would ask about somebody else.
 *
 * The two-byte area is taken from iconv-lite once, with the corrections of GB18030-2022 below.
 */
const LEADS = 0xfe - 0x81 + 1;
const TRAILS = 0xfe - 0x40 + 1;
const EURO = 0x20ac;

/**
 * Two-byte codes that had only private-use code points before GB18030-2022: the vertical punctuation marks and the eight
 * components 龴龵龶龷龸龹龺龻. Read as the real characters; written from either.
 */
const SINCE_2022: readonly (readonly [code: number, character: number])[] = [
  [0xa6d9, 0xfe10],
  [0xa6da, 0xfe12],
  [0xa6db, 0xfe11],
  [0xa6dc, 0xfe13],
  [0xa6dd, 0xfe14],
  [0xa6de, 0xfe15],
  [0xa6df, 0xfe16],
  [0xa6ec, 0xfe17],
  [0xa6ed, 0xfe18],
  [0xa6f3, 0xfe19],
  [0xfe59, 0x9fb4],
  [0xfe61, 0x9fb5],
  [0xfe66, 0x9fb6],
  [0xfe67, 0x9fb7],
  [0xfe6d, 0x9fb8],
  [0xfe7e, 0x9fb9],
  [0xfe90, 0x9fba],
  [0xfea0, 0x9fbb],
];

/** U+E815–U+E864 stood for the codes FE50–FEA0 in GBK systems before their characters had code points. */
const OLD_PRIVATE_USE_START = 0xe815;
const OLD_PRIVATE_USE_END = 0xe864;

/** UTF-16 unit of a two-byte code, by `(lead - 0x81) * TRAILS + (trail - 0x40)`; 0 where there is none (trail 7F). */
const UNITS = new Uint16Array(LEADS * TRAILS);
/** Two-byte code of a UTF-16 unit; 0 where GBK has none. */
const CODES = new Uint16Array(0x10000);

const slotOf = (lead: number, trail: number): number => (lead - 0x81) * TRAILS + (trail - 0x40);

function fillTables(): void {
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push((lead << 8) | trail);
  }
  const text = iconv.decode(Buffer.from(codes.flatMap((code) => [code >> 8, code & 0xff])), 'gb18030');
  if (text.length !== codes.length) throw new Error('iconv-lite has a GB18030 table of another shape');
  codes.forEach((code, i) => {
    const unit = text.charCodeAt(i);
    UNITS[slotOf(code >> 8, code & 0xff)] = unit;
    if (CODES[unit] === 0) CODES[unit] = code; // the ideographic space has two codes, of which A1A1 is the usual one
  });
  for (let i = 0; i <= OLD_PRIVATE_USE_END - OLD_PRIVATE_USE_START; i++) {
    CODES[OLD_PRIVATE_USE_START + i] = 0xfe50 + i + (0xfe50 + i >= 0xfe7f ? 1 : 0);
  }
  for (const [code, character] of SINCE_2022) {
    UNITS[slotOf(code >> 8, code & 0xff)] = character;
    CODES[character] = code;
  }
  CODES[EURO] = 0x80;
}
fillTables();

const isPlain = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
};

/**
 * GBK bytes of a text; characters GBK lacks become their four bytes of GB18030 (half a surrogate pair becomes U+FFFD).
 * Which ones: {@link charactersOutsideGbk}.
 */
export function encodeGbk(text: string): Buffer {
  if (isPlain(text)) return Buffer.from(text, 'latin1');
  const whole = text.toWellFormed();
  const bytes = Buffer.allocUnsafe(whole.length * 4);
  let end = 0;
  for (const character of whole) {
    const unit = character.length === 1 ? character.charCodeAt(0) : 0;
    const code = unit < 0x80 ? unit : (CODES[unit] ?? 0);
    if (character.length === 1 && unit < 0x80) bytes[end++] = unit;
    else if (code === 0) end += iconv.encode(character, 'gb18030').copy(bytes, end);
    else if (code <= 0xff) bytes[end++] = code;
    else end = bytes.writeUInt16BE(code, end);
  }
  return bytes.subarray(0, end);
}

/** Characters of the text that GBK cannot represent 生僻字, each once, in order; empty for nearly every text. */
export function charactersOutsideGbk(text: string): readonly string[] {
  if (isPlain(text)) return [];
  const outside = [...text].filter((character) => {
    const unit = character.charCodeAt(0);
    return character.length > 1 || (unit > 0x7f && CODES[unit] === 0);
  });
  return [...new Set(outside)];
}

/** Where units are gathered; a longer text gets room of its own. */
const ROOM = new Uint16Array(16 * 1024);

/** Text of GB18030 bytes; undefined when they are none. Never a replacement character, never half a surrogate pair. */
export function decodeGb18030(bytes: Uint8Array): string | undefined {
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const units = bytes.length <= ROOM.length ? ROOM : new Uint16Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead <= 0x80) {
      units[length++] = lead === 0x80 ? EURO : lead;
      continue;
    }
    const trail = bytes[i + 1] ?? 0;
    const unit = lead === 0xff || trail < 0x40 || trail === 0xff ? 0 : (UNITS[slotOf(lead, trail)] as number);
    if (unit !== 0) {
      units[length++] = unit;
      i += 1;
      continue;
    }
    const character = iconv.decode(Buffer.from(bytes.subarray(i, i + 4)), 'gb18030');
    if (!isOneCharacter(character)) return undefined;
    for (let k = 0; k < character.length; k++) units[length++] = character.charCodeAt(k);
    i += 3;
  }
  return fromUnits(units, length);
}

function isOneCharacter(text: string): boolean {
  const point = text.codePointAt(0) ?? 0xfffd;
  return text.isWellFormed() && point !== 0xfffd && text.length === (point > 0xffff ? 2 : 1);
}

/** `apply` takes its arguments on the stack, so long texts go in pieces. */
const PIECE = 4096;

function fromUnits(units: Uint16Array, length: number): string {
  if (length <= PIECE) return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
  let text = '';
  for (let start = 0; start < length; start += PIECE) text += fromUnits(units.subarray(start), Math.min(PIECE, length - start));
  return text;
}

const utf8 = new TextDecoder('utf-8');

/** Text of UTF-8 bytes, a byte order mark dropped; undefined when they are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? utf8.decode(bytes) : undefined;
}

/**
 * Which encoding the bytes speak for. `utf8`: they are Chinese text in UTF-8, and as GBK they would be no text or hold
 * characters outside GB2312, as misread UTF-8 does. `gbk`: they are no UTF-8. `neither`: could be both (short texts), or
 * are plain ASCII.
 */
export function witness(bytes: Uint8Array): 'gbk' | 'utf8' | 'neither' {
  let i = 0;
  let chinese = 0;
  while (i < bytes.length) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      i += 1;
      continue;
    }
    const size = chineseUtf8Size(bytes, i, lead);
    if (size === 0) return isUtf8(bytes) ? 'neither' : 'gbk';
    chinese += 1;
    i += size;
  }
  return chinese === 0 || isGb2312(bytes) ? 'neither' : 'utf8';
}

/** Bytes of the UTF-8 character at `i` when it is one of U+2000–U+FFFF or beyond, as Chinese text and its punctuation are; else 0. */
function chineseUtf8Size(bytes: Uint8Array, i: number, lead: number): 0 | 3 | 4 {
  const isTail = (k: number): boolean => ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
  if (lead >= 0xe2 && lead <= 0xef) {
    const isSurrogate = lead === 0xed && (bytes[i + 1] ?? 0) >= 0xa0;
    return isTail(1) && isTail(2) && !isSurrogate ? 3 : 0;
  }
  return lead === 0xf0 && (bytes[i + 1] ?? 0) >= 0xa0 && isTail(1) && isTail(2) && isTail(3) ? 4 : 0;
}

function isGb2312(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x80) continue;
    const trail = bytes[++i] ?? 0;
    if (lead < 0xa1 || lead > 0xf7 || trail < 0xa1 || trail === 0xff) return false;
  }
  return true;
}
