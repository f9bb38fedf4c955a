import fc from 'fast-check';
import { SEED } from '../mutations.js';

/** How hard the fuzz tries. The same seed, the same messages; another one looks elsewhere. */
export interface FuzzEffort {
  readonly seed: number;
  readonly runs: number;
}

const USUAL_RUNS = 80;

/** `CHAKONG_FUZZ_SEED` and `CHAKONG_FUZZ_RUNS` (CONTRIBUTING.md); the suite runs in tests only, whose environment nobody else reads. */
export function fuzzEffort(environment: Readonly<Record<string, string | undefined>> = process.env): FuzzEffort {
  return {
    seed: wholeNumber(environment, 'CHAKONG_FUZZ_SEED', SEED, -0x80000000, 0x7fffffff),
    runs: wholeNumber(environment, 'CHAKONG_FUZZ_RUNS', USUAL_RUNS, 1, 10_000_000),
  };
}

const MEBIBYTE = 1024 * 1024;

/** Of messages too large to be read a few are enough: each takes as long as hundreds of others. */
export const forLarge = ({ seed, runs }: FuzzEffort, maxMessageBytes: number): FuzzEffort => ({
  seed,
  runs: Math.max(1, Math.min(Math.ceil(runs / 10), Math.floor((runs * MEBIBYTE) / maxMessageBytes))),
});

function wholeNumber(environment: Readonly<Record<string, string | undefined>>, name: string, usual: number, least: number, most: number): number {
  const text = environment[name];
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (/^-?\d+$/.test(text) && value >= least && value <= most) return value;
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}`);
}

/** Runs a property; what fails is printed with the seed that shows it again. */
export function tried<T>(arbitrary: fc.Arbitrary<T>, effort: FuzzEffort, check: (value: T) => void): void {
  const result = fc.check(
    fc.property(arbitrary, (value) => {
      check(value);
    }),
    // A golden message is small enough to look at; shrinking a damaged one byte by byte may take minutes.
    { seed: effort.seed, numRuns: effort.runs, endOnFailure: true },
  );
  if (!result.failed) return;
  const cause = result.errorInstance instanceof Error ? result.errorInstance : undefined;
  throw new Error(`CHAKONG_FUZZ_SEED=${result.seed} CHAKONG_FUZZ_RUNS=${effort.runs} shows it again (run ${result.numRuns}): ${cause?.message ?? String(result.errorInstance)}\n${shown(result.counterexample)}`, { cause });
}

/** The message that failed, short enough for a log; golden messages speak of synthetic people only. */
function shown(counterexample: unknown): string {
  const [value] = (counterexample ?? []) as readonly unknown[];
  if (!(value instanceof Uint8Array)) return String(value).slice(0, 2_000);
  const bytes = Buffer.from(value);
  return `${bytes.length} bytes, base64: ${bytes.subarray(0, 3_000).toString('base64')}${bytes.length > 3_000 ? '…' : ''}`;
}
