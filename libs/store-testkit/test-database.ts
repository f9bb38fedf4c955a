import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { KeyRing } from '#libs/sealed-fields';
import { Database, migrate } from '#libs/store';
import pg from 'pg';

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** The same in every process of a test: what one has sealed the others read. */
export const TEST_RING = KeyRing.ofSeed('tests');

/**
 * A migrated database of its own on the real PostgreSQL that `npm test` started (`CHAKONG_TEST_DATABASE_URL`). Copied from a
 * template that is made once per schema, so a spec pays about 50 ms.
 */
export async function createTestDatabase(options: { poolSize?: number; keys?: KeyRing | 'none' } = {}): Promise<TestDatabase> {
  const server = process.env['CHAKONG_TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('CHAKONG_TEST_DATABASE_URL is not set: run the tests through npm test or npm run jest');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, async (admin) => {
    // Copying needs a template nobody is connected to; the lock also covers the copy.
    await admin.query('SELECT pg_advisory_lock(20160429)');
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${await template(server, admin)}`);
  });
  const url = withDatabase(server, name);
  const database = new Database({ url, poolSize: options.poolSize ?? 5, applicationName: 'test', keys: options.keys ?? TEST_RING });
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      await asAdmin(server, (admin) => dropDatabase(admin, name));
    },
  };
}

/** An autovacuum that is at work there belongs to the superuser and cannot be ended by us; it is over in a moment. */
async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  for (let left = 50; ; left -= 1) {
    try {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || left === 0) throw error;
      await sleep(100);
    }
  }
}

/** Name of the migrated template for the schema as it is now; made if there is none yet. */
async function template(server: string, admin: pg.Client): Promise<string> {
  const name = `chakong_template_${await schemaDigest()}`;
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 1) return name;
  await admin.query(`CREATE DATABASE ${name}_new`);
  const database = new Database({ url: withDatabase(server, `${name}_new`), poolSize: 1, applicationName: 'template', keys: 'none' });
  await migrate(database);
  await database.close();
  await admin.query(`ALTER DATABASE ${name}_new RENAME TO ${name}`);
  return name;
}

async function schemaDigest(): Promise<string> {
  const folder = fileURLToPath(new URL('../store/migrations/', import.meta.url));
  const digest = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) digest.update(await readFile(`${folder}${file}`));
  return digest.digest('hex').slice(0, 12);
}

async function asAdmin(server: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: withDatabase(server, 'postgres') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
