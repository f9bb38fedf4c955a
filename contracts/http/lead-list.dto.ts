import { BooleanField, ChoiceField, DayField, IdField, ObjectListField, TextField } from './fields.js';
import { LEAD_PROPERTY_WORDS, LEAD_STATE_WORDS, LEAD_WAIT_WORDS, type LeadPropertyWord, type LeadStateWord, type LeadWaitWord } from './lead-words.js';
import { PageQueryDto } from './page.dto.js';

/** A lead in the list over many cases, without the people in it and without what it says. */
export class LeadLineDto {
  @IdField({ description: 'Id' })
  id!: string;

  @IdField({ description: 'Case' })
  caseId!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @TextField({ description: 'Court code (法院代字)', max: 20 })
  courtCode!: string;

  @ChoiceField(LEAD_PROPERTY_WORDS, { description: 'What is said to be there' })
  property!: LeadPropertyWord;

  @BooleanField({ description: 'Urgent' })
  urgent!: boolean;

  @ChoiceField(LEAD_STATE_WORDS, { description: 'State' })
  state!: LeadStateWord;

  @TextField({ description: 'Login of who checks it', max: 200, optional: true })
  owner?: string;

  @DayField({ description: 'Received on' })
  receivedOn!: string;

  @DayField({ description: 'Last day to check it', optional: true })
  dueOn?: string;

  @DayField({ description: 'Day on which the outcome was recorded', optional: true })
  checkedOn?: string;

  @DayField({ description: 'Last day to tell the party', optional: true })
  noticeDueOn?: string;

  @DayField({ description: 'Day on which the party was told', optional: true })
  toldOn?: string;

  @BooleanField({ description: 'Not checked, or the party not told, past the last day' })
  overdue!: boolean;

  @BooleanField({ description: 'Checked, or told, after the last day' })
  late!: boolean;
}

export class LeadListQueryDto extends PageQueryDto {
  @ChoiceField(LEAD_STATE_WORDS, { description: 'Only in this state', optional: true })
  state?: LeadStateWord;

  @ChoiceField(LEAD_WAIT_WORDS, { description: 'to-check: without an outcome; to-tell: with one, and the party not told; overdue: either, past its last day', optional: true })
  waits?: LeadWaitWord;

  @TextField({ description: 'Only those of this login', max: 200, optional: true })
  owner?: string;

  @IdField({ description: 'Only those of this case', optional: true })
  caseId?: string;
}

export class LeadLinePageDto {
  @ObjectListField(() => LeadLineDto, { description: 'Whose last day comes first, first; what is done, last', max: 200 })
  items!: LeadLineDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
