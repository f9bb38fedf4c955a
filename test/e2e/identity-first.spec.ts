import type { CaseDto, InquiryResultDto, InstitutionAnswerDto, NewObligorDto, ObligorDto } from '#contracts/http';
import { toFifteen } from '#libs/identifiers';
import {
  caseOf, demoClients, eventsOf, eventually, knownOfficers, newDataFolder, removeDataFolder, SandboxClient, StandaloneProcess, type GatewayClient, type SyntheticParty,
} from '../running/index.js';

const REGISTER = 'HOUSEHOLD-330000';
const CALLED = /^[FG]9/;
const POLLS = /^[CE]0/;
/** Longer than a register that answers at once takes on a busy machine, shorter than one that is slow. */
const SETTINGS = { CHAKONG_SANDBOX_POLL_SECONDS: '0.2', CHAKONG_IDENTITY_WAIT_SECONDS: '4' };
const SLOW_MS = 7000;

let dataFolder: string;
let gateway: StandaloneProcess;
let officer: GatewayClient;
let sandbox: SandboxClient;
let officers: string[];
/** 周堃, once 周坤. */
let renamed: SyntheticParty;
/** 沈国梁, whose 15-digit number old books still have. */
let renumbered: SyntheticParty;
let serial = 7000;

beforeAll(async () => {
  dataFolder = await newDataFolder();
  await start();
  officers = await knownOfficers(officer);
  const people = await sandbox.people('demo=true&kind=person');
  renamed = people.find(({ name }) => name === '周堃')!;
  renumbered = people.find(({ name }) => name === '沈国梁')!;
}, 60_000);

afterEach(() => sandbox.replaceRules({}));

