import { beijingDay, type WorkingDayCalendar } from '#libs/statute';

/** When a case was read. */
export interface ReadMoment {
  readonly at: Date;
  readonly caseId: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BEIJING_MS = 8 * HOUR;
const NIGHT_FROM = 22;
const NIGHT_TO = 6;

/** Most cases within any one minute. @param reads oldest first */
export function mostCasesInAMinute(reads: readonly ReadMoment[]): number {
  const inside = new Map<string, number>();
  let most = 0;
  let first = 0;
  for (const { at, caseId } of reads) {
    inside.set(caseId, (inside.get(caseId) ?? 0) + 1);
    for (; at.getTime() - reads[first]!.at.getTime() >= MINUTE; first += 1) {
      const gone = reads[first]!.caseId;
      const left = inside.get(gone)! - 1;
      if (left === 0) inside.delete(gone);
      else inside.set(gone, left);
    }
    most = Math.max(most, inside.size);
  }
  return most;
}

/** Between ten in the evening and six in the morning in Beijing, or on a day that is not worked. */
export function isOffHours(at: Date, calendar: Pick<WorkingDayCalendar, 'isWorkingDay'>): boolean {
  const hour = Math.floor((at.getTime() + BEIJING_MS) / HOUR) % 24;
  return hour >= NIGHT_FROM || hour < NIGHT_TO || !calendar.isWorkingDay(beijingDay(at));
}

/** Cases that were read off hours. */
export const casesOffHours = (reads: readonly ReadMoment[], calendar: Pick<WorkingDayCalendar, 'isWorkingDay'>): number =>
  new Set(reads.filter(({ at }) => isOffHours(at, calendar)).map(({ caseId }) => caseId)).size;
