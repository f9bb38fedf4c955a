import type { FilingDto, FilingPageDto, InquiryResultDto } from '#contracts/http';
import { demoClients, eventually, newDataFolder, removeDataFolder, StandaloneProcess, type DemoLoginName, type GatewayClient } from '../running/index.js';

interface Filed {
  readonly items: readonly { readonly filingNumber: string; readonly caseNumber: string; readonly result: string; readonly message: string }[];
}

let dataFolder: string;
let gateway: StandaloneProcess;
let as: Record<DemoLoginName, GatewayClient>;
let sandboxUrl: string;

async function start(): Promise<void> {
  gateway = new StandaloneProcess({ dataFolder, settings: { CHAKONG_SANDBOX_POLL_SECONDS: '0.2' } });
  const addresses = await gateway.ready;
  ({ sandboxUrl } = addresses);
  as = await demoClients(dataFolder, addresses.gatewayUrl);
}

beforeAll(async () => {
  dataFolder = await newDataFolder();
  await start();
}, 90_000);

afterAll(async () => {
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

const fileCases = async (n: unknown): Promise<{ status: number; body: Filed }> => {
  const response = await fetch(`${sandboxUrl}/sandbox/filings`, { method: 'POST', body: JSON.stringify({ n }) });
  return { status: response.status, body: (await response.json()) as Filed };
};

async function started(filingNumber: string, withinMs: number): Promise<FilingDto> {
  let filing: FilingDto | undefined;
  await eventually(`filing ${filingNumber} is started`, async () => {
    filing = (await as.officer.get<FilingPageDto>(`/api/v1/filings?filingNumber=${filingNumber}`)).body.items[0];
    return filing?.state === 'started';
  }, { withinMs });
  return filing!;
}

test('the case system files three cases over SOAP: each is asked about by itself, its applicant never', async () => {
  const { status, body } = await fileCases(3);
  expect(status).toBe(200);
  expect(body.items.map(({ result, message }) => `${result} ${message}`.trim())).toEqual(['success', 'success 不是被执行人，不查询', 'success', 'success 不是被执行人，不查询', 'success', 'success 不是被执行人，不查询']);
  for (const filingNumber of new Set(body.items.map((item) => item.filingNumber))) {
    const filing = await started(filingNumber, 20_000);
    expect(filing.inquiries).toHaveLength(1);
    expect(filing.parties.map(({ result }) => result)).toEqual(['asked']);
    const { body: inquiry } = await as.officer.get<InquiryResultDto>(`/api/v1/inquiries/${filing.inquiries[0]!.inquiryId}`);
    expect(new Set(inquiry.answers.map(({ obligorId }) => obligorId))).toEqual(new Set([filing.parties[0]!.obligorId]));
    await as.auditor.giveReason(filing.caseId);
    expect((await as.auditor.get(`/api/v1/exchanges/${filing.exchangeId}/received`, { 'personal-data': 'full' })).status).toBe(200);
  }
}, 60_000);

test('killed right after filings were acknowledged: the next start asks about every one of them, once', async () => {
  const { body } = await fileCases(8);
  await gateway.kill();
  await start();
  for (const filingNumber of new Set(body.items.map((item) => item.filingNumber))) {
    const filing = await started(filingNumber, 60_000);
    const { body: inquiries } = await as.officer.get<{ items: unknown[] }>(`/api/v1/cases/${filing.caseId}/inquiries`);
    expect(inquiries.items).toHaveLength(1);
  }
}, 120_000);

test('how many is checked', async () => {
  expect((await fileCases(0)).status).toBe(422);
  expect((await fileCases('many')).status).toBe(422);
});
