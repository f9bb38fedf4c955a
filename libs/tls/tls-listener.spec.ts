import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { Agent, request, type RequestOptions, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { CertificateMaker, type MadeCertificate } from '#libs/certificate-maker';
import { certificateOfSocket, TlsFault, TlsListener, type TlsFiles } from './index.js';

const DAY_MS = 86_400_000;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const TIMES = { headersTimeout: 5000, requestTimeout: 5000, keepAliveTimeout: 5000 };

let folder: string;
let court: CertificateMaker;
let stranger: CertificateMaker;
let first: MadeCertificate;
let bank: MadeCertificate;
let files: TlsFiles & { readonly clientAuthorities: string };
const closing: (() => Promise<unknown> | void)[] = [];

const put = async ({ certificate, key }: MadeCertificate, authorities = court.certificate): Promise<void> => {
  // As deployment tools do it: beside it, then into place.
  const each = async (file: string, text: string) => (await writeFile(`${file}.new`, text), await rename(`${file}.new`, file));
  await Promise.all([each(files.certificate, certificate), each(files.key, key), each(files.clientAuthorities, authorities)]);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chakong-tls-'));
  [court, stranger] = await Promise.all([CertificateMaker.create('CN=court'), CertificateMaker.create('CN=stranger')]);
  [first, bank] = await Promise.all([court.make({ subject: 'CN=exchange 1', hosts: ['127.0.0.1'] }), court.make({ subject: 'CN=bank' })]);
  files = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem'), clientAuthorities: join(folder, 'ca.pem') };
});
beforeEach(() => put(first));
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => rm(folder, { recursive: true }));

/** Tells each caller whose certificate it was believed to hold. */
const tellSubject: RequestListener = (call, reply) => void reply.end(certificateOfSocket(call.socket)?.subject ?? 'nobody');

async function listen(options: { files?: TlsFiles; clock?: () => number; logger?: typeof SILENT } = {}): Promise<{ listener: TlsListener; server: Server; port: number }> {
  const listener = await TlsListener.open({ files, logger: SILENT, lookEveryMs: 3_600_000, ...options });
  const server = listener.createServer(TIMES, tellSubject);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => listener.close(), () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())));
  return { listener, server, port: (server.address() as AddressInfo).port };
}

const ask = (port: number, options: RequestOptions = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, ca: court.certificate, agent: false, ...options }, (reply) => {
      let text = '';
      reply.on('data', (piece) => (text += String(piece))).on('end', () => resolve(text));
    });
    call.on('error', reject).end();
  });

const handshake = (port: number, options: ConnectionOptions = {}): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca: court.certificate, ...options }, () => resolve(socket));
    socket.on('error', reject);
    closing.push(() => void socket.destroy());
  });

const held = ({ certificate, key }: MadeCertificate): { readonly cert: string; readonly key: string } => ({ cert: certificate, key });

describe('who calls', () => {
  test('somebody with a certificate of the authority is known by it, and without one nobody', async () => {
    const { port } = await listen();
    expect(await ask(port, held(bank))).toBe('CN=bank');
    expect(await ask(port)).toBe('nobody');
  });

  test('a certificate of another authority, one that has expired, one that is not valid yet, one under a name the authority bears: nobody', async () => {
    const { port } = await listen();
    const expired = await court.make({ subject: 'CN=bank', validFrom: new Date(Date.now() - 9 * DAY_MS), validTo: new Date(Date.now() - 1000) });
    const early = await court.make({ subject: 'CN=bank', validFrom: new Date(Date.now() + DAY_MS) });
    const sameName = await (await CertificateMaker.create('CN=court')).make({ subject: 'CN=bank' });
    for (const one of [await stranger.make({ subject: 'CN=bank' }), expired, early, sameName]) expect(await ask(port, held(one))).toBe('nobody');
  });

  test('the certificate of another server of ours is no client certificate', async () => {
    const { port } = await listen();
    expect(await ask(port, held(first))).toBe('nobody');
  });

  test('without authorities nobody is asked for a certificate', async () => {
    const { port } = await listen({ files: { certificate: files.certificate, key: files.key } });
    expect(await ask(port, held(bank))).toBe('nobody');
  });
});

