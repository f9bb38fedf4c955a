import { CONTROL_OUTCOME_KINDS, SOURCES, type ControlOperation, type ControlOutcomeKind, type Source } from '#contracts/adapter';
import { MoneyDto, PriorMeasureDto, QuantityDto, ThirdPartyRightDto } from './asset.dto.js';
import {
  CONTROL_EXTENT_WORDS, CONTROL_OPERATION_WORDS, CONTROL_ORDER_STATE_WORDS, CONTROL_PRIORITY_WORDS, CONTROL_TARGET_WORDS, type ControlExtentWord, type ControlOrderStateWord,
  type ControlPriorityWord, type ControlTargetWord,
} from './control-words.js';
import { BooleanField, ChoiceField, DayField, FenField, FreeTextField, IdField, MomentField, ObjectField, ObjectListField, TextField, TextListField, TextMapField, WholeNumberField, WholeNumberListField } from './fields.js';
import { PageQueryDto } from './page.dto.js';

const ORDER_ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
const VERSION = { min: 0, max: 2_147_483_647 };
const MOST = 1_000_000;

/** Where a thing was found: nothing about it is typed in, all of it is taken from that answer. */
export class FoundReferenceDto {
  @WholeNumberField({ description: 'Id of the request whose answer names it', min: 1, max: Number.MAX_SAFE_INTEGER })
  requestId!: number;

  @TextField({ description: 'How that answer names it (账号, 号牌, 单元号 …), as `reference` of the asset', max: 300 })
  reference!: string;
}

/** How much. */
export class NewExtentDto {
  @ChoiceField(CONTROL_EXTENT_WORDS, { description: 'amount: an exact sum (资金); account: the whole account, with a reason (账户); quantity: shares or units; ratio: of a holding; whole: a thing' })
  by!: ControlExtentWord;

  @FenField({ description: 'amount: the sum in the currency of the thing, fen; quantity: what the shares are worth, CNY fen', optional: true })
  fen?: number;

  @TextField({ description: 'quantity: how many', max: 40, pattern: /^\d{1,18}(\.\d{1,8})?$/, allowed: 'a decimal number', optional: true })
  quantity?: string;

  @WholeNumberField({ description: 'ratio: basis points, 10000 is all of it', min: 1, max: 10_000, optional: true })
  basisPoints?: number;
}

/** To whom a registered thing passes (过户对象), for serve-transfer. */
export class TransferPartyDto {
  @TextField({ description: 'Name', max: 200 })
  name!: string;

  @TextField({ description: 'Type of document', max: 40 })
  documentType!: string;

  @TextField({ description: 'Number of the document', max: 60 })
  documentNumber!: string;
}

/** One measure to draft: on a thing that was found (`assetId` or `found`), or on a measure that exists (`measureId`). */
export class NewControlOrderDto {
  @ChoiceField(CONTROL_OPERATION_WORDS, { description: 'What is to be done (控制措施)' })
  operation!: ControlOperation;

  @TextField({ description: 'Id of the thing in the list of assets of the case', min: 16, max: 16, pattern: /^[0-9a-f]{16}$/, allowed: '16 hex digits', optional: true })
  assetId?: string;

  @TextField({ description: 'With assetId, where several institutions report the thing: the one to order', max: 40, optional: true })
  institutionCode?: string;

  @ObjectField(() => FoundReferenceDto, { description: 'The same by the answer that names it', optional: true })
  found?: FoundReferenceDto;

  @TextField({ description: 'The measure that is renewed, released or deducted from', max: 60, optional: true })
  measureId?: string;

  @ObjectField(() => NewExtentDto, { description: 'How much; all of it when absent', optional: true })
  extent?: NewExtentDto;

  @FenField({ description: 'What it comes to, CNY fen, where no answer says: things, foreign money', optional: true })
  worthFen?: number;

  @DayField({ description: 'First day in force; today when absent', optional: true })
  from?: string;

  @DayField({ description: 'Last day in force; as long as the law allows when absent', optional: true })
  until?: string;

