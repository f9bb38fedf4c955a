import { addDays, addMonths, type Day } from './calendar-day.js';

/** While a case is open: every so many days, at most so often. */
export interface OpenRhythm {
  readonly everyDays: number;
  readonly atMost: number;
}

/** After the execution ended without assets (终本规定 art. 9(2): every six months for five years). */
export interface EndingRhythm {
  readonly everyMonths: number;
  readonly forYears: number;
  readonly atMost: number;
}

export type Rhythm = OpenRhythm | EndingRhythm;

/**
 * The day of a round, the first being 1; undefined when there is none. Always counted from the anchor, the day of the ruling or of the
 * filing: when a round was really run moves no later one.
 */
export function roundOf(rhythm: Rhythm, anchor: Day, round: number): Day | undefined {
  if (round < 1 || round > rhythm.atMost) return undefined;
  if ('everyDays' in rhythm) return addDays(anchor, rhythm.everyDays * round);
  const day = addMonths(anchor, rhythm.everyMonths * round);
  return day <= addMonths(anchor, 12 * rhythm.forYears) ? day : undefined;
}

/** Rounds from `first` whose day has come. The last one is to be run; those before it were missed. */
export function roundsOf(rhythm: Rhythm, anchor: Day, first: number, today: Day): { readonly round: number; readonly day: Day }[] {
  const due: { readonly round: number; readonly day: Day }[] = [];
  for (let round = first; ; round += 1) {
    const day = roundOf(rhythm, anchor, round);
    if (day === undefined || day > today) return due;
    due.push({ round, day });
  }
}
