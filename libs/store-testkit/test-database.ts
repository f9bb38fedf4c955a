import { randomBytes } from 'node:crypto';
import { Database, migrate } from '#libs/store';
import pg from 'pg';

const TEMPLATE = 'chakong_template';

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/**
 * A migrated database of its own on the real PostgreSQL that `test/setup/global-setup.ts` started
 * (`CHAKONG_TEST_DATABASE_URL`). Copied from a template, so a spec pays about 50 ms.
 */
export async function createTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const server = process.env['CHAKONG_TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('CHAKONG_TEST_DATABASE_URL is not set: run the tests through npm test or npm run jest');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  const url = withDatabase(server, name);
  const database = new Database({ url, poolSize: options.poolSize ?? 5, applicationName: 'test' });
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      await asAdmin(server, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** Makes the migrated template once per test run. */
export async function createTemplate(server: string): Promise<void> {
  await asAdmin(server, async (admin) => {
    await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  });
  const database = new Database({ url: withDatabase(server, TEMPLATE), poolSize: 1, applicationName: 'template' });
  await migrate(database);
  await database.close();
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
