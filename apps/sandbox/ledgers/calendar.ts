import { beijingTime } from '../players/beijing-time.js';

const DAY_MS = 86_400_000;

/** The calendar of one institution: Beijing's, or some days ahead of it. */
export class Calendar {
  #ahead = 0;

  constructor(private readonly now: () => number = Date.now) {}

  get today(): string {
    return beijingTime(this.now() + this.#ahead * DAY_MS).slice(0, 10);
  }

  /** Goes forward to a day; never back, since what ended has ended. @throws RangeError */
  advanceTo(day: string): void {
    const days = daysBetween(this.today, day);
    if (!(days >= 0)) throw new RangeError('a day that is over');
    this.#ahead += days;
  }
}

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
