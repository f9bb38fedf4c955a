export { controlMetrics, engineMetrics, observeControls, observeOfflineTasks, observeQueues } from './engine-metrics.js';
