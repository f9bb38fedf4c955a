import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

test('the types of the API are those of the published document (else: npm run openapi)', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['apps/console/api-types.mjs', '--print'], { maxBuffer: 20_000_000 });
  expect(await readFile('apps/console/src/api/schema.d.ts', 'utf8')).toBe(stdout);
});
