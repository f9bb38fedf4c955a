import pg from 'pg';
import { createCases, postInquiry, startGateway } from '../gateway-driver.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

const CALLERS = 4;
const INSTITUTIONS = 100;
/** Cases that are there besides, so that policies have something to look through. */
const OTHERS = 50;

/**
 * A page of a hundred answers, and a case, as an officer reads them: once with row-level security and once in a database where it was
 * switched off, in turns. Everything else, the guard and the record of the read included, is the same.
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
        for (const [name, { pages, token }] of Object.entries(contestants)) {
          const perSecond = await readFor(round === 0 ? 1 : context.seconds, pages[what], token);
          if (round > 0) results[what][name].push(perSecond);
        }
      }
      if (round > 0) context.say(`  round ${round}: ${Object.entries(results).map(([what, { guarded, open }]) => `${what} ${guarded.at(-1).toFixed(0)}/s, ${open.at(-1).toFixed(0)}/s without`).join('; ')}`);
    }
    return Object.entries(results).flatMap(([what, { guarded, open }]) => [
      metric(`page/${what}/time`, median(guarded.map((rate) => (CALLERS * 1000) / rate)), 'ms'),
      metric(`page/${what}/guarded-to-open/rate`, pairedRatio(guarded, open), '×', { atLeast: 0.8 }),
    ]);
  },
};

async function contestant(context, stub, name, isGuarded) {
  const databaseUrl = await context.createDatabase(name);
  const gateway = await startGateway(context, { databaseUrl, institutions: stub.institutions });
  if (!isGuarded) await switchOff(databaseUrl);
  const [caseId, ...others] = await createCases(gateway, OTHERS);
  const { id } = await postInquiry(gateway, caseId);
  for (const other of others) await postInquiry(gateway, other);
  return { token: gateway.token, pages: { inquiry: `${gateway.url}/api/v1/inquiries/${id}`, case: `${gateway.url}/api/v1/cases/${caseId}` } };
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

/** @returns pages a second */
async function readFor(seconds, url, token) {
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
  return read / seconds;
}
