export { MessageBus } from './message-bus.js';
export { BusConsumer, type ConsumerOptions } from './bus-consumer.js';
export { BusAway, BusProducer, MessageRefused } from './bus-producer.js';
export { DONE, type BusMessage, type Handled, type OutgoingMessage } from './bus-message.js';
export type { BusHealth, BusOptions } from './bus-options.js';
export { partitionOf } from './partition-of.js';
export type { PartitionId } from './ownership.js';
export type { TopicFinding, TopicPlan } from './topics.js';
