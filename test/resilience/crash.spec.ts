import { randomInt } from 'node:crypto';
import { openedRows } from '#libs/store-testkit';
import { connectToPostgres, eventually, IndependentBank, openSealed, seeded } from '../running/index.js';
import { FilingCaller } from './filing-caller.js';
import { StandingSystem, type Outage } from './standing-system.js';
import { storedFaults } from './stored-faults.js';
import { planStrikes } from './strikes.js';

/** Repeat a run with CHAKONG_CRASH_SEED. */
const seed = Number(process.env['CHAKONG_CRASH_SEED'] ?? randomInt(1_000_000));
const random = seeded(seed);
const CALLERS = 8;
const BANK = { code: 'INDEPENDENT-BANK', credentialsRef: 'independent-bank', username: 'YH900001', password: 'only-of-this-test' };

/** Ten banks that poll, ten that are called, three registries with tickets, and the household register, which calls back. */
const INSTITUTIONS = [
  BANK.code,
  'C001H101110102001', 'C002H101110108001', 'E004H101110101001', 'E013H101120103001', 'F903H101330302001', 'G903H101330602001',
  'F911H101330100001', 'G912H101330100001', 'F913H101330200001', 'G914H101330200001', 'F915H101330300001', 'G916H101330300001',
  'VEHICLE-330100', 'VEHICLE-330200', 'VEHICLE-330300', 'HOUSEHOLD-330000',
];

let system: StandingSystem;
let bank: IndependentBank;
let callers: FilingCaller[];

beforeAll(async () => {
  process.stderr.write(`crash: CHAKONG_CRASH_SEED=${seed}\n`);
  system = await StandingSystem.start({
    random,
    settings: { CHAKONG_SANDBOX_POLL_SECONDS: '0.3', CHAKONG_FRESHNESS_SECONDS: '0', CHAKONG_INQUIRIES_PER_MINUTE: '0' },
    credentials: { [BANK.credentialsRef]: { username: BANK.username, password: BANK.password } },
    // Work is always under way, and some answers come twice.
    rules: { '*': { latency: { kind: 'lognormal', medianMs: 400, p95Ms: 2500 }, duplicateRate: 0.1 } },
  });
  const { status } = await system.clients.operator.call('POST', '/api/v1/institutions', {
    body: {
      code: BANK.code, name: '独立样本银行', kind: 'bank', adapter: 'bank', contractVersion: 'V2', credentialsRef: BANK.credentialsRef, region: '330100',
      sources: ['deposit'], concurrency: 10, connectTimeoutMs: 3000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 86_400,
    },
  });
  expect(status).toBe(201);
  bank = new IndependentBank({ ...BANK, exchangeUrl: system.addresses.exchangeUrl, random: seeded(seed + 1), pollMs: 150, thinkMs: 2000 });
  const { body } = await system.clients.officer.get<{ items: { id: string }[] }>('/api/v1/officers?limit=2');
  const officerIds = body.items.map(({ id }) => id);
  let serial = 1000;
  callers = Array.from({ length: CALLERS }, (_, index) => {
    const name = `caller-${index}`;
    const options = { client: system.clients.officer, name, random: seeded(seed + 2 + index), officerIds, institutions: INSTITUTIONS, nextSerial: () => serial++, pauseMs: 1600 };
    return new FilingCaller(options);
  });
}, 60_000);

afterAll(async () => {
  for (const caller of callers ?? []) caller.abandon();
  await bank?.stop();
  await system?.end();
}, 60_000);

