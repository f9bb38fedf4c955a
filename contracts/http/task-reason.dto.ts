import { BooleanField, ChoiceField, DayField, FenField, FreeTextField, ObjectListField, TextField, WholeNumberField } from './fields.js';

/** Why exactly somebody has to look at something; a page has a sentence for each in every language. */
export const TASK_REASON_WORDS = [
  'answered-unsent', 'unclear', 'exempt', 'tell-obligor', 'renewed-ended', 'taken-too-much', 'words-differ', 'took-effect', 'settled-as-refused', 'excess-kept', 'release-due', 'bankruptcy',
  'first-court-idle', 'lapsed', 'ends', 'not-arrived', 'rules-against', 'rules-against-unknown', 'not-delivered', 'cannot-leave', 'asked-often', 'objection', 'letter-waits', 'letter-reply-typed', 'decision-failed',
] as const;
export type TaskReasonWord = (typeof TASK_REASON_WORDS)[number];

export class ToldRuleDto {
  @TextField({ description: 'Code of the rule (docs/control-rules.md)', max: 60 })
  code!: string;

  @TextField({ description: 'What it says', max: 300 })
  says!: string;
}

/** A reason with its figures; which there are depends on the code. */
export class TaskReasonDto {
  @ChoiceField(TASK_REASON_WORDS, { description: 'Which' })
  code!: TaskReasonWord;

  @FenField({ description: 'How much it is about, fen', optional: true })
  fen?: number;

  @FenField({ description: 'taken-too-much: how much was ordered, fen', optional: true })
  orderedFen?: number;

  @DayField({ description: 'Day it is about', optional: true })
  day?: string;

  @TextField({ description: 'A word of a closed list: kind of outcome, state of the measure, cause; of cannot-leave also what the contract says', max: 300, optional: true })
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
}
