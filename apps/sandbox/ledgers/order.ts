import type { Right } from '../population/holding.js';
import type { Freeze } from './account-ledger.js';

/** 控制措施 KZCS (wire-contracts §4.3). */
export type MeasureCode = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08';

/** An order of a court as an institution understands it, before any wire contract. */
export interface CourtOrder {
  readonly requestNumber: string;
  readonly rowNumber: string;
  readonly measure: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly court: string;
  /** 裁定书文号 */
  readonly ruling: string;
  readonly account: string;
  /** Set when the order is on a product held through the account. */
  readonly product?: { readonly code: string; /** Units, or yuan where the unit is 元 (数量/份额/金额); empty: nothing said. */ readonly quantity: string; readonly unit: string };
  readonly wholeAccount: boolean;
  readonly amountFen?: number;
  readonly from: string;
  readonly until: string;
  /** 原冻结请求单号 */
  readonly original: string;
  readonly payee: { readonly bank: string; readonly bankNumber: string; readonly account: string };
}

/** What an institution did with an order. */
export interface OrderAnswer {
  readonly order: CourtOrder;
  readonly controlled: boolean;
  /** 未能控制原因, also of the part that could not be done. */
  readonly reason: string;
  readonly remark: string;
  readonly balanceFen?: number;
  readonly availableFen?: number;
  readonly limitFen?: number;
  readonly heldFen?: number;
  readonly unfundedFen?: number;
  readonly heldQuantity?: string;
  readonly from: string;
  readonly until: string;
  readonly before: readonly Freeze[];
  readonly rights: readonly Right[];
}
