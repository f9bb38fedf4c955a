import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/** Problems of a value with a schema of a published contract; empty when there are none. */
export type WireCheck = (schema: string, value: unknown) => readonly string[];

/** Holds messages against the OpenAPI document a contract publishes; the document is data here, no code of the adapter runs. */
export function publishedContract(adapter: string): WireCheck {
  const document = parse(readFileSync(join(import.meta.dirname, `../../../adapters/${adapter}/openapi.yaml`), 'utf8')) as object;
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, uri: /^https?:/ } });
  ajv.addSchema(document, 'contract');
  return (schema, value) => {
    const validate = ajv.getSchema(`contract#/components/schemas/${schema}`);
    if (validate === undefined) throw new Error(`${adapter} publishes no ${schema}`);
    return validate(value) === true ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  };
}
