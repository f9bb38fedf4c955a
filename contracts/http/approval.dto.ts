import { SOURCES, type Source } from '#contracts/adapter';
import {
  APPROVAL_STATE_WORDS, APPROVAL_WHY_WORDS, CASE_KIND_WORDS, LEGAL_BASIS_WORDS, ORDER_STATE_WORDS, type ApprovalStateWord, type ApprovalWhyWord, type CaseKindWord, type LegalBasisWord,
  type OrderStateWord,
} from './closed-lists.js';
import { ApprovedMeasuresDto } from './approved-measures.dto.js';
import { BooleanField, ChoiceField, IdField, IdListField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';
import { INQUIRY_PRIORITIES, TransactionPeriodDto, type InquiryPriority } from './inquiry.dto.js';

const DECISIONS = ['approve', 'reject'] as const;

/** The inquiry as it will be asked, word by word, once it is approved. */
export class ApprovedInquiryDto {
  @IdListField({ description: 'Obligors to ask about; all of the case when absent', max: 200, optional: true })
  obligorIds?: string[];

  @TextListField({ description: 'What to ask about; everything when absent', max: SOURCES.length, longest: 40, words: SOURCES, optional: true })
  sources?: Source[];

  @TextListField({ description: 'Only these institutions; all that match when absent', max: 5000, longest: 40, optional: true })
  institutions?: string[];

  @TextField({ description: 'Why is asked (查询目的)', max: 200 })
  purpose!: string;

  @ChoiceField(LEGAL_BASIS_WORDS, { description: 'Legal basis (法律依据); what fits the case when absent', optional: true })
  legalBasis?: LegalBasisWord;

  @ChoiceField(INQUIRY_PRIORITIES, { description: 'Place in the queues', optional: true })
  priority?: InquiryPriority;

  @BooleanField({ description: 'Ask again even if a fresh answer is stored', optional: true })
  force?: boolean;

  @BooleanField({ description: 'Ask institutions without a line too', optional: true })
  includeOffline?: boolean;

  @ObjectField(() => TransactionPeriodDto, { description: 'Account movements of this period', optional: true })
  transactions?: TransactionPeriodDto;

  @TextField({ description: 'Court a matter of the case was delegated to (受托法院)', max: 20, optional: true })
  actingCourt?: string;
}

/** Somebody was asked to approve something before it is done (审批). */
export class ApprovalDto {
  @IdField({ description: 'Id of the approval' })
  id!: string;

  @ChoiceField(['inquiry', 'measure'], { description: 'What is to be approved' })
  kind!: 'inquiry' | 'measure';

  @ChoiceField(APPROVAL_STATE_WORDS, { description: 'waiting-for-approval: nothing was sent' })
  state!: ApprovalStateWord;

  @IdField({ description: 'Case' })
  caseId!: string;

  @ObjectField(() => ApprovedInquiryDto, { description: 'What will be asked', optional: true })
  inquiry?: ApprovedInquiryDto;

  @ObjectField(() => ApprovedMeasuresDto, { description: 'What will be ordered: each order with its kind, institution, thing, amount, term and the rules it meets', optional: true })
  measures?: ApprovedMeasuresDto;

  @TextListField({ description: 'Which rules ask for it; requested: none does, the one who asks wants it', max: 10, longest: 40, words: APPROVAL_WHY_WORDS })
  why!: ApprovalWhyWord[];

  @TextField({ description: 'Policy that was in force: court, kind of case, version', max: 100, example: 'rule:浙0106/*/3' })
  rule!: string;

  @TextField({ description: 'Login that asks', max: 100 })
  requestedBy!: string;

  @MomentField({ description: 'When' })
  requestedAt!: string;

  @TextField({ description: 'Login that is to decide', max: 100 })
  approver!: string;

  @MomentField({ description: 'Nobody can decide it after that' })
  expiresAt!: string;

  @TextField({ description: 'Why it was decided so', max: 500, optional: true })
  reason?: string;

  @TextField({ description: 'Login that decided or withdrew it; `gateway` when it ran out', max: 100, optional: true })
  decidedBy?: string;

  @MomentField({ description: 'When', optional: true })
  decidedAt?: string;

  @ChoiceField(ORDER_STATE_WORDS, { description: 'Of an approved inquiry: due (starts at once), started, or refused', optional: true })
  start?: OrderStateWord;

  @TextField({ description: 'Error code when the approved inquiry could not be started any more', max: 100, optional: true })
  startRefused?: string;

  @IdField({ description: 'The inquiry, once it is started', optional: true })
  inquiryId?: string;
}

export class ApprovalListQueryDto {
  @ChoiceField(APPROVAL_STATE_WORDS, { description: 'Only in this state', optional: true })
  state?: ApprovalStateWord;

  @IdField({ description: 'Only of this case', optional: true })
  caseId?: string;

  @WholeNumberField({ description: 'Most items of a page', min: 1, max: 200, inQuery: true, optional: true, example: 50 })
  limit: number = 50;

  @IdField({ description: '`next` of the page before', optional: true })
  before?: string;
}

export class ApprovalPageDto {
  @ObjectListField(() => ApprovalDto, { description: 'Newest first', max: 200 })
  items!: ApprovalDto[];

  @IdField({ description: 'Pass as `before` for the next page; absent on the last', optional: true })
  next?: string;
}

export class DecideApprovalDto {
  @ChoiceField(DECISIONS, { description: 'approve: it is done at once' })
  decision!: (typeof DECISIONS)[number];

  @TextField({ description: 'Why; needed with reject. No personal data', max: 500, optional: true })
  reason?: string;

  @TextField({ description: 'Of measures: why more than needed may be held, because the thing cannot be divided and nothing else suffices (查扣冻规定第十九条)', max: 500, optional: true })
  excessReason?: string;

  @TextField({ description: 'Of measures: why less than the living costs is left (查扣冻规定第三条)', max: 500, optional: true })
  livingReason?: string;
}

/** An entry of the closed list of what a question may rest on. */
export class LegalBasisDto {
  @ChoiceField(LEGAL_BASIS_WORDS, { description: 'Word to be given as `legalBasis`' })
  code!: LegalBasisWord;

  @TextField({ description: 'Name', max: 40 })
  nameZh!: string;

  @TextListField({ description: 'Kinds of case in which it may be used', max: 3, longest: 20, words: CASE_KIND_WORDS })
  kinds!: CaseKindWord[];

  @TextListField({ description: 'Who may start a question on it: desk (people and systems), filing, requery', max: 3, longest: 20, words: ['desk', 'filing', 'requery'] })
  causes!: ('desk' | 'filing' | 'requery')[];

  @TextListField({ description: 'Articles as notices cite them', max: 20, longest: 200 })
  articles!: string[];

  @TextField({ description: 'Day as of which the articles are numbered', max: 10 })
  asOf!: string;
}

export class LegalBasisListDto {
  @ObjectListField(() => LegalBasisDto, { description: 'All of them', max: 50 })
  items!: LegalBasisDto[];
}
