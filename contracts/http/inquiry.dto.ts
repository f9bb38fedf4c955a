import { OUTCOME_KINDS, SOURCES, type OutcomeKind, type QueryOutcome, type Source } from '#contracts/adapter';
import { LEGAL_BASIS_WORDS, type LegalBasisWord } from './closed-lists.js';
import {
  BooleanField,
  ChoiceField,
  CountsField,
  DayField,
  FreeTextField,
  IdField,
  IdListField,
  MomentField,
  ObjectField,
  ObjectListField,
  TextField,
  TextListField,
  WholeNumberField,
} from './fields.js';
import { IdentityKeysDto, InquiryWarningDto, KEY_WORDS, type KeyWord } from './identity.dto.js';
import { OutcomeField } from './outcome.dto.js';

export const INQUIRY_PRIORITIES = ['urgent', 'filing', 'scheduled'] as const;
export type InquiryPriority = (typeof INQUIRY_PRIORITIES)[number];

const INQUIRY_STATES = ['open', 'complete', 'cancelled'] as const;
const ANSWER_STATES = ['waiting', 'answered', 'not-answered'] as const;
const SOURCE_LIST = { max: SOURCES.length, longest: 40, words: SOURCES };
const COUNT = { min: 0, max: 2_147_483_647 };
const MILLISECONDS = { min: 0, max: Number.MAX_SAFE_INTEGER };
const REQUEST_ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
const MOST_OBLIGORS = 1000;
/** Obligors times institutions. */
const MOST_REQUESTS = 1_000_000;

/** Period of account movements wanted (资金往来): at most five years, not in the future. Days in Beijing. */
export class TransactionPeriodDto {
  @DayField({ description: 'First day', example: '2026-01-01' })
  from!: string;

  @DayField({ description: 'Last day, not before the first and not after today', example: '2026-06-30' })
  to!: string;
}

/** A question about the obligors of one case (查询申请). */
export class CreateInquiryDto {
  @IdField({ description: 'The case (案件); it must be open' })
  caseId!: string;

  @IdListField({ description: 'Obligors (被执行人) of the case to ask about; all of them when absent', min: 1, max: 200, optional: true })
  obligorIds?: string[];

  @TextListField({ description: 'What to ask about (财产种类); everything when absent', ...SOURCE_LIST, min: 1, distinct: true, optional: true })
  sources?: Source[];

  @TextListField({ description: 'Only these institutions, by code; all that match when absent', min: 1, max: 5000, longest: 40, distinct: true, optional: true })
  institutions?: string[];

  @TextField({
    description: 'Why is asked (查询目的), kept with every request',
    min: 2,
    max: 200,
    pattern: /\S[\s\S]*\S/,
    allowed: 'a text of 2 to 200 characters, not only spaces',
    example: '立案查控',
  })
  purpose!: string;

  @ChoiceField(LEGAL_BASIS_WORDS, { description: 'What in the law it rests on (法律依据), see GET /legal-bases; what fits the kind of case when absent', optional: true })
  legalBasis?: LegalBasisWord;

  @TextField({ description: 'Login of a person who is to approve it first (审批人): nothing is sent before. Needed where the policy of the court says so', min: 1, max: 100, optional: true })
  approver?: string;

  @ChoiceField(INQUIRY_PRIORITIES, { description: 'Place in the queues of institutions; filing when absent', optional: true })
  priority?: InquiryPriority;

  @BooleanField({ description: 'Ask again even if a fresh answer is stored; false when absent', optional: true })
  force?: boolean;

  @BooleanField({ description: 'Ask institutions without a line too, by letter (线下查控): their answers take days or weeks; false when absent', optional: true })
  includeOffline?: boolean;

  @ObjectField(() => TransactionPeriodDto, { description: 'Ask for account movements of this period; none when absent', optional: true })
  transactions?: TransactionPeriodDto;

  @TextField({ description: 'Code of the court a matter of the case was delegated to (受托法院, 委托执行规定 arts 2 and 4), where that is another than the court of the case', min: 1, max: 20, optional: true, example: '浙0201' })
  actingCourt?: string;
}

/** Court that acts in a delegated matter (受托法院). */
export class ActingCourtDto {
  @TextField({ description: 'Court code (法院代字)', max: 20, example: '浙0201' })
  code!: string;

  @TextField({ description: 'Full name (法院名称)', max: 100 })
  name!: string;
}

export class InquiryQueryDto {
  @WholeNumberField({ description: 'Show the result as it was after its first N outcomes', min: 0, max: 1_000_000, inQuery: true, optional: true })
  version?: number;
}

export class InquiryListQueryDto {
  @WholeNumberField({ description: 'Most items of a page', min: 1, max: 200, inQuery: true, optional: true, example: 50 })
  limit: number = 50;

  @IdField({ description: '`next` of the page before', optional: true })
  before?: string;
}

/** The four moments of an exchange and the waiting before it (domain-rules S2). */
export class ExchangeTimingDto {
  @MomentField({ description: 'The request was accepted (受理)' })
  acceptedAt!: string;

