export { Lanes, DEFAULT_LANE_SETTINGS, type LaneMoves, type LaneSettings } from './lanes.js';
export { PRIORITIES, type Priority } from './fair-queue.js';
export type { LaneWork, LaneEnd, AttemptResult } from './lane.js';
export { TokenBucket } from './token-bucket.js';
