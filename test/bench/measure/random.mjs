/** A seeded sequence of numbers from 0 to 1 (mulberry32): every run draws the same. */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws latencies in milliseconds: `none`, `fixed:50`, or `lognormal:40,0.6` (median, sigma of the logarithm). */
export function latencySource(text, random) {
  const [kind, parameters = ''] = text.split(':');
  const [first, second] = parameters.split(',').map(Number);
  if (kind === 'none') return () => 0;
  if (kind === 'fixed' && first >= 0) return () => first;
  if (kind === 'lognormal' && first > 0 && second >= 0) {
    return () => first * Math.exp(second * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  }
  throw new RangeError(`No latency: ${text} (none, fixed:MS or lognormal:MEDIAN_MS,SIGMA).`);
}
