import type { Asset, IdentityRecord, Money, OutcomeKind, Quantity, Source, ValueCertainty } from '#contracts/adapter';
import type { EventType } from './event-types.js';

/** What each event holds; the same as its schema, for TypeScript. Amounts are integer fen (分), moments RFC 3339 in UTC. */
export interface EventData extends Record<EventType, object> {
  'case.filed.v1': CaseFiled;
  'case.changed.v1': CaseChanged;
  'case.obligor-added.v1': ObligorAdded;
  'case.obligor-removed.v1': NamedCase & NamedObligor;
  'case.amount-paid.v1': NamedCase & { readonly paidTotalFen: number };
  'case.closed.v1': NamedCase;
  'case.ended-without-assets.v1': NamedCase & { readonly ruledOn: string };
  'case.restored.v1': NamedCase;
  'case.bankruptcy-accepted.v1': NamedCase & NamedObligor & { readonly acceptedOn: string; readonly court: string };
  'inquiry.requested.v1': InquiryRequested;
  'inquiry.accepted.v1': OfInquiry & { readonly total: number };
  'target.answered.v1': TargetAnswered;
  'inquiry.completed.v1': InquiryCompleted;
  'inquiry.command-accepted.v1': OfCommand & OfInquiry;
  'inquiry.command-refused.v1': OfCommand & { readonly code: string; readonly title: string; readonly fields?: readonly { readonly field: string; readonly allowed: string }[] };
  'asset.found.full.v1': FoundInFull;
  'asset.found.public.v1': FoundInPublic;
  'measure.order-changed.v1': MeasureStep & { readonly orderId: number; readonly requestNumber?: string; readonly institutionCode?: string; readonly operation?: string; readonly state?: string; readonly version?: number };
  'measure.changed.v1': MeasureStep & { readonly measureId: string; readonly institutionCode?: string; readonly state?: string; readonly version?: number };
  'measure.case-changed.v1': MeasureStep;
  'filing.received.v1': { readonly filingId: string; readonly caseId: string; readonly obligors: number };
  'restore.raised.v1': { readonly taskId: string; readonly caseId: string; readonly inquiryId?: string; readonly dueOn: string };
  'restore.overdue.v1': { readonly taskId: string; readonly caseId: string; readonly dueOn: string };
  'approval.requested.v1': ApprovalStep;
  'approval.decided.v1': ApprovalStep;
  'offline-batch.due-soon.v1': { readonly batchId: string; readonly institutionCode: string; readonly courtCode: string; readonly assignedTo?: string | null; readonly answerBy?: string | null };
  'supervision.raised.v1': { readonly noticeId: string; readonly kind: string; readonly level: string; readonly courtCode?: string | null; readonly caseId?: string | null };
}

/** A case as other systems name it: by its number (案号). */
export interface NamedCase {
  readonly caseNumber: string;
}

/** An obligor as other systems name one: by our id or by a document. */
export interface NamedObligor {
  readonly obligorId?: string;
  readonly document?: DocumentData;
}

export interface DocumentData {
  readonly type: string;
  readonly number: string;
}

export interface PersonData {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly otherNames?: readonly string[];
  readonly documents: readonly DocumentData[];
}

/** Integer fen. */
export interface OwedData {
  readonly principalFen: number;
  readonly interestFen: number;
  readonly lateInterestFen: number;
  readonly executionFeeFen: number;
  readonly paidFen: number;
}

type CaseKindWord = 'execution' | 'preservation' | 'restored';

export interface CaseFiled extends NamedCase {
  readonly filingNumber: string;
  readonly courtCode?: string;
  readonly kind?: CaseKindWord;
  readonly filedOn: string;
  readonly owed: OwedData;
  readonly cause?: string;
  readonly inquiryRequested?: boolean;
  readonly officers: readonly { readonly id?: string; readonly certificate?: string; readonly name?: string }[];
  readonly parties: readonly (PersonData & { readonly number: string; readonly role: 'obligor' | 'applicant' | 'third-party' })[];
}

export interface CaseChanged extends NamedCase {
  readonly kind?: CaseKindWord;
  readonly filedOn?: string;
  readonly owed?: Partial<OwedData>;
  readonly officerIds?: readonly string[];
}

export interface ObligorAdded extends NamedCase, PersonData {
  readonly ask?: boolean;
}

export interface InquiryRequested extends NamedCase {
  readonly obligors?: readonly NamedObligor[];
  readonly sources?: readonly Source[];
  readonly institutions?: readonly string[];
  readonly purpose: string;
  readonly legalBasis?: string;
  readonly priority?: 'urgent' | 'filing' | 'scheduled';
  readonly force?: boolean;
}

export interface OfInquiry {
  readonly inquiryId: string;
  readonly caseId: string;
}

export interface OfCommand {
  readonly commandId: string;
  readonly commandSource: string;
}

export interface OfRequest extends OfInquiry {
  readonly requestId: number;
  readonly obligorId: string;
  readonly institutionCode: string;
}

export interface TargetAnswered extends OfRequest {
  readonly requestNumber: string;
  readonly sources: readonly Source[];
  readonly outcome: OutcomeKind;
  readonly answered: boolean;
  readonly assets: number;
  readonly version: number;
  readonly acceptedAt: string;
  readonly sentAt?: string;
  readonly receivedAt?: string;
  readonly committedAt: string;
}

/** Who is missing of an inquiry, and why. */
export interface MissingTarget {
  readonly requestId: number;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly sources: readonly Source[];
  readonly outcome: OutcomeKind;
  readonly cause?: string;
}

export interface InquiryCompleted extends OfInquiry {
  readonly total: number;
  readonly complete: boolean;
  readonly missingCount: number;
  readonly missing: readonly MissingTarget[];
}

export interface FoundInFull extends OfRequest {
  readonly requestNumber: string;
  readonly version: number;
  readonly committedAt: string;
  readonly assets: readonly Asset[];
  readonly identities?: readonly IdentityRecord[];
  readonly remarks?: string;
  readonly omitted?: 'too-large';
}

export interface PublicAsset {
  readonly source: Source;
  readonly value?: Money;
  readonly valueCertainty?: ValueCertainty;
  readonly available?: Money;
  readonly quantity?: Quantity;
  readonly controlled: boolean;
}

export interface FoundInPublic extends OfInquiry {
  readonly requestId: number;
  readonly institutionCode: string;
  readonly version: number;
  readonly committedAt: string;
  readonly assets: readonly PublicAsset[];
  readonly omitted?: 'too-large';
}

export interface MeasureStep {
  readonly caseId: string;
  readonly event: string;
  readonly from?: string | null;
  readonly to?: string | null;
}

export interface ApprovalStep {
  readonly approvalId: string;
  readonly kind: string;
  readonly caseId: string;
  readonly state: string;
}
