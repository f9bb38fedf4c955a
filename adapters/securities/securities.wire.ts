import { compileSchemas, type CommonAnswer, type ErrorBody, type WireTicket, type WireOrderAnswer } from '#libs/json-contract';
import { schemas } from './securities.schema.js';

/** What the depository or a broker sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer extends CommonAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly holdings?: readonly WireHolding[];
  readonly fundAccounts?: readonly WireFundAccount[];
}

export interface WireHolder {
  readonly name: string;
  readonly documentNumber: string;
}

/** One security in one securities account (证券账户 + 证券代码). Quantities are decimal text. */
export interface WireHolding extends WireSpared {
  readonly securitiesAccount: string;
  readonly accountState?: string;
  readonly holder: WireHolder;
  readonly code: string;
  readonly name: string;
  /** `SH` 上海, `SZ` 深圳, `BJ` 北京, `NEEQ` 全国股转 … */
  readonly market: string;
  readonly kind?: string;
  readonly unit: '股' | '份' | '张';
  readonly quantity: string;
  /** 可流通 */
  readonly tradableQuantity?: string;
  /** 限售 */
  readonly restrictedQuantity?: string;
  readonly restrictionLiftedOn?: string;
  readonly pledgedQuantity?: string;
  /** What a freeze would take effect on now (可冻结数量). */
  readonly availableQuantity?: string;
  /** FrozenCause: 0 judicial, 1 counter, 2 pledge, 3 pledge and judicial, 4 counter and judicial. */
  readonly frozenCause?: string;
  /** Yuan for one unit, decimal text, at the close of the day `priceOn`. */
  readonly price?: string;
  readonly priceOn?: string;
  /** 托管券商 */
  readonly custodian?: string;
  readonly pledges?: readonly WirePledge[];
  readonly freezes?: readonly WireFreeze[];
  readonly waitingFreezes?: readonly WireWaitingFreeze[];
  readonly remarks?: string;
}

/** 资金账户 at a broker. */
export interface WireFundAccount extends WireSpared {
  readonly number: string;
  readonly holder: WireHolder;
  readonly state?: string;
  readonly branch?: string;
  readonly openedOn?: string;
  /** CNY when left out. */
  readonly currency?: string;
  readonly balanceFen: number;
  readonly availableFen?: number;
  readonly freezes?: readonly WireCashFreeze[];
  readonly remarks?: string;
}

/** Whether it may be enforced upon at all (法发〔2008〕4号: settlement reserves, collateral …). */
export interface WireSpared {
  readonly enforceable?: boolean;
  readonly exemption?: { readonly rule?: string; readonly reason: string };
}

export interface WirePledge {
  readonly pledgee: string;
  readonly quantity: string;
  readonly registeredOn?: string;
  readonly remarks?: string;
}

/** A judicial freeze in force; several may stand side by side, each on its part. */
export interface WireFreeze {
  readonly authority: string;
  readonly documentNumber?: string;
  readonly freezeNumber?: string;
  readonly quantity: string;
  readonly from?: string;
  readonly to?: string;
  readonly remarks?: string;
}

/** 轮候冻结: takes effect on whatever is released, in the order of the sequence (轮候序号). */
export interface WireWaitingFreeze {
  readonly sequence: number;
  readonly authority: string;
  readonly documentNumber?: string;
  readonly quantity: string;
  readonly requestedOn?: string;
  readonly remarks?: string;
}

export interface WireCashFreeze {
  readonly authority: string;
  readonly documentNumber?: string;
  readonly amountFen?: number;
  readonly from?: string;
  readonly to?: string;
  /** 1 is in force, 2 and higher wait (轮候). */
  readonly rank: number;
  readonly remarks?: string;
}

const schema = compileSchemas('securities', schemas);

export const checkTicket = schema<WireTicket>('Ticket');
export const checkAnswer = schema<WireAnswer>('QueryAnswer');

export const checkOrder = schema<unknown>('ControlOrder');
export const checkOrderAnswer = schema<WireOrderAnswer>('OrderAnswer');
export const checkUnknownOrder = schema<{ readonly requestNumber: string }>('UnknownOrder');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