afterAll(async () => {
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

async function start(): Promise<void> {
  gateway = new StandaloneProcess({ dataFolder, settings: SETTINGS });
  const { gatewayUrl, sandboxUrl } = await gateway.ready;
  ({ officer } = await demoClients(dataFolder, gatewayUrl));
  sandbox = new SandboxClient(sandboxUrl);
}

async function caseAbout(obligor: NewObligorDto): Promise<{ caseId: string; obligor: ObligorDto }> {
  const { status, body } = await officer.registerCase(caseOf((serial += 1), officers, [obligor]));
  expect(status).toBe(201);
  return { caseId: body.id, obligor: body.obligors[0]! };
}

/** The person as the case knows them: under another name, or another number. */
const filed = (party: SyntheticParty, name = party.name, number = party.documentNumber): NewObligorDto => ({
  kind: 'person', name, documents: [{ type: 'resident-id', number }],
});

async function ask(caseId: string, institutions: readonly string[], more: object = {}): Promise<InquiryResultDto> {
  const { status, body } = await officer.ask({ caseId, purpose: '立案查控', institutions: [...institutions], ...more }, { prefer: 'wait=30' });
  expect([status, body.state]).toEqual([200, 'complete']);
  return body;
}

const answerOf = (result: InquiryResultDto, code: string): InstitutionAnswerDto => result.answers.find(({ institution }) => institution.code === code)!;
const kindOf = (result: InquiryResultDto, code: string): string | undefined => answerOf(result, code).outcome?.kind;
const holding = (party: SyntheticParty, kind: RegExp): string => party.foundAt.find((code) => kind.test(code))!;

test('banks that know a customer only under the name of today find one who was filed under a former name, because the register is asked first', async () => {
  const banks = [holding(renamed, CALLED), holding(renamed, POLLS)];
  for (const bank of banks) await sandbox.setRules(bank, { knownBy: 'present-name' });
  const { caseId, obligor } = await caseAbout(filed(renamed, '周坤'));
  expect((await ask(caseId, banks)).answers.map(({ outcome }) => outcome?.kind)).toEqual(['nothing-found', 'nothing-found']);

  const result = await ask(caseId, [REGISTER, ...banks]);
  expect(banks.map((bank) => [kindOf(result, bank), answerOf(result, bank).keys])).toEqual([['found', 'corrected'], ['found', 'corrected']]);
  expect(result.identity).toMatchObject([{
    obligorId: obligor.id, state: 'decided', keys: 'corrected', why: 'corrected', institution: REGISTER, corrections: expect.arrayContaining(['name']),
    askedWith: { name: '周堃', otherNames: ['周坤'] },
  }]);
  expect(answerOf(result, REGISTER).keys).toBe('case');
  // The others were asked after the register had answered.
  const registered = Date.parse(answerOf(result, REGISTER).timing.committedAt!);
  for (const bank of banks) expect(Date.parse(answerOf(result, bank).timing.sentAt!)).toBeGreaterThanOrEqual(registered);
  const { body } = await officer.get<CaseDto>(`/api/v1/cases/${caseId}`);
  expect(body.obligors[0]).toMatchObject({ name: '周坤', version: 1 });
}, 60_000);

test('a bank whose books have the 15-digit number finds one who was filed with it, in whatever writing', async () => {
  const bank = holding(renumbered, CALLED);
  const old = toFifteen(renumbered.documentNumber);
  if (!old.ok) throw new Error('the number has no old form');
  await sandbox.setRules(bank, { knownBy: 'old-number' });
  const { caseId, obligor } = await caseAbout(filed(renumbered, renumbered.name, old.value));
  // The case keeps one number for one person, the present one.
  expect(obligor.documents).toEqual([{ type: 'resident-id', number: renumbered.documentNumber }]);
  expect(kindOf(await ask(caseId, [bank]), bank)).toBe('nothing-found');
  const result = await ask(caseId, [REGISTER, bank]);
  expect(kindOf(result, bank)).toBe('found');
  expect(result.identity[0]!.askedWith!.documents.map(({ number }) => number)).toEqual([renumbered.documentNumber, old.value]);
}, 60_000);

test('an organisation filed under its former name and its old organisation code is asked about under name and credit code of today, because of market regulation', async () => {
  const company = (await sandbox.people('demo=true&kind=organisation'))[0]!;
  const bank = holding(company, CALLED);
  await sandbox.setRules(bank, { knownBy: 'present-name' });
  const code = { type: 'organisation-code', number: company.documentNumber.slice(8, 17) } as const;
  const { caseId } = await caseAbout({ kind: 'organisation', name: company.formerNames[0]!, documents: [code] });
  expect(kindOf(await ask(caseId, [bank]), bank)).toBe('nothing-found');
  const result = await ask(caseId, ['EQUITY-330000', bank]);
  expect(result.identity).toMatchObject([{ keys: 'corrected', institution: 'EQUITY-330000', askedWith: { name: company.name, otherNames: company.formerNames } }]);
  expect(result.identity[0]!.askedWith!.documents.slice(0, 2)).toEqual([{ type: 'unified-social-credit-code', number: company.documentNumber }, code]);
  expect([kindOf(result, bank), answerOf(result, bank).keys]).toEqual(['found', 'corrected']);
}, 60_000);

test('the register is slow: nobody waits for it, its late answer is shown, and asking again or accepting it finds the account', async () => {
  const bank = holding(renamed, CALLED);
  await sandbox.replaceRules({ [bank]: { knownBy: 'present-name' }, [REGISTER]: { latency: { kind: 'fixed', medianMs: SLOW_MS } } });
  const { caseId, obligor } = await caseAbout(filed(renamed, '周坤'));
  const { body: open } = await officer.ask({ caseId, purpose: '立案查控', institutions: [REGISTER, bank] }, {});
  expect(open).toMatchObject({ state: 'open', identity: [{ state: 'waiting' }] });
  let decided: string[] = [];
  for await (const { event, data } of eventsOf(officer, open.id)) if (event === 'keys') decided = [...decided, (JSON.parse(data) as { why: string }).why];
  expect(decided).toEqual(['not-waited']);
  const { body: late } = await officer.result(open.id);
  expect([kindOf(late, bank), answerOf(late, bank).keys, kindOf(late, REGISTER)]).toEqual(['nothing-found', 'case', 'found']);
  expect(Date.parse(answerOf(late, bank).timing.committedAt!)).toBeLessThan(Date.parse(answerOf(late, REGISTER).timing.committedAt!));
  const says = late.identity[0]!.registerSays!;
  expect(says).toMatchObject({ institution: REGISTER, match: 'exact', corrections: expect.arrayContaining(['name']), keys: { name: '周堃' } });
  expect((await sandbox.calls(bank, answerOf(late, bank).requestNumber)).asked).toBe(1);

  // The register's word is fresh, the bank's was about other keys.
  const again = await ask(caseId, [REGISTER, bank]);
  expect(answerOf(again, REGISTER).servedFrom).toEqual({ requestId: says.requestId });
  expect([kindOf(again, bank), answerOf(again, bank).keys, answerOf(again, bank).servedFrom]).toEqual(['found', 'corrected', undefined]);

  const accepted = await officer.call<ObligorDto>('POST', `/api/v1/cases/${caseId}/obligors/${obligor.id}/accept-identity`, {
    body: { requestId: says.requestId, match: 'exact', version: obligor.version },
  });
  expect(accepted).toMatchObject({ status: 200, body: { name: '周堃', otherNames: ['周坤'], version: 2 } });
  expect(kindOf(await ask(caseId, [bank], { force: true }), bank)).toBe('found');
}, 60_000);

test('killed with kill -9 while the others are held back: the next start asks them, once, and the inquiry becomes complete', async () => {
  const bank = holding(renamed, CALLED);
  await sandbox.replaceRules({ [REGISTER]: { outage: { kind: 'hang' } } });
  const { caseId } = await caseAbout(filed(renamed, '周坤'));
  const { body: open } = await officer.ask({ caseId, purpose: '立案查控', institutions: [REGISTER, bank, holding(renamed, POLLS)] }, {});
  expect(open.identity).toMatchObject([{ state: 'waiting' }]);
  await gateway.kill();
  await start();
  let result = open;
  await eventually('everybody has answered', async () => (result = (await officer.result(open.id)).body).complete, { withinMs: 30_000, everyMs: 100 });
  // After the start the register behaves again: it is in time, or just too late; either way the record says with what was asked.
  expect(['corrected', 'not-waited']).toContain(result.identity[0]!.why);
  expect(result.answers.map(({ outcome }) => outcome?.kind)).toEqual(['found', 'found', 'found']);
  expect((await sandbox.calls(bank, answerOf(result, bank).requestNumber)).asked).toBe(1);
}, 90_000);
