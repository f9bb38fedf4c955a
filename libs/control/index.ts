/** Control measures 控制措施: what may happen to them and how much they may hold. Pure; no I/O. */
export { ENDED, eventsFrom, MAY_TAKE_EFFECT, ORDER_EVENTS, ORDER_STATES, orderAfter, type OrderActor, type OrderEvent, type OrderState } from './order-state.js';
export { beginsAs, IN_FORCE, mayBecome, MEASURE_EVENTS, MEASURE_STATES, type MeasureEvent, type MeasureState } from './measure-state.js';
export { balanceOf, releasesOf, type Balance, type CaseNeed, type LedgerMeasure, type LedgerOrder, type ReleaseOfExcess } from './case-ledger.js';
export { LEAST_HARM_FIRST, propose, type Candidate, type Proposal, type ProposedMeasure } from './proposal.js';
export { filingsToAdd, linkedSeals, type LinkedSeal, type RegisteredRight } from './linked-seals.js';