test('whatever was acknowledged survives kill -9 of gateway and PostgreSQL, and everything is answered once', async () => {
  const strikes = planStrikes(random);
  const outages: Outage[] = [];
  bank.start();
  const calling = Promise.all(callers.map((caller) => caller.run()));
  const rush = (): void => [bank, ...callers].forEach((one) => one.hurry());
  for (const strike of strikes) {
    const outage = await system.strike(strike, rush);
    if (outage === undefined) continue;
    outages.push(outage);
    if (strike.kind === 'postgres') expect(outage.unavailable).toBeGreaterThan(0);
  }
  for (const caller of callers) caller.stop();
  await calling;

  const relisted = await everythingAnswered();
  await Promise.all(callers.map((caller) => caller.watched()));
  const filed = callers.flatMap((caller) => caller.filed.map((one) => ({ caller, ...one })));
  for (const caller of callers) for (const one of caller.filed) await caller.repeat(one);

  const database = await connectToPostgres(system.dataFolder);
  try {
    expect([...callers.flatMap(({ complaints }) => complaints), ...system.complaints, ...bank.complaints]).toEqual([]);
    expect(await storedFaults(database)).toEqual([]);
    await expectEveryAnsweredCallKept(database, filed);
    await expectEveryAcknowledgedFeedbackKept(database);
    await expectNothingSecond();
    const { rows } = await database.query<{ kind: string; count: number }>('SELECT kind, count(*)::int AS count FROM outcome GROUP BY kind ORDER BY kind');
    report(strikes.map(({ kind }) => kind), outages, relisted, rows);
  } finally {
    await database.end();
  }
}, 240_000);

/** @returns how many requests had to be listed again because the reply with the list was lost */
async function everythingAnswered(): Promise<number> {
  const open = async (): Promise<number> => count('SELECT count(*)::int AS count FROM inquiry WHERE completed_at IS NULL');
  let least = Infinity;
  let since = Date.now();
  await eventually('nothing moves any more', async () => {
    const now = (await open()) + (await count('SELECT count(*)::int AS count FROM inquiry_request r WHERE NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id)'));
    if (now < least) [least, since] = [now, Date.now()];
    return now === 0 || Date.now() - since > 6000;
  }, { withinMs: 60_000, everyMs: 200 });
  const lost = await count('SELECT count(*)::int AS count FROM mailbox');
  if (lost > 0) {
    // A list that was marked as fetched and never arrived is served again after ten minutes: they pass.
    await count(`WITH passed AS (UPDATE mailbox SET last_fetched_at = last_fetched_at - interval '11 minutes' RETURNING 1) SELECT count(*)::int AS count FROM passed`);
    await system.restart();
  }
  await eventually('every inquiry is complete', async () => (await open()) === 0, { withinMs: 30_000, everyMs: 200 }).catch(async (error: Error) => {
    throw new Error(`${error.message}\n${await whatIsOpen()}`);
  });
  await eventually('the bank has the word of the court about each of its answers', () => bank.unfinished === 0);
  return lost;
}

/** Where the requests without an outcome stand, and what everybody has to complain of. */
async function whatIsOpen(): Promise<string> {
  const client = await connectToPostgres(system.dataFolder);
  try {
    const { rows } = await client.query(
      `SELECT r.institution_code, r.request_number, r.answer_by, m.last_fetched_at, m.fetches, c.state
       FROM inquiry_request r LEFT JOIN mailbox m ON m.request_id = r.id LEFT JOIN conversation c ON c.request_id = r.id
       WHERE NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id) ORDER BY r.id LIMIT 20`,
    );
    const unfinished = [...bank.files.values()].filter(({ acknowledged }) => acknowledged === undefined);
    return [rows, unfinished, await storedFaults(client), [...callers.flatMap(({ complaints }) => complaints), ...system.complaints, ...bank.complaints]]
      .map((list) => JSON.stringify(list, undefined, 1))
      .join('\n');
  } finally {
    await client.end();
  }
}

async function count(statement: string): Promise<number> {
  const client = await connectToPostgres(system.dataFolder);
  try {
    return (await client.query<{ count: number }>(statement)).rows[0]!.count;
  } finally {
    await client.end();
  }
}

type Database = Awaited<ReturnType<typeof connectToPostgres>>;

