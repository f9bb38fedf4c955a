import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MUTATIONS } from './mutations.mjs';

/** Most seeds it may take to notice a planted bug. */
const SEEDS = 150;
const AT_ONCE = 2;

interface Outcome {
  readonly seeds: number;
  readonly failures: readonly { readonly seed: number; readonly invariant: string; readonly what: string }[];
}

/** In a process of its own: the bug is planted in the source before it is compiled there. */
const simulated = (mutation: string): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [fileURLToPath(new URL('command.mjs', import.meta.url)), '--seeds', String(SEEDS), '--json', '--mutation', mutation], (_, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as Outcome);
      } catch {
        reject(new Error(stderr));
      }
    });
  });

describe(`a planted bug is noticed within ${SEEDS} seeds`, () => {
  const outcomes = new Map<string, Promise<Outcome>>();
  beforeAll(() => {
    let turn = Promise.resolve<unknown>(undefined);
    const lanes = Array.from({ length: AT_ONCE }, () => turn);
    for (const [at, { name }] of MUTATIONS.entries()) {
      const outcome = lanes[at % AT_ONCE]!.then(() => simulated(name));
      outcome.catch(() => undefined);
      lanes[at % AT_ONCE] = outcome.catch(() => undefined);
      outcomes.set(name, outcome);
    }
    turn = Promise.all(lanes);
  });

  it.each(MUTATIONS.map(({ name, caughtBy }) => [name, caughtBy] as const))('%s', async (name, caughtBy) => {
    const { failures } = await outcomes.get(name)!;
    expect(failures).toHaveLength(1);
    expect(failures[0]!.invariant).toMatch(new RegExp(`^(${caughtBy.join('|')})`));
  }, 180_000);
});
