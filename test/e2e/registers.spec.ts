import type { PushAdapter, PushReading, QueryOutcome, QueryRequest, Source } from '#contracts/adapter';
import { Sensitive } from '#contracts/adapter';
import { adapter as equity } from '#adapters/equity';
import { adapter as marriage } from '#adapters/marriage';
import { adapter as vehicle } from '#adapters/vehicle';
import { startSandbox, type Party, type Sandbox, type SandboxInstitution } from '#apps/sandbox';

/** What the sandbox plays, the adapters read: two sides of one published document that share no code. */

const institution = (code: string, adapter: SandboxInstitution['adapter'], more: Partial<SandboxInstitution> = {}): SandboxInstitution => ({
  code, adapter, name: '样例机构', credentials: { token: 'synthetic-token' }, ...more,
});
const INSTITUTIONS = [
  institution('MARRIAGE-330000', 'marriage', { region: '330000' }),
  institution('EQUITY-330000', 'equity', { region: '330000' }),
  ...['330100', '330200', '330300', '330400', '330500', '330600', '330700', '330800', '330900', '331000', '331100'].map((region) => institution(`EQUITY-${region}`, 'equity', { region })),
  institution('VEHICLE-10', 'vehicle', { contractVersion: '1.0' }),
  institution('VEHICLE-11', 'vehicle', { contractVersion: '1.1' }),
];
const ADAPTERS: Readonly<Record<string, PushAdapter>> = { marriage, equity, vehicle };

let sandbox: Sandbox;
let people: readonly Party[];
let companies: readonly Party[];

beforeAll(async () => {
  sandbox = await startSandbox({
    host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: 'http://127.0.0.1:1', institutions: INSTITUTIONS, pollSeconds: 1, population: { people: 200, companies: 60 },
  });
  const everybody = Array.from({ length: sandbox.population.size }, (_, index) => sandbox.population.at(index));
  people = everybody.filter(({ kind }) => kind === 'person');
  companies = everybody.filter(({ kind }) => kind === 'organisation');
});

afterAll(() => sandbox.close());

let serial = 0;

/** One question, as the dispatcher would put it; tickets are asked again until the answer is there. */
async function ask(code: string, party: Party, name = party.name): Promise<QueryOutcome> {
  const played = INSTITUTIONS.find((each) => each.code === code)!;
  const adapter = ADAPTERS[played.adapter]!;
  const request: QueryRequest = {
    requestNumber: `R${(serial += 1)}`,
    institutionCode: code,
    sources: Object.keys(adapter.manifest.operations) as Source[],
    subject: { kind: party.kind, name, otherNames: [], documents: [{ type: party.kind === 'person' ? 'resident-id' : 'unified-social-credit-code', number: party.documentNumber }] },
    case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
    officers: [{ name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' }],
    documentNumber: 'AHY00000120260301000010',
    noticeName: '（2026）浙0106执1234号协助查询通知书',
    acceptedAt: '2026-03-01T09:30:00+08:00',
    answerBy: '2026-03-02T09:30:00+08:00',
  };
  const place = { code, name: played.name, credentials: { token: new Sensitive('synthetic-token') }, callbackBaseUrl: 'http://127.0.0.1:1' };
  const { method, path, headers, body } = adapter.describeQuery(request, place);
  const first = await fetch(`${sandbox.url}/${code}${path}`, { method, headers, body: body as string });
  let reading: PushReading = adapter.readReply({ status: first.status, headers: {}, body: Buffer.from(await first.arrayBuffer()) }, request);
  while (reading.state === 'ticket') {
    const poll = adapter.describePoll!(reading.ticket, request, place);
    const reply = await fetch(`${sandbox.url}/${code}${poll.path}`, { headers: poll.headers });
    reading = adapter.readPoll!({ status: reply.status, headers: {}, body: Buffer.from(await reply.arrayBuffer()) }, request);
  }
  if (reading.state !== 'final') throw new Error(`read as ${reading.state}`);
  return reading.outcome;
}

const found = (outcome: QueryOutcome): Extract<QueryOutcome, { kind: 'found' }> | undefined => {
  expect(['found', 'nothing-found']).toContain(outcome.kind);
  return outcome.kind === 'found' ? outcome : undefined;
};

test('marriages: never an asset, always the person asked about, and husband and wife name each other', async () => {
  let couples = 0;
  for (const person of people) {
    const answer = found(await ask('MARRIAGE-330000', person));
    if (answer === undefined) continue;
    expect(answer.assets).toEqual([]);
    expect(answer.identities).toMatchObject([{ source: 'marriage', match: 'exact', name: person.name }]);
    const number = answer.identities?.[0]?.attributes?.['spouseDocumentNumber'];
    if (number === undefined) continue;
    couples += 1;
    const spouse = sandbox.population.findByDocument(number) as Party;
    expect(found(await ask('MARRIAGE-330000', spouse))?.identities?.[0]?.attributes).toMatchObject({ spouseDocumentNumber: person.documentNumber, spouseName: person.name });
  }
  expect(couples).toBeGreaterThan(50);
});

test('companies: the register says who they are, also by a former name, and one company is one key at the province and in its city', async () => {
  const cities = INSTITUTIONS.map(({ code }) => code).filter((code) => /^EQUITY-33\d\d00$/.test(code) && code !== 'EQUITY-330000');
  for (const company of companies) {
    expect(found(await ask('EQUITY-330000', company))?.identities).toMatchObject([{ source: 'equity', match: 'exact', name: company.name }]);
    for (const former of company.formerNames) expect(found(await ask('EQUITY-330000', company, former))?.identities).toMatchObject([{ match: 'exact', name: company.name }]);
  }
  let shares = 0;
  for (const party of [...people.slice(0, 60), ...companies.slice(0, 20)]) {
    const province = found(await ask('EQUITY-330000', party))?.assets ?? [];
    const inCities = (await Promise.all(cities.map(async (code) => found(await ask(code, party))?.assets ?? []))).flat();
    const plain = (assets: typeof province): unknown[] => assets.map(({ key, value, holders }) => ({ key, value, holders })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(plain(inCities)).toEqual(plain(province));
    for (const { key, valueCertainty, source } of province) expect([key?.scheme, valueCertainty, source]).toEqual(['equity', 'nominal', 'equity']);
    shares += province.length;
  }
  expect(shares).toBeGreaterThan(10);
});

test('vehicles: what a registry on either version has of its owners is read, each under its VIN', async () => {
  const vins: unknown[] = [];
  for (const code of ['VEHICLE-10', 'VEHICLE-11']) {
    for (const party of [...people, ...companies]) {
      for (const asset of found(await ask(code, party))?.assets ?? []) {
        expect(asset.attributes).toMatchObject({ vinCheck: 'valid', inspectionOverdue: expect.stringMatching(/^(true|false)$/) as unknown });
        expect(asset.key).toEqual({ scheme: 'vehicle', value: asset.attributes?.['vin'] });
        expect(asset.holders?.[0]?.role).toBe('所有人');
        vins.push(asset.key?.value);
      }
    }
  }
  expect(vins.length).toBeGreaterThan(10);
});
