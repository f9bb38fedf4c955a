import type { Owed, OwedAmounts } from './case-record.js';
import type { FieldFaults } from './field-faults.js';

const MOST = Number.MAX_SAFE_INTEGER;

/** Adds the computed sums. The parts have been checked by {@link checkOwed}. */
export function withTotals(parts: OwedAmounts): Owed {
  const totalFen = parts.principalFen + parts.interestFen + parts.lateInterestFen + parts.executionFeeFen;
  return { ...parts, totalFen, outstandingFen: Math.max(0, totalFen - parts.paidFen) };
}

/** Notes every part that is not a whole number of fen in range, and a sum that could no longer be stored exactly. */
export function checkOwed(parts: OwedAmounts, faults: FieldFaults): void {
  const values = { principalFen: parts.principalFen, interestFen: parts.interestFen, lateInterestFen: parts.lateInterestFen, executionFeeFen: parts.executionFeeFen, paidFen: parts.paidFen };
  let exact = true;
  for (const [name, fen] of Object.entries(values)) {
    if (Number.isSafeInteger(fen) && fen >= 0) continue;
    exact = false;
    faults.add(`/owed/${name}`, `a whole number of fen from 0 to ${MOST}`);
  }
  if (!exact) return;
  const total = BigInt(parts.principalFen) + BigInt(parts.interestFen) + BigInt(parts.lateInterestFen) + BigInt(parts.executionFeeFen);
  if (total > BigInt(MOST)) faults.add('/owed', `parts whose sum is at most ${MOST} fen`);
}
