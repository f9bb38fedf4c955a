/** Orders for many measures at once 批量续行、批量解除: start reading at `control-batches.ts`; `control-batch-runner.ts` works them off line by line. */
export {
  BATCH_LINE_STATES, BATCH_OPERATIONS, BATCH_STATES, MOST_LINES, type BatchLine, type BatchLineState, type BatchFilter, type BatchOperation, type BatchRecord, type BriefBatch, type ListedBatch, type WantedLine, type BatchState, type NewBatch,
} from './batch-record.js';
export { ControlBatches, type ControlBatchesParts } from './control-batches.js';
export { ControlBatchRunner, type ControlBatchRunnerParts } from './control-batch-runner.js';
