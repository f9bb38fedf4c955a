import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { CallRatesOverAll } from './call-rates-over-all.js';

let test0: TestDatabase;
const gateways: CallRatesOverAll[] = [];
beforeAll(async () => {
  test0 = await createTestDatabase({ poolSize: 8 });
  for (let index = 0; index < 2; index += 1) gateways.push(new CallRatesOverAll(test0.database, { inquiry: 6, 'bulk-inquiry': 1, file: 0 }));
});
afterAll(async () => {
  for (const one of gateways) one.close();
  await test0.drop();
});

describe('calls over several gateways', () => {
  it('count together, also at the same moment', async () => {
    const given = await Promise.all(Array.from({ length: 20 }, (_, index) => gateways[index % 2]!.take('inquiry', 'lin')));
    expect(given.filter(({ taken }) => taken)).toHaveLength(6);
    const refused = given.flatMap((one) => (one.taken ? [] : [one]));
    // One a minute is written down.
    expect(refused.filter(({ tell }) => tell)).toHaveLength(1);
    for (const { afterMs } of refused) expect(afterMs).toBeLessThanOrEqual(10_000);
  });

  it('nobody takes from anybody else, or from another kind', async () => {
    expect(await gateways[0]!.take('inquiry', 'chen')).toEqual({ taken: true });
    expect(await gateways[1]!.take('bulk-inquiry', 'lin')).toEqual({ taken: true });
    expect((await gateways[0]!.take('bulk-inquiry', 'lin')).taken).toBe(false);
  });

  it('what has no limit asks nobody', async () => {
    expect(gateways[0]!.take('file', 'lin')).toBeInstanceOf(Promise);
    expect((await test0.database.pool.query(`SELECT FROM call_allowance WHERE kind = 'file'`)).rowCount).toBe(0);
  });

  it('the bucket fills as time goes by, and never beyond its size', async () => {
    await test0.database.pool.query(`UPDATE call_allowance SET at = at - interval '25 seconds' WHERE login = 'lin' AND kind = 'inquiry'`);
    const soon = await Promise.all(Array.from({ length: 5 }, () => gateways[0]!.take('inquiry', 'lin')));
    expect(soon.filter(({ taken }) => taken)).toHaveLength(2);
    await test0.database.pool.query(`UPDATE call_allowance SET at = at - interval '1 hour' WHERE login = 'lin' AND kind = 'inquiry'`);
    const later = await Promise.all(Array.from({ length: 10 }, () => gateways[1]!.take('inquiry', 'lin')));
    expect(later.filter(({ taken }) => taken)).toHaveLength(6);
  });
});
