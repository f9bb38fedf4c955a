import type { LetterTaskKind } from '#libs/control';
import { addDays, workingDays, type Day } from '#libs/statute';
import type { LetterStage, OpenLetterStage } from '#libs/store';

/** How many working days (工作日) a letter may wait at each stage. */
export type LetterDays = Readonly<Record<OpenLetterStage, number>>;

export const DEFAULT_LETTER_DAYS: LetterDays = { 'to-print': 2, printed: 5, delivered: 10 };

export const LETTER_TASKS: Readonly<Record<OpenLetterStage, LetterTaskKind>> = { 'to-print': 'letter-unprinted', printed: 'letter-undelivered', delivered: 'letter-unanswered' };

const isOpen = (stage: LetterStage): stage is OpenLetterStage => stage in LETTER_TASKS;

/** Last day for what comes next; undefined when nothing does. */
export const dueOn = (days: LetterDays, stage: LetterStage, since: Day): Day | undefined => (isOpen(stage) ? workingDays().addWorkingDays(since, days[stage]).day : undefined);

/** Whatever has stood at a stage since this day, or longer, is overdue today. */
export function overdueSince(days: LetterDays, today: Day): Readonly<Record<OpenLetterStage, Day>> {
  const of = (stage: OpenLetterStage): Day => {
    let since = addDays(today, -days[stage] - 1);
    while (workingDays().addWorkingDays(since, days[stage]).day >= today) since = addDays(since, -1);
    return since;
  };
  return { 'to-print': of('to-print'), printed: of('printed'), delivered: of('delivered') };
}
