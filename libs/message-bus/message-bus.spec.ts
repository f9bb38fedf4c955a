import { BrokerLine, newTopic, testBrokers } from '#libs/message-bus-testkit';
import { silentLogger } from '#libs/telemetry';
import { DONE, MessageBus, MessageRefused, type BusMessage, type ConsumerOptions, type PartitionId } from './index.js';

const TIMEOUT_MS = 60_000;
let brokers: string[];
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => void (brokers = await testBrokers()), TIMEOUT_MS);
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
}, TIMEOUT_MS);

function bus(to: readonly string[] = brokers): MessageBus {
  const made = new MessageBus({ brokers: to, clientId: 'test', logger: silentLogger(), watchMs: 200 });
  open.push(made);
  return made;
}

async function topicOf(on: MessageBus, partitions = 1, settings: Record<string, string> = {}): Promise<string> {
  const name = newTopic();
  await on.ensureTopics([{ name, partitions, copies: 1, settings }]);
  return name;
}

const texts = (topic: string, count: number, keyOf: (index: number) => string = () => 'k') =>
  Array.from({ length: count }, (_, index) => ({ topic, key: keyOf(index), value: String(index), headers: { n: String(index) } }));

async function until(what: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !what(); ) {
    if (Date.now() > end) throw new Error(`never: ${what.toString()}`);
    await new Promise((wake) => setTimeout(wake, 10));
  }
}

