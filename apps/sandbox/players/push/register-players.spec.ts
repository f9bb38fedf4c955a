import { DEMO_OBLIGORS, startSandbox, type Company, type Party, type Resident, type Sandbox, type SandboxInstitution } from '../../index.js';
import { eventually } from '../../testkit/eventually.js';
import { LoopbackExchange } from '../../testkit/loopback-exchange.js';
import { orderAbout } from '../../testkit/order.js';
import { publishedContract } from '../../testkit/wire-schema.js';

const PROVINCE_OF_MARRIAGES = { code: 'MZ-ZJ', name: '样例民政厅', adapter: 'marriage', region: '330000', credentials: { token: 't1' } } as const satisfies SandboxInstitution;
const CITY_OF_MARRIAGES = { code: 'MZ-HZ', name: '样例民政局', adapter: 'marriage', region: '330100', credentials: { token: 't2' } } as const satisfies SandboxInstitution;
const PROVINCE_OF_COMPANIES = { code: 'GS-ZJ', name: '样例市场监管局', adapter: 'equity', region: '330000', credentials: { token: 't3' } } as const satisfies SandboxInstitution;
const CITY_OF_COMPANIES = { code: 'GS-NB', name: '样例市场监管局', adapter: 'equity', region: '330200', credentials: { token: 't4' } } as const satisfies SandboxInstitution;
const CITY_REGISTER = { code: 'HJ-HZ', name: '样例户籍', adapter: 'household', contractVersion: '1.1', region: '330100', credentials: { token: 't5', callbackSecret: 'synthetic-callback-secret' } } as const satisfies SandboxInstitution;
const OLD_REGISTER = { code: 'HJ-10', name: '样例户籍', adapter: 'household', contractVersion: '1.0', region: '330000', credentials: { token: 't6', callbackSecret: 'synthetic-callback-secret' } } as const satisfies SandboxInstitution;
const REGISTRY = { code: 'CGS-11', name: '样例车管所', adapter: 'vehicle', contractVersion: '1.1', credentials: { token: 't7' } } as const satisfies SandboxInstitution;
const OLD_REGISTRY = { code: 'CGS-10', name: '样例车管所', adapter: 'vehicle', contractVersion: '1.0', credentials: { token: 't8' } } as const satisfies SandboxInstitution;

const STRANGER = { kind: 'person', name: '钱样生', documentNumber: '330106198001011235' } as const;
type Asked = Parameters<typeof orderAbout>[1];
type Json = Record<string, unknown>;
interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly text: string;
}

let exchange: LoopbackExchange;
let sandbox: Sandbox;
let people: readonly Resident[];
let companies: readonly Company[];

beforeAll(async () => {
  exchange = await new LoopbackExchange().start();
  sandbox = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    seed: 20160429,
    exchangeUrl: exchange.url,
    institutions: [PROVINCE_OF_MARRIAGES, CITY_OF_MARRIAGES, PROVINCE_OF_COMPANIES, CITY_OF_COMPANIES, CITY_REGISTER, OLD_REGISTER, REGISTRY, OLD_REGISTRY],
    pollSeconds: 1,
    population: { people: 300, companies: 60 },
  });
  const everybody = Array.from({ length: sandbox.population.size }, (_, i) => sandbox.population.at(i));
  people = everybody.filter((party): party is Resident => party.kind === 'person');
  companies = everybody.filter((party): party is Company => party.kind === 'organisation');
});

afterEach(() => {
  sandbox.rules.replaceAll({});
});

afterAll(async () => {
  await sandbox.close();
  await exchange.stop();
});

async function call(institution: SandboxInstitution, method: string, path: string, value?: unknown): Promise<Reply> {
  const reply = await fetch(`${sandbox.url}/${institution.code}${path}`, {
    method,
    headers: { authorization: `Bearer ${institution.credentials['token'] ?? ''}`, 'content-type': 'application/json' },
    ...(value === undefined ? {} : { body: JSON.stringify(value) }),
  });
  const text = await reply.text();
  try {
    return { status: reply.status, body: JSON.parse(text) as Json, text };
  } catch {
    return { status: reply.status, body: {}, text };
  }
}

let asked = 0;
const number = (): string => `R${(asked += 1)}`;
const asSubject = (party: Party): Asked => ({ ...party, documentType: party.kind === 'person' ? 'resident-id' : 'unified-social-credit-code' });
const ask = (institution: SandboxInstitution, who: Asked): Promise<Reply> => call(institution, 'POST', `/${institution.adapter}/v1/queries`, orderAbout(number(), who));

