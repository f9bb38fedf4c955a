import type { Locator, Page } from 'playwright-core';
import type { CaseDto } from '#contracts/http';
import { syntheticResidentId } from '#libs/identifiers';
import { caseOf, eventually, seeded, type DemoLoginName, type GatewayClient } from '../running/index.js';
import { type ConsoleBrowser, seriousFindings } from '../running/console-browser.js';
import { ConsoleStage } from '../running/console-stage.js';

const WITHIN_MS = 240_000;
/** 𬱖 is beyond the first plane of Unicode: two units in most languages. */
const RARE = '𬱖𠮷';

let stage: ConsoleStage | undefined;
let gatewayUrl: string;
let as: Record<DemoLoginName, GatewayClient>;
let people: ConsoleBrowser;
let file: CaseDto;
let officer: Page;

beforeAll(async () => {
  const opened = (stage = await ConsoleStage.open());
  ({ as, gatewayUrl, people } = opened);
  const random = seeded(815);
  const officerIds = await opened.officerIds();
  const obligor = () => ({ kind: 'person' as const, name: RARE, documents: [{ type: 'resident-id' as const, number: syntheticResidentId(random) }] });
  file = (await as.officer.registerCase(caseOf(8101, officerIds, [obligor(), obligor(), obligor()]))).body;
  officer = await people.signIn('officer');
}, 180_000);

afterAll(async () => {
  await stage?.close();
}, 60_000);

const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const unavailable = { status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'urn:chakong:problem:1201', title: 'x', status: 503, code: 'database-unavailable', number: 1201, retryable: false }) };

test('empty: each list says that there is nothing, and what to expect', async () => {
  await part(officer, '今日待办').getByText('今天没有需要您办理的事项。').waitFor();
  await officer.getByRole('textbox', { name: '查找案件' }).fill('没有这样的人');
  await officer.keyboard.press('Enter');
  await part(officer, '案件').getByText('没有找到。', { exact: false }).waitFor();
  await officer.getByRole('button', { name: '清除' }).click();
  await part(officer, '案件').getByRole('row', { name: file.caseNumber }).waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('loading: it is said while the answer is on its way, and nothing is there twice afterwards', async () => {
  let letGo = (): void => undefined;
  const held = new Promise<void>((done) => (letGo = done));
  await officer.route('**/api/v1/work-list*', async (route) => {
    await held;
    await route.continue();
  });
  await officer.reload();
  await part(officer, '案件').getByRole('status').filter({ hasText: '正在读取' }).waitFor();
  letGo();
  await part(officer, '案件').getByRole('row', { name: file.caseNumber }).waitFor();
  expect(await part(officer, '案件').getByRole('row', { name: file.caseNumber }).count()).toBe(1);
  await officer.unroute('**/api/v1/work-list*');
}, WITHIN_MS);

test('partial: one list cannot be read; the other is there, and the first comes back when it is asked for again', async () => {
  await officer.route('**/api/v1/needs*', (route) => route.fulfill(unavailable));
  await officer.reload();
  const note = part(officer, '今日待办').getByRole('alert');
  await note.waitFor();
  // A list that could not be read is not an empty one.
  expect(await part(officer, '今日待办').getByText('今天没有需要您办理的事项。').count()).toBe(0);
  await part(officer, '案件').getByRole('row', { name: file.caseNumber }).waitFor();
  expect(await seriousFindings(officer)).toEqual([]);
  await officer.unroute('**/api/v1/needs*');
  await note.getByRole('button').click();
  await note.waitFor({ state: 'detached' });
  await part(officer, '今日待办').getByText('今天没有需要您办理的事项。').waitFor();
}, WITHIN_MS);

test('stale: how old it is stands there; it is read again on wish, and what was there stays when that fails', async () => {
  const today = part(officer, '今日待办');
  await today.getByText(/^截至 \d\d:\d\d:\d\d/).waitFor();
  const need = { key: 'task-1', kind: 'excess', caseId: file.id, caseNumber: file.caseNumber, task: 'excess', raisedAt: '2026-01-01T00:00:00.000Z' };
  await officer.route('**/api/v1/needs*', (route) => route.fulfill({ json: { items: [need], counts: [{ kind: 'excess', count: 1 }] } }));
  await today.getByRole('button', { name: '刷新' }).click();
  const row = officer.getByRole('grid', { name: '今日待办' }).getByRole('row', { name: /立即解除/ });
  await row.waitFor();
  await officer.unroute('**/api/v1/needs*');
  await officer.route('**/api/v1/needs*', (route) => route.fulfill(unavailable));
  await today.getByRole('button', { name: '刷新' }).click();
  await today.getByRole('alert').waitFor();
  expect(await row.count()).toBe(1);
  await officer.unroute('**/api/v1/needs*');
}, WITHIN_MS);

test('offline: it is said over every page, and goes when the line is back', async () => {
  await officer.context().setOffline(true);
  await officer.getByText('网络已断开', { exact: false }).waitFor();
  await officer.context().setOffline(false);
  await officer.getByText('网络已断开', { exact: false }).waitFor({ state: 'detached' });
}, WITHIN_MS);

test('rare characters and the same name three times: each is whole, and it is said of each that there are others', async () => {
  await officer.goto(`${gatewayUrl}/console/cases/${file.id}/board`);
  await officer.getByText('同名，注意核对证件号码').nth(2).waitFor();
  expect(await officer.getByText(RARE, { exact: true }).count()).toBe(3);
  expect(await officer.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  expect(await seriousFindings(officer)).toEqual([]);
}, WITHIN_MS);

test('refused: an operator at the address of a case is told so, and learns nothing of it', async () => {
  const operator = await people.signIn('operator', `/console/cases/${file.id}/board`);
  await operator.getByRole('alert').first().waitFor();
  await eventually('nothing is left to load', async () => (await operator.getByText('正在读取').count()) === 0);
  expect(await operator.getByText(RARE).count()).toBe(0);
  expect(await operator.getByText(file.caseNumber).count()).toBe(0);
  expect(await seriousFindings(operator)).toEqual([]);
}, WITHIN_MS);

test('nobody saw a fault of the page', () => {
  expect(people.faults.filter((fault) => !/status of 503/.test(fault))).toEqual([]);
});
