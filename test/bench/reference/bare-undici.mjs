/**
 * The least that can be done: node:http in front, one undici Pool per institution behind, nothing stored, nothing checked.
 *
 *   node test/bench/reference/bare-undici.mjs --institutions '[{"code":…,"endpoint":…}]' [--port 0]
 *
 * `POST /inquiries` asks every institution and answers with what they said.
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { endWithParent, sayReady } from '../measure/child.mjs';
import { INSTITUTION_PATH, institutionOrder } from './institution-order.mjs';

const { values } = parseArgs({ options: { institutions: { type: 'string' }, port: { type: 'string', default: '0' } } });
const institutions = JSON.parse(values.institutions).map(({ code, endpoint }) => {
  const url = new URL(endpoint);
  return { code, path: url.pathname + INSTITUTION_PATH, pool: new Pool(url.origin, { connections: 32, pipelining: 1 }) };
});
const headers = { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' };
let sequence = 0;

async function ask({ code, path, pool }, inquiry) {
  const body = JSON.stringify(institutionOrder(`A20260301E${(sequence++).toString().padStart(10, '0')}`, inquiry));
  const response = await pool.request({ method: 'POST', path, headers, body });
  return { institution: code, ...(await response.body.json()) };
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const inquiry = JSON.parse(Buffer.concat(chunks).toString());
    const settled = await Promise.allSettled(institutions.map((institution) => ask(institution, inquiry)));
    const answers = settled.map((one, index) => one.value ?? { institution: institutions[index].code, result: 'failed' });
    const body = JSON.stringify({ complete: settled.every(({ status }) => status === 'fulfilled'), answers });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  });
});
server.keepAliveTimeout = 120_000;
server.listen(Number(values.port), '127.0.0.1', () => sayReady({ url: `http://127.0.0.1:${server.address().port}/inquiries` }));
endWithParent(() => server.closeAllConnections());
