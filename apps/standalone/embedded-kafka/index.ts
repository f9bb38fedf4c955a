export { BrokerKeeper, type BrokerKeeperOptions, type BrokerStanding } from './broker-keeper.js';
export { startEmbeddedKafka, type EmbeddedKafka, type EmbeddedKafkaOptions } from './embedded-kafka.js';
export { KAFKA_VERSION } from './programs.js';
