import type { Owed, OwedAmounts } from './case-record.js';
import type { FieldFaults } from './field-faults.js';

const MOST = Number.MAX_SAFE_INTEGER;

/** Adds the computed sums. The parts have been checked by {@link checkOwed}. */
export function withTotals(parts: OwedAmounts): Owed {
  const total = parts.principal + parts.interest + parts.lateInterest + parts.executionFee;
  return { ...parts, total, outstanding: Math.max(0, total - parts.paid) };
}

/** Notes every part that is not a whole number of fen in range, and a sum that could no longer be stored exactly. */
export function checkOwed(parts: OwedAmounts, faults: FieldFaults): void {
  const values = { principal: parts.principal, interest: parts.interest, lateInterest: parts.lateInterest, executionFee: parts.executionFee, paid: parts.paid };
  let exact = true;
  for (const [name, fen] of Object.entries(values)) {
    if (Number.isSafeInteger(fen) && fen >= 0) continue;
    exact = false;
    faults.add(`/owed/${name}`, `a whole number of fen from 0 to ${MOST}`);
  }
  if (!exact) return;
  const total = BigInt(parts.principal) + BigInt(parts.interest) + BigInt(parts.lateInterest) + BigInt(parts.executionFee);
  if (total > BigInt(MOST)) faults.add('/owed', `parts whose sum is at most ${MOST} fen`);
}
