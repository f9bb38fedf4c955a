import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { requireChromium } from '../../apps/console/testkit/install-chromium.mjs';
import type { StandaloneProcess } from './standalone-process.js';
import { englishOn } from './english-on-page.js';
import { eventually } from './eventually.js';

/** What the browser notes without anything being wrong with the page: the gateway refused something, or the test cut the line. */
const EXPECTED = /the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED|net::ERR_NETWORK_CHANGED|net::ERR_FAILED/;

/** People with a real Chromium at the officers' page of a running gateway. */
export class ConsoleBrowser {
  /** Faults of the page: errors in its console, and exceptions. */
  readonly faults: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly gatewayUrl: string,
    private readonly gateway: StandaloneProcess,
  ) {}

  static async open(gateway: StandaloneProcess, gatewayUrl: string): Promise<ConsoleBrowser> {
    const browser = await chromium.launch({ executablePath: requireChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    return new ConsoleBrowser(browser, gatewayUrl, gateway);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** Somebody signs in: to the page, to the identity provider, and back to where they wanted to go. */
  async signIn(login: string, path = '/console/'): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', acceptDownloads: true });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text())) this.faults.push(`${login}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.faults.push(`${login}: ${error.stack ?? error.message}`));
    await page.goto(`${this.gatewayUrl}${path}`);
    await page.getByRole('link', { name: '登录' }).click();
    await page.fill('input[name=login]', login);
    await page.fill('input[name=password]', await this.#passwordOf(login));
    await page.click('button[type=submit]');
    await page.waitForURL(`${this.gatewayUrl}${path}*`);
    return page;
  }

  /** The password that the start told the person in front of it. */
  async #passwordOf(login: string): Promise<string> {
    const found = (): string | undefined => new RegExp(`^ {2}${login} +password (\\S+)$`, 'm').exec(this.gateway.stdout)?.[1];
    await eventually('the welcome is written', async () => found() !== undefined);
    return found()!;
  }
}

/** What is seriously wrong with a page as somebody has it before them: what axe-core finds for people with disabilities (rule and element), and English on a page in Chinese. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const english = (await englishOn(page)).map((text) => `in English: ${text}`);
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // Not a script element: the policy of the page allows none that is not its own.
  await page.evaluate(source);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }[] };
  return [...english, ...found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`))];
}
