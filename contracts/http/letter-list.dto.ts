import { SOURCES, type ControlOperation, type Source } from '#contracts/adapter';
import { CONTROL_OPERATION_WORDS, CONTROL_ORDER_STATE_WORDS, CONTROL_PRIORITY_WORDS, type ControlOrderStateWord, type ControlPriorityWord } from './control-words.js';
import { BooleanField, ChoiceField, DayField, FenField, IdField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { PageQueryDto } from './page.dto.js';

/** 待打印, 已打印待送达, 已送达待回执, 已回执, 未能送达 */
export const LETTER_STATE_WORDS = ['to-print', 'printed', 'delivered', 'answered', 'returned'] as const;
export type LetterStateWord = (typeof LETTER_STATE_WORDS)[number];

const LETTER_FILTER_WORDS = [...LETTER_STATE_WORDS, 'overdue'] as const;

export class LetterListQueryDto extends PageQueryDto {
  @ChoiceField(LETTER_FILTER_WORDS, { description: 'Only in this state; overdue (逾期): whatever waits longer than it may', optional: true })
  state?: (typeof LETTER_FILTER_WORDS)[number];

  @TextField({ description: 'Only to this institution', max: 40, optional: true })
  institution?: string;

  @TextField({ description: 'Only of cases in which this login takes part', max: 100, optional: true })
  officer?: string;

  @IdField({ description: 'Only of this case', optional: true })
  caseId?: string;
}

/** An order at an institution without a line as people carry it (线下送达), without the thing it is about. */
export class LetterLineDto {
  @WholeNumberField({ description: 'The order', min: 1, max: Number.MAX_SAFE_INTEGER })
  orderId!: number;

  @TextField({ description: 'Request number (请求单号)', max: 30 })
  requestNumber!: string;

  @IdField({ description: 'Case' })
  caseId!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @TextField({ description: 'Institution', max: 40 })
  institutionCode!: string;

  @ChoiceField(CONTROL_OPERATION_WORDS, { description: 'What is ordered' })
  operation!: ControlOperation;

  @ChoiceField(SOURCES, { description: 'Kind of property' })
  source!: Source;

  @FenField({ description: 'Up to how much, CNY fen' })
  limitFen!: number;

  @ChoiceField(CONTROL_PRIORITY_WORDS, { description: 'How urgent' })
  priority!: ControlPriorityWord;

  @ChoiceField(CONTROL_ORDER_STATE_WORDS, { description: 'State of the order' })
  orderState!: ControlOrderStateWord;

  @TextField({ description: 'Login that drafted it', max: 100 })
  draftedBy!: string;

  @ChoiceField(LETTER_STATE_WORDS, { description: 'Where the letter stands' })
  state!: LetterStateWord;

  @DayField({ description: 'Since when: approved, printed or delivered on this day' })
  since!: string;

  @DayField({ description: 'Last day for what comes next, in working days; absent when nothing does', optional: true })
  dueOn?: string;

  @BooleanField({ description: 'That day is over' })
  overdue!: boolean;

  @BooleanField({ description: 'A typed reply waits for its second person (待复核)' })
  replyWaits!: boolean;
}

export class LetterPageDto {
  @ObjectListField(() => LetterLineDto, { description: 'Overdue, then urgent, then by the day since when it waits; done last, the newest first', max: 200 })
  items!: LetterLineDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
