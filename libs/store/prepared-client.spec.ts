import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { DeskDatabase, withDeskScope, type DeskScope } from './desk-database.js';
import { KeptStatements, preparedClient } from './prepared-client.js';

let made: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  made = await createTestDatabase();
});
beforeEach(async () => {
  pool = new pg.Pool({ connectionString: made.database.options.url, max: 1, Client: preparedClient(new KeptStatements(2)) });
});
afterEach(() => pool.end());
afterAll(() => made.drop());

const kept = async (): Promise<string[]> => (await pool.query('SELECT statement FROM pg_prepared_statements ORDER BY prepare_time')).rows.map(({ statement }) => statement);
const times = async (n: number, text: string, values: unknown[] = []): Promise<pg.QueryResult[]> => {
  const results = [];
  for (let i = 0; i < n; i += 1) results.push(await pool.query(text, values));
  return results;
};

describe('statements that come again', () => {
  test('are prepared at the third time, and answer the same', async () => {
    const first = await times(2, 'SELECT $1::int + 1 AS next', [1]);
    expect(await kept()).toEqual([]);
    const later = await times(3, 'SELECT $1::int + 1 AS next', [1]);
    expect(await kept()).toEqual(['SELECT $1::int + 1 AS next']);
    expect([...first, ...later].map(({ rows }) => rows)).toEqual(Array(5).fill([{ next: 2 }]));
  });

  test('are kept up to a number: more go as they are', async () => {
    for (const n of [1, 2, 3]) await times(4, `SELECT ${n} AS n WHERE $1`, [true]);
    expect(await kept()).toEqual(['SELECT 1 AS n WHERE $1', 'SELECT 2 AS n WHERE $1']);
    expect((await times(1, 'SELECT 3 AS n WHERE $1', [true]))[0]?.rows).toEqual([{ n: 3 }]);
  });

  test('go on when a column was added to their table since', async () => {
    const { pool: owner } = made.database;
    await owner.query('CREATE TABLE growing (a int); INSERT INTO growing VALUES (1)');
    const read = async (): Promise<unknown> => (await times(1, 'SELECT * FROM growing WHERE a = $1', [1]))[0]?.rows;
    for (let i = 0; i < 3; i += 1) expect(await read()).toEqual([{ a: 1 }]);
    await owner.query('ALTER TABLE growing ADD COLUMN b int DEFAULT 2');
    for (let i = 0; i < 5; i += 1) expect(await read()).toEqual([{ a: 1, b: 2 }]);
    await owner.query('DROP TABLE growing');
  });

  test('a fault of the statement stays what it is', async () => {
    await times(3, 'SELECT 1 / $1::int', [1]);
    await expect(pool.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
  });
});

test('one kept plan shows every call its own rows only', async () => {
  const desk = new DeskDatabase(made.database, { poolSize: 1 });
  const { pool: owner } = made.database;
  await owner.query(`INSERT INTO court (code, name) VALUES ('浙0106', '西湖')`);
  const ids = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'];
  for (const [place, id] of ids.entries()) {
    await owner.query(
      `INSERT INTO case_file (id, case_number, court_code, kind, state, filed_on, principal_fen, interest_fen, late_interest_fen, fee_fen, paid_fen, created_by)
       VALUES ($1, $2, '浙0106', 'execution', 'open', '2026-01-01', 0, 0, 0, 0, 0, 'test')`,
      [id, `（2026）浙0106执${place + 1}号`],
    );
    await owner.query(`INSERT INTO case_member (case_id, login, part, added_by) VALUES ($1, $2, 'registrar', 'test')`, [id, `officer-${place}`]);
  }
  const scope = (place: number): DeskScope => ({ login: `officer-${place}`, court: '浙0106', below: false, whole: false, system: false, cases: [ids[place]!] });
  const seenBy = (place: number): Promise<string[]> =>
    withDeskScope(scope(place), async () => (await desk.query.selectFrom('case_file').select('id').where('state', '=', 'open').execute()).map(({ id }) => id));
  try {
    for (let round = 0; round < 10; round += 1) expect(await seenBy(round % 2)).toEqual([ids[round % 2]]);
    expect((await desk.pool.query('SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement LIKE $1', ['%case_file%'])).rows).toEqual([{ n: 1 }]);
  } finally {
    await desk.close();
  }
});
