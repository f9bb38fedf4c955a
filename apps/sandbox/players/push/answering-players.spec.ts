import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_OBLIGORS, startSandbox, type Party, type Sandbox, type SandboxInstitution } from '../../index.js';
import { orderAbout } from '../../testkit/order.js';
import { publishedContract } from '../../testkit/wire-schema.js';

const one = (code: string, adapter: SandboxInstitution['adapter']): SandboxInstitution => ({ code, name: `样例${code}`, adapter, credentials: { token: `token-of-${code}` } });
const TAX = one('TAX-330100', 'tax');
const INSURER = one('INSURER-901', 'insurance');
const SHANGHAI = one('CSDC-SH', 'securities');
const SHENZHEN = one('CSDC-SZ', 'securities');
const BEIJING = one('CSDC-BJ', 'securities');
const BROKERS = ['BROKER-901', 'BROKER-902', 'BROKER-903'].map((code) => one(code, 'securities'));
const [obligor, , , company] = DEMO_OBLIGORS;
const STRANGER = { kind: 'person', name: '钱样生', documentNumber: '330106198001011235' } as const;

type Json = Record<string, unknown>;
interface Reply {
  readonly status: number;
  readonly body: Json;
}

let sandbox: Sandbox;
let serial = 0;

beforeAll(async () => {
  sandbox = await startSandbox({
    host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: 'http://127.0.0.1:9', pollSeconds: 3600, population: { people: 300, companies: 50 },
    institutions: [TAX, INSURER, SHANGHAI, SHENZHEN, BEIJING, ...BROKERS],
  });
});
afterEach(() => {
  for (const { code } of [TAX, INSURER, SHANGHAI, ...BROKERS]) sandbox.rules.clear(code);
});
afterAll(() => sandbox.close());

async function call({ code, credentials }: SandboxInstitution, method: string, path: string, value?: object): Promise<Reply> {
  const reply = await fetch(`${sandbox.url}/${code}${path}`, {
    method,
    headers: { authorization: `Bearer ${credentials['token'] ?? ''}` },
    ...(value === undefined ? {} : { body: JSON.stringify(value) }),
  });
  const text = await reply.text();
  try {
    return { status: reply.status, body: JSON.parse(text) as Json };
  } catch {
    return { status: reply.status, body: {} };
  }
}

const pathOf = ({ adapter }: SandboxInstitution): string => `/${adapter}/v1/queries`;

/** Asks, and with the ticket where one is given. */
async function ask(institution: SandboxInstitution, person: Parameters<typeof orderAbout>[1] = obligor): Promise<Reply> {
  const reply = await call(institution, 'POST', pathOf(institution), orderAbout(`Q${++serial}`, person));
  return reply.status === 202 ? call(institution, 'GET', `${pathOf(institution)}/${String(reply.body['ticket'])}`) : reply;
}

const everybody = (): readonly Party[] => Array.from({ length: sandbox.population.size }, (_, i) => sandbox.population.at(i));
const holdings = (reply: Reply): readonly Json[] => (reply.body['holdings'] ?? []) as Json[];

