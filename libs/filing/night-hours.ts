import { hash } from 'node:crypto';
import { beijingDay } from '#libs/statute';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/**
 * A moment in the hours of the policy (Beijing), now or next, for this case: the same for every process, and spread evenly over cases, so that
 * institutions are not asked everything at once.
 */
export function spreadOverHours(caseId: string, { from, to }: { readonly from: number; readonly to: number }, now: Date): Date {
  const midnight = Date.parse(`${beijingDay(now)}T00:00:00+08:00`);
  const length = ((to - from + 24) % 24 || 24) * HOUR_MS;
  const share = hash('sha256', caseId, 'buffer').readUInt32BE(0) / 2 ** 32;
  for (let start = midnight - DAY_MS + from * HOUR_MS; ; start += DAY_MS) {
    const end = start + length;
    if (now.getTime() >= end) continue;
    const begin = Math.max(start, now.getTime());
    return new Date(begin + Math.floor(share * (end - begin)));
  }
}
