import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { inTurn } from './in-turn.js';

let made: TestDatabase;
beforeAll(async () => {
  made = await createTestDatabase();
});
afterAll(() => made.drop());

test('statements asked for at once: one after another, each gets its own answer, and a fault is told to its own asker', async () => {
  const client = await made.database.pool.connect();
  let underWay = 0;
  let most = 0;
  const counted = {
    query: async (...given: unknown[]) => {
      most = Math.max(most, (underWay += 1));
      return (client.query as (...one: unknown[]) => Promise<unknown>).apply(client, given).finally(() => (underWay -= 1));
    },
  };
  try {
    const one = inTurn(counted as unknown as typeof client);
    const answers = await Promise.allSettled([one.query('SELECT 1 AS n'), one.query('SELECT 1 / 0'), one.query('SELECT $1::int AS n', [3])]);
    expect(most).toBe(1);
    expect(answers).toMatchObject([
      { status: 'fulfilled', value: { rows: [{ n: 1 }] } },
      { status: 'rejected', reason: { code: '22012' } },
      { status: 'fulfilled', value: { rows: [{ n: 3 }] } },
    ]);
  } finally {
    client.release();
  }
});