describe.each([
  ['a tax authority', TAX, 'taxpayers'],
  ['an insurer', INSURER, 'policies'],
  ['the depository', SHANGHAI, 'holdings'],
  ['a broker', BROKERS[0] as SandboxInstitution, 'holdings'],
] as const)('%s', (_who, institution, rows) => {
  const check = publishedContract(institution.adapter);
  /** Somebody of whom it holds something. */
  const known = (): Party => everybody().find((party) => !party.demo && sandbox.population.holdings(party, institution.code) !== undefined) as Party;

  it('says of everybody it knows what it holds, as the published contract has it; of others that there is nothing', async () => {
    expect(check('QueryOrder', orderAbout('A1', obligor))).toEqual([]);
    let found = 0;
    for (const [i, party] of everybody().entries()) {
      const holds = sandbox.population.holdings(party, institution.code) !== undefined;
      if (!holds && i % 20 !== 0) continue;
      const { status, body } = await ask(institution, party);
      expect([status, body['result']]).toEqual([200, holds ? 'found' : 'none']);
      expect(check('QueryAnswer', body)).toEqual([]);
      found += holds ? 1 : 0;
    }
    expect(found).toBeGreaterThan(3);
    expect((await ask(institution, STRANGER)).body).toMatchObject({ result: 'none' });
  });

  it('says the same again, and turns away what is no question', async () => {
    const told = async (): Promise<unknown> => (await ask(institution, known())).body[rows];
    expect(await told()).toEqual(await told());
    expect((await call(institution, 'POST', pathOf(institution), { ...orderAbout('A1', obligor), extra: 1 })).body['code']).toBe('request-invalid');
    expect((await call(institution, 'GET', '/nothing')).status).toBe(404);
    await call(institution, 'POST', pathOf(institution), orderAbout('SAME', obligor));
    expect((await call(institution, 'POST', pathOf(institution), orderAbout('SAME', STRANGER))).body['code']).toBe('request-number-reused');
  });

  it.each([
    ['fails', { errorRate: 1 }, { status: 500 }],
    ['refuses in its answer', { refusalRate: 1 }, { status: 200, body: { result: 'refused', refusal: { code: 'review-failed' } } }],
    ['refuses by status', { refusalRate: 1, refusalBy: 'return' }, { status: 422, body: { code: 'review-failed' } }],
    ['is out of service', { outage: { kind: 'unavailable' } }, { status: 503 }],
  ])('%s when its rules say so', async (_, rules, expected) => {
    sandbox.rules.set(institution.code, rules);
    expect(await ask(institution, known())).toMatchObject(expected);
  });

  it('contradicts itself, with property and without', async () => {
    sandbox.rules.set(institution.code, { contradictoryRate: 1 });
    expect((await ask(institution, known())).body).toMatchObject({ result: 'none', [rows]: expect.arrayContaining([expect.anything()]) as unknown });
    expect((await ask(institution, STRANGER)).body).toMatchObject({ result: 'found', [rows]: [] });
  });

  it('speaks of somebody else: the person asked about is not named', async () => {
    sandbox.rules.set(institution.code, { wrongPersonRate: 1 });
    const party = known();
    const { body } = await ask(institution, party);
    expect(body['result']).toBe('found');
    expect(JSON.stringify(body)).not.toContain(party.documentNumber);
  });

  it('cuts its answer, and takes its time', async () => {
    sandbox.rules.set(institution.code, { malformedRate: 1, malformedKinds: ['truncated'] });
    const cut = await call(institution, 'POST', pathOf(institution), orderAbout(`Q${++serial}`, known()));
    expect(cut.body).toEqual({});
    sandbox.rules.set(institution.code, { latency: { kind: 'fixed', medianMs: 150 } });
    const begun = performance.now();
    const taken = await call(institution, 'POST', pathOf(institution), orderAbout(`Q${++serial}`, known()));
    if (taken.status === 200) expect(performance.now() - begun).toBeGreaterThanOrEqual(149);
    else {
      expect(check('Ticket', taken.body)).toEqual([]);
      const path = `${pathOf(institution)}/${String(taken.body['ticket'])}`;
      expect((await call(institution, 'GET', path)).status).toBe(202);
      await sleep(160);
      expect((await call(institution, 'GET', path)).status).toBe(200);
    }
  });
});

describe('securities', () => {
  it('the depository and exactly one broker know the same holdings of a person', async () => {
    const investors = everybody().filter((party) => BROKERS.some(({ code }) => sandbox.population.holdings(party, code) !== undefined));
    expect(investors.length).toBeGreaterThan(20);
    for (const party of investors.slice(0, 25)) {
      const agreed = ({ securitiesAccount, code, quantity, frozenCause, price }: Json): string => [securitiesAccount, code, quantity, frozenCause, price].join(' ');
      const registered = (await Promise.all([SHANGHAI, SHENZHEN, BEIJING].map((each) => ask(each, party)))).flatMap(holdings).map(agreed);
      const kept = (await Promise.all(BROKERS.map((each) => ask(each, party)))).filter(({ body }) => body['result'] === 'found');
      expect(kept).toHaveLength(1);
      expect(kept.flatMap(holdings).map(agreed).sort()).toEqual(registered.sort());
    }
  });

  it('demonstration obligors have shares, also a company', () => {
    for (const { documentNumber } of [obligor, company]) {
      const party = sandbox.population.findByDocument(documentNumber) as Party;
      expect(sandbox.population.holdings(party, SHANGHAI.code)?.securities.length).toBeGreaterThan(0);
    }
  });

  it('some hold collateral, which is flagged with its reason', () => {
    const spared = everybody().flatMap((party) => sandbox.population.holdings(party, SHENZHEN.code)?.securities ?? []).filter((security) => security.spared !== undefined);
    expect(spared.length).toBeGreaterThan(0);
    expect(spared.every(({ availableQuantity }) => availableQuantity === '0')).toBe(true);
  });
});
