import { parseYuan } from '#libs/identifiers';
import { day, yuan } from '../format/index.js';
import type { Fault } from './faults.js';

/** Fen of what was typed; nothing typed is 0 unless it is needed. */
export function fenTyped(text: string, needed = false): { readonly fen: number } | { readonly fault: Fault } {
  if (text.trim() === '') return needed ? { fault: 'required' } : { fen: 0 };
  const parsed = parseYuan(text);
  return parsed.ok ? { fen: parsed.value } : { fault: parsed.reason };
}

/** How a sum stands in a field that is changed. */
export const typedOf = (fen: number): string => yuan(fen);

export const beijingToday = (): string => day(new Date().toISOString());

/** A day of the calendar as `yyyy-MM-dd`, within the bounds given. */
export function isDayTyped(text: string, { from, to }: { readonly from?: string; readonly to?: string } = {}): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // The 30th of February would become a day of March.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) return false;
  return (from === undefined || text >= from) && (to === undefined || text <= to);
}

/** Of these fields each has to say something. */
export const neededOf = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, Fault> =>
  new Map(Object.entries(texts).flatMap(([at, text]) => (text.trim() === '' ? [[at, 'required' as const]] : [])));

/** A text that may stay away. */
export const givenText = <Name extends string>(name: Name, text: string): Partial<Record<Name, string>> => (text.trim() === '' ? {} : ({ [name]: text.trim() } as Record<Name, string>));
