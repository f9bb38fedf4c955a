import { jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { Partitioners } from 'kafkajs';
import { crc32c } from './crc32c.js';
import { murmur2 } from './murmur2.js';
import { partitionOf } from './partition-of.js';
import { produceRequest, writeProduceRequests, type ProduceOrder } from './produce-request.js';
import type { BatchRecord } from './record-batch.js';
import { quietRequestQueues } from './request-queue.js';

const require = createRequire(import.meta.url);
type Library = (order: ProduceOrder) => { encode(): Promise<{ buffer: Buffer }> };
/** The library's own writer, which is left as it is beside ours. */
const theirs = require('kafkajs/src/protocol/requests/produce/v7/request.js') as Library;
const NOW = 1_774_000_000_123;

beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

const order = (topics: Record<string, BatchRecord[][]>, given: Partial<ProduceOrder> = {}): ProduceOrder => ({
  acks: -1, timeout: 30_000, producerId: 4_611_686_018_427_387_905n, producerEpoch: 7, ...given,
  topicData: Object.entries(topics).map(([topic, partitions]) => ({ topic, partitions: partitions.map((messages, partition) => ({ partition: 3 * partition, firstSequence: 1000 + partition, messages })) })),
});

async function sameBytes(given: ProduceOrder): Promise<void> {
  const expected = (await theirs(given).encode()).buffer;
  expect(produceRequest(given, NOW).buffer.toString('hex')).toBe(expected.toString('hex'));
}

describe('a produce request, beside the same of the library', () => {
  it('one record with headers: byte for byte', () => sameBytes(order({ 'chakong.inquiry': [[{ key: 'case-1', value: '{"a":1}', headers: { ce_id: 'answer-1-1', 'content-type': 'application/json' } }]] })));

  it('texts of every length and script, on both sides of where a length needs another byte', () =>
    sameBytes(order({
      'chakong.结果': [[0, 1, 62, 63, 64, 65, 127, 128, 8191, 8192, 8193].flatMap((length) =>
        ['a', 'é', '查', '𠮷'].map((letter) => ({ key: letter.repeat(length), value: letter.repeat(length), headers: { [letter.repeat(Math.min(length, 70))]: letter.repeat(length), n: '' } })))],
    })));

  it('bytes, nothing, several values of one header, and times of their own', () =>
    sameBytes(order({
      t: [[
        { key: Buffer.from([0, 255, 128]), value: randomBytes(3000), headers: { again: ['a', Buffer.from([1, 2])], raw: Buffer.alloc(100, 9) }, timestamp: String(NOW + 70_000) },
        { key: null, value: null, timestamp: String(NOW + 3) },
        { value: 'no key', headers: {}, timestamp: String(NOW + 20_000_000) },
      ]],
    })));

  it('thousands of records in many partitions and topics', () =>
    sameBytes(order(Object.fromEntries(['a', 'b', 'c'].map((topic) => [topic, Array.from({ length: 12 }, (_, partition) =>
      Array.from({ length: 10 * partition + 1 }, (_, index) => ({ key: `case-${partition}`, value: randomBytes(index).toString('base64'), headers: { n: String(index) } })))])))));

  it('another order of acknowledgement and no producer id', () => sameBytes(order({ t: [[{ key: 'k', value: 'v' }]] }, { acks: 1, producerId: -1, producerEpoch: 0 })));
});

describe('what the library asks', () => {
  type Protocol = { protocol(of: { version: number }): (given: ProduceOrder) => { request: { encode(): Promise<{ buf: Buffer; buffer: Buffer }> }; response: unknown } };
  const { requests } = require('kafkajs/src/protocol/requests/index.js') as { requests: { Produce: Protocol } };

  it('is us, however often we say so; a batch of a transaction and an old broker are left to it', async () => {
    expect([writeProduceRequests(), writeProduceRequests()]).toEqual([true, true]);
    const given = order({ t: [[{ key: 'k', value: 'v' }]] });
    const made = requests.Produce.protocol({ version: 7 })(given);
    const { buf, buffer } = await made.request.encode();
    expect(buf).toBe(buffer);
    expect(buffer).toEqual(produceRequest(given, NOW).buffer);
    expect(made.response).toBeDefined();
    const inTransaction = { ...given, transactionalId: 'x' };
    expect((await requests.Produce.protocol({ version: 7 })(inTransaction).request.encode()).buffer).toEqual((await theirs(inTransaction).encode()).buffer);
    const ofOld = require('kafkajs/src/protocol/requests/produce/v2/request.js') as Library;
    expect((await requests.Produce.protocol({ version: 2 })(given).request.encode()).buffer).toEqual((await ofOld(given).encode()).buffer);
  });

  it('a queue of requests looks again while one waits, and not otherwise', () => {
    expect([quietRequestQueues(), quietRequestQueues()]).toEqual([true, true]);
    const { prototype } = require('kafkajs/src/network/requestQueue/index.js') as { prototype: { scheduleCheckPendingRequests(): void } };
    const queue = { pending: [] as unknown[], throttledUntil: -1, throttleCheckTimeoutId: undefined as NodeJS.Timeout | undefined };
    prototype.scheduleCheckPendingRequests.call(queue);
    expect(queue.throttleCheckTimeoutId).toBeUndefined();
    queue.pending.push('one');
    prototype.scheduleCheckPendingRequests.call(queue);
    expect(queue.throttleCheckTimeoutId).toBeDefined();
    clearTimeout(queue.throttleCheckTimeoutId);
  });
});

describe('numbers of Kafka', () => {
  it('the checksum is that of the check value and of the library, from any place', () => {
    const known = Buffer.from('123456789');
    expect(crc32c(known, 0, known.length)).toBe(0xe3069283);
    const theirCrc = require('kafkajs/src/protocol/recordBatch/crc32C/index.js') as (bytes: Buffer) => number;
    for (let length = 0; length < 40; length += 1) {
      const bytes = randomBytes(length + 5);
      expect(crc32c(bytes, 3, 3 + length)).toBe(theirCrc(bytes.subarray(3, 3 + length)));
    }
  });

  it('the partition of a key is that of every other client', () => {
    // From the tests of the Java client.
    for (const [key, hash] of [['21', -973932308], ['foobar', -790332482], ['a-little-bit-long-string', -985981536], ['a-little-bit-longer-string', -1486304829], ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971]] as const) {
      expect(murmur2(key)).toBe(hash);
    }
    const library = Partitioners.DefaultPartitioner();
    for (let length = 0; length < 50; length += 1) {
      for (const partitions of [1, 12, 48, 60]) {
        const key = randomBytes(length).toString('latin1');
        const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0, partitionErrorCode: 0, replicas: [], isr: [] }));
        expect(partitionOf(key, partitions)).toBe(library({ topic: '', partitionMetadata, message: { key, value: null } }));
      }
    }
  });
});
