import { caseFile } from './zh/case.js';
import { control } from './zh/control.js';
import { leads } from './zh/leads.js';
import { letters } from './zh/letters.js';
import { acts } from './zh/acts.js';
import { facts } from './zh/facts.js';
import { ruleFacts } from './zh/facts-of-rules.js';
import { forms } from './zh/forms.js';
import { policies } from './zh/policies.js';
import { reasons } from './zh/reasons.js';
import { registers } from './zh/registers.js';
import { shell } from './zh/shell.js';
import { words } from './zh/words.js';
import { work } from './zh/work.js';

/** Every text of the page. Chinese is the original; another language has the same keys, with the same parameters. */
export const zh = { shell, work, caseFile, control, reasons, registers, leads, letters, facts, forms, acts, policies, ruleFacts, words };

type SameShape<T> = T extends string ? string : T extends (...given: infer Given) => string ? (...given: Given) => string : { readonly [Key in keyof T]: SameShape<T[Key]> };

export type Messages = SameShape<typeof zh>;
export type Language = 'zh' | 'en';
