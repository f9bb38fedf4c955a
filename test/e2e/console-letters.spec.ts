import type { Locator, Page } from 'playwright-core';
import type { ApprovalDto, CaseDto, ControlOrderListDto, InquiryResultDto } from '#contracts/http';
import { caseOf, eventually, obligorOf, SandboxClient, type DemoLoginName, type GatewayClient } from '../running/index.js';
import { type ConsoleBrowser, seriousFindings } from '../running/console-browser.js';
import { ConsoleStage } from '../running/console-stage.js';

const WITHIN_MS = 240_000;
const VILLAGE = 'VILLAGE-BANK-330122';
const NAME = '桐庐虚构村镇银行';
const CREDIT = '6222021001122334455';
const SCAN = { name: '回执.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n') };

let stage: ConsoleStage | undefined;
let as: Record<DemoLoginName, GatewayClient>;
let people: ConsoleBrowser;
let file: CaseDto;
let orderId: number;
let officer: Page;
let approver: Page;

beforeAll(async () => {
  const opened = (stage = await ConsoleStage.open());
  ({ as, people } = opened);
  await as.operator.call('POST', '/api/v1/institutions', {
    body: {
      code: VILLAGE, name: NAME, kind: 'bank', adapter: 'offline', contractVersion: '1', region: '330122', sources: ['deposit'], concurrency: 4,
      connectTimeoutMs: 2000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 3600,
    },
  });
  const [rich] = await new SandboxClient(opened.sandboxUrl).people('demo=true&kind=person');
  const officerIds = await opened.officerIds();
  file = (await as.officer.registerCase({ ...caseOf(8101, officerIds, [obligorOf(rich!)]), owed: { principalFen: 100_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 } })).body;
  orderId = await approvedOrder();
}, 180_000);

afterAll(async () => {
  await stage?.close();
}, 60_000);

/** What a bank without a line answered on paper, frozen by an order that is approved. */
async function approvedOrder(): Promise<number> {
  const [obligor] = file.obligors;
  const inquiry = (await as.officer.call<InquiryResultDto>('POST', '/api/v1/inquiries', { body: { caseId: file.id, obligorIds: [obligor!.id], institutions: [VILLAGE], purpose: '立案查控' } })).body;
  const { requestId } = inquiry.answers[0]!;
  const batches = (await as.officer.get<{ items: { id: string }[] }>(`/api/v1/offline-batches?state=open&institution=${VILLAGE}`)).body.items;
  await as.officer.call('POST', `/api/v1/offline-batches/${batches[0]!.id}/print`, { body: {} });
  const found = { source: 'deposit', reference: CREDIT, category: '活期储蓄', value: { fen: 300_000, currency: 'CNY' }, available: { fen: 300_000, currency: 'CNY' } };
  await as.officer.call('POST', `/api/v1/offline-tasks/${requestId}/answers`, { body: { kind: 'found', person: { name: obligor!.name, documentNumber: obligor!.documents[0]!.number }, assets: [found] } });
  await as.officer.call('POST', `/api/v1/cases/${file.id}/members`, { body: { login: 'approver', part: 'approver' } });
  expect((await as.approver.call('POST', `/api/v1/offline-tasks/${requestId}/answers/1/confirm`, { body: {} })).status).toBe(200);
  const orders = [{ operation: 'freeze', found: { requestId, reference: CREDIT }, extent: { by: 'amount', fen: 100_000 }, reason: '依裁定冻结' }];
  const drafted = await as.officer.call<ControlOrderListDto>('POST', `/api/v1/cases/${file.id}/control-orders`, { body: { orders } });
  expect(drafted.status).toBe(201);
  const { id } = drafted.body.items[0]!;
  const { body: approval } = await as.officer.call<ApprovalDto>('POST', `/api/v1/cases/${file.id}/control-submissions`, { body: { orderIds: [id], approver: 'approver' }, timeoutMs: 60_000 });
  expect((await as.approver.call('POST', `/api/v1/approvals/${approval.id}/decision`, { body: { decision: 'approve' } })).status).toBe(200);
  return id;
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: '线下送达' });
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: /^函件/ });
async function open(page: Page): Promise<Locator> {
  await grid(page).getByRole('button', { name: `函件 ${orderId}` }).click();
  await dialogOf(page).getByText(file.caseNumber).waitFor();
  return dialogOf(page);
}

test('an approved order at a bank without a line stands among the letters to print; the list is narrowed, and empty says so', async () => {
  officer = await people.signIn('officer');
  await officer.getByRole('link', { name: '线下送达' }).click();
  const row = grid(officer).getByRole('row', { name: file.caseNumber });
  for (const words of ['待打印', '应于', NAME, '¥1,000.00']) await row.getByText(words, { exact: false }).first().waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.getByLabel('状态', { exact: true }).selectOption('overdue');
  await officer.getByText('没有符合条件的函件。').waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.getByLabel('状态', { exact: true }).selectOption('');
  await officer.getByRole('textbox', { name: '机构代码' }).fill(VILLAGE);
  await officer.keyboard.press('Enter');
  await row.waitFor();
}, WITHIN_MS);

