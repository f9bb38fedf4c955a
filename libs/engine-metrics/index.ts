export { engineMetrics, observeControls, observeOfflineTasks, observeQueues } from './engine-metrics.js';
