import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { plainArray, textArray } from './array-literal.js';

let test: TestDatabase;
beforeAll(async () => (test = await createTestDatabase({ poolSize: 1 })));
afterAll(() => test.drop());

describe('array literals', () => {
  it('PostgreSQL reads any text as it was, empty ones, quotes, backslashes, braces, NULL as a word and null included', async () => {
    const text = fc.oneof(fc.constantFrom('', 'NULL', '{}', '"', '\\', '\\"', 'a,b', ' ', "'"), fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0')));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text), { maxLength: 20 }), async (values) => {
        const { rows } = await test.database.pool.query('SELECT $1::text[] AS back', [textArray(values, (value) => value)]);
        expect(rows[0].back).toEqual(values);
      }),
      { numRuns: 200, seed: 20160429 },
    );
  });

  it('numbers and words keep their place, nulls included', async () => {
    const numbers = [0, -1, 1.5, null, Date.now()];
    const words = ['deposit', null, 'C001H101110102001'];
    const { rows } = await test.database.pool.query('SELECT $1::float8[] AS numbers, $2::text[] AS words', [
      plainArray(numbers, (value) => value),
      plainArray(words, (value) => value),
    ]);
    expect(rows[0]).toEqual({ numbers, words });
  });

  it('no rows are an empty array', async () => {
    const { rows } = await test.database.pool.query('SELECT $1::text[] AS texts', [textArray([], (value: string) => value)]);
    expect(rows[0].texts).toEqual([]);
  });
});
