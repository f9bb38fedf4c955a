import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { OpenBreakers } from './open-breakers.js';

let test0: TestDatabase;
let breakers: OpenBreakers;
beforeAll(async () => {
  test0 = await createTestDatabase();
  breakers = new OpenBreakers(test0.database);
});
afterAll(() => test0.drop());
beforeEach(() => test0.database.pool.query('DELETE FROM open_breaker'));

const left = async (code: string, minutes: number): Promise<unknown> =>
  test0.database.pool.query(`INSERT INTO open_breaker (institution_code, opened_at) VALUES ($1, now() - $2 * interval '1 minute')`, [code, minutes]);
const kept = async (): Promise<string[]> => (await test0.database.pool.query<{ code: string }>('SELECT institution_code AS code FROM open_breaker ORDER BY 1')).rows.map(({ code }) => code);

describe('breakers that were left open', () => {
  it('lately: whoever takes the institution over goes on with it; longer ago: nothing is known', async () => {
    await left('LATELY', 2);
    await left('LONG', 20);
    expect([...(await breakers.leftOpen(['LATELY', 'LONG', 'NEVER']))]).toEqual(['LATELY']);
    expect([...(await breakers.states()).keys()]).toEqual(['LATELY']);
  });

  it('nobody closed them, since their process died: swept when the next opens, and when an institution is taken over', async () => {
    await left('DEAD', 61);
    await left('LONG', 20);
    await breakers.opened('NEW');
    expect(await kept()).toEqual(['LONG', 'NEW']);
    await left('DEAD', 61);
    await breakers.leftOpen([]);
    expect(await kept()).toEqual(['LONG', 'NEW']);
    await breakers.closed('NEW');
    expect(await kept()).toEqual(['LONG']);
  });
});
