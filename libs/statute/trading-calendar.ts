import { readFileSync } from 'node:fs';
import { addDays, beijingDay, isDay, type Day } from './calendar-day.js';

/** One year of the stock exchanges (休市安排). */
export interface TradingYear {
  readonly year: number;
  /** `provisional`: the exchanges have not said yet; only the public holidays of the law are in it. */
  readonly status: 'announced' | 'provisional';
  readonly basis: string;
  /** Days from Monday to Friday on which they are closed. They are closed on every weekend, also on one that is worked elsewhere. */
  readonly closedWeekdays: readonly Day[];
}

/** Beijing clock times of a trading day, as minutes: the opening call (开盘集合竞价) and the close. */
const OPENS = '09:15:00+08:00';
const CLOSES = '15:00:00+08:00';
/** The longest the exchanges were ever closed is under two weeks; beyond this a calendar is wrong. */
const MOST_CLOSED_DAYS = 30;

/** On which days shares are traded (交易日), for Shanghai, Shenzhen and Beijing alike. */
export class TradingCalendar {
  readonly #years: ReadonlyMap<number, TradingYear>;
  readonly #closed: ReadonlySet<Day>;

  constructor(
    readonly version: string,
    years: readonly TradingYear[],
  ) {
    this.#years = new Map(years.map((year) => [year.year, year]));
    this.#closed = new Set(years.flatMap(({ closedWeekdays }) => closedWeekdays));
  }

  isTradingDay(day: Day): boolean {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !this.#closed.has(day);
  }

  /** Whether the exchanges have announced the year of this day; what is counted through another may be wrong by a holiday. */
  isAnnounced(day: Day): boolean {
    return this.#years.get(Number(day.slice(0, 4)))?.status === 'announced';
  }

  /** The next trading day after this one. What is frozen today cannot be sold from it on (T+1). */
  nextTradingDay(after: Day): Day {
    return this.#search(after, 1);
  }

  /** The last trading day before this one. */
  previousTradingDay(before: Day): Day {
    return this.#search(before, -1);
  }

  /** The trading day whose close is the last one known at this moment (前一交易日收盘价, B4). */
  dayOfLastClose(moment: Date): Day {
    const today = beijingDay(moment);
    return this.isTradingDay(today) && moment.getTime() >= Date.parse(`${today}T${CLOSES}`) ? today : this.previousTradingDay(today);
  }

  /** Whether shares are traded at this moment, from the opening call to the close. */
  isTrading(moment: Date): boolean {
    const today = beijingDay(moment);
    const atMs = moment.getTime();
    return this.isTradingDay(today) && atMs >= Date.parse(`${today}T${OPENS}`) && atMs < Date.parse(`${today}T${CLOSES}`);
  }

  /** When trading begins next, RFC 3339: what is taken now must be in effect by then. */
  nextTradingMoment(after: Date): string {
    const today = beijingDay(after);
    const opening = `${today}T${OPENS}`;
    return this.isTradingDay(today) && after.getTime() < Date.parse(opening) ? opening : `${this.nextTradingDay(today)}T${OPENS}`;
  }

  #search(from: Day, step: 1 | -1): Day {
    let day = from;
    for (let left = MOST_CLOSED_DAYS; left > 0; left--) {
      day = addDays(day, step);
      if (this.isTradingDay(day)) return day;
    }
    throw new RangeError(`no trading day within ${MOST_CLOSED_DAYS} days of ${from}: the calendar is wrong`);
  }
}

/** @throws TypeError naming what is wrong: a calendar with a typing error must not decide when a freeze takes effect. */
export function parseTradingCalendar(text: string): TradingCalendar {
  const given = JSON.parse(text) as { version?: unknown; years?: unknown };
  if (typeof given.version !== 'string' || !Array.isArray(given.years)) throw new TypeError('a trading calendar has a version and years');
  const years = given.years as TradingYear[];
  for (const { year, status, closedWeekdays } of years) {
    if (status !== 'announced' && status !== 'provisional') throw new TypeError(`trading calendar ${year}: status must be announced or provisional`);
    for (const day of closedWeekdays) {
      if (!isDay(day) || !day.startsWith(`${year}-`)) throw new TypeError(`trading calendar ${year}: ${String(day)} is no day of that year`);
      if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) throw new TypeError(`trading calendar ${year}: ${day} is a weekend day, and closed anyway`);
    }
    if (new Set(closedWeekdays).size !== closedWeekdays.length) throw new TypeError(`trading calendar ${year}: a day is in it twice`);
  }
  return new TradingCalendar(given.version, years);
}

let known: TradingCalendar | undefined;

/** The calendar that comes with this version of the software. */
export const tradingDays = (): TradingCalendar =>
  (known ??= parseTradingCalendar(readFileSync(new URL('./calendar/trading-days.json', import.meta.url), 'utf8')));
