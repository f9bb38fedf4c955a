import { SOURCES, type ControlOperation, type Source } from '#contracts/adapter';
import { RuleToSignDto } from './approved-measures.dto.js';
import { ControlExtentDto, ControlTargetDto } from './control-thing.dto.js';
import { ControlOutcomeDto } from './control-outcome.dto.js';
import { CONTROL_OPERATION_WORDS, CONTROL_ORDER_STATE_WORDS, CONTROL_PRIORITY_WORDS, type ControlOrderStateWord, type ControlPriorityWord } from './control-words.js';
import { ChoiceField, DayField, FenField, FreeTextField, IdField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';
import { PageQueryDto } from './page.dto.js';
import { StepCauseDto } from './task-reason.dto.js';

const ORDER_ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
const VERSION = { min: 0, max: 2_147_483_647 };
const MOST = 1_000_000;

/** One order (控制指令): one operation on one thing at one institution. */
export class ControlOrderDto {
  @WholeNumberField({ description: 'Number of the order', ...ORDER_ID })
  id!: number;

  @TextField({ description: 'Request number on the wire (请求单号), given once', max: 30 })
  requestNumber!: string;

  @IdField({ description: 'Case' })
  caseId!: string;

  @IdField({ description: 'Obligor' })
  obligorId!: string;

  @TextField({ description: 'Institution', max: 40 })
  institutionCode!: string;

  @ChoiceField(CONTROL_OPERATION_WORDS, { description: 'What is to be done' })
  operation!: ControlOperation;

  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @ObjectField(() => ControlTargetDto, { description: 'On what' })
  target!: ControlTargetDto;

  @ObjectField(() => ControlExtentDto, { description: 'How much' })
  extent!: ControlExtentDto;

  @FenField({ description: 'The most it can come to hold, release or take, CNY fen' })
  limitFen!: number;

  @TextField({ description: 'The measure it is about, or began', max: 60, optional: true })
  measureId?: string;

  @DayField({ description: 'First day', optional: true })
  from?: string;

  @DayField({ description: 'Last day', optional: true })
  until?: string;

  @TextField({ description: 'Why', max: 500 })
  reason!: string;

  @TextField({ description: 'Why more than needed may be held (查扣冻规定第十九条)', max: 500, optional: true })
  excessReason?: string;

  @WholeNumberField({ description: 'The request in whose answer the thing was found', optional: true, ...ORDER_ID })
  foundInRequest?: number;

  @WholeNumberField({ description: 'Version of that answer', optional: true, ...VERSION })
  foundInVersion?: number;

  @ChoiceField(CONTROL_PRIORITY_WORDS, { description: 'Place in the queues' })
  priority!: ControlPriorityWord;

  @ChoiceField(CONTROL_ORDER_STATE_WORDS, { description: 'State' })
  state!: ControlOrderStateWord;

  @TextListField({ description: 'What may happen to it next; a screen offers no other button', max: 20, longest: 20 })
  next!: string[];

  @WholeNumberField({ description: 'Version', ...VERSION })
  version!: number;

  @TextField({ description: 'Who drafted it', max: 100 })
  draftedBy!: string;

  @TextField({ description: 'Who is to approve', max: 100, optional: true })
  approver?: string;

  @TextField({ description: 'Who approved', max: 100, optional: true })
  approvedBy?: string;

  @TextField({ description: 'The rule that approved instead of a person', max: 100, optional: true })
  approvedByRule?: string;

  @TextField({ description: 'The batch it belongs to', max: 60, optional: true })
  batchId?: string;

  @MomentField({ description: 'First moment it may have left', optional: true })
  sentAt?: string;

  @MomentField({ description: 'The institution has to have answered by then', optional: true })
  answerBy?: string;

  @MomentField({ description: 'Of an order that left: it was taken outside trading hours (交易系统时间外受理), and is in effect by then at the latest; asked about then', optional: true })
  takesEffectBy?: string;

  @MomentField({ description: 'When it is asked about next', optional: true })
  askAt?: string;

  @WholeNumberField({ description: 'How often it was asked about', min: 0, max: MOST })
  asked!: number;

  @ObjectField(() => ControlOutcomeDto, { description: 'The word of the institution that counts', optional: true })
  outcome?: ControlOutcomeDto;

  @WholeNumberField({ description: 'Version of that word', ...VERSION })
  outcomeVersion!: number;
}

/** What an approver would have to sign for. */
export class DraftToSignDto {
  @WholeNumberField({ description: 'Number of the order', ...ORDER_ID })
  orderId!: number;

  @ObjectListField(() => RuleToSignDto, { description: 'Every rule that would refuse its approval now, and with which reason it would be accepted', max: 100 })
  rules!: RuleToSignDto[];
}

export class ControlOrderListDto {
  @ObjectListField(() => ControlOrderDto, { description: 'In the order they were given', max: 1000 })
  items!: ControlOrderDto[];

  @ObjectListField(() => DraftToSignDto, { description: 'Of them, those that an approval would refuse as things stand, such as what touches the living costs (查扣冻规定第三条)', max: 1000, optional: true })
  toSign?: DraftToSignDto[];
}

/** One step in the life of an order or a measure (节点). */
export class ControlEventDto {
  @MomentField({ description: 'When' })
  at!: string;

  @TextField({ description: 'What happened', max: 40 })
  event!: string;

  @TextField({ description: 'State before', max: 20, optional: true })
  from?: string;

  @TextField({ description: 'State after', max: 20, optional: true })
  to?: string;

  @TextField({ description: 'Who', max: 100 })
  actor!: string;

  @FreeTextField({ description: 'Why: as a person said it, or the cause in English', optional: true })
  reason?: string;

  @ObjectField(() => StepCauseDto, { description: 'Why, where no person said it, as a code with figures, to be said in any language; absent of steps from before there were such', optional: true })
  cause?: StepCauseDto;

  @TextField({ description: 'Policies of courts it was decided under, by version, nearest court first; absent: what comes with the software', max: 200, optional: true, example: '浙0106/3 浙/1' })
  policy?: string;

  @WholeNumberField({ description: 'The order', optional: true, ...ORDER_ID })
  orderId?: number;

  @TextField({ description: 'The measure', max: 60, optional: true })
  measureId?: string;
}

export class ControlOrderListQueryDto extends PageQueryDto {
  @IdField({ description: 'Only of this case', optional: true })
  caseId?: string;

  @ChoiceField(CONTROL_ORDER_STATE_WORDS, { description: 'Only in this state', optional: true })
  state?: ControlOrderStateWord;

  @ChoiceField(SOURCES, { description: 'Only this kind of property', optional: true })
  source?: Source;

  @TextField({ description: 'Only at this institution', max: 40, optional: true })
  institution?: string;

  @TextField({ description: 'Only of this batch', max: 60, optional: true })
  batchId?: string;
}

/** An order without the thing it is about, for lists over many cases. */
export class ControlOrderSummaryDto {
  @WholeNumberField({ description: 'Number of the order', ...ORDER_ID })
  id!: number;

  @TextField({ description: 'Request number (请求单号)', max: 30 })
  requestNumber!: string;

  @IdField({ description: 'Case' })
  caseId!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @TextField({ description: 'Institution', max: 40 })
  institutionCode!: string;

  @ChoiceField(CONTROL_OPERATION_WORDS, { description: 'What is to be done' })
  operation!: ControlOperation;

  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @FenField({ description: 'The most it can come to, CNY fen' })
  limitFen!: number;

  @ChoiceField(CONTROL_ORDER_STATE_WORDS, { description: 'State' })
  state!: ControlOrderStateWord;

  @ChoiceField(CONTROL_PRIORITY_WORDS, { description: 'Place in the queues' })
  priority!: ControlPriorityWord;

  @TextField({ description: 'Who drafted it', max: 100 })
  draftedBy!: string;

  @MomentField({ description: 'When' })
  createdAt!: string;
}

export class ControlOrderPageDto {
  @ObjectListField(() => ControlOrderSummaryDto, { description: 'Newest first', max: 200 })
  items!: ControlOrderSummaryDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
