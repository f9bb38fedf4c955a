import { schemas } from './bank-direct.schema.js';
import { compileSchemas, type CommonAnswer, type ErrorBody, type WireOrderAnswer } from '#libs/json-contract';

/** What the bank sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer extends CommonAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly holder?: { readonly name: string; readonly documentNumber: string };
  readonly accounts?: readonly WireAccount[];
  readonly products?: readonly WireProduct[];
}

export interface WireAccount {
  readonly number: string;
  readonly category?: string;
  readonly status?: string;
  readonly branch?: { readonly name: string; readonly code?: string };
  readonly openedOn?: string;
  readonly closedOn?: string;
  readonly currency?: string;
  readonly balanceFen: number;
  readonly availableFen?: number;
  readonly settlementAccount?: string;
  readonly subAccounts?: readonly WireSubAccount[];
  readonly priorMeasures?: readonly WirePriorMeasure[];
  readonly rights?: readonly WireRight[];
  readonly transactions?: readonly WireTransaction[];
  readonly remarks?: string;
}

export interface WireSubAccount {
  readonly number: string;
  readonly category?: string;
  readonly currency?: string;
  readonly balanceFen?: number;
  readonly availableFen?: number;
  readonly remarks?: string;
}

export interface WirePriorMeasure {
  readonly sequence: number;
  readonly authority: string;
  readonly documentNumber?: string;
  readonly currency?: string;
  readonly amountFen?: number;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly remarks?: string;
}

export interface WireRight {
  readonly sequence: number;
  readonly kind: string;
  readonly holder: string;
  readonly currency?: string;
  readonly amountFen?: number;
  readonly address?: string;
  readonly contact?: string;
  readonly remarks?: string;
}

export interface WireTransaction {
  readonly sequence: number;
  readonly direction: 'in' | 'out' | 'unknown';
  readonly kind?: string;
  readonly currency?: string;
  readonly amountFen?: number;
  readonly at?: string;
  readonly serial?: string;
  readonly counterparty?: { readonly name?: string; readonly account?: string; readonly bank?: string };
  readonly remarks?: string;
}

export interface WireProduct {
  readonly reference: string;
  readonly code?: string;
  readonly name?: string;
  readonly category?: string;
  readonly sale?: 'direct' | 'agency';
  readonly wealthAccount?: string;
  readonly settlementAccount?: string;
  readonly manager?: string;
  readonly custodian?: string;
  readonly beneficiary?: string;
  readonly pledgee?: string;
  readonly tradableThroughBank?: boolean;
  readonly restriction?: string;
  readonly restrictionLiftedOn?: string;
  readonly establishedOn?: string;
  readonly redeemableOn?: string;
  readonly currency?: string;
  readonly quantity?: { readonly amount: string; readonly unit: string };
  readonly availableQuantity?: { readonly amount: string; readonly unit: string };
  readonly unitPrice?: string;
  readonly valueFen?: number;
  readonly availableValueFen?: number;
  readonly priorMeasures?: readonly WirePriorMeasure[];
  readonly rights?: readonly WireRight[];
  readonly remarks?: string;
}

const schema = compileSchemas('bank-direct', schemas);

export const checkAnswer = schema<WireAnswer>('QueryAnswer');

export const checkOrder = schema<unknown>('ControlOrder');
export const checkOrderAnswer = schema<WireOrderAnswer>('OrderAnswer');
export const checkUnknownOrder = schema<{ readonly requestNumber: string }>('UnknownOrder');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
