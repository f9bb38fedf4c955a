import pino from 'pino';
import { ControlEngine, DEFAULT_CONTROL_POLICY, type ControlOrder, type OrderDraft } from '#libs/control';
import { PlainDocuments, storePapers } from '#libs/control-testkit';
import { everybodySigns, FakeCredentials, FakeRegistry, institution, openCase, rowsOf, until, WithdrawnRight, type TestCase } from '#libs/engine-testkit';
import { InstitutionCall } from '#libs/institution-call';
import { DEFAULT_LANE_SETTINGS, Lanes } from '#libs/lanes';
import { ControlExchanges, ControlMailboxStore, ControlOrderReader, PostgresControlStore } from '#libs/store';
import { createTestDatabase, openedRows, type TestDatabase } from '#libs/store-testkit';
import { ControlClock, ControlDispatcher } from './index.js';
import { orderedAdapter, OrderedInstitution } from './testkit/ordered-institution.js';

const CODE = 'BANK-1';

let test0: TestDatabase;
let of: TestCase;
let store: PostgresControlStore;
let engine: ControlEngine;
let documents: PlainDocuments;
let there: OrderedInstitution;
let registry: FakeRegistry;
let nowMs: number;
let lanes: Lanes;
let call: InstitutionCall;
let dispatcher: ControlDispatcher;
let clock: ControlClock;
/** Whether the institution is this process's to call, as it looks to orders and right before the first byte. */
let owned: { order: boolean; byte: boolean };

/** A process that begins with nothing but what is in PostgreSQL. */
function begin(officers: WithdrawnRight | typeof everybodySigns = everybodySigns): void {
  lanes = new Lanes({ ...DEFAULT_LANE_SETTINGS, retryBaseMs: 5 });
  call = new InstitutionCall(() => owned.byte);
  dispatcher = new ControlDispatcher({
    owns: () => owned.order,
    engine, store, documents, officers, lanes, call, orders: new ControlOrderReader(test0.database), exchanges: new ControlExchanges(test0.database),
    certificates: async (ids) => ids.map(() => ({}) as never), registry: registry.asRegistry, credentials: new FakeCredentials().asStore, adapter: () => orderedAdapter, callbackBaseUrl: '',
  });
  clock = new ControlClock({
    store, engine, dispatcher, institutionsToSend: () => new ControlMailboxStore(test0.database).institutionsToSend(), logger: pino({ level: 'silent' }), clock: () => nowMs,
    askAfterMs: DEFAULT_CONTROL_POLICY.askAfterMs,
  });
}

/** As when the process dies: nothing of its memory is left, and nothing is said to anybody. */
async function die(): Promise<void> {
  lanes.stop();
  await call.close();
  await dispatcher.stop();
}

beforeEach(async () => {
  owned = { order: true, byte: true };
  test0 = await createTestDatabase();
  of = await openCase(test0.database);
  nowMs = Date.now();
  store = new PostgresControlStore(test0.database);
  engine = new ControlEngine({ store, rules: { carry: () => undefined, exemption: () => undefined }, policy: DEFAULT_CONTROL_POLICY, clock: () => nowMs });
  documents = new PlainDocuments();
  there = new OrderedInstitution();
  await there.open();
  registry = new FakeRegistry(institution({ code: CODE, endpoint: there.url, responseTimeoutMs: 400 }));
  begin();
});
afterEach(async () => {
  await clock.stop();
  await die();
  await there.close();
  await test0.drop();
});

const draftOf = (fen: number, reference = '6222020000000000017'): OrderDraft => ({
  obligorId: of.obligorIds[0]!, institutionCode: CODE, operation: 'freeze', source: 'deposit', target: { kind: 'account', reference, sequence: 1 },
  extent: { by: 'amount', amount: { fen, currency: 'CNY' } }, reason: '依裁定', found: { requestId: 1, version: 1, match: 'exact' },
});

