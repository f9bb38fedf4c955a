import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CreateInquiryDto, ExchangeDto, InquiryResultDto, InstitutionDto, TimingRecordDto } from '#contracts/http';
import { caseOf, demoClients, eventually, knownOfficers, newDataFolder, obligorOf, removeDataFolder, SandboxClient, seeded, StandaloneProcess, stranger, type DemoLoginName, type GatewayClient, type SyntheticParty } from '../running/index.js';

/** One bank whose folders are in this machine, and one behind a real SFTP server. */
const DIRECTORY = 'G942H101330102001';
const SFTP = 'F941H101330102001';
const BOTH = [DIRECTORY, SFTP];

const random = seeded(20161129);
let dataFolder: string;
let gateway: StandaloneProcess;
let as: Record<DemoLoginName, GatewayClient>;
let sandbox: SandboxClient;
let officers: string[];
let serial = 9000;

beforeAll(async () => {
  dataFolder = await newDataFolder();
  gateway = new StandaloneProcess({ dataFolder, settings: { CHAKONG_SANDBOX_POLL_SECONDS: '0.2', CHAKONG_FILE_POLL_SECONDS: '0.2' } });
  const addresses = await gateway.ready;
  as = await demoClients(dataFolder, addresses.gatewayUrl);
  sandbox = new SandboxClient(addresses.sandboxUrl);
  officers = await knownOfficers(as.officer);
}, 60_000);

afterEach(async () => (gateway.isRunning ? sandbox.replaceRules({}) : undefined));

