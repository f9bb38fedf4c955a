import { rowsOf } from '#libs/engine-testkit';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { COLUMN_CARE } from './personal-data.js';

let test: TestDatabase;
beforeAll(async () => void (test = await createTestDatabase()));
afterAll(() => test.drop());

/** Tables of the migration tool, which hold names of files. */
const NOT_OURS = /^kysely_/;

it('every column that could hold personal data is on the list with what is done about it, and nothing else is', async () => {
  const rows = await rowsOf<{ table_name: string; column_name: string; data_type: string }>(
    test.database,
    `SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema = 'public' AND (data_type IN ('text', 'jsonb', 'json', 'bytea', 'character varying') OR (data_type = 'ARRAY' AND udt_name IN ('_text', '_bytea', '_jsonb')))`,
  );
  const there = rows.filter(({ table_name }) => !NOT_OURS.test(table_name)).map(({ table_name, column_name }) => `${table_name}.${column_name}`).sort();
  const listed = Object.entries(COLUMN_CARE).flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`)).sort();
  expect(there.filter((column) => !listed.includes(column))).toEqual([]);
  expect(listed.filter((column) => !there.includes(column))).toEqual([]);
});

it('what is sealed, wrapped or a digest is bytes, and what holds earlier writing may be null', async () => {
  const types = new Map(
    (await rowsOf<{ name: string; type: string; nullable: string }>(test.database, `SELECT table_name || '.' || column_name AS name, data_type AS type, is_nullable AS nullable FROM information_schema.columns WHERE table_schema = 'public'`)).map(
      ({ name, ...column }) => [name, column] as const,
    ),
  );
  for (const [table, columns] of Object.entries(COLUMN_CARE)) {
    for (const [column, care] of Object.entries(columns)) {
      const found = types.get(`${table}.${column}`);
      if (care === 'sealed' || care === 'wrapped' || care === 'digest') expect([table, column, found?.type]).toEqual([table, column, 'bytea']);
      if (care === 'earlier') expect([table, column, found?.nullable]).toEqual([table, column, 'YES']);
    }
  }
});
