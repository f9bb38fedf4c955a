import type { PullAdapter } from '#contracts/adapter';
import { ControlEngine, DEFAULT_CONTROL_POLICY, type ControlOrder, type OrderDraft } from '#libs/control';
import { PlainDocuments, storePapers } from '#libs/control-testkit';
import { everybodySigns, institution, openCase, rowsOf, WithdrawnRight, type TestCase } from '#libs/engine-testkit';
import { Mailbox, PostgresControlDesk } from '#libs/mailbox';
import { ControlExchanges, ControlMailboxStore, ControlOrderReader, PostgresControlStore } from '#libs/store';
import { createTestDatabase, openedRows, type TestDatabase } from '#libs/store-testkit';
import { plainAdapter, encode } from './testkit/plain-adapter.js';
import { plainControls } from './testkit/plain-controls.js';
import { startExchange, type RunningExchange } from './testkit/running-exchange.js';
import { envelope, GOOD_LOGIN, post } from './testkit/soap-call.js';

const BANK = 'bank-YH000001';
const ACCOUNT = '6222020000000000017';

let test: TestDatabase;
let of: TestCase;
let store: PostgresControlStore;
let engine: ControlEngine;
let documents: PlainDocuments;
let running: RunningExchange;
let mailbox: Mailbox;

/** What a new process of the exchange begins with: nothing but what is in PostgreSQL. */
async function start(officers: WithdrawnRight | typeof everybodySigns = everybodySigns, listAgainAfterMs = 0): Promise<void> {
  mailbox = new Mailbox(new ControlMailboxStore(test.database), { listAgainAfterMs });
  await mailbox.load();
  const adapter = plainAdapter({ controls: plainControls });
  const controls = new PostgresControlDesk({
    registry: { get: (code) => institution({ code, adapter: 'plain' }) }, controlMailbox: mailbox, orders: new ControlOrderReader(test.database), engine, documents,
    exchanges: new ControlExchanges(test.database), shelf: { certificates: async (ids) => ids.map(() => ({}) as never) }, officers, adapter: () => adapter as PullAdapter,
  });
  running = await startExchange([adapter], { controls });
}

async function restart(): Promise<void> {
  await running.exchange.close();
  await start();
}

beforeEach(async () => {
  test = await createTestDatabase();
  of = await openCase(test.database);
  store = new PostgresControlStore(test.database);
  engine = new ControlEngine({ store, rules: { carry: () => undefined, exemption: () => undefined }, policy: DEFAULT_CONTROL_POLICY, clock: Date.now });
  documents = new PlainDocuments();
  await start();
});
afterEach(async () => {
  await running.exchange.close();
  await test.drop();
});

const call = async (operation: string, argument?: string): Promise<string | undefined> => {
  const { value } = await post(running.url, argument === undefined ? envelope(operation, GOOD_LOGIN) : envelope(operation, GOOD_LOGIN, encode(argument)));
  return value;
};

const draftOf = (fen: number, reference = ACCOUNT): OrderDraft => ({
  obligorId: of.obligorIds[0]!, institutionCode: BANK, operation: 'freeze', source: 'deposit', target: { kind: 'account', reference, sequence: 1 },
  extent: { by: 'amount', amount: { fen, currency: 'CNY' } }, reason: '依裁定', found: { requestId: 1, version: 1, match: 'exact' },
});

async function approved(draft = draftOf(50_00)): Promise<ControlOrder> {
  const [order] = await engine.draft(of.caseId, [draft], 'chen');
  await engine.submit(of.caseId, [order!.id], { approver: 'wang' }, 'chen');
  await engine.approve(of.caseId, [order!.id], {}, 'wang');
  documents.attach(order!.id);
  mailbox.signal([BANK]);
  return order!;
}

const stateOf = async ({ id }: ControlOrder): Promise<unknown> => (await rowsOf<{ state: string }>(test.database, 'SELECT state FROM control_order WHERE id = $1', [id]))[0]?.state;
const measures = () => rowsOf(test.database, 'SELECT state, held_fen::int AS held FROM control_measure');
const tasks = async () => (await rowsOf<{ kind: string; detail: string }>(test.database, 'SELECT kind, detail FROM control_task WHERE kind <> $1 ORDER BY id', ['notify-obligor'])).map(({ kind, detail }) => `${kind}: ${detail}`);