function reading(on: MessageBus, topic: string, given: Partial<ConsumerOptions> = {}) {
  const seen: BusMessage[] = [];
  const parked: { value: string; reason: string; attempts: number }[] = [];
  const consumer = on.consumer({
    group: newTopic('group'), topics: [topic], sessionMs: 6000, pauseMs: () => 5,
    handle: async (message) => {
      seen.push(message);
      return DONE;
    },
    park: async (message, reason, attempts) => void parked.push({ value: String(message.value), reason, attempts }),
    ...given,
  });
  consumer.start();
  return { consumer, seen, parked, values: () => seen.map(({ value }) => Number(String(value))) };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('the message bus', () => {
  it('what is sent arrives with key and headers, in the order of its key', async () => {
    const one = bus();
    const topic = await topicOf(one, 3);
    const producer = one.producer();
    await producer.send(texts(topic, 30, (index) => `k${index % 3}`));
    const { seen } = reading(one, topic);
    await until(() => seen.length === 30);
    for (const key of ['k0', 'k1', 'k2']) {
      const mine = seen.filter((message) => message.key === key);
      expect(mine.map(({ headers }) => Number(headers['n']))).toEqual(numbers(30).filter((index) => `k${index % 3}` === key));
      expect(new Set(mine.map(({ partition }) => partition)).size).toBe(1);
    }
  }, TIMEOUT_MS);

  it('a topic that is there keeps its partitions, one that is missing is made', async () => {
    const one = bus();
    const topic = await topicOf(one, 2);
    const other = newTopic();
    const found = await one.ensureTopics([{ name: topic, partitions: 7, copies: 1 }, { name: other, partitions: 4, copies: 1 }]);
    expect(found.find(({ name }) => name === topic)).toEqual({ name: topic, partitions: 2, made: false });
    expect(found.find(({ name }) => name === other)).toEqual({ name: other, partitions: 4, made: true });
  }, TIMEOUT_MS);

  it('the same group goes on where it stopped: nothing is passed over, and what was committed does not come again', async () => {
    const one = bus();
    const topic = await topicOf(one);
    const producer = one.producer();
    const group = newTopic('group');
    await producer.send(texts(topic, 5));
    const first = reading(one, topic, { group });
    await until(() => first.seen.length === 5);
    await first.consumer.close();
    await producer.send(texts(topic, 3));
    const second = reading(one, topic, { group });
    await until(() => second.seen.length >= 3);
    expect(second.values()).toEqual([0, 1, 2]);
    await second.consumer.close();
    expect(await one.lag(group, topic)).toBe(0n);
  }, TIMEOUT_MS);

  it('a message that fails is tried again and then parked with its reason; those behind it are handled, in order', async () => {
    const one = bus();
    const topic = await topicOf(one);
    await one.producer().send(texts(topic, 4));
    const tries: number[] = [];
    const { parked } = reading(one, topic, {
      attempts: 3,
      handle: async ({ value }) => {
        tries.push(Number(String(value)));
        if (String(value) === '1') return { kind: 'retry', reason: 'not yet' };
        if (String(value) === '2') throw new Error('a bug');
        return DONE;
      },
    });
    await until(() => tries.includes(3));
    expect(tries).toEqual([0, 1, 1, 1, 2, 2, 2, 3]);
    expect(parked).toEqual([
      { value: '1', reason: 'not yet', attempts: 3 },
      { value: '2', reason: 'fault', attempts: 3 },
    ]);
  }, TIMEOUT_MS);

  it('what we need is away for long: the message waits, is not parked, and other partitions go on', async () => {
    const one = bus();
    const topic = await topicOf(one, 2);
    const producer = one.producer();
    await producer.send(texts(topic, 20, (index) => `key-${index}`));
    let away = true;
    let waits = 0;
    const { seen, parked } = reading(one, topic, {
      attempts: 2, mostAtOnce: 1,
      handle: async (message) => {
        if (message.partition === 0 && away) {
          waits += 1;
          return { kind: 'wait', reason: 'database' };
        }
        seen.push(message);
        return DONE;
      },
    });
    await until(() => waits > 5 && seen.length > 0 && seen.every(({ partition }) => partition === 1));
    away = false;
    await until(() => seen.length === 20);
    expect(parked).toEqual([]);
  }, TIMEOUT_MS);

  it('a slow reader does not gather more than it is allowed to', async () => {
    const one = bus();
    const topic = await topicOf(one, 1, { 'max.message.bytes': '1000000' });
    const producer = one.producer();
    for (let batch = 0; batch < 20; batch += 1) await producer.send(texts(topic, 50).map((message) => ({ ...message, value: message.value.padEnd(10_000, ' ') })));
    let most = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((go) => (release = go));
    const { consumer, seen } = reading(one, topic, {
      mostQueued: 60,
      handle: async (message) => {
        if (seen.length === 0) await held;
        most = Math.max(most, consumer.waiting);
        seen.push(message);
        return DONE;
      },
    });
    await until(() => consumer.waiting >= 60);
    release();
    await until(() => seen.length === 1000);
    // What one fetch brings (1 MB) may come on top.
    expect(most).toBeLessThan(60 + 110);
    expect(seen.map(({ offset }) => Number(offset))).toEqual(numbers(1000));
  }, TIMEOUT_MS);

  it('a message larger than the brokers allow is refused, not sent for ever; the next one goes', async () => {
    const one = bus();
    const topic = await topicOf(one, 1, { 'max.message.bytes': '1000' });
    const producer = one.producer();
    await expect(producer.send([{ topic, key: 'k', value: 'x'.repeat(5000), headers: {} }])).rejects.toEqual(new MessageRefused('too-large'));
    await producer.send(texts(topic, 1));
  }, TIMEOUT_MS);
});

describe('several of one group', () => {
  it('a second one joins under load and the first goes: every message is handled, what stays with somebody is not moved', async () => {
    const one = bus();
    const topic = await topicOf(one, 6);
    const producer = one.producer();
    const group = newTopic('group');
    const changes: { who: string; gained?: readonly PartitionId[]; lost?: readonly PartitionId[] }[] = [];
    const order = new Map<string, number>();
    const wrong: string[] = [];
    const handled = new Set<number>();
    const member = (who: string) =>
      reading(bus(), topic, {
        group,
        handle: async ({ key = '', value }) => {
          const index = Number(String(value));
          if (!handled.has(index) && index < (order.get(key) ?? -1)) wrong.push(`${key}: ${index} after ${order.get(key)}`);
          order.set(key, Math.max(index, order.get(key) ?? -1));
          handled.add(index);
          return DONE;
        },
        onAssigned: (gained) => void changes.push({ who, gained }),
        onRevoked: (lost) => void changes.push({ who, lost }),
      });
    let sent = 0;
    const sendMore = async (): Promise<void> => {
      await producer.send(Array.from({ length: 50 }, () => ({ topic, key: `k${sent % 10}`, value: String(sent++), headers: {} })));
    };
    const first = member('first');
    await until(() => changes.length > 0);
    for (let batch = 0; batch < 5; batch += 1) await sendMore();
    const second = member('second');
    await until(() => {
      void sendMore().catch(() => undefined);
      return changes.some(({ who, gained }) => who === 'second' && (gained?.length ?? 0) > 0);
    });
    // The first hears of the new division a moment before or after the second.
    await until(() => first.consumer.assigned.length + second.consumer.assigned.length === 6);
    expect(changes.filter(({ who, lost }) => who === 'first' && lost !== undefined).flatMap(({ lost }) => lost)).toHaveLength(3);
    await first.consumer.close();
    expect(first.consumer.owns(topic, 0)).toBe(false);
    await until(() => second.consumer.assigned.length === 6);
    const last = sent;
    await until(() => handled.size >= last);
    expect(wrong).toEqual([]);
  }, TIMEOUT_MS);
});

describe('brokers that are away', () => {
  it('away at start: nothing throws, health says so, and everything begins when they come', async () => {
    const line = await BrokerLine.to(brokers[0]!);
    open.push(line);
    line.cut();
    // Brokers name their own address to clients, so the line in between only stands for the first contact.
    const one = bus([line.address]).start();
    const direct = bus();
    const topic = await topicOf(direct);
    const { seen } = reading(one, topic);
    await until(() => line.refused > 2);
    expect(one.health.state).toBe('down');
    await expect(one.producer().send(texts(topic, 1))).rejects.toMatchObject({ name: 'BusAway' });
    line.mend();
    await direct.producer().send(texts(topic, 2));
    await until(() => seen.length === 2);
    await until(() => one.health.state === 'up');
  }, TIMEOUT_MS);
});
