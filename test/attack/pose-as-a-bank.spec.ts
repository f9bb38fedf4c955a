import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateMaker, type MadeCertificate } from '#libs/certificate-maker';
import { TlsListener } from '#libs/tls';
import { BANK_PATH, bankEnvelope, CALLBACK_SECRET, ICBC, OTHER, signed, StandingExchange } from './standing/standing-exchange.js';

const WRONG = '用户名或密码错误';
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const fingerprint = ({ certificate }: MadeCertificate): string => new X509Certificate(certificate).fingerprint256;

let folder: string;
let authority: CertificateMaker;
let tls: TlsListener;
let exchange: StandingExchange;
let bank: MadeCertificate;
let next: MadeCertificate;
let neighbour: MadeCertificate;
let register: MadeCertificate;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chakong-pose-'));
  authority = await CertificateMaker.create('CN=Court CA, O=Court');
  const [own, ...clients] = await Promise.all([authority.make({ subject: 'CN=exchange', hosts: ['127.0.0.1'] }), ...['bank', 'bank, OU=next', 'neighbour', 'register'].map((name) => authority.make({ subject: `CN=${name}` }))]);
  [bank, next, neighbour, register] = clients as [MadeCertificate, MadeCertificate, MadeCertificate, MadeCertificate];
  const files = { certificate: join(folder, 'c.pem'), key: join(folder, 'k.pem'), clientAuthorities: join(folder, 'ca.pem') };
  await Promise.all([writeFile(files.certificate, own.certificate), writeFile(files.key, own.key), writeFile(files.clientAuthorities, authority.certificate)]);
  tls = await TlsListener.open({ files, logger: SILENT });
  exchange = await StandingExchange.start(
    { tls },
    // Two at once, while the next follows the first; the register is known by name and issuer.
    { ICBC: { clientCertificates: `${fingerprint(bank)}\n${fingerprint(next).toLowerCase().replaceAll(':', '')}` }, POLICE: { clientCertificates: 'CN=register < CN=Court CA,O=Court' } },
  );
}, 30_000);
afterAll(async () => {
  await exchange.close();
  tls.close();
  await rm(folder, { recursive: true });
});

const shown = (certificate?: MadeCertificate) => ({ ca: authority.certificate, ...(certificate === undefined ? {} : { cert: certificate.certificate, key: certificate.key }) });
const poll = async (account: typeof ICBC, certificate?: MadeCertificate, from?: string): Promise<string> =>
  (await exchange.bankCalls(account, 'getXzcxList', undefined, { tls: shown(certificate), ...(from === undefined ? {} : { from }) })).error;

test('the exchange answers https in its WSDL when it speaks TLS', async () => {
  expect(exchange.exchange.address).toMatch(/^https:/);
});

test('the bank itself gets in with either of its certificates; a bank of which none was agreed gets in without', async () => {
  expect(await poll(ICBC, bank)).toBe('');
  expect(await poll(ICBC, next)).toBe('');
  expect(await poll(OTHER)).toBe('');
  expect(await poll(OTHER, neighbour)).toBe('');
});

test.each([
  ['none at all', () => undefined],
  ['that of a neighbour under the same authority', () => neighbour],
  ['one under its very name from an authority of his own', () => impostor],
])('somebody has stolen the password and shows %s: refused like a wrong password, to the byte', async (_, certificate) => {
  impostor = await (await CertificateMaker.create('CN=Court CA, O=Court')).make({ subject: 'CN=bank' });
  const way = { path: BANK_PATH, tls: shown(certificate()), from: '127.0.0.51' };
  // Node.js may cut a connection whose certificate has a forged signature before it is answered: that tells the forger what he knows.
  const cutOff = (error: { code?: string }): string => (error.code === 'ECONNRESET' && certificate() === impostor ? 'cut off' : Promise.reject(error)) as string;
  const [stolen, wrong] = [await exchange.send({ ...way, body: bankEnvelope(ICBC, 'getXzcxList') }).catch(cutOff), await exchange.send({ ...way, body: bankEnvelope({ ...ICBC, password: 'x' }, 'getXzcxList'), from: '127.0.0.52', tls: shown() })];
  if (stolen === 'cut off') return;
  expect(stolen).toEqual(wrong);
  expect(await exchange.audit('exchange.login-refused')).toContainEqual({ reason: expect.stringMatching(/^certificate-refused/), institution_code: 'ICBC' });
});
let impostor: MadeCertificate;

