import type { InstitutionRecord, Timezone, WorkingHours } from './institution-record.js';

const MINUTE = 60_000;
const DAY = 1440;
const WEEK = 7 * DAY;

/** Minutes ahead of UTC. Both zones keep them all year, so a local minute is found by adding. */
const OFFSETS: Readonly<Record<Timezone, number>> = { 'Asia/Shanghai': 480, 'Asia/Urumqi': 360 };

/** Opening and closing as minutes of the week from Monday 00:00 local, worked out once per institution record. */
interface Week {
  readonly offset: number;
  readonly spans: readonly { readonly opens: number; readonly closes: number }[];
}

const weeks = new WeakMap<WorkingHours, Week>();

function weekOf(hours: WorkingHours): Week {
  let week = weeks.get(hours);
  if (week === undefined) {
    const spans = hours.days.map((day) => ({
      opens: (day - 1) * DAY + minuteOfDay(hours.from),
      closes: (day - 1) * DAY + minuteOfDay(hours.to),
    }));
    week = { offset: OFFSETS[hours.timezone], spans: spans.sort((left, right) => left.opens - right.opens) };
    weeks.set(hours, week);
  }
  return week;
}

function minuteOfDay(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/**
 * Epoch milliseconds from which the institution may be called: `nowMs` itself when it is open, else its next opening.
 * Cheap enough for every call. Says nothing about {@link InstitutionRecord.state}.
 */
export function isOpenFrom(institution: Pick<InstitutionRecord, 'workingHours'>, nowMs: number): number {
  if (institution.workingHours === undefined) return nowMs;
  const { offset, spans } = weekOf(institution.workingHours);
  const localMinutes = Math.floor(nowMs / MINUTE) + offset;
  // 1970-01-01 was a Thursday, three days into its week.
  const minute = (((localMinutes + 3 * DAY) % WEEK) + WEEK) % WEEK;
  let wait = Infinity;
  for (const { opens, closes } of spans) {
    if (minute >= opens && minute < closes) return nowMs;
    wait = Math.min(wait, opens > minute ? opens - minute : opens - minute + WEEK);
  }
  return (Math.floor(nowMs / MINUTE) + wait) * MINUTE;
}

/** True within the working hours, their first minute included and their last moment excluded. */
export function isOpen(institution: Pick<InstitutionRecord, 'workingHours'>, at: Date): boolean {
  return isOpenFrom(institution, at.getTime()) === at.getTime();
}

/** The first moment from `at` on at which the institution is open; `at` itself when it is. */
export function nextOpening(institution: Pick<InstitutionRecord, 'workingHours'>, at: Date): Date {
  return new Date(isOpenFrom(institution, at.getTime()));
}