it('an approved freeze goes to a bank over SOAP, is served, answered, and the measure stands; the process ends in between each', async () => {
  const order = await approved();
  const { requestNumber: number } = order;
  expect(await call('listControls')).toMatch(new RegExp(`^controls:${number}\\|freeze\\|${ACCOUNT}\\|裁1\\|虚构人`));
  expect(await stateOf(order)).toBe('sending');
  await restart();
  // The same order under the same number, until it is answered.
  expect(await call('listControls')).toContain(number);
  expect(await call('controlDocuments', number)).toBe('documents:ruling.pdf,notice.pdf');
  expect(await call('certificates', number)).toBe(`certificates:${number}:2`);
  expect(await stateOf(order)).toBe('sent');
  await restart();
  expect(await call('feedControl', `${number}=held:5000`)).toBe(`feed-control:${number}=accepted`);
  expect(await stateOf(order)).toBe('done');
  expect(await measures()).toEqual([{ state: 'effective', held: 50_00 }]);
  await restart();
  expect(await call('listControls')).toBe('controls:');
  // Told twice, and told otherwise: kept both times, and nothing flips.
  expect(await call('feedControl', `${number}=held:5000`)).toBe(`feed-control:${number}=repeated`);
  expect(await stateOf(order)).toBe('done');
  expect(await call('feedControl', `${number}=refused`)).toBe(`feed-control:${number}=accepted`);
  expect(await stateOf(order)).toBe('disputed');
  expect(await measures()).toEqual([{ state: 'effective', held: 50_00 }]);
  expect(await tasks()).toEqual(['conflict: effective, then refused']);
  expect(await rowsOf(test.database, 'SELECT version::int, kind, via FROM control_answer ORDER BY version')).toEqual([
    { version: 1, kind: 'effective', via: 'pull' }, { version: 2, kind: 'effective', via: 'pull' }, { version: 3, kind: 'refused', via: 'pull' },
  ]);
});

it('every message about an order is kept with its bytes before anything is made of it, and belongs to its case', async () => {
  const order = await approved();
  await call('listControls');
  await call('controlDocuments', order.requestNumber);
  await call('feedControl', `${order.requestNumber}=held:5000`);
  const rows = await openedRows(test.database, await rowsOf<{ operation: string; sent_bytes: Buffer | null; received_bytes: Buffer | null; sealed: Buffer | null }>(
    test.database, `SELECT e.* FROM exchange e JOIN control_exchange x ON x.exchange_id = e.id WHERE x.order_id = $1 ORDER BY e.id`, [order.id]));
  expect(rows.map(({ operation }) => operation)).toEqual(['list-controls', 'documents', 'feedControl']);
  expect(rows[0]!.sent_bytes!.toString()).toContain(order.requestNumber);
  expect(rows[2]!.received_bytes!.toString()).toContain('feedControl');
  expect((await rowsOf(test.database, `SELECT FROM exchange WHERE request_id IS NOT NULL`)).length).toBe(0);
});

it('the answer cannot be stored: the bank is told nothing, sends it again, and it counts once', async () => {
  const order = await approved();
  await call('listControls');
  await test.database.pool.query('ALTER TABLE control_event ADD CHECK (event <> $$effect$$), ADD CONSTRAINT no_answers CHECK (event <> $$answer-kept$$)');
  expect(await call('feedControl', `${order.requestNumber}=held:5000`)).toBeUndefined();
  expect([await stateOf(order), await measures()]).toEqual(['sending', []]);
  await test.database.pool.query('ALTER TABLE control_event DROP CONSTRAINT control_event_event_check, DROP CONSTRAINT no_answers');
  expect(await call('feedControl', `${order.requestNumber}=held:5000`)).toBe(`feed-control:${order.requestNumber}=accepted`);
  expect(await measures()).toEqual([{ state: 'effective', held: 50_00 }]);
});

it('two freezes whose answers come at the same moment hold too much together: a release leaves at once, before everything else', async () => {
  const [first, second] = [await approved(draftOf(60_00)), await approved(draftOf(40_00, '6222020000000000025'))];
  await call('listControls');
  await test.database.pool.query('UPDATE case_file SET paid_fen = 7000 WHERE id = $1', [of.caseId]);
  await Promise.all([call('feedControl', `${first.requestNumber}=held:6000`), call('feedControl', `${second.requestNumber}=held:4000`)]);
  const releases = await rowsOf<{ state: string; fen: number }>(test.database, `SELECT state, limit_fen::int AS fen FROM control_order WHERE operation = 'release'`);
  expect(releases.reduce((sum, { fen }) => sum + fen, 0)).toBe(70_00);
  expect(releases.every(({ state }) => state === 'approved')).toBe(true);
});

it('a release by rule whose papers are still being made: polls pass by it, nobody is alarmed, and it leaves with the first poll after them', async () => {
  const freeze = await approved(draftOf(60_00));
  await call('listControls');
  await test.database.pool.query('UPDATE case_file SET paid_fen = 6000 WHERE id = $1', [of.caseId]);
  await call('feedControl', `${freeze.requestNumber}=held:6000`);
  await running.exchange.close();
  await start(everybodySigns, 600_000);
  for (let poll = 0; poll < 3; poll += 1) expect(await call('listControls')).toBe('controls:');
  const [release] = await rowsOf<{ id: number; number: string }>(test.database, `SELECT id::int, request_number AS number FROM control_order WHERE operation = 'release'`);
  await storePapers(test.database.query, of.caseId, release!.id);
  documents.attach(release!.id);
  mailbox.signal([BANK]);
  expect(await call('listControls')).toContain(release!.number);
  expect(await tasks()).toEqual([]);
});

