import { compileSchemas, type CommonAnswer, type ErrorBody, type WireOrderAnswer } from '#libs/json-contract';
import { schemas } from './equity.schema.js';

/** What the register sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer extends CommonAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly organisation?: WireOrganisation;
  /** There whenever shareholdings are. */
  readonly holder?: { readonly name: string; readonly documentNumber: string };
  readonly shareholdings?: readonly WireShareholding[];
}

export interface WireOrganisation {
  readonly name: string;
  readonly formerNames?: readonly string[];
  readonly creditCode?: string;
  readonly organisationCode?: string;
  readonly registrationNumbers?: readonly string[];
  readonly type?: string;
  /** `active`, `moved`, `revoked`, `deregistered` or a word this version does not know. */
  readonly status?: string;
  readonly statusSince?: string;
  readonly legalRepresentative?: string;
  readonly currency?: string;
  readonly registeredCapitalFen?: number;
  readonly paidInCapitalFen?: number;
  readonly establishedOn?: string;
  readonly address?: string;
  readonly authority?: string;
}

export interface WireShareholding {
  readonly company: WireCompany;
  readonly role?: string;
  readonly currency?: string;
  readonly subscribedFen?: number;
  readonly paidInFen?: number;
  /** Percent as decimal text. */
  readonly ratio?: string;
  readonly shares?: string;
  readonly form?: string;
  readonly subscriptionDueOn?: string;
  readonly heldSince?: string;
  readonly pledges?: readonly WirePledge[];
  readonly freezes?: readonly WireFreeze[];
  readonly remarks?: string;
}

export interface WireCompany {
  readonly name: string;
  readonly creditCode?: string;
  readonly registrationNumber?: string;
  readonly type?: string;
  readonly status?: string;
  readonly currency?: string;
  readonly registeredCapitalFen?: number;
  readonly legalRepresentative?: string;
  readonly address?: string;
  readonly authority?: string;
}

export interface WirePledge {
  readonly number?: string;
  readonly pledgee: string;
  readonly amountFen?: number;
  readonly ratio?: string;
  readonly registeredOn?: string;
  readonly remarks?: string;
}

export interface WireFreeze {
  readonly authority: string;
  readonly documentNumber?: string;
  readonly noticeNumber?: string;
  readonly publicationNumber?: string;
  /** It takes effect then; without it, not yet. */
  readonly publishedAt?: string;
  readonly amountFen?: number;
  readonly ratio?: string;
  readonly from?: string;
  readonly to?: string;
  readonly remarks?: string;
}

const schema = compileSchemas('equity', schemas);

export const checkAnswer = schema<WireAnswer>('QueryAnswer');

export const checkOrder = schema<unknown>('ControlOrder');
export const checkOrderAnswer = schema<WireOrderAnswer>('OrderAnswer');
export const checkUnknownOrder = schema<{ readonly requestNumber: string }>('UnknownOrder');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
