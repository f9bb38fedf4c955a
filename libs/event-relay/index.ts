/** What was committed is published to Kafka, in order, at least once. Start at `event-relay.ts`. */
export { EventRelay, type RelayObserver, type RelayOptions } from './event-relay.js';
export { OutboxWatch, type OutboxWatchOptions } from './outbox-watch.js';
export type { Sender } from './event-messages.js';
