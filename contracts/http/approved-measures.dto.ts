import { SOURCES, type ControlOperation, type Source } from '#contracts/adapter';
import { CONTROL_BATCH_OPERATIONS } from './control-batch.dto.js';
import { ControlExtentDto, ControlTargetDto } from './control-thing.dto.js';
import { CONTROL_OPERATION_WORDS, CONTROL_ORDER_STATE_WORDS, CONTROL_PRIORITY_WORDS, type ControlOrderStateWord, type ControlPriorityWord } from './control-words.js';
import { OBLIGOR_KIND_WORDS, type ObligorKindWord } from './closed-lists.js';
import { ChoiceField, DayField, FenField, FreeTextField, IdField, ObjectField, ObjectListField, TextField, WholeNumberField, WholeNumberListField } from './fields.js';
import { ProblemRuleDto } from './problem.dto.js';

const ORDER_ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
const SIGNED_REASONS = ['excessReason', 'livingReason'] as const;

/** A rule that would refuse the approval as things stand. */
export class RuleToSignDto extends ProblemRuleDto {
  @ChoiceField(SIGNED_REASONS, { description: 'With this reason in the decision it would be accepted; absent: not at all', optional: true })
  acceptableWith?: (typeof SIGNED_REASONS)[number];
}

/** Of whom a thing is. */
export class OrderedObligorDto {
  @IdField({ description: 'Obligor (被执行人)' })
  id!: string;

  @ChoiceField(OBLIGOR_KIND_WORDS, { description: 'Person or organisation' })
  kind!: ObligorKindWord;

  @TextField({ description: 'Name; of people masked in lists', max: 200 })
  name!: string;
}

/** One order, as whoever approves it has to see it. */
export class OrderToApproveDto {
  @WholeNumberField({ description: 'Number of the order', ...ORDER_ID })
  orderId!: number;

  @ChoiceField(CONTROL_OPERATION_WORDS, { description: 'What is to be done' })
  operation!: ControlOperation;

  @TextField({ description: 'The same in words of the law', max: 20, example: '冻结' })
  operationName!: string;

  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @TextField({ description: 'Institution', max: 40 })
  institutionCode!: string;

  @TextField({ description: 'Its name', max: 200, optional: true })
  institutionName?: string;

  @ObjectField(() => OrderedObligorDto, { description: 'Of whom' })
  obligor!: OrderedObligorDto;

  @ObjectField(() => ControlTargetDto, { description: 'On what; masked in lists' })
  target!: ControlTargetDto;

  @ObjectField(() => ControlExtentDto, { description: 'How much' })
  extent!: ControlExtentDto;

  @FenField({ description: 'The most it can come to hold, release or take, CNY fen' })
  limitFen!: number;

  @DayField({ description: 'First day', optional: true })
  from?: string;

  @DayField({ description: 'Last day', optional: true })
  until?: string;

  @TextField({ description: 'The measure that is renewed, released or taken from', max: 60, optional: true })
  measureId?: string;

  @FreeTextField({ description: 'What the institution calls the account (账户性质)', optional: true })
  nature?: string;

  @TextField({ description: 'Why, as whoever drafted it says', max: 500 })
  reason!: string;

  @ChoiceField(CONTROL_PRIORITY_WORDS, { description: 'Place in the queues' })
  priority!: ControlPriorityWord;

  @ChoiceField(CONTROL_ORDER_STATE_WORDS, { description: 'Where it stands; submitted waits for this approval' })
  state!: ControlOrderStateWord;

  @TextField({ description: 'Signed at approval: why more than needed may be held (查扣冻规定第十九条)', max: 500, optional: true })
  excessReason?: string;

  @TextField({ description: 'Signed at approval: why less than the living costs is left (查扣冻规定第三条)', max: 500, optional: true })
  livingReason?: string;

  @ObjectListField(() => RuleToSignDto, { description: 'Of an order that waits: every rule that would refuse it now; never in lists', max: 100 })
  rules!: RuleToSignDto[];
}

/** What an order for many measures is about. */
export class BatchToApproveDto {
  @ChoiceField(CONTROL_BATCH_OPERATIONS, { description: 'renew 续行, release 解除' })
  operation!: (typeof CONTROL_BATCH_OPERATIONS)[number];

  @TextField({ description: 'The same in words of the law', max: 20, example: '续行' })
  operationName!: string;

  @DayField({ description: 'Last day of renewals, as it was asked for', optional: true })
  until?: string;

  @TextField({ description: 'Why', max: 500 })
  reason!: string;

  @WholeNumberField({ description: 'Measures', min: 1, max: 5000 })
  total!: number;
}

/** Measures that leave once they are approved. */
export class ApprovedMeasuresDto {
  @WholeNumberListField({ description: 'Numbers of the orders (控制指令)', max: 200, from: 1, to: Number.MAX_SAFE_INTEGER, optional: true })
  orderIds?: number[];

  @ObjectListField(() => OrderToApproveDto, { description: 'The orders themselves, in that order; in lists the first twenty', max: 200, optional: true })
  orders?: OrderToApproveDto[];

  @IdField({ description: 'All lines of this order for many measures (批量续行、批量解除): GET /api/v1/control-batches/{id}/lines', optional: true })
  batchId?: string;

  @ObjectField(() => BatchToApproveDto, { description: 'What that one is about', optional: true })
  batch?: BatchToApproveDto;
}
