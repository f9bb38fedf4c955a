import { CONTROL_TASK_WORDS } from './control-words.js';
import { BooleanField, ChoiceField, DayField, IdField, MomentField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { LEAD_STEP_WORDS, type LeadStepWord } from './lead-words.js';
import { PageQueryDto } from './page.dto.js';

const COUNT = { min: 0, max: 2_147_483_647 };

/** What needs somebody, by what is to be done (待办类别). */
export const NEED_WORDS = ['approvals', 'excess', 'unconfirmed', 'expiring', 'objections', 'restore', 'leads', 'clocks', 'answers', 'drafts', 'others'] as const;
export type NeedWord = (typeof NEED_WORDS)[number];

/** One thing that needs the caller (待办事项), without the people it is about. */
export class NeedDto {
  @TextField({ description: 'Of this thing, as long as it needs somebody', max: 80 })
  key!: string;

  @ChoiceField(NEED_WORDS, {
    description:
      'approvals: asked of the caller by name; excess: more is held than is owed; unconfirmed: nobody knows whether a measure took effect; expiring: measures that end within 30 days or lapsed; objections: to be answered; restore: something was found in a case that ended without assets; leads: to be checked, or the party to be told; clocks: other periods of the law; answers: something was found and nothing ordered since; drafts: drafted and not submitted, or sent back; others: every other task',
  })
  kind!: NeedWord;

  @IdField({ description: 'Id of the case' })
  caseId!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @ChoiceField(CONTROL_TASK_WORDS, { description: 'Kind of the task, where it is a task about a measure', optional: true })
  task?: (typeof CONTROL_TASK_WORDS)[number];

  @DayField({ description: 'Day on which its clock runs out; absent where there is none', optional: true })
  dueOn?: string;

  @WholeNumberField({ description: 'Days until then; below nought when it is over', min: -100_000, max: 100_000, optional: true })
  daysLeft?: number;

  @MomentField({ description: 'Since when it needs somebody' })
  raisedAt!: string;

  @TextField({ description: 'Login of who asks for the approval', max: 200, optional: true })
  askedBy?: string;

  @TextField({ description: 'Code of the institution, where it is about a measure or an order', max: 40, optional: true })
  institutionCode?: string;

  @ChoiceField(LEAD_STEP_WORDS, { description: 'Of leads: check it, or tell the party', optional: true })
  lead?: LeadStepWord;

  @TextField({ description: 'Of leads: login of who checks it; it is shown to everybody who takes part in the case', max: 200, optional: true })
  owner?: string;

  @BooleanField({ description: 'Of leads: urgent', optional: true })
  urgent?: boolean;

  @WholeNumberField({ description: 'Of drafts: how many orders', ...COUNT, optional: true })
  orders?: number;

  @WholeNumberField({ description: 'Of drafts: how many of them were sent back (被退回)', ...COUNT, optional: true })
  returned?: number;

  @WholeNumberField({ description: 'Of answers: requests in whose answer something was found', ...COUNT, optional: true })
  found?: number;

  @WholeNumberField({ description: 'Of answers: requests with an outcome', ...COUNT, optional: true })
  answered?: number;

  @WholeNumberField({ description: 'Of answers: requests', ...COUNT, optional: true })
  total?: number;
}

export class NeedCountDto {
  @ChoiceField(NEED_WORDS, { description: 'Kind' })
  kind!: NeedWord;

  @WholeNumberField({ description: 'How many there are in all, on whatever page', ...COUNT })
  count!: number;
}

export class NeedsQueryDto extends PageQueryDto {
  @ChoiceField(NEED_WORDS, { description: 'Only of this kind; the counts are of all', optional: true })
  kind?: NeedWord;
}

export class NeedsPageDto {
  @ObjectListField(() => NeedDto, { description: 'The most urgent first: by the clock, an excess as due since it was raised; then the newest', max: 200 })
  items!: NeedDto[];

  @ObjectListField(() => NeedCountDto, { description: 'Every kind of which there is something', max: NEED_WORDS.length })
  counts!: NeedCountDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
