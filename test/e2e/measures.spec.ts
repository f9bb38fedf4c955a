import type { CaseDto, ExchangeDto, InquiryResultDto } from '#contracts/http';
import {
  caseOf, demoClients, eventually, knownOfficers, newDataFolder, obligorOf, removeDataFolder, SandboxClient, StandaloneProcess,
  type DemoLoginName, type GatewayClient, type SyntheticParty,
} from '../running/index.js';

/** Five hundred million yuan: more than anybody here has, so that the proposal reaches every kind of property. */
const DEBT_FEN = 50_000_000_000;

interface Order {
  readonly id: number;
  readonly institutionCode: string;
  readonly source: string;
  readonly operation: string;
  readonly state: string;
  readonly requestNumber: string;
  readonly answers: readonly { readonly outcome: { readonly kind: string; readonly reason?: string } }[];
  readonly documents: readonly { readonly kind: string; readonly origin: string; readonly sealed: boolean }[];
  readonly exchanges: readonly string[];
}
interface Measure {
  readonly id: string;
  readonly state: string;
  readonly source: string;
  readonly institutionCode: string;
  readonly heldFen: number;
  readonly limitFen: number;
  readonly until?: string;
}
interface Ledger {
  readonly owedFen: number;
  readonly neededFen: number;
  readonly heldFen: number;
  readonly deductedFen: number;
  readonly arrivedFen: number;
  readonly underWayFen: number;
  readonly roomFen: number;
  readonly excessFen: number;
}

let dataFolder: string;
let gateway: StandaloneProcess;
let as: Record<DemoLoginName, GatewayClient>;
let officers: string[];
let rich: SyntheticParty;
let serial = 6000;

beforeAll(async () => {
  dataFolder = await newDataFolder();
  gateway = new StandaloneProcess({ dataFolder, settings: { CHAKONG_SANDBOX_POLL_SECONDS: '0.2', CHAKONG_FILE_POLL_SECONDS: '0.3' } });
  const addresses = await gateway.ready;
  as = await demoClients(dataFolder, addresses.gatewayUrl);
  officers = await knownOfficers(as.officer);
  // So that what is asked does not depend on the hour at which the tests run.
  for (const code of ['CSDC-SH', 'CSDC-SZ', 'CSDC-BJ']) expect((await as.operator.changeInstitution(code, { workingHours: null })).status).toBe(200);
  rich = (await new SandboxClient(addresses.sandboxUrl).people('demo=true&kind=person'))[0]!;
}, 120_000);

