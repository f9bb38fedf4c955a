/** For systems that live on Kafka: what the gateway tells, and what it is told. */
export { EventClient, type EventClientOptions, type EventHandler, type InquireOptions } from './event-client.js';
export { InquiryNotFinished, InquiryRefused } from './inquiry-replies.js';
