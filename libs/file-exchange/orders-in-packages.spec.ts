import type { ControlOutcome, FileAdapter } from '#contracts/adapter';
import { Collector } from '#libs/collection';
import { ControlEngine, DEFAULT_CONTROL_POLICY, type ControlOrder } from '#libs/control';
import { PlainDocuments } from '#libs/control-testkit';
import { everybodySigns, openCase, rowsOf, type TestCase } from '#libs/engine-testkit';
import { DocumentShelf } from '#libs/mailbox';
import { DocumentReader, PostgresControlStore, RequestReader } from '#libs/store';
import { createLogger } from '#libs/telemetry';
import { FileExchange } from './file-exchange.js';
import { BANK, ExchangeFixture } from './testkit/exchange-fixture.js';
import { plainFileAdapter } from './testkit/plain-file-adapter.js';

const json = (name: string, value: unknown) => ({ name, content: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) });

const adapter: FileAdapter = {
  ...plainFileAdapter,
  readLabel: (name) => {
    const match = /^WORD-([A-Z0-9]+)-(\d+)\.zip$/.exec(name);
    return match === null ? plainFileAdapter.readLabel(name) : { kind: 'control-feedback', operation: 'WORD', institutionCode: match[1]!, batchNumber: match[2]! };
  },
  controls: {
    packControls: ({ institutionCode, batchNumber, requests, documents, certificates }) => ({
      name: `ORDER-${institutionCode}-${batchNumber}.zip`, operation: 'ORDER',
      files: [json('orders.json', requests.map(({ requestNumber, operation }) => `${operation} ${requestNumber}`)), json('papers.json', documents.map(({ documents: own }) => own.length)), json('certificates.json', certificates.length)],
    }),
    readControlPackage: (_, files) => ({
      state: 'read',
      value: {
        lost: [],
        entries: files.flatMap(({ content }) => (JSON.parse(Buffer.from(content).toString()) as { number: string; outcome: ControlOutcome }[]).map(({ number, outcome }, position) => ({ requestNumber: number, position, interpret: () => outcome }))),
      },
    }),
  },
};

const fixture = new ExchangeFixture();
let of: TestCase;
let engine: ControlEngine;
let documents: PlainDocuments;
let exchange: FileExchange;

function begin(packAgainAfterMs = 60_000): void {
  const observer = { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined };
  const { database } = fixture;
  exchange = new FileExchange({
    database, officers: everybodySigns, registry: fixture.registry.asRegistry, credentials: fixture.credentials.asStore, requests: new RequestReader(database),
    collector: new Collector(database, observer), shelf: new DocumentShelf(new DocumentReader(database), () => Promise.resolve(Buffer.from('notice'))), adapter: () => adapter,
    logger: createLogger({ level: 'silent', component: 'test' }), settings: { quietMs: 0, packAgainAfterMs }, controls: { engine, documents },
  });
}

beforeAll(() => fixture.open());
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.reset();
  of = await openCase(fixture.database);
  engine = new ControlEngine({ store: new PostgresControlStore(fixture.database), rules: { carry: () => undefined, exemption: () => undefined }, policy: DEFAULT_CONTROL_POLICY, clock: Date.now });
  documents = new PlainDocuments();
  begin();
});
afterEach(async () => {
  await exchange.close();
  await fixture.afterTest();
});

async function approved(reference: string): Promise<ControlOrder> {
  const { caseId, obligorIds } = of;
  const [order] = await engine.draft(caseId, [{
    obligorId: obligorIds[0]!, institutionCode: BANK, operation: 'freeze', source: 'deposit', target: { kind: 'account', reference, sequence: 1 },
    extent: { by: 'amount', amount: { fen: 10_00, currency: 'CNY' } }, reason: '依裁定', found: { requestId: 1, version: 1, match: 'exact' },
  }], 'chen');
  await engine.submit(caseId, [order!.id], { approver: 'wang' }, 'chen');
  await engine.approve(caseId, [order!.id], {}, 'wang');
  documents.attach(order!.id);
  return order!;
}

