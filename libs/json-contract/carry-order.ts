import type { CannotCarry, ControlOperation, ControlRequest } from '#contracts/adapter';
import { BEGINS, ENDS, PAYS, RENEWS } from './order-schema.js';
import type { Checked } from './wire-schema.js';
import { writtenOrder, type OrderPlace } from './write-order.js';

type ExtentKind = ControlRequest['extent']['by'];

/** What one contract can carry, said before anything is sent. */
export interface CarryRules extends OrderPlace {
  readonly operations: Readonly<Partial<Record<ControlRequest['source'], readonly string[]>>>;
  /** Kinds of target by source. */
  readonly kinds: Readonly<Partial<Record<ControlRequest['source'], ControlRequest['target']['kind']>>>;
  /** Extents it has a field for. */
  extents(operation: ControlOperation, request: ControlRequest): readonly ExtentKind[];
  /** Operations that must quote what the institution calls the earlier measure (冻结编号, 轮候序号). */
  readonly quotes: readonly ControlOperation[];
  /** The schema the institution builds against. */
  readonly checkOrder: (value: unknown) => Checked<unknown>;
  /** In Chinese: where and with what the order is carried by hand. */
  readonly offlineWay: string;
  /** Other ways by operation. */
  readonly offlineWays?: Readonly<Partial<Record<ControlOperation, string>>>;
  /** What this contract alone cannot carry. */
  further?(request: ControlRequest): string | undefined;
}

/** Why the contract cannot carry this order, with the way that remains; undefined when it can. Pure. */
export function cannotCarry(request: ControlRequest, rules: CarryRules): CannotCarry | undefined {
  const why = whyNot(request, rules);
  return why === undefined ? undefined : { why, offlineWay: rules.offlineWays?.[request.operation] ?? rules.offlineWay };
}

function whyNot(request: ControlRequest, rules: CarryRules): string | undefined {
  const { operation, source, target, extent, original, from, until } = request;
  if (rules.operations[source]?.includes(operation) !== true) return `"${operation}" is not offered for ${source}`;
  if (rules.kinds[source] !== target.kind) return `a target of kind "${target.kind}" is not one of ${source}`;
  const extents = rules.extents(operation, request);
  if (!extents.includes(extent.by)) return `"${operation}" by ${extent.by} has no field; possible is by ${extents.join(', ')}`;
  if (request.officers.length < 2) return 'two officers sign an order (A3)';
  if (BEGINS.includes(operation) || RENEWS.includes(operation) || operation === 'freeze-and-deduct') {
    if (from === undefined || until === undefined) return `"${operation}" needs its first and last day`;
    if (until < from) return 'the last day is before the first';
  }
  if ((RENEWS.includes(operation) || ENDS.includes(operation) || operation === 'deduct' || operation === 'withdraw-income') && original === undefined) {
    return `"${operation}" needs the order it follows on`;
  }
  if (rules.quotes.includes(operation) && original?.institutionReference === undefined) return `"${operation}" must quote the institution's own number of the measure`;
  if (PAYS.includes(operation) && request.payee === undefined) return `"${operation}" needs the account of the case (S9)`;
  const further = rules.further?.(request);
  if (further !== undefined) return further;
  // A net under all of it: what does not fit the published schema would be turned down, or worse, be read as something else.
  const checked = rules.checkOrder(writtenOrder({ request, documents: [ANY_DOCUMENT], certificates: [ANY_CERTIFICATES, ANY_CERTIFICATES] }, rules));
  return checked.ok ? undefined : `does not fit the contract: ${checked.detail}`;
}

const NO_BYTES = new Uint8Array();
const ANY_DOCUMENT = { documentNumber: '', sequence: 1, fileName: '-', fileType: 'pdf', category: '-', content: NO_BYTES };
const ANY_IMAGE = { number: '', imageType: 'jpg', image: NO_BYTES };
const ANY_CERTIFICATES = { officerName: '-', workCertificate: ANY_IMAGE, dutyCertificate: ANY_IMAGE };
