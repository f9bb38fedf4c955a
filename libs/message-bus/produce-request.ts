import { createRequire } from 'node:module';
import { mostBytes, writeBatch, type BatchRecord } from './record-batch.js';

/** What the client library asks its encoder for. */
export interface ProduceOrder {
  readonly acks: number;
  readonly timeout: number;
  readonly compression?: number;
  readonly transactionalId?: string | null;
  readonly producerId?: { toString(): string } | string | number | bigint;
  readonly producerEpoch?: number;
  readonly topicData: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly firstSequence?: number; readonly messages: readonly BatchRecord[] }[];
  }[];
}

interface Encoded {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}
interface Exchange {
  readonly request: { readonly encode: () => Promise<Encoded> };
}
interface ProduceProtocol {
  protocol: (of: { readonly version: number }) => ((order: ProduceOrder) => Exchange) | undefined;
}

/** The first version with batches of records, and the last one whose body is the same (the library knows no later one). */
const SAME_BODY = { from: 3, to: 7 };

/**
 * The library writes each header of each record into a zeroed buffer of half a kilobyte of its own: 29 microseconds a record, most of what publishing
 * cost the gateway. From now on it asks us (docs/decisions/0058-records-are-written-by-ourselves.md); connections, answers, repetitions and sequences stay its own.
 * May be called again. @returns whether that library is one in which we know the place; if not, it writes as before
 */
export function writeProduceRequests(): boolean {
  const library = libraryRequests();
  if (library === undefined) return false;
  if (library.protocol === ours.get(library)) return true;
  const theirs = library.protocol;
  const protocol: ProduceProtocol['protocol'] = ({ version }) => {
    const make = theirs({ version });
    if (make === undefined || version < SAME_BODY.from || version > SAME_BODY.to) return make;
    return (order) => {
      const made = make(order);
      // Neither is used here; both have rules of their own.
      if ((order.compression ?? 0) !== 0 || (order.transactionalId ?? null) !== null) return made;
      return { ...made, request: { ...made.request, encode: async () => produceRequest(order, Date.now()) } };
    };
  };
  ours.set(library, protocol);
  library.protocol = protocol;
  return true;
}

const ours = new WeakMap<ProduceProtocol, ProduceProtocol['protocol']>();

function libraryRequests(): ProduceProtocol | undefined {
  try {
    const { requests } = createRequire(import.meta.url)('kafkajs/src/protocol/requests/index.js') as { readonly requests?: { readonly Produce?: ProduceProtocol } };
    return typeof requests?.Produce?.protocol === 'function' ? requests.Produce : undefined;
  } catch {
    return undefined;
  }
}

/** The body of a produce request, versions 3 to 7, in one buffer. @param now epoch milliseconds of records without a time */
export function produceRequest({ acks, timeout, producerId = -1, producerEpoch = 0, topicData }: ProduceOrder, now: number): Encoded {
  let most = 12;
  for (const { topic, partitions } of topicData) {
    most += 6 + 3 * topic.length;
    for (const { messages } of partitions) most += 8 + mostBytes(messages);
  }
  const buffer = Buffer.allocUnsafe(most);
  const id = BigInt(String(producerId));
  // No transaction.
  let at = buffer.writeInt16BE(-1, 0);
  at = buffer.writeInt16BE(acks, at);
  at = buffer.writeInt32BE(timeout, at);
  at = buffer.writeInt32BE(topicData.length, at);
  for (const { topic, partitions } of topicData) {
    at = buffer.writeInt16BE(Buffer.byteLength(topic), at);
    at += buffer.write(topic, at);
    at = buffer.writeInt32BE(partitions.length, at);
    for (const { partition, firstSequence = 0, messages } of partitions) {
      at = buffer.writeInt32BE(partition, at);
      const end = writeBatch(buffer, at + 4, messages, { producerId: id, producerEpoch, firstSequence }, now);
      buffer.writeInt32BE(end - at - 4, at);
      at = end;
    }
  }
  const written = buffer.subarray(0, at);
  return { buf: written, buffer: written };
}
