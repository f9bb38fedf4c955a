import { ceType, JSON_TYPE, schemaId } from './cloud-event.js';
import { EVENT_TYPES, type EventType } from './event-types.js';
import { EVENT_NAMES, schemaOf } from './schemas.js';
import { TOPICS, type Topic, type TopicId } from './topics.js';

export const TOPIC_IDS = Object.keys(TOPICS) as TopicId[];

export const eventsOf = (topic: TopicId): EventType[] => EVENT_NAMES.filter((type) => EVENT_TYPES[type] === topic);

const key = (type: EventType): string => type.replaceAll('.', '-');
const text = (description: string, more: object = {}): object => ({ type: 'string', description, ...more });

/** The AsyncAPI 3.0 document as this code says it; schemas are referred to, not repeated. */
export function asyncApiDocument(): object {
  const topics = TOPIC_IDS.map((id) => [id, TOPICS[id]] as const);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Chakong Gateway: events',
      version: '1.0.0',
      description:
        'Events over Apache Kafka, as CloudEvents 1.0 in binary mode: attributes in headers, JSON as the value. At least once: whoever reads takes a message with a known ce_source and ce_id as read. ' +
        'One key always has one partition, so what concerns a case comes in the order it happened. Within a version fields are only added: readers pass over what they do not know.',
    },
    servers: { kafka: { host: '{brokers}', protocol: 'kafka', description: 'KAFKA_BROKERS of the installation', variables: { brokers: { default: 'localhost:9092' } } } },
    defaultContentType: JSON_TYPE,
    channels: Object.fromEntries(topics.map(([id, topic]) => [id, channel(id, topic)])),
    operations: Object.fromEntries(topics.map(([id, topic]) => [topic.direction === 'in' ? `read-${id}` : `write-${id}`, operation(id, topic)])),
    components: { messages: { ...Object.fromEntries(EVENT_NAMES.map((type) => [key(type), message(type)])), parked: parkedMessage() } },
  };
}

function channel(id: TopicId, { name, says, partitions, keptDays }: Topic): object {
  const messages = id === 'parked' ? ['parked'] : eventsOf(id).map(key);
  return {
    address: `{prefix}.${name}`,
    description: says,
    parameters: { prefix: { description: 'CHAKONG_KAFKA_PREFIX of the installation', default: 'chakong' } },
    messages: Object.fromEntries(messages.map((one) => [one, { $ref: `#/components/messages/${one}` }])),
    bindings: { kafka: { partitions, topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': keptDays * 86_400_000 }, bindingVersion: '0.5.0' } },
  };
}

const operation = (id: TopicId, { direction, says }: Topic): object => ({
  // The document tells what the gateway does: it receives what others send.
  action: direction === 'in' ? 'receive' : 'send',
  channel: { $ref: `#/channels/${id}` },
  summary: says,
});

function message(type: EventType): object {
  const { title, description } = schemaOf(type);
  return {
    name: ceType(type), title, summary: description, contentType: JSON_TYPE,
    headers: {
      type: 'object',
      required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source'],
      properties: {
        ce_specversion: text('CloudEvents', { const: '1.0' }), ce_type: text('Event and version', { const: ceType(type) }), ce_id: text('With ce_source the identity of the event', { minLength: 1, maxLength: 200 }),
        ce_source: text('Who says it', { minLength: 1, maxLength: 200 }), ce_time: text('When it happened, RFC 3339'), ce_subject: text('The case'),
        ce_dataschema: text('Schema of the value', { const: schemaId(type) }), 'content-type': text('Kind of value', { const: JSON_TYPE }),
      },
    },
    payload: { $ref: `./schemas/${type}.json` },
    bindings: { kafka: { key: text(TOPICS[EVENT_TYPES[type]].key), bindingVersion: '0.5.0' } },
  };
}

const parkedMessage = (): object => ({
  name: 'parked', title: 'A message that could not be handled', summary: 'The bytes, key and headers as they came; why it was parked stands in further headers. `npm run parked` lists and replays them',
  headers: {
    type: 'object',
    required: ['parked-topic', 'parked-reason'],
    properties: {
      'parked-topic': text('Topic it came from'), 'parked-partition': text('Partition it came from'), 'parked-offset': text('Its place there'), 'parked-reason': text('Why, as a code'),
      'parked-attempts': text('How often it was tried'), 'parked-at': text('When, RFC 3339'), 'parked-replayed': text('Present in the note that a parked message was replayed: its partition and offset'),
    },
  },
  payload: { description: 'As it came; anything' },
});
