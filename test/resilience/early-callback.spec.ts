import { acceptRequests, openCase } from '#libs/engine-testkit';
import { createAnswerWriter } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';

let test: TestDatabase;
beforeAll(async () => (test = await createTestDatabase()));
afterAll(() => test.drop());

// Found by crash.spec.ts with seed 4: while PostgreSQL is away, both wait and are then written in one group.
it('an institution calls back before its promise to do so is written: nothing is left that waits for it', async () => {
  const { database } = test;
  const { inquiryId, requests } = await acceptRequests(database, await openCase(database), [{ institutionCode: 'HOUSEHOLD', channel: 'push' }]);
  const requestId = requests[0]!.id;
  const writer = createAnswerWriter(database, { patienceMs: 1000 });
  const now = Date.now();
  const answer = {
    requestId, inquiryId, kind: 'nothing-found', content: '{"kind":"nothing-found"}', via: 'callback' as const, exchangeId: null, acceptedAtMs: now, sentAtMs: now,
    receivedAtMs: now, waitedMs: 0,
  };
  const promised = { requestId, state: 'callback' as const, ticket: null, sentAtMs: now, askAgainAtMs: null };
  const written = await Promise.all([writer.add({ conversation: promised }), writer.add({ answer })]);
  expect(written.map(({ status }) => status)).toEqual(['recorded', 'committed']);
  expect(await database.query.selectFrom('conversation').select('request_id').execute()).toEqual([]);
});
