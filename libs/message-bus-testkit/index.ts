export { BrokerLine } from './broker-line.js';
export { newTopic, testBrokers } from './test-brokers.js';
