import { createContext, useContext } from 'react';
import type { IdentifierFault } from '#libs/identifiers';
import { ApiProblem } from '../api/index.js';
import type { Language } from '../language/index.js';
import { allowedInChinese } from '../language/zh/allowed.js';
import { problems } from '../language/zh/problems.js';

/** What is wrong with a field before anything is sent: the faults of identifiers, and those of forms. */
export type Fault = IdentifierFault | 'required' | 'repeated' | 'wrong-kind' | 'day' | 'exceeds' | 'too-large' | 'beyond';

/** Faults by JSON pointer into what will be sent, as the gateway names them (`/obligors/0/name`). */
export type Faults = ReadonlyMap<string, Fault>;

interface FormState {
  readonly typed: Faults;
  /** What the gateway said of a field, until the form is sent again. */
  readonly refused: ReadonlyMap<string, string>;
  /** Somebody wanted to send it: everything that is wrong is shown. */
  readonly tried: boolean;
}

const NOTHING: FormState = { typed: new Map(), refused: new Map(), tried: false };

export const FormFaults = createContext<FormState>(NOTHING);

export const useFaultsAt = (pointer: string): { readonly typed: Fault | undefined; readonly refused: string | undefined; readonly tried: boolean } => {
  const { typed, refused, tried } = useContext(FormFaults);
  return { typed: typed.get(pointer), refused: refused.get(pointer), tried };
};

/** Where a refusal that names no field belongs, and the fields that it names. */
export function refusedFields(error: unknown, language: Language, placeOf: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  if (!(error instanceof ApiProblem)) return new Map();
  const { code, title, fields = [] } = error.document;
  const sentence = language === 'zh' ? (problems[code] ?? title) : title;
  const place = placeOf[code];
  if (place !== undefined) return new Map([[place, sentence], ...fields.map(({ field }) => [field, sentence] as const)]);
  return new Map(fields.map(({ field, allowed }) => [field, language === 'zh' ? (allowedInChinese(allowed) ?? sentence) : allowed]));
}
