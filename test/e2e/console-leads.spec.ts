import type { Locator, Page } from 'playwright-core';
import type { CaseDto, LeadPageDto, NeedsPageDto } from '#contracts/http';
import { syntheticResidentId } from '#libs/identifiers';
import { addDays, beijingDay } from '#libs/statute';
import { seeded, type DemoLoginName, type GatewayClient } from '../running/index.js';
import { type ConsoleBrowser, seriousFindings } from '../running/console-browser.js';
import { ConsoleStage } from '../running/console-stage.js';

const WITHIN_MS = 120_000;
const NUMBER = '（2026）浙0106执8811号';
const SAID = '被执行人名下货车停放在其仓库';
const random = seeded(5603);
const today = beijingDay(new Date());

let stage: ConsoleStage | undefined;
let gatewayUrl: string;
let as: Record<DemoLoginName, GatewayClient>;
let people: ConsoleBrowser;
let officer: Page;
let caseId: string;

beforeAll(async () => {
  stage = await ConsoleStage.open();
  ({ as, gatewayUrl, people } = stage);
  const made = await as.officer.registerCase({
    caseNumber: NUMBER, kind: 'execution', filedOn: '2026-03-02', officerIds: await stage.officerIds(), owed: { principalFen: 50_000_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 70_000, paidFen: 0 },
    applicants: [{ kind: 'person', name: '周样本' }], obligors: [{ kind: 'person', name: '陈小样', documents: [{ type: 'resident-id', number: syntheticResidentId(random) }] }],
  });
  expect(made.status).toBe(201);
  caseId = made.body.id;
  officer = await people.signIn('officer');
  await officer.goto(`${gatewayUrl}/console/cases/${caseId}/leads`);
  await officer.getByText('本案没有登记财产线索。').waitFor();
}, 180_000);

afterAll(async () => {
  await stage?.close();
}, 60_000);

const dialogOf = (name: string): Locator => officer.getByRole('dialog', { name });
const rowOf = (text: string): Locator => officer.getByRole('row').filter({ hasText: text });
const leads = async (): Promise<LeadPageDto['items']> => (await as.officer.get<LeadPageDto>(`/api/v1/cases/${caseId}/leads`)).body.items;
const needs = async (): Promise<NeedsPageDto['items']> => (await as.officer.get<NeedsPageDto>('/api/v1/needs?kind=leads&limit=50')).body.items.filter((need) => need.caseId === caseId);
const sent = (part: string) => officer.waitForResponse((response) => response.url().endsWith(part) && response.request().method() !== 'GET');