async function approved(draft = draftOf(50_00)): Promise<ControlOrder> {
  const [order] = await engine.draft(of.caseId, [draft], 'chen');
  await engine.submit(of.caseId, [order!.id], { approver: 'wang' }, 'chen');
  await engine.approve(of.caseId, [order!.id], {}, 'wang');
  documents.attach(order!.id);
  return order!;
}

const stateOf = async ({ id }: ControlOrder): Promise<string> => (await rowsOf<{ state: string }>(test0.database, 'SELECT state FROM control_order WHERE id = $1', [id]))[0]!.state;
const becomes = (order: ControlOrder, state: string) => until(async () => (await stateOf(order)) === state);
const idle = () => until(() => dispatcher.size === 0);
const held = async () => (await rowsOf<{ held: number }>(test0.database, 'SELECT held_fen::int AS held FROM control_measure')).map(({ held: fen }) => fen);
const tasks = async () => (await rowsOf<{ kind: string; detail: string }>(test0.database, `SELECT kind, detail FROM control_task WHERE kind <> 'notify-obligor'`)).map(({ kind, detail }) => `${kind}: ${detail}`);
const after = (ms: number): void => void (nowMs += ms);

it('an approved order is called in with its papers, answered, and stands; both messages are kept', async () => {
  const order = await approved();
  dispatcher.offer(CODE);
  await becomes(order, 'done');
  expect(JSON.parse(there.bodies[0]!)).toEqual({ operation: 'freeze', fen: 50_00, documents: 2, certificates: 2, ruling: '裁1' });
  expect(await held()).toEqual([50_00]);
  const [kept] = await openedRows(test0.database, await rowsOf<{ sealed: Buffer; sent_bytes: Buffer; received_bytes: Buffer; operation: string }>(
    test0.database, 'SELECT e.* FROM exchange e JOIN control_exchange x ON x.exchange_id = e.id WHERE x.order_id = $1', [order.id]));
  expect([kept!.operation, kept!.sent_bytes.toString(), kept!.received_bytes.toString()]).toEqual(['control', there.bodies[0], '{"held":5000}']);
});

it('offered many times at once it leaves once', async () => {
  const order = await approved();
  for (let time = 0; time < 5; time += 1) dispatcher.offer(CODE);
  await becomes(order, 'done');
  await idle();
  expect(there.calls).toEqual(['POST']);
});

it('two processes offer the same order: it leaves once', async () => {
  const order = await approved();
  const first = { dispatcher, lanes, call };
  begin();
  first.dispatcher.offer(CODE);
  dispatcher.offer(CODE);
  await becomes(order, 'done');
  await idle();
  await until(() => first.dispatcher.size === 0);
  first.lanes.stop();
  await first.call.close();
  expect(there.calls).toEqual(['POST']);
});

it('the institution is another dispatcher\'s: nothing is sent and nothing asked; once it is ours, both', async () => {
  const order = await approved();
  owned.order = false;
  dispatcher.offer(CODE);
  await clock.offer();
  await idle();
  expect([there.calls, await stateOf(order)]).toEqual([[], 'approved']);
  owned.order = true;
  there.moods.push('drop-after');
  dispatcher.offer(CODE);
  await becomes(order, 'unconfirmed');
  await idle();
  owned.order = false;
  after(DEFAULT_CONTROL_POLICY.askAfterMs + 1);
  await clock.ask();
  expect([there.calls, await stateOf(order)]).toEqual([['POST'], 'unconfirmed']);
  owned.order = true;
  await clock.takeOver([CODE]);
  await becomes(order, 'done');
  expect(there.calls).toEqual(['POST', 'GET']);
});

it('the institution is lost right before the first byte: it does not leave, and whoever has it next asks before it sends', async () => {
  const order = await approved();
  owned.byte = false;
  dispatcher.offer(CODE);
  await until(async () => (await stateOf(order)) !== 'approved');
  lanes.release(() => true);
  await idle();
  expect(there.calls).toEqual([]);
  await die();
  owned.byte = true;
  begin();
  await clock.takeOver([CODE]);
  await becomes(order, 'done');
  // The institution knows of nothing, and gets it under the same number.
  expect(there.calls).toEqual(['GET', 'POST']);
  expect(await held()).toEqual([50_00]);
});

