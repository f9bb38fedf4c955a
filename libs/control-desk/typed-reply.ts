import type { ControlEffect, ControlOutcome, Money, PriorMeasure, Quantity, ThirdPartyRight } from '#contracts/adapter';
import { Problem, type ProblemField } from '#contracts/errors';
import { kindOf, type ControlOrder } from '#libs/control';

/** A measure before ours (在先冻结) as the form says; amounts CNY fen. */
export interface TypedPriorMeasure extends Omit<PriorMeasure, 'sequence' | 'amount' | 'effectiveAt' | 'publicationNumber'> {
  readonly amountFen?: number;
}

/** Somebody else's right (优先权、共有权) as the form says; amounts CNY fen. */
export interface TypedRight extends Omit<ThirdPartyRight, 'sequence' | 'amount'> {
  readonly amountFen?: number;
}

/** What somebody typed from the form that came back (回执): how it ended there. What the form does not say is absent, never zero. */
export interface TypedReply {
  readonly kind: 'effective' | 'waiting' | 'refused';
  /** 实际控制金额, CNY fen: zero is a freeze of an empty account. */
  readonly heldFen?: number;
  /** The same in shares or units (股, 份), for orders by quantity. */
  readonly heldQuantity?: Quantity;
  /** 冻结限额, CNY fen. */
  readonly limitFen?: number;
  /** 超额控制金额, CNY fen: what of the limit no money stands behind. */
  readonly unfundedFen?: number;
  readonly from?: string;
  readonly until?: string;
  /** 轮候顺位 */
  readonly position?: number;
  readonly institutionReference?: string;
  readonly priorMeasures?: readonly TypedPriorMeasure[];
  readonly rights?: readonly TypedRight[];
  readonly reason?: string;
  /** The exchange that holds the scan it was read from. */
  readonly scan: number;
}

type AboutOrder = Pick<ControlOrder, 'operation' | 'extent' | 'limitFen' | 'from'>;

const OF_MEASURES = ['heldFen', 'heldQuantity', 'limitFen', 'unfundedFen', 'from', 'until', 'position'] as const;

/**
 * What a typed reply says, read as one over a line would be: a measure that binds nothing and stands behind others in force waits in rank (轮候),
 * whatever box was ticked.
 * @throws Problem `request-invalid` with every field that is wrong
 */
export function outcomeOf(typed: TypedReply, order: AboutOrder): ControlOutcome {
  const faults = [...faultsOfKind(typed, order), ...faultsOfSums(typed, order), ...faultsOfLists(typed, order)];
  if (faults.length > 0) throw new Problem('request-invalid', undefined, faults);
  const { kind, position, reason } = typed;
  const lists = listsOf(typed);
  if (kind === 'refused') return { kind, reason: reason!, ...(Object.keys(lists).length === 0 ? {} : { effect: lists }) };
  const effect = { ...sumsOf(typed), ...lists };
  if (kind === 'effective' && !standsInQueue(typed, order)) return { kind, effect };
  const rank = position ?? rankBehind(typed, order);
  return { kind: 'waiting', effect, ...(rank === undefined ? {} : { position: rank }) };
}

function faultsOfKind({ reason, ...typed }: TypedReply, order: AboutOrder): ProblemField[] {
  const { operation, extent } = order;
  const { kind, heldFen, heldQuantity } = typed;
  const begins = kindOf(operation) === 'begins';
  const unfit = (names: readonly (typeof OF_MEASURES)[number][]): ProblemField[] => names.filter((name) => typed[name] !== undefined).map((name) => ({ field: `/${name}`, allowed: `absent: the reply is ${kind}` }));
  switch (kind) {
    case 'refused':
      return [...(reason === undefined ? [{ field: '/reason', allowed: 'why the institution refused (不予协助的理由)' }] : []), ...unfit(OF_MEASURES)];
    case 'waiting':
      return [
        ...noReason(reason, kind), ...(mayQueue(order) ? [] : [{ field: '/kind', allowed: `effective or refused: what is ordered is ${operation}, and that does not wait` }]),
        // What waits holds nothing (I5).
        ...unfit(['heldFen', 'heldQuantity', 'unfundedFen']),
      ];
    case 'effective': {
      const says = heldFen !== undefined || (extent.by === 'quantity' && heldQuantity !== undefined);
      return [
        ...noReason(reason, kind),
        // A thing is held whole, or not at all.
        ...(says || (begins && (extent.by === 'whole' || extent.by === 'ratio')) ? [] : [{ field: extent.by === 'quantity' ? '/heldQuantity' : '/heldFen', allowed: 'what is held, released or taken; zero when nothing is' }]),
        // A rank is of what waits, said so or by the measures before it.
        ...(standsInQueue(typed, order) ? [] : unfit(['position'])),
      ];
    }
  }
}

const noReason = (reason: string | undefined, kind: string): ProblemField[] => (reason === undefined ? [] : [{ field: '/reason', allowed: `absent: the reply is ${kind}` }]);

