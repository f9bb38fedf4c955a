import type { ControlReading, ControlRequest, ControlStatusReading, ControlTarget, HttpCall, HttpReply, PushAdapter } from '#contracts/adapter';
import { Sensitive } from '#contracts/adapter';
import { adapter as bankDirect } from '#adapters/bank-direct';
import { adapter as equity } from '#adapters/equity';
import { adapter as insurance } from '#adapters/insurance';
import { adapter as securities } from '#adapters/securities';
import { adapter as vehicle } from '#adapters/vehicle';
import { sampleOrder, sampleOrderCertificates, sampleOrderDocuments } from '#libs/adapter-testkit';
import { startSandbox, type Party, type Sandbox, type SandboxInstitution } from '../../index.js';
import type { CashAccount, Policy, Security } from '../../population/financial-holding.js';
import type { Account, Holdings, Product, Shareholding, Vehicle } from '../../population/holding.js';
import { controlOrderAbout } from '../../testkit/control-order.js';
import { orderAbout } from '../../testkit/order.js';
import { publishedContract, type WireCheck } from '../../testkit/wire-schema.js';

const one = (code: string, adapter: SandboxInstitution['adapter'], more: Partial<SandboxInstitution> = {}): SandboxInstitution => ({ code, name: `样例${code}`, adapter, credentials: { token: `token-of-${code}` }, ...more });
const BANK = one('ZL-BANK', 'bank-direct');
const CARS = one('CGS-330100', 'vehicle');
const INSURER = one('INSURER-901', 'insurance');
const SHANGHAI = one('CSDC-SH', 'securities');
const SHENZHEN = one('CSDC-SZ', 'securities');
const BROKER = one('BROKER-901', 'securities');
const REGISTER = one('AMR-330000', 'equity');
const ALL = [BANK, CARS, INSURER, SHANGHAI, SHENZHEN, BROKER, REGISTER];
const ADAPTERS: Readonly<Record<string, PushAdapter>> = { 'bank-direct': bankDirect, vehicle, insurance, securities, equity };

let sandbox: Sandbox;
let checks: Readonly<Record<string, WireCheck>>;
let serial = 0;
/** A Monday in system hours, unless a test says otherwise. */
const MONDAY = Date.parse('2026-03-02T10:00:00+08:00');
let clock = MONDAY;
const nextNumber = (): string => `K${String(++serial).padStart(10, '0')}`;

beforeAll(async () => {
  checks = Object.fromEntries(Object.keys(ADAPTERS).map((code) => [code, publishedContract(code)]));
  sandbox = await startSandbox({
    host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: 'http://127.0.0.1:9', pollSeconds: 3600, population: { people: 1_200, companies: 200 }, institutions: ALL, clock: () => clock,
  });
});
afterEach(() => {
  clock = MONDAY;
  for (const { code } of ALL) sandbox.rules.clear(code);
});
afterAll(() => sandbox.close());

interface Sent extends HttpReply {
  readonly value: Record<string, unknown>;
}

async function send(institution: SandboxInstitution, call: HttpCall): Promise<Sent> {
  const reply = await fetch(`${sandbox.url}/${institution.code}${call.path}`, { method: call.method, headers: call.headers, ...(call.body === undefined ? {} : { body: call.body as string }) });
  const body = new Uint8Array(await reply.arrayBuffer());
  const value = JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>;
  if (reply.status === 200 || reply.status === 202) expect(checks[institution.adapter]?.('OrderAnswer', value)).toEqual([]);
  return { status: reply.status, headers: Object.fromEntries(reply.headers), body, value };
}

const asInstitution = ({ code, name, credentials }: SandboxInstitution) => ({ code, name, credentials: { token: new Sensitive(credentials['token'] ?? '') }, callbackBaseUrl: '' });
const controlsOf = ({ adapter }: SandboxInstitution) => ADAPTERS[adapter]!.controls!;
const callOf = (at: SandboxInstitution, request: ControlRequest): HttpCall =>
  controlsOf(at).describeControl({ request, documents: sampleOrderDocuments(request), certificates: sampleOrderCertificates(request) }, asInstitution(at));

/** Puts an order with the real adapter and reads what comes back. */
async function put(at: SandboxInstitution, request: ControlRequest): Promise<ControlReading> {
  return controlsOf(at).readControl(await send(at, callOf(at, request)), request);
}

