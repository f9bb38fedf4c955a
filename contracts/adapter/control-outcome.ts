import type { Money, PriorMeasure, Quantity, ThirdPartyRight } from './asset.js';
import type { Defect, Unavailability } from './outcome.js';

/** A receipt of the institution (回执), sealed by it. */
export interface ControlReceipt {
  readonly fileName: string;
  readonly fileType: string;
  readonly content: Uint8Array;
  /** Whether the digest the institution gave is that of the bytes; absent when it gave none. */
  readonly digestMatches?: boolean;
}

/** What an institution says it did. Amounts are as it wrote them, in its currency; what it did not say is absent, never zero. */
export interface ControlEffect {
  /** 冻结限额: how much is bound when money comes, whatever is there now. */
  readonly limit?: Money;
  /** 实际控制金额: bound now; released or deducted now, for orders that end or take. */
  readonly held?: Money;
  readonly heldQuantity?: Quantity;
  /** 超额控制金额: the part of the limit that no money stands behind (I5: never counted as held). */
  readonly unfunded?: Money;
  readonly balance?: Money;
  readonly available?: Money;
  /** First and last day in force, `yyyy-MM-dd`, as the institution registered them: notices are dated by these, not by what was asked (C4). */
  readonly from?: string;
  readonly until?: string;
  /** RFC 3339; measures rank by it (C6). */
  readonly effectiveAt?: string;
  /** 冻结编号, 查封业务号, 公示编号 … */
  readonly institutionReference?: string;
  readonly priorMeasures?: readonly PriorMeasure[];
  readonly rights?: readonly ThirdPartyRight[];
  readonly receipts?: readonly ControlReceipt[];
  readonly remarks?: string;
}

/**
 * What one institution said about one order. A closed union, never a boolean (design §3): `effective` with nothing held is a freeze of
 * zero and is shown as that; `waiting` is no money (I5); what cannot be told is `unconfirmed` and is asked about, never sent again (I4).
 */
export type ControlOutcome =
  | { readonly kind: 'effective'; readonly effect: ControlEffect }
  /** 轮候: behind `position - 1` others where the institution counts them. */
  | { readonly kind: 'waiting'; readonly effect: ControlEffect; readonly position?: number }
  /** Money or shares are on their way and a further answer will say so (跨行划拨, 公示). */
  | {
      readonly kind: 'in-progress';
      readonly effect: ControlEffect;
      readonly detail: string;
      /** RFC 3339: the institution takes it up later, and says that it is in effect by then (交易系统时间外受理). Asked about then, and not missed before. */
      readonly takesEffectBy?: string;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly reasonCode?: string; readonly contact?: string; readonly effect?: ControlEffect }
  | { readonly kind: 'defective'; readonly defect: Defect; readonly detail: string }
  /** It certainly did not arrive: nobody took it. What may have arrived is `unconfirmed`. */
  | { readonly kind: 'unavailable'; readonly cause: Unavailability; readonly detail?: string }
  | { readonly kind: 'not-supported'; readonly detail: string }
  | { readonly kind: 'unconfirmed'; readonly wireStatus: string; readonly detail?: string };

export type ControlOutcomeKind = ControlOutcome['kind'];

export const CONTROL_OUTCOME_KINDS: readonly ControlOutcomeKind[] = [
  'effective', 'waiting', 'in-progress', 'refused', 'defective', 'unavailable', 'not-supported', 'unconfirmed',
];
