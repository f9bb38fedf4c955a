import { jest } from '@jest/globals';
import { until } from '#libs/engine-testkit';
import { DispatchFences } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { DISPATCH_PARTITIONS } from './dispatch-topic.js';
import { LaneOwnership } from './lane-ownership.js';

let test0: TestDatabase;
const members: Member[] = [];
beforeAll(async () => void (test0 = await createTestDatabase()));
afterEach(async () => {
  for (const member of members.splice(0)) await member.end();
});
afterAll(() => test0.drop());

/** A dispatcher as far as ownership goes, that the group has left alone. */
class Member {
  readonly fences: DispatchFences;
  readonly ownership: LaneOwnership;
  readonly taken = new Set<number>();
  groupSpeaks = false;

  constructor({ silentMs = 60_000 } = {}) {
    this.fences = new DispatchFences({ database: test0.database, onLost: (partitions) => this.ownership.lost(partitions), leaseMs: 200 });
    this.ownership = new LaneOwnership({
      fences: this.fences, logger: silentLogger(), tryEveryMs: 10, oustAfterMs: 60_000,
      ask: (partitions) => members.forEach((one) => one.ownership.asked(partitions)),
      owner: { takeUp: async (partitions) => partitions.forEach((one) => this.taken.add(one)), release: async () => undefined },
      orphans: { groupSpeaks: () => this.groupSpeaks, afterMs: 50, lookEveryMs: 20, silentMs },
    });
    members.push(this);
  }

  get owned(): number {
    return this.ownership.owned.length;
  }

  async end(): Promise<void> {
    await this.ownership.close();
    await this.fences.close();
  }
}

const everything = Array.from({ length: DISPATCH_PARTITIONS }, (_, partition) => partition);

describe('institutions that nobody has while the group says nothing', () => {
  it('an installation starts without brokers: those that are there take everything, each a part, and what is open is taken up', async () => {
    const [one, other] = [new Member(), new Member()];
    await until(() => one.owned + other.owned === DISPATCH_PARTITIONS);
    expect(Math.min(one.owned, other.owned)).toBeGreaterThan(0);
    await until(() => one.taken.size === one.owned && other.taken.size === other.owned);
    expect([...one.taken].filter((partition) => other.taken.has(partition))).toEqual([]);
  });

  it('one dies: the other takes what it had; the group speaks again and says otherwise: it gives up what it is asked for', async () => {
    const [one, other] = [new Member(), new Member()];
    other.groupSpeaks = true;
    one.ownership.assigned(everything.slice(0, 30));
    other.ownership.assigned(everything.slice(30));
    await until(() => one.owned === 30 && other.owned === 30);
    other.ownership.revoked(everything.slice(30));
    other.groupSpeaks = false;
    await members.shift()!.end();
    await until(() => other.owned === DISPATCH_PARTITIONS);
    const third = new Member();
    third.groupSpeaks = true;
    other.groupSpeaks = true;
    other.ownership.assigned(everything.slice(30));
    third.ownership.assigned(everything.slice(0, 30));
    await until(() => third.owned === 30 && other.owned === 30);
  });

  it('the group speaks: what is free is left to whom it is given', async () => {
    const one = new Member();
    one.groupSpeaks = true;
    one.ownership.assigned([1, 2]);
    await until(() => one.owned === 2);
    const looks = jest.spyOn(one.fences, 'holders');
    await until(() => one.ownership.awaited === 0);
    expect([one.owned, looks.mock.calls]).toEqual([2, []]);
  });

  it('one hangs with its connection: PostgreSQL has not heard it for longer than its lease, and it is put out', async () => {
    const lost: number[] = [];
    // Beats once in two minutes.
    const hangs = new DispatchFences({ database: test0.database, onLost: (partitions) => lost.push(...partitions), leaseMs: 600_000 });
    expect(await hangs.take([7])).toEqual([7]);
    const other = new Member({ silentMs: 300 });
    await until(() => other.ownership.owned.includes(7));
    await until(() => lost.length > 0);
    expect([hangs.holds(7), lost]).toEqual([false, [7]]);
    await hangs.close();
  });
});
