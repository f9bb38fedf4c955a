/** Institutions without a line (线下查控, 集约查控): batches on paper, what comes back, and what has to be done in time. */
export { OfflineDesk, type SentFacts } from './offline-desk.js';
export { OfflineAnswers, type OfflineAnswerRecord } from './offline-answers.js';
export { OfflineClock } from './offline-clock.js';
export { MOST_SCAN_BYTES, SCAN_TYPES } from './scan-type.js';
export type { TypedAnswer } from './typed-answer.js';
