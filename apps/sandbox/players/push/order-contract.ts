import type { Claim, Thing, ThingSeed } from '../../ledgers/register-claims.js';
import type { Numbers, RegisterLedger } from '../../ledgers/register-ledger.js';
import type { ControlOrder } from './control-order.js';

/** Why an institution does not do what was ordered. */
export interface Refusal {
  readonly code: string;
  readonly reason: string;
}

export const isRefusal = (value: object | bigint): value is Refusal => typeof value === 'object' && 'reason' in value && 'code' in value;

/** The thing of an order, found in the books of the institution. */
export interface Found {
  /** In its register. */
  readonly key: string;
  seed(): ThingSeed;
  /** Whose it is, as the institution writes it. */
  readonly holder: { readonly name: string; readonly documentNumber: string };
  /** The thing as the institution names it. */
  readonly target: object;
}

/** What one contract does with orders; what is common to all is the desk's. */
export interface OrderContract<F extends Found = Found> {
  /** `/securities/v1/orders` */
  readonly path: string;
  readonly operations: readonly string[];
  readonly book: RegisterLedger;
  readonly numbers: Numbers;
  find(order: ControlOrder): F | Refusal;
  /** How many parts of the thing are ordered; all of it for `whole` and `account`. */
  parts(order: ControlOrder, found: F): bigint | Refusal;
  /** Why a measure cannot begin now. */
  mayBegin?(order: ControlOrder, thing: Thing, parts: bigint): Refusal | undefined;
  mayPay?(order: ControlOrder, found: F): Refusal | undefined;
  /** Numbers of an answer: how much is bound (or came free, or was paid) of how much. `changed`: later orders took of it, so balances of today do not belong to it. */
  amounts(order: ControlOrder, found: F, numbers: { readonly bound: bigint; readonly wanted: bigint; readonly thing: Thing; readonly keeps: boolean; readonly changed: boolean }): object;
  /** How a measure before ours is shown. */
  earlier(claim: Claim): object;
  /** Whatever else stands in an answer that is decided. */
  also?(order: ControlOrder, found: F, said: { readonly state: string; readonly effectiveAt?: string }): object;
  /** What stands in an answer that refuses. */
  alsoRefused?(refusal: Refusal): object;
  /** Taken at once, decided at the moment this gives; undefined: decided while the gateway waits for the reply. */
  decidedAt?(takenAt: number, delayMs: number): number | undefined;
  /** What the answer says until then. */
  untilThen?(decidedAt: number, takenAt: number): object;
}