describe('a register of marriages', () => {
  const check = publishedContract('marriage');

  it('answers about everybody as the contract has it, and the spouse says the same', async () => {
    expect(check('QueryOrder', orderAbout('R0', STRANGER))).toEqual([]);
    let couples = 0;
    for (const person of people.slice(0, 80)) {
      const { status, body } = await ask(PROVINCE_OF_MARRIAGES, asSubject(person));
      expect([status, check('QueryAnswer', body)]).toEqual([200, []]);
      const marriage = sandbox.population.marriage(person);
      expect(body['result']).toBe(marriage === undefined ? 'none' : 'found');
      const recorded = body['person'] as Json | undefined;
      if (marriage?.status !== 'married') {
        expect(recorded?.['spouse']).toBeUndefined();
        continue;
      }
      couples += 1;
      expect(recorded?.['spouse']).toMatchObject({ documentNumber: marriage.spouse.documentNumber });
      const { body: other } = await ask(PROVINCE_OF_MARRIAGES, asSubject(marriage.spouse));
      expect(other).toMatchObject({ person: { statusSince: recorded?.['statusSince'], spouse: { documentNumber: person.documentNumber } } });
    }
    expect(couples).toBeGreaterThan(20);
  });

  it('of a city knows what was registered there, asked by a stranger nothing, about organisations nothing at all', async () => {
    const results = await Promise.all(people.map(async (person) => ({ person, body: (await ask(CITY_OF_MARRIAGES, asSubject(person))).body })));
    for (const { person, body } of results) {
      expect(body['result']).toBe(sandbox.population.marriage(person)?.districtCode.startsWith('3301') === true ? 'found' : 'none');
    }
    expect(new Set(results.map(({ body }) => body['result']))).toEqual(new Set(['found', 'none']));
    expect((await ask(PROVINCE_OF_MARRIAGES, STRANGER)).body['result']).toBe('none');
    expect(await ask(PROVINCE_OF_MARRIAGES, asSubject(companies[0] as Company))).toMatchObject({ status: 422, body: { code: 'not-offered' } });
  });

  it.each<[string, object, (reply: Reply, person: Resident) => void]>([
    ['fails', { errorRate: 1 }, ({ status, body }) => expect([status, body['code']]).toEqual([500, 'system-error'])],
    ['refuses in its answer', { refusalRate: 1 }, ({ body }) => expect([body['result'], check('QueryAnswer', body)]).toEqual(['refused', []])],
    ['refuses by status', { refusalRate: 1, refusalBy: 'return' }, ({ status }) => expect(status).toBe(422)],
    ['contradicts itself', { contradictoryRate: 1 }, ({ body }) => expect(body).toMatchObject({ result: 'none', person: expect.anything() as unknown })],
    ['speaks of somebody else', { wrongPersonRate: 1 }, ({ body }, person) => expect(body['person']).toMatchObject({ documentNumber: expect.not.stringMatching(person.documentNumber) as unknown })],
    ['cuts its answer', { malformedRate: 1, malformedKinds: ['truncated'] }, ({ text }) => expect(() => JSON.parse(text) as unknown).toThrow()],
    ['is out of service', { outage: { kind: 'unavailable' } }, ({ status }) => expect(status).toBe(503)],
  ])('%s when its rules say so', async (_what, rules, expectation) => {
    const person = people.find((each) => sandbox.population.marriage(each)?.status === 'married') as Resident;
    sandbox.rules.set(PROVINCE_OF_MARRIAGES.code, rules);
    expectation(await ask(PROVINCE_OF_MARRIAGES, asSubject(person)), person);
  });
});

