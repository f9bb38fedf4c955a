/** Control measures 控制措施: start reading at `control-engine.ts`. */
export { ControlEngine, type AnswerVerdict, type CannotLeave, type ControlEngineParts } from './control-engine.js';
export { ENDED, eventsFrom, MAY_TAKE_EFFECT, ORDER_EVENTS, ORDER_STATES, orderAfter, type OrderActor, type OrderEvent, type OrderState } from './order-state.js';
export { beginsAs, IN_FORCE, mayBecome, MEASURE_EVENTS, MEASURE_STATES, type MeasureEvent, type MeasureState } from './measure-state.js';
export { balanceOf, releasesOf, type Balance, type CaseNeed, type LedgerMeasure, type LedgerOrder, type ReleaseOfExcess } from './case-ledger.js';
export { LEAST_HARM_FIRST, propose, type Candidate, type Proposal, type ProposedMeasure } from './proposal.js';
export {
  after,
  joined,
  NO_CHANGES,
  type ActingGround,
  type Arrival,
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
export { worthOfUnits } from './effect.js';
export { CONTROL_RULES, type ControlRefusal, type ControlRule, type ControlRuleCode } from './control-rule.js';
export { ControlStore, type Decided, type DecidedBoth, type ReceivedControlAnswer } from './control-store.js';
export { CONTROL_TASK_KINDS, type ControlTaskKind } from './control-task.js';
export type { CarryCheck, ExemptFund, FoundThing, OrderDraft } from './order-draft.js';
export {
  CONTROL_POLICY_RANGES, CONTROL_POLICY_SETTINGS, controlPolicyFaults, type ControlPolicyFaults, DEFAULT_CONTROL_POLICY, policyInForce, policyOfCourts, wholeContent, type ControlPolicy, type ControlPolicyContent, type PolicyOfCourts, type WrittenControlPolicy,
} from './control-policy.js';
export { because, causeInWords, type StepCause, type StepCauseCode } from './step-cause.js';
export { reasonInWords, type TaskReason, type TaskReasonCode } from './task-reason.js';
export { EXEMPT_FUNDS, EXEMPT_FUNDS_VERSION, exemptionOf, exemptRefusalOf, objectionPathOf, type AccountNature, type Exemption } from './exempt-funds.js';
export { livingAmountFaults, livingReserveOf, type Household, type LivingAmount, type LivingAmountFault } from './living-amount.js';
export { exactly, factsInWords } from './refusal-facts.js';
export { officersLacking } from './officers-lacking.js';
export { controlRequestNumber, idOfControlRequest } from './request-number.js';
export type { HandOver } from './hand-over.js';
export { groundOf, type Acting } from './acting.js';
export type { LetterTaskKind } from './by-hand.js';
export { isDivisible, kindOf, releaseOperations, renewOperation, takes, targetKey, type OperationKind } from './operation-kind.js';
export { ControlRefused, rulesAgainstAll, type RefusedOrder } from './order-desk.js';
export { ledgerOf, limitOf, needOf, ruledOrder, type RuleBook, type Ruled, type SignedReasons } from './rules-against.js';
export { takesEffectByMs } from './taken-up.js';
export type { AfterUnknown, NotDelivered, Sending } from './sending.js';
export type { Settlement } from './settle.js';
export { EXCESS_RULE } from './excess.js';
export type { AnswerTaken } from './take-answer.js';
export { filingsToAdd, linkedSeals, type LinkedSeal, type RegisteredRight } from './linked-seals.js';
export { ControlDocuments, type OrderPapers } from './control-documents.js';
export { toControlRequest, type OrderOnItsWay } from './control-wire.js';
