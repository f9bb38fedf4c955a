/**
 * Calls one institution many times with one HTTP client and says what a call costs this process. Input: `transport`,
 * `endpoint`, `calls`, `callers`. Every client sends the same object as JSON and ends with the parsed answer.
 */
import { text } from 'node:stream/consumers';
import axios, { AxiosError, AxiosHeaders } from 'axios';
import { Pool } from 'undici';
import { INSTITUTION_PATH, institutionOrder } from './reference/institution-order.mjs';

const { transport, endpoint, calls, callers } = JSON.parse(await text(process.stdin));
const { origin, pathname } = new URL(endpoint + INSTITUTION_PATH);
const inquiry = {
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106197906127430' }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [{ name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' }],
  sources: ['deposit', 'wealth'],
};
const headers = { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' };
const closing = [];

function undiciPool() {
  const pool = new Pool(origin, { connections: callers, pipelining: 1 });
  closing.push(() => pool.close());
  return pool;
}

const CLIENTS = {
  'axios-http': () => async (order) => (await axios.post(endpoint + INSTITUTION_PATH, order)).data,

  'axios-undici': () => {
    const pool = undiciPool();
    const client = axios.create({ adapter: (config) => throughUndici(pool, config) });
    return async (order) => (await client.post(pathname, order)).data;
  },

  undici: () => {
    const pool = undiciPool();
    return async (order) => {
      const response = await pool.request({ method: 'POST', path: pathname, headers, body: JSON.stringify(order) });
      return response.body.json();
    };
  },

  /** The gateway's own sender, built: limits, deadline and record included. */
  'institution-call': async () => {
    const { InstitutionCall } = await import(new URL('../../dist/libs/institution-call/index.js', import.meta.url));
    const sender = new InstitutionCall();
    closing.push(() => sender.close());
    const target = { code: 'BENCH01', endpoint, connectTimeoutMs: 5000, responseTimeoutMs: 30_000, connections: callers, maxMessageBytes: 1 << 24 };
    return async (order) => {
      const call = { method: 'POST', path: INSTITUTION_PATH, headers, body: JSON.stringify(order) };
      const { reply } = await sender.send(call, target, Date.now() + 30_000);
      return JSON.parse(Buffer.from(reply.body).toString());
    };
  },
};

/** The smallest axios adapter over undici that still behaves as axios does: headers, `validateStatus`, abort signal. */
async function throughUndici(pool, config) {
  const response = await pool.request({
    method: config.method.toUpperCase(),
    path: config.url,
    headers: config.headers.toJSON(),
    body: config.data,
    signal: config.signal,
  });
  const result = {
    data: await response.body.text(),
    status: response.statusCode,
    statusText: '',
    headers: AxiosHeaders.from(response.headers),
    config,
    request: null,
  };
  if (config.validateStatus?.(result.status) ?? true) return result;
  throw new AxiosError(`Request failed with status code ${result.status}`, AxiosError.ERR_BAD_RESPONSE, config, null, result);
}

let sequence = 0;
async function run(client, count) {
  let left = count;
  const caller = async () => {
    while (left-- > 0) {
      const requestNumber = `A20260301E${(sequence++).toString().padStart(10, '0')}`;
      const answer = await client(institutionOrder(requestNumber, inquiry));
      if (answer.requestNumber !== requestNumber) throw new Error(`${transport}: another question was answered.`);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

const client = await CLIENTS[transport]();
await run(client, Math.ceil(calls / 3)); // warm-up
const before = process.cpuUsage();
const startedAt = performance.now();
await run(client, calls);
const { user, system } = process.cpuUsage(before);
const seconds = (performance.now() - startedAt) / 1000;
await Promise.all(closing.map((close) => close()));
process.stdout.write(JSON.stringify({ cpuPerCall: (user + system) / calls, perSecond: calls / seconds }));
