export { engineMetrics, observeQueues } from './engine-metrics.js';
