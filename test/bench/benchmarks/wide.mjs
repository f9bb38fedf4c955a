import { call, createCases, inquiryOf, startGateway } from '../gateway-driver.mjs';
import { cpuMicroseconds } from '../measure/process-cpu.mjs';
import { residentBytes, watchMemory } from '../measure/process-memory.mjs';
import { median, metric } from '../measure/statistics.mjs';

const INSTITUTIONS = 4000;
/** Median and sigma of the logarithm: five times the median at p95, as in the sandbox's example; the slowest of 4,000 needs about ten seconds. */
const LATENCY = 'lognormal:300,0.98';
const DEAD = 0.01;
const WAIT_SECONDS = 60;
const MEBIBYTE = 1024 * 1024;

/**
 * One inquiry over the whole country. Half of the dead institutions cannot be connected to, which is known after three
 * attempts; the other half takes the call and never answers, which nobody can tell from slowness before the deadline. The
 * first kind alone leaves an inquiry that becomes complete; with the second kind what counts is the moment at which the
 * answer of every living institution is durable and told to whoever follows the inquiry.
 */
export default {
  name: 'wide',
  describe: `one inquiry over ${INSTITUTIONS} push institutions, median 300 ms, ${DEAD * 100} % dead`,

  async run(context) {
    if (!context.withGateway) return [];
    const refusing = await asked(context, ['--refusing', String(DEAD)], complete);
    const silent = await asked(context, ['--refusing', String(DEAD / 2), '--dead', String(DEAD / 2)], followed);
    return [
      metric('wide/slowest-live-answer', median(refusing.map(({ slowestMs }) => slowestMs)), 'ms'),
      metric('wide/complete', median(refusing.map(({ tookMs }) => tookMs)), 'ms'),
      metric('wide/added', median(refusing.map(({ tookMs, slowestMs }) => tookMs - slowestMs)), 'ms'),
      metric('wide/complete-to-slowest-live', median(refusing.map(({ ratio }) => ratio)), '×', { atMost: 1.1 }),
      metric('wide/live-answers-with-silent-dead', median(silent.map(({ tookMs }) => tookMs)), 'ms'),
      metric('wide/live-answers-to-slowest-live', median(silent.map(({ ratio }) => ratio)), '×', { atMost: 1.1 }),
      metric('wide/memory-idle', refusing[0].idleBytes / MEBIBYTE, 'MiB'),
      metric('wide/memory-added', Math.max(...[...refusing, ...silent].map(({ addedBytes }) => addedBytes)) / MEBIBYTE, 'MiB', { atMost: 200 }),
      metric('wide/cpu-per-call', median(refusing.map(({ cpu }) => cpu / INSTITUTIONS)), 'µs'),
    ];
  },
};

/** Rounds on a gateway of its own. The first inquiry of a process is measured like the others: that is how a case looks. */
async function asked(context, dead, way) {
  const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS), '--ports', '8', '--latency', LATENCY, ...dead]);
  const gateway = await startGateway(context, { databaseUrl: await context.createDatabase('wide'), institutions: stub.institutions });
  const [pid] = gateway.pids;
  const caseIds = await createCases(gateway, context.rounds);
  await pause(3000);
  const idleBytes = residentBytes(pid);
  const rounds = [];
  for (const caseId of caseIds) {
    await fetch(`${stub.control}/slowest`);
    const memory = watchMemory(pid);
    const cpuBefore = cpuMicroseconds(pid);
    const tookMs = await way(gateway, caseId, stub.live);
    const addedBytes = memory.stop() - idleBytes;
    const { slowestMs } = await (await fetch(`${stub.control}/slowest`)).json();
    rounds.push({ tookMs, slowestMs, ratio: tookMs / slowestMs, idleBytes, addedBytes, cpu: cpuMicroseconds(pid) - cpuBefore });
    context.say(`  ${tookMs.toFixed(0)} ms, slowest live answer ${slowestMs.toFixed(0)} ms, ${(addedBytes / MEBIBYTE).toFixed(0)} MiB more than idle`);
    await pause(1000);
  }
  return rounds;
}

/** Asks and waits for everybody. @returns milliseconds until the whole answer was here */
async function complete(gateway, caseId, live) {
  const startedAt = performance.now();
  const answer = await call(gateway, '/api/v1/inquiries', inquiryOf(gateway, caseId), { prefer: `wait=${WAIT_SECONDS}` });
  const tookMs = performance.now() - startedAt;
  refuseMissing(answer.complete && answer.totals.byOutcome, live);
  return tookMs;
}

/** Asks and follows the progress. @returns milliseconds until the last living institution's outcome was told */
async function followed(gateway, caseId, live) {
  const startedAt = performance.now();
  const { id } = await call(gateway, '/api/v1/inquiries', inquiryOf(gateway, caseId));
  const ending = new AbortController();
  const stream = await fetch(`${gateway.url}/api/v1/inquiries/${id}/events`, { headers: { authorization: `Bearer ${gateway.token}` }, signal: ending.signal });
  let told = 0;
  let rest = '';
  for await (const text of stream.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    told += lines.filter((line) => /^data:.*"(?:found|nothing-found)"/.test(line)).length;
    if (told >= live) break;
  }
  const tookMs = performance.now() - startedAt;
  ending.abort();
  const { totals } = await call(gateway, `/api/v1/inquiries/${id}`);
  refuseMissing(totals.byOutcome, live);
  await call(gateway, `/api/v1/inquiries/${id}/cancel`, {});
  return tookMs;
}

/** Speed with answers missing is none. */
function refuseMissing(byOutcome, live) {
  const answered = byOutcome === false ? 0 : byOutcome.found + byOutcome['nothing-found'];
  if (answered !== live) throw new Error(`${answered} of ${live} living institutions have answered.`);
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
