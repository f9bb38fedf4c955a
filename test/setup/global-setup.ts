import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../apps/standalone/embedded-postgres/index.js';
import { createTemplate } from '../../libs/store-testkit/index.js';

/** One real PostgreSQL for the whole run; every spec that needs one takes a fresh database from it. */
export default async function globalSetup(): Promise<void> {
  const given = process.env['CHAKONG_TEST_DATABASE_URL'];
  if (given !== undefined) {
    await createTemplate(given);
    return;
  }
  const dataFolder = await mkdtemp(join(tmpdir(), 'chakong-test-'));
  const postgres = await startEmbeddedPostgres({ dataFolder, port: 0, log: () => undefined });
  process.env['CHAKONG_TEST_DATABASE_URL'] = postgres.url;
  (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres = () => postgres.stop();
  await createTemplate(postgres.url);
}
