import { accepted, refused, type Parsed } from './parsed.js';

/** Spaces people type or paste. Line breaks are not among them: they are a sign of injected content. */
const STRAY_SPACES = /[\t \u00A0\u2000-\u200A\u202F\u205F\u3000\uFEFF]/g;

/** Full-width forms 全角 to half-width 半角 (letters, digits, punctuation, the ideographic space). */
export function foldWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

/**
 * Upper case of a–z only. `String.prototype.toUpperCase` would also turn ſ into S and ß into SS, so that a
 * number with a foreign letter would pass for another, valid one.
 */
export function upperAscii(text: string): string {
  return text.replace(/[a-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 32));
}

/**
 * First step of every parser: a string of sane length, half-width, upper case, without stray spaces.
 * `longest` bounds the raw input, so no pattern ever runs over a long hostile text.
 */
export function compactText(input: unknown, longest: number, expected: string): Parsed<string> {
  if (typeof input !== 'string') return refused('not-text', expected);
  if (input.length > longest) return refused('length', expected);
  const text = upperAscii(foldWidth(input)).replace(STRAY_SPACES, '');
  return text === '' ? refused('empty', expected) : accepted(text);
}
