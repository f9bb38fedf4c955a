import { schemas } from './household.schema.js';
import { compileSchemas, type ErrorBody } from '#libs/json-contract';

/** What the register sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly dataAsOf?: string;
  readonly person?: WirePerson;
  readonly refusal?: { readonly code?: string; readonly reason: string; readonly contact?: string };
  readonly remarks?: string;
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
