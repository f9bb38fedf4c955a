import { CONTROL_ORDER_STATE_WORDS, type ControlOrderStateWord } from './control-words.js';
import { ChoiceField, CountsField, DayField, FenField, IdField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';
import { PageQueryDto } from './page.dto.js';
import { ProblemRuleDto } from './problem.dto.js';

export const CONTROL_BATCH_OPERATIONS = ['renew', 'release'] as const;
/** 准备中, 待审批, 批准中, 已完成, 撤回中, 已撤回 */
export const CONTROL_BATCH_STATE_WORDS = ['preparing', 'waiting-for-approval', 'approving', 'done', 'withdrawing', 'withdrawn'] as const;
/** 待处理, 已起草, 退回, 已送审, 已批准, 已撤回 */
export const CONTROL_BATCH_LINE_WORDS = ['waiting', 'drafted', 'refused', 'submitted', 'approved', 'withdrawn'] as const;
const LINES = { min: 0, max: 5000 };

/** Which measures, where they are not named one by one. */
export class ControlBatchFilterDto {
  @DayField({ description: 'In force now, and ending before this day (届满日早于)' })
  expiringBefore!: string;

  @TextField({ description: 'Only cases of this court; all that the caller handles when absent', max: 20, optional: true })
  courtCode?: string;
}

/** One measure that is released in part. */
export class PartialReleaseDto {
  @TextField({ description: 'Measure of a case the caller handles', max: 60 })
  measureId!: string;

  @FenField({ description: 'How much of it is released, CNY fen; all of it when absent', optional: true })
  fen?: number;
}

export class NewControlBatchDto {
  @ChoiceField(CONTROL_BATCH_OPERATIONS, { description: 'renew 续行, release 解除' })
  operation!: (typeof CONTROL_BATCH_OPERATIONS)[number];

  @TextListField({ description: 'Measures of cases the caller handles, each as a whole; instead of filter and measures', min: 1, max: 5000, longest: 60, distinct: true, optional: true })
  measureIds?: string[];

  @ObjectField(() => ControlBatchFilterDto, { description: 'Which, instead of measureIds and measures; at most 5,000', optional: true })
  filter?: ControlBatchFilterDto;

  @ObjectListField(() => PartialReleaseDto, { description: 'release: measures with how much of each is released (部分解除); instead of measureIds and filter', min: 1, max: 5000, optional: true })
  measures?: PartialReleaseDto[];

  @DayField({ description: 'renew: last day; the longest the law allows when absent', optional: true })
  until?: string;

  @TextField({ description: 'Why; stands in every order. No names and numbers of people', min: 2, max: 500 })
  reason!: string;

  @TextField({ description: 'Login of who is to approve all of it: neither the caller nor an officer of any of the cases (四眼)', max: 100 })
  approver!: string;
}

/** An order for many measures (批量续行、批量解除), and how far it is. */
export class ControlBatchSummaryDto {
  @IdField({ description: 'Id of the batch; stands in its orders' })
  id!: string;

  @ChoiceField(CONTROL_BATCH_OPERATIONS, { description: 'What is ordered' })
  operation!: (typeof CONTROL_BATCH_OPERATIONS)[number];

  @ChoiceField(CONTROL_BATCH_STATE_WORDS, {
    description: 'preparing: lines are drafted and submitted; approving: approved, line by line; withdrawing: cancelled or not approved, what has not left is taken back. Goes on after a restart',
  })
  state!: (typeof CONTROL_BATCH_STATE_WORDS)[number];

  @DayField({ description: 'Last day of renewals, as it was asked for', optional: true })
  until?: string;

  @TextField({ description: 'Why', max: 500 })
  reason!: string;

  @TextField({ description: 'Court in which it was given; absent for who serves every court', max: 20, optional: true })
  courtCode?: string;

  @TextField({ description: 'Login that gave it', max: 100 })
  requestedBy!: string;

  @TextField({ description: 'Login that approves all of it', max: 100 })
  approver!: string;

  @IdField({ description: 'Its one approval, once every line is submitted', optional: true })
  approvalId?: string;

  @WholeNumberField({ description: 'Lines: one per measure', ...LINES })
  total!: number;

  @CountsField(CONTROL_BATCH_LINE_WORDS, { description: 'Lines by state' })
  lines!: Readonly<Record<(typeof CONTROL_BATCH_LINE_WORDS)[number], number>>;

  @WholeNumberField({ description: 'Lines that need no more preparing: submitted, refused or taken back, and whatever follows', ...LINES })
  prepared!: number;

  @WholeNumberField({ description: 'Lines that came to their end here: approved, refused or taken back', ...LINES })
  decided!: number;

  @TextField({ description: 'Who cancelled it or did not approve it', max: 100, optional: true })
  stoppedBy?: string;

  @TextField({ description: 'Why it was', max: 500, optional: true })
  stoppedWhy?: string;

  @MomentField({ description: 'Taken in: every line is durable' })
  acceptedAt!: string;

  @MomentField({ description: 'The last line came to its end', optional: true })
  finishedAt?: string;
}

export class ControlBatchDto extends ControlBatchSummaryDto {
  @CountsField(CONTROL_ORDER_STATE_WORDS, { description: 'Its orders by state: how far they are at the institutions' })
  orders!: Readonly<Record<ControlOrderStateWord, number>>;

  @WholeNumberField({ description: 'Lines of which no institution owes a word any more: answered, or never sent', ...LINES })
  answered!: number;
}

export class ControlBatchListQueryDto extends PageQueryDto {
  @ChoiceField(CONTROL_BATCH_STATE_WORDS, { description: 'Only in this state', optional: true })
  state?: (typeof CONTROL_BATCH_STATE_WORDS)[number];

  @TextField({ description: 'Only those given in this court', max: 20, optional: true })
  court?: string;
}

export class ControlBatchPageDto {
  @ObjectListField(() => ControlBatchSummaryDto, { description: 'Newest first', max: 200 })
  items!: ControlBatchSummaryDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

export class ControlBatchLineQueryDto extends PageQueryDto {
  @ChoiceField(CONTROL_BATCH_LINE_WORDS, { description: 'Only lines in this state', optional: true })
  state?: (typeof CONTROL_BATCH_LINE_WORDS)[number];
}

export class ControlBatchLineDto {
  @WholeNumberField({ description: 'Place in the order', min: 1, max: 5000 })
  line!: number;

  @TextField({ description: 'Measure', max: 60 })
  measureId!: string;

  @ChoiceField(CONTROL_BATCH_LINE_WORDS, { description: 'refused with code and rules, alone; withdrawn before it left' })
  state!: (typeof CONTROL_BATCH_LINE_WORDS)[number];

  @IdField({ description: 'Case; absent when the caller handles no case with such a measure', optional: true })
  caseId?: string;

  @TextField({ description: 'Case number (案号)', max: 60, optional: true })
  caseNumber?: string;

  @FenField({ description: 'How much of the measure is released, CNY fen; all of it when absent', optional: true })
  fen?: number;

  @WholeNumberField({ description: 'Its order', min: 1, max: Number.MAX_SAFE_INTEGER, optional: true })
  orderId?: number;

  @ChoiceField(CONTROL_ORDER_STATE_WORDS, { description: 'Where the order stands', optional: true })
  orderState?: ControlOrderStateWord;

  @TextField({ description: 'refused: code of the closed catalogue; measure-refused with rules', max: 60, optional: true })
  code?: string;

  @ObjectListField(() => ProblemRuleDto, { description: 'Every rule of law that speaks against it', max: 100, optional: true })
  rules?: ProblemRuleDto[];
}

export class ControlBatchLinePageDto {
  @ObjectListField(() => ControlBatchLineDto, { description: 'In the order in which they were given', max: 200 })
  items!: ControlBatchLineDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