test('a lead is registered as it was given: what is missing is named, and the clock stands beside it', async () => {
  await officer.getByRole('button', { name: '登记线索' }).click();
  const dialog = dialogOf('登记财产线索');
  expect(await dialog.getByLabel('提供人姓名或名称').inputValue()).toBe('周样本');
  await dialog.getByLabel('情况紧急，三日内核实').check();
  await dialog.getByLabel('收到日').fill('2999-01-01');
  await dialog.getByRole('button', { name: '登记线索' }).click();
  // Kind of property, what it says, and why it is urgent.
  expect(await dialog.getByText('此项必填').count()).toBe(3);
  expect(await dialog.getByLabel('收到日').getAttribute('aria-invalid')).toBe('true');
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByLabel('收到日').fill(today);
  await dialog.getByLabel('财产种类').selectOption('vehicle');
  await dialog.getByLabel('被执行人').selectOption({ label: '陈小样' });
  await dialog.getByLabel('线索内容').fill(SAID);
  await dialog.getByLabel('所在地', { exact: true }).fill('杭州市西湖区虚构路1号');
  await dialog.getByLabel('紧急的理由').fill('正在联系买家');
  const registered = sent('/leads');
  await dialog.getByRole('button', { name: '登记线索' }).click();
  expect(await (await registered).json()).toMatchObject({ state: 'open', owner: 'officer', urgent: true, dueOn: addDays(today, 3), dueByDays: addDays(today, 3) });
  await dialog.waitFor({ state: 'detached' });
  await rowOf(SAID).getByText('还剩 3 天').waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('it is among what needs the officer today, with its clock, and leads back to the case', async () => {
  await officer.goto(`${gatewayUrl}/console/`);
  const today0 = officer.getByRole('region', { name: '今日待办' });
  await today0.getByRole('button', { name: /^财产线索/ }).click();
  const row = today0.getByRole('row').filter({ hasText: NUMBER });
  await row.getByText('剩 3 天').waitFor();
  await row.getByText('核实线索（officer） · 紧急').waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await row.getByRole('link', { name: NUMBER }).click();
  await officer.getByRole('region', { name: '财产线索' }).getByText(SAID).waitFor();
}, WITHIN_MS);

test('before the case is ended, the dialog says that a lead is not checked', async () => {
  await officer.getByRole('button', { name: '变更状态' }).click();
  const dialog = dialogOf(`变更 ${NUMBER} 的状态`);
  await dialog.getByLabel('变更为').selectOption('ended-without-assets');
  await dialog.getByText('本案有 1 条财产线索尚未核实').waitFor();
  await dialog.getByRole('button', { name: '变更', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await as.officer.get<CaseDto>(`/api/v1/cases/${caseId}`)).body.state).toBe('ended-without-assets');
}, WITHIN_MS);

test('somebody else gave it to another meanwhile: nothing is written over that, and after it is read again the outcome is recorded', async () => {
  await rowOf(SAID).getByRole('button', { name: '记录结果' }).click();
  const [lead] = await leads();
  await as.officer.call('POST', `/api/v1/cases/${caseId}/members`, { body: { login: 'supervisor', part: 'registrar' } });
  const dialog = dialogOf('记录核实结果');
  await dialog.getByLabel('结果', { exact: true }).selectOption('not-concrete');
  await dialog.getByRole('button', { name: '记录结果' }).click();
  expect(await dialog.getByText('此项必填').count()).toBe(2);
  await dialog.getByLabel('结果', { exact: true }).selectOption('found');
  await dialog.getByText('须在三个工作日内决定是否恢复执行').waitFor();
  await dialog.getByLabel('核实经过和结果').fill('到场核实，货车在库');
  expect(await seriousFindings(officer)).toEqual([]);
  expect((await as.officer.call('PUT', `/api/v1/leads/${lead!.id}/owner`, { body: { owner: 'supervisor', version: lead!.version } })).status).toBe(200);
  await dialog.getByRole('button', { name: '记录结果' }).click();
  await dialog.getByText('内容已被他人修改，请刷新后再试').waitFor();
  const checked = sent('/outcome');
  await dialog.getByRole('button', { name: '记录结果' }).click();
  expect(await (await checked).json()).toMatchObject({ state: 'found', outcome: { by: 'officer', late: false }, restoreTaskId: expect.any(String) });
  await dialog.waitFor({ state: 'detached' });
  await officer.getByRole('region', { name: '终本案件发现财产，是否恢复执行？' }).waitFor();
  expect((await needs()).map(({ lead: step }) => step)).toEqual(['tell']);
}, WITHIN_MS);

test('the party is told orally, which needs its record; then nothing is left, and the history says all of it', async () => {
  await rowOf(SAID).getByRole('button', { name: '记录告知' }).click();
  const dialog = dialogOf('记录告知提供人');
  const letter = officer.waitForEvent('download');
  await dialog.getByRole('button', { name: '告知书（PDF）' }).click();
  expect((await letter).suggestedFilename()).toMatch(/^lead-notice-.*\.pdf$/);
  await dialog.getByLabel('告知方式').selectOption('oral');
  await dialog.getByRole('button', { name: '记录告知' }).click();
  expect(await dialog.getByLabel('文书、邮寄编号或笔录').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByLabel('文书、邮寄编号或笔录').fill('谈话笔录第2页');
  expect(await seriousFindings(officer)).toEqual([]);
  const told = sent('/notice');
  await dialog.getByRole('button', { name: '记录告知' }).click();
  expect(await (await told).json()).toMatchObject({ notice: { way: 'oral', reference: '谈话笔录第2页', text: '您提供的财产线索已经核实，结果：属实。' } });
  await dialog.waitFor({ state: 'detached' });
  expect(await needs()).toEqual([]);
  await rowOf(SAID).getByRole('button', { name: '经过' }).click();
  const history = dialogOf('线索办理经过');
  await history.getByText('口头告知并记入笔录').waitFor();
  expect(await history.getByRole('listitem').count()).toBeGreaterThanOrEqual(4);
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.keyboard.press('Escape');
  await history.waitFor({ state: 'detached' });
}, WITHIN_MS);
