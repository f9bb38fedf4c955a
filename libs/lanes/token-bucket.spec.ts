import { TokenBucket } from './token-bucket.js';

const T0 = 1_000_000;

/** Takes tokens as they come for `ms` and says when, relative to the start. */
function taken(bucket: TokenBucket, ms: number): number[] {
  const times: number[] = [];
  for (let now = T0; ; ) {
    const at = bucket.nextAt(now);
    if (at >= T0 + ms) return times;
    now = at;
    bucket.take(now);
    times.push(now - T0);
  }
}

describe('token bucket', () => {
  it("allows one second's worth at once and then spaces calls evenly", () => {
    expect(taken(new TokenBucket(4, T0), 1001)).toEqual([0, 0, 0, 0, 250, 500, 750, 1000]);
  });

  it('less than one a second: one call, then the next after its time', () => {
    expect(taken(new TokenBucket(0.5, T0), 6001)).toEqual([0, 2000, 4000, 6000]);
  });

  it('idle time saves up no more than the burst', () => {
    const bucket = new TokenBucket(2, T0);
    bucket.nextAt(T0 + 3_600_000);
    for (let call = 0; call < 2; call += 1) bucket.take(T0 + 3_600_000);
    expect(bucket.nextAt(T0 + 3_600_000)).toBe(T0 + 3_600_500);
  });

  it('the clock is set back an hour: the institution is not shut out for that hour', () => {
    const bucket = new TokenBucket(1, T0);
    bucket.take(T0);
    const earlier = T0 - 3_600_000;
    expect(bucket.nextAt(earlier)).toBe(earlier + 1000);
    bucket.take(bucket.nextAt(earlier));
    expect(bucket.nextAt(earlier + 1000)).toBe(earlier + 2000);
  });
});
