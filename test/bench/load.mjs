/**
 * Closed-loop callers: each posts an inquiry, waits for the answer and posts the next. Reads a plan as JSON from standard
 * input, warms up, measures for some seconds, prints the result as JSON.
 *
 * Plan: `url`, `headers`, `bodies` (texts, taken in turn), `uniqueHeader` (name of a header that gets a new value each
 * time), `expect` (`{ field, value }` that the answer must hold), `callers`, `warmUpSeconds`, `seconds`,
 * `serverPids` (processes whose processor time counts), `besidePids` (lists of others by name, told apart), `databaseUrl` (PostgreSQL's is told apart), `stubControl`
 * (counts institution calls), `perInquiry` (with one caller: ask the stub after each inquiry how long its slowest call took).
 */
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { Agent, request } from 'undici';
import { cpuMicroseconds, postgresCpu, postgresCpuBetween } from './measure/process-cpu.mjs';

const plan = JSON.parse(await text(process.stdin));
const agent = new Agent({ connections: plan.callers, pipelining: 1, headersTimeout: 120_000, bodyTimeout: 120_000 });
const control = new Agent({ connections: 1 });
const database = plan.databaseUrl === undefined ? undefined : new pg.Client({ connectionString: plan.databaseUrl });
await database?.connect();

let next = 0;
let running = true;
let measuring = false;
const latencies = [];
const overheads = [];
const faults = new Map();

async function postOne() {
  const headers = { ...plan.headers, 'content-type': 'application/json' };
  if (plan.uniqueHeader !== undefined) headers[plan.uniqueHeader] = randomUUID();
  const body = plan.bodies[next++ % plan.bodies.length];
  const startedInside = measuring;
  const startedAt = performance.now();
  const fault = await exchange(headers, body);
  const took = performance.now() - startedAt;
  const slowest = plan.perInquiry ? (await stub('slowest')).slowestMs : 0;
  if (!measuring) return;
  if (fault !== null) faults.set(fault, (faults.get(fault) ?? 0) + 1);
  else latencies.push(took);
  if (fault === null && plan.perInquiry && startedInside) overheads.push(took - slowest);
}

/** null, or why the answer does not count. */
async function exchange(headers, body) {
  try {
    const response = await request(plan.url, { method: 'POST', headers, body, dispatcher: agent });
    const answer = await response.body.text();
    if (response.statusCode >= 300) return `HTTP ${response.statusCode}`;
    const seen = JSON.parse(answer)[plan.expect.field];
    return seen === plan.expect.value ? null : `${plan.expect.field} is ${JSON.stringify(seen)}`;
  } catch (error) {
    return error.code ?? error.name;
  }
}

async function stub(what) {
  const response = await request(`${plan.stubControl}/${what}`, { dispatcher: control });
  return response.body.json();
}
async function reading() {
  const calls = plan.stubControl === undefined ? null : (await stub('stats')).calls;
  const postgres = database === undefined ? null : await postgresCpu(database);
  const beside = Object.fromEntries(Object.entries(plan.besidePids ?? {}).map(([name, pids]) => [name, cpuOf(pids)]));
  return { at: performance.now(), calls, postgres, server: cpuOf(plan.serverPids), beside: { ...beside, load: cpuMicroseconds(process.pid) } };
}

const cpuOf = (pids) => pids.reduce((sum, pid) => sum + cpuMicroseconds(pid), 0);

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function caller() {
  while (running) await postOne();
}

const callers = Array.from({ length: plan.callers }, caller);
await pause(plan.warmUpSeconds);
measuring = true;
const before = await reading();
await pause(plan.seconds);
measuring = false;
const after = await reading();
running = false;
await Promise.all(callers);
await Promise.all([agent.close(), control.close(), database?.end()]);

const seconds = (after.at - before.at) / 1000;
const postgres = postgresCpuBetween(before.postgres, after.postgres);
process.stdout.write(
  JSON.stringify({
    seconds,
    inquiries: latencies.length,
    perSecond: latencies.length / seconds,
    latencies,
    overheads,
    faults: Object.fromEntries(faults),
    calls: before.calls === null ? null : after.calls - before.calls,
    serverCpu: after.server - before.server,
    besideCpu: Object.fromEntries(Object.entries(after.beside).map(([name, used]) => [name, used - before.beside[name]])),
    postgresBackendCpu: postgres.backends,
    postgresBackgroundCpu: postgres.background,
  }),
);
