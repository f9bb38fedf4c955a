export { correctKeys, correctionsOf, sameKeys, CORRECTIONS, type Correction, type Keys } from './correct-keys.js';
export { decideKeys, KEY_REASONS, type KeyDecision, type KeyReason, type RegisterAnswer } from './decide-keys.js';
