import { until } from '#libs/engine-testkit';
import { silentLogger } from '#libs/telemetry';
import { Rounds } from './rounds.js';

/** Rounds that end when they are let go. */
function held(everyMs: number) {
  let begun = 0;
  const ends: ((error?: Error) => void)[] = [];
  const round = (): Promise<void> => {
    begun += 1;
    return new Promise((resolve, reject) => ends.push((error) => (error === undefined ? resolve() : reject(error))));
  };
  const rounds = new Rounds({ round, everyMs, logger: silentLogger(), failed: 'not gone on with' });
  return { rounds, ends, begun: () => begun };
}

it('a round that takes long is not begun again beside itself, and the next one comes after it', async () => {
  const { rounds, ends, begun } = held(1);
  rounds.start();
  await until(() => begun() === 1);
  rounds.look();
  rounds.look();
  expect(begun()).toBe(1);
  ends[0]!();
  await until(() => begun() === 2);
  ends[1]!();
  const stopped = rounds.stop();
  ends[2]?.();
  await stopped;
});

it('a round that fails is no end: the next one tries again', async () => {
  const { rounds, ends, begun } = held(1);
  rounds.start();
  await until(() => begun() === 1);
  ends[0]!(new Error('the seal service is away'));
  await until(() => begun() === 2);
  const stopped = rounds.stop();
  ends[1]!();
  await stopped;
});

it('stopped: the round under way is told, waited for, and nothing is begun any more', async () => {
  const { rounds, ends, begun } = held(60_000);
  rounds.look();
  let over = false;
  const stopped = rounds.stop().then(() => (over = true));
  expect([rounds.stopping, over]).toEqual([true, false]);
  ends[0]!();
  await stopped;
  rounds.look();
  expect(begun()).toBe(1);
});

it('started anew after it was stopped: rounds come again', async () => {
  const { rounds, ends, begun } = held(1);
  rounds.start();
  await rounds.stop();
  rounds.start();
  await until(() => begun() === 1);
  const stopped = rounds.stop();
  ends[0]!();
  await stopped;
});
