import type { Locator, Page } from 'playwright-core';
import type { CaseDto, ControlBatchPageDto, ControlOrderLifeDto, ControlOrderListDto, ControlProposalDto, InquiryResultDto, MeasureListDto, SupervisionNoticePageDto } from '#contracts/http';
import { caseOf, eventually, obligorOf, SandboxClient, type DemoLoginName, type GatewayClient, type SyntheticParty } from '../running/index.js';
import { type ConsoleBrowser, seriousFindings } from '../running/console-browser.js';
import { ConsoleStage } from '../running/console-stage.js';

const WITHIN_MS = 180_000;
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
/** More than the accounts have, so that every one of them is proposed. */
const DEBT_FEN = 50_000_000_000;
const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

let stage: ConsoleStage | undefined;
let gatewayUrl: string;
let as: Record<DemoLoginName, GatewayClient>;
let sandbox: SandboxClient;
let people: ConsoleBrowser;
let rich: SyntheticParty;
let file: CaseDto;
let other: CaseDto;
let banks: readonly string[];
let officer: Page;
let approver: Page;
let drafts: ControlOrderListDto['items'];

beforeAll(async () => {
  const opened = (stage = await ConsoleStage.open({ CHAKONG_SANDBOX_POLL_SECONDS: '0.2', CHAKONG_FILE_POLL_SECONDS: '0.3' }));
  ({ as, gatewayUrl, people } = opened);
  sandbox = new SandboxClient(opened.sandboxUrl);
  rich = (await sandbox.people('demo=true&kind=person'))[0]!;
  banks = rich.foundAt.filter((code) => /^[A-G]\d{3}H/.test(code));
  const officers = await opened.officerIds();
  const register = async (serial: number, principalFen: number): Promise<CaseDto> =>
    (await as.officer.registerCase({ ...caseOf(serial, officers, [obligorOf(rich)]), owed: { principalFen, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 } })).body;
  file = await register(8601, DEBT_FEN);
  other = await register(8602, 100_000);
  expect((await as.officer.call('POST', `/api/v1/cases/${file.id}/members`, { body: { login: 'approver', part: 'approver' } })).status).toBe(200);
  const { id } = (await as.officer.ask({ caseId: file.id, purpose: '立案查控', institutions: [...banks] })).body;
  await eventually('every answer', async () => (await as.officer.get<InquiryResultDto>(`/api/v1/inquiries/${id}`)).body.complete, { withinMs: 60_000, everyMs: 300 });
  drafts = await draft(4);
  officer = await people.signIn('officer', `/console/cases/${file.id}/control`);
  approver = await people.signIn('approver', `/console/cases/${file.id}/control`);
}, 240_000);

afterAll(async () => {
  await stage?.close();
}, 60_000);

/** Freezes of the first accounts that are proposed, at institutions whose codes begin so. */
async function draft(count: number, at = ''): Promise<ControlOrderListDto['items']> {
  const { body: { digest, orders } } = await as.officer.get<ControlProposalDto>(`/api/v1/cases/${file.id}/control-proposal`);
  const assetIds = orders.filter(({ operation, institution }) => operation === 'freeze' && institution.code.startsWith(at)).slice(0, count).map(({ assetId }) => assetId);
  return (await as.officer.call<ControlOrderListDto>('POST', `/api/v1/cases/${file.id}/control-proposal/drafts`, { body: { digest, assetIds, reason: '查得存款，依法冻结' } })).body.items;
}

const grid = (page: Page, name: string): Locator => page.getByRole('grid', { name, exact: true });
const dialogOf = (page: Page, name: RegExp | string): Locator => page.getByRole('dialog', { name });
const orderOf = async (id: number): Promise<ControlOrderLifeDto> => (await as.officer.get<ControlOrderLifeDto>(`/api/v1/control-orders/${id}`)).body;
const measuresOf = async (caseId: string): Promise<MeasureListDto['items']> => (await as.officer.get<MeasureListDto>(`/api/v1/cases/${caseId}/measures`)).body.items;
const inState = (id: number, state: string): Promise<void> => eventually(`order ${id} is ${state}`, async () => (await orderOf(id)).state === state, { withinMs: 90_000, everyMs: 300 });
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
/** The button of an order in its row. */
const act = (page: Page, what: string, id: number): Promise<void> => press(page, `${what} ${id}`);
const measureRow = (page: Page, reference: string): Locator => page.getByRole('region', { name: '控制措施' }).getByRole('row', { name: reference });

