import type { ControlExtent, ControlOutcome, ControlTarget } from '#contracts/adapter';
import type {
  ControlAnswerDto, ControlDocumentDto, ControlEventDto, ControlExtentDto, ControlLedgerDto, ControlOrderDto, ControlOrderSummaryDto, ControlOutcomeDto, ControlTargetDto, ControlTaskDto,
  ExpiringMeasureDto, MeasureDto, StepCauseDto, TaskReasonDto,
} from '#contracts/http';
import { CONTROL_RULES, type ControlOrder, type ControlRuleCode, type ControlState, eventsFrom, ledgerOf, type Measure, needOf, ORDER_EVENTS, type StepCause, takesEffectByMs, type TaskReason } from '#libs/control';
import type { Paper } from '#libs/control-desk';
import { daysBetween, type Day } from '#libs/statute';
import type { ControlOrderLine, ControlStep, ControlTaskRow, ControlWord, ExpiringMeasure } from '#libs/store';

/** A copy without what is not there. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined | null> };
const given = <T extends object>(values: T): Partial<Given<T>> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null)) as Partial<Given<T>>;

const moment = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

export function toTargetDto({ kind, reference, ...rest }: ControlTarget): ControlTargetDto {
  return { kind, reference, details: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])) };
}

export function toExtentDto(extent: ControlExtent): ControlExtentDto {
  switch (extent.by) {
    case 'amount':
      return { by: extent.by, amount: extent.amount };
    case 'quantity':
      return { by: extent.by, quantity: extent.quantity, worth: extent.worth };
    case 'ratio':
      return { by: extent.by, basisPoints: extent.basisPoints };
    case 'account':
    case 'whole':
      return { by: extent.by };
  }
}

export function toOutcomeDto(outcome: ControlOutcome): ControlOutcomeDto {
  const effect = 'effect' in outcome ? outcome.effect : undefined;
  const { priorMeasures, rights, receipts, ...facts } = effect ?? {};
  return {
    kind: outcome.kind, ...given(facts), priorMeasures: [...(priorMeasures ?? [])], rights: [...(rights ?? [])], receipts: receipts?.length ?? 0, ...saidBy(outcome),
  };
}

function saidBy(outcome: ControlOutcome): Pick<ControlOutcomeDto, 'reason' | 'reasonCode' | 'contact' | 'position'> {
  switch (outcome.kind) {
    case 'effective':
      return {};
    case 'waiting':
      return given({ position: outcome.position });
    case 'refused':
      return given({ reason: outcome.reason, reasonCode: outcome.reasonCode, contact: outcome.contact });
    case 'unavailable':
      return given({ reason: outcome.detail ?? outcome.cause, reasonCode: outcome.cause });
    case 'unconfirmed':
      return given({ reason: outcome.detail ?? outcome.wireStatus });
    case 'defective':
      return { reason: outcome.detail, reasonCode: outcome.defect };
    case 'in-progress':
    case 'not-supported':
      return { reason: outcome.detail };
  }
}

export function toOrderDto(order: ControlOrder): ControlOrderDto {
  const { id, requestNumber, caseId, obligorId, institutionCode, operation, source, limitFen, reason, priority, state, version, draftedBy, asked, outcomeVersion } = order;
  const { measureId, from, until, excessReason, foundIn, approver, approvedBy, approvedByRule, batchId, sentAtMs, answerByMs, askAtMs, outcome } = order;
  return {
    id, requestNumber, caseId, obligorId, institutionCode, operation, source, target: toTargetDto(order.target), extent: toExtentDto(order.extent), limitFen, reason, priority, state,
    next: nextFor(state), version, draftedBy, asked, outcomeVersion,
    ...given({
      measureId, from, until, excessReason, foundInRequest: foundIn?.requestId, foundInVersion: foundIn?.version, approver, approvedBy, approvedByRule, batchId, sentAt: moment(sentAtMs),
      answerBy: moment(answerByMs), askAt: moment(askAtMs), takesEffectBy: moment(takesEffectByMs(order)), outcome: outcome === undefined ? undefined : toOutcomeDto(outcome),
    }),
  };
}

/** What people may bring about; the rest happens by itself. */
const nextFor = (state: ControlOrder['state']): string[] => eventsFrom(state).filter((event) => ORDER_EVENTS[event].by === 'officer' || ORDER_EVENTS[event].by === 'approver');

