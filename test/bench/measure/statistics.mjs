/** Numbers of the benchmarks: pure functions, tested in `statistics.spec.ts`. */

/** Nearest-rank percentile of a list in any order; null when it is empty. `share` is 0 to 1. */
export function percentile(values, share) {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)];
}

/** Middle of a list in any order, the mean of the two middle ones when it is even; null when it is empty. */
export function median(values) {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** p50, p95, p99, largest and count of a list of milliseconds. */
export function summarise(values) {
  return {
    count: values.length,
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    p99: percentile(values, 0.99),
    max: percentile(values, 1),
  };
}

/**
 * How many times `tops` is `bottoms`, as the median over rounds. Both lists hold one number per round, in the same order:
 * what disturbed a round disturbed both, so pairs are compared before the middle is taken.
 */
export function pairedRatio(tops, bottoms) {
  if (tops.length !== bottoms.length) throw new RangeError(`Rounds differ: ${tops.length} and ${bottoms.length}.`);
  const ratios = tops.map((top, round) => top / bottoms[round]);
  if (ratios.some((ratio) => !Number.isFinite(ratio))) throw new RangeError('A round has no number to compare.');
  return median(ratios);
}

/** Half the distance between the smallest and the largest round, as a share of the middle one: how far to trust it. */
export function spread(values) {
  const middle = median(values);
  return middle === null || middle === 0 ? null : (Math.max(...values) - Math.min(...values)) / 2 / middle;
}

/** One line of the result. `target` is `{ atLeast }`, `{ atMost }` or nothing when the number only informs. */
export function metric(name, value, unit, target) {
  return { name, value: value === null ? null : rounded(value), unit, target: describeTarget(target), met: meets(value, target) };
}

/** null without a target; a number that could not be measured misses its target. */
export function meets(value, target) {
  if (target === undefined) return null;
  if (value === null || !Number.isFinite(value)) return false;
  if (target.atLeast !== undefined) return value >= target.atLeast;
  if (target.atMost !== undefined) return value <= target.atMost;
  throw new TypeError('A target says atLeast or atMost.');
}

export function describeTarget(target) {
  if (target === undefined) return null;
  return target.atLeast === undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

/** Three significant digits after the point at most: more would only look exact. */
function rounded(value) {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