  @MomentField({ description: 'The first byte was sent, or the institution fetched the request (发出)', optional: true })
  sentAt?: string;

  @MomentField({ description: 'The answer was received (收到)', optional: true })
  receivedAt?: string;

  @MomentField({ description: 'The answer was durable (入库)', optional: true })
  committedAt?: string;

  @WholeNumberField({ description: 'Milliseconds in lane or mailbox before it was sent (排队)', ...MILLISECONDS })
  waitedMs!: number;

  @WholeNumberField({ description: 'Milliseconds from acceptance to commit (总时长)', ...MILLISECONDS, optional: true })
  totalMs?: number;
}

export class InstitutionNameDto {
  @TextField({ description: 'Code of the institution', max: 40, example: 'C001H101110102001' })
  code!: string;

  @TextField({ description: 'Name (机构名称); the code when it is no longer registered', max: 200 })
  name!: string;

  @TextField({ description: 'Kind of body (机构类别); `unknown` when it is no longer registered', max: 40, example: 'bank' })
  kind!: string;
}

/** Said of an answer that was not asked for again. */
export class ServedFromDto {
  @WholeNumberField({ description: 'Request whose stored answer is shown', ...REQUEST_ID })
  requestId!: number;
}

/** What one institution said about one obligor, or that it has not yet. */
export class InstitutionAnswerDto {
  @TextField({ description: 'Request number on the wire (请求单号)', max: 30, example: 'A20261123CK1000000001000' })
  requestNumber!: string;

  @WholeNumberField({ description: 'Id of the request', ...REQUEST_ID })
  requestId!: number;

  @IdField({ description: 'Obligor asked about' })
  obligorId!: string;

  @ObjectField(() => InstitutionNameDto, { description: 'Institution asked' })
  institution!: InstitutionNameDto;

  @TextListField({ description: 'What it was asked about', ...SOURCE_LIST })
  sources!: Source[];

  @ChoiceField(KEY_WORDS, { description: 'Keys it was asked with, where a register was asked first: of the case, or corrected; absent while it waits', optional: true })
  keys?: KeyWord;

  @ChoiceField(ANSWER_STATES, { description: 'answered: found, nothing-found or refused; not-answered: any other outcome' })
  state!: (typeof ANSWER_STATES)[number];

  @OutcomeField({ description: 'The outcome, one of a closed list of kinds; absent while waiting. Amounts are integer fen', optional: true })
  outcome?: QueryOutcome;

  @ChoiceField(['offline'], { description: 'offline: came on paper, was typed by one person and confirmed by another (线下查控); absent: came over a line', optional: true })
  way?: 'offline';

  @WholeNumberField({ description: 'Counts the outcomes of this request from 1; a late answer is a new version', min: 1, max: 32_767, optional: true })
  version?: number;

  @ObjectField(() => ServedFromDto, { description: 'Present when a stored answer inside the freshness window was used', optional: true })
  servedFrom?: ServedFromDto;

  @ObjectField(() => ExchangeTimingDto, { description: 'Moments and durations' })
  timing!: ExchangeTimingDto;

  @MomentField({ description: 'Must have answered by then (答复期限)' })
  answerBy!: string;

  @TextField({ description: 'Address of the exchange the answer came in, with its bytes and digests', max: 200, optional: true, example: '/api/v1/exchanges/4711' })
  evidence?: string;
}

/** One source in the coverage matrix: how many requests stand where. */
export class CoverageRowDto {
  @ChoiceField(SOURCES, { description: 'Kind of property (财产种类)' })
  source!: Source;

  @BooleanField({ description: 'Whether any institution with a line is registered for this source' })
  connected!: boolean;

  @BooleanField({ description: 'Present and true when an institution without a line can be written to (线下查控): it is when the inquiry says `includeOffline`', optional: true })
  offline?: boolean;

  @WholeNumberField({ description: 'Requests', ...COUNT })
  asked!: number;

  @WholeNumberField({ description: 'found + nothing + refused', ...COUNT })
  answered!: number;

  @WholeNumberField({ description: 'Requests whose answer holds an asset or record of this source', ...COUNT })
  found!: number;

  @WholeNumberField({ description: 'Requests whose answer holds none of this source', ...COUNT })
  nothing!: number;

  @WholeNumberField({ description: 'Requests returned with a reason (退回)', ...COUNT })
  refused!: number;

  @WholeNumberField({ description: 'defective, unavailable, unconfirmed or not supported', ...COUNT })
  failed!: number;

  @WholeNumberField({ description: 'Requests without an outcome', ...COUNT })
  waiting!: number;
}

export class InquiryTotalsDto {
  @WholeNumberField({ description: 'Requests: obligors times institutions', ...COUNT })
  asked!: number;

  @WholeNumberField({ description: 'Requests with an outcome', ...COUNT })
  answered!: number;

  @WholeNumberField({ description: 'Requests without one', ...COUNT })
  waiting!: number;

