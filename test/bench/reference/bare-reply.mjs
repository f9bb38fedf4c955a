/**
 * The least an HTTP service can do with a poll: `node:http` reads the body and answers with a text of fixed length.
 *
 *   node test/bench/reference/bare-reply.mjs
 */
import { createServer } from 'node:http';
import { endWithParent, sayReady } from '../measure/child.mjs';

const REPLY = `<soap:Envelope><soap:Body><return>${'A'.repeat(120)}</return></soap:Body></soap:Envelope>`;

const server = createServer({ keepAliveTimeout: 120_000, requestTimeout: 0 }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', 'content-length': REPLY.length });
    response.end(REPLY);
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', 4096, resolve));
endWithParent(() => server.closeAllConnections());
sayReady({ url: `http://127.0.0.1:${server.address().port}/` });
