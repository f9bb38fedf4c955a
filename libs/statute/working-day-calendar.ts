import { readFileSync } from 'node:fs';
import { addDays, isDay, type Day } from './calendar-day.js';

/** One year as the State Council arranged it (国务院办公厅节假日安排). */
export interface CalendarYear {
  readonly year: number;
  /** `provisional`: the arrangement is not known yet; only the public holidays of the law are in it. */
  readonly status: 'announced' | 'provisional';
  /** Number of the notice. */
  readonly basis: string;
  /** Days off, weekend days among them included. */
  readonly daysOff: readonly Day[];
  /** Weekend days that are worked (调休上班). */
  readonly workingWeekendDays: readonly Day[];
}

/**
 * Which days are worked (工作日). A year that the calendar does not know has its weekends off and nothing else; what was counted through
 * such a year, or through a provisional one, says so.
 */
export class WorkingDayCalendar {
  readonly #years: ReadonlyMap<number, CalendarYear>;
  readonly #off: ReadonlySet<Day>;
  readonly #worked: ReadonlySet<Day>;

  constructor(
    readonly version: string,
    years: readonly CalendarYear[],
  ) {
    this.#years = new Map(years.map((year) => [year.year, year]));
    this.#off = new Set(years.flatMap(({ daysOff }) => daysOff));
    this.#worked = new Set(years.flatMap(({ workingWeekendDays }) => workingWeekendDays));
  }

  isWorkingDay(day: Day): boolean {
    if (this.#worked.has(day)) return true;
    if (this.#off.has(day)) return false;
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  }

  /** The last day of a period of working days; the day it begins does not count (民法典 art. 201). */
  addWorkingDays(from: Day, count: number): { readonly day: Day; readonly provisional: boolean } {
    let day = from;
    let provisional = false;
    for (let left = count; left > 0; ) {
      day = addDays(day, 1);
      provisional ||= this.#years.get(Number(day.slice(0, 4)))?.status !== 'announced';
      if (this.isWorkingDay(day)) left -= 1;
    }
    return { day, provisional };
  }
}

/** @throws TypeError naming what is wrong: a calendar with a typing error must not count periods. */
export function parseCalendar(text: string): WorkingDayCalendar {
  const given = JSON.parse(text) as { version?: unknown; years?: unknown };
  if (typeof given.version !== 'string' || !Array.isArray(given.years)) throw new TypeError('a calendar has a version and years');
  const years = given.years as CalendarYear[];
  for (const { year, status, daysOff, workingWeekendDays } of years) {
    if (status !== 'announced' && status !== 'provisional') throw new TypeError(`calendar ${year}: status must be announced or provisional`);
    for (const day of [...daysOff, ...workingWeekendDays]) {
      if (!isDay(day) || !day.startsWith(`${year}-`)) throw new TypeError(`calendar ${year}: ${String(day)} is no day of that year`);
    }
    const weekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    const wrong = workingWeekendDays.find((day) => !weekend(day) || daysOff.includes(day));
    if (wrong !== undefined) throw new TypeError(`calendar ${year}: ${wrong} cannot be a weekend day that is worked`);
  }
  return new WorkingDayCalendar(given.version, years);
}

let known: WorkingDayCalendar | undefined;

/** The calendar that comes with this version of the software. */
export const workingDays = (): WorkingDayCalendar =>
  (known ??= parseCalendar(readFileSync(new URL('./calendar/working-days.json', import.meta.url), 'utf8')));