  @CountsField(OUTCOME_KINDS, { description: 'Requests by kind of their outcome' })
  byOutcome!: Record<OutcomeKind, number>;
}

/** Who has not answered, and why. */
export class MissingAnswerDto {
  @ObjectField(() => InstitutionNameDto, { description: 'Institution asked' })
  institution!: InstitutionNameDto;

  @IdField({ description: 'Obligor asked about' })
  obligorId!: string;

  @ChoiceField(['waiting', ...OUTCOME_KINDS], { description: 'waiting, or the kind of the outcome' })
  state!: string;

  @FreeTextField({ description: 'One line for a person' })
  why!: string;
}

/** The aggregated answer: one outcome per institution and obligor, never merged into each other (design §4). */
export class InquiryResultDto {
  @IdField({ description: 'Id of the inquiry' })
  id!: string;

  @IdField({ description: 'The case (案件)' })
  caseId!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @ObjectField(() => ActingCourtDto, { description: 'Court a matter of the case was delegated to; absent when the court of the case acts itself', optional: true })
  actingCourt?: ActingCourtDto;

  @TextField({ description: 'Number of the query notice (文书编号)', max: 40 })
  documentNumber!: string;

  @TextField({ description: 'Why was asked (查询目的)', max: 200 })
  purpose!: string;

  @ChoiceField(LEGAL_BASIS_WORDS, { description: 'What in the law it rests on (法律依据); absent on inquiries from before there was one', optional: true })
  legalBasis?: LegalBasisWord;

  @TextField({ description: 'Who let it go: `rule:…` the standing approval of this policy, `approval:…` the approval of a person. Absent on inquiries from before', max: 100, optional: true, example: 'rule:built-in' })
  approvedBy?: string;

  @ChoiceField(INQUIRY_STATES, { description: 'cancelled: no longer asked, answers on their way are still taken' })
  state!: (typeof INQUIRY_STATES)[number];

  @BooleanField({ description: 'Every request has an outcome' })
  complete!: boolean;

  @WholeNumberField({ description: 'Counts the outcomes merged so far; grows with every answer, also a late one', ...COUNT })
  version!: number;

  @MomentField({ description: 'Accepted (受理)' })
  acceptedAt!: string;

  @MomentField({ description: 'The last request got its outcome', optional: true })
  completedAt?: string;

  @WholeNumberField({ description: 'Milliseconds from acceptance to completion, or to now', ...MILLISECONDS })
  elapsedMs!: number;

  @ObjectField(() => InquiryTotalsDto, { description: 'Counts over all requests' })
  totals!: InquiryTotalsDto;

  @ObjectListField(() => IdentityKeysDto, { description: 'Keys per obligor about whom a register was asked first', max: MOST_OBLIGORS })
  identity!: IdentityKeysDto[];

  @ObjectListField(() => InquiryWarningDto, { description: 'Deceased or cancelled obligors', max: MOST_REQUESTS })
  warnings!: InquiryWarningDto[];

  @ObjectListField(() => MissingAnswerDto, { description: 'Every request without an answer of the institution itself', max: MOST_REQUESTS })
  missing!: MissingAnswerDto[];

  @ObjectListField(() => CoverageRowDto, { description: 'A row for each source asked about', max: SOURCES.length })
  coverage!: CoverageRowDto[];

  @ObjectListField(() => InstitutionAnswerDto, { description: 'Each institution about each obligor, in the order of the plan', max: MOST_REQUESTS })
  answers!: InstitutionAnswerDto[];
}

export class InquirySummaryDto {
  @IdField({ description: 'Id of the inquiry' })
  id!: string;

  @TextField({ description: 'Why was asked (查询目的)', max: 200 })
  purpose!: string;

  @ChoiceField(LEGAL_BASIS_WORDS, { description: 'What in the law it rests on (法律依据)', optional: true })
  legalBasis?: LegalBasisWord;

  @TextField({ description: 'Who let it go', max: 100, optional: true })
  approvedBy?: string;

  @TextListField({ description: 'What was asked about', ...SOURCE_LIST })
  sources!: string[];

  @TextField({ description: 'Login that asked', max: 100 })
  requestedBy!: string;

  @WholeNumberField({ description: 'Requests: obligors times institutions', ...COUNT })
  total!: number;

  @WholeNumberField({ description: 'Requests with an outcome', ...COUNT })
  answered!: number;

  @ChoiceField(INQUIRY_STATES, { description: 'State of the inquiry' })
  state!: (typeof INQUIRY_STATES)[number];

  @MomentField({ description: 'Accepted (受理)' })
  acceptedAt!: string;

  @MomentField({ description: 'The last request got its outcome', optional: true })
  completedAt?: string;
}

export class InquiryListDto {
  @ObjectListField(() => InquirySummaryDto, { description: 'Newest first', max: 200 })
  items!: InquirySummaryDto[];

  @IdField({ description: 'Pass as `before` for the next page; absent on the last', optional: true })
  next?: string;
}
