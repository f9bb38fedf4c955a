import { schemas } from './household.schema.js';
import { compileSchemas, type CommonAnswer, type ErrorBody } from '#libs/json-contract';

/** What the register sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer extends CommonAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly person?: WirePerson;
}

export interface WirePerson {
  readonly name: string;
  readonly formerNames?: readonly string[];
  readonly idNumber: string;
  readonly oldIdNumber?: string;
  readonly sex?: 'male' | 'female';
  readonly birthDate?: string;
  readonly address?: string;
  /** `registered`, `moved`, `deceased`, `cancelled` or a word this version does not know. */
  readonly status?: string;
  readonly statusSince?: string;
  readonly movedTo?: string;
  readonly registrationOffice?: string;
  /** Since 1.1, as everything below. */
  readonly documents?: readonly WireDocument[];
  readonly correctedFrom?: readonly WireCorrection[];
  readonly currentAddress?: string;
  readonly householdNumber?: string;
}

/** Another document of the same person. */
export interface WireDocument {
  readonly type: string;
  readonly number: string;
  readonly current?: boolean;
}

/** What the register had written before it was put right (更正). */
export interface WireCorrection {
  readonly name?: string;
  readonly idNumber?: string;
  readonly correctedOn?: string;
}

/** The question is taken; the answer comes as a callback. */
export interface WireReceipt {
  readonly received: boolean;
}

const schema = compileSchemas('household', schemas);

export const checkReceipt = schema<WireReceipt>('Receipt');
export const checkAnswer = schema<WireAnswer>('QueryAnswer');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
