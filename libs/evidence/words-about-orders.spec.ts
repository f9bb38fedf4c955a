import { changes, held, sampleOrder } from '#libs/control-testkit';
import { PostgresControlStore } from '#libs/store';
import { EvidenceFixture } from './testkit/evidence-fixture.js';

let fixture: EvidenceFixture;

async function open(keys?: 'none'): Promise<void> {
  fixture = await EvidenceFixture.open('ed25519', keys);
  const { testCase: { caseId, caseNumber, obligorIds }, database } = fixture;
  const store = new PostgresControlStore(database);
  const [id] = await store.nextOrderIds(1);
  const order = sampleOrder(id!, { caseId, caseNumber, obligorId: obligorIds[0]! }, { state: 'sending' });
  await store.change(caseId, () => ({ changes: changes({ orders: [order] }), result: 0 }));
  for (const fen of [100, 200]) {
    await store.change(caseId, () => ({ changes: changes({}), result: 0 }), { orderId: id!, outcome: held(fen), via: 'offline', exchangeId: null, receivedAtMs: 1_795_687_200_000 });
  }
  await fixture.sealed();
}
afterEach(() => fixture.close());

describe.each([['sealed', undefined], ['in the clear', 'none']] as const)('words of institutions about orders, %s', (_, keys) => {
  beforeEach(() => open(keys));

  it('stand in the chain of the court of their case and verify', async () => {
    expect(await fixture.verify()).toBe('ok');
    const chains = (await fixture.store.chains()).map(({ chain }) => chain);
    expect(chains).toContain('浙0106');
  });

  it.each([
    ['another word', `UPDATE control_answer SET kind = 'refused' WHERE version = 1`],
    ['said by somebody else', `UPDATE control_answer SET via = 'gateway' WHERE version = 1`],
    ['other content', `UPDATE control_answer SET content = CASE WHEN content IS NOT NULL THEN '{"kind": "waiting"}'::jsonb END, sealed = CASE WHEN sealed IS NOT NULL THEN sealed || '\\x00'::bytea END WHERE version = 1`],
    ['said at another moment', `UPDATE control_answer SET received_at = received_at - interval '1 day' WHERE version = 1`],
    ['about another case', `UPDATE control_answer SET case_id = gen_random_uuid() WHERE version = 1`],
  ])('%s: found', async (__, statement) => {
    await fixture.tamper(statement);
    expect(await fixture.verify()).toMatch(/control \d+ version 1: record-changed/);
  });

  it('one is taken away: found', async () => {
    await fixture.tamper('DELETE FROM control_answer WHERE version = 2');
    expect(await fixture.verify()).toMatch(/control \d+ version 2: record-missing/);
  });
});
