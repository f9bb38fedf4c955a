import fc from 'fast-check';
import iconv from 'iconv-lite';
import { noise } from '../mutations.js';

/** What a channel's messages look like, so that damage has some sense to it. */
export interface Dialect {
  /** Opens and closes one level of nesting. */
  readonly nests: readonly (readonly [open: string, close: string])[];
  /** Pieces that mean something to readers of this form. */
  readonly pieces: readonly string[];
  readonly maxMessageBytes: number;
}

const ANY_PIECES = [
  '\u0000', '\uFEFF', '\u2028', '\r\n', '𠮷', '%s%n', '../..', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '1e999', '-0', '９', '0x10', 'NaN', 'undefined',
  '99999999999999999999999999', '2026-02-30', '0000-00-00', '2026-03-01T25:61:61+99:99', '-1', '0.1', "'", '"', '\\',
];

export const JSON_DIALECT = (maxMessageBytes: number): Dialect => ({
  nests: [['[', ']'], ['{"a":', '}']],
  pieces: [...ANY_PIECES, 'null', 'true', '[]', '{}', '""', ',', ':', '"\\ud800"', '"\\u0000"', '"__proto__":{"x":1},', '"result":"none",', '"result":"constructor",', '1e308', '9007199254740993'],
  maxMessageBytes,
});

export const XML_DIALECT = (maxMessageBytes: number): Dialect => ({
  nests: [['<a>', '</a>'], ['<a b="">', '</a>']],
  pieces: [...ANY_PIECES, '<', '>', '/>', '&', '&lt;', '&#0;', '&#xD800;', '&x;', '<!DOCTYPE x>', '<!--', '-->', '<![CDATA[', ']]>', '<?xml version="1.0"?>', ' a="1" a="2"', 'xmlns:x="y"'],
  maxMessageBytes,
});

/** Bytes that are no character of UTF-8: lone surrogates, a lone lead byte, an overlong slash, beyond U+10FFFF. */
const NO_CHARACTER = [[0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xe4, 0xb8], [0xc0, 0xaf], [0xf4, 0x90, 0x80, 0x80], [0xff], [0x81, 0x30]].map((bytes) => Uint8Array.from(bytes));
const ENCODINGS = ['gbk', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'utf-32', 'latin1', 'shift_jis', 'utf-7'] as const;

/** One kind of harm that comes to a message; `others` are whole messages it can be mixed with. */
type Harm = (message: Uint8Array, others: readonly Uint8Array[], dialect: Dialect) => fc.Arbitrary<Uint8Array>;

const place = (length: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: length });
const stretch = (length: number): fc.Arbitrary<readonly [number, number]> =>
  fc.tuple(place(length), place(length)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
const inserted = (message: Uint8Array, at: number, piece: Uint8Array): Uint8Array => join(message.subarray(0, at), piece, message.subarray(at));

const cut: Harm = (message) => stretch(message.length).map(([from, to]) => message.subarray(from, to));

const flip: Harm = (message) =>
  fc.array(fc.tuple(place(Math.max(0, message.length - 1)), fc.nat(255)), { minLength: 1, maxLength: 32 }).map((flips) => {
    const changed = Uint8Array.from(message);
    for (const [at, bits] of flips) if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ bits;
    return changed;
  });

const recode: Harm = (message) =>
  fc.constantFrom(...ENCODINGS).map((encoding) => iconv.encode(Buffer.from(message).toString('utf8'), encoding, { addBOM: false }));

const noCharacter: Harm = (message) => fc.tuple(place(message.length), fc.constantFrom(...NO_CHARACTER)).map(([at, bytes]) => inserted(message, at, bytes));

const piece: Harm = (message, _others, { pieces }) =>
  fc.array(fc.tuple(place(message.length), fc.constantFrom(...pieces)), { minLength: 1, maxLength: 4 }).map((insertions) =>
    insertions.reduce<Uint8Array>((changed, [at, text]) => inserted(changed, Math.min(at, changed.length), Buffer.from(text)), message),
  );

const replace: Harm = (message, _others, { pieces }) =>
  fc.tuple(stretch(message.length), fc.constantFrom(...pieces)).map(([[from, to], text]) => join(message.subarray(0, from), Buffer.from(text), message.subarray(to)));

const splice: Harm = (message, others) =>
  fc.tuple(fc.constantFrom(message, ...others), place(message.length)).chain(([other, at]) =>
    stretch(other.length).map(([from, to]) => inserted(message, at, other.subarray(from, to))),
  );

const exchange: Harm = (message, others) =>
  fc.constantFrom(message, ...others).chain((other) => fc.tuple(place(message.length), place(other.length)).map(([to, from]) => join(message.subarray(0, to), other.subarray(from))));

const again: Harm = (message) =>
  fc.tuple(stretch(message.length), fc.integer({ min: 2, max: 60 })).map(([[from, to], times]) => inserted(message, from, repeated(message.subarray(from, to), times, 200_000)));

/** The same piece between any two characters: what breaks a reader that takes long over many small things. */
const nest: Harm = (message, _others, { nests }) =>
  fc.tuple(place(message.length), fc.constantFrom(...nests), fc.constantFrom(17, 200, 20_000), fc.boolean()).map(([at, [open, close], depth, closed]) =>
    inserted(message, at, Buffer.from(open.repeat(depth) + (closed ? close.repeat(depth) : ''))),
  );

/** Somewhat larger than may be read: by blanks, by one long word, or by many of the message's own pieces. */
const swell: Harm = (message, _others, { maxMessageBytes }) =>
  fc.tuple(place(message.length), stretch(message.length), fc.constantFrom(' ', '0', '[', '<', '"a",', '')).map(([at, [from, to], text]) => {
    const own = message.subarray(from, Math.min(to, from + 4_000));
    const unit = text !== '' || own.length === 0 ? Buffer.from(text === '' ? ' ' : text) : own;
    return inserted(message, at, repeated(unit, Math.ceil((maxMessageBytes + 1) / unit.length), maxMessageBytes + 4_001));
  });

function repeated(unit: Uint8Array, times: number, most: number): Uint8Array {
  return unit.length === 0 ? unit : Buffer.alloc(Math.min(most, unit.length * times), unit);
}

/** Cheap harm, tried all the time; large messages are tried apart, as a few are enough. */
const SMALL: readonly Harm[] = [cut, flip, recode, noCharacter, piece, replace, splice, exchange, again, nest];

/** Any of the messages after one to three kinds of harm; now and then bytes that never were a message. */
export function damaged(messages: readonly Uint8Array[], dialect: Dialect): fc.Arbitrary<Uint8Array> {
  return fc.oneof({ weight: 19, arbitrary: harmed(messages, dialect, SMALL, 3) }, { weight: 1, arbitrary: noise });
}

/** Any of the messages, made too large, and perhaps harmed otherwise. */
export function swollen(messages: readonly Uint8Array[], dialect: Dialect): fc.Arbitrary<Uint8Array> {
  return fc.constantFrom(...messages).chain((message) => swell(message, messages, dialect));
}

function harmed(messages: readonly Uint8Array[], dialect: Dialect, harms: readonly Harm[], most: number): fc.Arbitrary<Uint8Array> {
  const start = fc.constantFrom(...messages);
  return fc.tuple(start, fc.array(fc.constantFrom(...harms), { minLength: 1, maxLength: most })).chain(([message, chosen]) =>
    chosen.reduce<fc.Arbitrary<Uint8Array>>((before, harm) => before.chain((bytes) => harm(bytes, messages, dialect)), fc.constant(message)),
  );
}
