import { newTopic, testBrokers } from '#libs/message-bus-testkit';
import { silentLogger } from '#libs/telemetry';
import { DONE, MessageBus, type BusConsumer, type ConsumerOptions } from './index.js';

/** One message takes much longer than the group waits for a sign of life. */
const TIMEOUT_MS = 120_000;
const SESSION_MS = 2000;
const SLOW_MS = 3 * SESSION_MS;
const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
let brokers: string[];
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => void (brokers = await testBrokers()), TIMEOUT_MS);
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
}, TIMEOUT_MS);

async function until(what: () => boolean, withinMs = 40_000): Promise<void> {
  for (const end = Date.now() + withinMs; !what(); await pause(10)) if (Date.now() > end) throw new Error(`never: ${what.toString()}`);
}

interface Member {
  readonly consumer: BusConsumer;
  /** Every change of what it has: a group that thrashes has many. */
  changes: number;
}

interface Handling {
  readonly by: number;
  readonly value: string;
  /** Undefined while it is under way. */
  mineAtTheEnd?: boolean;
}

describe('a handler that is slower than the session time of its group', () => {
  let bus: MessageBus;
  let topic: string;
  let group: string;
  let handled: Handling[];
  let members: Member[];

  beforeEach(async () => {
    bus = new MessageBus({ brokers, clientId: 'slow', logger: silentLogger(), watchMs: 500 });
    open.push(bus);
    [topic, group, handled, members] = [newTopic(), newTopic('group'), [], []];
    await bus.ensureTopics([{ name: topic, partitions: 2, copies: 1 }]);
  }, TIMEOUT_MS);

  function join(given: Partial<ConsumerOptions> = {}): Member {
    const by = members.length;
    const count = (): void => void (member.changes += 1);
    const consumer = bus.consumer({
      group, topics: [topic], sessionMs: SESSION_MS, onAssigned: count, onRevoked: count, park: async () => undefined,
      handle: async ({ value }, { mine }) => {
        const one: Handling = { by, value: String(value) };
        handled.push(one);
        if (one.value === 'slow') await pause(SLOW_MS);
        one.mineAtTheEnd = mine();
        return DONE;
      },
      ...given,
    });
    const member: Member = { consumer, changes: 0 };
    members.push(member);
    consumer.start();
    return member;
  }

  /** `a` has the first partition, `d` the second, as every client finds them. */
  const send = (values: Record<string, string[]>): Promise<void> =>
    bus.producer().send(Object.entries(values).flatMap(([key, list]) => list.map((value) => ({ topic, key, value, headers: {} }))));
  const times = (value: string): number => handled.filter((one) => one.value === value).length;

  it('is handled once, stays with whom it is, and the group is not shared out anew; the other partition goes on meanwhile', async () => {
    join();
    join();
    await until(() => members.every(({ consumer }) => consumer.assigned.length === 1));
    const before = members.map(({ changes }) => changes);
    await send({ a: ['slow', 'behind it'], d: ['beside it'] });
    await until(() => times('beside it') === 1);
    expect(times('behind it')).toBe(0);
    await until(() => times('behind it') === 1, SLOW_MS + 30_000);
    // Whoever takes over now would begin with what was not committed.
    await pause(500);
    expect(members.map(({ changes }) => changes)).toEqual(before);
    await Promise.all(members.map(({ consumer }) => consumer.close()));
    join();
    await send({ a: ['last'] });
    await until(() => times('last') === 1);
    expect(handled.map(({ value }) => value).sort()).toEqual(['behind it', 'beside it', 'last', 'slow']);
    expect(handled.find(({ value }) => value === 'slow')).toMatchObject({ mineAtTheEnd: true });
  }, TIMEOUT_MS);

  it('its process leaves the group in order: it is finished and committed first, and comes to nobody again', async () => {
    const first = join();
    await until(() => first.consumer.assigned.length === 2);
    await send({ a: ['slow', 'behind it'] });
    await until(() => times('slow') === 1);
    join();
    await first.consumer.close();
    await until(() => times('behind it') === 1);
    await pause(500);
    expect(handled.map(({ value }) => value)).toEqual(['slow', 'behind it']);
  }, TIMEOUT_MS);

  it('its partition is given to another meanwhile: the other does it too, and whoever lost it can tell', async () => {
    const first = join();
    await until(() => first.consumer.assigned.length === 2);
    await send({ a: ['slow'], d: ['slow'] });
    await until(() => times('slow') === 2);
    const second = join();
    await until(() => second.consumer.assigned.length === 1);
    await until(() => handled.length === 3 && handled.every(({ mineAtTheEnd }) => mineAtTheEnd !== undefined), 3 * SLOW_MS + 30_000);
    // One of the two partitions went: its message was under way and so not committed. What it brings about is done once, by its id (decision 42).
    expect(handled.map(({ by, mineAtTheEnd }) => `${by} ${String(mineAtTheEnd)}`).sort()).toEqual(['0 false', '0 true', '1 true']);
    await pause(500);
    expect(handled).toHaveLength(3);
  }, TIMEOUT_MS);
});
