import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { encode } from './testkit/plain-adapter.js';
import { startExchange } from './testkit/running-exchange.js';
import { envelope, GOOD_LOGIN, post } from './testkit/soap-call.js';

/** A call over a connection that its client would keep. */
function keepAliveCall(url: string, agent: Agent, body: string): Promise<{ status: number; connection: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers: { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) } }, (reply) => {
      let text = '';
      reply.on('data', (data: Buffer) => (text += data.toString()));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, connection: reply.headers.connection, body: text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

test('closing while feedback is being committed: it is finished and acknowledged, nobody new gets in, then it is closed', async () => {
  const { exchange, desk, url } = await startExchange();
  const agent = new Agent({ keepAlive: true });
  desk.known.add('Q1');
  expect((await keepAliveCall(url, agent, envelope('listQueries', GOOD_LOGIN))).connection).toBe('keep-alive');

  let commit = (): void => undefined;
  const asked = new Promise<void>((heard) => {
    desk.beforeCommit = () => {
      heard();
      return new Promise((resolve) => (commit = resolve));
    };
  });
  const answer = keepAliveCall(url, agent, envelope('feedQuery', GOOD_LOGIN, encode('Q1=found')));
  await asked;

  let closed = false;
  const closing = exchange.close().then(() => (closed = true));
  while (await post(url, envelope('listQueries', GOOD_LOGIN)).then(() => true, () => false));
  expect(closed).toBe(false);

  commit();
  const { status, connection, body } = await answer;
  expect(status).toBe(200);
  expect(connection).toBe('close');
  expect(body).toContain(encode('feed-query:Q1=accepted'));
  await closing;
  agent.destroy();
});

test('idle connections do not hold up closing', async () => {
  const { exchange, url } = await startExchange();
  const agent = new Agent({ keepAlive: true });
  await keepAliveCall(url, agent, envelope('listQueries', GOOD_LOGIN));
  await exchange.close();
  await exchange.close();
  agent.destroy();
});

test('a caller that never ends its message is cut off after the grace period', async () => {
  const { exchange, url } = await startExchange(undefined, { closeGraceMs: 50 });
  const { port, pathname } = new URL(url);
  const arrived = new Promise((resolve) => exchange.app.getHttpServer().once('request', resolve));
  const cut = new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n\r\n<`);
    });
    socket.on('error', () => undefined).on('close', () => resolve()).resume();
  });
  await arrived;
  await exchange.close();
  await cut;
});
