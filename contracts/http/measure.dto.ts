import { SOURCES, type ControlOperation, type Source } from '#contracts/adapter';
import { QuantityDto } from './asset.dto.js';
import { ControlEventDto, ControlOrderDto } from './control-order.dto.js';
import { ControlAnswerDto, ReasonDto } from './control-outcome.dto.js';
import { ControlExtentDto, ControlTargetDto } from './control-thing.dto.js';
import { ControlDocumentDto } from './control-document.dto.js';
import { CONTROL_OPERATION_WORDS, CONTROL_TASK_WORDS, LEFT_OUT_WORDS, MEASURE_STATE_WORDS, type ControlTaskWord, type LeftOutWord, type MeasureStateWord } from './control-words.js';
import { BooleanField, ChoiceField, DayField, FenField, FreeTextField, IdField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';
import { InstitutionNameDto } from './inquiry.dto.js';
import { PageQueryDto } from './page.dto.js';
import { ProblemRuleDto } from './problem.dto.js';
import { TaskReasonDto } from './task-reason.dto.js';

const VERSION = { min: 0, max: 2_147_483_647 };
const ORDER_ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
const MOST = 1_000_000;

/** One order with its life: steps, every word of the institution, documents. */
export class ControlOrderLifeDto extends ControlOrderDto {
  @ObjectListField(() => ControlEventDto, { description: 'Steps, oldest first (节点)', max: MOST })
  events!: ControlEventDto[];

  @ObjectListField(() => ControlAnswerDto, { description: 'Every word of the institution by version (反馈)', max: MOST })
  answers!: ControlAnswerDto[];

  @ObjectListField(() => ControlDocumentDto, { description: 'Documents that go with it (文书), newest version of each', max: 100 })
  documents!: ControlDocumentDto[];

  @TextListField({ description: 'Addresses of the messages it travelled in (证据)', max: MOST, longest: 200 })
  exchanges!: string[];
}

/** One measure (控制措施) in force, or that was. */
export class MeasureDto {
  @TextField({ description: 'Id of the measure', max: 60 })
  id!: string;

  @IdField({ description: 'The case it is for now' })
  caseId!: string;

  @IdField({ description: 'Obligor' })
  obligorId!: string;

  @TextField({ description: 'Institution', max: 40 })
  institutionCode!: string;

  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @ObjectField(() => ControlTargetDto, { description: 'On what' })
  target!: ControlTargetDto;

  @ChoiceField(MEASURE_STATE_WORDS, { description: 'effective holds something; unfunded holds nothing yet; waiting is behind others' })
  state!: MeasureStateWord;

  @WholeNumberField({ description: 'Version', ...VERSION })
  version!: number;

  @WholeNumberField({ description: 'The order that began it', ...ORDER_ID })
  beganWithOrder!: number;

  @TextField({ description: 'Its request number', max: 30 })
  beganWithNumber!: string;

  @TextField({ description: 'Case number it was begun for; stays when it is handed over', max: 60 })
  beganForCase!: string;

  @FreeTextField({ description: 'What the institution calls it (冻结编号)', optional: true })
  institutionReference?: string;

  @FenField({ description: 'Bound up to here when money comes, fen' })
  limitFen!: number;

  @FenField({ description: 'Bound now, CNY fen; nothing while it waits' })
  heldFen!: number;

  @ObjectField(() => QuantityDto, { description: 'Shares or units held', optional: true })
  heldQuantity?: QuantityDto;

  @BooleanField({ description: 'May be released in part' })
  divisible!: boolean;

  @DayField({ description: 'First day, as the institution registered it', optional: true })
  from?: string;

  @DayField({ description: 'Last day (届满日)', optional: true })
  until?: string;

  @FreeTextField({ description: 'The moment it took effect; ranks', optional: true })
  effectiveAt?: string;

  @WholeNumberField({ description: 'Place in the queue (轮候顺位)', min: 1, max: MOST, optional: true })
  position?: number;

  @TextField({ description: 'Kept although too much: why', max: 500, optional: true })
  excessReason?: string;

  @BooleanField({ description: 'An institution objects, and was not answered yet (异议审查中)' })
  underObjection!: boolean;
}

export class MeasureListDto {
  @ObjectListField(() => MeasureDto, { description: 'In force and ended, oldest first', max: 10_000 })
  items!: MeasureDto[];
}

/** What one kind of property holds. */
export class HeldBySourceDto {
  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @FenField({ description: 'Held effectively, CNY fen' })
  heldFen!: number;

  @WholeNumberField({ description: 'Measures that hold it', min: 0, max: MOST })
  measures!: number;
}

/** The ledger of a case (控制台账): what is needed, held, under way, and what may still be asked for. Integer CNY fen. */
export class ControlLedgerDto {
  @FenField({ description: 'Owed under the title with interest and fee (应付)' })
  owedFen!: number;

  @FenField({ description: 'Paid (已履行)' })
  paidFen!: number;

  @FenField({ description: 'Taken by institutions (已扣划)' })
  deductedFen!: number;

  @FenField({ description: 'Of that, arrived on the account of the case (已到账)' })
  arrivedFen!: number;

  @FenField({ description: 'Still to be covered by measures' })
  neededFen!: number;

  @FenField({ description: 'Held effectively' })
  heldFen!: number;

  @ObjectListField(() => HeldBySourceDto, { description: 'The same by kind of property', max: SOURCES.length })
  held!: HeldBySourceDto[];

  @FenField({ description: 'Limits of measures that wait behind others: no money (轮候)' })
  waitingFen!: number;

  @FenField({ description: 'Limits without money behind them: no money yet (未足额)' })
  unfundedFen!: number;

  @FenField({ description: 'What orders under way may come to hold' })
  underWayFen!: number;

  @FenField({ description: 'What may still be asked for' })
  roomFen!: number;

  @FenField({ description: 'Held beyond the need: to be released at once, or kept for a reason (超标的)' })
  excessFen!: number;
}

/** One measure of a proposal. */
export class ProposedOrderDto {
  @TextField({ description: 'Id of the thing in the list of assets; give it to draft', min: 16, max: 16 })
  assetId!: string;

  @IdField({ description: 'Obligor' })
  obligorId!: string;

  @ObjectField(() => InstitutionNameDto, { description: 'Who would be ordered' })
  institution!: InstitutionNameDto;

  @WholeNumberField({ description: 'Request whose answer names it', ...ORDER_ID })
  requestId!: number;

  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @ChoiceField(CONTROL_OPERATION_WORDS, { description: 'What would be done' })
  operation!: ControlOperation;

  @ObjectField(() => ControlTargetDto, { description: 'On what' })
  target!: ControlTargetDto;

  @ObjectField(() => ControlExtentDto, { description: 'How much' })
  extent!: ControlExtentDto;

  @FenField({ description: 'What it comes to, CNY fen' })
  fen!: number;

  @ChoiceField(['covers-alone', 'adds', 'waits'], { description: 'covers-alone: suffices by itself; adds: with others; waits: others stand before us, counts for nothing' })
  because!: 'covers-alone' | 'adds' | 'waits';

  @FenField({ description: 'Stays untouched of it for living costs (生活必需费用)' })
  protectedFen!: number;

  @BooleanField({ description: 'An account of an organisation without a usual name: look at what it is before approving' })
  natureUnclear!: boolean;
}

/** Something that was found and is not proposed. */
export class LeftOutDto {
  @TextField({ description: 'Id of the thing in the list of assets; absent when it does not stand there', min: 16, max: 16, optional: true })
  assetId?: string;

  @IdField({ description: 'Obligor it was found for' })
  obligorId!: string;

  @ObjectField(() => InstitutionNameDto, { description: 'Who reports it' })
  institution!: InstitutionNameDto;

  @WholeNumberField({ description: 'Request whose answer names it', ...ORDER_ID })
  requestId!: number;

  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @FreeTextField({ description: 'How the institution names it' })
  reference!: string;

  @ChoiceField(LEFT_OUT_WORDS, { description: 'Why' })
  why!: LeftOutWord;

  @ObjectField(() => ProblemRuleDto, { description: 'The rule that says so', optional: true })
  rule?: ProblemRuleDto;
}

/** Kept free for what an obligor lives on, over all institutions together. */
export class KeptForLivingDto {
  @IdField({ description: 'Obligor' })
  obligorId!: string;

  @FenField({ description: 'To be kept, fen' })
  reserveFen!: number;

  @FenField({ description: 'Kept out of what was found, fen' })
  keptFen!: number;

  @TextField({ description: 'What the sum was counted from, with the notice, or why it is this sum', max: 600, optional: true })
  basis?: string;
}

/** What could be controlled (控制建议): the smallest set that covers the need in the order of least harm. The officer decides. */
export class ControlProposalDto {
  @FenField({ description: 'What is still to be covered and may be asked for, CNY fen' })
  roomFen!: number;

  @TextListField({ description: 'Kinds of property in the order of least harm (善意文明执行)', max: SOURCES.length, longest: 20, words: SOURCES })
  order!: Source[];

  @ObjectListField(() => ProposedOrderDto, { description: 'What is proposed', max: 10_000 })
  orders!: ProposedOrderDto[];

  @ObjectListField(() => LeftOutDto, { description: 'What was found and is not, with the rule', max: MOST })
  leftOut!: LeftOutDto[];

  @FenField({ description: 'Not covered even with everything' })
  shortFen!: number;

  @FenField({ description: 'More than needed, because a thing cannot be divided: the approver gives the reason' })
  overFen!: number;

  @ObjectListField(() => KeptForLivingDto, { description: 'Kept for living costs', max: 1000 })
  living!: KeptForLivingDto[];

  @TextField({ description: 'Digest of proposal and ledger: give it to draft exactly this', min: 64, max: 64 })
  digest!: string;
}

/** Drafts what was proposed, if it is still what would be proposed. */
export class DraftProposalDto extends ReasonDto {
  @TextField({ description: '`digest` of the proposal that was looked at', min: 64, max: 64, pattern: /^[0-9a-f]{64}$/, allowed: '64 hex digits' })
  digest!: string;

  @TextListField({ description: 'Only these things of it; all when absent', max: 200, longest: 16, distinct: true, optional: true })
  assetIds?: string[];
}

export class HandOverDto extends ReasonDto {
  @IdField({ description: 'The case it is for from now on; rank and dates stay' })
  toCaseId!: string;
}

export class ExpiringMeasureQueryDto extends PageQueryDto {
  @WholeNumberField({ description: 'Ends within so many days', min: 0, max: 3660, inQuery: true, optional: true, example: 60 })
  days: number = 60;

  @TextField({ description: 'Only cases of this court', max: 20, optional: true })
  court?: string;
}

/** A measure that ends soon, without the thing it is on. */
export class ExpiringMeasureDto {
  @TextField({ description: 'Id of the measure', max: 60 })
  id!: string;

  @IdField({ description: 'Case' })
  caseId!: string;

  @TextField({ description: 'Case number', max: 60 })
  caseNumber!: string;

  @TextField({ description: 'Court', max: 20 })
  courtCode!: string;

  @TextField({ description: 'Institution', max: 40 })
  institutionCode!: string;

  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @ChoiceField(MEASURE_STATE_WORDS, { description: 'State' })
  state!: MeasureStateWord;

  @FenField({ description: 'Held, CNY fen' })
  heldFen!: number;

  @DayField({ description: 'Last day' })
  until!: string;

  @WholeNumberField({ description: 'Days left, the last one not counted', min: -36_600, max: 36_600 })
  daysLeft!: number;

  @WholeNumberField({ description: 'The nearest reminder already given, days before the end', min: 0, max: 365, optional: true })
  remindedDays?: number;
}

export class ExpiringMeasurePageDto {
  @ObjectListField(() => ExpiringMeasureDto, { description: 'The one that ends first, first', max: 200 })
  items!: ExpiringMeasureDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

export class ControlTaskQueryDto extends PageQueryDto {
  @ChoiceField(['open', 'settled'], { description: 'Only in this state', optional: true })
  state?: 'open' | 'settled';

  @ChoiceField(CONTROL_TASK_WORDS, { description: 'Only of this kind', optional: true })
  kind?: ControlTaskWord;

  @IdField({ description: 'Only of this case', optional: true })
  caseId?: string;
}

/** Something a person has to look at (待办). */
export class ControlTaskDto {
  @WholeNumberField({ description: 'Number of the task', ...ORDER_ID })
  id!: number;

  @IdField({ description: 'Case' })
  caseId!: string;

  @TextField({ description: 'Case number', max: 60 })
  caseNumber!: string;

  @ChoiceField(CONTROL_TASK_WORDS, { description: 'Why' })
  kind!: ControlTaskWord;

  @WholeNumberField({ description: 'The order', optional: true, ...ORDER_ID })
  orderId?: number;

  @TextField({ description: 'The measure', max: 60, optional: true })
  measureId?: string;

  @FreeTextField({ description: 'What exactly, in English; no personal data' })
  detail!: string;

  @ObjectField(() => TaskReasonDto, { description: 'The same as a code with figures, to be said in any language; absent of tasks from before there were such', optional: true })
  reason?: TaskReasonDto;

  @DayField({ description: 'Last day for it', optional: true })
  dueOn?: string;

  @MomentField({ description: 'Since when' })
  raisedAt!: string;

  @ChoiceField(['open', 'settled'], { description: 'State' })
  state!: 'open' | 'settled';

  @TextField({ description: 'Who settled it', max: 100, optional: true })
  settledBy?: string;

  @MomentField({ description: 'When', optional: true })
  settledAt?: string;

  @TextField({ description: 'What was done', max: 500, optional: true })
  settlement?: string;
}

export class ControlTaskPageDto {
  @ObjectListField(() => ControlTaskDto, { description: 'Newest first', max: 200 })
  items!: ControlTaskDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
