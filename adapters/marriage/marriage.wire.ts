import { compileSchemas, type CommonAnswer, type ErrorBody } from '#libs/json-contract';
import { schemas } from './marriage.schema.js';

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
  /** `resident-id` when left out. */
  readonly documentType?: string;
  readonly documentNumber: string;
  readonly sex?: 'male' | 'female';
  readonly birthDate?: string;
  /** `married`, `divorced`, `widowed`, `annulled` or a word this version does not know. */
  readonly status: string;
  readonly statusSince?: string;
  readonly spouse?: WireSpouse;
  readonly records?: readonly WireRecord[];
}

export interface WireSpouse {
  readonly name: string;
  readonly documentType?: string;
  readonly documentNumber?: string;
}

export interface WireRecord {
  /** `marriage`, `divorce`, `annulment` or a word this version does not know. */
  readonly kind: string;
  readonly registeredOn?: string;
  readonly certificateNumber?: string;
  readonly office?: string;
}

const schema = compileSchemas('marriage', schemas);

export const checkAnswer = schema<WireAnswer>('QueryAnswer');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
