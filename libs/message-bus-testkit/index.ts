export { testBrokers, newTopic } from './test-brokers.js';