it.each(['drop-after', 'mute'] as const)('%s: it may have taken effect, so it is asked about and not sent again', async (mood) => {
  const order = await approved();
  there.moods.push(mood === 'mute' ? 'mute' : mood);
  dispatcher.offer(CODE);
  await becomes(order, 'unconfirmed');
  await idle();
  expect(there.calls).toEqual(['POST']);
  if (mood === 'mute') there.ledger.set(order.requestNumber, { operation: 'freeze', fen: 50_00 });
  after(DEFAULT_CONTROL_POLICY.askAfterMs + 1);
  await clock.ask();
  await becomes(order, 'done');
  expect([there.calls, await held()]).toEqual([['POST', 'GET'], [50_00]]);
});

it('the connection ended before the institution took it: it says so when asked, and gets it again under the same number', async () => {
  const order = await approved();
  there.moods.push('drop-before');
  dispatcher.offer(CODE);
  await becomes(order, 'unconfirmed');
  await idle();
  after(DEFAULT_CONTROL_POLICY.askAfterMs + 1);
  await clock.ask();
  await becomes(order, 'done');
  expect([there.calls, [...there.ledger.keys()]]).toEqual([['POST', 'GET', 'POST'], [order.requestNumber]]);
});

it('nobody listens there: nothing left, so the same number is tried again, and it is no other state than sending', async () => {
  const order = await approved();
  const { url } = there;
  registry.put(institution({ code: CODE, endpoint: 'http://127.0.0.1:1', version: 2 }));
  dispatcher.offer(CODE);
  await until(async () => (await rowsOf(test0.database, `SELECT FROM exchange WHERE failure LIKE 'connect-failed%'`)).length === 3);
  expect([await stateOf(order), there.calls, await tasks()]).toEqual(['sending', [], []]);
  // The process ends, and nobody remembers that nothing left: the next one asks.
  await die();
  registry.put(institution({ code: CODE, endpoint: url, version: 3 }));
  begin();
  clock.start();
  await becomes(order, 'done');
  expect(there.calls).toEqual(['GET', 'POST']);
});

it('the process dies while the order is on its way: the next one asks at once, and does not send what was taken', async () => {
  const order = await approved();
  there.moods.push('mute');
  dispatcher.offer(CODE);
  await until(() => there.calls.length === 1);
  there.ledger.set(order.requestNumber, { operation: 'freeze', fen: 50_00 });
  const dying = { lanes, call, dispatcher };
  await test0.database.pool.query(`CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'dead'; END $$; CREATE TRIGGER dead BEFORE INSERT ON exchange FOR EACH ROW EXECUTE FUNCTION gone()`);
  dying.lanes.stop();
  await dying.dispatcher.stop();
  await dying.call.close();
  expect(await stateOf(order)).toBe('sending');
  await test0.database.pool.query('DROP TRIGGER dead ON exchange');
  begin();
  clock.start();
  await becomes(order, 'done');
  expect(there.calls).toEqual(['POST', 'GET']);
});

it('taken and not done yet: it has the order, and is asked until it says', async () => {
  const order = await approved();
  there.moods.push('later', 'later');
  dispatcher.offer(CODE);
  await becomes(order, 'sent');
  await idle();
  for (let round = 0; round < 2; round += 1) {
    after(DEFAULT_CONTROL_POLICY.askAtMostMs);
    await clock.ask();
    await idle();
  }
  expect([await stateOf(order), there.calls]).toEqual(['done', ['POST', 'GET', 'GET']]);
});

it('too busy to take it: tried again under the same number', async () => {
  const order = await approved();
  there.moods.push('busy');
  dispatcher.offer(CODE);
  await becomes(order, 'done');
  expect(there.calls).toEqual(['POST', 'POST']);
});