afterAll(async () => {
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

async function asked(parties: readonly SyntheticParty[] | undefined, institutions: readonly string[] = BOTH, more: Partial<CreateInquiryDto> = {}, waitSeconds = 20): Promise<{ caseId: string; result: InquiryResultDto }> {
  serial += 1;
  const obligors = parties?.map((party) => obligorOf(party)) ?? [stranger(random, '虚构某人')];
  const { status, body } = await as.officer.registerCase(caseOf(serial, officers, obligors));
  expect(status).toBe(201);
  const reply = await as.officer.ask({ caseId: body.id, purpose: '立案查控', institutions: [...institutions], ...more }, { prefer: `wait=${waitSeconds}` });
  return { caseId: body.id, result: reply.body };
}

const kinds = (result: InquiryResultDto): string[] => result.answers.map(({ outcome }) => (outcome?.kind === 'defective' ? `defective: ${outcome.defect}` : (outcome?.kind ?? 'waiting')));

const folderOf = (code: string, part: string): string =>
  join(dataFolder, 'file-exchange', ...(code === SFTP ? ['sftp', code] : []), 'sandbox-banks', code, part);

async function later(inquiryId: string, what: string, holds: (result: InquiryResultDto) => boolean): Promise<InquiryResultDto> {
  let result!: InquiryResultDto;
  await eventually(what, async () => holds((result = (await as.officer.result(inquiryId)).body)));
  return result;
}

describe('banks in file mode', () => {
  test('are registered with the places of their folders', async () => {
    const endpoints = await Promise.all(BOTH.map(async (code) => (await as.operator.call<InstitutionDto>('GET', `/api/v1/institutions/${code}`)).body.endpoint));
    expect(endpoints).toEqual([expect.stringMatching(/^file:\/\/\/.*\/sandbox-banks$/), expect.stringMatching(/^sftp:\/\/127\.0\.0\.1:\d+\/sandbox-banks$/)]);
  });

  test('answer one inquiry with real files, in a folder and over SFTP; the files and moments are on record', async () => {
    const people = await sandbox.people('found=true&kind=person&limit=200');
    const party = people.find(({ foundAt }) => foundAt.includes(DIRECTORY) && !foundAt.includes(SFTP)) ?? people.find(({ foundAt }) => foundAt.includes(DIRECTORY))!;
    const { caseId, result } = await asked([party]);
    expect(result.state).toBe('complete');
    for (const { institution, outcome } of result.answers) expect([institution.code, outcome?.kind]).toEqual([institution.code, party.foundAt.includes(institution.code) ? 'found' : 'nothing-found']);
    for (const { requestNumber, institution } of result.answers) expect((await sandbox.calls(institution.code, requestNumber)).asked).toBe(1);
    for (const code of BOTH) {
      await eventually(`the package of ${code} is put away`, async () => (await readdir(folderOf(code, 'processed'))).length > 0);
      expect(await readdir(folderOf(code, 'upload'))).toEqual([]);
    }
    const { body: timing } = await as.officer.call<TimingRecordDto>('GET', `/api/v1/cases/${caseId}/timing`);
    for (const row of timing.lines) {
      expect(row).toMatchObject({ channel: 'file', sentAt: expect.any(String) as string, receivedAt: expect.any(String) as string });
      expect(row.exchanges.map(({ operation }) => operation)).toEqual(['CXQQ', 'CXFK']);
      const { body: exchange } = await as.officer.call<ExchangeDto>('GET', `/api/v1/exchanges/${row.exchanges[1]!.id}`);
      expect(exchange).toMatchObject({ institutionCode: row.institutionCode, operation: 'CXFK' });
    }
  }, 60_000);

  test('that send a package which cannot be read are told, and correct it: the later answer is the next version', async () => {
    for (const kind of ['truncated', 'html', 'wrong-encoding', 'half-character'] as const) {
      await sandbox.setRules(DIRECTORY, { malformedRate: 1, malformedKinds: [kind] });
      const { result } = await asked(undefined, [DIRECTORY]);
      const corrected = await later(result.id, `the correction of ${kind}`, (now) => kinds(now)[0] === 'nothing-found');
      expect(corrected.answers[0]!.version).toBe(2);
      const reasons = (await readdir(folderOf(DIRECTORY, 'error'))).filter((name) => name.endsWith('.reason.txt'));
      expect(await readFile(join(folderOf(DIRECTORY, 'error'), reasons.at(-1)!), 'utf8')).toMatch(/原因：/);
    }
  }, 60_000);

  test('that leave a request out are asked for it; one answer does not wait for the other', async () => {
    await sandbox.setRules(DIRECTORY, { omitRate: 1 });
    const people = await sandbox.people('limit=2');
    const { result } = await asked(people, [DIRECTORY]);
    const complete = await later(result.id, 'both answers', (now) => now.state === 'complete');
    expect(complete.answers.map(({ version }) => version)).toEqual([1, 1]);
  }, 60_000);

  test('that refuse, contradict themselves, speak of somebody else, trickle or answer twice', async () => {
    await sandbox.setRules(SFTP, { refusalRate: 1, refusalBy: 'return' });
    expect(kinds((await asked(undefined, [SFTP])).result)).toEqual(['refused']);
    await sandbox.setRules(DIRECTORY, { contradictoryRate: 1, repairs: false });
    const party = (await sandbox.people('found=true&limit=200')).find(({ foundAt }) => foundAt.includes(DIRECTORY))!;
    expect(kinds((await asked([party], [DIRECTORY])).result)).toEqual(['defective: contradictory']);
    await sandbox.setRules(DIRECTORY, { wrongPersonRate: 1, repairs: false });
    expect(kinds((await asked([party], [DIRECTORY])).result)).toEqual(['defective: wrong-person']);
    await sandbox.setRules(DIRECTORY, { slowDripRate: 1, slowDripBytesPerSecond: 1000, duplicateRate: 1 });
    const { result } = await asked(undefined, [DIRECTORY]);
    expect(kinds(result)).toEqual(['nothing-found']);
    await eventually('the second package is put away', async () => (await sandbox.calls(DIRECTORY, result.answers[0]!.requestNumber)).answered >= 1 && (await readdir(folderOf(DIRECTORY, 'upload'))).length === 0);
    expect((await as.officer.result(result.id)).body.answers[0]!.version).toBe(1);
  }, 90_000);
});
