import { isOrganisationDocument, organisationCodeOf, parseCaseNumber, parseIdentityDocument, parseName } from '#libs/identifiers';
import type { Schema } from '../api/index.js';
import type { Fault, Faults } from '../form/index.js';
import { beijingToday, fenTyped, isDayTyped } from '../form/typed.js';
import { OWED_PARTS, type ApplicantDraft, type CaseDraft, type ObligorDraft, type OwedDraft, type OwedPart } from './drafts.js';

/** Cases of the Republic only, as the gateway has it. */
const FIRST_DAY = '1949-10-01';

export interface Checked<Body> {
  readonly faults: Faults;
  /** What is sent when there are no faults. */
  readonly body: Body;
}

type Noted = Map<string, Fault>;

/** A case as it was typed, checked by the rules of the gateway. An applicant without a name is none. */
export function checkCase(draft: CaseDraft): Checked<Schema<'RegisterCaseDto'>> {
  const faults: Noted = new Map();
  const number = draft.caseNumber.trim() === '' ? undefined : parseCaseNumber(draft.caseNumber);
  if (number?.ok !== true) faults.set('/caseNumber', number?.reason ?? 'required');
  const facts = noteFacts(draft, faults);
  const applicants = noteApplicants(draft.applicants, faults);
  const obligors = draft.obligors.map((one, index) => noteObligor(one, `/obligors/${index}`, faults));
  noteRepeated(draft.obligors, faults);
  return { faults, body: { caseNumber: draft.caseNumber.trim(), kind: draft.kind, ...facts, owed: noteOwed(draft.owed, faults), applicants, obligors } };
}

/** What is changed of a case later: its number and its obligors are not in it. */
export function checkChange(draft: Omit<CaseDraft, 'caseNumber' | 'obligors'>): Checked<Omit<Schema<'ChangeCaseDto'>, 'version'>> {
  const faults: Noted = new Map();
  const facts = noteFacts(draft, faults);
  return { faults, body: { kind: draft.kind, ...facts, owed: noteOwed(draft.owed, faults), applicants: noteApplicants(draft.applicants, faults) } };
}

export function checkObligor(draft: ObligorDraft): Checked<Schema<'NewObligorDto'>> {
  const faults: Noted = new Map();
  return { body: noteObligor(draft, '', faults), faults };
}

function noteFacts({ filedOn, officers: [first, second] }: Pick<CaseDraft, 'filedOn' | 'officers'>, faults: Noted): { filedOn: string; officerIds: string[] } {
  if (!isDayTyped(filedOn, { from: FIRST_DAY, to: beijingToday() })) faults.set('/filedOn', filedOn === '' ? 'required' : 'day');
  if (first === '') faults.set('/officerIds/0', 'required');
  else if (first === second) faults.set('/officerIds/1', 'repeated');
  return { filedOn, officerIds: [first, second].filter((id) => id !== '') };
}

function noteOwed(typed: OwedDraft, faults: Noted): Record<OwedPart, number> {
  const owed = Object.fromEntries(OWED_PARTS.map((part) => {
    const read = fenTyped(typed[part], part === 'principalFen');
    if ('fault' in read) faults.set(`/owed/${part}`, read.fault);
    return [part, 'fen' in read ? read.fen : 0];
  })) as Record<OwedPart, number>;
  if (!Number.isSafeInteger(owed.principalFen + owed.interestFen + owed.lateInterestFen + owed.executionFeeFen)) faults.set('/owed/principalFen', 'range');
  return owed;
}

function noteApplicants(drafts: readonly ApplicantDraft[], faults: Noted): Schema<'ApplicantDto'>[] {
  const named = drafts.filter(({ name }) => name.trim() !== '');
  return named.map(({ kind, name }, index) => {
    const parsed = parseName(name);
    if (!parsed.ok) faults.set(`/applicants/${index}/name`, parsed.reason);
    return { kind, name: name.trim() };
  });
}

function noteObligor({ kind, name, otherNames, documents }: ObligorDraft, at: string, faults: Noted): Schema<'NewObligorDto'> {
  const parsed = parseName(name);
  if (!parsed.ok) faults.set(`${at}/name`, parsed.reason === 'empty' ? 'required' : parsed.reason);
  const others = otherNames.split(/[、，,;；\n]/).map((one) => one.trim()).filter((one) => one !== '');
  if (others.some((other) => !parseName(other).ok) || others.length > 20) faults.set(`${at}/otherNames`, 'characters');
  const seen = new Set<string>();
  documents.forEach(({ type, number }, index) => {
    const here = `${at}/documents/${index}`;
    if (type !== 'other' && isOrganisationDocument(type) !== (kind === 'organisation')) faults.set(`${here}/type`, 'wrong-kind');
    const document = parseIdentityDocument(type, number);
    if (!document.ok) faults.set(`${here}/number`, number.trim() === '' ? 'required' : document.reason);
    else if (seen.size === seen.add(`${type} ${document.value.number}`).size) faults.set(`${here}/number`, 'repeated');
  });
  return { kind, name: name.trim(), otherNames: others, documents: documents.map(({ type, number }) => ({ type, number: number.trim() })) };
}

/** The same obligor twice, told by their documents: a credit code contains the code of the organisation. */
function noteRepeated(obligors: readonly ObligorDraft[], faults: Noted): void {
  const owners = new Map<string, number>();
  obligors.forEach(({ documents }, index) =>
    documents.forEach(({ type, number }, place) => {
      const parsed = parseIdentityDocument(type, number);
      if (!parsed.ok) return;
      const inner = type === 'unified-social-credit-code' ? organisationCodeOf(parsed.value.number) : undefined;
      for (const key of [`${type} ${parsed.value.number}`, ...(inner?.ok === true ? [`organisation-code ${inner.value}`] : [])]) {
        if ((owners.get(key) ?? index) !== index) faults.set(`/obligors/${index}/documents/${place}/number`, 'repeated');
        else owners.set(key, index);
      }
    }),
  );
}