afterAll(async () => {
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

const post = async <Body>(who: DemoLoginName, path: string, body: object, expected: number): Promise<Body> => {
  const reply = await as[who].call<Body>('POST', `/api/v1${path}`, { body, timeoutMs: 120_000 });
  expect([reply.status, reply.status === expected ? '' : JSON.stringify(reply.body)]).toEqual([expected, '']);
  return reply.body;
};
const read = async <Body>(path: string): Promise<Body> => (await as.officer.get<Body>(`/api/v1${path}`)).body;
const ledgerOf = (caseId: string): Promise<Ledger> => read(`/cases/${caseId}/control-ledger`);
const measuresOf = async (caseId: string): Promise<readonly Measure[]> => (await read<{ items: Measure[] }>(`/cases/${caseId}/measures`)).items;
const orderOf = (id: number): Promise<Order> => read(`/control-orders/${id}`);

/** A case in which everybody who holds something was asked and has answered. */
async function askedCase(principalFen: number, institutions: readonly string[]): Promise<string> {
  serial += 1;
  const { body } = await as.officer.registerCase({ ...caseOf(serial, officers, [obligorOf(rich)]), owed: { principalFen, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 } });
  const { id } = (await as.officer.ask({ caseId: body.id, purpose: '立案查控', institutions: [...institutions] })).body;
  await eventually('every answer', async () => (await as.officer.get<InquiryResultDto>(`/api/v1/inquiries/${id}`)).body.complete, { withinMs: 60_000, everyMs: 500 });
  return body.id;
}

/** Submitted by the officer, approved by the approver; @returns the orders once the institutions have said how they ended */
async function carriedOut(caseId: string, orderIds: readonly number[], signed: object = {}): Promise<readonly Order[]> {
  const { id } = await post<{ id: string }>('officer', `/cases/${caseId}/control-submissions`, { orderIds, approver: 'approver' }, 201);
  await post('approver', `/approvals/${id}/decision`, { decision: 'approve', ...signed }, 200);
  let orders: readonly Order[] = [];
  const open = (): string[] => orders.filter(({ state }) => !['done', 'refused', 'disputed', 'withdrawn', 'not-taken'].includes(state)).map(({ source, institutionCode, state }) => `${source} ${institutionCode} ${state}`);
  await eventually('every order has ended', async () => {
    orders = await Promise.all(orderIds.map(orderOf));
    return open().length === 0;
  }, { withinMs: 90_000, everyMs: 500 }).catch(() => undefined);
  expect(open()).toEqual([]);
  return orders;
}

test('what was found is frozen where it is: at banks over SOAP and files, banks we call, platforms, insurers, depositories, registers of companies', async () => {
  const caseId = await askedCase(DEBT_FEN, rich.foundAt);
  const { digest, orders: proposed } = await read<{ digest: string; orders: { assetId: string; source: string; institution: { code: string } }[] }>(`/cases/${caseId}/control-proposal`);
  expect(new Set(proposed.map(({ source }) => source)).size).toBeGreaterThanOrEqual(3);
  // One of each kind at each institution: the rest would only take longer. Securities are frozen before the next trading moment, which may be days away.
  const chosen = [...Map.groupBy(proposed.filter(({ source }) => source !== 'securities'), ({ source, institution }) => `${source} ${institution.code}`).values()].flatMap((ofKind) => ofKind.slice(0, 1));
  const assetIds = chosen.map(({ assetId }) => assetId);
  const { items } = await post<{ items: Order[] }>('officer', `/cases/${caseId}/control-proposal/drafts`, { digest, assetIds, reason: '查得财产不足以清偿，逐项控制' }, 201);
  expect(items).toHaveLength(chosen.length);

  const orders = await carriedOut(caseId, items.map(({ id }) => id), { excessReason: '不可分财产，无其他足额财产' });

  // Each has its papers, made and sealed, its word and its messages.
  for (const { state, documents, answers, exchanges, requestNumber } of orders) {
    expect([requestNumber, state, documents.map(({ kind, origin, sealed }) => `${kind} ${origin} ${sealed}`)]).toEqual([requestNumber, expect.stringMatching(/^(done|refused)$/), ['ruling generated true', 'notice generated true']]);
    expect(answers.length).toBeGreaterThan(0);
    expect(exchanges.length).toBeGreaterThan(0);
    // Every message can be opened as evidence; that papers were fetched is one without bytes of its own.
    const facts = await Promise.all(exchanges.map((exchange) => as.officer.get<ExchangeDto>(exchange)));
    expect(facts.map(({ status }) => status)).toEqual(exchanges.map(() => 200));
    expect(facts.filter(({ body }) => /^[0-9a-f]{64}$/.test((body.sent ?? body.received)?.sha256 ?? '')).length).toBeGreaterThan(0);
  }
  // What an institution reported it finds again by what the order says of it.
  expect(orders.flatMap(({ answers }) => answers.map(({ outcome }) => outcome.reason ?? '')).filter((reason) => /无此|未持有|不符|查无/.test(reason))).toEqual([]);
  const measures = await measuresOf(caseId);
  // Money, units and policies alike: what was free is held, and counts.
  expect(measures.filter(({ state }) => state === 'unfunded')).toEqual([]);
  expect(measures).toHaveLength(orders.filter(({ state }) => state === 'done').length);
  const effective = measures.filter(({ state }) => state === 'effective');
  expect(new Set(effective.map(({ source }) => source)).size).toBeGreaterThanOrEqual(2);
  const ledger = await ledgerOf(caseId);
  expect(ledger).toMatchObject({ owedFen: DEBT_FEN, heldFen: effective.reduce((sum, { heldFen }) => sum + heldFen, 0), underWayFen: 0, excessFen: 0 });
  expect(ledger.heldFen).toBeGreaterThan(0);
}, 240_000);

test('frozen, deducted to the account of the case, arrived; and what is too much after a payment is released by itself', async () => {
  const bank = rich.foundAt.filter((code) => /^[A-G]\d{3}H/.test(code));
  const caseId = await askedCase(100_000, bank);
  const { digest, orders: proposed } = await read<{ digest: string; orders: object[] }>(`/cases/${caseId}/control-proposal`);
  expect(proposed).toHaveLength(1);
  const { items } = await post<{ items: Order[] }>('officer', `/cases/${caseId}/control-proposal/drafts`, { digest, reason: '查得足额存款' }, 201);
  const [frozen] = await carriedOut(caseId, [items[0]!.id]);
  expect(frozen).toMatchObject({ state: 'done' });
  const [measure] = await measuresOf(caseId);
  expect(measure).toMatchObject({ state: 'effective', heldFen: 100_000 });

  const deduct = { orders: [{ operation: 'deduct', measureId: measure!.id, extent: { by: 'amount', fen: 40_000 }, reason: '划至执行款专户' }] };
  const refused = await as.officer.call<{ rules?: { code: string; law: string; remedy: string }[] }>('POST', `/api/v1/cases/${caseId}/control-orders`, { body: deduct });
  expect([refused.status, refused.body.rules?.map(({ code }) => code)]).toEqual([422, ['case-account-missing']]);
  const account = await as['case-system'].call('PUT', `/api/v1/cases/${caseId}/case-account`, { body: { accountName: '样例法院执行款专户', bankName: '样例银行', bankNumber: '931331000019', accountNumber: '19990101040000001' } });
  expect(account.status).toBe(200);
  const { items: drafted } = await post<{ items: Order[] }>('officer', `/cases/${caseId}/control-orders`, deduct, 201);
  const [taken] = await carriedOut(caseId, [drafted[0]!.id], { livingReason: '被执行人另有养老金' });
  expect(taken).toMatchObject({ state: 'done' });
  await post('case-system', `/control-orders/${taken!.id}/arrival`, { reference: 'T1', fen: 40_000, day: new Date().toISOString().slice(0, 10) }, 204);
  expect(await ledgerOf(caseId)).toMatchObject({ deductedFen: 40_000, arrivedFen: 40_000, neededFen: 60_000, heldFen: 60_000, excessFen: 0 });

  // The obligor pays half of the rest: the bank gives it back without anybody asking.
  const { body } = await as.officer.get<CaseDto>(`/api/v1/cases/${caseId}`);
  const paid = await as.officer.call('PATCH', `/api/v1/cases/${caseId}`, { body: { version: body.version, owed: { paidFen: 30_000 } } });
  expect(paid.status).toBe(200);
  await eventually('the excess is released', async () => (await ledgerOf(caseId)).heldFen === 30_000, { withinMs: 60_000 }).catch(async (error: Error) => {
    const { items: all } = await read<{ items: Order[] }>(`/control-orders?caseId=${caseId}&limit=100`);
    const stand = await Promise.all(all.map(async ({ id, operation, state, institutionCode }) => [operation, state, institutionCode, (await orderOf(id)).documents.length]));
    throw new Error(`${error.message}: ${JSON.stringify(stand)}`);
  });
  expect(await ledgerOf(caseId)).toMatchObject({ neededFen: 30_000, heldFen: 30_000, excessFen: 0 });
}, 240_000);
