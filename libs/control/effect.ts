import type { ControlEffect, ControlOutcome } from '#contracts/adapter';
import { beijingDay } from '#libs/statute';
import { isDivisible, kindOf, takes } from './operation-kind.js';
import type { ControlOrder, Measure } from './control-model.js';

/** An answer that takes effect: the two that say so, and no other. */
export type Effective = Extract<ControlOutcome, { kind: 'effective' | 'waiting' }>;

/**
 * What an institution says it holds, released or took, in CNY fen; undefined when it does not say, which is never read as zero and never as
 * success (I5).
 */
export function saidFen(order: Pick<ControlOrder, 'extent' | 'limitFen'>, effect: ControlEffect): number | undefined {
  const { extent, limitFen } = order;
  if (effect.heldQuantity !== undefined && extent.by === 'quantity') return shareOf(limitFen, effect.heldQuantity.amount, extent.quantity.amount);
  if (effect.held !== undefined) return inYuan(order, effect.held);
  // What no money stands behind is said instead (超额控制金额).
  if (effect.unfunded !== undefined && effect.unfunded.currency === 'CNY' && extent.by === 'amount') return Math.max(0, limitFen - effect.unfunded.fen);
  return undefined;
}

/** Things that cannot be counted are held whole when they are held at all. */
export function heldFen(order: ControlOrder, effect: ControlEffect): number | undefined {
  const said = saidFen(order, effect);
  if (said !== undefined) return said;
  return order.extent.by === 'whole' || order.extent.by === 'ratio' || order.extent.by === 'quantity' ? order.limitFen : undefined;
}

/** Foreign money counts in the proportion in which it was ordered: the worth of the whole was given by a person. */
function inYuan({ extent, limitFen }: Pick<ControlOrder, 'extent' | 'limitFen'>, held: { readonly fen: number; readonly currency: string }): number | undefined {
  if (held.currency === 'CNY') return held.fen;
  if (extent.by !== 'amount' || extent.amount.currency !== held.currency || extent.amount.fen === 0) return undefined;
  return proportion(limitFen, BigInt(held.fen), BigInt(extent.amount.fen));
}

/** Rounded up: rather a fen too much counted as held than too little (I1). */
const proportion = (whole: number, part: bigint, of: bigint): number => (of === 0n ? 0 : Number((BigInt(whole) * part + of - 1n) / of));

/** Decimal texts, exactly. */
function shareOf(limitFen: number, part: string, of: string): number {
  const places = Math.max(decimals(part), decimals(of));
  return proportion(limitFen, scaled(part, places), scaled(of, places));
}

const decimals = (text: string): number => text.split('.')[1]?.length ?? 0;

const scaled = (text: string, places: number): bigint => BigInt(text.split('.')[0] + (text.split('.')[1] ?? '').padEnd(places, '0'));

/**
 * What stays of a measure after part of it was released or taken, fen. A release lowers the limit (核减); what is freed is what the lower limit does not
 * cover any more, unless the institution says how much it freed.
 */
export function leftOf(measure: Measure, order: ControlOrder, saidFenNow: number | undefined): { limitFen: number; heldFen: number } {
  const by = takes(order.operation) ? (saidFenNow ?? 0) : order.limitFen;
  const limitFen = Math.max(0, measure.limitFen - by);
  const freed = saidFenNow ?? Math.max(0, measure.heldFen - limitFen);
  // Freed less than the limit was lowered by: less was held than we knew. No more is held than the new limit binds.
  return { limitFen, heldFen: Math.min(limitFen, Math.max(0, measure.heldFen - freed)) };
}

/** Shares or units that stay when so many go; nothing where the measure or the order is not counted in them. */
export function unitsLeft({ heldQuantity }: Measure, { extent }: ControlOrder, said: ControlEffect['heldQuantity']): Pick<Measure, 'heldQuantity'> {
  if (heldQuantity === undefined || extent.by !== 'quantity' || extent.quantity.unit !== heldQuantity.unit) return {};
  const gone = (said ?? extent.quantity).amount;
  const places = Math.max(decimals(heldQuantity.amount), decimals(gone));
  const left = scaled(heldQuantity.amount, places) - scaled(gone, places);
  return { heldQuantity: { ...heldQuantity, amount: written(left > 0n ? left : 0n, places) } };
}

/** What some of the shares or units of a measure count as, fen: their part of its limit. Undefined where it is not counted in them. */
export function worthOfUnits({ heldQuantity, limitFen }: Measure, amount: string): number | undefined {
  return heldQuantity === undefined || !/[1-9]/.test(heldQuantity.amount) ? undefined : shareOf(limitFen, amount, heldQuantity.amount);
}

function written(units: bigint, places: number): string {
  const digits = units.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}

/** An order about all of a measure. */
export const isWhole = (order: ControlOrder, measure: Measure): boolean => order.extent.by === 'whole' || order.extent.by === 'account' || order.limitFen >= measure.limitFen;

/** The facts of an answer that a measure keeps. */
export function factsOf(order: ControlOrder, { effect, ...outcome }: Effective): Partial<Measure> {
  const position = 'position' in outcome ? outcome.position : undefined;
  return {
    ...(effect.institutionReference === undefined ? {} : { institutionReference: effect.institutionReference }),
    ...(effect.heldQuantity === undefined ? {} : { heldQuantity: effect.heldQuantity }),
    ...(effect.effectiveAt === undefined ? {} : { effectiveAt: effect.effectiveAt }),
    ...(position === undefined ? {} : { position }),
    ...datesOf(order, outcome.kind, effect),
  };
}

/** As the institution registered them; what it does not say is as ordered. What waits has no dates before it is activated (C5). */
function datesOf(order: ControlOrder, kind: Effective['kind'], effect: ControlEffect): Partial<Measure> {
  // Taken up on a later day than it was ordered for: in force from then on.
  const since = effect.effectiveAt === undefined ? undefined : beijingDay(new Date(effect.effectiveAt));
  const ordered = order.from !== undefined && since !== undefined && since > order.from ? since : order.from;
  const from = effect.from ?? (kind === 'effective' ? ordered : undefined);
  const until = effect.until ?? order.until;
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}

export const beginsDivisible = (order: ControlOrder): boolean => kindOf(order.operation) === 'begins' && isDivisible(order.target) && order.extent.by !== 'whole';

/**
 * Up to how much it is bound. Of a whole account that is what the institution says, or holds: what a draft put it at is an estimate, and a
 * release counted from it would leave the rest bound.
 */
export function boundUpTo({ extent, limitFen }: ControlOrder, { effect: { limit } }: Effective, held: number): number {
  const said = extent.by === 'account' && limit?.currency === 'CNY' ? limit.fen : 0;
  return Math.max(limitFen, held, said);
}