export const toOrderSummaryDto = ({ createdAt, ...line }: ControlOrderLine): ControlOrderSummaryDto => ({ ...line, createdAt: createdAt.toISOString() });

export function toMeasureDto(measure: Measure): MeasureDto {
  const { id, caseId, obligorId, institutionCode, source, state, version, beganWith, limitFen, heldFen, divisible } = measure;
  const { institutionReference, heldQuantity, from, until, effectiveAt, position, excessReason } = measure;
  return {
    id, caseId, obligorId, institutionCode, source, target: toTargetDto(measure.target), state, version, beganWithOrder: beganWith.orderId, beganWithNumber: beganWith.requestNumber,
    beganForCase: beganWith.caseNumber, limitFen, heldFen, divisible, underObjection: measure.underObjectionSince !== undefined,
    ...given({ institutionReference, heldQuantity, from, until, effectiveAt, position, excessReason }),
  };
}

export function toEventDto({ at, event, from, to, actor, reason, cause, policy, orderId, measureId }: ControlStep): ControlEventDto {
  return { at: at.toISOString(), event, actor, ...(cause === null ? {} : { cause: toReasonDto(cause) }), ...given({ from, to, reason, policy, orderId, measureId }) };
}

export function toAnswerDto({ version, via, receivedAt, exchangeId, outcome }: ControlWord): ControlAnswerDto {
  return { version, via, receivedAt: receivedAt.toISOString(), outcome: toOutcomeDto(outcome), ...(exchangeId === null ? {} : { evidence: `/api/v1/exchanges/${exchangeId}` }) };
}

export const toDocumentDto = ({ orderId, kind, version, number, fileName, sha256, size, sealed, origin, by, at }: Paper): ControlDocumentDto => ({
  orderId, kind, number, name: fileName, version, bytes: size, sha256, sealed, origin, by, at: at.toISOString(), href: `/api/v1/control-orders/${orderId}/documents/${kind}/${version}`,
});

/** The ledger of a case (控制台账), as decisions count it. */
export function toLedgerDto(state: ControlState): ControlLedgerDto {
  const { neededFen, heldFen, underWayFen, roomFen, excessFen } = ledgerOf(state);
  const { owedFen, paidFen, deductedFen } = needOf(state);
  const effective = state.measures.filter((measure) => measure.state === 'effective');
  const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
  return {
    owedFen, paidFen, deductedFen, arrivedFen: sum(state.deductions.map(({ arrivedFen }) => arrivedFen)), neededFen, heldFen,
    held: [...new Set(effective.map(({ source }) => source))].map((source) => {
      const own = effective.filter((measure) => measure.source === source);
      return { source, heldFen: sum(own.map((measure) => measure.heldFen)), measures: own.length };
    }),
    waitingFen: sum(state.measures.filter((measure) => measure.state === 'waiting').map(({ limitFen }) => limitFen)),
    unfundedFen: sum(state.measures.filter((measure) => measure.state === 'effective' || measure.state === 'unfunded').map((measure) => Math.max(0, measure.limitFen - measure.heldFen))),
    underWayFen, roomFen, excessFen,
  };
}

export function toExpiringDto({ remindedDays, ...line }: ExpiringMeasure, today: Day): ExpiringMeasureDto {
  return { ...line, daysLeft: daysBetween(today, line.until), ...(remindedDays === null ? {} : { remindedDays }) };
}

export function toTaskDto({ id, caseId, caseNumber, kind, detail, reason, state, raisedAt, orderId, measureId, dueOn, settledBy, settledAt, settlement }: ControlTaskRow): ControlTaskDto {
  return { id, caseId, caseNumber, kind, detail, state, raisedAt: raisedAt.toISOString(), ...(reason === null ? {} : { reason: toReasonDto(reason) }), ...given({ orderId, measureId, dueOn, settledBy, settlement, settledAt: settledAt?.toISOString() }) };
}

function toReasonDto(reason: TaskReason): TaskReasonDto;
function toReasonDto(reason: StepCause): StepCauseDto;
function toReasonDto(reason: StepCause): StepCauseDto {
  if (!('rules' in reason)) return reason;
  return { ...reason, rules: reason.rules.map((code) => ({ code, says: CONTROL_RULES[code as ControlRuleCode]?.says ?? code })) };
}
