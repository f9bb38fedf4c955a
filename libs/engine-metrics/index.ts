export { engineMetrics, observeOfflineTasks, observeQueues } from './engine-metrics.js';
