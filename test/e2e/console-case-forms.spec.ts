import type { Page } from 'playwright-core';
import type { CaseDto, OfficerPageDto } from '#contracts/http';
import { syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';
import { seeded, type DemoLoginName, type GatewayClient } from '../running/index.js';
import { type ConsoleBrowser, seriousFindings } from '../running/console-browser.js';
import { ConsoleStage } from '../running/console-stage.js';

const WITHIN_MS = 120_000;
const NUMBER = '（2026）浙0106执8801号';
const random = seeded(5401);
const person = syntheticResidentId(random);
/** The same with another check character. */
const mistyped = person.slice(0, 17) + (person.endsWith('1') ? '2' : '1');
const company = syntheticSocialCreditCode(random);

let stage: ConsoleStage | undefined;
let gatewayUrl: string;
let as: Record<DemoLoginName, GatewayClient>;
let people: ConsoleBrowser;
let officer: Page;

beforeAll(async () => {
  stage = await ConsoleStage.open();
  ({ as, gatewayUrl, people } = stage);
  officer = await people.signIn('officer');
}, 180_000);

afterAll(async () => {
  await stage?.close();
}, 60_000);

const registered = async (): Promise<CaseDto> => (await as.officer.get<CaseDto>(`/api/v1/cases/by-number/${encodeURIComponent(NUMBER)}`)).body;
/** What stands below a field. */
const saidOf = async (page: Page, label: string): Promise<string> => {
  const id = await page.getByLabel(label, { exact: true }).getAttribute('aria-describedby');
  return (await page.locator(`[id="${id}"]`).textContent()) ?? '';
};

test('an empty form is not sent: every field that is needed says so, and the first one has the focus', async () => {
  await officer.getByRole('link', { name: '立案登记' }).click();
  await officer.getByLabel('承办人', { exact: true }).waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.getByRole('button', { name: '登记案件' }).click();
  expect(await officer.getByText('此项必填').count()).toBe(4);
  expect(await officer.evaluate('document.activeElement.id')).toBe(await officer.getByLabel('案号', { exact: true }).getAttribute('id'));
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('a wrong check character is told as soon as the number is whole; a third decimal is never rounded', async () => {
  await officer.getByLabel('案号', { exact: true }).fill('(2026)浙0106执8801号');
  expect(await saidOf(officer, '案号')).toBe(`存为 ${NUMBER}`);
  await officer.getByLabel('证件号码', { exact: true }).pressSequentially(mistyped);
  expect(await saidOf(officer, '证件号码')).toBe('校验码不符，请核对号码');
  await officer.getByLabel('证件号码', { exact: true }).fill(person);
  expect(await saidOf(officer, '证件号码')).toMatch(/^校验码正确 · [男女] · \d{4}-\d\d-\d\d 出生$/);
  await officer.getByLabel('本金', { exact: true }).fill('120,000.005');
  expect(await saidOf(officer, '本金')).toBe('最多两位小数（精确到分）');
  await officer.getByLabel('本金', { exact: true }).fill('120,000.5');
  await officer.getByLabel('执行费', { exact: true }).fill('1700');
  await officer.getByText('合计 ¥121,700.50', { exact: false }).waitFor();
}, WITHIN_MS);

test('by keyboard alone: Enter registers it, and the case is open with one button that asks everything', async () => {
  await officer.getByLabel('申请执行人 1 姓名或名称', { exact: true }).fill('样本贸易有限公司');
  // The name says what it is.
  expect(await officer.getByLabel('申请执行人 1 类别', { exact: true }).inputValue()).toBe('organisation');
  await officer.getByLabel('姓名（与证件一致）', { exact: true }).fill('王小样');
  await officer.keyboard.press('Enter');
  await officer.getByRole('heading', { name: NUMBER }).waitFor();
  await officer.getByRole('button', { name: '查询全部财产' }).waitFor();
  const own = (await as.officer.get<OfficerPageDto>('/api/v1/officers?limit=50')).body.items.find(({ login }) => login === 'officer');
  expect(await registered()).toMatchObject({
    owed: { principalFen: 12_000_050, executionFeeFen: 170_000, totalFen: 12_170_050 }, applicants: [{ kind: 'organisation', name: '样本贸易有限公司' }], obligors: [{ name: '王小样', documents: [{ type: 'resident-id', number: person }] }],
    // Who registers a case mostly handles it.
    officers: [{ id: own?.id }],
  });
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('the same number again: the gateway refuses it, and says so at its field', async () => {
  await officer.getByRole('link', { name: '立案登记' }).click();
  await officer.getByLabel('案号', { exact: true }).fill(NUMBER);
  await officer.getByLabel('本金', { exact: true }).fill('1');
  await officer.getByLabel('姓名（与证件一致）', { exact: true }).fill('李小样');
  await officer.getByLabel('证件号码', { exact: true }).fill(syntheticResidentId(random));
  await officer.getByRole('button', { name: '登记案件' }).click();
  await officer.getByRole('alert').waitFor();
  expect(await saidOf(officer, '案号')).toBe('该案号已登记');
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.getByRole('link', { name: '我的案件' }).click();
  await officer.goto(`${gatewayUrl}/console/cases/${(await registered()).id}/board`);
}, WITHIN_MS);

test('sums and applicants are changed later; who changed the case in between is not overwritten', async () => {
  const dialog = officer.getByRole('dialog', { name: /^修改案件信息/ });
  await officer.getByRole('button', { name: '修改案件信息' }).click();
  await dialog.getByLabel('承办人', { exact: true }).waitFor();
  expect(await dialog.getByLabel('本金', { exact: true }).inputValue()).toBe('120,000.50');
  expect(await seriousFindings(officer)).toEqual([]);
  const { id, version } = await registered();
  await as.officer.call('PATCH', `/api/v1/cases/${id}`, { body: { version, owed: { interestFen: 100 } } });
  await dialog.getByLabel('已履行', { exact: true }).fill('500.00');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('没有覆盖', { exact: false }).waitFor();
  await officer.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await officer.getByRole('button', { name: '修改案件信息' }).click();
  await dialog.getByLabel('已履行', { exact: true }).fill('500.00');
  await dialog.getByRole('button', { name: '再添一名申请执行人' }).click();
  await dialog.getByLabel('申请执行人 2 姓名或名称', { exact: true }).fill('赵申请');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await registered()).toMatchObject({ owed: { interestFen: 100, paidFen: 50_000 }, applicants: [{ name: '样本贸易有限公司' }, { kind: 'person', name: '赵申请' }] });
}, WITHIN_MS);

test('an obligor is added, the same one is refused at the field, and is taken out after a second word', async () => {
  await officer.getByRole('button', { name: '追加被执行人' }).click();
  const adding = officer.getByRole('dialog', { name: '追加被执行人' });
  await adding.getByLabel('类别', { exact: true }).selectOption('organisation');
  await adding.getByLabel('名称（与证照一致）', { exact: true }).fill('样本制造有限公司');
  await adding.getByLabel('证件号码', { exact: true }).fill(company);
  expect(await seriousFindings(officer)).toEqual([]);
  await adding.getByRole('button', { name: '保存' }).click();
  await adding.waitFor({ state: 'detached' });
  await officer.getByText(company).waitFor();

  await officer.getByRole('button', { name: '追加被执行人' }).click();
  await adding.getByLabel('姓名（与证件一致）', { exact: true }).fill('王小样');
  await adding.getByLabel('证件号码', { exact: true }).fill(person);
  await adding.getByRole('button', { name: '保存' }).click();
  await adding.getByText('该被执行人已在本案登记').first().waitFor();
  await officer.keyboard.press('Escape');

  await officer.getByRole('button', { name: '修改 样本制造有限公司' }).click();
  const changing = officer.getByRole('dialog', { name: '修改被执行人 样本制造有限公司' });
  await changing.getByRole('button', { name: '移出本案' }).click();
  expect((await registered()).obligors.filter(({ removedAt }) => removedAt !== undefined)).toEqual([]);
  await changing.getByRole('button', { name: '确定移出' }).click();
  await changing.waitFor({ state: 'detached' });
  await officer.getByText('已移出', { exact: true }).waitFor();
  expect((await registered()).obligors.map(({ removedAt }) => removedAt !== undefined)).toEqual([false, true]);
}, WITHIN_MS);

test('who looks on changes nothing: no button for it', async () => {
  const { id } = await registered();
  await as.officer.call('POST', `/api/v1/cases/${id}/members`, { body: { login: 'approver', part: 'approver' } });
  const approver = await people.signIn('approver', `/console/cases/${id}/board`);
  await approver.getByRole('heading', { name: NUMBER }).waitFor();
  expect(await approver.getByRole('button', { name: /修改|追加/ }).count()).toBe(0);
  expect(await approver.getByRole('link', { name: '立案登记' }).count()).toBe(0);
}, WITHIN_MS);

test('in English too', async () => {
  await officer.getByRole('button', { name: 'Switch to English' }).click();
  await officer.getByRole('link', { name: 'Register a case' }).click();
  await officer.getByRole('button', { name: 'Register', exact: true }).click();
  await officer.getByText('Needed').first().waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.getByRole('button', { name: '切换到中文' }).click();
}, WITHIN_MS);

test('nobody saw a fault of the page', () => {
  expect(people.faults).toEqual([]);
});
