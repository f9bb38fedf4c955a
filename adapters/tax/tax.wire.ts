import { compileSchemas, type CommonAnswer, type ErrorBody } from '#libs/json-contract';
import { schemas } from './tax.schema.js';

/** What the authority sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer extends CommonAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly taxpayers?: readonly WireTaxpayer[];
}

/** One registration (税务登记); a person may have several, such as an own business in each district. */
export interface WireTaxpayer {
  readonly name: string;
  readonly documentNumber: string;
  /** 纳税人识别号 */
  readonly taxpayerNumber: string;
  /** 一般纳税人, 小规模纳税人, 个体工商户, 自然人 … */
  readonly kind?: string;
  /** 正常, 非正常户, 停业, 注销 … */
  readonly registrationState: string;
  readonly registeredOn?: string;
  readonly cancelledOn?: string;
  readonly authority?: string;
  readonly industry?: string;
  readonly address?: string;
  readonly legalRepresentative?: string;
  readonly arrears?: readonly WireArrears[];
  readonly refunds?: readonly WireRefund[];
  readonly invoices?: readonly WireInvoicePeriod[];
  readonly remarks?: string;
}

/** 欠税 */
export interface WireArrears {
  readonly taxKind: string;
  readonly period?: string;
  readonly amountFen: number;
  /** 滞纳金 */
  readonly lateFeeFen?: number;
}

/** 应退税款: what the authority owes the taxpayer. */
export interface WireRefund {
  readonly reference: string;
  readonly taxKind: string;
  readonly cause?: string;
  readonly amountFen: number;
  /** `approved`, `pending` or a word this version does not know. */
  readonly state: string;
  readonly decidedOn?: string;
  readonly remarks?: string;
}

/** Invoices (发票) of one period as sums; single invoices are not asked for. */
export interface WireInvoicePeriod {
  readonly from: string;
  readonly to: string;
  readonly issuedCount?: number;
  readonly issuedFen?: number;
  readonly receivedCount?: number;
  readonly receivedFen?: number;
}

const schema = compileSchemas('tax', schemas);

export const checkAnswer = schema<WireAnswer>('QueryAnswer');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
