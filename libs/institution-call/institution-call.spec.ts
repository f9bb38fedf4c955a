import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startLoopback, until, type Loopback } from '#libs/engine-testkit';
import { InstitutionCall, type CallRecord, type CallTarget } from './index.js';

const closers: (() => Promise<unknown>)[] = [];
let calls: InstitutionCall;

beforeEach(() => {
  calls = new InstitutionCall();
});
afterEach(async () => {
  await calls.close();
  for (const close of closers.splice(0)) await close();
});

async function loopback(...answer: Parameters<typeof startLoopback>): Promise<Loopback> {
  const server = await startLoopback(...answer);
  closers.push(() => server.close());
  return server;
}

/** A server below HTTP, for everything a well-behaved one would not do. */
async function tcp(onSocket: (socket: Socket, bytes: string) => void): Promise<{ url: string; connections: () => number; requests: () => number }> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let requests = 0;
  const server: Server = createTcpServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      requests += 1;
      onSocket(socket, bytes.toString('latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => connections, requests: () => requests };
}

const target = (endpoint: string, overrides: Partial<CallTarget> = {}): CallTarget => ({
  code: 'BANK-1', endpoint, connectTimeoutMs: 2000, responseTimeoutMs: 5000, connections: 2, maxMessageBytes: 1000, ...overrides,
});

const ask = (to: CallTarget, options: { deadlineMs?: number; cancelled?: AbortSignal; path?: string; body?: string | Uint8Array } = {}): Promise<CallRecord> =>
  calls.send(
    { method: 'POST', path: options.path ?? '/query', headers: { 'content-type': 'application/json' }, body: options.body ?? '{"q":1}' },
    to,
    options.deadlineMs ?? Date.now() + 60_000,
    options.cancelled,
  );

const text = (record: CallRecord): string => Buffer.from(record.reply!.body).toString();

describe('a reply', () => {
  it('comes back whole with status, headers, both times and the bytes that were sent', async () => {
    const server = await loopback((_, response) => response.writeHead(201, { 'X-Answer': 'yes' }).end('hello'));
    const before = Date.now();
    const record = await ask(target(server.url));
    expect(record.failure).toBeNull();
    expect(record.reply).toMatchObject({ status: 201, headers: { 'x-answer': 'yes' } });
    expect(text(record)).toBe('hello');
    expect(record.sent?.toString()).toBe('{"q":1}');
    expect(record.startedAtMs).toBeGreaterThanOrEqual(before);
    expect(record.endedAtMs).toBeGreaterThanOrEqual(record.startedAtMs);
    const headers = { 'content-type': 'application/json', 'content-length': '7' };
    expect(server.calls).toMatchObject([{ method: 'POST', path: '/query', body: '{"q":1}', headers }]);
  });

  it('a GET has no body, and an empty reply is a reply', async () => {
    const server = await loopback((_, response) => response.writeHead(204).end());
    const record = await calls.send({ method: 'GET', path: '/status?ticket=1', headers: {} }, target(server.url), Date.now() + 60_000);
    expect(record).toMatchObject({ sent: null, failure: null, reply: { status: 204 } });
    expect(record.reply!.body).toHaveLength(0);
    expect(server.calls[0]).toMatchObject({ method: 'GET', path: '/status?ticket=1', body: '' });
  });

  it('an error status is a reply too: the adapter judges it', async () => {
    const server = await loopback((_, response) => response.writeHead(503).end('busy'));
    expect(await ask(target(server.url))).toMatchObject({ failure: null, reply: { status: 503 } });
  });

  it('a header that came several times is one text, as adapters expect', async () => {
    const server = await loopback((_, response) => response.writeHead(200, [['x-hint', 'a'], ['x-hint', 'b']].flat()).end());
    expect((await ask(target(server.url))).reply!.headers['x-hint']).toBe('a, b');
  });

  it('binary bytes go out and come back unchanged', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const server = await loopback((call, response) => response.end(Buffer.from(bytes)));
    const record = await ask(target(server.url), { body: bytes });
    expect([...record.reply!.body]).toEqual([...bytes]);
    expect([...record.sent!]).toEqual([...bytes]);
  });

  it('a server of HTTP/1.0 ends its body by closing the connection', async () => {
    const server = await tcp((socket) => socket.end('HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nold but well'));
    expect(text(await ask(target(server.url)))).toBe('old but well');
    expect(text(await ask(target(server.url)))).toBe('old but well');
    expect(server.requests()).toBe(2);
  });

  it('a redirect is not followed: nobody but the registered address gets the question', async () => {
    const elsewhere = await loopback((_, response) => response.end('stolen'));
    const server = await loopback((_, response) => response.writeHead(307, { location: `${elsewhere.url}/query` }).end());
    expect(await ask(target(server.url))).toMatchObject({ failure: null, reply: { status: 307 } });
    expect(elsewhere.calls).toHaveLength(0);
  });
});