async function expectEveryAnsweredCallKept(database: Database, filed: readonly FilingCaller['filed'][number][]): Promise<void> {
  const { rows: keys } = await database.query<{ key: string; inquiry_id: string }>('SELECT key, inquiry_id FROM idempotency_key');
  const stored = new Map(keys.map(({ key, inquiry_id }) => [key, inquiry_id]));
  expect(filed.filter(({ key, id }) => stored.get(key) !== id)).toEqual([]);
  // Every key that reached us was answered in the end, so there are no others.
  expect(stored.size).toBe(filed.length);
  const { rows: cases } = await database.query<{ count: number; different: number }>('SELECT count(*)::int AS count, count(DISTINCT case_number)::int AS different FROM case_file');
  expect(cases).toEqual([{ count: filed.length + 2, different: filed.length + 2 }]);

  const { rows: outcomes } = await database.query<{ id: string; inquiry_id: string; kind: string }>(`SELECT request_id || '/' || version AS id, inquiry_id, kind FROM outcome`);
  const kinds = new Map(outcomes.map(({ id, kind }) => [id, kind]));
  const takenBack = filed.flatMap(({ key, shown }) => [...shown].filter(([id, kind]) => kinds.get(id) !== kind).map(([id, kind]) => `${key}: ${id} was ${kind}`));
  expect(takenBack).toEqual([]);

  const perInquiry = Map.groupBy(outcomes, ({ inquiry_id }) => inquiry_id);
  for (const { id, events, completeSeen } of filed) {
    expect(completeSeen).toBe(true);
    const told = events.map((event) => event.split('-').slice(1).join('/')).sort();
    expect(told).toEqual(perInquiry.get(id)!.map((outcome) => outcome.id).sort());
  }
}

async function expectEveryAcknowledgedFeedbackKept(database: Database): Promise<void> {
  const { rows: stored } = await database.query<{ request_number: string; kind: string; via: string; request_id: number; version: number; sealed: Buffer | null; content: object }>(
    `SELECT r.request_number, o.* FROM inquiry_request r LEFT JOIN outcome o ON o.request_id = r.id WHERE r.institution_code = $1`,
    [BANK.code],
  );
  const reader = await openSealed(system.dataFolder);
  const rows = await openedRows(reader, stored).finally(() => reader.close());
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBe(bank.files.size);
  for (const { request_number, kind, via, content } of rows) {
    const file = bank.files.get(request_number)!;
    expect({ request_number, kind, via }).toEqual({ request_number, kind: file.account === undefined ? 'nothing-found' : 'found', via: 'pull' });
    if (file.account !== undefined) expect(JSON.stringify(content)).toContain(file.account);
    // "Already fed back" is no surprise only to a bank that sent it before and heard nothing.
    if (file.acknowledged === 'already') expect(file.sent).toBeGreaterThan(1);
  }
}

/** Whoever has the court's word and sends something else under the same number is told that it has been fed back. */
async function expectNothingSecond(): Promise<void> {
  const numbers = [...bank.files.keys()].slice(0, 20);
  const words = await bank.feedBack(numbers.map((requestNumber) => ({ requestNumber, account: '6299999999999999' })));
  expect(words).toEqual(numbers.map((bdhm) => ({ bdhm, result: 'fail', msg: expect.stringContaining('已反馈') })));
  // What was fed back a second time is kept as bytes, and makes no outcome.
  expect(await count(`SELECT count(*)::int AS count FROM (SELECT FROM outcome WHERE via = 'pull' GROUP BY request_id HAVING count(*) > 1) AS twice`)).toBe(0);
}

function report(kinds: readonly string[], outages: readonly Outage[], relisted: number, outcomes: readonly { kind: string; count: number }[]): void {
  const sum = (name: keyof FilingCaller['counts']): number => callers.reduce((total, { counts }) => total + counts[name], 0);
  const again = [...bank.files.values()];
  process.stderr.write(
    `crash: CHAKONG_CRASH_SEED=${seed} passed; ${kinds.join(', ')}\n` +
      `  ${callers.flatMap(({ filed }) => filed).length} inquiries, outcomes ${outcomes.map(({ kind, count: many }) => `${kind} ${many}`).join(', ')}; starts ${system.starts.join(', ')} ms\n` +
      `  callers: ${sum('unanswered')} calls unanswered, ${sum('unavailable')} told 503, ${sum('casesFoundRegistered')} cases and ` +
      `${sum('inquiriesFoundAccepted')} inquiries found accepted after a lost reply, ${sum('keysRepeated')} keys repeated, ${sum('brokenStreams')} streams taken up again\n` +
      `  bank: ${again.length} requests, ${bank.failedCalls} calls failed, ${again.filter(({ sent }) => sent > 1).length} feedbacks sent again, ` +
      `${again.filter(({ acknowledged }) => acknowledged === 'already').length} of them had arrived; ${relisted} requests listed again after a lost list\n` +
      `  outages of PostgreSQL: ${outages.map(({ ms, unavailable }) => `${ms} ms (${unavailable} calls told)`).join(', ')}\n`,
  );
}
