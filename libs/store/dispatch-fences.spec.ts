import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { DispatchFences } from './dispatch-fences.js';

let test0: TestDatabase;
const open: DispatchFences[] = [];
beforeAll(async () => void (test0 = await createTestDatabase()));
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => test0.drop());

function fences(leaseMs = 2000): { fences: DispatchFences; lost: number[] } {
  const lost: number[] = [];
  const made = new DispatchFences({ database: test0.database, leaseMs, onLost: (partitions) => lost.push(...partitions) });
  open.push(made);
  return { fences: made, lost };
}

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 30_000; !(await holds()); await sleep(10)) if (Date.now() > end) throw new Error('never');
};

describe('fences of partitions', () => {
  it('what one has the other does not get, until it is given', async () => {
    const { fences: one } = fences();
    const { fences: other } = fences();
    expect(await one.take([1, 2, 3])).toEqual([1, 2, 3]);
    expect(await other.take([2, 3, 4])).toEqual([4]);
    expect([one.holds(2), other.holds(2), other.holds(4)]).toEqual([true, false, true]);
    await one.give([2]);
    expect(one.holds(2)).toBe(false);
    expect(await other.take([2, 3])).toEqual([2]);
  });

  it('a lost connection loses all of them, at once and told once; they can be taken by others and again', async () => {
    const { fences: one, lost } = fences();
    const { fences: other } = fences();
    await one.take([1, 2]);
    await other.oust([1]);
    await until(() => lost.length > 0);
    expect([lost, one.holds(1), one.holds(2)]).toEqual([[1, 2], false, false]);
    expect(await other.take([1])).toEqual([1]);
    expect(await one.take([1, 2])).toEqual([2]);
  });

  it('putting out hits the holder of that partition only', async () => {
    const { fences: one, lost } = fences();
    const { fences: other, lost: lostByOther } = fences();
    await one.take([1]);
    await other.take([2]);
    await fences().fences.oust([2]);
    await until(() => lostByOther.length > 0);
    expect([lost, one.holds(1)]).toEqual([[], true]);
  });

  it('a process that slept longer than its lease is not sure any more, until PostgreSQL says so', async () => {
    const { fences: one } = fences(500);
    await one.take([1]);
    expect(one.holds(1)).toBe(true);
    // Nothing of this process runs meanwhile: no heartbeat is sent, and none is answered.
    const wake = performance.now() + 700;
    while (performance.now() < wake);
    expect(one.holds(1)).toBe(false);
    await until(() => one.holds(1));
  });
});