async function ask(at: SandboxInstitution, request: ControlRequest): Promise<ControlStatusReading> {
  return controlsOf(at).readStatus(await send(at, controlsOf(at).describeStatus(request, asInstitution(at))), request);
}

async function own(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const reply = await fetch(`${sandbox.url}/sandbox/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  expect({ path, status: reply.status }).toEqual({ path, status: 200 });
  return (await reply.json()) as Record<string, unknown>;
}
const settle = (at: SandboxInstitution, request: ControlRequest): Promise<unknown> => own('POST', `settle/${at.code}?requestNumber=${request.requestNumber}`);

/** Puts an order, lets the institution decide it now, and asks. */
async function decided(at: SandboxInstitution, request: ControlRequest): Promise<ControlStatusReading> {
  await put(at, request);
  await settle(at, request);
  return ask(at, request);
}

/** What the institution says of a party when it is asked, with the ticket where it gives one. */
async function queried<Answer>(at: SandboxInstitution, party: Party, more: object = {}): Promise<Answer> {
  const headers = { authorization: `Bearer ${at.credentials['token'] ?? ''}` };
  const path = `${sandbox.url}/${at.code}/${at.adapter === 'bank-direct' ? 'judicial' : at.adapter}/v1/queries`;
  const reply = await fetch(path, { method: 'POST', headers, body: JSON.stringify(orderAbout(nextNumber(), { ...party, documentType: subjectOf(party).documents[0]!.type }, more)) });
  const value = (await reply.json()) as { ticket?: string };
  return (value.ticket === undefined ? value : await (await fetch(`${path}/${value.ticket}`, { headers })).json()) as Answer;
}

const used = new Set<string>();
/** A thing nobody ordered anything on in another test. */
function find<T>(at: SandboxInstitution, rows: (holdings: Holdings) => readonly T[], fits: (row: T, party: Party) => boolean, key: (row: T) => string): { party: Party; row: T } {
  for (let index = 0; index < sandbox.population.size; index++) {
    const party = sandbox.population.at(index);
    const holdings = sandbox.population.holdings(party, at.code);
    const row = holdings === undefined ? undefined : rows(holdings).find((each) => fits(each, party) && !used.has(`${at.adapter} ${key(each)} ${party.documentNumber}`));
    if (row === undefined) continue;
    used.add(`${at.adapter} ${key(row)} ${party.documentNumber}`);
    return { party, row };
  }
  throw new Error('nobody has such a thing: take a larger population');
}

const subjectOf = (party: Party): ControlRequest['subject'] => ({
  kind: party.kind, name: party.name, otherNames: [], documents: [{ type: party.kind === 'person' ? 'resident-id' : 'unified-social-credit-code', number: party.documentNumber }],
});

function order(kind: ControlTarget['kind'], operation: ControlRequest['operation'], party: Party, target: ControlTarget, changes: Partial<ControlRequest> = {}): ControlRequest {
  return sampleOrder({ kind, operation }, { requestNumber: nextNumber(), subject: subjectOf(party), target, from: '2026-03-02', until: '2027-03-01', ...changes });
}
const following = (request: ControlRequest, institutionReference?: string) => ({
  original: { requestNumber: request.requestNumber, caseNumber: request.case.caseNumber, ...(institutionReference === undefined ? {} : { institutionReference }) },
});
const yuan = (fen: number) => ({ by: 'amount' as const, amount: { fen, currency: 'CNY' } });
const effectOf = (reading: ControlStatusReading) => {
  if (reading.state !== 'final' || reading.outcome.kind !== 'effective') throw new Error(`not effective: ${JSON.stringify(reading)}`);
  return reading.outcome.effect;
};
const EFFECTIVE = (effect: object) => ({ state: 'final', outcome: { kind: 'effective', effect } });
const REFUSED = (reasonCode: string) => ({ state: 'final', outcome: { kind: 'refused', reasonCode } });

describe('an account at a bank that is called', () => {
  const account = (fits: (row: Account) => boolean = ({ measures, rights, balanceFen, closedOn, currency }) => measures.length === 0 && rights.length === 0 && balanceFen > 100_000 && closedOn === undefined && currency === 'CNY') =>
    find(BANK, ({ accounts }) => accounts, fits, ({ number }) => number);
  const target = ({ number }: Account): ControlTarget => ({ kind: 'account', reference: number, sequence: 1 });
  const measuresOn = async (key: string) => ((await own('GET', `registers/${BANK.code}`))['things'] as { thing: string; measures: { state: string; held: string }[] }[]).find(({ thing }) => thing === key)?.measures;

  it('holds an exact sum; put again it is answered the same and booked once; another order under the number is no answer', async () => {
    const { party, row } = account();
    const request = order('account', 'freeze', party, target(row), { extent: yuan(50_000) });
    const first = await put(BANK, request);
    expect(first).toMatchObject(EFFECTIVE({ limit: { fen: 50_000 }, held: { fen: 50_000 }, unfunded: { fen: 0 }, balance: { fen: row.balanceFen }, available: { fen: row.balanceFen - 50_000 }, from: expect.any(String) as string }));
    expect(await put(BANK, request)).toEqual(first);
    expect(await measuresOn(row.number)).toHaveLength(1);
    expect(await put(BANK, { ...request, extent: yuan(60_000) })).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed', wireStatus: 'HTTP 409 request-number-reused' } });
    expect(await ask(BANK, request)).toEqual(first);
  });

  it('more than is there: holds what is there, catches what comes, up to its limit', async () => {
    const { party, row } = account();
    const request = order('account', 'freeze', party, target(row), { extent: yuan(row.balanceFen + 5_000) });
    expect(await put(BANK, request)).toMatchObject(EFFECTIVE({ held: { fen: row.balanceFen }, unfunded: { fen: 5_000 } }));
    await own('POST', `add-to/${BANK.code}`, { thing: row.number, amount: '8000' });
    expect(await ask(BANK, request)).toMatchObject(EFFECTIVE({ held: { fen: row.balanceFen + 5_000 }, unfunded: { fen: 0 }, available: { fen: 3_000 } }));
  });

  it('all of it held by ours of another order: the second waits, is let in when the first is released, with days of its own', async () => {
    const { party, row } = account();
    const first = order('account', 'freeze', party, target(row), { extent: { by: 'account' } });
    await put(BANK, first);
    const second = order('account', 'freeze', party, target(row), { extent: yuan(10_000) });
    expect(await put(BANK, second)).toMatchObject({ state: 'final', outcome: { kind: 'waiting', position: 1, effect: { priorMeasures: [{ sequence: 1 }] } } });
    expect(await put(BANK, order('account', 'deduct', party, target(row), { extent: yuan(10_000), ...following(second) }))).toMatchObject(REFUSED('no-effective-freeze'));
    expect(await put(BANK, order('account', 'release', party, target(row), { extent: { by: 'account' }, ...following(first) }))).toMatchObject(EFFECTIVE({ held: { fen: row.balanceFen } }));
    expect(await ask(BANK, second)).toMatchObject(EFFECTIVE({ held: { fen: 10_000 }, institutionReference: expect.stringMatching(/^YH/) as string }));
    expect(await put(BANK, order('account', 'release-wait', party, target(row), { extent: yuan(10_000), ...following(second) }))).toMatchObject(REFUSED('not-waiting'));
  });

  it('deducts only what is held, out of the freeze it names; the query shows what is left', async () => {
    const { party, row } = account();
    const freeze = order('account', 'freeze', party, target(row), { extent: yuan(30_000) });
    const { institutionReference = '' } = effectOf(await put(BANK, freeze));
    expect(await put(BANK, order('account', 'deduct', party, target(row), { extent: yuan(20_000), ...following(freeze, 'YH00000000000000') }))).toMatchObject(REFUSED('reference-mismatch'));
    expect(await put(BANK, order('account', 'deduct', party, target(row), { extent: yuan(20_000), ...following({ ...freeze, requestNumber: 'nobody' }) }))).toMatchObject(REFUSED('original-unknown'));
    expect(await put(BANK, order('account', 'deduct', party, target(row), { extent: yuan(20_000), ...following(freeze, institutionReference) }))).toMatchObject(EFFECTIVE({ held: { fen: 20_000 } }));
    expect(await put(BANK, order('account', 'deduct', party, target(row), { extent: yuan(20_000), ...following(freeze) }))).toMatchObject(EFFECTIVE({ held: { fen: 10_000 } }));
    expect(await put(BANK, order('account', 'deduct', party, target(row), { extent: yuan(20_000), ...following(freeze) }))).toMatchObject(REFUSED('original-ended'));
    // Asked about again, the freeze is what it was when it was answered.
    expect(await ask(BANK, freeze)).toMatchObject(EFFECTIVE({ held: { fen: 30_000 } }));
    const { accounts } = await queried<{ accounts: { number: string; balanceFen: number }[] }>(BANK, party, { sources: ['deposit'] });
    expect(accounts.find(({ number }) => number === row.number)?.balanceFen).toBe(row.balanceFen - 30_000);
  });

  it('freezes and deducts in one order, and leaves no freeze behind', async () => {
    const { party, row } = account();
    expect(await put(BANK, order('account', 'freeze-and-deduct', party, target(row), { extent: yuan(40_000) }))).toMatchObject(EFFECTIVE({ held: { fen: 40_000 } }));
    expect(await measuresOn(row.number)).toMatchObject([{ state: 'ended' }]);
  });

  it('half done: the half that is paid is told as under way, the rest comes later, once', async () => {
    const { party, row } = account();
    const freeze = order('account', 'freeze', party, target(row), { extent: yuan(30_000) });
    await put(BANK, freeze);
    sandbox.rules.set(BANK.code, { halfDoneRate: 1 });
    const deduct = order('account', 'deduct', party, target(row), { extent: yuan(30_000), ...following(freeze) });
    expect(await put(BANK, deduct)).toMatchObject({ state: 'later', outcome: { kind: 'in-progress', effect: { held: { fen: 15_000 } } } });
    await settle(BANK, deduct);
    expect(await ask(BANK, deduct)).toMatchObject(EFFECTIVE({ held: { fen: 30_000 }, balance: { fen: row.balanceFen - 30_000 } }));
    expect(await put(BANK, deduct)).toMatchObject(EFFECTIVE({ held: { fen: 30_000 }, balance: { fen: row.balanceFen - 30_000 } }));
  });

  it('a lost reply: done, and asking finds it; put again it is not done twice', async () => {
    const { party, row } = account();
    sandbox.rules.set(BANK.code, { lostReplyRate: 1 });
    const request = order('account', 'freeze', party, target(row), { extent: yuan(10_000) });
    await expect(put(BANK, request)).rejects.toThrow('fetch failed');
    const said = await ask(BANK, request);
    expect(said).toMatchObject(EFFECTIVE({ held: { fen: 10_000 } }));
    expect(await put(BANK, request)).toEqual(said);
    expect(await measuresOn(row.number)).toHaveLength(1);
  });

  it('not taken, with the proof of it; failed, without: only asking tells that neither was taken', async () => {
    const { party, row } = account();
    sandbox.rules.set(BANK.code, { notTakenRate: 1 });
    const request = order('account', 'freeze', party, target(row), { extent: yuan(10_000) });
    expect(await put(BANK, request)).toEqual({ state: 'not-taken', cause: 'server-error', detail: 'HTTP 503 order-not-taken', afterMs: 1000 });
    expect(await ask(BANK, request)).toEqual({ state: 'unknown' });
    sandbox.rules.set(BANK.code, { errorRate: 1 });
    expect(await put(BANK, request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
    sandbox.rules.set(BANK.code, { outage: { kind: 'unavailable' } });
    expect(await ask(BANK, request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
    sandbox.rules.clear(BANK.code);
    expect(await ask(BANK, request)).toEqual({ state: 'unknown' });
    expect(await put(BANK, request)).toMatchObject(EFFECTIVE({ held: { fen: 10_000 } }));
  });

  it('booked twice, said otherwise when asked again, about somebody else: each is seen for what it is', async () => {
    const { party, row } = account();
    sandbox.rules.set(BANK.code, { duplicateRate: 1 });
    expect(await put(BANK, order('account', 'freeze', party, target(row), { extent: yuan(10_000) }))).toMatchObject({ outcome: { kind: 'defective', defect: 'contradictory', detail: 'more is held than was ordered' } });
    sandbox.rules.set(BANK.code, { contradictoryRate: 1 });
    const request = order('account', 'freeze', party, target(row), { extent: yuan(10_000) });
    expect(await put(BANK, request)).toMatchObject(EFFECTIVE({ held: { fen: 10_000 } }));
    expect(await ask(BANK, request)).toMatchObject(REFUSED('measure-not-found'));
    sandbox.rules.set(BANK.code, { wrongPersonRate: 1 });
    expect(await put(BANK, order('account', 'freeze', party, target(row), { extent: yuan(10_000) }))).toMatchObject({ outcome: { kind: 'defective', defect: 'wrong-person' } });
  });

  it('refuses by review in either way: as an answer that stays, or without taking the order', async () => {
    const { party, row } = account();
    sandbox.rules.set(BANK.code, { refusalRate: 1 });
    const request = order('account', 'freeze', party, target(row), { extent: yuan(10_000) });
    expect(await put(BANK, request)).toMatchObject(REFUSED('review-failed'));
    expect(await ask(BANK, request)).toMatchObject(REFUSED('review-failed'));
    sandbox.rules.set(BANK.code, { refusalRate: 1, refusalBy: 'return' });
    const other = order('account', 'freeze', party, target(row), { extent: yuan(10_000) });
    expect(await put(BANK, other)).toMatchObject(REFUSED('review-failed'));
    expect(await ask(BANK, other)).toEqual({ state: 'unknown' });
  });

  it('looks at the papers: damaged, missing, one officer only, another number in the path', async () => {
    const { party, row } = account();
    const base = { requestNumber: nextNumber(), operation: 'freeze', subject: party, target: { account: row.number }, extent: { by: 'amount', amountFen: 1, currency: 'CNY' } };
    const sendRaw = async (more: object, path = base.requestNumber) =>
      (await send(BANK, { method: 'PUT', path: `/judicial/v1/orders/${path}`, headers: { authorization: `Bearer ${BANK.credentials['token'] ?? ''}` }, body: JSON.stringify(controlOrderAbout(base, more)) })).value['code'];
    const { documents, certificates } = controlOrderAbout(base) as { documents: { sha256: string }[]; certificates: object[] };
    expect(await sendRaw({ documents: documents.map((one) => ({ ...one, sha256: '0'.repeat(64) })) })).toBe('document-damaged');
    expect(await sendRaw({ documents: documents.slice(0, 1) })).toBe('document-missing');
    expect(await sendRaw({ certificates: certificates.slice(0, 1) })).toBe('certificate-missing');
    expect(await sendRaw({}, 'K-other')).toBe('request-invalid');
    expect(await sendRaw({ operation: 'withdraw-income' })).toBe('not-offered');
  });

  it('a product is frozen in units with its account', async () => {
    const { party, row } = find(BANK, ({ products }) => products, ({ measures }: Product) => measures.length === 0, ({ reference }) => reference);
    const target_: ControlTarget = { kind: 'product', reference: row.reference, sequence: 1, account: row.settlementAccount };
    const request = order('product', 'freeze', party, target_, { source: 'wealth', extent: { by: 'quantity', quantity: { amount: row.quantity, unit: row.unit }, worth: { fen: row.valueFen, currency: 'CNY' } } });
    expect(await put(BANK, request)).toMatchObject(EFFECTIVE({ heldQuantity: { amount: row.quantity.replace(/\.?0+$/, ''), unit: row.unit } }));
  });
});

describe('a vehicle registry', () => {
  const target = ({ plate, plateKind, vin }: Vehicle): ControlTarget => ({ kind: 'vehicle', reference: `${plate}/${plateKind}`, plate, plateType: plateKind, vin });
  const car = (sealed: number) => find(CARS, ({ vehicles }) => vehicles, ({ seizures, deregisteredOn }) => deregisteredOn === undefined && (sealed === 0 ? seizures.length === 0 : seizures.length >= sealed && seizures[0]!.endsOn > '2026-03-02'), ({ plate }) => plate);

  it('takes the order, enters it when it gets to it, and shows it to whoever asks about the owner', async () => {
    const { party, row } = car(0);
    sandbox.rules.set(CARS.code, { latency: { kind: 'fixed', medianMs: 60_000 } });
    const request = order('vehicle', 'seal', party, target(row));
    expect(await put(CARS, request)).toMatchObject({ state: 'later' });
    await settle(CARS, request);
    sandbox.rules.clear(CARS.code);
    expect(await ask(CARS, request)).toMatchObject(EFFECTIVE({ until: expect.any(String) as string, institutionReference: expect.stringMatching(/^CF/) as string }));
    const { vehicles } = await queried<{ vehicles: { plate: string; states: string[]; seizures?: { authority: string; rank: number }[] }[] }>(CARS, party);
    expect(vehicles.find(({ plate }) => plate === row.plate)).toMatchObject({ states: expect.arrayContaining(['查封']) as string[], seizures: [{ authority: request.case.courtName, rank: 1 }] });
  });

  it('sealed by another court: waits behind it, and is next when that court lets go', async () => {
    const { party, row } = car(1);
    const request = order('vehicle', 'wait-seal', party, target(row));
    const waiting = await put(CARS, request);
    expect(waiting).toMatchObject({ state: 'final', outcome: { kind: 'waiting', effect: { priorMeasures: [{ authority: row.seizures[0]!.authority }] } } });
    const { things } = (await own('GET', `registers/${CARS.code}`)) as { things: { thing: string; measures: { reference: string; state: string; order: string }[] }[] };
    const before = things.find(({ thing }) => thing === `${row.plate}/${row.plateKind}`)!.measures.filter(({ order: id }) => id.startsWith('earlier-'));
    for (const { reference } of before) await own('POST', `end-measure/${CARS.code}`, { thing: `${row.plate}/${row.plateKind}`, reference });
    expect(await ask(CARS, request)).toMatchObject(EFFECTIVE({ from: '2026-03-02', until: '2027-03-01' }));
  });

  it('another car under the plate, or a plate of another kind, is not sealed', async () => {
    const { party, row } = car(0);
    expect(await put(CARS, order('vehicle', 'seal', party, { ...target(row), vin: 'LZZVX2Z636Z1C0069' } as ControlTarget))).toMatchObject(REFUSED('vehicle-mismatch'));
    expect(await put(CARS, order('vehicle', 'seal', party, { ...target(row), plateType: '07' } as ControlTarget))).toMatchObject(REFUSED('vehicle-unknown'));
  });
});

describe('an insurer', () => {
  const target = ({ number }: Policy): ControlTarget => ({ kind: 'policy', reference: number, policyNumber: number });
  const policy = (fits: (row: Policy) => boolean) => find(INSURER, ({ policies }) => policies, fits, ({ number }) => number);

  it("holds the cash value of the policy-holder's policy, less the loan, and pays it once", async () => {
    const { party, row } = policy(({ role, measures, stronglyPersonal, loan }) => role === 'holder' && measures.length === 0 && !stronglyPersonal && loan !== undefined);
    const freeze = order('policy', 'freeze', party, target(row), { extent: { by: 'whole' } });
    const { held, available } = effectOf(await put(INSURER, freeze));
    expect(held!.fen).toBeLessThan(row.cashValueFen);
    expect(available).toEqual({ fen: 0, currency: 'CNY' });
    const deduct = order('policy', 'deduct', party, target(row), { extent: yuan(1_000), ...following(freeze) });
    expect(await put(INSURER, deduct)).toMatchObject(EFFECTIVE({ held: { fen: 1_000 }, balance: { fen: row.cashValueFen - 1_000 } }));
    expect(await put(INSURER, deduct)).toMatchObject(EFFECTIVE({ balance: { fen: row.cashValueFen - 1_000 } }));
  });

  it('who is only insured or benefits has no cash value; strongly personal policies are spared', async () => {
    const insured = policy(({ role }) => role === 'insured');
    expect(await put(INSURER, order('policy', 'freeze', insured.party, target(insured.row), { extent: { by: 'whole' } }))).toMatchObject(REFUSED('not-policy-holder'));
    const personal = policy(({ role, stronglyPersonal, measures }) => role === 'holder' && stronglyPersonal && measures.length === 0);
    const freeze = order('policy', 'freeze', personal.party, target(personal.row), { extent: { by: 'whole' } });
    await put(INSURER, freeze);
    expect(await put(INSURER, order('policy', 'deduct', personal.party, target(personal.row), { extent: { by: 'whole' }, ...following(freeze) }))).toMatchObject(REFUSED('strongly-personal'));
  });
});

describe('the depository and its brokers', () => {
  const target = ({ securitiesAccount, code, market }: Security): ControlTarget => ({ kind: 'security', reference: `${securitiesAccount}/${code}`, account: securitiesAccount, code, market });
  const shares = (row: Security, amount: string) => ({ extent: { by: 'quantity' as const, quantity: { amount, unit: row.unit }, worth: { fen: 1, currency: 'CNY' } } });
  const holding = (at: SandboxInstitution, fits: (row: Security) => boolean) => find(at, ({ securities: rows }) => rows, (row) => row.spared === undefined && fits(row), ({ securitiesAccount, code }) => `${securitiesAccount}/${code}`);

  it('freezes in shares; what is frozen cannot be sold from the next trading day; the broker sees the same', async () => {
    const { party, row } = holding(SHANGHAI, ({ freezes, pledgedQuantity }) => freezes.length === 0 && pledgedQuantity === '0');
    const freeze = order('security', 'freeze', party, target(row), shares(row, '100'));
    expect(await decided(SHANGHAI, freeze)).toMatchObject(EFFECTIVE({ heldQuantity: { amount: '100', unit: row.unit }, institutionReference: expect.stringMatching(/^DJ/) as string, remarks: expect.stringMatching(/起不得卖出/) as string }));
    const { holdings: seen } = await queried<{ holdings: { code: string; securitiesAccount: string; frozenCause?: string; freezes: { quantity: string }[] }[] }>(BROKER, party);
    expect(seen.find(({ code, securitiesAccount }) => code === row.code && securitiesAccount === row.securitiesAccount)).toMatchObject({ frozenCause: '0', freezes: [{ quantity: '100' }] });
    const rest = row.quantity;
    expect(await decided(SHANGHAI, order('security', 'wait', party, target(row), shares(row, '101')))).toMatchObject(REFUSED('waits-for-more'));
    const more = order('security', 'freeze', party, target(row), shares(row, rest));
    expect(await decided(SHANGHAI, more)).toMatchObject(EFFECTIVE({ heldQuantity: { amount: String(Number(rest) - 100) } }));
    expect(await decided(SHANGHAI, order('security', 'freeze', party, target(row), shares(row, '100')))).toMatchObject(REFUSED('only-waiting'));
  });

  it('a waiting freeze quotes its number to be released; let in, it has another', async () => {
    const { party, row } = holding(SHENZHEN, ({ freezes, pledgedQuantity }) => freezes.length === 0 && pledgedQuantity === '0');
    expect(await decided(SHENZHEN, order('security', 'wait', party, target(row), shares(row, '100')))).toMatchObject(REFUSED('nothing-to-wait-for'));
    const first = order('security', 'freeze', party, target(row), shares(row, row.quantity));
    const { institutionReference } = effectOf(await decided(SHENZHEN, first));
    const wait = order('security', 'wait', party, target(row), shares(row, '100'));
    expect(await decided(SHENZHEN, wait)).toMatchObject({ outcome: { kind: 'waiting', position: 1, effect: { institutionReference: expect.stringMatching(/^LH/) as string } } });
    expect(await decided(SHENZHEN, order('security', 'release', party, target(row), { ...shares(row, row.quantity), ...following(first, institutionReference) }))).toMatchObject(EFFECTIVE({ heldQuantity: { amount: row.quantity } }));
    expect(await ask(SHENZHEN, wait)).toMatchObject(EFFECTIVE({ heldQuantity: { amount: '100' }, institutionReference: expect.stringMatching(/^DJ/) as string }));
  });

  it('what may not be enforced upon is refused with the reason', async () => {
    const { party, row } = find(SHENZHEN, ({ securities: rows }) => rows, ({ spared }) => spared !== undefined, ({ code, securitiesAccount }) => `${securitiesAccount}/${code}`);
    expect(await decided(SHENZHEN, order('security', 'freeze', party, target(row), shares(row, '10')))).toMatchObject(REFUSED('not-enforceable'));
  });

  it('a broker in system hours answers at once; at night it takes the order, and it is in effect before trading begins', async () => {
    const { party, row } = holding(BROKER, ({ freezes, pledgedQuantity }) => freezes.length === 0 && pledgedQuantity === '0');
    expect(await put(BROKER, order('security', 'freeze', party, target(row), shares(row, '100')))).toMatchObject(EFFECTIVE({ heldQuantity: { amount: '100' }, remarks: '自 2026-03-03 起不得卖出' }));
    clock = Date.parse('2026-03-06T20:00:00+08:00');
    const atNight = order('security', 'freeze', party, target(row), shares(row, '1'));
    expect(await put(BROKER, atNight)).toMatchObject({ state: 'later', outcome: { effect: { remarks: '交易系统时间外受理，最迟于 2026-03-09T09:15:00+08:00 生效' } } });
    clock = Date.parse('2026-03-09T08:59:59+08:00');
    expect(await ask(BROKER, atNight)).toMatchObject({ state: 'later' });
    // Nobody asks until long after; it took effect when it was due.
    clock = Date.parse('2026-03-20T12:00:00+08:00');
    expect(await ask(BROKER, atNight)).toMatchObject(EFFECTIVE({ effectiveAt: '2026-03-09T09:00:00+08:00', from: '2026-03-09', until: '2027-03-08' }));
  });

  it('cash at a broker is no security: an order on it is not understood as one', async () => {
    const { party, row } = find(BROKER, ({ cashAccounts }) => cashAccounts, (_row: CashAccount) => true, ({ number }) => number);
    expect(await decided(BROKER, order('security', 'freeze', party, { kind: 'security', reference: row.number, account: row.number, code: '000000' }, { extent: { by: 'quantity', quantity: { amount: '1', unit: '股' }, worth: { fen: 1, currency: 'CNY' } } }))).toMatchObject(REFUSED('holding-unknown'));
  });
});

describe('the register of companies', () => {
  const target = ({ company }: Shareholding): ControlTarget => ({ kind: 'equity', reference: company.documentNumber, companyCode: company.documentNumber, companyName: company.name });
  const stake = () => find(REGISTER, ({ shareholdings }) => shareholdings, ({ freezes, registration, subscribedFen }) => freezes.length === 0 && registration.status === 'active' && subscribedFen > 10_000_00, ({ company }) => company.documentNumber);

  it('not in effect before it is published; then with number and moment of the publication, in rank by it', async () => {
    const { party, row } = stake();
    const freeze = order('equity', 'freeze', party, target(row), { extent: yuan(10_000_00) });
    expect(await put(REGISTER, freeze)).toMatchObject({ state: 'later', outcome: { kind: 'in-progress', effect: { remarks: '已受理，待公示' } } });
    expect(await ask(REGISTER, freeze)).toMatchObject({ state: 'later' });
    clock = MONDAY + 60_000;
    const effect = effectOf(await ask(REGISTER, freeze));
    expect(effect).toMatchObject({ held: { fen: 10_000_00 }, heldQuantity: { unit: '%' }, institutionReference: expect.stringMatching(/^GS/) as string, effectiveAt: '2026-03-02T10:00:01+08:00' });
    expect(await decided(REGISTER, order('equity', 'release', party, target(row), { extent: yuan(10_000_00), ...following(freeze, effect.institutionReference) }))).toMatchObject(EFFECTIVE({ held: { fen: 10_000_00 } }));
  });

  it('behind a freeze of all of it: waits in rank, and ends as the freeze it was ordered as', async () => {
    const { party, row } = stake();
    const all = { extent: yuan(row.subscribedFen) };
    expect((await decided(REGISTER, order('equity', 'freeze', party, target(row), all)))).toMatchObject({ outcome: { kind: 'effective' } });
    const second = order('equity', 'freeze', party, target(row), all);
    expect(await decided(REGISTER, second)).toMatchObject({ outcome: { kind: 'waiting' } });
    expect(await decided(REGISTER, order('equity', 'release', party, target(row), { ...all, ...following(second) }))).toMatchObject(EFFECTIVE({ held: { fen: 0 } }));
  });

  it('by ratio of the company', async () => {
    const { party, row } = stake();
    expect(await decided(REGISTER, order('equity', 'freeze', party, target(row), { extent: { by: 'ratio', basisPoints: 100 } }))).toMatchObject(EFFECTIVE({ heldQuantity: { amount: '1', unit: '%' } }));
  });
});