test('by keyboard: opened, its papers read; printed, and the form is previewed', async () => {
  await grid(officer).focus();
  await officer.keyboard.press('ArrowDown');
  await officer.keyboard.press('Enter');
  const dialog = dialogOf(officer);
  await dialog.getByRole('heading', { name: '随函文书' }).waitFor();
  await dialog.getByRole('button', { name: '预览' }).first().click();
  await officer.getByRole('dialog', { name: '预览' }).locator('iframe').waitFor();
  await officer.keyboard.press('Escape');
  await dialog.getByRole('button', { name: '打印函件' }).click();
  await dialog.getByRole('button', { name: '预览 送达回证及反馈表' }).click();
  await officer.getByRole('dialog', { name: '送达回证及反馈表' }).locator('iframe').waitFor();
  await officer.keyboard.press('Escape');
  const [download] = await Promise.all([officer.waitForEvent('download'), dialog.getByRole('button', { name: '下载全部（ZIP）' }).click()]);
  expect(download.suggestedFilename()).toBe(`order-${orderId}-letter.zip`);
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('delivered, with day, way and by whom; a day that cannot be is refused in words', async () => {
  const dialog = dialogOf(officer);
  const form = dialog.getByRole('form', { name: '送达', exact: true });
  await form.getByLabel('送达日期').fill('2020-01-01');
  await form.getByLabel('送达人').fill('林立');
  await form.getByLabel('送达方式').selectOption('post');
  await form.getByLabel('邮件号（可不填）').fill('XA12345678933');
  await form.getByRole('button', { name: '确认已送达' }).click();
  expect(await form.getByRole('alert').textContent()).toContain('/deliveredOn');
  expect(await seriousFindings(officer)).toEqual([]);
  await form.getByLabel('送达日期').fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await form.getByRole('button', { name: '确认已送达' }).click();
  await dialog.getByText('邮寄，送达人 林立').waitFor();
}, WITHIN_MS);

test('the reply is typed from its scan, with the freeze before it; what does not fit is said by field, and the scan is kept once', async () => {
  let scans = 0;
  officer.on('request', (request) => (scans += Number(request.url().endsWith('/scans'))));
  const form = dialogOf(officer).getByRole('form', { name: '录入回执' });
  const enter = form.getByRole('button', { name: '录入回执' });
  expect(await enter.isDisabled()).toBe(true);
  await form.getByLabel('回执扫描件（PDF）').setInputFiles(SCAN);
  await form.getByLabel('实际控制金额（元）').fill('0');
  await form.getByLabel('超额控制金额（元）').fill('5');
  await form.getByLabel('机构编号').fill('村银轮3号');
  await form.getByRole('button', { name: '增加在先冻结' }).click();
  const prior = form.getByRole('group', { name: '在先冻结第 1 项' });
  await prior.getByLabel('冻结机关').fill('杭州市虚构区人民法院');
  await prior.getByLabel('金额（元）').fill('9000');
  await prior.getByLabel('截止日').fill('2099-01-31');
  await enter.click();
  await form.getByRole('alert').waitFor();
  expect(await form.getByRole('alert').textContent()).toContain('/unfundedFen');
  expect(await seriousFindings(officer)).toEqual([]);
  await form.getByLabel('超额控制金额（元）').fill('1000');
  await enter.click();
  await dialogOf(officer).getByText('须由另一人复核').waitFor();
  expect(scans).toBe(1);
  // Typed is not said: nothing is decided yet.
  expect((await as.officer.get<{ state: string }>(`/api/v1/control-orders/${orderId}`)).body.state).toBe('sent');
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.keyboard.press('Escape');
  await grid(officer).getByText('回执待复核').waitFor();
}, WITHIN_MS);

test('the approver compares it with the scan and confirms: it waits in rank behind the earlier freeze, and holds nothing', async () => {
  approver = await people.signIn('approver', '/console/letters');
  const dialog = await open(approver);
  await dialog.getByText('轮候', { exact: false }).first().waitFor();
  await dialog.getByText('杭州市虚构区人民法院', { exact: false }).waitFor();
  expect(await seriousFindings(approver)).toEqual([]);
  await dialog.getByRole('button', { name: '复核无误' }).click();
  await dialog.getByText('已复核').waitFor();
  const { items } = (await as.officer.get<{ items: object[] }>(`/api/v1/cases/${file.id}/measures`)).body;
  expect(items).toMatchObject([{ state: 'waiting', position: 2, heldFen: 0, institutionReference: '村银轮3号' }]);
  await approver.keyboard.press('Escape');
  await eventually('it stands among those that were answered', async () => (await grid(approver).getByText('已回执').count()) === 1);
}, WITHIN_MS);

test('the gateway cannot be reached while the list is read: it is said, and read again', async () => {
  await approver.route('**/api/v1/control-letters*', (route) => route.abort());
  await approver.getByLabel('状态', { exact: true }).selectOption('answered');
  const again = approver.getByRole('region', { name: '线下送达' }).getByRole('alert').getByRole('button', { name: '重试' });
  await again.waitFor({ timeout: 60_000 });
  await approver.unroute('**/api/v1/control-letters*');
  await again.click();
  await grid(approver).getByRole('row', { name: file.caseNumber }).waitFor();
}, WITHIN_MS);

test('in English the same page', async () => {
  await approver.getByRole('button', { name: 'Switch to English' }).click();
  await approver.getByRole('grid', { name: 'Letters' }).getByRole('row', { name: file.caseNumber }).waitFor();
  expect(await seriousFindings(approver)).toEqual([]);
}, WITHIN_MS);

test('nobody saw a fault of the page, and nothing broke its policy', () => {
  expect(people.faults).toEqual([]);
});
