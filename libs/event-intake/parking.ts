import { topicName } from '#contracts/events';
import type { BusMessage, BusProducer, OutgoingMessage } from '#libs/message-bus';

/** A message that was put aside, and why. */
export interface ParkedMessage {
  /** Its place in the parking topic: `2/17`. */
  readonly place: string;
  readonly topic: string;
  /** Its place there. */
  readonly from: string;
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: string;
  /** Sent again since. */
  readonly replayed: boolean;
  readonly message: BusMessage;
}

const PREFIX = 'parked-';
const HEADER = { topic: 'parked-topic', partition: 'parked-partition', offset: 'parked-offset', reason: 'parked-reason', attempts: 'parked-attempts', at: 'parked-at', replayed: 'parked-replayed' } as const;

/** Puts messages aside with their bytes, key and headers as they came. */
export class Parking {
  readonly #topic: string;

  constructor(
    private readonly producer: BusProducer,
    prefix: string,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.#topic = topicName(prefix, 'parked');
  }

  /** Resolves when it is durable. @throws BusAway, MessageRefused */
  async park(message: BusMessage, reason: string, attempts: number): Promise<void> {
    await this.producer.send([{
      topic: this.#topic, key: message.key ?? '', value: message.value ?? Buffer.alloc(0),
      headers: {
        ...message.headers, [HEADER.topic]: message.topic, [HEADER.partition]: String(message.partition), [HEADER.offset]: String(message.offset), [HEADER.reason]: reason,
        [HEADER.attempts]: String(attempts), [HEADER.at]: this.clock().toISOString(),
      },
    }]);
  }

  /** Sends a parked message to where it came from, and notes that. What was taken in before is known by its id and does nothing. */
  async replay({ message, topic, place }: ParkedMessage): Promise<void> {
    await this.producer.send([original(message, topic)]);
    await this.producer.send([{ topic: this.#topic, key: message.key ?? '', value: Buffer.alloc(0), headers: { [HEADER.replayed]: place } }]);
  }
}

function original({ key, value, headers }: BusMessage, topic: string): OutgoingMessage {
  return { topic, key: key ?? '', value: value ?? Buffer.alloc(0), headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(PREFIX))) };
}

/** What stands in the parking topic, oldest first, with what was replayed since. */
export function parkedIn(messages: readonly BusMessage[]): ParkedMessage[] {
  const replayed = new Set(messages.map(({ headers }) => headers[HEADER.replayed]));
  return messages
    .filter(({ headers }) => headers[HEADER.replayed] === undefined)
    .map((message) => {
      const { headers } = message;
      const place = `${message.partition}/${message.offset}`;
      return {
        place, message, topic: headers[HEADER.topic] ?? '', from: `${headers[HEADER.partition]}/${headers[HEADER.offset]}`, reason: headers[HEADER.reason] ?? '', attempts: Number(headers[HEADER.attempts] ?? 0),
        parkedAt: headers[HEADER.at] ?? '', replayed: replayed.has(place),
      };
    })
    .sort((left, right) => (left.parkedAt < right.parkedAt ? -1 : left.parkedAt > right.parkedAt ? 1 : 0));
}
