import { compileSchemas, type CommonAnswer, type ErrorBody } from '#libs/json-contract';
import { schemas } from './template.schema.js';

/** What the institution sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer extends CommonAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly holder?: { readonly name: string; readonly documentNumber: string };
  readonly assets?: readonly WireAsset[];
}

export interface WireAsset {
  readonly reference: string;
  readonly name?: string;
  readonly valueFen?: number;
}

const schema = compileSchemas('_template', schemas);

export const checkAnswer = schema<WireAnswer>('QueryAnswer');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