describe('size', () => {
  it('a reply as large as allowed is taken', async () => {
    const server = await loopback((_, response) => response.end('x'.repeat(1000)));
    expect((await ask(target(server.url))).reply!.body).toHaveLength(1000);
  });

  it('one byte more is refused, with content-length', async () => {
    const server = await loopback((_, response) => response.writeHead(200, { 'content-length': '1001' }).end('x'.repeat(1001)));
    expect(await ask(target(server.url))).toMatchObject({ reply: null, failure: { cause: 'oversized' } });
  });

  it('one byte more is refused, without content-length', async () => {
    const server = await loopback((_, response) => {
      response.write('x'.repeat(600));
      response.end('x'.repeat(401));
    });
    expect(await ask(target(server.url))).toMatchObject({ reply: null, failure: { cause: 'oversized' } });
  });

  it('an endless reply is cut off and its connection is given up; the next call works', async () => {
    let written = 0;
    let cut = false;
    const server = await loopback((_, response, number) => {
      if (number === 2) return response.end('fine');
      const pump = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384))) written += 16_384;
      };
      response.on('drain', pump).on('close', () => (cut = true));
      return pump();
    });
    expect(await ask(target(server.url))).toMatchObject({ failure: { cause: 'oversized' } });
    await until(() => cut);
    expect(written).toBeLessThan(50_000_000);
    expect(text(await ask(target(server.url)))).toBe('fine');
  });
});

describe('time', () => {
  it('no headers within the time: timeout', async () => {
    const server = await loopback(() => undefined);
    const record = await ask(target(server.url, { responseTimeoutMs: 100 }));
    expect(record).toMatchObject({ reply: null, failure: { cause: 'timeout' } });
    expect(record.endedAtMs - record.startedAtMs).toBeGreaterThanOrEqual(100);
  });

  it('headers at once and then a body that drips: timeout, and the connection is given up', async () => {
    let closed = false;
    const server = await loopback((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => {
        clearInterval(drip);
        closed = true;
      });
    });
    expect(await ask(target(server.url, { responseTimeoutMs: 150 }))).toMatchObject({ reply: null, failure: { cause: 'timeout' } });
    await until(() => closed);
  });

  it("a deadline before the institution's own timeout is kept", async () => {
    const server = await loopback(() => undefined);
    const record = await ask(target(server.url, { responseTimeoutMs: 60_000 }), { deadlineMs: Date.now() + 100 });
    expect(record.failure?.cause).toBe('timeout');
  });

  it('a connection that is never made counts too: the deadline does not wait for the connect timeout', async () => {
    const silent = await tcp(() => undefined);
    const record = await ask(target(silent.url.replace('http:', 'https:'), { connectTimeoutMs: 60_000 }), { deadlineMs: Date.now() + 100 });
    expect(record.failure?.cause).toBe('timeout');
  });

  it('a connection that is not made within its own time: connect-failed', async () => {
    const silent = await tcp(() => undefined);
    const record = await ask(target(silent.url.replace('http:', 'https:'), { connectTimeoutMs: 150, responseTimeoutMs: 30_000 }));
    expect(record.failure).toEqual({ cause: 'connect-failed', detail: 'UND_ERR_CONNECT_TIMEOUT' });
  });

  it('a hung institution does not slow another, and its own further calls end in their time', async () => {
    const hung = await loopback(() => undefined);
    const healthy = await loopback((_, response) => response.end('ok'));
    // One moment for all four: else those whose time is over first would make room for the others.
    const deadlineMs = Date.now() + 2000;
    const stuck = Array.from({ length: 4 }, () => ask(target(hung.url, { code: 'HUNG' }), { deadlineMs }));
    let stuckEnded = 0;
    for (const one of stuck) void one.then(() => (stuckEnded += 1));
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(target(healthy.url, { code: 'HEALTHY' }))));
    expect(answers.map(({ reply }) => reply?.status)).toEqual(answers.map(() => 200));
    expect(stuckEnded).toBe(0);
    expect((await Promise.all(stuck)).map(({ failure }) => failure?.cause)).toEqual(['timeout', 'timeout', 'timeout', 'timeout']);
    // Two connections: the other two waited for one and were never sent.
    expect(hung.calls).toHaveLength(2);
  });
});

