import { parseCaseNumber } from './case-number.js';
import { accepted, refused, type Parsed } from './parsed.js';

/** （2026）浙0102执123号之一 (法〔2015〕137号), unless a court says otherwise. */
export const USUAL_PAPER_FORM = '{case}之{place}';

const LONGEST = 60;
const PARTS = ['case', 'year', 'court', 'type', 'serial', 'place', 'figure'] as const;
type Part = (typeof PARTS)[number];
const EXPECTED =
  'a form like {case}之{place} or （{year}）{court}{type}{serial}-{figure}号: {case}, or all of {year} {court} {type} {serial}; once {place} (一, 二 …) or {figure} (1, 2 …), with a sign that is no digit before and after figures; at most 60 characters';

/**
 * How the number of a case and the place of a paper among those of the case make the number of the paper (文书号), as a court writes it. What a form accepts
 * tells cases and places apart.
 */
export function parsePaperForm(input: string): Parsed<string> {
  const form = input.trim();
  if (form === '' || form.length > LONGEST) return refused('length', EXPECTED);
  const parts = [...form.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name as Part);
  const rest = form.replace(/\{[^{}]*\}/g, '');
  if (/[{}<>"\p{C}]/u.test(rest) || parts.some((name) => !PARTS.includes(name)) || new Set(parts).size !== parts.length) return refused('characters', EXPECTED);
  const has = (name: Part): boolean => parts.includes(name);
  const names = (['year', 'court', 'type', 'serial'] as const).filter(has).length;
  if (has('case') ? names > 0 : names < 4) return refused('format', EXPECTED);
  if (has('place') === has('figure')) return refused('format', EXPECTED);
  // 12 and 3 must not read like 1 and 23.
  if (/(\{(serial|year|figure)\}|\d)\{(figure|serial|year)\}|\{(figure|serial)\}\d|\{figure\}\{court\}/.test(form)) return refused('format', EXPECTED);
  return accepted(form);
}

/** @param place as figures, and in Chinese for forms that write it so. @throws TypeError for a case number that is none: it was checked when it was stored */
export function paperNumber(form: string, caseNumber: string, place: { readonly figure: number; readonly words: string }): string {
  const inCase = form.includes('{case}') ? { case: caseNumber } : partsOf(caseNumber);
  const values: Readonly<Record<string, string>> = { ...inCase, place: place.words, figure: String(place.figure) };
  return form.replace(/\{(\w+)\}/g, (_, name: Part) => values[name]!);
}

function partsOf(caseNumber: string): Readonly<Record<string, string>> {
  const parsed = parseCaseNumber(caseNumber);
  if (!parsed.ok) throw new TypeError('a stored case number cannot be read');
  const { year, courtCode, type, serial } = parsed.value;
  return { year: String(year), court: courtCode, type, serial: String(serial) };
}
