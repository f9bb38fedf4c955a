import { readFile } from 'node:fs/promises';
import { OUTCOME_KINDS } from '#contracts/adapter';
import { DOCUMENT_TYPE_WORDS, INSTITUTION_KIND_WORDS, ROLE_WORDS, TIMEZONE_WORDS } from '#contracts/http';
import { ROLES } from '#libs/access';
import { DOCUMENT_TYPES } from '#libs/identifiers';
import { INSTITUTION_KINDS, TIMEZONES } from '#libs/institutions';
import { parse } from 'yaml';
import { RunningGateway } from '../testkit/running-gateway.js';
import { writtenApi } from './written-api.js';

describe('the published API', () => {
  test('the committed contracts/http/openapi.yaml is what the application says (else: npm run openapi)', async () => {
    const committed = await readFile(new URL('../../../contracts/http/openapi.yaml', import.meta.url), 'utf8');
    expect(committed).toBe(await writtenApi());
  });

  test('every operation has a summary, says what it answers, and names its problems', async () => {
    const { paths } = parse(await writtenApi()) as { paths: Record<string, Record<string, { summary?: string; responses: object; operationId: string }>> };
    const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })));
    expect(operations.length).toBeGreaterThan(25);
    expect(operations.filter(({ summary }) => !summary).map(({ name }) => name)).toEqual([]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  test('every reference leads somewhere, and every property says what it is: clients are generated from this', async () => {
    const document = parse(await writtenApi()) as { components: { schemas: Record<string, { properties?: Record<string, object> }> } };
    const { schemas } = document.components;
    const references = [...JSON.stringify(document).matchAll(/"(?:\$ref|[a-z-]+)":"#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name!);
    expect(references.length).toBeGreaterThan(100);
    expect([...new Set(references)].filter((name) => schemas[name] === undefined)).toEqual([]);
    expect(Object.keys(schemas).filter((name) => !references.includes(name))).toEqual([]);
    const properties = Object.entries(schemas).flatMap(([name, schema]) => Object.entries(schema.properties ?? {}).map(([key, property]) => [`${name}.${key}`, property] as const));
    expect(properties.filter(([, property]) => !['type', '$ref', 'allOf', 'oneOf'].some((key) => key in property)).map(([name]) => name)).toEqual([]);
  });

  test('an outcome is one of all kinds there are, told apart by its property kind', async () => {
    const { components } = parse(await writtenApi()) as {
      components: { schemas: Record<string, { properties: Record<string, { enum?: string[]; oneOf?: { $ref: string }[]; discriminator?: { mapping: Record<string, string> } }> }> };
    };
    const { oneOf = [], discriminator } = components.schemas['InstitutionAnswerDto']!.properties['outcome']!;
    expect(Object.keys(discriminator!.mapping)).toEqual([...OUTCOME_KINDS]);
    expect(oneOf.map(({ $ref }) => $ref)).toEqual(Object.values(discriminator!.mapping));
    for (const [kind, reference] of Object.entries(discriminator!.mapping)) {
      expect(components.schemas[reference.split('/').at(-1)!]!.properties['kind']!.enum).toEqual([kind]);
    }
  });

  test('the closed lists of the API are those of the libraries behind', () => {
    expect([...DOCUMENT_TYPE_WORDS]).toEqual([...DOCUMENT_TYPES]);
    expect([...INSTITUTION_KIND_WORDS]).toEqual([...INSTITUTION_KINDS]);
    expect([...TIMEZONE_WORDS]).toEqual([...TIMEZONES]);
    expect([...ROLE_WORDS]).toEqual([...ROLES]);
  });

  test('the page for people and the document are served without a token', async () => {
    const gateway = await RunningGateway.start();
    try {
      const page = await gateway.get('/api/docs', { as: null });
      expect([page.status, page.text.includes('Chakong Gateway')]).toEqual([200, true]);
      const asset = await gateway.get('/api/docs/swagger-ui.css', { as: null });
      expect([asset.status, asset.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/css')]);
      const json = await gateway.get('/api/openapi.json', { as: null });
      expect(json.body).toEqual(parse(await writtenApi()));
    } finally {
      await gateway.close();
    }
  });
});