it('what an order lacks keeps it here, and a person is told once: papers, officers, or a contract that cannot write it', async () => {
  const order = await approved();
  documents.papers.clear();
  for (let poll = 0; poll < 2; poll += 1) expect(await call('listControls')).toBe('controls:');
  documents.attach(order.id, 'unwritable');
  expect(await call('listControls')).toBe('controls:');
  expect([await stateOf(order), await tasks()]).toEqual(['approved', ['not-sent: documents-missing']]);
  documents.attach(order.id);
  expect(await call('listControls')).toContain(order.requestNumber);
});

it('a rule came in between: the order does not leave', async () => {
  const order = await approved();
  await test.database.pool.query(`UPDATE obligor SET bankruptcy_accepted_on = '2026-11-20', bankruptcy_court = '杭州中院' WHERE id = $1`, [of.obligorIds[0]]);
  expect(await call('listControls')).toBe('controls:');
  expect([await stateOf(order), await tasks()]).toEqual(['withdrawn', ['not-sent: bankruptcy-accepted']]);
});

it('an officer lost the right to sign: the order stays here', async () => {
  const order = await approved();
  await running.exchange.close();
  const right = new WithdrawnRight();
  right.withdrawn = true;
  await start(right);
  expect(await call('listControls')).toBe('controls:');
  expect(await stateOf(order)).toBe('approved');
});

it('an order of another bank, one that was never shown, and a number that is none look the same', async () => {
  const order = await approved();
  const { requestNumber: number } = order;
  for (const operation of ['controlDocuments', 'certificates']) expect(await call(operation, number)).toContain('not-found');
  expect(await call('feedControl', `A20261126CK2999999999999=held:1,X=held:1`)).toBe('feed-control:A20261126CK2999999999999=unknown,X=unknown');
  await call('listControls');
  expect(await call('controlDocuments', number)).toContain('ruling.pdf');
  await test.database.pool.query(`UPDATE control_order SET institution_code = 'OTHER' WHERE id = $1`, [order.id]);
  for (const operation of ['controlDocuments', 'certificates', 'anyDocuments']) expect(await call(operation, number)).toContain('not-found');
  expect(await call('feedControl', `${number}=held:5000`)).toBe(`feed-control:${number}=unknown`);
  expect(await measures()).toEqual([]);
});

it('it answers what was never sent: kept, and a person looks at it', async () => {
  const order = await approved();
  expect(await call('feedControl', `${order.requestNumber}=held:5000`)).toBe(`feed-control:${order.requestNumber}=accepted`);
  expect([await stateOf(order), await measures(), (await tasks()).length]).toEqual(['approved', [], 1]);
});

it('receipts come after the answer, each once, and are kept with it', async () => {
  const order = await approved();
  const { requestNumber: number } = order;
  await call('listControls');
  expect(await call('feedReceipt', `${number}=a.pdf`)).toBe(`feed-receipt:${number}=unknown`);
  await call('feedControl', `${number}=held:5000`);
  expect(await call('feedReceipt', `${number}=a.pdf`)).toBe(`feed-receipt:${number}=accepted`);
  expect(await call('feedReceipt', `${number}=a.pdf`)).toBe(`feed-receipt:${number}=repeated`);
  expect(await stateOf(order)).toBe('done');
  const known = await new ControlOrderReader(test.database).newestAnswer(order.id);
  expect(known).toMatchObject({ kind: 'effective', effect: { receipts: [{ fileName: 'a.pdf', content: Uint8Array.from(Buffer.from('%PDF')) }] } });
});

it('a question and an order are given back in one message: each is told what became of it', async () => {
  const order = await approved();
  await call('listControls');
  running.desk.known.add('Q1');
  expect(await call('returnRequest', `Q1=x,${order.requestNumber}=refused,Q2=x`)).toBe(`return-request:Q1=accepted,${order.requestNumber}=accepted,Q2=unknown`);
  expect(await stateOf(order)).toBe('refused');
});

it('an answer that breaks its reader: kept as defective, and the order is asked about', async () => {
  const order = await approved();
  await call('listControls');
  expect(await call('feedControl', `${order.requestNumber}=throw`)).toBe(`feed-control:${order.requestNumber}=unreadable`);
  expect(await stateOf(order)).toBe('unconfirmed');
  expect(await call('listControls')).toContain(order.requestNumber);
});

it('nothing waits: a poll costs no statement', async () => {
  await approved();
  await call('listControls');
  await running.exchange.close();
  await test.database.pool.query(`UPDATE control_order SET state = 'done', version = version + 1`);
  await start();
  await call('listControls');
  let statements = 0;
  Object.assign(test.database.pool, { query: () => { statements += 1; throw new Error('asked'); } });
  expect(await call('listControls')).toBe('controls:');
  expect(statements).toBe(0);
  mailbox.signal([BANK]);
  await call('listControls');
  expect(statements).toBe(1);
});
