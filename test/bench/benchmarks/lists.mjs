import { call, startGateway } from '../gateway-driver.mjs';
import { openConsole } from '../measure/console-browser.mjs';
import { fillLists } from '../measure/filled-lists.mjs';
import { metric, percentile } from '../measure/statistics.mjs';

const CASES = 4_000;
/** So many times as much belongs to others. */
const OTHERS = 5;
const INSTITUTIONS = 4_000;
const AUDIT_PER_CASE = 20;
const READS = 60;
const DEEP_PAGES = 20;
/** A server that takes longer is felt; a page that does not draw for longer is, too. */
const P95_MS = { atMost: 300 };
const LONG_TASK_MS = { atMost: 200 };

/** The lists people live in, in a court of 24,000 cases of which one officer has 4,000: what the server takes, and whether the page stays smooth. */
export default {
  name: 'lists',
  describe: `work list, needs, expiry, ${INSTITUTIONS} institutions, audit record: server and browser`,

  async run(context) {
    if (!context.withGateway) return [];
    const databaseUrl = await context.createDatabase('lists');
    const institutions = Array.from({ length: INSTITUTIONS }, (_, index) => ({ code: `NATIONAL-${String(index).padStart(4, '0')}`, name: `全国样例第${index}号银行股份有限公司`, endpoint: 'http://127.0.0.1:9' }));
    const gateway = await startGateway(context, { databaseUrl, institutions });
    const held = await fillLists(databaseUrl, { login: 'officer', approver: 'approver', cases: CASES, others: OTHERS, institutionCodes: gateway.institutionCodes, auditPerCase: AUDIT_PER_CASE });
    context.say(`  ${held.cases} cases, ${held.tasks} open tasks, ${held.measures} measures, ${held.audit} records`);
    const { tokens } = gateway;
    return [...(await readLists(context, gateway, tokens)), ...(await lookAtPages(context, gateway, tokens))];
  },
};

/** Each list by itself, one caller. */
async function readLists(context, gateway, tokens) {
  const read = (as, path) => call({ ...gateway, token: tokens[as] }, `/api/v1/${path}`);
  const lists = {
    'needs/first': () => read('officer', 'needs?limit=100'),
    'needs/one-kind': () => read('officer', 'needs?limit=100&kind=expiring'),
    'needs/deep': await deep((cursor) => read('officer', `needs?limit=100${cursor}`)),
    'needs/supervisor': () => read('supervisor', 'needs?limit=100'),
    'work-list/first': () => read('officer', 'work-list?limit=100'),
    'work-list/needs': () => read('officer', 'work-list?limit=100&only=needs'),
    'work-list/deep': await deep((cursor) => read('officer', `work-list?limit=100${cursor}`)),
    'work-list/supervisor': () => read('supervisor', 'work-list?limit=100&only=needs'),
    'expiry/first': () => read('officer', 'expiring-measures?days=30&limit=200'),
    'expiry/deep': await deep((cursor) => read('officer', `expiring-measures?days=90&limit=100${cursor}`)),
    'institution-health': () => read('operator', 'institution-health?limit=200'),
    'institutions/page': () => read('operator', 'institutions?limit=200'),
    'audit/first': () => read('auditor', 'audit-events?limit=200'),
    'audit/of-one': () => read('auditor', 'audit-events?limit=200&login=officer'),
    'audit/deep': await deep((cursor) => read('auditor', `audit-events?limit=200${cursor}`)),
  };
  const took = Object.fromEntries(Object.keys(lists).map((name) => [name, []]));
  // In turns, so that what else the machine does hits all alike.
  for (let turn = 0; turn < READS; turn++) {
    for (const [name, list] of Object.entries(lists)) {
      const from = performance.now();
      await list();
      took[name].push(performance.now() - from);
    }
  }
  for (const [name, times] of Object.entries(took)) context.say(`  ${name.padEnd(24)} p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`);
  return Object.entries(took).flatMap(([name, times]) => [metric(`lists/${name}/p50`, percentile(times, 0.5), 'ms'), metric(`lists/${name}/p95`, percentile(times, 0.95), 'ms', P95_MS)]);
}

/** @returns reads a page far down */
async function deep(page) {
  let cursor = '';
  for (let turn = 0; turn < DEEP_PAGES; turn++) {
    const { nextCursor } = await page(cursor);
    if (nextCursor === undefined) break;
    cursor = `&cursor=${nextCursor}`;
  }
  return () => page(cursor);
}

async function lookAtPages(context, gateway, tokens) {
  const console = await openConsole(gateway);
  try {
    const pages = [
      { name: 'needs', as: 'officer', path: '/', table: '今日待办' },
      { name: 'cases', as: 'officer', path: '/', table: '案件' },
      { name: 'expiry', as: 'officer', path: '/expiry', table: '届满台账' },
      { name: 'institutions', as: 'operator', path: '/institutions', table: '协助机构' },
      { name: 'audit', as: 'auditor', path: '/audit', table: '审计记录', open: /查\s*看/ },
    ];
    const metrics = [];
    for (const { name, as, ...page } of pages) {
      const seen = await console.look({ ...page, token: tokens[as] });
      context.say(`  page ${name.padEnd(13)} shown after ${seen.shownMs.toFixed(0)} ms, longest task ${seen.loading.toFixed(0)} / ${seen.scrolling.toFixed(0)} ms loading / scrolling, ${seen.inDocument} of ${seen.rows} rows in the document`);
      metrics.push(
        metric(`lists/page/${name}/shown`, seen.shownMs, 'ms'), metric(`lists/page/${name}/longest-task-loading`, seen.loading, 'ms', LONG_TASK_MS),
        metric(`lists/page/${name}/longest-task-scrolling`, seen.scrolling, 'ms', LONG_TASK_MS), metric(`lists/page/${name}/rows`, seen.rows, 'rows'),
      );
    }
    return metrics;
  } finally {
    await console.close();
  }
}
