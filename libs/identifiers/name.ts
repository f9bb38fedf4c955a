import { accepted, refused, type Parsed } from './parsed.js';
import { foldWidth } from './text-fold.js';

/** Name of a person or organisation 姓名/名称. */
export interface Name {
  /** As received: what is sent to institutions and printed on documents. */
  readonly raw: string;
  /** For comparing only, see `normaliseName`. */
  readonly normalised: string;
  /** Rare characters 生僻字 of the raw name in order, each once; a usual cause of “no such customer”. */
  readonly rareCharacters: readonly string[];
}

const LONGEST = 200;
const EXPECTED = 'A name has 1 to 200 characters and no control characters or line breaks.';

/**
 * What GBK systems put into the private use area U+E815–U+E864 for lack of a code point, in order of that area; since
 * GB 18030 each has a real one. A register from before the change and one from after it name the same person.
 */
const GBK_PRIVATE_USE = [
  ...('⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸' +
    '⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻'),
];
const GBK_PRIVATE_USE_START = 0xe815;

const MIDDLE_DOT_VARIANTS = /[\u2022\u30FB\uFF65\u2027\u2219\u22C5\u00B7\u0387\u16EB\u2E31]/g;
const FULL_STOP_AS_DOT = /(?<![\p{Script=Latin}\d])\.|\.(?=\p{Script=Han})/gu;
/** A full-width stop is a middle dot, unless it closes an initial that is itself full-width (Ｊ．). */
const WIDE_STOP_AS_DOT = /(?<![\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A])\uFF0E/g;
/** Zero-width characters, writing-direction marks and variation selectors: they change at most the look of a name. */
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
const NEEDLESS_SPACE = /(?<=[\p{Script=Han}·()]) | (?=[\p{Script=Han}·()])/gu;
const SPACE_RUN = /[\t \u00A0\u2000-\u200A\u202F\u205F\u3000]+/g;

/**
 * Form for comparison: half-width, one kind of middle dot (·), Latin letters in upper case, no invisible characters,
 * private-use characters of old GBK systems replaced, spaces folded — removed beside a Chinese character or a dot
 * (two-character names are often padded: 张　三), otherwise one. A full stop counts as a middle dot except after Latin letters.
 */
export function normaliseName(raw: string): string {
  if (typeof raw !== 'string') return '';
  return upperCaseLatin(foldWidth(raw.replace(INVISIBLE, '').replace(WIDE_STOP_AS_DOT, '·')))
    .normalize('NFC')
    .replace(/[\uE815-\uE864]/g, (c) => GBK_PRIVATE_USE[c.charCodeAt(0) - GBK_PRIVATE_USE_START] ?? c)
    .replace(SPACE_RUN, ' ')
    .trim()
    .replace(MIDDLE_DOT_VARIANTS, '·')
    .replace(NEEDLESS_SPACE, '')
    .replace(FULL_STOP_AS_DOT, '·')
    .replace(NEEDLESS_SPACE, '') // once more: a full stop may just have become a dot
    .replace(/[\u2018\u2019\u02BC]/g, "'");
}

/** Accented Latin too (ö → Ö), but never changing the number of characters (ß stays). */
function upperCaseLatin(text: string): string {
  return text.replace(/\p{Script=Latin}/gu, (c) => (c.toUpperCase().length === c.length ? c.toUpperCase() : c));
}

/**
 * Rare characters 生僻字: any character beyond U+FFFF, in the private use area, or an ideograph outside the original
 * basic block U+4E00–U+9FA5 (what GBK fonts and input methods cover); 〇 is not rare. Each once, in order.
 */
export function rareCharacters(raw: string): readonly string[] {
  return typeof raw === 'string' ? [...new Set([...raw].filter(isRare))] : [];
}

function isRare(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (point >= 0xe0100 && point <= 0xe01ef) return false; // a variation selector is no character of its own
  if (point > 0xffff || (point >= 0xd800 && point <= 0xf8ff)) return true;
  if (point >= 0x4e00 && point <= 0x9fa5) return false;
  if (point >= 0x2ff0 && point <= 0x2fff) return true; // ideographic description, used to spell out a missing character
  return point !== 0x3007 && point !== 0x3005 && /\p{Script=Han}/u.test(character);
}

export function parseName(input: string): Parsed<Name> {
  if (typeof input !== 'string') return refused('not-text', EXPECTED);
  if (input.length > LONGEST) return refused('length', EXPECTED);
  if (/[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028\u2029]/.test(input)) return refused('characters', EXPECTED);
  const normalised = normaliseName(input);
  if (normalised === '') return refused('empty', EXPECTED);
  return accepted({ raw: input, normalised, rareCharacters: rareCharacters(input) });
}

/** True when two names differ at most in how they are typed. An empty name is the same as no name, not even another empty one. */
export function sameName(a: string, b: string): boolean {
  const left = normaliseName(a);
  return left !== '' && left === normaliseName(b);
}
