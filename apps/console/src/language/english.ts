import { caseFile } from './en/case.js';
import { control } from './en/control.js';
import { leads } from './en/leads.js';
import { letters } from './en/letters.js';
import { acts } from './en/acts.js';
import { facts } from './en/facts.js';
import { ruleFacts } from './en/facts-of-rules.js';
import { forms } from './en/forms.js';
import { policies } from './en/policies.js';
import { reasons } from './en/reasons.js';
import { registers } from './en/registers.js';
import { shell } from './en/shell.js';
import { words } from './en/words.js';
import { work } from './en/work.js';
import type { Messages } from './messages.js';

export const en: Messages = { shell, work, caseFile, control, reasons, registers, leads, letters, facts, forms, acts, policies, ruleFacts, words };