  @TextField({ description: 'Why (理由), as the ruling says it; no names and numbers of people', max: 500 })
  reason!: string;

  @ChoiceField(CONTROL_PRIORITY_WORDS, { description: 'urgent: overtakes everything (urgent preservation, release)', optional: true })
  priority?: ControlPriorityWord;

  @BooleanField({ description: 'Foreign money is exchanged before it is paid (是否结汇)', optional: true })
  convertCurrency?: boolean;

  @ObjectListField(() => TransferPartyDto, { description: 'To whom it passes (过户对象)', max: 20, optional: true })
  transferTo?: TransferPartyDto[];
}

export class DraftControlOrdersDto {
  @ObjectListField(() => NewControlOrderDto, { description: 'All are drafted, or none', min: 1, max: 200 })
  orders!: NewControlOrderDto[];
}

/** What a measure is taken on (控制对象). */
export class ControlTargetDto {
  @ChoiceField(CONTROL_TARGET_WORDS, { description: 'How it is registered' })
  kind!: ControlTargetWord;

  @FreeTextField({ description: 'How the institution names it' })
  reference!: string;

  @TextMapField({ description: 'What its contract needs to find it again' })
  details!: Record<string, string>;
}

export class ControlExtentDto {
  @ChoiceField(CONTROL_EXTENT_WORDS, { description: 'In what it is measured' })
  by!: ControlExtentWord;

  @ObjectField(() => MoneyDto, { description: 'By amount', optional: true })
  amount?: MoneyDto;

  @ObjectField(() => QuantityDto, { description: 'By quantity', optional: true })
  quantity?: QuantityDto;

  @ObjectField(() => MoneyDto, { description: 'What the quantity was counted from', optional: true })
  worth?: MoneyDto;

  @WholeNumberField({ description: 'By ratio, basis points', min: 0, max: 10_000, optional: true })
  basisPoints?: number;
}

/** What an institution says it did (控制结果). What it did not say is absent, never zero. */
export class ControlOutcomeDto {
  @ChoiceField(CONTROL_OUTCOME_KINDS, { description: 'effective with nothing held is a freeze of zero; waiting is no money; unconfirmed is asked about, never sent again' })
  kind!: ControlOutcomeKind;

  @ObjectField(() => MoneyDto, { description: 'Bound when money comes (冻结限额)', optional: true })
  limit?: MoneyDto;

  @ObjectField(() => MoneyDto, { description: 'Bound now, or released or deducted now (实际控制金额)', optional: true })
  held?: MoneyDto;

  @ObjectField(() => QuantityDto, { description: 'The same in shares or units', optional: true })
  heldQuantity?: QuantityDto;

  @ObjectField(() => MoneyDto, { description: 'Part of the limit without money behind it (超额控制金额)', optional: true })
  unfunded?: MoneyDto;

  @ObjectField(() => MoneyDto, { description: 'Balance', optional: true })
  balance?: MoneyDto;

  @ObjectField(() => MoneyDto, { description: 'Available balance', optional: true })
  available?: MoneyDto;

  @FreeTextField({ description: 'First day, as the institution registered it', optional: true })
  from?: string;

  @FreeTextField({ description: 'Last day, as the institution registered it', optional: true })
  until?: string;

  @FreeTextField({ description: 'The moment it took effect; measures rank by it', optional: true })
  effectiveAt?: string;

  @FreeTextField({ description: 'What the institution calls the measure (冻结编号)', optional: true })
  institutionReference?: string;

  @WholeNumberField({ description: 'Place in the queue (轮候顺位)', min: 1, max: MOST, optional: true })
  position?: number;

  @ObjectListField(() => PriorMeasureDto, { description: 'Measures before it (在先冻结)', max: MOST })
  priorMeasures!: PriorMeasureDto[];

  @ObjectListField(() => ThirdPartyRightDto, { description: 'Rights of others (优先权)', max: MOST })
  rights!: ThirdPartyRightDto[];

  @WholeNumberField({ description: 'Receipts that came with it (回执)', min: 0, max: MOST })
  receipts!: number;

