/**
 * Plays push institutions that speak `adapters/bank-direct/openapi.yaml`, in one process:
 *
 *   node test/bench/stub-institutions.mjs [--institutions 12] [--ports 1] [--latency none|fixed:50|lognormal:40,0.6]
 *                                         [--found 0.04] [--dead 0] [--refusing 0] [--seed 20160429]
 *
 * Institution `BENCH01` lives under the path `/BENCH01`; with several ports they are dealt out in turn. The last
 * `--dead` share of them takes calls and never answers; of those before, the last `--refusing` share cannot be connected
 * to. Prints one line of JSON with every endpoint when it listens.
 *
 * Orders (`PUT …/orders/{number}`) take effect as they were given; nothing of them is remembered.
 *
 * For the harness: `GET /_stub/stats` (calls so far), `GET /_stub/slowest` (the longest time spent on one call since this
 * was last asked, in milliseconds), `POST /_stub/reset`.
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { endWithParent, sayReady } from './measure/child.mjs';
import { answerToOrder } from './measure/order-answers.mjs';
import { latencySource, seededRandom } from './measure/random.mjs';

const { values } = parseArgs({
  options: {
    institutions: { type: 'string', default: '12' },
    ports: { type: 'string', default: '1' },
    latency: { type: 'string', default: 'none' },
    found: { type: 'string', default: '0.04' },
    dead: { type: 'string', default: '0' },
    refusing: { type: 'string', default: '0' },
    seed: { type: 'string', default: '20160429' },
  },
});
const count = Number(values.institutions);
const random = seededRandom(Number(values.seed));
const latency = latencySource(values.latency, random);
const found = Number(values.found);
const firstDead = count - Math.round(count * Number(values.dead));
const firstRefusing = firstDead - Math.round(count * Number(values.refusing));
const codes = Array.from({ length: count }, (_, index) => `BENCH${String(index + 1).padStart(2, '0')}`);
const dead = new Set(codes.slice(firstDead));

let stats;
reset();

function reset() {
  stats = { calls: 0, answered: 0, found: 0, unreadable: 0, slowestMs: 0, perInstitution: Object.fromEntries(codes.map((code) => [code, 0])) };
}

const REQUEST_NUMBER = /"requestNumber"\s*:\s*"([^"]{1,30})"/;
const DATA_AS_OF = '2026-03-01T09:30:12+08:00';

function answerTo(text) {
  const requestNumber = REQUEST_NUMBER.exec(text)?.[1];
  if (requestNumber === undefined) {
    stats.unreadable++;
    return { status: 400, body: '{"code":"request-invalid","message":"requestNumber is missing"}' };
  }
  if (random() >= found) return { status: 200, body: `{"requestNumber":"${requestNumber}","result":"none","dataAsOf":"${DATA_AS_OF}"}` };
  stats.found++;
  const { subject } = JSON.parse(text);
  const account = {
    number: '6299992808107788877',
    category: '借记卡',
    status: '正常',
    branch: { name: '样例银行杭州西湖支行', code: '313331000001' },
    openedOn: '2012-05-14',
    currency: 'CNY',
    balanceFen: 1_284_056,
    availableFen: 284_056,
    priorMeasures: [],
  };
  const holder = { name: subject.name, documentNumber: subject.documents[0].number };
  return { status: 200, body: JSON.stringify({ requestNumber, result: 'found', holder, dataAsOf: DATA_AS_OF, accounts: [account] }) };
}

function handle(request, response) {
  const startedAt = performance.now();
  if (request.url.startsWith('/_stub/')) return control(request, response);
  const code = request.url.slice(1, request.url.indexOf('/', 1));
  stats.calls++;
  stats.perInstitution[code]++;
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (dead.has(code)) return;
    const text = chunks.length === 1 ? chunks[0].toString() : Buffer.concat(chunks).toString();
    const { status, body } = request.method === 'PUT' ? answerToOrder(text) : answerTo(text);
    const send = () => {
      stats.answered++;
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) });
      response.end(body);
      stats.slowestMs = Math.max(stats.slowestMs, performance.now() - startedAt);
    };
    const delay = latency();
    if (delay > 0) setTimeout(send, delay);
    else send();
  });
}

function control(request, response) {
  let reply = stats;
  if (request.url === '/_stub/slowest') {
    reply = { slowestMs: stats.slowestMs };
    stats.slowestMs = 0;
  }
  if (request.url === '/_stub/reset' && request.method === 'POST') reset();
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(reply));
  request.resume();
}

const servers = await Promise.all(
  Array.from({ length: Number(values.ports) }, async () => {
    const server = createServer({ keepAliveTimeout: 120_000, requestTimeout: 0 }, handle);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', 4096, resolve));
    return server;
  }),
);
const originOf = (index) => `http://127.0.0.1:${servers[index % servers.length].address().port}`;
/** Nobody listens on the discard port. */
const NOWHERE = 'http://127.0.0.1:9';
const originFor = (index) => (index >= firstRefusing && index < firstDead ? NOWHERE : originOf(index));

endWithParent(() => servers.forEach((server) => server.closeAllConnections()));
sayReady({
  live: firstRefusing,
  control: `${originOf(0)}/_stub`,
  institutions: codes.map((code, index) => ({ code, name: `基准样例银行${code.slice(5)}`, endpoint: `${originFor(index)}/${code}` })),
});
