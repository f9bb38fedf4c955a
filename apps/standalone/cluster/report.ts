import type { Rolling, Strike } from './drill.js';
import type { Ledger } from './ledger.js';
import type { FailedCall } from './load.js';

export interface Outcome {
  readonly strikes: readonly Strike[];
  readonly rolling: Rolling;
  readonly ledger: Ledger;
  /** Inquiries that callers were told to be accepted. */
  readonly accepted: number;
  /** Inquiries whose caller gave up. */
  readonly unanswered: number;
  readonly failures: readonly FailedCall[];
  /** Calls that a balancer could not bring to an end. */
  readonly brokenOff: readonly FailedCall[];
  /** Calls that failed before anything was killed. */
  readonly failedBefore: readonly FailedCall[];
  /** Everything had its outcome and was sealed at the end. */
  readonly settled: boolean;
  readonly medianMs: number;
  readonly seconds: number;
}

/** Everything that is wrong, in words; nothing when all is well. */
export function verdictOf({ strikes, rolling, ledger, accepted, unanswered, settled, failedBefore }: Outcome): string[] {
  const wrong: string[] = [];
  const say = (holds: boolean, what: string): unknown => (holds ? undefined : wrong.push(what));
  say(accepted > 0, 'no inquiry was accepted at all');
  say(unanswered === 0, `${unanswered} inquiries were never answered`);
  say(ledger.vanished === 0, `${ledger.vanished} accepted inquiries are gone`);
  say(ledger.doubled === 0, `${ledger.doubled} inquiries were accepted twice`);
  say(ledger.open === 0, `${ledger.open} requests have no outcome`);
  say(ledger.unanswered.length === 0, `${ledger.unanswered.reduce((sum, { requests }) => sum + requests, 0)} requests were given up`);
  say(ledger.secondAnswers === 0, `${ledger.secondAnswers} requests have two answers`);
  say(ledger.unsealed === 0 || settled, `${ledger.unsealed} records are not sealed`);
  say(failedBefore.length === 0, `${failedBefore.length} calls failed before anything was killed (${[...new Set(failedBefore.map(({ cause }) => cause))].join(', ')})`);
  for (const { victim, recoveredMs } of strikes) say(recoveredMs !== undefined, `${victim} was not replaced`);
  say(rolling.failedCalls === 0, `${rolling.failedCalls} calls failed during the rolling restart`);
  say(rolling.failedExchangeCalls === 0, `${rolling.failedExchangeCalls} calls of institutions failed during the rolling restart`);
  return wrong;
}

export function reportOf(outcome: Outcome): string {
  const { strikes, rolling, ledger, accepted, failures, brokenOff, medianMs, seconds } = outcome;
  const s = (ms: number | undefined, none = 'never'): string => (ms === undefined ? none : `${(ms / 1000).toFixed(1)} s`);
  const lines = [
    '',
    `${accepted} inquiries with ${ledger.requests} requests in ${seconds.toFixed(0)} s; half of the calls took at most ${medianMs.toFixed(0)} ms.`,
    '',
    'Killed          recovered   measured by                            failed calls   of institutions   slowest inquiry meanwhile',
    ...strikes.map(({ victim, recoveredMs, how, failedCalls, failedExchangeCalls, slowestMs }) => `${victim.padEnd(15)} ${s(recoveredMs).padStart(9)}   ${how.padEnd(38)} ${String(failedCalls).padStart(12)}   ${String(failedExchangeCalls).padStart(15)}   ${s(slowestMs, 'none').padStart(25)}`),
    '',
    `Rolling restart of ${rolling.processes} processes: ${s(rolling.ms)}, ${rolling.failedCalls} failed calls of callers, ${rolling.failedExchangeCalls} of institutions.`,
    '',
    `Lost: ${ledger.vanished} inquiries, ${ledger.open} requests. Accepted twice: ${ledger.doubled}. Answered twice: ${ledger.secondAnswers}. Not sealed: ${ledger.unsealed}.`,
    ...ledger.unanswered.map(({ institutionCode, cause, requests }) => `Given up: ${institutionCode} ${cause}, ${requests} requests.`),
    ...causes('Calls that failed and were made again under their key', failures),
    ...causes('Calls that broke off behind a balancer', brokenOff),
    '',
  ];
  const wrong = verdictOf(outcome);
  return `${lines.join('\n')}${wrong.length === 0 ? 'Nothing was lost.\n' : wrong.map((one) => `✗ ${one}\n`).join('')}`;
}

function causes(what: string, failures: readonly FailedCall[]): string[] {
  const counts = new Map<string, number>();
  for (const { cause } of failures) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return [...counts].map(([cause, count]) => `${what}: ${count} (${cause}).`);
}
