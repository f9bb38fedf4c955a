import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rmdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { caseOf, connectToPostgres, demoClients, eventually, knownOfficers, newDataFolder, removeDataFolder, seeded, StandaloneProcess, stranger, type DemoLoginName, type GatewayClient } from '../running/index.js';

const TIMEOUT_MS = 180_000;
const TOOL = join(resolve(process.env['CHAKONG_TEST_DIST'] ?? resolve(import.meta.dirname, '../../dist')), 'apps/standalone/evidence/main.js');

let dataFolder: string;
let system: StandaloneProcess;
let clients: Record<DemoLoginName, GatewayClient>;
const settings = { CHAKONG_EVIDENCE_ANCHOR_SECONDS: '1', CHAKONG_EVIDENCE_LAG_SECONDS: '1', CHAKONG_SANDBOX_POLL_SECONDS: '0.2' };

beforeAll(async () => {
  dataFolder = await newDataFolder();
  await start();
}, TIMEOUT_MS);
afterAll(async () => {
  if (system.isRunning) await system.kill();
  await removeDataFolder(dataFolder);
}, TIMEOUT_MS);

async function start(): Promise<void> {
  system = new StandaloneProcess({ dataFolder, settings });
  clients = await demoClients(dataFolder, (await system.ready).gatewayUrl);
}

/** The tool as `npm run evidence:…` runs it. */
function tool(...parameters: string[]): Promise<{ code: number; text: string }> {
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CHAKONG_|NODE_OPTIONS$|DATABASE_URL$)/.test(name))), CHAKONG_DATA: dataFolder };
  return new Promise((done) => {
    execFile(process.execPath, [TOOL, ...parameters], { env, timeout: 120_000 }, (error, stdout, stderr) => done({ code: error === null ? 0 : Number(error.code), text: stdout + stderr }));
  });
}

let serial = 500;
async function filed(): Promise<string> {
  const { officer } = clients;
  const { body } = await officer.registerCase(caseOf((serial += 1), await knownOfficers(officer), [stranger(seeded(serial))]));
  return body.id;
}
const ask = (caseId: string) => clients.officer.ask({ caseId, purpose: '立案查控' });
const sealed = () =>
  eventually('everything is sealed and anchored', async () => {
    const { body } = await clients.auditor.get<{ lagMs: number }>('/api/v1/evidence/chains');
    return body.lagMs < 500;
  });

it('a running system verifies, exports a case that verifies offline with the printed key, and is found out when a byte is changed', async () => {
  const caseId = await filed();
  await clients.officer.ask({ caseId, purpose: '立案查控' }, { prefer: 'wait=5' });
  await sealed();
  const here = await tool('verify');
  expect([here.code, here.text]).toEqual([0, expect.stringContaining('everything is as it was sealed')]);
  expect((await stat(join(dataFolder, 'evidence-key.pem'))).mode & 0o777).toBe(0o600);

  const [file, pem] = [join(dataFolder, 'case.ndjson'), join(dataFolder, 'court.pem')];
  expect(await tool('export', '--case', caseId, '--by', 'gu.xz', file)).toMatchObject({ code: 0 });
  // Who had it made stands under the signature; who ran the command on the record, whatever was said.
  const [, id] = /^by=gu\.xz; at=[\d:T+-]+; id=([0-9a-f-]{36})$/.exec(JSON.parse((await readFile(file, 'utf8')).split('\n')[0]!).madeFor)!;
  const { body: record } = await clients.auditor.get<{ items: object[] }>(`/api/v1/audit-events?event=evidence.exported&caseId=${caseId}`);
  expect(record.items).toMatchObject([{ correlationId: id, login: expect.stringMatching(/^os:./), result: 'success', reason: 'command, case, for gu.xz', caseId }]);
  expect((await tool('export', '--case', caseId.replace(/.$/, (last) => (last === '0' ? '1' : '0')), join(dataFolder, 'none.ndjson'))).code).toBe(1);
  expect(await stat(join(dataFolder, 'none.ndjson')).catch(() => undefined)).toBeUndefined();
  const key = await tool('key');
  await writeFile(pem, key.text.slice(0, key.text.indexOf('-----END PUBLIC KEY-----') + 25));
  expect(await tool('verify', file, '--key', pem)).toMatchObject({ code: 0 });
  await writeFile(file, (await readFile(file, 'utf8')).replace('inquiry.accepted', 'inquiry.acceptet'));
  const changed = await tool('verify', file, '--key', pem);
  expect([changed.code, changed.text]).toEqual([1, expect.stringMatching(/✗ chain 浙0106, sequence \d+, audit \d+: record-changed/)]);
}, TIMEOUT_MS);

it('anchors cannot be written: nothing is asked any more and what waits stays; when they can, it goes on', async () => {
  const path = join(dataFolder, 'evidence-anchors.ndjson');
  const caseId = await filed();
  await eventually('there are anchors', async () => (await stat(path).catch(() => undefined))?.isFile() === true);
  await rename(path, `${path}.away`);
  await mkdir(path);
  await eventually('inquiries are refused', async () => {
    const { status, body } = await ask(caseId);
    return status === 503 && (body as unknown as { code: string }).code === 'evidence-stalled';
  });
  const ready = await clients.officer.get<{ state: string; dependencies: { name: string; state: string }[] }>('/health/ready');
  expect(ready.body).toMatchObject({ state: 'degraded', dependencies: expect.arrayContaining([expect.objectContaining({ name: 'evidence', state: 'down' })]) });
  expect((await clients.officer.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
  await rmdir(path);
  await rename(`${path}.away`, path);
  await eventually('inquiries are accepted again', async () => (await ask(caseId)).status < 300);
  await sealed();
  expect(await tool('verify')).toMatchObject({ code: 0 });
}, TIMEOUT_MS);

it('the stopped system verifies; its database is changed meanwhile, and the tool names the record', async () => {
  await system.stop();
  expect(await tool('verify')).toMatchObject({ code: 0 });
  await start();
  const database = await connectToPostgres(dataFolder);
  await database.query('ALTER TABLE outcome DISABLE TRIGGER USER');
  const { rows } = await database.query<{ request_id: number }>(`UPDATE outcome SET kind = 'found' WHERE request_id = (SELECT min(request_id) FROM outcome WHERE kind <> 'found') RETURNING request_id`);
  await database.query('ALTER TABLE outcome ENABLE TRIGGER USER');
  await database.end();
  const found = await tool('verify');
  expect([found.code, found.text]).toEqual([1, expect.stringContaining(`outcome ${rows[0]!.request_id} version 1: record-changed`)]);
}, TIMEOUT_MS);

it.each([
  [['verify', 'a', 'b'], 'second one'],
  [['export', 'file'], '--case ID, --court CODE and --all'],
  [['export', '--case', '1', 'file'], 'UUID'],
  [['export', '--all'], 'Name the file'],
  [['export', '--all', '--by', 'somebody else', 'file'], '--by takes a login'],
  [['verify', '--by', 'gu'], 'evidence:export only'],
  [['prove'], 'verify, export and key'],
])('wrong arguments %j: one sentence, code 2', async (parameters, said) => {
  const { code, text } = await tool(...parameters);
  expect([code, text]).toEqual([2, expect.stringContaining(said)]);
});
