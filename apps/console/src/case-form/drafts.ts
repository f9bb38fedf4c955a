import type { Schema } from '../api/index.js';
import { beijingToday } from '../form/typed.js';

export type Kind = Schema<'NewObligorDto'>['kind'];
export type DocumentType = Schema<'IdentityDocumentDto'>['type'];
export type CaseKind = Schema<'RegisterCaseDto'>['kind'];

export interface DocumentDraft {
  readonly key: string;
  readonly type: DocumentType;
  readonly number: string;
}

export interface ObligorDraft {
  readonly key: string;
  readonly kind: Kind;
  readonly name: string;
  /** As typed, one after the other. */
  readonly otherNames: string;
  readonly documents: readonly DocumentDraft[];
}

export interface ApplicantDraft {
  readonly key: string;
  readonly kind: Kind;
  readonly name: string;
}

export const OWED_PARTS = ['principalFen', 'interestFen', 'lateInterestFen', 'executionFeeFen', 'paidFen'] as const;
export type OwedPart = (typeof OWED_PARTS)[number];
/** Sums in yuan, as typed. */
export type OwedDraft = Readonly<Record<OwedPart, string>>;

export interface CaseDraft {
  readonly caseNumber: string;
  readonly kind: CaseKind;
  readonly filedOn: string;
  /** The handling one first; the second may be nobody. */
  readonly officers: readonly [string, string];
  readonly owed: OwedDraft;
  readonly applicants: readonly ApplicantDraft[];
  readonly obligors: readonly ObligorDraft[];
}

let last = 0;
const newKey = (): string => `new-${(last += 1)}`;

/** Which document somebody usually has. */
export const usualDocument = (kind: Kind): DocumentType => (kind === 'person' ? 'resident-id' : 'unified-social-credit-code');

export const newDocument = (kind: Kind): DocumentDraft => ({ key: newKey(), type: usualDocument(kind), number: '' });
export const newObligor = (kind: Kind = 'person'): ObligorDraft => ({ key: newKey(), kind, name: '', otherNames: '', documents: [newDocument(kind)] });
export const newApplicant = (): ApplicantDraft => ({ key: newKey(), kind: 'person', name: '' });

export const newCase = (): CaseDraft => ({
  caseNumber: '', kind: 'execution', filedOn: beijingToday(), officers: ['', ''], owed: { principalFen: '', interestFen: '', lateInterestFen: '', executionFeeFen: '', paidFen: '' }, applicants: [newApplicant()], obligors: [newObligor()],
});

export const draftOfObligor = ({ kind, name, otherNames, documents }: Schema<'ObligorDto'>): ObligorDraft => ({
  key: newKey(), kind, name, otherNames: otherNames.join('、'), documents: documents.map((one) => ({ key: newKey(), ...one })),
});

export const draftOfApplicant = ({ kind, name }: Schema<'ApplicantDto'>): ApplicantDraft => ({ key: newKey(), kind, name });
