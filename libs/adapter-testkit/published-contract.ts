import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { PushAdapter, Source } from '#contracts/adapter';
import { anyRequest } from './any-request.js';
import type { PushFixtures } from './fixtures.js';
import { always } from './mutations.js';
import { sampleOrderCertificates, sampleOrderDocuments, sampleOrders } from './sample-orders.js';

interface PublishedDocument {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly components: { readonly schemas: Readonly<Record<string, AnySchemaObject>> };
}

/**
 * For contracts that are ours: the document institutions build against (`openapi.yaml`) and the code say the same.
 *
 * @param schemas what the adapter validates with, `$ref`s written as `#/$defs/Name`
 * @param order name of the schema of the outgoing body
 */
export function describePublishedContract(
  adapter: PushAdapter,
  fixtures: PushFixtures,
  { schemas, order }: { readonly schemas: Readonly<Record<string, object>>; readonly order: string },
): void {
  const document = parse(readFileSync(new URL('openapi.yaml', fixtures.folder), 'utf8')) as PublishedDocument;
  const validatorOf = compile(document);

  describe(`the published document of ${adapter.manifest.code}`, () => {
    it('is OpenAPI 3.1 in the version the adapter writes, and every reference leads somewhere', () => {
      expect(document.openapi).toMatch(/^3\.1\./);
      expect(document.info.version).toBe(adapter.manifest.versions[0]);
      for (const reference of referencesIn(document)) {
        const target = reference.slice(2).split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
        expect({ reference, found: target !== undefined }).toEqual({ reference, found: true });
      }
    });

    it('every schema in the code is the published one', () => {
      for (const [name, schema] of Object.entries(schemas)) {
        expect({ name, schema: JSON.parse(JSON.stringify(schema)) as unknown }).toEqual({ name, schema: bare(document.components.schemas[name]) });
      }
    });

    it('every example fits its schema', () => {
      const examples = examplesIn(document);
      expect(examples.length).toBeGreaterThan(3);
      for (const { at, schema, value } of examples) expect({ at, errors: errorsOf(validatorOf(schema), value) }).toEqual({ at, errors: null });
    });

    it('every call we describe fits the schema we publish: nothing more, nothing less', () => {
      const validate = validatorOf({ $ref: `#/components/schemas/${order}` });
      const sources = Object.keys(adapter.manifest.operations) as Source[];
      always(anyRequest(fixtures.request, sources), 200, (request) => {
        const { body } = adapter.describeQuery(request, fixtures.institution);
        expect(errorsOf(validate, JSON.parse(body as string))).toBeNull();
      });
    });

    it('every order of control we describe fits the schema we publish', () => {
      if (adapter.controls === undefined) return;
      const validate = validatorOf({ $ref: '#/components/schemas/ControlOrder' });
      for (const request of sampleOrders(adapter.manifest.operations)) {
        if (adapter.manifest.cannotCarry?.(request) !== undefined) continue;
        const order = { request, documents: sampleOrderDocuments(request), certificates: sampleOrderCertificates(request) };
        const { body } = adapter.controls.describeControl(order, fixtures.institution);
        expect({ operation: request.operation, errors: errorsOf(validate, JSON.parse(body as string)) }).toEqual({ operation: request.operation, errors: null });
      }
    });
  });
}

function compile(document: PublishedDocument): (schema: AnySchemaObject) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, 'date-time-local': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, uri: /^https?:\/\/./ } });
  ajv.addSchema({ $id: 'document', components: document.components });
  return (schema) => ajv.compile(schema['$ref'] === undefined ? schema : { $ref: `document${String(schema['$ref'])}` });
}

function errorsOf(validate: ValidateFunction, value: unknown): unknown {
  return validate(value) === true ? null : validate.errors;
}

/** Words for people; everything else is compared. */
const WORDS = new Set(['description', 'summary', 'examples', 'example', 'title', 'x-extensible-enum']);

/** A schema without words, its references written as in the code. `properties` may have a field named like a word. */
function bare(value: unknown, insideProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value === 'string') return value.replace(/^#\/components\/schemas\//, '#/$defs/');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => insideProperties || !WORDS.has(key))
      .map(([key, inner]) => [key, bare(inner, !insideProperties && key === 'properties')]),
  );
}

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner)));
}

function examplesIn(value: unknown, at = ''): readonly { readonly at: string; readonly schema: AnySchemaObject; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  const { schema, examples } = value as { schema?: AnySchemaObject; examples?: Record<string, { value: unknown }> };
  const here = schema === undefined || examples === undefined ? [] : Object.entries(examples).map(([name, example]) => ({ at: `${at}/${name}`, schema, value: example.value }));
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => examplesIn(inner, `${at}/${key}`))];
}
