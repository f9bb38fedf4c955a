/**
 * Plays thousands of banks that poll, each with a connection of its own, in one process. Reads a plan as JSON from standard
 * input, prints what came out as JSON.
 *
 * Plan: `work` (`feed`: every client fetches its list and feeds every request back; `poll`: every client polls in vain, again
 * and again, for `seconds`), `url` of the service, `logins` (`{ username, password }` per client), `inFlight` (calls under way
 * at a time), `serverPids`, `databaseUrl`, `seconds`, `repeats` (rounds of `poll`).
 *
 * Messages are rendered before the clock starts; the processor time of this process is reported apart.
 */
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { decodeMessage, encodeMessage } from '../../dist/apps/sandbox/players/convert-data/gbk-codec.js';
import { feedbackOf } from './measure/bank-feedback.mjs';
import { cpuMicroseconds, postgresCpu, postgresCpuBetween } from './measure/process-cpu.mjs';
import { renderCall, SoapClient } from './measure/soap-client.mjs';

/** `success` as it stands in a result message. */
const SUCCESS = `result="${Buffer.from('success').toString('base64')}"`;

const plan = JSON.parse(await text(process.stdin));
const url = new URL(plan.url);
const service = { host: url.host, path: url.pathname };
const database = plan.databaseUrl === undefined ? undefined : new pg.Client({ connectionString: plan.databaseUrl });
await database?.connect();

const clients = [];
for (const { username, password } of plan.logins) {
  const marker = { name: 'usermarker', attributes: [], children: [{ name: 'condition', attributes: [['username', username], ['password', password]] }] };
  const credentials = encodeMessage(marker);
  const connection = await SoapClient.open(url);
  clients.push({ connection, credentials, poll: renderCall(service, 'getXzcxList', [credentials]) });
}

async function reading() {
  const { user, system } = process.cpuUsage();
  const transactions = database === undefined ? 0 : (await database.query('SELECT xact_commit + xact_rollback AS count FROM pg_stat_database WHERE datname = current_database()')).rows[0].count;
  return {
    at: performance.now(),
    server: plan.serverPids.reduce((sum, pid) => sum + cpuMicroseconds(pid), 0),
    postgres: database === undefined ? null : await postgresCpu(database),
    transactions: Number(transactions),
    load: user + system,
  };
}

/** Does each piece of work once, `inFlight` at a time, and says what it cost. */
async function measured(pieces, perform) {
  const before = await reading();
  let next = 0;
  const latencies = [];
  const worker = async () => {
    while (next < pieces.length) {
      const piece = pieces[next++];
      const startedAt = performance.now();
      await perform(piece);
      latencies.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: plan.inFlight }, worker));
  const endedAt = performance.now();
  // PostgreSQL publishes its counters a little late.
  if (database !== undefined) await new Promise((resolve) => setTimeout(resolve, 1200));
  const after = await reading();
  const postgres = postgresCpuBetween(before.postgres, after.postgres);
  return {
    count: pieces.length,
    seconds: (endedAt - before.at) / 1000,
    latencies,
    serverCpu: after.server - before.server,
    postgresBackendCpu: postgres.backends,
    postgresBackgroundCpu: postgres.background,
    transactions: after.transactions - before.transactions,
    loadCpu: after.load - before.load,
  };
}

async function feed() {
  const listed = new Map();
  const fetched = await measured(clients, async (client) => listed.set(client, await client.connection.call(client.poll)));
  const queues = clients.map((client) => {
    const numbers = decodeMessage(listed.get(client)).all('cxqq').map((query) => query.text('BDHM'));
    return numbers.map((number) => ({ client, bytes: renderCall(service, 'shfeedXzcxInfo', [client.credentials, feedbackOf(number)]) }));
  });
  // One of each client in turn: no client has two calls under way.
  const pieces = [];
  for (let turn = 0; queues.some((queue) => queue.length > turn); turn++) pieces.push(...queues.flatMap((queue) => queue[turn] ?? []));
  const fed = await measured(pieces, async ({ client, bytes }) => {
    const result = await client.connection.call(bytes);
    if (!Buffer.from(result, 'base64').includes(SUCCESS)) throw new Error('A feedback was not taken.');
  });
  return { fetched, fed };
}

async function poll() {
  const pieces = Array.from({ length: plan.repeats }, () => clients).flat();
  return { polled: await measured(pieces, ({ connection, poll: bytes }) => connection.call(bytes)) };
}

const result = plan.work === 'feed' ? await feed() : await poll();
for (const { connection } of clients) connection.close();
await database?.end();
process.stdout.write(JSON.stringify(result));
