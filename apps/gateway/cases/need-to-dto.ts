import { NEED_WORDS, type NeedCountDto, type NeedDto } from '#contracts/http';
import type { ControlTaskKind } from '#libs/control';
import { addDays, beijingDay, daysBetween } from '#libs/statute';
import type { Need, NeedsPage } from '#libs/store';

/** Measures that end within so many days are about to lapse. */
const ENDS_WITHIN_DAYS = 30;

/** What is asked for today. */
export function askedNeeds(): { readonly today: string; readonly endsBy: string } {
  const today = beijingDay(new Date());
  return { today, endsBy: addDays(today, ENDS_WITHIN_DAYS) };
}

export function toNeedDto({ key, kind, caseId, caseNumber, task, dueOn, raisedAt, askedBy, institutionCode, orders, returned, found, answered, total, lead, owner, urgent }: Need, today: string): NeedDto {
  return {
    key, kind, caseId, caseNumber, raisedAt: new Date(raisedAt).toISOString(),
    ...(task === null ? {} : { task: task as ControlTaskKind }),
    ...(dueOn === null ? {} : { dueOn, daysLeft: daysBetween(today, dueOn) }),
    ...(askedBy === null ? {} : { askedBy }),
    ...(institutionCode === null ? {} : { institutionCode }),
    ...(orders === null || returned === null ? {} : { orders, returned }),
    ...(found === null || answered === null || total === null ? {} : { found, answered, total }),
    ...(lead === null ? {} : { lead, ...(owner === null ? {} : { owner }), urgent: urgent === true }),
  };
}

export const toNeedCounts = (counts: NeedsPage['counts']): NeedCountDto[] => NEED_WORDS.flatMap((kind) => (counts[kind] === undefined ? [] : [{ kind, count: counts[kind] }]));
