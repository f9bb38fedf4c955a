import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CertificateMaker, type MadeCertificate } from '#libs/certificate-maker';
import { InstitutionCall, type CallRecord, type CallTarget } from './index.js';

const DAY_MS = 86_400_000;
const NOW_OLD = { validFrom: new Date(Date.now() - 9 * DAY_MS), validTo: new Date(Date.now() - DAY_MS) };

let privateCa: CertificateMaker;
let otherCa: CertificateMaker;
let ours: MadeCertificate;
const servers: Server[] = [];
let call: InstitutionCall;
/** Requests that got through to an institution. */
let reached: number;

beforeAll(async () => {
  [privateCa, otherCa] = await Promise.all([CertificateMaker.create('CN=private'), CertificateMaker.create('CN=other')]);
  ours = await privateCa.make({ subject: 'CN=gateway' });
});
beforeEach(() => {
  call = new InstitutionCall();
  reached = 0;
});
afterEach(async () => {
  await call.close();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()))));
});

async function bank({ certificate, key }: MadeCertificate, clientCa?: string): Promise<string> {
  const server = createServer({ cert: certificate, key, ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }) }, (_, reply) => void (reached++, reply.end('{}')));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (endpoint: string, tls?: CallTarget['tls']): Promise<CallRecord> =>
  call.send({ method: 'POST', path: '/', headers: {}, body: '{}' }, { code: 'BANK', endpoint, connectTimeoutMs: 2000, responseTimeoutMs: 3000, connections: 2, maxMessageBytes: 1000, ...(tls === undefined ? {} : { tls }) }, Date.now() + 5000);

const server = (wish: { hosts?: string[]; validFrom?: Date; validTo?: Date } = {}) => privateCa.make({ subject: 'CN=bank', hosts: ['127.0.0.1'], ...wish });

describe('whom we call', () => {
  test('an institution with a certificate of its own authority: reached when that authority was agreed, and not otherwise', async () => {
    const endpoint = await bank(await server());
    expect((await send(endpoint, { ca: privateCa.certificate })).reply?.status).toBe(200);
    for (const tls of [undefined, { ca: otherCa.certificate }]) expect((await send(endpoint, tls)).failure?.cause).toBe('connect-failed');
    expect(reached).toBe(1);
  });

  test.each([
    ['another host name', { hosts: ['bank.example'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['an expired certificate', NOW_OLD, 'CERT_HAS_EXPIRED'],
    ['one that is not valid yet', { validFrom: new Date(Date.now() + DAY_MS) }, 'CERT_NOT_YET_VALID'],
  ])('%s: not a byte is sent, and the record says why', async (_, wish, why) => {
    const record = await send(await bank(await server(wish)), { ca: privateCa.certificate });
    expect([record.failure, reached]).toEqual([{ cause: 'connect-failed', detail: why }, 0]);
  });

  test('the environment that switches verification off for all of Node.js does not switch ours off', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect((await send(await bank(await server()), { ca: otherCa.certificate })).reply).toBeNull();
      expect(reached).toBe(0);
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });
});

describe('what we show', () => {
  test('our certificate where one was agreed; without it, or with another, the institution hangs up', async () => {
    const endpoint = await bank(await server(), privateCa.certificate);
    const stranger = await otherCa.make({ subject: 'CN=gateway' });
    expect((await send(endpoint, { ca: privateCa.certificate, ...ours })).reply?.status).toBe(200);
    expect((await send(endpoint, { ca: privateCa.certificate })).reply).toBeNull();
    expect((await send(endpoint, { ca: privateCa.certificate, ...stranger })).reply).toBeNull();
    expect(reached).toBe(1);
  });

  test('it is renewed while calls are made: those under way finish, the next ones show the new one', async () => {
    const seen: (string | undefined)[] = [];
    const own = await server();
    const listening = createServer({ cert: own.certificate, key: own.key, ca: privateCa.certificate, requestCert: true }, (request, reply) => {
      seen.push((request.socket as import('node:tls').TLSSocket).getPeerX509Certificate()?.subject);
      setTimeout(() => reply.end('{}'), 30);
    });
    servers.push(listening);
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const endpoint = `https://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    const next = await privateCa.make({ subject: 'CN=gateway next' });
    const before = send(endpoint, { ca: privateCa.certificate, ...ours });
    const records = [await before, ...(await Promise.all([send(endpoint, { ca: privateCa.certificate, ...ours }), send(endpoint, { ca: privateCa.certificate, ...next })]))];
    expect(records.map(({ reply }) => reply?.status)).toEqual([200, 200, 200]);
    expect(seen.sort()).toEqual(['CN=gateway', 'CN=gateway', 'CN=gateway next']);
  });
});
