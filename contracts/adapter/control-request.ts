import type { Money, Quantity } from './asset.js';
import type { Officer, RequestCase, Subject } from './query-request.js';
import type { Operation, Source } from './source.js';

/** What may be done to property; everything of {@link Operation} but asking. */
export type ControlOperation = Exclude<Operation, 'query'>;

/**
 * What a measure is taken on (控制对象), by the way it is registered. `reference` is always how the institution named the asset in its
 * answer; the rest is what its contract needs to find the thing again.
 */
export type ControlTarget =
  /** An account or the balance of a payment account (账户). */
  | { readonly kind: 'account'; readonly reference: string; readonly sequence: number; readonly subAccount?: string; readonly branch?: string }
  /** A product held through an account: wealth, fund units, fund part of a payment account (金融资产). Controlled with its settlement account. */
  | { readonly kind: 'product'; readonly reference: string; readonly sequence: number; readonly account: string; readonly productType?: string; readonly saleType?: string; readonly regionCode?: string; readonly wealthAccount?: string; readonly settlementAccount?: string }
  /** 不动产单元, with the register's own business number where it gave one. */
  | { readonly kind: 'real-estate'; readonly reference: string; readonly unitCode: string; readonly rightType?: string; readonly certificate?: string; readonly location?: string; readonly businessNumber?: string; readonly registrar?: string }
  /** 机动车: sealed in the register (档案查封). */
  | { readonly kind: 'vehicle'; readonly reference: string; readonly plate: string; readonly plateType: string; readonly vin: string }
  /** 证券: shares of one security in one securities account. */
  | { readonly kind: 'security'; readonly reference: string; readonly account: string; readonly code: string; readonly market?: string }
  /** 股权: of one company, by amount or by ratio (股权执行规定 art 5). */
  | { readonly kind: 'equity'; readonly reference: string; readonly companyCode: string; readonly companyName: string }
  /** 保单现金价值: the right of the policy-holder. */
  | { readonly kind: 'policy'; readonly reference: string; readonly policyNumber: string };

/** How much: money, shares or units, a ratio of a whole, or the thing itself. */
export type ControlExtent =
  /** A sum in the currency of the asset (控制内容 = 资金). B3: a freeze of bank money states an exact sum. */
  | { readonly by: 'amount'; readonly amount: Money }
  /** The whole account (控制内容 = 账户): needs its own approval and a reason (B3, B4). */
  | { readonly by: 'account' }
  /** Shares or units; `worth` is what they were counted from. */
  | { readonly by: 'quantity'; readonly quantity: Quantity; readonly worth: Money }
  /** Part of a shareholding, in basis points: 10 000 is all of it. */
  | { readonly by: 'ratio'; readonly basisPoints: number }
  /** A thing that cannot be divided: a flat, a car, a policy. */
  | { readonly by: 'whole' };

/** Where deducted money goes: the case's account of the registry (一案一账户), never typed in (I3, S9). */
export interface CaseAccount {
  readonly accountName: string;
  readonly bankName: string;
  /** 联行号, 12 digits. */
  readonly bankNumber: string;
  readonly accountNumber: string;
  readonly accountType?: string;
}

/** The earlier order that is renewed, released or deducted from (原冻结). */
export interface OriginalOrder {
  readonly requestNumber: string;
  readonly caseNumber: string;
  /** What the institution calls the measure: 冻结编号, 查封业务号, 轮候序号. */
  readonly institutionReference?: string;
}

/** To whom a registered thing passes (过户对象), for `serve-transfer`. */
export interface TransferParty {
  readonly name: string;
  readonly documentType: string;
  readonly documentNumber: string;
}

/**
 * One order (控制请求): one operation on one thing of one obligor at one institution. Its request number is given once and never again:
 * an order that may have arrived is asked about, never sent anew under another number (I4).
 */
export interface ControlRequest {
  /** 请求单号, at most 30 bytes ASCII. */
  readonly requestNumber: string;
  readonly institutionCode: string;
  readonly operation: ControlOperation;
  readonly source: Source;
  readonly subject: Subject;
  readonly case: RequestCase;
  /** The handling officer first, the second officer after (双人双证, A3): always two. */
  readonly officers: readonly Officer[];
  readonly target: ControlTarget;
  readonly extent: ControlExtent;
  /** First and last day in force, `yyyy-MM-dd` in Beijing, both included; absent for orders that end or take. */
  readonly from?: string;
  readonly until?: string;
  /** 裁定书文号 */
  readonly rulingNumber: string;
  /** Name and number of the assistance notice (协助执行通知书). */
  readonly noticeName: string;
  /** With `renew`, `release`, `deduct` and their kin. */
  readonly original?: OriginalOrder;
  /** With `deduct`, `withdraw-income` and `freeze-and-deduct`. */
  readonly payee?: CaseAccount;
  readonly transferTo?: readonly TransferParty[];
  /** Foreign money is exchanged before it is paid (是否结汇). */
  readonly convertCurrency?: boolean;
  /** ISO 8601 with offset. */
  readonly acceptedAt: string;
  readonly answerBy: string;
  readonly contractVersion?: string;
}
