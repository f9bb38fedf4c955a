import type { ControlRequest } from '#contracts/adapter';
import { units } from './exact-quantity.js';
import type { WireOrderAnswer } from './order-answer.js';
import { BEGINS, ENDS, PAYS, RENEWS } from './order-schema.js';

/**
 * What an answer cannot mean, or undefined when it holds together: numbers that contradict each other, more than was ordered (I1), a
 * waiting measure that holds something (I5). In words of ours, without a value.
 */
export function contradictionIn(answer: WireOrderAnswer, request: ControlRequest): string | undefined {
  const { state, operation } = answer;
  if (operation !== undefined && operation !== request.operation) return 'answers another operation';
  if (state === 'waiting' && !mayWait(request)) return 'waiting, but nothing was ordered that can wait';
  if ((state === 'waiting' || state === 'refused') && holds(answer)) return `${state}, but something is held`;
  if (state === 'effective' && (answer.position ?? 1) > 1) return 'effective, but behind others';
  if (answer.from !== undefined && answer.until !== undefined && answer.until < answer.from) return 'ends before it begins';
  return inMoney(answer, request) ?? inQuantity(answer, request) ?? inShare(answer, request);
}

/** What an effective answer leaves out that must be known before it counts; undefined when nothing. */
export function missingIn(answer: WireOrderAnswer, { operation, extent }: ControlRequest): string | undefined {
  if (answer.state !== 'effective') return undefined;
  if ((BEGINS.includes(operation) || RENEWS.includes(operation)) && (answer.from === undefined || answer.until === undefined)) return 'effective without its first and last day';
  if (answer.heldFen === undefined && (PAYS.includes(operation) || extent.by === 'amount' || extent.by === 'account')) return 'effective without the amount';
  if (extent.by === 'quantity' && answer.heldQuantity === undefined) return 'effective without the quantity';
  if (extent.by === 'ratio' && answer.heldBasisPoints === undefined) return 'effective without the ratio';
  return undefined;
}

const mayWait = ({ operation }: ControlRequest): boolean => BEGINS.includes(operation) || RENEWS.includes(operation);

const holds = ({ heldFen = 0, heldQuantity = '0', heldBasisPoints = 0 }: WireOrderAnswer): boolean => heldFen > 0 || units(heldQuantity) > 0n || heldBasisPoints > 0;

function inMoney(answer: WireOrderAnswer, { extent, operation, convertCurrency = false }: ControlRequest): string | undefined {
  const { limitFen, heldFen, unfundedFen, balanceFen, availableFen, currency = 'CNY' } = answer;
  // What is exchanged before it is paid (结汇) is told in the currency it is paid in, and cannot be held against the order.
  if (extent.by === 'amount' && !(convertCurrency && currency !== extent.amount.currency)) {
    if (currency !== extent.amount.currency && [limitFen, heldFen, unfundedFen].some((fen) => fen !== undefined)) return 'in another currency than ordered';
    if ((heldFen ?? 0) > extent.amount.fen) return 'more is held than was ordered';
    if ((limitFen ?? 0) > extent.amount.fen) return 'a higher limit than was ordered';
  }
  if (limitFen !== undefined && (heldFen ?? 0) > limitFen) return 'more is held than its limit';
  if (limitFen !== undefined && (unfundedFen ?? 0) > limitFen) return 'more is unfunded than its limit';
  const keeps = !PAYS.includes(operation) && !ENDS.includes(operation);
  if (keeps && limitFen !== undefined && heldFen !== undefined && unfundedFen !== undefined && heldFen + unfundedFen !== limitFen) return 'held and unfunded are not the limit';
  if (balanceFen !== undefined && (availableFen ?? 0) > balanceFen) return 'more is available than the balance';
  if (keeps && balanceFen !== undefined && (heldFen ?? 0) > balanceFen) return 'more is held than the balance';
  return undefined;
}

function inQuantity({ heldQuantity, unit }: WireOrderAnswer, { extent }: ControlRequest): string | undefined {
  if (heldQuantity === undefined || extent.by !== 'quantity') return undefined;
  if (unit !== undefined && unit !== extent.quantity.unit) return 'in another unit than ordered';
  return units(heldQuantity) > units(extent.quantity.amount) ? 'more is held than was ordered' : undefined;
}

const inShare = ({ heldBasisPoints = 0 }: WireOrderAnswer, { extent }: ControlRequest): string | undefined =>
  extent.by === 'ratio' && heldBasisPoints > extent.basisPoints ? 'more is held than was ordered' : undefined;
