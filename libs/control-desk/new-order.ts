import type { ControlExtent, ControlOperation, ControlTarget, TransferParty } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { ControlRefused, exactly, kindOf, worthOfUnits, type ControlPriority, type ControlState, type Measure, type OrderDraft } from '#libs/control';
import type { FoundAsset } from './found-things.js';
import { extentOf, targetOf, worthOf } from './target-of-asset.js';

/** How much, as a caller says it: the currency is that of the thing. */
export interface WantedExtent {
  readonly by: ControlExtent['by'];
  readonly fen?: number;
  readonly quantity?: string;
  readonly basisPoints?: number;
}

/** One measure as a caller asks for it: on a thing that was found, or on a measure that exists. Numbers of accounts are never among it. */
export interface WantedOrder {
  readonly operation: ControlOperation;
  readonly assetId?: string;
  readonly institutionCode?: string;
  readonly found?: { readonly requestId: number; readonly reference: string };
  readonly measureId?: string;
  readonly extent?: WantedExtent;
  readonly worthFen?: number;
  readonly from?: string;
  readonly until?: string;
  readonly reason: string;
  readonly priority?: ControlPriority;
  readonly convertCurrency?: boolean;
  readonly transferTo?: readonly TransferParty[];
  readonly batchId?: string;
}

/**
 * What the engine is told: target, nature and match out of the stored answer, or out of the measure (I2, S9).
 * @throws Problem `found-thing-unknown`, `measure-unknown`, `request-invalid` · ControlRefused when no measure on such a thing is known
 */
export function draftOf(wanted: WantedOrder, index: number, state: ControlState, things: readonly FoundAsset[]): OrderDraft {
  const at = `/orders/${index}`;
  const { operation, reason, from, until, priority, convertCurrency, transferTo, batchId } = wanted;
  const common = { operation, reason, ...defined({ from, until, priority, convertCurrency, transferTo, batchId }) };
  if (wanted.measureId !== undefined) return ofMeasure(wanted, at, state, common);
  if (kindOf(operation) !== 'begins') {
    // A register is told of a transfer without a measure of ours too; everything else is about one.
    if (operation !== 'serve-transfer') throw new Problem('request-invalid', undefined, [{ field: `${at}/measureId`, allowed: 'the measure that is renewed, released or deducted from' }]);
  }
  return ofThing(wanted, index, at, things, common);
}

type Common = Pick<OrderDraft, 'operation' | 'reason' | 'from' | 'until' | 'priority' | 'convertCurrency' | 'transferTo' | 'batchId'>;

function ofMeasure(wanted: WantedOrder, at: string, state: ControlState, common: Common): OrderDraft {
  const measure = state.measures.find(({ id }) => id === wanted.measureId);
  if (measure === undefined) throw new Problem('measure-unknown');
  const { obligorId, institutionCode, source, target } = measure;
  const extent = wanted.extent === undefined ? wholeOf(measure, wanted.operation) : extentFrom(inUnits(wanted.extent, measure), at, 'CNY', measure.heldQuantity?.unit);
  const worthFen = wanted.worthFen ?? measure.limitFen;
  return { ...common, obligorId, institutionCode, source, target, measureId: measure.id, extent, worthFen };
}

/** Shares and units of a measure are worth their part of it, whatever is said: what stays is counted from the same figures. */
function inUnits(extent: WantedExtent, measure: Measure): WantedExtent {
  const fen = extent.by === 'quantity' && extent.quantity !== undefined ? worthOfUnits(measure, extent.quantity) : undefined;
  return fen === undefined ? extent : { ...extent, fen };
}

/** All of a measure: its limit, or what it holds where it is taken from. */
function wholeOf(measure: Measure, operation: ControlOperation): ControlExtent {
  const fen = kindOf(operation) === 'takes' ? measure.heldFen : measure.limitFen;
  const { kind } = measure.target;
  if ((kind === 'security' || kind === 'product') && measure.heldQuantity !== undefined) return { by: 'quantity', quantity: measure.heldQuantity, worth: { fen, currency: 'CNY' } };
  if (kind === 'account' || kind === 'product' || kind === 'equity') return { by: 'amount', amount: { fen, currency: 'CNY' } };
  return { by: 'whole' };
}

function ofThing(wanted: WantedOrder, index: number, at: string, things: readonly FoundAsset[], common: Common): OrderDraft {
  const thing = thingOf(wanted, at, things);
  const target = targetOf(thing.asset);
  if (target === undefined) throw new ControlRefused([{ index, refusals: [{ rule: noTarget(thing), ...exactly({ code: 'no-target' }) }] }]);
  const currency = thing.asset.available?.currency ?? thing.asset.value?.currency ?? 'CNY';
  const worthFen = worthOf(thing.asset) ?? wanted.worthFen;
  const extent = wanted.extent === undefined ? extentOfAll(thing, target, worthFen, at) : extentFrom(wanted.extent, at, currency, thing.asset.quantity?.unit);
  return {
    ...common, obligorId: thing.obligorId, institutionCode: thing.institution.code, source: thing.asset.source, target, extent, found: thing.found,
    ...(worthFen === undefined ? {} : { worthFen }),
  };
}

const noTarget = ({ asset: { source } }: FoundAsset): 'identity-source' | 'not-offered' => (source === 'household' || source === 'marriage' ? 'identity-source' : 'not-offered');

function thingOf({ assetId, found, institutionCode }: WantedOrder, at: string, things: readonly FoundAsset[]): FoundAsset {
  if ((assetId === undefined) === (found === undefined)) throw new Problem('request-invalid', undefined, [{ field: at, allowed: 'one of assetId, found and measureId' }]);
  const thing =
    found === undefined
      ? things.find((one) => one.assetId === assetId && (institutionCode === undefined || one.institution.code === institutionCode))
      : things.find(({ found: { requestId }, asset: { reference } }) => requestId === found.requestId && reference === found.reference);
  if (thing === undefined) {
    throw new Problem('found-thing-unknown', undefined, [{ field: `${at}/${found === undefined ? 'assetId' : 'found'}`, allowed: 'a thing that the newest answers about an obligor of this case name' }]);
  }
  return thing;
}

function extentOfAll({ asset }: FoundAsset, target: ControlTarget, worthFen: number | undefined, at: string): ControlExtent {
  const extent = extentOf(asset, target, worthFen ?? 0);
  if (extent === undefined || (extent.by !== 'whole' && worthFen === undefined)) {
    throw new Problem('request-invalid', undefined, [{ field: `${at}/extent`, allowed: 'how much: no answer says what the thing is worth in CNY' }]);
  }
  return extent;
}

function extentFrom({ by, fen, quantity, basisPoints }: WantedExtent, at: string, currency: string, unit: string | undefined): ControlExtent {
  const missing = (field: string, allowed: string): never => {
    throw new Problem('request-invalid', undefined, [{ field: `${at}/extent/${field}`, allowed }]);
  };
  switch (by) {
    case 'amount':
      return { by, amount: { fen: fen ?? missing('fen', 'an exact sum in fen (保全规定第十五条第三款)'), currency } };
    case 'quantity':
      return { by, quantity: { amount: quantity ?? missing('quantity', 'how many'), unit: unit ?? '股' }, worth: { fen: fen ?? missing('fen', 'what they are worth, CNY fen'), currency: 'CNY' } };
    case 'ratio':
      return { by, basisPoints: basisPoints ?? missing('basisPoints', '1 to 10000') };
    case 'account':
    case 'whole':
      return { by };
  }
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

const defined = <T extends object>(values: T): Defined<T> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