const stateOf = async ({ id }: ControlOrder) => (await rowsOf<{ state: string }>(fixture.database, 'SELECT state FROM control_order WHERE id = $1', [id]))[0]?.state;
/** A file is taken when it did not change between two looks. */
async function look(): Promise<void> {
  for (let time = 0; time < 2; time += 1) await exchange.visit(BANK);
}

const held = (fen: number): ControlOutcome => ({ kind: 'effective', effect: { held: { fen, currency: 'CNY' } } });
const orderPackages = async () => (await fixture.names('download')).filter((name) => name.startsWith('ORDER'));

it('approved orders leave in one package with their papers, and are answered by another; each word counts once', async () => {
  const [first, second] = [await approved('1'), await approved('2')];
  await exchange.visit(BANK);
  const [name] = await orderPackages();
  expect(await fixture.package(name!)).toEqual({ 'orders.json': [`freeze ${first.requestNumber}`, `freeze ${second.requestNumber}`], 'papers.json': [2, 2], 'certificates.json': 2 });
  expect([await stateOf(first), await stateOf(second)]).toEqual(['sending', 'sending']);
  const answers = [json('a.json', [{ number: first.requestNumber, outcome: held(10_00) }, { number: second.requestNumber, outcome: { kind: 'refused', reason: '已销户' } }])];
  await fixture.deliver(`WORD-${BANK}-1.zip`, answers);
  await look();
  expect([await stateOf(first), await stateOf(second)]).toEqual(['done', 'refused']);
  expect(await fixture.names('processed')).toEqual([`WORD-${BANK}-1.zip`]);
  // The same again, and another content under the same name: kept, and nothing flips.
  await fixture.deliver(`WORD-${BANK}-1.zip`, answers);
  await look();
  await fixture.deliver(`WORD-${BANK}-1.zip`, [json('a.json', [{ number: first.requestNumber, outcome: { kind: 'refused', reason: '误' } }])]);
  await look();
  expect(await stateOf(first)).toBe('disputed');
  expect((await rowsOf(fixture.database, 'SELECT FROM control_answer WHERE order_id = $1', [first.id])).length).toBe(2);
  expect(await rowsOf(fixture.database, `SELECT e.operation FROM exchange e JOIN control_exchange x ON x.exchange_id = e.id WHERE x.order_id = $1 ORDER BY e.id`, [first.id])).toEqual([
    { operation: 'ORDER' }, { operation: 'WORD' }, { operation: 'WORD' },
  ]);
});

it('no answer for long: packed again under the same number, and once answered not any more', async () => {
  const order = await approved('3');
  await exchange.visit(BANK);
  await exchange.visit(BANK);
  expect((await orderPackages()).length).toBe(1);
  await exchange.close();
  begin(0);
  await exchange.visit(BANK);
  const packages = await orderPackages();
  expect(packages.length).toBeGreaterThanOrEqual(2);
  for (const name of packages) expect((await fixture.package(name))['orders.json']).toContain(`freeze ${order.requestNumber}`);
  await fixture.deliver(`WORD-${BANK}-9.zip`, [json('a.json', [{ number: order.requestNumber, outcome: held(10_00) }])]);
  await look();
  const before = await orderPackages();
  await exchange.visit(BANK);
  expect([await stateOf(order), await orderPackages()]).toEqual(['done', before]);
});

it('a word about an order of nobody is told back, and one that cannot be read is kept', async () => {
  await exchange.visit(BANK);
  await fixture.deliver(`WORD-${BANK}-5.zip`, [json('a.json', [{ number: 'A20261126CK2999999999999', outcome: held(1) }])]);
  await look();
  expect(await fixture.package(`FAILED-${BANK}-5.zip`)).toEqual({ 'failures.json': [{ requestNumber: 'A20261126CK2999999999999', why: 'unknown' }] });
  await fixture.deliver(`WORD-${BANK}-6.zip`, [json('a.json', 'broken')]);
  await look();
  expect(await fixture.names('error')).toContain(`WORD-${BANK}-6.zip`);
  expect((await rowsOf(fixture.database, `SELECT FROM exchange WHERE operation = 'WORD' AND failure = 'malformed'`)).length).toBe(1);
});
