import { until } from '#libs/engine-testkit';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { EveryTurn, LockedTurns } from './duty-turns.js';

let test0: TestDatabase;
const open: LockedTurns[] = [];
beforeAll(async () => void (test0 = await createTestDatabase()));
afterEach(async () => {
  for (const turns of open.splice(0)) await turns.close();
});
afterAll(() => test0.drop());

/** Counts how often a duty runs at the same time. */
function counted() {
  const running = { now: 0, most: 0, begun: 0 };
  const make = () => ({
    start: () => {
      running.now += 1;
      running.begun += 1;
      running.most = Math.max(running.most, running.now);
    },
    stop: () => void (running.now -= 1),
  });
  return { running, make };
}

function turns(): LockedTurns {
  const made = new LockedTurns({ database: test0.database, logger: silentLogger(), everyMs: 50 });
  open.push(made);
  return made;
}

describe('duties of several processes', () => {
  it('one at a time does each, and when it ends another goes on', async () => {
    const { running, make } = counted();
    const [one, other] = [turns(), turns()];
    one.add('clock', make);
    other.add('clock', make);
    await until(() => running.now === 1);
    const [busy, idle] = one.has('clock') ? [one, other] : [other, one];
    expect(idle.has('clock')).toBe(false);
    await busy.close();
    await until(() => idle.has('clock'));
    expect(running).toEqual({ now: 1, most: 1, begun: 2 });
  });

  it('different duties may be done by different processes', async () => {
    const [one, other] = [turns(), turns()];
    one.add('a', counted().make);
    await until(() => one.has('a'));
    other.add('b', counted().make);
    await until(() => other.has('b'));
  });

  it('whoever loses its connection stops, and the duty is done again by somebody', async () => {
    const { running, make } = counted();
    turns().add('clock', make);
    await until(() => running.now === 1);
    await test0.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%-listen'`);
    await until(() => running.begun === 2 && running.now === 1);
    expect(running.most).toBe(1);
  });

  it('a process alone does everything, without any lock', async () => {
    const { running, make } = counted();
    const alone = new EveryTurn();
    alone.add('clock', make);
    expect([running.now, alone.has('clock'), alone.has('other')]).toEqual([1, true, false]);
    await alone.close();
    expect(running.now).toBe(0);
  });
});
