import type { Locator, Page } from 'playwright-core';
import type { CaseDto, InquiryListDto, InquiryResultDto } from '#contracts/http';
import { syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';
import {
  caseOf, eventually, obligorOf, SandboxClient, seeded, type DemoLoginName, type GatewayClient, type SyntheticParty,
} from '../running/index.js';
import { type ConsoleBrowser, seriousFindings } from '../running/console-browser.js';
import { ConsoleStage } from '../running/console-stage.js';

const WITHIN_MS = 240_000;
/** A stockbroker whose system fails, and one that takes its time. */
const BROKEN = 'BROKER-901';
const SLOW = 'BROKER-902';
const SLOW_MS = 9_000;
const LONG_NAME = `杭州${'样本联合投资管理咨询服务与供应链金融科技'.repeat(4)}集团股份有限公司`;
/** In planes 2 and 3 of Unicode: two units each, and in few fonts. */
const RARE = '𠮷田𡈽𫞂';

let stage: ConsoleStage | undefined;
let gatewayUrl: string;
let as: Record<DemoLoginName, GatewayClient>;
let sandbox: SandboxClient;
let people: ConsoleBrowser;
let rich: SyntheticParty;
let file: CaseDto;
let officer: Page;

beforeAll(async () => {
  const opened = (stage = await ConsoleStage.open({ CHAKONG_SANDBOX_POLL_SECONDS: '0.3', CHAKONG_FILE_POLL_SECONDS: '0.3' }));
  ({ as, gatewayUrl, people } = opened);
  sandbox = new SandboxClient(opened.sandboxUrl);
  for (const code of ['CSDC-SH', 'CSDC-SZ', 'CSDC-BJ']) await as.operator.changeInstitution(code, { workingHours: null });
  rich = (await sandbox.people('demo=true&kind=person'))[0]!;
  const random = seeded(4711);
  const resident = (name: string) => ({ kind: 'person' as const, name, documents: [{ type: 'resident-id' as const, number: syntheticResidentId(random) }] });
  const officerIds = await opened.officerIds();
  const { body } = await as.officer.registerCase({
    ...caseOf(8001, officerIds, [
      obligorOf(rich), resident(RARE), resident(RARE), { kind: 'organisation', name: LONG_NAME, documents: [{ type: 'unified-social-credit-code', number: syntheticSocialCreditCode(random) }] },
    ]),
    owed: { principalFen: 100_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
  });
  file = body;
  await sandbox.setRules(BROKEN, { errorRate: 1 });
  await sandbox.setRules(SLOW, { latency: { kind: 'fixed', medianMs: SLOW_MS } });
}, 180_000);

afterAll(async () => {
  await stage?.close();
}, 60_000);

const grid = (page: Page, name: string): Locator => page.getByRole('grid', { name });
const tab = (page: Page, name: string): Promise<void> => page.getByRole('navigation', { name: '案件内容' }).getByRole('link', { name, exact: true }).click();
const inquiryOf = async (): Promise<InquiryResultDto> => {
  const { items } = (await as.officer.get<InquiryListDto>(`/api/v1/cases/${file.id}/inquiries`)).body;
  return (await as.officer.get<InquiryResultDto>(`/api/v1/inquiries/${items[0]!.id}`)).body;
};
/** The number behind the name of a state above the board. */
const counted = async (page: Page, state: string): Promise<number> => Number(/\d+$/.exec((await page.getByRole('button', { name: new RegExp(`^${state} \\d+$`) }).textContent()) ?? '')?.[0]);

test('the officer signs in and finds the case by the name of an obligor', async () => {
  officer = await people.signIn('officer');
  await officer.getByRole('heading', { name: '今日待办' }).waitFor();
  await officer.getByRole('textbox', { name: '查找案件' }).fill(RARE);
  await officer.keyboard.press('Enter');
  const row = grid(officer, '案件').getByRole('row', { name: file.caseNumber });
  await row.waitFor();
  expect(await row.textContent()).toContain('尚未查询');
  expect(await seriousFindings(officer)).toEqual([]);
  await row.getByRole('link').click();
  await officer.getByRole('heading', { name: file.caseNumber }).waitFor();
}, WITHIN_MS);

test('two obligors have the same rare name: it is said so; a very long name breaks nothing', async () => {
  expect(await officer.getByText('同名，注意核对证件号码').count()).toBe(2);
  await officer.getByText(LONG_NAME).waitFor();
  const sideways = await officer.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(sideways).toBe(0);
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('one button asks everything; the board fills in; an institution fails while the officer looks on', async () => {
  await officer.getByRole('button', { name: '查询全部财产' }).click();
  const dialog = officer.getByRole('dialog', { name: '发起查询' });
  await dialog.waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByRole('button', { name: '开始查询' }).click();
  await dialog.waitFor({ state: 'detached' });
  await officer.getByText('实时', { exact: true }).waitFor();
  await eventually('something is found and something failed', async () => (await counted(officer, '有财产')) > 0 && (await counted(officer, '失败')) > 0, { withinMs: 60_000, everyMs: 200 });
  // The one that takes its time is still out.
  expect((await counted(officer, '等待发出')) + (await counted(officer, '已送达'))).toBeGreaterThan(0);
  expect(await officer.getByText(/^缺 \d+ 项答复$/).count()).toBe(1);
}, WITHIN_MS);

test('the page is loaded again in the middle: nothing is asked twice, and the board goes on to its end', async () => {
  await officer.reload();
  await officer.getByRole('heading', { name: '机构答复' }).waitFor();
  expect((await as.officer.get<InquiryListDto>(`/api/v1/cases/${file.id}/inquiries`)).body.items).toHaveLength(1);
  await eventually('every institution has an outcome', async () => (await counted(officer, '等待发出')) + (await counted(officer, '已送达')) === 0, { withinMs: 120_000, everyMs: 500 });
  const { totals, missing } = await inquiryOf();
  await officer.getByText(`${totals.asked}/${totals.asked} 已有结果`).waitFor();
  expect([await counted(officer, '有财产'), await counted(officer, '无财产')]).toEqual([totals.byOutcome.found, totals.byOutcome['nothing-found']]);
  expect(await counted(officer, '失败')).toBe(missing.length);
  expect(missing.map(({ institution }) => institution.code)).toContain(BROKEN);
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('who is missing, and why: narrowed by state, in words', async () => {
  await officer.getByRole('button', { name: /^失败 \d+$/ }).click();
  const failed = grid(officer, '机构答复').getByRole('row', { name: /对方系统出错/ });
  await failed.first().waitFor();
  await officer.getByRole('button', { name: /^失败 \d+$/ }).click();
}, WITHIN_MS);

test('by keyboard alone: to the table, down, through a dialog and out of it', async () => {
  await tab(officer, '财产');
  const table = grid(officer, '财产');
  await table.waitFor();
  await table.focus();
  await officer.keyboard.press('ArrowDown');
  await officer.keyboard.press('ArrowDown');
  expect(await table.getAttribute('aria-activedescendant')).toBeTruthy();
  await officer.keyboard.press('Enter');
  const dialog = officer.getByRole('dialog');
  await dialog.waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await officer.keyboard.press('End');
  expect(await table.getAttribute('aria-activedescendant')).toBeTruthy();
}, WITHIN_MS);

test('assets stand by source, with the bytes behind each; the table for the file can be taken along', async () => {
  const table = grid(officer, '财产');
  await officer.keyboard.press('Home');
  await table.getByRole('row', { name: /^银行存款 .*可计价值/ }).waitFor();
  await table.getByRole('button', { name: '凭证' }).first().click();
  const evidence = officer.getByRole('dialog', { name: /交换记录/ });
  await evidence.getByText(/SHA-256 [0-9a-f]{64}/).first().waitFor();
  await officer.keyboard.press('Escape');
  for (const [name, ending] of [['财产查控情况表（PDF）', '.pdf'], ['Excel', '.xlsx']] as const) {
    const [download] = await Promise.all([officer.waitForEvent('download'), officer.getByRole('button', { name }).click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\${ending}$`));
  }
  expect(await officer.getByText(/^不完整：\d+ 项请求没有有效答复/).count()).toBe(1);
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('coverage and time-line: every source, every exchange', async () => {
  await tab(officer, '覆盖情况');
  await officer.getByRole('rowheader', { name: '车辆' }).waitFor();
  expect(await officer.getByRole('rowheader').count()).toBe(13);
  expect(await seriousFindings(officer)).toEqual([]);
  await tab(officer, '时间线');
  const table = grid(officer, '时间线');
  await table.waitFor();
  expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(100);
  // However many there are, only those in view are in the document.
  expect(await table.getByRole('row').count()).toBeLessThan(60);
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('from assets to a draft in one step, to a second person, and on their way', async () => {
  await tab(officer, '控制');
  await officer.getByRole('button', { name: /^起草 \d+ 项$/ }).click();
  await officer.getByText(/^已起草 \d+ 项，请送审批$/).waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.getByRole('button', { name: /^送审批/ }).click();
  const dialog = officer.getByRole('dialog', { name: '送审批' });
  // Nobody approves in this case yet: who is named takes part from now on.
  await dialog.getByLabel('审批人').fill('approver');
  await dialog.getByRole('button', { name: '送审批' }).click();
  await dialog.waitFor({ state: 'detached' });
  await officer.getByText('等待 approver 审批').waitFor();
  expect(await officer.getByRole('button', { name: '批准并发出' }).count()).toBe(0);
}, WITHIN_MS);

test('the approver finds it among what needs them today, reads the papers, and approves; the money is held', async () => {
  const approver = await people.signIn('approver');
  await grid(approver, '今日待办').getByRole('row', { name: /等待您审批/ }).getByRole('link', { name: file.caseNumber }).click();
  await approver.getByText('由您审批').waitFor();
  await approver.getByRole('button', { name: '预览' }).first().click();
  await approver.getByRole('dialog', { name: '预览' }).locator('iframe').waitFor();
  await approver.keyboard.press('Escape');
  expect(await seriousFindings(approver)).toEqual([]);
  await approver.getByRole('button', { name: '批准并发出' }).click();
  await approver.getByText('由您审批').waitFor({ state: 'detached' });
  await grid(officer, '控制指令').getByText('已控制 ¥1,000.00').waitFor({ timeout: 90_000 });
  await officer.getByRole('img', { name: '控制台账：已控制 ¥1,000.00' }).waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('a rule of law speaks against it: the page says which, and what would help', async () => {
  await officer.getByRole('button', { name: '扣划', exact: true }).click();
  const dialog = officer.getByRole('dialog', { name: /^起草扣划/ });
  await dialog.getByLabel('金额（元）').fill('600.00');
  await dialog.getByLabel('理由').fill('划至执行款专户');
  await dialog.getByRole('button', { name: '起草 1 项' }).click();
  // No account of the case is registered, and none can be typed in.
  const told = (await dialog.getByRole('alert').textContent())!;
  expect(told).toContain('补救：');
  expect(told).toMatch(/错误 \d+ measure-refused · 关联号 \S+/);
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}, WITHIN_MS);

test('a task is settled with what was done; it is gone from what needs somebody', async () => {
  const tasks = officer.getByRole('region', { name: '待办', exact: true });
  await tasks.getByRole('textbox', { name: '办理情况' }).first().fill('已送达冻结告知书');
  await tasks.getByRole('button', { name: '办结' }).first().click();
  await tasks.waitFor({ state: 'detached' });
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('a year ahead, measures that end are renewed in one instruction; each that a rule refuses says why', async () => {
  await officer.getByRole('link', { name: '届满台账' }).click();
  await officer.getByLabel('届满时间').selectOption('365');
  await grid(officer, '届满台账').getByRole('row', { name: file.caseNumber }).waitFor();
  await officer.getByRole('button', { name: '全选已显示的' }).click();
  await officer.getByRole('button', { name: '批量续行' }).click();
  const dialog = officer.getByRole('dialog', { name: '续行 1 项措施' });
  await dialog.getByLabel('审批人（登录名）').fill('approver');
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByRole('button', { name: '起草并送审批' }).click();
  const batch = officer.getByRole('region', { name: '批量指令' });
  await batch.getByText('1/1', { exact: true }).waitFor();
  await grid(officer, '逐项结果').getByRole('row', { name: file.caseNumber }).waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.goto(`${gatewayUrl}/console/cases/${file.id}/board`);
}, WITHIN_MS);

test('an operator sees how institutions answer, takes one out of service and puts it back, and sees no case', async () => {
  const operator = await people.signIn('operator');
  await grid(operator, '协助机构').getByRole('row').nth(5).waitFor();
  expect(await operator.getByRole('link', { name: '我的案件' }).count()).toBe(0);
  await operator.getByRole('textbox', { name: '按名称或代码筛选' }).fill(BROKEN);
  const row = grid(operator, '协助机构').getByRole('row', { name: new RegExp(BROKEN) });
  for (const [act, state] of [['停用', 'out-of-service'], ['恢复', 'in-service']] as const) {
    await row.getByRole('button', { name: act }).click();
    const dialog = operator.getByRole('dialog');
    expect(await seriousFindings(operator)).toEqual([]);
    await dialog.getByLabel('原因').fill('机构系统升级');
    await dialog.getByRole('button', { name: act }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(`it is ${state}`, async () => (await as.operator.get<{ state: string }>(`/api/v1/institutions/${BROKEN}`)).body.state === state);
  }
  await row.getByRole('button', { name: '停用' }).waitFor();
  expect(await seriousFindings(operator)).toEqual([]);
}, WITHIN_MS);

test('an auditor sees the chains sealed, and who looked at a person', async () => {
  const auditor = await people.signIn('auditor', '/console/audit');
  await auditor.getByText('封存正常').waitFor();
  await auditor.getByRole('textbox', { name: '证件号码' }).fill(rich.documentNumber);
  await auditor.getByRole('textbox', { name: '查询理由' }).fill('当事人申请查询');
  await auditor.getByRole('region', { name: '谁查过此人' }).getByRole('button', { name: /查\s*询/ }).click();
  await grid(auditor, '谁查过此人').getByRole('row', { name: /officer/ }).first().waitFor();
  await auditor.getByRole('button', { name: /查\s*看/ }).click();
  await grid(auditor, '审计记录').getByRole('row', { name: /inquiry\.read/ }).first().waitFor();
  expect(await seriousFindings(auditor)).toEqual([]);
}, WITHIN_MS);

test('the line breaks while institutions answer: it is said, and after it nothing is missing', async () => {
  await sandbox.replaceRules({ '*': { latency: { kind: 'fixed', medianMs: 2500 } } });
  await officer.getByRole('button', { name: '再次查询' }).click();
  const dialog = officer.getByRole('dialog', { name: '发起查询' });
  await dialog.getByLabel('不使用近期已有的答复，重新查询').check();
  await dialog.getByRole('button', { name: '开始查询' }).click();
  await officer.getByText('实时', { exact: true }).waitFor();
  await officer.context().setOffline(true);
  await officer.getByText('网络已断开', { exact: false }).waitFor();
  await eventually('institutions answered meanwhile', async () => (await inquiryOf()).totals.answered > 50, { withinMs: 60_000 });
  await officer.context().setOffline(false);
  await officer.getByText('网络已断开', { exact: false }).waitFor({ state: 'detached' });
  await eventually('the board is at its end', async () => (await counted(officer, '等待发出')) + (await counted(officer, '已送达')) === 0, { withinMs: 120_000, everyMs: 500 });
  const { totals } = await inquiryOf();
  expect(totals.waiting).toBe(0);
  expect(await counted(officer, '有财产')).toBe(totals.byOutcome.found);
}, WITHIN_MS);

test('four thousand institutions answer at once: the board is drawn a few times, not four thousand, and holds what is in view', async () => {
  const many = 4000;
  const real = await inquiryOf();
  const [sample] = real.answers;
  const answers = Array.from({ length: many }, (_, index) => ({
    ...sample, requestId: index + 1, requestNumber: `A${index}`, institution: { code: `NATIONAL-${index}`, name: `全国第${index}号银行股份有限公司`, kind: 'bank' }, state: 'waiting', outcome: undefined, version: undefined, servedFrom: undefined, evidence: undefined,
    timing: { acceptedAt: real.acceptedAt, waitedMs: 0 },
  }));
  const whole = { ...real, state: 'open', complete: false, completedAt: undefined, answers, missing: [], warnings: [], identity: [], totals: { ...real.totals, asked: many, answered: 0, waiting: many } };
  const outcomes = answers.map(({ requestId }) => `id: ${requestId}-${requestId}-1\nevent: outcome\ndata: ${JSON.stringify({ requestId, kind: requestId % 50 === 0 ? 'found' : 'nothing-found', version: 1, elapsedMs: requestId })}\n\n`);
  const page = await officer.context().newPage();
  await page.addInitScript('window.drawn = 0; const make = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = function (...given) { window.drawn += 1; return make.apply(this, given); };');
  await page.route(`**/api/v1/inquiries/${real.id}`, (route) => route.fulfill({ json: whole }));
  // Everybody is asked, and the line breaks; then they answer, and it breaks again behind the last outcome, without the end.
  let streams = 0;
  let seenAsked = (): void => undefined;
  const allAsked = new Promise<void>((done) => (seenAsked = done));
  await page.route(`**/api/v1/inquiries/${real.id}/events`, async (route) => {
    streams += 1;
    if (streams === 1) return route.fulfill({ contentType: 'text/event-stream', body: `event: asked\ndata: ${JSON.stringify({ requestIds: answers.map(({ requestId }) => requestId) })}\n\n` });
    await allAsked;
    const seen = route.request().headers()['last-event-id'];
    return route.fulfill({ contentType: 'text/event-stream', body: outcomes.slice(seen === undefined ? 0 : Number(seen.split('-')[0])).join('') });
  });
  await page.goto(`${gatewayUrl}/console/cases/${file.id}/board`);
  await page.getByRole('button', { name: `已送达 ${many}` }).waitFor();
  seenAsked();
  await page.getByText(`${many}/${many} 已有结果`).waitFor();
  await eventually('it came back behind the last one', async () => streams > 2);
  expect([await counted(page, '有财产'), await counted(page, '无财产')]).toEqual([80, 3920]);
  expect(await page.evaluate('window.drawn')).toBeLessThan(100);
  const list = grid(page, '机构答复');
  expect(await list.getAttribute('aria-rowcount')).toBe(String(many + 1));
  expect(await list.getByRole('row').count()).toBeLessThan(60);
  await list.focus();
  await page.keyboard.press('End');
  await list.getByRole('row', { name: '全国第3999号银行股份有限公司' }).waitFor();
  await page.close();
}, WITHIN_MS);

test('in English, and back: the same page with the same case', async () => {
  await officer.getByRole('button', { name: 'Switch to English' }).click();
  await officer.getByRole('navigation', { name: 'Parts of the case' }).waitFor();
  await officer.getByRole('heading', { name: file.caseNumber }).waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.getByRole('button', { name: '切换到中文' }).click();
  await officer.getByRole('navigation', { name: '案件内容' }).waitFor();
}, WITHIN_MS);

test('a supervisor who takes no part gives a reason first', async () => {
  const supervisor = await people.signIn('supervisor', `/console/cases/${file.id}/board`);
  await supervisor.getByRole('heading', { name: '说明理由后查阅' }).waitFor();
  expect(await seriousFindings(supervisor)).toEqual([]);
  await supervisor.getByLabel(/^理由/).fill('核查本案查控是否及时');
  await supervisor.getByRole('button', { name: '提交理由并查阅' }).click();
  await supervisor.getByRole('heading', { name: file.caseNumber }).waitFor();
}, WITHIN_MS);

test('the session ends somewhere else: the page says so and leads back to where it was', async () => {
  const { items } = (await as.auditor.get<{ items: { id: string; login: string }[] }>('/api/v1/sessions')).body;
  for (const { id } of items.filter(({ login }) => login === 'officer')) await as.auditor.call('DELETE', `/api/v1/sessions/${id}`);
  await tab(officer, '财产');
  await officer.getByText('登录已失效', { exact: true }).waitFor();
  await officer.getByRole('link', { name: '重新登录' }).click();
  await officer.getByRole('heading', { name: file.caseNumber }).waitFor();
  expect(officer.url()).toContain(`/console/cases/${file.id}/assets`);
}, WITHIN_MS);

test('the check for serious findings finds one that is put there', async () => {
  await officer.evaluate('document.body.append(document.createElement("button"))');
  expect((await seriousFindings(officer)).join()).toContain('button-name');
}, WITHIN_MS);

test('nobody saw a fault of the page, and nothing broke its policy', () => {
  expect(people.faults).toEqual([]);
});
