import { readFile } from 'node:fs/promises';
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