test('a flood of forged certificates: not one connection of the bank is cut', async () => {
  const forged = await Promise.all(Array.from({ length: 20 }, async () => (await CertificateMaker.create('CN=Court CA, O=Court')).make({ subject: 'CN=bank' })));
  const flood = Promise.all(forged.flatMap((one) => [1, 2, 3].map(() => exchange.bankCalls({ ...ICBC, password: 'x' }, 'getXzcxList', undefined, { tls: shown(one), from: '127.0.0.54' }).catch(() => undefined))));
  const answers = await Promise.all(Array.from({ length: 60 }, () => poll(ICBC, bank)));
  await flood;
  expect(new Set(answers)).toEqual(new Set(['']));
});

test('a header that says who he is helps nobody', async () => {
  const pem = encodeURIComponent(bank.certificate);
  for (const name of ['client-cert', 'x-ssl-client-cert', 'x-client-cert']) {
    expect((await exchange.bankCalls(ICBC, 'getXzcxList', undefined, { tls: shown(), headers: { [name]: pem }, from: '127.0.0.53' })).error).toBe(WRONG);
  }
});

test('behind a proxy: its word is believed, nobody else’s, and X-Forwarded-For does not make a proxy', async () => {
  const header = { 'client-cert': encodeURIComponent(bank.certificate) };
  const behind = await StandingExchange.start(
    { certificateProxy: { header: 'client-cert', addresses: ['127.0.0.61'] }, trustedProxies: ['127.0.0.61', '127.0.0.62'] },
    { ICBC: { clientCertificates: fingerprint(bank) } },
  );
  try {
    const call = async (from: string, headers: Record<string, string>) => (await behind.bankCalls(ICBC, 'getXzcxList', undefined, { from, headers })).error;
    expect(await call('127.0.0.61', { ...header, 'x-forwarded-for': '203.0.113.9' })).toBe('');
    expect(await call('127.0.0.61', {})).toBe(WRONG);
    expect(await call('127.0.0.63', header)).toBe(WRONG);
    // A proxy that is believed for addresses only says that the call came from the one that may speak of certificates.
    expect(await call('127.0.0.62', { ...header, 'x-forwarded-for': '127.0.0.61' })).toBe(WRONG);
  } finally {
    await behind.close();
  }
});

test('a callback with the right signature and another certificate is told as a wrong signature, and changes nothing', async () => {
  const inquiry = await exchange.accept('POLICE', 'push');
  const { requestNumber } = inquiry.requests[0]!;
  const body = JSON.stringify({ answers: [{ requestNumber, result: 'none' }] });
  const send = (certificate: MadeCertificate | undefined, secret = CALLBACK_SECRET) => exchange.send({ path: '/callbacks/POLICE', tls: shown(certificate), ...signed(body, secret) });
  const stolen = await send(neighbour);
  expect([stolen.status, JSON.parse(stolen.text).code]).toEqual([401, 'signature-invalid']);
  expect((await send(undefined)).status).toBe(401);
  expect(JSON.parse(stolen.text).code).toBe(JSON.parse((await send(register, 'guess')).text).code);
  expect(await exchange.outcomes(inquiry)).toEqual([]);
  expect((await send(register)).status).toBe(200);
  expect(await exchange.outcomes(inquiry)).toEqual(['1 nothing-found']);
});