async function submit(): Promise<void> {
  await officer.getByRole('button', { name: /^送审批/ }).click();
  const dialog = dialogOf(officer, '送审批');
  await dialog.getByLabel('审批人').fill('approver');
  await dialog.getByRole('button', { name: '送审批' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function approve(): Promise<void> {
  await approver.goto(`${gatewayUrl}/console/cases/${file.id}/control`);
  await press(approver, '批准并发出');
  await approver.getByText('由您审批').waitFor({ state: 'detached' });
}

test('an own ruling is uploaded for every draft at once, seen before it is sent, and read afterwards', async () => {
  await press(officer, '上传文书');
  const dialog = dialogOf(officer, '上传自有文书');
  await dialog.getByRole('button', { name: /^上传到/ }).click();
  await dialog.getByText('此项必填').first().waitFor();
  await dialog.getByLabel('文书编号', { exact: true }).fill('（2026）浙0106执8601号之一');
  await dialog.getByLabel('PDF 文件').setInputFiles({ name: 'ruling.pdf', mimeType: 'application/pdf', buffer: PDF });
  await dialog.locator('iframe').waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByRole('button', { name: `上传到 ${drafts.length} 项指令` }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const { id } of drafts) expect((await orderOf(id)).documents).toEqual([expect.objectContaining({ kind: 'ruling', origin: 'attached', number: '（2026）浙0106执8601号之一' })]);
  await grid(officer, '控制指令').getByRole('button', { name: String(drafts[0]!.id), exact: true }).click();
  const life = dialogOf(officer, /^控制指令/);
  await life.getByText('已上传').waitFor();
  await life.getByRole('button', { name: '预览' }).click();
  await dialogOf(officer, '预览').locator('iframe').waitFor();
  // The viewer of the browser has the keys now.
  await dialogOf(officer, '预览').getByRole('button', { name: '关闭' }).click();
  await officer.keyboard.press('Escape');
  await life.waitFor({ state: 'detached' });
  expect(await officer.locator('dialog').count()).toBe(0);
}, WITHIN_MS);

test('what is no PDF is refused at its field', async () => {
  await act(officer, '上传文书', drafts[0]!.id);
  const dialog = dialogOf(officer, '上传自有文书');
  await dialog.getByLabel('文书编号', { exact: true }).fill('一');
  await dialog.getByLabel('PDF 文件').setInputFiles({ name: 'ruling.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a document') });
  await dialog.getByRole('button', { name: '上传到 1 项指令' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByLabel('PDF 文件').getAttribute('aria-invalid')).toBe('true');
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  await dialog.waitFor({ state: 'detached' });
}, WITHIN_MS);

test('a draft is withdrawn with a reason that stands in its life', async () => {
  const { id } = drafts[3]!;
  await act(officer, '撤回', id);
  const dialog = dialogOf(officer, `撤回指令 ${id}`);
  await dialog.getByRole('button', { name: '撤回' }).click();
  await dialog.getByText('此项必填').waitFor();
  expect((await orderOf(id)).state).toBe('drafted');
  await dialog.getByLabel('理由', { exact: true }).fill('账户性质有疑问');
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByRole('button', { name: '撤回' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await orderOf(id)).events).toContainEqual(expect.objectContaining({ to: 'withdrawn', reason: '账户性质有疑问' }));
}, WITHIN_MS);

test('who asked takes the request back; the second time it is sent back with a reason; the third time approved', async () => {
  await submit();
  await press(officer, '撤回送审');
  await officer.getByRole('button', { name: /^送审批/ }).waitFor();
  await submit();
  await approver.reload();
  await approver.getByText('由您审批').waitFor();
  expect(await approver.getByRole('button', { name: '退回' }).isDisabled()).toBe(true);
  await approver.getByLabel(/^意见/).fill('请写明账户性质');
  await press(approver, '退回');
  await approver.getByText('由您审批').waitFor({ state: 'detached' });
  await inState(drafts[0]!.id, 'returned');
  await officer.reload();
  await grid(officer, '控制指令').getByText('已退回').first().waitFor();
  await submit();
  await approve();
  for (const { id } of drafts.slice(0, 3)) await inState(id, 'done');
  expect((await measuresOf(file.id)).filter(({ state }) => state === 'effective').length).toBeGreaterThan(1);
}, WITHIN_MS);

test('an institution objects: the clock of 15 days runs, nothing is taken, and the court answers once', async () => {
  const [measure] = (await measuresOf(file.id)).filter(({ state }) => state === 'effective');
  await officer.reload();
  await measureRow(officer, measure!.target.reference).getByRole('button', { name: '登记异议' }).click();
  const entering = dialogOf(officer, '登记协助义务人异议');
  await entering.getByLabel('异议理由').fill('该账户为专用账户');
  await entering.getByLabel('豁免资金').fill('X05');
  expect(await seriousFindings(officer)).toEqual([]);
  await entering.getByRole('button', { name: '登记异议' }).click();
  await entering.waitFor({ state: 'detached' });
  const objections = officer.getByRole('region', { name: '协助义务人异议', exact: true });
  await objections.getByText('还剩 15 天').waitFor();
  await measureRow(officer, measure!.target.reference).getByText('异议审查中').waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await objections.getByRole('button', { name: '书面答复' }).click();
  const answering = dialogOf(officer, '答复异议');
  await answering.getByLabel('审查结论').selectOption('rejected');
  await answering.getByLabel('书面答复内容').fill('该账户不在豁免之列');
  await answering.getByRole('button', { name: '书面答复' }).click();
  await answering.waitFor({ state: 'detached' });
  await objections.getByText('不成立').waitFor();
  expect(await objections.getByText(/还剩/).count()).toBe(0);
}, WITHIN_MS);

test('a measure goes to another case of the same person, found without typing', async () => {
  const [measure] = (await measuresOf(file.id)).filter(({ state }) => state === 'effective');
  await measureRow(officer, measure!.target.reference).getByRole('button', { name: '移交' }).click();
  const dialog = dialogOf(officer, '移交给同一被执行人的另一案件');
  await dialog.getByRole('radio', { name: other.caseNumber }).check();
  await dialog.getByLabel('理由', { exact: true }).fill('并入该案执行');
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByRole('button', { name: `移交给 ${other.caseNumber}` }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await measuresOf(other.id)).map(({ id }) => id)).toEqual([measure!.id]);
  await measureRow(officer, measure!.target.reference).waitFor({ state: 'detached' });
}, WITHIN_MS);

test('many are released in one instruction, one of them in part; the register shows each line to its end', async () => {
  const [whole, part] = (await measuresOf(file.id)).filter(({ state }) => state === 'effective');
  const region = officer.getByRole('region', { name: '控制措施' });
  for (const { target } of [whole!, part!]) await measureRow(officer, target.reference).getByRole('checkbox').check();
  await region.getByRole('button', { name: '批量解除（2）' }).click();
  const dialog = dialogOf(officer, '解除 2 项措施');
  await dialog.getByLabel('审批人（登录名）').fill('approver');
  await dialog.getByLabel('理由', { exact: true }).fill('部分履行，解除多余部分');
  const sum = dialog.getByLabel(new RegExp(`解除金额（元）.*${part!.target.reference}`));
  await sum.fill('99999999999');
  await dialog.getByText('超过可用金额').waitFor();
  await sum.fill('0.01');
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByRole('button', { name: '起草并送审批' }).click();
  await officer.getByRole('heading', { name: '批量解除 2 项' }).waitFor();
  await grid(officer, '逐项结果').getByText('¥0.01').waitFor();
  await officer.getByText('等待 approver 审批').waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await approve();
  await officer.getByRole('img', { name: '2/2 已有最终结果' }).waitFor({ timeout: 90_000 });
  const after = new Map((await measuresOf(file.id)).map((one) => [one.id, one]));
  expect([after.get(whole!.id)!.state, after.get(part!.id)!.heldFen]).toEqual(['released', part!.heldFen - 1]);
}, WITHIN_MS);

test('an instruction is taken back before it left, with a reason', async () => {
  await officer.goto(`${gatewayUrl}/console/cases/${file.id}/control`);
  const [measure] = (await measuresOf(file.id)).filter(({ state }) => state === 'effective');
  await measureRow(officer, measure!.target.reference).getByRole('checkbox').check();
  await press(officer, '批量解除（1）');
  const dialog = dialogOf(officer, '解除 1 项措施');
  await dialog.getByLabel('审批人（登录名）').fill('officer');
  await dialog.getByLabel('理由', { exact: true }).fill('全部履行');
  await dialog.getByRole('button', { name: '起草并送审批' }).click();
  // Nobody approves what they asked for themselves.
  await dialog.getByText('此人不能作为审批人').first().waitFor();
  await dialog.getByLabel('审批人（登录名）').fill('approver');
  await dialog.getByRole('button', { name: '起草并送审批' }).click();
  await officer.getByText('等待 approver 审批').waitFor();
  await press(officer, '撤回未发出的');
  const cancelling = dialogOf(officer, '撤回未发出的');
  await cancelling.getByLabel('理由', { exact: true }).fill('尚未全部履行');
  expect(await seriousFindings(officer)).toEqual([]);
  await cancelling.getByRole('button', { name: '撤回未发出的' }).click();
  await cancelling.waitFor({ state: 'detached' });
  await officer.getByText('officer 撤回：尚未全部履行').waitFor();
  const { items } = (await as.officer.get<ControlBatchPageDto>('/api/v1/control-batches?limit=10')).body;
  await grid(officer, '批量指令台账').getByText('已撤回').waitFor();
  expect(items).toHaveLength(2);
  expect((await measuresOf(file.id)).find(({ id }) => id === measure!.id)!.state).toBe('effective');
}, WITHIN_MS);

test('money is deducted to the account of the case, and its arrival is entered: once, and never more than was taken', async () => {
  await as['case-system'].call('PUT', `/api/v1/cases/${file.id}/case-account`, { body: { accountName: '样例法院执行款专户', bankName: '样例银行', bankNumber: '931331000019', accountNumber: '19990101040000001' } });
  await officer.goto(`${gatewayUrl}/console/cases/${file.id}/control`);
  await officer.getByRole('button', { name: '扣划', exact: true }).first().click();
  const deducting = dialogOf(officer, /^起草扣划/);
  await deducting.getByLabel('金额（元）').fill('10.00');
  await deducting.getByLabel('理由').fill('划至执行款专户');
  await deducting.getByRole('button', { name: '起草 1 项' }).click();
  await deducting.waitFor({ state: 'detached' });
  await submit();
  await approver.goto(`${gatewayUrl}/console/cases/${file.id}/control`);
  await approver.getByLabel('为什么可以少留生活费用').fill('被执行人另有养老金');
  await press(approver, '批准并发出');
  await approver.getByText('由您审批').waitFor({ state: 'detached' });
  const arrival = officer.getByRole('button', { name: /^登记到账 \d+$/ });
  await arrival.waitFor({ timeout: 90_000 });
  await arrival.click();
  const dialog = dialogOf(officer, /^登记到账/);
  expect(await dialog.getByLabel('到账金额（元）').inputValue()).toBe('10.00');
  await dialog.getByLabel('到账流水号').fill('LS20261127001');
  await dialog.getByLabel('到账金额（元）').fill('10.01');
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByRole('button', { name: '登记到账' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('到账金额（元）').fill('10.00');
  await dialog.getByRole('button', { name: '登记到账' }).click();
  await dialog.waitFor({ state: 'detached' });
  await officer.getByText('已到账 ¥10.00', { exact: true }).waitFor();
  expect((await as.officer.get<{ arrivedFen: number }>(`/api/v1/cases/${file.id}/control-ledger`)).body.arrivedFen).toBe(1_000);
}, WITHIN_MS);

test('an answer contradicts itself: the officer sees that somebody has to say, and a second person says how it ended', async () => {
  await sandbox.replaceRules(Object.fromEntries(banks.map((code) => [code, { contradictoryRate: 1, duplicateRate: 1 }])));
  const [order] = await draft(1, 'G');
  await officer.goto(`${gatewayUrl}/console/cases/${file.id}/control`);
  await submit();
  await approve();
  await inState(order!.id, 'disputed');
  await sandbox.replaceRules({});
  // It was done for a moment; what has ended is looked at once a minute only.
  await officer.reload();
  await officer.getByText('待审批人或监督人裁断').first().waitFor();
  await approver.goto(`${gatewayUrl}/console/cases/${file.id}/control`);
  await act(approver, '裁断', order!.id);
  const dialog = dialogOf(approver, `裁断指令 ${order!.id} 的结果`);
  await dialog.getByLabel('核实的结果').selectOption('effective');
  await dialog.getByRole('button', { name: '裁断' }).click();
  await dialog.getByText('此项必填').first().waitFor();
  await dialog.getByLabel('实际控制（元）').fill('1.00');
  await dialog.getByLabel('起始日').fill(TODAY);
  await dialog.getByLabel('核实经过').fill('已电话核实并取得书面回复');
  expect(await seriousFindings(approver)).toEqual([]);
  await dialog.getByRole('button', { name: '裁断' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await orderOf(order!.id)).toMatchObject({ state: 'done', outcome: { kind: 'effective', held: { fen: 100 } } });
}, WITHIN_MS);

test('a supervisor takes note of a look from outside, and settles it once', async () => {
  // Somebody who takes no part gives a reason and looks.
  await as.auditor.giveReason(file.id);
  await as.auditor.get(`/api/v1/cases/${file.id}`);
  const unsettled = async () => (await as.supervisor.get<SupervisionNoticePageDto>('/api/v1/supervision-notices?limit=50')).body.items.filter(({ state }) => state !== 'settled');
  await eventually('it is told', async () => (await unsettled()).length > 0, { withinMs: 30_000 });
  const supervisor = await people.signIn('supervisor', '/console/audit');
  const notices = grid(supervisor, '督察提醒');
  await notices.getByRole('button', { name: '已阅' }).first().click();
  await notices.getByText('supervisor 已阅').waitFor();
  await notices.getByRole('button', { name: '处理' }).first().click();
  const dialog = dialogOf(supervisor, '处理督察提醒');
  await dialog.getByLabel('处理结论').selectOption('justified');
  await dialog.getByLabel('处理说明').fill('审计抽查，理由充分');
  expect(await seriousFindings(supervisor)).toEqual([]);
  await dialog.getByRole('button', { name: '处理' }).click();
  await dialog.waitFor({ state: 'detached' });
  await notices.getByText(/正当 · supervisor/).waitFor();
  expect(await seriousFindings(supervisor)).toEqual([]);

  await supervisor.getByRole('link', { name: '生活保障标准' }).click();
  await press(supervisor, '录入标准');
  const entering = dialogOf(supervisor, '录入标准');
  await entering.getByLabel('行政区划代码').fill('330106');
  await entering.getByLabel('每人每月（元）').fill('1,245.00');
  await entering.getByLabel('文件名称').fill('关于调整最低生活保障标准的通知');
  await entering.getByLabel('文号').fill('样民发〔2026〕1号');
  expect(await seriousFindings(supervisor)).toEqual([]);
  await entering.getByRole('button', { name: '录入', exact: true }).click();
  await entering.waitFor({ state: 'detached' });
  await grid(supervisor, '生活保障标准').getByRole('row', { name: /330106.*1,245\.00.*样民发〔2026〕1号/ }).waitFor();
  await press(supervisor, '导入表格');
  const table = dialogOf(supervisor, '导入表格');
  await table.getByLabel('表格文件').setInputFiles({ name: 'standards.csv', mimeType: 'text/csv', buffer: Buffer.from('region,fenPerMonth,from,until,document,number\n3301,nothing,2026-01-01,,通知,一\n') });
  await table.getByRole('button', { name: '录入', exact: true }).click();
  await table.getByText(/row 2, fenPerMonth：应为 大于零的金额/).waitFor();
  expect(await seriousFindings(supervisor)).toEqual([]);
}, WITHIN_MS);

test('officers see the standards with their sources, and no button to enter any', async () => {
  await officer.getByRole('link', { name: '生活保障标准' }).click();
  await grid(officer, '生活保障标准').getByText('样民发〔2026〕1号').waitFor();
  expect(await officer.getByRole('button', { name: '录入标准' }).count()).toBe(0);
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('a supervisor writes what the court sets about measures; whose each setting is stands beside it, and each version with who, when and why', async () => {
  const supervisor = await people.signIn('supervisor', '/console/control-policies');
  const table = supervisor.getByRole('region', { name: '控制策略', exact: true });
  await table.getByRole('row', { name: /机构反馈期限.*24 小时.*系统默认.*法〔2018〕64号/ }).waitFor();
  await supervisor.getByText('本院没有写过策略。').waitFor();
  expect(await seriousFindings(supervisor)).toEqual([]);
  await press(supervisor, '修改策略');
  const dialog = dialogOf(supervisor, /^修改控制策略/);
  await dialog.getByLabel('机构反馈期限（秒）').fill('172800');
  await dialog.getByLabel('首次查询状态（秒）').fill('120');
  await dialog.getByRole('button', { name: '保存并生效' }).click();
  await dialog.getByText('超出可设范围').waitFor();
  await dialog.getByText('此项必填').waitFor();
  expect(await seriousFindings(supervisor)).toEqual([]);
  await dialog.getByLabel('机构反馈期限（秒）').fill('43200');
  await dialog.getByLabel('查询最长间隔（秒）').fill('60');
  await dialog.getByLabel('修改理由').fill('辖区机构反馈较快');
  await dialog.getByRole('button', { name: '保存并生效' }).click();
  // Which of two settings is wrong is for the gateway to say: a question again sooner than the first one.
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByLabel('查询最长间隔（秒）').getAttribute('aria-invalid')).toBe('true');
  expect(await seriousFindings(supervisor)).toEqual([]);
  await dialog.getByLabel('查询最长间隔（秒）').fill('');
  await dialog.getByRole('button', { name: '保存并生效' }).click();
  await dialog.waitFor({ state: 'detached' });
  await table.getByRole('row', { name: /机构反馈期限.*12 小时.*本院设置/ }).waitFor();
  const versions = supervisor.getByRole('region', { name: '历次版本' });
  await versions.getByRole('row', { name: /^1 .*现行.*supervisor.*辖区机构反馈较快.*首次查询状态：2 分钟；机构反馈期限：12 小时/ }).waitFor();
  expect(await seriousFindings(supervisor)).toEqual([]);
}, WITHIN_MS);

test('somebody else writes it meanwhile: nothing is written over, and it is said', async () => {
  const operator = await people.signIn('operator', '/console/control-policies');
  await operator.getByText('请先选择法院。').waitFor();
  const code = file.courtCode;
  await operator.getByLabel('法院代字').fill(code);
  await press(operator, '查看');
  await press(operator, '修改策略');
  const dialog = dialogOf(operator, `修改控制策略 ${code}`);
  await dialog.getByLabel('届满提醒（天）').fill('30');
  await dialog.getByLabel('修改理由').fill('提前准备续行');
  const at = `/api/v1/courts/${encodeURIComponent(code)}/control-policy`;
  expect((await as.supervisor.call('PUT', at, { body: { version: 1, content: {}, reason: '全部继承' } })).status).toBe(200);
  await dialog.getByRole('button', { name: '保存并生效' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await seriousFindings(operator)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  expect((await as.operator.get<{ content: { remindFromDays: number } }>(at)).body.content.remindFromDays).toBe(60);
}, WITHIN_MS);

test('officers read what applies at their court, and have no button to change it', async () => {
  await officer.getByRole('link', { name: '控制策略' }).click();
  await officer.getByRole('region', { name: '历次版本' }).getByRole('row', { name: /^2 .*全部继承/ }).waitFor();
  expect(await officer.getByRole('button', { name: '修改策略' }).count()).toBe(0);
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('every step in the life of an order says why in the language of the page; what a person said is quoted', async () => {
  const disputed = (await as.officer.get<ControlOrderListDto>(`/api/v1/control-orders?caseId=${file.id}&limit=100`)).body.items.map(({ id }) => id);
  for (const id of disputed.slice(0, 8)) {
    await officer.goto(`${gatewayUrl}/console/cases/${file.id}/control`);
    await grid(officer, '控制指令').getByRole('button', { name: String(id), exact: true }).click();
    await dialogOf(officer, /^控制指令/).getByRole('heading', { name: '办理经过' }).waitFor();
    expect(await seriousFindings(officer)).toEqual([]);
  }
}, WITHIN_MS);

test('nobody saw a fault of the page, and nothing broke its policy', () => {
  expect(people.faults).toEqual([]);
});
