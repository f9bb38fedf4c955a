import { EVENT_TYPES, faultOf, fromHeaders, isEventType, JSON_TYPE, TOPICS, TYPE_PREFIX, type CloudEvent, type EventData, type EventType } from '#contracts/events';
import { parseCaseNumber } from '#libs/identifiers';
import type { BusMessage } from '#libs/message-bus';
import type { ReceivedEvent } from '#libs/store';

/** An event of another system that is what its schema says. */
export interface IncomingEvent<Type extends EventType = EventType> {
  readonly type: Type;
  readonly data: EventData[Type];
  readonly attributes: CloudEvent;
  /** Identity and place, for the record of what was taken in. */
  readonly received: ReceivedEvent;
  /** Canonical 案号. */
  readonly caseNumber: string;
}

/** Why a message is not an event: a code, and where it stands. Never anything of what it says. */
export interface Unreadable {
  readonly unreadable: string;
}

/** What is larger was meant for something else; brokers take 1 MB unless they say otherwise. */
const MOST_BYTES = 1_000_000;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Reads a message of the topics that others write, whatever somebody may have put there. Pure. */
export function readMessage(message: BusMessage): IncomingEvent | Unreadable {
  const attributes = fromHeaders(message.headers);
  if ('wrong' in attributes) return { unreadable: `header-invalid: ${attributes.wrong}` };
  const kind = message.headers['content-type'];
  if (kind !== undefined && kind.split(';')[0]!.trim().toLowerCase() !== JSON_TYPE) return { unreadable: 'header-invalid: content-type' };
  const type = attributes.type.startsWith(TYPE_PREFIX) ? attributes.type.slice(TYPE_PREFIX.length) : '';
  // Of a version after ours too: whoever knows it may replay it later.
  if (!isEventType(type) || TOPICS[EVENT_TYPES[type]].direction !== 'in') return { unreadable: 'type-unknown' };
  if (!message.topic.endsWith(TOPICS[EVENT_TYPES[type]].name)) return { unreadable: 'topic-wrong' };
  if (message.value === null) return { unreadable: 'value-missing' };
  if (message.value.length > MOST_BYTES) return { unreadable: 'value-too-large' };
  const data = parse(message.value);
  if (data === undefined) return { unreadable: 'value-unreadable' };
  const fault = faultOf(type, data);
  if (fault !== undefined) return { unreadable: `schema: ${fault}` };
  return keyed({ type, data: data as EventData[EventType], attributes, received: placeOf(message, attributes, type) }, message);
}

/** What concerns one case must have one key, or its order is nobody's. */
function keyed(event: Omit<IncomingEvent, 'caseNumber'>, { key }: BusMessage): IncomingEvent | Unreadable {
  const number = parseCaseNumber((event.data as { caseNumber: string }).caseNumber);
  if (!number.ok) return { unreadable: 'case-number-invalid' };
  const inKey = key === undefined ? undefined : parseCaseNumber(key);
  if (inKey?.ok !== true || inKey.value.canonical !== number.value.canonical) return { unreadable: 'key-mismatch' };
  return { ...event, caseNumber: number.value.canonical };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

const placeOf = ({ topic, partition, offset }: BusMessage, { source, id }: CloudEvent, type: string): ReceivedEvent => ({ source, id, type, topic, partition, offset });