  @FreeTextField({ description: 'Why it was refused, or cannot be told', optional: true })
  reason?: string;

  @FreeTextField({ description: 'Code of the reason in its contract', optional: true })
  reasonCode?: string;

  @FreeTextField({ description: 'Whom to ask there', optional: true })
  contact?: string;

  @FreeTextField({ description: 'Remarks', optional: true })
  remarks?: string;
}

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

  @MomentField({ description: 'When it is asked about next', optional: true })
  askAt?: string;

  @WholeNumberField({ description: 'How often it was asked about', min: 0, max: MOST })
  asked!: number;

  @ObjectField(() => ControlOutcomeDto, { description: 'The word of the institution that counts', optional: true })
  outcome?: ControlOutcomeDto;

  @WholeNumberField({ description: 'Version of that word', ...VERSION })
  outcomeVersion!: number;
}

export class ControlOrderListDto {
  @ObjectListField(() => ControlOrderDto, { description: 'In the order they were given', max: 1000 })
  items!: ControlOrderDto[];
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

  @FreeTextField({ description: 'Why', optional: true })
  reason?: string;

  @WholeNumberField({ description: 'The order', optional: true, ...ORDER_ID })
  orderId?: number;

  @TextField({ description: 'The measure', max: 60, optional: true })
  measureId?: string;
}

/** One word of an institution about an order (反馈), by version. */
export class ControlAnswerDto {
  @WholeNumberField({ description: 'Version', ...VERSION })
  version!: number;

  @ChoiceField(['pull', 'push', 'file', 'status', 'offline', 'gateway'], { description: 'Which way it came; gateway: what we concluded ourselves' })
  via!: 'pull' | 'push' | 'file' | 'status' | 'offline' | 'gateway';

  @MomentField({ description: 'When' })
  receivedAt!: string;

  @TextField({ description: 'Address of the exchange, with bytes and digests', max: 200, optional: true })
  evidence?: string;

  @ObjectField(() => ControlOutcomeDto, { description: 'What it says' })
  outcome!: ControlOutcomeDto;
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

export class SubmitControlOrdersDto {
  @TextField({ description: 'Login of who is to approve: neither drafter nor an officer of the case (四眼)', max: 100 })
  approver!: string;

  @WholeNumberListField({ description: 'Numbers of the orders; all are put before them together', min: 1, max: 200, from: 1, to: Number.MAX_SAFE_INTEGER })
  orderIds!: number[];
}

export class ReasonDto {
  @TextField({ description: 'Why; no names and numbers of people', max: 500 })
  reason!: string;
}

/** How it was found to have ended, by a letter, a call, a visit. */
export class SettleControlOrderDto extends ReasonDto {
  @ChoiceField(['effective', 'waiting', 'refused'], { description: 'What is true of it: effective it took effect, waiting it stands in the queue, refused it did not take effect' })
  as!: 'effective' | 'waiting' | 'refused';

  @FenField({ description: 'effective: held, released or taken, CNY fen; zero is a freeze of an empty account', optional: true })
  heldFen?: number;

  @DayField({ description: 'First day, as the institution registered it', optional: true })
  from?: string;

  @DayField({ description: 'Last day, as the institution registered it', optional: true })
  until?: string;

  @WholeNumberField({ description: 'waiting: place in the queue', min: 1, max: MOST, optional: true })
  position?: number;

  @TextField({ description: 'What the institution calls the measure (冻结编号)', max: 100, optional: true })
  institutionReference?: string;
}

export class ArrivalDto {
  @TextField({ description: 'What the bank calls the payment (交易流水号), or the number of the event that tells of it: the same number counts once, two of the same sum with two numbers count twice', max: 60, pattern: /^\S(.*\S)?$/, allowed: 'a number of 1 to 60 characters' })
  reference!: string;

  @FenField({ description: 'What arrived on the account of the case (到账), fen' })
  fen!: number;

  @DayField({ description: 'Day of arrival' })
  day!: string;
}
