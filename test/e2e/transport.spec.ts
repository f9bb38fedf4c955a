import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request, type RequestOptions } from 'node:https';
import { join } from 'node:path';
import { CertificateMaker } from '#libs/certificate-maker';
import { eventually, newDataFolder, removeDataFolder, StandaloneProcess, type Addresses } from '../running/index.js';

let dataFolder: string;
let standalone: StandaloneProcess;
let at: Addresses;
let authority: CertificateMaker;
let token: string;

beforeAll(async () => {
  dataFolder = await newDataFolder();
  authority = await CertificateMaker.create('CN=authority of this test');
  const own = await authority.make({ subject: 'CN=gateway', hosts: ['127.0.0.1'] });
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, 'gateway.pem'), own.certificate);
  await writeFile(join(dataFolder, 'gateway-key.pem'), own.key, { mode: 0o600 });
  standalone = new StandaloneProcess({
    dataFolder,
    settings: { CHAKONG_SANDBOX_TLS: 'on', CHAKONG_GATEWAY_TLS_CERT_FILE: '<CHAKONG_DATA>/gateway.pem', CHAKONG_GATEWAY_TLS_KEY_FILE: '<CHAKONG_DATA>/gateway-key.pem' },
  });
  at = await standalone.ready;
  token = (JSON.parse(await readFile(join(dataFolder, 'demo-logins.json'), 'utf8')) as { officer: string }).officer;
}, 120_000);
afterAll(async () => {
  await standalone.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

interface Got {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

const call = (url: string, { body, ...options }: RequestOptions & { readonly body?: string } = {}): Promise<Got> =>
  new Promise((resolve, reject) => {
    const going = request(url, { ca: authority.certificate, ...options }, (reply) => {
      let text = '';
      reply.on('data', (piece) => (text += String(piece))).on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text })).on('error', reject);
    });
    going.on('error', reject).end(body);
  });

const asOfficer = (path: string, options: RequestOptions & { readonly body?: string } = {}): Promise<Got> =>
  call(at.gatewayUrl + path, { ...options, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(options.headers as Record<string, string>) } });

test('gateway and exchange speak TLS, the gateway says so for the future, and cookies are for TLS only', async () => {
  expect([at.gatewayUrl, at.exchangeUrl].map((url) => new URL(url).protocol)).toEqual(['https:', 'https:']);
  const login = await call(`${at.gatewayUrl}/auth/login?returnTo=/`);
  expect(login.headers['strict-transport-security']).toBe('max-age=31536000');
  expect(String(login.headers['set-cookie'])).toMatch(/^__Host-chakong-sign-in=.*; Secure/);
});

test('an inquiry reaches every institution and comes back, all of it over TLS with certificates on both sides where they were agreed', async () => {
  const cases = JSON.parse((await asOfficer('/api/v1/cases')).text) as { items: { id: string }[] };
  const accepted = JSON.parse((await asOfficer('/api/v1/inquiries', { method: 'POST', body: JSON.stringify({ caseId: cases.items[0]!.id, purpose: '立案查控' }) })).text) as { id: string };
  const rows = async () => (JSON.parse((await asOfficer(`/api/v1/inquiries/${accepted.id}`)).text) as { coverage: { source: string; asked: number; answered: number; failed: number }[] }).coverage.filter(({ source }) => ['deposit', 'household'].includes(source));
  await eventually('everybody asked has answered', async () => (await rows()).every(({ asked, answered }) => asked === answered), { withinMs: 60_000, everyMs: 300 });
  const ends = await rows();
  expect(ends.map(({ source }) => source).sort()).toEqual(['deposit', 'household']);
  for (const { asked, failed } of ends) expect([asked > 0, failed]).toEqual([true, 0]);
}, 90_000);

test('the WSDL leads back to TLS; certificates are in metrics and health, and nobody of the sandbox was refused', async () => {
  const folder = join(dataFolder, 'sandbox-tls');
  const [ca, cert, key] = await Promise.all(['authority.pem', 'bank.pem', 'bank-key.pem'].map((name) => readFile(join(folder, name), 'utf8')));
  const wsdl = await call(`${at.exchangeUrl}/ckwWebService/SyyhConvertData?wsdl`, { ca: ca!, cert: cert!, key: key! });
  expect(wsdl.text).toContain(`location="${at.exchangeUrl}/`);
  const metrics = await call(`${at.gatewayUrl}/metrics`);
  expect(metrics.text).toMatch(/chakong_tls_certificate_expires_seconds\{door="exchange"\} \d{7}/);
  expect(metrics.text).toMatch(/chakong_tls_certificate_expires_seconds\{door="gateway"\} \d{7}/);
  expect(metrics.text).not.toMatch(/chakong_login_refused_total\{/);
  expect((await call(`${at.gatewayUrl}/health/ready`)).text).toContain('"name":"certificate-gateway","critical":false,"state":"up"');
});
