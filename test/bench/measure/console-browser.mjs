import { requireChromium } from '../../../apps/console/testkit/install-chromium.mjs';

const VIEWPORT = { width: 1440, height: 900 };
const SCROLLS = 40;
const SCROLL_PX = 1_500;
/** Between two turns of the wheel; somebody who scrolls fast. */
const SCROLL_EVERY_MS = 60;

/** Long tasks of a page, as the browser sees them: whatever keeps it from drawing for more than 50 ms. */
const WATCH = `window.longTasks = []; new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.longTasks.push(duration); }).observe({ type: 'longtask', buffered: true });`;

/** Chromium at the officers' page, told by a header who it is instead of signing in. */
export async function openConsole(gateway) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: requireChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  return { close: () => browser.close(), look: (what) => look(browser, gateway, what) };
}

/** @returns milliseconds until rows were there; the longest task while it loaded and while somebody scrolled; rows in the document at the end */
async function look(browser, gateway, { path, token, table, open }) {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN', extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    await page.goto(`${gateway.url}/console${path}`);
    await page.getByRole('navigation').first().waitFor();
    if (open !== undefined) await page.getByRole('button', { name: open }).click();
    const grid = page.getByRole('grid', { name: table, exact: true });
    await grid.getByRole('row').nth(1).waitFor();
    const shownMs = await page.evaluate('performance.now()');
    const loading = await page.evaluate('Math.max(0, ...window.longTasks.splice(0))');
    await grid.hover();
    for (let turn = 0; turn < SCROLLS; turn++) {
      await page.mouse.wheel(0, SCROLL_PX);
      await page.waitForTimeout(SCROLL_EVERY_MS);
    }
    await page.waitForTimeout(500);
    const scrolling = await page.evaluate('Math.max(0, ...window.longTasks.splice(0))');
    return { shownMs, loading, scrolling, inDocument: await grid.getByRole('row').count(), rows: Number(await grid.getAttribute('aria-rowcount')) - 1 };
  } finally {
    await context.close();
  }
}
