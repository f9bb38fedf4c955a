import type { Locator, Page } from 'playwright-core';
import type { CaseAccountDto, CaseDto } from '#contracts/http';
import { syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';
import { eventually, seeded, type DemoLoginName, type GatewayClient } from '../running/index.js';
import { type ConsoleBrowser, seriousFindings } from '../running/console-browser.js';
import { ConsoleStage } from '../running/console-stage.js';

const WITHIN_MS = 120_000;
const NUMBER = '（2026）浙0106执8802号';
const random = seeded(5402);

let stage: ConsoleStage | undefined;
let gatewayUrl: string;
let as: Record<DemoLoginName, GatewayClient>;
let people: ConsoleBrowser;
let officer: Page;
let supervisor: Page;
let caseId: string;

beforeAll(async () => {
  stage = await ConsoleStage.open();
  ({ as, gatewayUrl, people } = stage);
  const made = await as.officer.registerCase({
    caseNumber: NUMBER, kind: 'execution', filedOn: '2026-03-02', officerIds: await stage.officerIds(), owed: { principalFen: 50_000_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 70_000, paidFen: 0 },
    obligors: [
      { kind: 'person', name: '陈小样', documents: [{ type: 'resident-id', number: syntheticResidentId(random) }] },
      { kind: 'organisation', name: '样本商行有限公司', documents: [{ type: 'unified-social-credit-code', number: syntheticSocialCreditCode(random) }] },
    ],
  });
  expect(made.status).toBe(201);
  caseId = made.body.id;
  [officer, supervisor] = [await people.signIn('officer'), await people.signIn('supervisor')];
  await officer.goto(`${gatewayUrl}/console/cases/${caseId}`);
  await officer.getByRole('heading', { name: NUMBER }).waitFor();
}, 180_000);

afterAll(async () => {
  await stage?.close();
}, 60_000);

const state = async (): Promise<CaseDto['state']> => (await as.officer.get<CaseDto>(`/api/v1/cases/${caseId}`)).body.state;
const dialogOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name });

test('what a person lives on is kept free: by a sum with its reason, and what is kept is told', async () => {
  await officer.getByRole('button', { name: '设定 陈小样 的生活费' }).click();
  const dialog = dialogOf(officer, '生活必需费用：陈小样');
  await dialog.getByRole('button', { name: '保留' }).click();
  // The local standard needs to know where they live, and everything a reason.
  expect(await dialog.getByText('此项必填').count()).toBe(2);
  expect(await seriousFindings(officer)).toEqual([]);
  await dialog.getByLabel('计算方式').selectOption('sum');
  await dialog.getByLabel('保留金额（元）').fill('12,345.67');
  await dialog.getByLabel('理由').fill('独自抚养一名未成年子女');
  await dialog.getByRole('button', { name: '保留' }).click();
  await dialog.getByText('¥12,345.67').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).last().click();
}, WITHIN_MS);

test('bankruptcy of a company is recorded with its court; a person has no such button', async () => {
  expect(await officer.getByRole('button', { name: '登记 陈小样 的破产受理' }).count()).toBe(0);
  await officer.getByRole('button', { name: '登记 样本商行有限公司 的破产受理' }).click();
  const dialog = dialogOf(officer, '登记破产受理：样本商行有限公司');
  await dialog.getByLabel('受理日').fill('2999-01-01');
  await dialog.getByLabel('受理法院').fill('杭州市中级人民法院');
  await dialog.getByRole('button', { name: '登记破产受理' }).click();
  expect(await dialog.getByLabel('受理日').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByLabel('受理日').fill('2026-05-06');
  const recorded = officer.waitForResponse((response) => response.url().endsWith('/bankruptcy') && response.ok());
  await dialog.getByRole('button', { name: '登记破产受理' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await (await recorded).json()).toMatchObject({ bankruptcyAcceptedOn: '2026-05-06', bankruptcyCourt: '杭州市中级人民法院' });
}, WITHIN_MS);

test('the account of the case: the officer reads that there is none, a supervisor registers it, the officer sees it', async () => {
  await officer.getByRole('tab', { name: '控制', exact: true }).or(officer.getByRole('link', { name: '控制', exact: true })).first().click();
  const account = officer.getByRole('region', { name: '执行款专户' });
  await account.getByText('尚未登记；登记前不能扣划。').waitFor();
  expect(await account.getByRole('button').count()).toBe(0);
  // Something is changed in a case of others: that takes a purpose and a reason.
  await as.supervisor.call('POST', '/api/v1/access-grants', { body: { caseId, purpose: 'correction', reason: '核对并登记本案执行款专户' } });
  await supervisor.goto(`${gatewayUrl}/console/cases/${caseId}/control`);
  await supervisor.getByRole('region', { name: '执行款专户' }).getByRole('button', { name: '登记专户' }).click();
  const dialog = dialogOf(supervisor, '登记本案执行款专户');
  await dialog.getByLabel('户名').fill('样本法院执行款');
  await dialog.getByLabel('开户行').fill('样本银行西湖支行');
  await dialog.getByLabel('联行号').fill('1023310');
  await dialog.getByLabel('账号').fill('6222021200000000013');
  await dialog.getByRole('button', { name: '登记专户' }).click();
  expect(await dialog.getByLabel('联行号').getAttribute('aria-invalid')).toBe('true');
  expect(await seriousFindings(supervisor)).toEqual([]);
  await dialog.getByLabel('联行号').fill('102331000013');
  const put = supervisor.waitForResponse((response) => response.url().endsWith('/case-account') && response.request().method() === 'PUT');
  await dialog.getByRole('button', { name: '登记专户' }).click();
  expect(await (await put).json()).toMatchObject({ accountName: '样本法院执行款', accountNumber: '6222***********0013', version: 1 });
  await dialog.waitFor({ state: 'detached' });
  expect((await as.officer.get<CaseAccountDto>(`/api/v1/cases/${caseId}/case-account`)).body).toMatchObject({ bankNumber: '102331000013', accountNumber: '6222021200000000013' });
  await officer.reload();
  await account.getByText('样本法院执行款').waitFor();
}, WITHIN_MS);

test('suspended, taken up again, and closed, which is final: the page offers nothing more', async () => {
  const change = async (to: string, becomes: CaseDto['state']): Promise<void> => {
    await officer.getByRole('button', { name: '变更状态' }).click();
    const dialog = dialogOf(officer, `变更 ${NUMBER} 的状态`);
    await dialog.getByLabel('变更为').selectOption(to);
    await dialog.getByRole('button', { name: '变更', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(`the case is ${becomes}`, async () => (await state()) === becomes);
  };
  await change('suspended', 'suspended');
  await officer.getByText('中止').first().waitFor();
  expect(await officer.getByRole('button', { name: '查询全部财产' }).isDisabled()).toBe(true);
  await change('open', 'open');
  expect(await seriousFindings(officer)).toEqual([]);
  await change('closed', 'closed');
  await officer.getByText('结案').first().waitFor();
  await officer.getByRole('button', { name: '变更状态' }).waitFor({ state: 'detached' });
}, WITHIN_MS);
