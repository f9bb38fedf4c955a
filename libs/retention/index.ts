export { CountDiffers, Retention, type DueData, type ErasedData, type ErasureOrder } from './retention.js';
export { begunBefore, RETENTION, type RetentionKind, type RetentionRule } from './retention-table.js';