describe('whom callers reach', () => {
  test('they see our certificate and no other; under another host name it does not hold', async () => {
    const { port } = await listen();
    await expect(ask(port, { ca: stranger.certificate })).rejects.toMatchObject({ code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET/) });
    await expect(ask(port, { servername: 'elsewhere.example' })).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  test('TLS 1.3 is spoken, 1.2 still, 1.1 not even with ciphers of its time', async () => {
    const { port } = await listen();
    expect((await handshake(port)).getProtocol()).toBe('TLSv1.3');
    expect((await handshake(port, { maxVersion: 'TLSv1.2' })).getProtocol()).toBe('TLSv1.2');
    await expect(handshake(port, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).rejects.toThrow();
  });

  test('within TLS 1.2 nobody renegotiates', async () => {
    const { port } = await listen();
    const socket = await handshake(port, { maxVersion: 'TLSv1.2' });
    await expect(new Promise((resolve, reject) => (socket.on('error', reject).on('close', () => reject(new Error('cut off'))), socket.renegotiate({}, (error) => (error ? reject(error) : resolve('renegotiated')))))).rejects.toThrow();
  });
});

describe('the files change', () => {
  test('new callers get the new certificate, a connection that is open goes on with the old one', async () => {
    const { listener, port } = await listen();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(() => agent.destroy());
    expect(await ask(port, { ...held(bank), agent })).toBe('CN=bank');
    await put(await court.make({ subject: 'CN=exchange 2', hosts: ['127.0.0.1'] }));
    await listener.look();
    expect(await ask(port, { ...held(bank), agent })).toBe('CN=bank');
    expect((await handshake(port)).getPeerCertificate().subject.CN).toBe('exchange 2');
    expect(listener.state.concern).toBeUndefined();
  });

  test('key and certificate do not belong together for a moment: the old pair serves, health says it, and then the new one', async () => {
    const { listener, port } = await listen();
    const second = await court.make({ subject: 'CN=exchange 2', hosts: ['127.0.0.1'] });
    await writeFile(files.certificate, second.certificate);
    await listener.look();
    expect((await handshake(port)).getPeerCertificate().subject.CN).toBe('exchange 1');
    expect(listener.state.concern).toContain('is not the key of the certificate');
    await writeFile(files.key, second.key);
    await listener.look();
    expect((await handshake(port)).getPeerCertificate().subject.CN).toBe('exchange 2');
    expect(listener.state.concern).toBeUndefined();
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('an authority is taken out (%s): not with an old session either is anybody believed whom it vouched for', async (maxVersion) => {
    const { listener, port } = await listen();
    const before = connect({ host: '127.0.0.1', port, ca: court.certificate, ...held(bank), maxVersion }, () => before.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    closing.push(() => void before.destroy());
    const session = await new Promise<Buffer>((resolve, reject) => before.once('session', resolve).on('error', reject));
    const resumed = await handshake(port, { ...held(bank), maxVersion, session });
    expect(resumed.isSessionReused()).toBe(true);
    await put(first, stranger.certificate);
    await listener.look();
    const after = await handshake(port, { ...held(bank), maxVersion, session });
    const told = new Promise<string>((resolve) => after.on('data', (piece) => resolve(String(piece))));
    after.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await told).toMatch(/nobody$/);
  });
});

describe('what cannot be used is told at the start, in a sentence that names the file', () => {
  const opened = (change: () => Promise<unknown>) => async () => {
    await change();
    return TlsListener.open({ files, logger: SILENT }).then((listener) => (listener.close(), 'opened'), (error: unknown) => (error instanceof TlsFault ? error.message : String(error)));
  };

  test.each([
    ['the file is not there', () => rm(files.certificate), /certificate\.pem cannot be read \(ENOENT\)/],
    ['it holds something else', () => writeFile(files.certificate, 'hello'), /certificate\.pem holds no certificate/],
    ['the key is none', () => writeFile(files.key, 'hello'), /key\.pem holds no private key/],
    ['the key is another one', () => writeFile(files.key, bank.key), /key\.pem is not the key of the certificate in .*certificate\.pem/],
    ['the authorities are none', () => writeFile(files.clientAuthorities, 'hello'), /ca\.pem holds no certificate/],
    ['it has expired', async () => put(await court.make({ subject: 'CN=x', hosts: ['127.0.0.1'], validFrom: new Date(Date.now() - 9 * DAY_MS), validTo: new Date(Date.now() - DAY_MS) })), /certificate\.pem expired on 20/],
    ['it is not valid yet', async () => put(await court.make({ subject: 'CN=x', hosts: ['127.0.0.1'], validFrom: new Date(Date.now() + DAY_MS) })), /valid from 20.* only/],
  ])('%s', async (_, change, sentence) => {
    expect(await opened(change)()).toMatch(sentence);
  });
});

test('thirty days before it expires: once a day in the log, all the time in health', async () => {
  const warned: string[] = [];
  let now = Date.now();
  const { listener } = await listen({ clock: () => now, logger: { ...SILENT, warn: (...words: unknown[]) => void warned.push(String(words[1])) } as typeof SILENT });
  expect([listener.state.concern, warned]).toEqual([undefined, []]);
  now += 368 * DAY_MS;
  await listener.look();
  await listener.look();
  expect(warned).toEqual([expect.stringMatching(/certificate\.pem expires on 20/)]);
  expect(listener.state.concern).toMatch(/expires on/);
  expect(listener.state.expiresInSeconds).toBeLessThan(30 * 86_400);
  now += DAY_MS;
  await listener.look();
  expect(warned).toHaveLength(2);
});

test('somebody speaks plain HTTP to it: the connection ends, and others are served', async () => {
  const { port } = await listen();
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  expect(await ask(port)).toBe('nobody');
});
