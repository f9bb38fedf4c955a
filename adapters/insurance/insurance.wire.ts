import { compileSchemas, type CommonAnswer, type ErrorBody, type WireOrderAnswer } from '#libs/json-contract';
import { schemas } from './insurance.schema.js';

/** What the insurer sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer extends CommonAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly policies?: readonly WirePolicy[];
}

export interface WirePolicy {
  readonly insurer: { readonly code: string; readonly name: string; readonly branch?: string };
  /** 保单号 */
  readonly number: string;
  readonly product: string;
  /** 终身寿险, 年金保险, 重大疾病保险 … */
  readonly kind?: string;
  /** 人身专属性: spared as a rule. */
  readonly stronglyPersonal: boolean;
  /** 有效, 中止, 失效, 退保, 满期 … */
  readonly state: string;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  /** 投保人: whose right the cash value is. */
  readonly holder: { readonly name: string; readonly documentNumber: string };
  /** 被保险人 */
  readonly insured?: readonly WireRelated[];
  /** 受益人 */
  readonly beneficiaries?: readonly WireRelated[];
  /** 现金价值 on the day `cashValueOn`. */
  readonly cashValueFen?: number;
  readonly cashValueOn?: string;
  /** 保险金额 */
  readonly sumInsuredFen?: number;
  readonly loan?: { readonly principalFen: number; readonly interestFen?: number; readonly asOf?: string };
  /** 应缴未缴保费 */
  readonly duePremiumFen?: number;
  readonly pledges?: readonly WirePledge[];
  readonly measures?: readonly WireMeasure[];
  readonly remarks?: string;
}

export interface WireRelated {
  readonly name: string;
  readonly documentNumber?: string;
  readonly relation?: string;
  readonly share?: string;
}

export interface WirePledge {
  readonly holder: string;
  readonly amountFen?: number;
  readonly registeredOn?: string;
  readonly remarks?: string;
}

export interface WireMeasure {
  readonly authority: string;
  readonly documentNumber?: string;
  readonly amountFen?: number;
  readonly from?: string;
  readonly to?: string;
  /** 1 is in force, 2 and higher wait (轮候). */
  readonly rank: number;
  readonly remarks?: string;
}

const schema = compileSchemas('insurance', schemas);

export const checkAnswer = schema<WireAnswer>('QueryAnswer');

export const checkOrder = schema<unknown>('ControlOrder');
export const checkOrderAnswer = schema<WireOrderAnswer>('OrderAnswer');
export const checkUnknownOrder = schema<{ readonly requestNumber: string }>('UnknownOrder');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
