/** Control measures 控制措施: what may happen to them and how much they may hold. Pure; no I/O. */
export { ENDED, eventsFrom, MAY_TAKE_EFFECT, ORDER_EVENTS, ORDER_STATES, orderAfter, type OrderActor, type OrderEvent, type OrderState } from './order-state.js';
export { beginsAs, IN_FORCE, mayBecome, MEASURE_EVENTS, MEASURE_STATES, type MeasureEvent, type MeasureState } from './measure-state.js';
export { balanceOf, releasesOf, type Balance, type CaseNeed, type LedgerMeasure, type LedgerOrder, type ReleaseOfExcess } from './case-ledger.js';
export { LEAST_HARM_FIRST, propose, type Candidate, type Proposal, type ProposedMeasure } from './proposal.js';
export {
  after,
  joined,
  NO_CHANGES,
  type ControlChanges,
  type ControlEntry,
  type ControlFact,
  type ControlObligor,
  type ControlOrder,
  type ControlPriority,
  type ControlState,
  type Deduction,
  type Measure,
  type NewControlTask,
} from './control-model.js';
export { CONTROL_RULES, type ControlRefusal, type ControlRule, type ControlRuleCode } from './control-rule.js';
export { ControlStore, type Decided, type ReceivedControlAnswer } from './control-store.js';
export { CONTROL_TASK_KINDS, type ControlTaskKind } from './control-task.js';
export { DEFAULT_CONTROL_POLICY, type CarryCheck, type ControlPolicy, type ExemptFund, type FoundThing, type OrderDraft } from './order-draft.js';
export { controlRequestNumber, idOfControlRequest } from './request-number.js';
