import fc from 'fast-check';

/** The same flips in every run, so that a failure can be seen again. */
export const SEED = 20160429;

/** Where to cut: every byte of a short message, an even sample and both ends of a long one. */
export function cutsOf(length: number, most = 1500): readonly number[] {
  if (length <= most) return Array.from({ length }, (_, at) => at);
  const step = length / most;
  const sample = Array.from({ length: most }, (_, at) => Math.floor(at * step));
  return [...new Set([...sample, ...Array.from({ length: 64 }, (_, at) => length - 1 - at)])];
}

/** The message with one to three bits changed. */
export function flipped(message: Uint8Array): fc.Arbitrary<Uint8Array> {
  const flip = fc.tuple(fc.nat(message.length - 1), fc.integer({ min: 0, max: 7 }));
  return fc.array(flip, { minLength: 1, maxLength: 3 }).map((flips) => {
    const changed = Uint8Array.from(message);
    for (const [at, bit] of flips) changed[at] = (changed[at] ?? 0) ^ (1 << bit);
    return changed;
  });
}

/** Bytes that are no message, or nearly one. */
export const noise: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
  fc.constantFrom('', ' ', 'null', '[]', '{}', '""', '0', '<html><body>Bad Gateway</body></html>', '{"requestNumber":{}}').map((text) => Buffer.from(text)),
);

/** Runs a property with the fixed seed. */
export function always<T>(arbitrary: fc.Arbitrary<T>, runs: number, check: (value: T) => void): void {
  fc.assert(
    fc.property(arbitrary, (value) => {
      check(value);
    }),
    { seed: SEED, numRuns: runs },
  );
}
