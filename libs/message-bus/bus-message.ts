import type { KafkaMessage } from 'kafkajs';

/** A message as it came: nothing of it was checked but its place. */
export interface BusMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string | undefined;
  /** Null for a tombstone (a message without a value). */
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** When the broker or the sender says it was sent, epoch milliseconds. */
  readonly sentMs: number;
}

/** A message to send. The partition follows from the key: same key, same order. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer | string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of a message. */
export type Handled =
  /** Its effect is durable, or there is none to have. */
  | { readonly kind: 'done' }
  /** Went wrong and may go better: tried again a bounded number of times, then parked with this reason. */
  | { readonly kind: 'retry'; readonly reason: string }
  /** Something we need is away (the database): tried again until it is back. The message is not to blame and is never parked for it. */
  | { readonly kind: 'wait'; readonly reason: string }
  /** Will never go: parked at once. */
  | { readonly kind: 'park'; readonly reason: string };

export const DONE: Handled = { kind: 'done' };

export function asMessage(topic: string, partition: number, { key, value, headers, offset, timestamp }: KafkaMessage): BusMessage {
  const texts: Record<string, string> = {};
  for (const [name, given] of Object.entries(headers ?? {})) {
    const last = Array.isArray(given) ? given.at(-1) : given;
    if (last !== undefined) texts[name] = String(last);
  }
  return { topic, partition, offset: BigInt(offset), key: key?.toString('utf8'), value, headers: texts, sentMs: Number(timestamp) };
}
