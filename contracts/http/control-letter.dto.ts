import { ControlOutcomeDto } from './control-outcome.dto.js';
import { ChoiceField, DayField, FenField, MomentField, ObjectField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { SENT_WAYS } from './offline.dto.js';

const LOGIN = { max: 100 };
const NUMBER = { min: 1, max: Number.MAX_SAFE_INTEGER };
const MOST = 1_000_000;

/** How an order on paper reached its institution (送达). */
export class DeliverControlLetterDto {
  @DayField({ description: 'The day it was delivered, in Beijing: from the day of printing to today' })
  deliveredOn!: string;

  @ChoiceField(SENT_WAYS, { description: 'How (送达方式): 直接送达, 邮寄, 快递, 传真, 机要交换' })
  way!: (typeof SENT_WAYS)[number];

  @TextField({ description: 'Who served it (送达人)', max: 60 })
  deliveredBy!: string;

  @TextField({ description: 'Number of the posting (邮件号)', max: 60, optional: true })
  reference?: string;
}

export class ControlScanDto {
  @WholeNumberField({ description: 'The scan, to be named with the reply that was read from it', ...NUMBER })
  scan!: number;

  @TextField({ description: 'Address of its bytes', max: 200 })
  evidence!: string;
}

/** Shares or units, as the form says. */
export class TypedQuantityDto {
  @TextField({ description: 'Decimal text', max: 24, pattern: /^\d{1,18}(\.\d{1,4})?$/, allowed: 'digits with up to four decimals', example: '12000' })
  amount!: string;

  @TextField({ description: 'Unit (计量单位), as in the order', max: 20, example: '股' })
  unit!: string;
}

/** A measure before ours (在先冻结), as the form says. */
export class TypedPriorMeasureDto {
  @TextField({ description: 'Authority that took it (冻结机关)', max: 100 })
  authority!: string;

  @TextField({ description: 'Number of its document (冻结文号)', max: 100, optional: true })
  documentNumber?: string;

  @FenField({ description: 'Amount bound (冻结金额), CNY fen', optional: true })
  amountFen?: number;

  @DayField({ description: 'First day (冻结起始日)', optional: true })
  startsOn?: string;

  @DayField({ description: 'Last day (冻结截止日); one that is over does not count for the rank', optional: true })
  endsOn?: string;

  @TextField({ description: 'Remarks', max: 500, optional: true })
  remarks?: string;
}

/** Somebody else's right (优先权、共有权), as the form says. */
export class TypedRightDto {
  @TextField({ description: "Kind of right in the institution's words (权利类型)", max: 50, example: '质押权' })
  kind!: string;

  @TextField({ description: 'Holder (权利人)', max: 100 })
  holder!: string;

  @FenField({ description: 'Amount (权利金额), CNY fen', optional: true })
  amountFen?: number;

  @TextField({ description: 'Address of the holder', max: 100, optional: true })
  address?: string;

  @TextField({ description: 'Telephone of the holder', max: 50, optional: true })
  contact?: string;

  @TextField({ description: 'Remarks', max: 500, optional: true })
  remarks?: string;
}

/** What the form that came back says. What it does not say is absent, never zero. */
export class EnterControlReplyDto {
  @ChoiceField(['effective', 'waiting', 'refused'], { description: 'effective 已办理, waiting 轮候, refused 不予协助' })
  kind!: 'effective' | 'waiting' | 'refused';

  @FenField({ description: 'effective: held, released or taken, CNY fen; zero is a freeze of an empty account', optional: true })
  heldFen?: number;

  @ObjectField(() => TypedQuantityDto, { description: 'The same in shares or units, for orders by quantity', optional: true })
  heldQuantity?: TypedQuantityDto;

  @FenField({ description: 'Part of the limit without money behind it (超额控制金额), CNY fen: what was ordered less what is held', optional: true })
  unfundedFen?: number;

  @FenField({ description: 'Bound when money comes (冻结限额), CNY fen', optional: true })
  limitFen?: number;

  @DayField({ description: 'First day, as the institution registered it', optional: true })
  from?: string;

  @DayField({ description: 'Last day, as the institution registered it', optional: true })
  until?: string;

  @WholeNumberField({ description: 'waiting: place in the queue (轮候顺位); counted from the measures before it when absent', min: 1, max: MOST, optional: true })
  position?: number;

  @TextField({ description: 'What the institution calls the measure (冻结编号)', max: 100, optional: true })
  institutionReference?: string;

  @ObjectListField(() => TypedPriorMeasureDto, { description: 'Measures before it (在先冻结): a measure that holds nothing behind one in force waits in rank', max: 200, optional: true })
  priorMeasures?: TypedPriorMeasureDto[];

  @ObjectListField(() => TypedRightDto, { description: 'Rights of others (优先权、共有权)', max: 200, optional: true })
  rights?: TypedRightDto[];

  @TextField({ description: 'refused: why (不予协助的理由)', max: 500, optional: true })
  reason?: string;

  @WholeNumberField({ description: 'The scan it was read from', ...NUMBER })
  scan!: number;
}

/** A reply on paper as it was typed (回执录入). */
export class ControlReplyDto {
  @WholeNumberField({ description: 'Number of the reply, from 1', min: 1, max: 32_767 })
  number!: number;

  @ChoiceField(['entered', 'confirmed', 'rejected'], { description: 'entered: waits for its second person' })
  state!: 'entered' | 'confirmed' | 'rejected';

  @ChoiceField(['taken', 'repeated', 'conflict', 'kept'], { description: 'confirmed: what it came to; conflict: a person settles it', optional: true })
  verdict?: 'taken' | 'repeated' | 'conflict' | 'kept';

  @ObjectField(() => ControlOutcomeDto, { description: 'What it says' })
  outcome!: ControlOutcomeDto;

  @TextField({ description: 'Address of the scan', max: 200 })
  scan!: string;

  @TextField({ description: 'SHA-256 of the scan, hex', min: 64, max: 64 })
  scanSha256!: string;

  @TextField({ ...LOGIN, description: 'Login that typed it' })
  enteredBy!: string;

  @MomentField({ description: 'When it was typed' })
  enteredAt!: string;

  @TextField({ ...LOGIN, description: 'Login that confirmed it or sent it back', optional: true })
  checkedBy?: string;

  @TextField({ description: 'Why it was sent back', max: 500, optional: true })
  rejectReason?: string;
}

/** An order at an institution without a line, as people carry it (线下送达). */
export class ControlLetterDto {
  @WholeNumberField({ description: 'The order', ...NUMBER })
  orderId!: number;

  @TextField({ description: 'Institution', max: 50 })
  institutionCode!: string;

  @MomentField({ description: 'When it was printed first' })
  printedAt!: string;

  @TextField({ ...LOGIN, description: 'Login that printed it' })
  printedBy!: string;

  @ObjectField(() => DeliverControlLetterDto, { description: 'How it was delivered; absent until an officer says so', optional: true })
  delivery?: DeliverControlLetterDto;

  @TextField({ description: 'Why it never got there', max: 500, optional: true })
  returnedReason?: string;

  @ObjectListField(() => ControlReplyDto, { description: 'Replies, oldest first', max: 1000 })
  replies!: ControlReplyDto[];
}
