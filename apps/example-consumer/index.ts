/** An example of a system that reads events and asks over Kafka; used in the end-to-end test. */
export { startConsumer, type ConsumerParts } from './consumer.js';
