import pg from 'pg';
import { createCases, postInquiry, startGateway } from '../gateway-driver.mjs';
import { cpuMicroseconds, postgresCpu, postgresCpuBetween } from '../measure/process-cpu.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

const CALLERS = 4;
const INSTITUTIONS = 100;
/** Cases that are there besides, so that policies have something to look through. */
const OTHERS = 50;

/**
 * A page of a hundred answers, and a case, as an officer reads them: once with row-level security and once in a database where it was
 * switched off, in turns. Everything else, the guard and the record of the read included, is the same. Rates are what officers feel; the
 * processor time of gateway and PostgreSQL is what a busy machine can still be compared by.
 */
export default {
  name: 'page',
  describe: `reading an inquiry over ${INSTITUTIONS} institutions, with row-level security and without`,

  async run(context) {
    if (!context.withGateway) return [];
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const contestants = { guarded: await contestant(context, stub, 'guarded', true), open: await contestant(context, stub, 'open', false) };
    const results = { inquiry: { guarded: [], open: [] }, case: { guarded: [], open: [] } };
    for (let round = 0; round <= context.rounds; round++) {
      for (const what of Object.keys(results)) {
        for (const [name, one] of Object.entries(contestants)) {
          const read = await readFor(round === 0 ? 1 : context.seconds, one, what);
          if (round > 0) results[what][name].push(read);
        }
      }
      if (round > 0) context.say(`  round ${round}: ${Object.entries(results).map(([what, { guarded, open }]) => `${what} ${said(guarded.at(-1))}, ${said(open.at(-1))} without`).join('; ')}`);
    }
    return Object.entries(results).flatMap(([what, { guarded, open }]) => [
      metric(`page/${what}/time`, median(guarded.map(({ rate }) => (CALLERS * 1000) / rate)), 'ms'),
      metric(`page/${what}/cpu`, median(guarded.map(({ cpu }) => cpu)), 'µs'),
      metric(`page/${what}/guarded-to-open/rate`, pairedRatio(guarded.map(({ rate }) => rate), open.map(({ rate }) => rate)), '×', { atLeast: 0.8 }),
      metric(`page/${what}/guarded-to-open/cpu`, pairedRatio(guarded.map(({ cpu }) => cpu), open.map(({ cpu }) => cpu)), '×', { atMost: 1.25 }),
    ]);
  },
};

const said = ({ rate, cpu }) => `${rate.toFixed(0)}/s at ${cpu.toFixed(0)} µs`;

async function contestant(context, stub, name, isGuarded) {
  const databaseUrl = await context.createDatabase(name);
  const gateway = await startGateway(context, { databaseUrl, institutions: stub.institutions });
  if (!isGuarded) await switchOff(databaseUrl);
  const [caseId, ...others] = await createCases(gateway, OTHERS);
  const { id } = await postInquiry(gateway, caseId);
  for (const other of others) await postInquiry(gateway, other);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  context.onClose(() => client.end());
  return { token: gateway.token, pids: gateway.pids, client, pages: { inquiry: `${gateway.url}/api/v1/inquiries/${id}`, case: `${gateway.url}/api/v1/cases/${caseId}` } };
}

async function switchOff(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity`);
    for (const { relname } of rows) await client.query(`ALTER TABLE ${relname} DISABLE ROW LEVEL SECURITY`);
  } finally {
    await client.end();
  }
}

/** @returns pages a second, and microseconds of processor a page */
async function readFor(seconds, { pages, token, pids, client }, what) {
  const url = pages[what];
  const used = () => pids.reduce((sum, pid) => sum + cpuMicroseconds(pid), 0);
  const [usedBefore, postgresBefore] = [used(), await postgresCpu(client)];
  const until = performance.now() + seconds * 1000;
  let read = 0;
  const caller = async () => {
    while (performance.now() < until) {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      read += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const { backends } = postgresCpuBetween(postgresBefore, await postgresCpu(client));
  return { rate: read / seconds, cpu: (used() - usedBefore + (backends ?? 0)) / read };
}