describe('failures', () => {
  it('nobody listens: connect-failed with the code only', async () => {
    const server = await startLoopback(() => undefined);
    await server.close();
    expect((await ask(target(server.url))).failure).toEqual({ cause: 'connect-failed', detail: 'ECONNREFUSED' });
  });

  it('a certificate nobody vouches for: not sent', async () => {
    let requests = 0;
    const server = createHttpsServer({ key: KEY, cert: CERTIFICATE }, () => (requests += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    const record = await ask(target(`https://127.0.0.1:${(server.address() as AddressInfo).port}`));
    expect(record.failure?.cause).toBe('connect-failed');
    expect(record.failure?.detail).toMatch(/^[A-Z0-9_]+$/);
    expect(requests).toBe(0);
  });

  it('TLS spoken to a server that has none', async () => {
    const server = await loopback((_, response) => response.end());
    expect((await ask(target(server.url.replace('http:', 'https:')))).failure?.cause).toBe('connect-failed');
    expect(server.calls).toHaveLength(0);
  });

  it('the connection breaks in the middle of the body: no reply, and it is sent once', async () => {
    const server = await loopback((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket!.resetAndDestroy());
    });
    expect(await ask(target(server.url))).toMatchObject({ reply: null, failure: { cause: 'connect-failed' } });
    expect(server.calls).toHaveLength(1);
  });

  it('the connection breaks before any answer: sent once, not repeated behind our back', async () => {
    const server = await loopback((_, response) => response.socket!.destroy());
    expect(await ask(target(server.url))).toMatchObject({ reply: null, failure: { cause: 'connect-failed' } });
    expect(server.calls).toHaveLength(1);
  });

  it('what is not HTTP at all', async () => {
    const server = await tcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    expect(await ask(target(server.url))).toMatchObject({ reply: null, failure: { cause: 'connect-failed' } });
  });

  it('the detail never holds what was sent or received', async () => {
    const server = await tcp((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 五百\r\n\r\n330106199001010015'));
    const record = await ask(target(server.url), { body: '{"idNumber":"330106199001010015"}' });
    expect(record.failure?.cause).toBe('connect-failed');
    expect(JSON.stringify(record.failure)).not.toContain('330106199001010015');
  });
});

describe('cancel', () => {
  it('before sending: nothing leaves', async () => {
    const server = await loopback((_, response) => response.end());
    expect((await ask(target(server.url), { cancelled: AbortSignal.abort() })).failure?.cause).toBe('cancelled');
    expect(server.calls).toHaveLength(0);
  });

  it('while it is answered: ends as cancelled and gives the connection up', async () => {
    let closed = false;
    const server = await loopback((_, response) => response.on('close', () => (closed = true)));
    const controller = new AbortController();
    const pending = ask(target(server.url), { cancelled: controller.signal });
    await until(() => server.calls.length === 1);
    controller.abort();
    expect((await pending).failure?.cause).toBe('cancelled');
    await until(() => closed);
  });

  it('one call is cancelled, its siblings to the same institution are not', async () => {
    const server = await loopback((call, response) => void (call.path === '/slow' ? setTimeout(() => response.end('slow but well'), 300) : undefined));
    const controller = new AbortController();
    const cancelled = ask(target(server.url), { cancelled: controller.signal });
    const sibling = ask(target(server.url), { path: '/slow' });
    await until(() => server.calls.length === 2);
    controller.abort();
    expect((await cancelled).failure?.cause).toBe('cancelled');
    expect(text(await sibling)).toBe('slow but well');
  });
});

describe('addresses', () => {
  it.each(['/bank/api', '/bank/api/'])('a path of the endpoint (%s) stays in front', async (base) => {
    const server = await loopback((_, response) => response.end());
    await ask(target(server.url + base), { path: '/query?x=1' });
    expect(server.calls[0]?.path).toBe('/bank/api/query?x=1');
  });

  it('a changed address: new calls go there, those under way finish at the old one', async () => {
    let finish: () => void = () => undefined;
    const old = await loopback((_, response) => (finish = () => void response.end('old')));
    const fresh = await loopback((_, response) => response.end('new'));
    const underWay = ask(target(old.url));
    await until(() => old.calls.length === 1);
    expect(text(await ask(target(fresh.url)))).toBe('new');
    finish();
    expect(text(await underWay)).toBe('old');
    expect([old.calls.length, fresh.calls.length]).toEqual([1, 1]);
  });

  it('connections are kept between calls, and never more than allowed', async () => {
    const ports = new Set<string>();
    const server = await loopback((_, response) => {
      ports.add(String(response.socket?.remotePort));
      setTimeout(() => response.end('ok'), 5);
    });
    await Promise.all(Array.from({ length: 12 }, () => ask(target(server.url, { connections: 3 }))));
    expect(ports.size).toBeLessThanOrEqual(3);
    expect(server.calls).toHaveLength(12);
  });
});

describe('calls that wait for a connection', () => {
  it('get it when the call before broke it off', async () => {
    const server = await loopback((_, response) => void (server.calls.length === 1 ? response.destroy() : response.end('ok')));
    const [broken, waited] = await Promise.all([1, 2].map(() => ask(target(server.url, { connections: 1 }))));
    expect([broken?.failure?.cause, waited && text(waited)]).toEqual(['connect-failed', 'ok']);
    expect(server.calls).toHaveLength(2);
  });

  it('get it when the call before was given up, and are given up themselves in their time', async () => {
    const server = await loopback((_, response) => void (server.calls.length === 1 ? undefined : response.end('ok')));
    const one = target(server.url, { connections: 1, responseTimeoutMs: 150 });
    const records = await Promise.all([ask(one), ask({ ...one, responseTimeoutMs: 30_000 }), ask({ ...one, responseTimeoutMs: 60 })]);
    expect(records.map((record) => record.failure?.cause ?? text(record))).toEqual(['timeout', 'ok', 'timeout']);
    expect(server.calls).toHaveLength(2);
  });

  it('finish at the old address when it is changed meanwhile', async () => {
    const old = await loopback((_, response) => setTimeout(() => response.end('old'), 20));
    const fresh = await loopback((_, response) => response.end('new'));
    const waiting = [1, 2, 3].map(() => ask(target(old.url, { connections: 1 })));
    await until(() => old.calls.length === 1);
    expect(text(await ask(target(fresh.url, { connections: 1 })))).toBe('new');
    expect((await Promise.all(waiting)).map(text)).toEqual(['old', 'old', 'old']);
  });
});

describe('close', () => {
  it('ends calls under way as connect-failed; later ones are not sent and open nothing', async () => {
    const server = await loopback(() => undefined);
    const pending = ask(target(server.url));
    await until(() => server.calls.length === 1);
    await calls.close();
    expect((await pending).failure?.cause).toBe('connect-failed');
    expect((await ask(target(server.url))).failure?.cause).toBe('connect-failed');
    expect(server.calls).toHaveLength(1);
  });
});

// Self-signed for 127.0.0.1, made for this test; protects nothing.
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgsVI4WlAZL/LruV7u
8ke+wC+GGighbX8AkzDjdHs4mEShRANCAARndT4l6V/Eo8x9f2sJbZYk8xC9Xum5
fxp06gX/gEP0w4TvRH3i+QlSGyFljSvk3+6Dx4ztQjZofrQDgohJkRpI
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUYm4YebczTb3b2yTKmynsyGPrctkwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMzEyNTMwN1oYDzIxMjYxMDMw
MTI1MzA3WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARndT4l6V/Eo8x9f2sJbZYk8xC9Xum5fxp06gX/gEP0w4TvRH3i+QlS
GyFljSvk3+6Dx4ztQjZofrQDgohJkRpIo2QwYjAdBgNVHQ4EFgQUkAksc3ma/0cg
gZIdH2sSbAe7adYwHwYDVR0jBBgwFoAUkAksc3ma/0cggZIdH2sSbAe7adYwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
ICWNynfxD2Cp8HL98Mumv40DR0s2OIoUGxlmAXB0Vw3OAiEAnt4oFOLxk7ybpTcF
bg6sKVL/84cVW4B9PumGvrqwPyY=
-----END CERTIFICATE-----`;