it('a reply nobody can read is no success: asked about', async () => {
  const order = await approved();
  there.moods.push('garbled');
  dispatcher.offer(CODE);
  await becomes(order, 'unconfirmed');
  expect(await held()).toEqual([]);
});

it('nobody answers for too long: a person is told, once, and it is still asked', async () => {
  const order = await approved();
  there.moods.push('drop-before', ...Array.from({ length: 30 }, () => 'drop-before' as const));
  dispatcher.offer(CODE);
  await becomes(order, 'unconfirmed');
  for (let hour = 0; hour < 3; hour += 1) {
    after(3_600_000);
    await clock.ask();
    await idle();
  }
  expect((await tasks()).map((task) => task.split(':')[0])).toEqual(['unconfirmed']);
  expect(there.calls.filter((method) => method === 'POST').length).toBe(1);
});

it('what it lacks keeps it here: papers, officers, a contract that cannot write it', async () => {
  const order = await approved();
  documents.papers.clear();
  dispatcher.offer(CODE);
  await until(async () => (await tasks()).length === 1);
  await idle();
  documents.attach(order.id, 'unwritable');
  dispatcher.offer(CODE);
  await idle();
  documents.attach(order.id);
  const right = new WithdrawnRight();
  right.withdrawn = true;
  await die();
  begin(right);
  dispatcher.offer(CODE);
  await until(() => dispatcher.size > 0).catch(() => undefined);
  await idle();
  expect([await stateOf(order), there.calls]).toEqual(['approved', []]);
  right.withdrawn = false;
  dispatcher.offer(CODE);
  await becomes(order, 'done');
});

it('excess is known with the answer: its release overtakes an order that was approved before', async () => {
  registry.put(institution({ code: CODE, endpoint: there.url, concurrency: 1, version: 2 }));
  const first = await approved(draftOf(60_00));
  dispatcher.offer(CODE);
  await becomes(first, 'done');
  await idle();
  await approved(draftOf(40_00, '6222020000000000025'));
  await test0.database.pool.query('UPDATE case_file SET paid_fen = 6000 WHERE id = $1', [of.caseId]);
  await engine.recount(of.caseId, 'chen', 'paid');
  // Its papers are being made: it does not leave, and nobody is told of anything amiss.
  dispatcher.offer(CODE);
  await until(async () => (await rowsOf(test0.database, `SELECT FROM control_order WHERE operation = 'freeze' AND state = 'withdrawn'`)).length === 1);
  await idle();
  expect(await rowsOf(test0.database, `SELECT detail FROM control_task WHERE kind = 'not-sent' AND detail = 'documents-missing'`)).toEqual([]);
  const [release] = await rowsOf<{ id: number }>(test0.database, `SELECT id::int FROM control_order WHERE operation = 'release'`);
  await storePapers(test0.database.query, of.caseId, release!.id);
  documents.papersOf = async (ids) => new Map(ids.map((id) => [id, { rulingNumber: '裁1', noticeName: '通知' }]));
  documents.documentsOf = async () => [{ documentNumber: '裁1', sequence: 1, fileName: 'r', fileType: 'pdf', category: '裁定书', content: Buffer.from('x') }];
  dispatcher.offer(CODE);
  await until(() => there.calls.length >= 2);
  await idle();
  expect(there.bodies.map((body) => (JSON.parse(body) as { operation: string }).operation)).toEqual(['freeze', 'release']);
});

it('days: what was not renewed lapses, once, whatever ran before', async () => {
  const order = await approved();
  dispatcher.offer(CODE);
  await becomes(order, 'done');
  nowMs = Date.parse('2027-11-27T04:00:00Z');
  for (let time = 0; time < 2; time += 1) await clock.day();
  begin();
  await clock.day();
  expect(await rowsOf(test0.database, 'SELECT state FROM control_measure')).toEqual([{ state: 'lapsed' }]);
  expect(await tasks()).toEqual(['lapsed: on 2027-11-25']);
});
