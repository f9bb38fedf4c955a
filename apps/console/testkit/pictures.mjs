/** `npm run console:pictures`: takes the pictures of the main pages for `docs/pictures`, out of a system that it starts for itself. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '../../standalone/bootstrap/prepare.mjs';
import { requireChromium } from './install-chromium.mjs';

const SIZE = { width: 1180, height: 680 };
const SETTLE_MS = 1500;

const { node, root } = await prepare();
const { chromium } = await import('playwright-core');
const folder = join(root, 'docs', 'pictures');
await mkdir(folder, { recursive: true });
const data = await mkdtemp(join(tmpdir(), 'chakong-pictures-'));
await chmod(data, 0o711);
const system = await start();
const browser = await chromium.launch({ executablePath: requireChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
try {
  // As on an ordinary day: most answer soon, some late, a few fail or send back.
  await rules({ '*': { latency: { kind: 'lognormal', medianMs: 1500, p95Ms: 6000 }, errorRate: 0.06, refusalRate: 0.04, malformedRate: 0.03 } });
  const officer = await signIn('officer');
  await officer.getByRole('link', { name: /1234号/ }).first().click();
  await officer.getByRole('button', { name: '查询全部财产' }).click();
  await officer.getByRole('button', { name: '开始查询' }).click();
  await officer.getByText('实时', { exact: true }).waitFor();
  await officer.waitForTimeout(8_000);
  await picture(officer, 'board');
  await rules({});
  await officer.getByRole('link', { name: '财产', exact: true }).click();
  // A picture of a page that still reads would tell nobody anything.
  await officer.getByRole('grid', { name: '财产' }).waitFor({ timeout: 120_000 });
  await officer.waitForTimeout(12_000);
  await picture(officer, 'assets');
  await officer.getByRole('link', { name: '控制', exact: true }).click();
  await officer.getByRole('button', { name: /^起草/ }).click();
  await officer.getByRole('button', { name: /^送审批/ }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('button', { name: '送审批' }).click();
  await dialog.waitFor({ state: 'detached' });
  const approver = await signIn('approver');
  await approver.getByRole('grid', { name: '今日待办' }).waitFor({ timeout: 60_000 });
  await approver.getByRole('grid', { name: '案件', exact: true }).waitFor({ timeout: 60_000 });
  await picture(approver, 'work');
  await approver.getByRole('grid', { name: '今日待办' }).getByRole('row', { name: /等待您审批/ }).getByRole('link').first().click();
  await approver.getByRole('button', { name: '批准并发出' }).waitFor();
  await picture(approver, 'approval');
  await approver.getByRole('button', { name: '批准并发出' }).click();
  await officer.getByRole('grid', { name: '控制指令' }).getByText(/^已控制 ¥/).waitFor({ timeout: 60_000 });
  await picture(officer, 'control');
  const operator = await signIn('operator');
  await operator.getByRole('grid', { name: '协助机构' }).waitFor({ timeout: 60_000 });
  await picture(operator, 'institutions');
  const supervisor = await signIn('supervisor');
  await supervisor.getByRole('link', { name: '控制策略' }).click();
  await supervisor.getByRole('rowheader', { name: /^机构反馈期限/ }).waitFor();
  await picture(supervisor, 'policies');
} finally {
  await browser.close();
  system.child.kill('SIGTERM');
  await system.ended;
  await rm(data, { recursive: true, force: true });
}

async function picture(page, name) {
  await page.waitForTimeout(SETTLE_MS);
  // A dialog that closed may have left the page a little further down.
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

/** How institutions behave from now on. */
async function rules(given) {
  await fetch(`${system.sandboxUrl}/sandbox/rules`, { method: 'PUT', body: JSON.stringify(given) });
}

async function signIn(login) {
  const page = await (await browser.newContext({ viewport: SIZE, locale: 'zh-CN' })).newPage();
  await page.goto(`${system.gatewayUrl}/console/`);
  await page.getByRole('link', { name: '登录' }).click();
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', system.passwordOf(login));
  await page.click('button[type=submit]');
  await page.waitForURL(`${system.gatewayUrl}/console/**`);
  return page;
}

async function start() {
  const environment = { ...process.env, CHAKONG_DATA: data, CHAKONG_GATEWAY_PORT: '0', CHAKONG_EXCHANGE_PORT: '0', CHAKONG_SANDBOX_PORT: '0', CHAKONG_SANDBOX_POLL_SECONDS: '1' };
  const child = spawn(node, ['--import', join(root, 'apps/standalone/bootstrap/follow-parent.mjs'), join(root, 'dist/apps/standalone/main.js')], { env: environment, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => (text += part));
  const ended = new Promise((done) => child.once('close', done));
  const { gatewayUrl, sandboxUrl } = await new Promise((done, failed) => {
    child.once('message', done);
    child.once('exit', () => failed(new Error(`the gateway could not be started:\n${text}`)));
  });
  return { child, ended, gatewayUrl, sandboxUrl, passwordOf: (login) => new RegExp(`^ {2}${login} +password (\\S+)$`, 'm').exec(text)[1] };
}