describe('a register of companies', () => {
  const check = publishedContract('equity');
  const [demo, , , demoCompany] = DEMO_OBLIGORS;

  it('says of everybody what they hold, and of companies who they are, as the contract has it', async () => {
    for (const party of [...people.slice(0, 100), ...companies]) {
      const { status, body } = await ask(PROVINCE_OF_COMPANIES, asSubject(party));
      expect([status, check('QueryAnswer', body)]).toEqual([200, []]);
      const held = sandbox.population.holdings(party, PROVINCE_OF_COMPANIES.code)?.shareholdings ?? [];
      expect((body['shareholdings'] as Json[] | undefined)?.length ?? 0).toBe(held.length);
      expect(body['organisation'] === undefined).toBe(party.kind === 'person');
      expect(body['result']).toBe(party.kind === 'person' && held.length === 0 ? 'none' : 'found');
    }
  });

  it('knows a company by its old number, its organisation code and a former name, and tells the present ones', async () => {
    const old = companies.find((company) => sandbox.population.registration(company).oldNumber !== undefined) as Company;
    const registrationNumber = sandbox.population.registration(old).oldNumber ?? '';
    const byNumber = await ask(PROVINCE_OF_COMPANIES, { ...old, documentType: 'other', documentNumber: registrationNumber });
    expect(byNumber.body['organisation']).toMatchObject({ creditCode: old.documentNumber, registrationNumbers: [registrationNumber] });
    const byCode = await ask(PROVINCE_OF_COMPANIES, { ...old, documentType: 'organisation-code', documentNumber: old.organisationCode });
    expect(byCode.body['organisation']).toMatchObject({ creditCode: old.documentNumber });
    const byFormerName = await ask(PROVINCE_OF_COMPANIES, { ...demoCompany, name: demoCompany.formerNames[0] ?? '' });
    expect(byFormerName.body['organisation']).toMatchObject({ name: demoCompany.name, formerNames: demoCompany.formerNames });
  });

  it('of another city knows neither the company nor the shares in it', async () => {
    expect((await ask(PROVINCE_OF_COMPANIES, demo)).body['shareholdings']).toEqual(
      expect.arrayContaining([expect.objectContaining({ ratio: '60', company: expect.objectContaining({ creditCode: demoCompany.documentNumber }) as unknown })]),
    );
    const elsewhere = (await ask(CITY_OF_COMPANIES, demo)).body['shareholdings'] as { company: Json }[] | undefined;
    expect((elsewhere ?? []).map(({ company }) => company['creditCode'])).not.toContain(demoCompany.documentNumber);
    expect((await ask(CITY_OF_COMPANIES, asSubject(companies.find(({ districtCode }) => districtCode.startsWith('3301')) as Company))).body['organisation']).toBeUndefined();
  });

  it.each<[string, object, (reply: Reply) => void]>([
    ['fails', { errorRate: 1 }, ({ status }) => expect(status).toBe(500)],
    ['refuses', { refusalRate: 1 }, ({ body }) => expect(body['result']).toBe('refused')],
    ['contradicts itself', { contradictoryRate: 1 }, ({ body }) => expect(body).toMatchObject({ result: 'none', shareholdings: expect.anything() as unknown })],
    ['speaks of somebody else', { wrongPersonRate: 1 }, ({ body }) => expect((body['holder'] as Json)['documentNumber']).not.toBe(demo.documentNumber)],
    ['shows an error page', { malformedRate: 1, malformedKinds: ['html'] }, ({ status, text }) => expect([status, text.slice(0, 9)]).toEqual([200, '<!DOCTYPE'])],
    ['trickles', { slowDripRate: 1, slowDripBytesPerSecond: 50_000 }, ({ body }) => expect(body['result']).toBe('found')],
  ])('%s when its rules say so', async (_what, rules, expectation) => {
    sandbox.rules.set(PROVINCE_OF_COMPANIES.code, rules);
    expectation(await ask(PROVINCE_OF_COMPANIES, demo));
  });
});

describe('versions of a contract', () => {
  const register = async (institution: SandboxInstitution, who: Asked): Promise<Json> => {
    const requestNumber = number();
    await call(institution, 'POST', '/household/v1/queries', orderAbout(requestNumber, who, { callbackUrl: `${exchange.url}/callbacks/${institution.code}` }));
    await eventually(() => sandbox.calls.of(institution.code, requestNumber).accepted === 1, 'the callback');
    const answers = exchange.callbacks.flatMap(({ body }) => (JSON.parse(body.toString()) as { answers: Json[] }).answers);
    return answers.find((answer) => answer['requestNumber'] === requestNumber) as Json;
  };

  it('a household register finds people by passport, as far as its region goes; one on 1.0 sends none', async () => {
    const check = publishedContract('household');
    const here = people.find(({ passports, districtCode }) => passports.length > 0 && districtCode.startsWith('3301')) as Resident;
    const elsewhere = people.find(({ passports, districtCode }) => passports.length > 0 && !districtCode.startsWith('3301')) as Resident;
    const byPassport = (person: Resident): Asked => ({ ...person, documentType: 'chinese-passport', documentNumber: person.passports[0] ?? '' });
    const answer = await register(CITY_REGISTER, byPassport(here));
    expect([answer['result'], check('QueryAnswer', answer)]).toEqual(['found', []]);
    expect(answer['person']).toMatchObject({ idNumber: here.documentNumber, documents: expect.arrayContaining([{ type: 'chinese-passport', number: here.passports[0], current: true }]) as unknown });
    expect(await register(CITY_REGISTER, byPassport(elsewhere))).toMatchObject({ result: 'none' });
    const old = await register(OLD_REGISTER, byPassport(elsewhere));
    expect(old).toMatchObject({ result: 'found', person: { idNumber: elsewhere.documentNumber } });
    expect(old['person']).not.toHaveProperty('documents');
  });

  it('a vehicle registry on 1.1 says every state, one on 1.0 the first', async () => {
    const check = publishedContract('vehicle');
    const owner = DEMO_OBLIGORS[0];
    const vehicles = async (institution: SandboxInstitution): Promise<Json[]> => {
      const { body } = await ask(institution, owner);
      const answer = await call(institution, 'GET', `/vehicle/v1/queries/${String(body['ticket'])}`);
      expect(check('QueryAnswer', answer.body)).toEqual([]);
      return answer.body['vehicles'] as Json[];
    };
    const states = sandbox.population.holdings(sandbox.population.findByDocument(owner.documentNumber) as Party, REGISTRY.code)?.vehicles.map((vehicle) => vehicle.states);
    expect((await vehicles(REGISTRY)).map((vehicle) => vehicle['states'])).toEqual(states);
    for (const vehicle of await vehicles(OLD_REGISTRY)) {
      expect(typeof vehicle['status']).toBe('string');
      expect(vehicle).not.toHaveProperty('states');
    }
  });
});
