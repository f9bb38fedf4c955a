import { BooleanField, ChoiceField, DayField, FenField, FreeTextField, MomentField, ObjectListField, TextField, WholeNumberField } from './fields.js';

/** Why exactly somebody has to look at something; a page has a sentence for each in every language. */
export const TASK_REASON_WORDS = [
  'answered-unsent', 'unclear', 'exempt', 'tell-obligor', 'renewed-ended', 'taken-too-much', 'words-differ', 'took-effect', 'settled-as-refused', 'excess-kept', 'release-due', 'bankruptcy',
  'first-court-idle', 'lapsed', 'ends', 'not-arrived', 'rules-against', 'rules-against-unknown', 'not-delivered', 'cannot-leave', 'cannot-carry', 'asked-often', 'objection', 'letter-waits', 'letter-reply-typed', 'decision-failed', 'not-written',
] as const;
export type TaskReasonWord = (typeof TASK_REASON_WORDS)[number];

/** Why a step was taken, where no person said so: what somebody has to look at besides, or one of these. */
export const STEP_CAUSE_WORDS = [
  'answer-late', 'line-lost', 'not-renewed', 'days-left', 'renewed-in-time', 'renewed-too-late', 'begun-anew', 'kept-unsent', 'kept', 'kept-overtaken', 'kept-known', 'kept-same', 'kept-ended', 'kept-changed',
  'kept-no-sum', 'refused-there', 'not-supported-there', 'effect-by', 'handed-over', 'release-first', 'excess', 'arrived', 'objected', 'objection-found', 'served', 'batch-stopped', 'batch-refused', 'approval-over',
] as const;
const CAUSE_WORDS = [...TASK_REASON_WORDS, ...STEP_CAUSE_WORDS] as const;
export type StepCauseWord = (typeof CAUSE_WORDS)[number];

export class ToldRuleDto {
  @TextField({ description: 'Code of the rule (docs/control-rules.md)', max: 60 })
  code!: string;

  @TextField({ description: 'What it says', max: 300 })
  says!: string;
}

/** Figures of a reason; which there are depends on the code. */
export class ReasonFiguresDto {
  @FenField({ description: 'How much it is about, fen', optional: true })
  fen?: number;

  @FenField({ description: 'taken-too-much: how much was ordered, fen', optional: true })
  orderedFen?: number;

  @DayField({ description: 'Day it is about', optional: true })
  day?: string;

  @TextField({ description: 'A word of a closed list: kind of outcome, state of the measure, cause; of refused-there the code of the institution', max: 300, optional: true })
  word?: string;

  @TextField({ description: 'words-differ: kind of the later outcome', max: 40, optional: true })
  then?: string;

  @WholeNumberField({ description: 'asked-often: how often', min: 0, max: 1_000_000, optional: true })
  times?: number;

  @TextField({ description: 'bankruptcy: court that accepted it', max: 200, optional: true })
  court?: string;

  @TextField({ description: 'Code of the exempt fund (docs/exempt-funds.md)', max: 20, optional: true })
  fund?: string;

  @ObjectListField(() => ToldRuleDto, { description: 'Rules that speak against it', max: 40, optional: true })
  rules?: ToldRuleDto[];

  @BooleanField({ description: 'taken-too-much: nothing is owed any more', optional: true })
  nothingOwed?: boolean;

  @BooleanField({ description: 'lapsed: a renewal is not answered yet', optional: true })
  renewing?: boolean;

  @FreeTextField({ description: 'In words of our own or of an officer; no personal data', optional: true })
  text?: string;

  @TextField({ description: 'unclear: operation the answer does not fit', max: 40, optional: true })
  operation?: string;

  @TextField({ description: 'decision-failed: step that does not follow from the state', max: 40, optional: true })
  step?: string;

  @TextField({ description: 'decision-failed: the other measure on the same thing', max: 60, optional: true })
  measure?: string;

  @FreeTextField({ description: 'cannot-carry: the way that remains, in Chinese', optional: true })
  remedy?: string;

  @WholeNumberField({ description: 'days-left: how many', min: 0, max: 1_000_000, optional: true })
  days?: number;

  @DayField({ description: 'objected: to be answered by', optional: true })
  by?: string;

  @MomentField({ description: 'effect-by: when at the latest', optional: true })
  at?: string;
}

/** A reason with its figures. */
export class TaskReasonDto extends ReasonFiguresDto {
  @ChoiceField(TASK_REASON_WORDS, { description: 'Which' })
  code!: TaskReasonWord;
}

/** Why a step was taken, with its figures. */
export class StepCauseDto extends ReasonFiguresDto {
  @ChoiceField(CAUSE_WORDS, { description: 'Which' })
  code!: StepCauseWord;
}