function faultsOfSums({ kind, heldFen, heldQuantity, limitFen, unfundedFen, from, until }: TypedReply, { operation, extent, limitFen: ordered }: AboutOrder): ProblemField[] {
  const faults: ProblemField[] = [];
  if (kind === 'refused') return faults;
  if (from !== undefined && until !== undefined && until < from) faults.push({ field: '/until', allowed: 'a day not before from' });
  if (heldQuantity !== undefined && kind === 'effective') {
    if (extent.by !== 'quantity') faults.push({ field: '/heldQuantity', allowed: 'absent: the order is not by shares or units' });
    else if (heldQuantity.unit !== extent.quantity.unit) faults.push({ field: '/heldQuantity/unit', allowed: `${extent.quantity.unit}, as in the order` });
    else if (units(heldQuantity.amount) > units(extent.quantity.amount)) faults.push({ field: '/heldQuantity/amount', allowed: `at most ${extent.quantity.amount}, as was ordered` });
  }
  // JE − SKJE = CESKJE where money is bound: both figures stand on the form, and one of them was read wrongly.
  const limit = limitFen ?? ordered;
  if (kind === 'effective' && kindOf(operation) === 'begins' && extent.by === 'amount' && heldFen !== undefined && unfundedFen !== undefined && heldFen + unfundedFen !== limit) {
    faults.push({ field: '/unfundedFen', allowed: `${Math.max(0, limit - heldFen)}: what of ${limit} is not held` });
  }
  return faults;
}

function faultsOfLists(typed: TypedReply, order: AboutOrder): ProblemField[] {
  const { kind, position, priorMeasures = [] } = typed;
  const faults = priorMeasures.flatMap(({ startsOn, endsOn }, index): ProblemField[] =>
    startsOn !== undefined && endsOn !== undefined && endsOn < startsOn ? [{ field: `/priorMeasures/${index}/endsOn`, allowed: 'a day not before startsOn' }] : [],
  );
  const rank = rankBehind(typed, order);
  if (kind !== 'refused' && position !== undefined && rank !== undefined && position < rank) faults.push({ field: '/position', allowed: `${rank} or more: ${rank - 1} of the measures before it are in force` });
  return faults;
}

const mayQueue = ({ operation }: Pick<ControlOrder, 'operation'>): boolean => ['begins', 'renews'].includes(kindOf(operation));

/** Nothing held behind others in force is a place in the queue, whatever measure was ordered (§2.11); without one it is a freeze of zero. */
function standsInQueue(typed: TypedReply, order: AboutOrder): boolean {
  const { heldFen, heldQuantity } = typed;
  const saysHowMuch = heldFen !== undefined || heldQuantity !== undefined;
  const holdsNothing = (heldFen ?? 0) === 0 && /^[0.]*$/.test(heldQuantity?.amount ?? '');
  const ordersToWait = order.operation === 'wait' || order.operation === 'wait-seal';
  return mayQueue(order) && holdsNothing && (ordersToWait || (saysHowMuch && rankBehind(typed, order) !== undefined));
}

/** Behind those that had not ended when ours began; one that says no end is in force. */
function rankBehind({ priorMeasures = [], from }: TypedReply, order: AboutOrder): number | undefined {
  const began = from ?? order.from;
  const before = priorMeasures.filter(({ endsOn }) => endsOn === undefined || began === undefined || endsOn >= began).length;
  return before === 0 ? undefined : before + 1;
}

const cny = (fen: number): Money => ({ fen, currency: 'CNY' });

function sumsOf({ heldFen, heldQuantity, limitFen, unfundedFen, from, until, institutionReference }: TypedReply): ControlEffect {
  return {
    ...(heldFen === undefined ? {} : { held: cny(heldFen) }), ...(heldQuantity === undefined ? {} : { heldQuantity: { ...heldQuantity } }), ...(limitFen === undefined ? {} : { limit: cny(limitFen) }),
    ...(unfundedFen === undefined ? {} : { unfunded: cny(unfundedFen) }), ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }),
    ...(institutionReference === undefined ? {} : { institutionReference }),
  };
}

function listsOf({ priorMeasures = [], rights = [] }: TypedReply): Pick<ControlEffect, 'priorMeasures' | 'rights'> {
  const withSum = <T extends { readonly amountFen?: number }>({ amountFen, ...one }: T, index: number) => ({ sequence: index + 1, ...one, ...(amountFen === undefined ? {} : { amount: cny(amountFen) }) });
  return { ...(priorMeasures.length === 0 ? {} : { priorMeasures: priorMeasures.map(withSum) }), ...(rights.length === 0 ? {} : { rights: rights.map(withSum) }) };
}

const PLACES = 4;

/** Decimal text of at most four places, exactly. */
const units = (text: string): bigint => BigInt(text.split('.')[0] + (text.split('.')[1] ?? '').padEnd(PLACES, '0'));
