import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { caseOf, clusterOf, demoClients, eventually, killPostgres, knownOfficers, newDataFolder, removeDataFolder, runningPostgres, seeded, StandaloneProcess, stranger } from '../running/index.js';

const TIMEOUT_MS = 150_000;

let dataFolder: string;
const started: StandaloneProcess[] = [];

beforeEach(async () => (dataFolder = await newDataFolder()));

afterEach(async () => {
  for (const one of started.splice(0)) if (one.isRunning) await one.kill();
  await removeDataFolder(dataFolder);
}, TIMEOUT_MS);

function start(settings: Readonly<Record<string, string>> = {}, ...parameters: string[]): StandaloneProcess {
  const one = new StandaloneProcess({ dataFolder, settings, parameters });
  started.push(one);
  return one;
}

/** Ended by itself: with this code, one sentence on standard error for a person, and nothing left running. */
async function expectRefusal(one: StandaloneProcess, code: number, ...said: (string | RegExp)[]): Promise<void> {
  expect(await one.ended).toEqual({ code, signal: null });
  const text = one.stderr.trim();
  for (const part of said) expect(text).toMatch(part);
  expect(text).not.toContain('\n');
  expect(text).toMatch(/[.?]$/);
  expect(text).not.toMatch(/^\s*at |Error:|undefined|\[object/m);
  expect(text.length).toBeLessThan(400);
  await expectNothingLeft();
}

async function expectNothingLeft(): Promise<void> {
  expect(await runningPostgres(dataFolder)).toBeUndefined();
  expect(await processesOn(dataFolder)).toEqual([]);
  expect(existsSync(join(dataFolder, 'postgres', 'in-use.json'))).toBe(false);
}

/** Programs that have the folder in their command line, where the machine tells. */
async function processesOn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(folder)) found.push(command.replaceAll('\0', ' '));
  }
  return found;
}

async function busyPort(): Promise<{ server: Server; port: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: String((server.address() as AddressInfo).port) };
}

describe('it cannot start', () => {
  test('a port is taken: which one, and by which setting another is chosen', async () => {
    const { server, port } = await busyPort();
    try {
      for (const setting of ['CHAKONG_POSTGRES_PORT', 'CHAKONG_EXCHANGE_PORT', 'CHAKONG_SANDBOX_PORT', 'CHAKONG_GATEWAY_PORT']) {
        await expectRefusal(start({ [setting]: port }), 1, `Port ${port}`, 'in use', setting);
      }
    } finally {
      server.close();
    }
  }, TIMEOUT_MS);

  test('no PostgreSQL at the address given', async () => {
    const { server, port } = await busyPort();
    server.close();
    const one = start({ DATABASE_URL: `postgres://somebody:pass-not-shown@127.0.0.1:${port}/chakong` });
    await expectRefusal(one, 1, 'No PostgreSQL answers', 'DATABASE_URL');
    expect(one.stdout + one.stderr).not.toContain('pass-not-shown');
    // Nothing of an embedded one was made.
    expect(existsSync(join(dataFolder, 'postgres'))).toBe(false);
  }, TIMEOUT_MS);

  test('something else listens at the address given', async () => {
    const server = createServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      await expectRefusal(start({ DATABASE_URL: `postgres://somebody:pw@127.0.0.1:${(server.address() as AddressInfo).port}/chakong` }), 1, 'DATABASE_URL');
    } finally {
      server.close();
    }
  }, TIMEOUT_MS);

  test('a wrong password, a user or a database that is not there', async () => {
    const elsewhere = await newDataFolder();
    const owner = new StandaloneProcess({ dataFolder: elsewhere });
    started.push(owner);
    await owner.ready;
    const { port } = (await runningPostgres(elsewhere))!;
    const password = (await readFile(join(elsewhere, 'postgres', 'password'), 'utf8')).trim();
    for (const [login, database, said] of [
      ['chakong:pass-not-shown', 'chakong', /does not accept this user and password/],
      ['nobody:pass-not-shown', 'chakong', /does not accept this user and password/],
      [`chakong:${password}`, 'not_there', /database named in DATABASE_URL does not exist/],
    ] as const) {
      const one = start({ DATABASE_URL: `postgres://${login}@127.0.0.1:${port}/${database}` });
      await expectRefusal(one, 1, said);
      expect(one.stdout + one.stderr).not.toMatch(/pass-not-shown/);
      expect(one.stdout + one.stderr).not.toContain(password);
    }
    await owner.stop();
    await removeDataFolder(elsewhere);
  }, TIMEOUT_MS);

  test('the data folder is a file', async () => {
    const file = join(dataFolder, 'a-file');
    await writeFile(file, 'something');
    const one = start({ CHAKONG_DATA: file });
    await expectRefusal(one, 1, 'data folder');
    expect(await readFile(file, 'utf8')).toBe('something');
  }, TIMEOUT_MS);

  test('the folder of the database is a file', async () => {
    await writeFile(join(dataFolder, 'postgres'), 'something');
    await expectRefusal(start(), 1, 'data folder');
  }, TIMEOUT_MS);

  test('the log is a folder', async () => {
    await mkdir(join(dataFolder, 'gateway.log'));
    await expectRefusal(start(), 1, 'The log cannot be written', 'gateway.log');
  }, TIMEOUT_MS);

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('the data folder is where no folder can be', async () => {
    await expectRefusal(start({ CHAKONG_DATA: '/proc/chakong/data' }), 1, 'data folder', '/proc/chakong/data');
  }, TIMEOUT_MS);

  test('the database is damaged: said what to do, and it is left as it is', async () => {
    const first = start();
    await first.ready;
    await first.stop();
    const cluster = await clusterOf(dataFolder);
    await rm(join(cluster, 'PG_VERSION'));
    await expectRefusal(start(), 1, 'is broken', 'restore it from a backup');
    expect((await stat(join(cluster, 'base'))).isDirectory()).toBe(true);
  }, TIMEOUT_MS);

  test('the credentials are not JSON, or may be read by others', async () => {
    const file = join(dataFolder, 'credentials.json');
    for (const [text, mode, said] of [['{"a": {', 0o600, 'not valid JSON'], ['{}', 0o644, 'mode 0600']] as const) {
      await writeFile(file, text);
      await chmod(file, mode);
      await expectRefusal(start(), 1, said, 'credentials.json');
    }
  }, TIMEOUT_MS);

  test('another gateway works on the same data', async () => {
    const first = start();
    const { gatewayUrl } = await first.ready;
    const second = start();
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.stderr).toMatch(new RegExp(`is in use by another gateway \\(process ${first.pid}\\)`));
    expect((await fetch(`${gatewayUrl}/health/ready`)).status).toBe(200);
    expect((await first.stop()).code).toBe(0);
    await expectNothingLeft();
  }, TIMEOUT_MS);

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['an unknown setting', { CHAKONG_PORT: '8080' }, [], /CHAKONG_PORT is not a setting.*did you mean CHAKONG_GATEWAY_PORT\?/],
    ['a port beyond all ports', { CHAKONG_GATEWAY_PORT: '99999' }, [], /CHAKONG_GATEWAY_PORT is "99999": it must be/],
    ['two ports the same', { CHAKONG_GATEWAY_PORT: '9080', CHAKONG_SANDBOX_PORT: '9080' }, [], /the same as CHAKONG_GATEWAY_PORT/],
    ['a database address that is none', { DATABASE_URL: 'mysql://user:pass-not-shown@host/db' }, [], /DATABASE_URL is not acceptable/],
    ['an unknown argument', {}, ['--demos'], /"--demos" is not an argument/],
    ['Kafka twice', { KAFKA_BROKERS: '127.0.0.1:1' }, ['--kafka'], /leave --kafka out/],
  ])('%s', async (_, settings, parameters, said) => {
    const one = start(settings, ...parameters);
    await expectRefusal(one, 2, said);
    expect(one.stderr).not.toContain('pass-not-shown');
    // Nothing was begun.
    expect(await readdir(dataFolder)).toEqual([]);
  }, TIMEOUT_MS);
});

describe('it stops', () => {
  test('Ctrl-C, a termination, a terminal that is closed: cleanly, with PostgreSQL', async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const one = start();
      await one.ready;
      expect(await runningPostgres(dataFolder)).toBeDefined();
      one.signal(signal);
      expect(await one.ended).toEqual({ code: 0, signal: null });
      expect(one.stdout).toContain('Stopped.');
      expect(one.stderr).toBe('');
      await expectNothingLeft();
    }
  }, TIMEOUT_MS);

  test('Ctrl-C while it starts: it ends all the same, and nothing is left', async () => {
    for (const afterMs of [150, 400, 900, 1300]) {
      const one = start();
      await sleep(afterMs);
      one.signal('SIGINT');
      const { code, signal } = await one.ended;
      // Before it could listen for signals the signal itself ends it.
      expect([0, 130, null]).toContain(code);
      if (code === null) expect(signal).toBe('SIGINT');
      await expectNothingLeft();
    }
  }, TIMEOUT_MS);

  test('Ctrl-C twice, because somebody waits for an answer and it takes long: at once; the next start clears up', async () => {
    const one = start();
    const { gatewayUrl, sandboxUrl } = await one.ready;
    const { officer } = await demoClients(dataFolder, gatewayUrl);
    await fetch(`${sandboxUrl}/sandbox/rules/*`, { method: 'PUT', body: JSON.stringify({ latency: { kind: 'fixed', medianMs: 20_000 } }) });
    const { body } = await officer.registerCase(caseOf(1, await knownOfficers(officer), [stranger(seeded(1))]));
    const waiting = officer.ask({ caseId: body.id, purpose: '立案查控', institutions: ['F911H101330100001'] }, { prefer: 'wait=30' }).catch(() => undefined);
    await sleep(300);
    one.signal('SIGINT');
    await sleep(300);
    expect(one.isRunning).toBe(true);
    one.signal('SIGINT');
    expect(await one.ended).toEqual({ code: 130, signal: null });
    await waiting;
    const again = start();
    await again.ready;
    await eventually('it says what it took up again', () => again.stdout.includes('1 unfinished requests of the last run were taken up again'));
    expect((await again.stop()).code).toBe(0);
    await expectNothingLeft();
  }, TIMEOUT_MS);
});

describe('it comes back', () => {
  async function fileCase(one: StandaloneProcess, serial: number): Promise<string> {
    const { officer } = await demoClients(dataFolder, (await one.ready).gatewayUrl);
    const { status, body } = await officer.registerCase(caseOf(serial, await knownOfficers(officer), [stranger(seeded(serial))]));
    expect(status).toBe(201);
    return body.id;
  }

  async function expectCase(one: StandaloneProcess, id: string): Promise<void> {
    const { officer } = await demoClients(dataFolder, (await one.ready).gatewayUrl);
    expect(await officer.get(`/api/v1/cases/${id}`)).toMatchObject({ status: 200, body: { id } });
  }

  test('stopped and started again: the same data, logins and secrets', async () => {
    const first = start();
    const id = await fileCase(first, 1);
    const files = async (): Promise<string[]> => Promise.all(['demo-logins.json', 'credentials.json', 'postgres/password'].map((name) => readFile(join(dataFolder, name), 'utf8')));
    const before = await files();
    await first.stop();
    const second = start();
    await expectCase(second, id);
    expect(await files()).toEqual(before);
    for (const name of ['demo-logins.json', 'credentials.json']) expect((await stat(join(dataFolder, name))).mode & 0o077).toBe(0);
    expect((await second.stop()).code).toBe(0);
  }, TIMEOUT_MS);

  test('killed with kill -9, PostgreSQL left running: the next start clears it away and goes on', async () => {
    const first = start();
    const id = await fileCase(first, 1);
    const left = (await runningPostgres(dataFolder))!.pid;
    await first.kill();
    expect((await runningPostgres(dataFolder))?.pid).toBe(left);
    const second = start();
    await expectCase(second, id);
    expect((await runningPostgres(dataFolder))?.pid).not.toBe(left);
    await second.kill();
    await killPostgres(dataFolder);
    const third = start();
    await expectCase(third, id);
    expect((await third.stop()).code).toBe(0);
    await expectNothingLeft();
  }, TIMEOUT_MS);

  test('killed again and again in the middle of its very first start: the next one makes it whole', async () => {
    for (const afterMs of [200, 500, 800, 1200]) {
      const one = start();
      await sleep(afterMs);
      await one.kill();
    }
    const one = start();
    await fileCase(one, 1);
    expect((await one.stop()).code).toBe(0);
    await expectNothingLeft();
    // Half-made databases of the killed starts are gone.
    expect((await readdir(join(await clusterOf(dataFolder), '..'))).filter((name) => name.includes('unfinished'))).toEqual([]);
  }, TIMEOUT_MS);

  test('the logins are lost: new ones are made, and the old tokens open nothing any more', async () => {
    const first = start();
    const { gatewayUrl } = await first.ready;
    const old = (await demoClients(dataFolder, gatewayUrl)).officer.token;
    await first.stop();
    await rm(join(dataFolder, 'demo-logins.json'));
    const second = start();
    const { gatewayUrl: again } = await second.ready;
    const { officer } = await demoClients(dataFolder, again);
    expect((await officer.get('/api/v1/me')).status).toBe(200);
    expect(officer.token).not.toBe(old);
    expect(await officer.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${old}` } })).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    await second.stop();
  }, TIMEOUT_MS);
});

describe('it shows itself', () => {
  test('--help: arguments and settings, and nothing is begun', async () => {
    const one = start({}, '--help');
    expect(await one.ended).toEqual({ code: 0, signal: null });
    for (const part of ['--demo', 'CHAKONG_GATEWAY_PORT', 'CHAKONG_DATA', 'DATABASE_URL', '8080']) expect(one.stdout).toContain(part);
    expect(one.stderr).toBe('');
    expect(await readdir(dataFolder)).toEqual([]);
  }, TIMEOUT_MS);

  test('--demo: what was found, the coverage and the times; the second time served from store', async () => {
    const first = start({ CHAKONG_SANDBOX_POLL_SECONDS: '0.2' }, '--demo');
    expect(await first.ended).toEqual({ code: 0, signal: null });
    for (const part of ['Found 查到的财产', 'Coverage 覆盖情况', 'deposit', 'questions have an outcome', 'Stopped.']) expect(first.stdout).toContain(part);
    expect(first.stderr).toBe('');
    await expectNothingLeft();
    const second = start({}, '--demo');
    expect((await second.ended).code).toBe(0);
    expect(second.stdout).toContain('questions have an outcome');
    await expectNothingLeft();
  }, TIMEOUT_MS);

  test('--demo, and Ctrl-C in the middle: ends, and nothing is left', async () => {
    const one = start({ CHAKONG_SANDBOX_POLL_SECONDS: '3600' }, '--demo');
    await one.ready;
    await eventually('the demo is under way', () => /\d+\/\d{3}/.test(one.stdout));
    one.signal('SIGINT');
    expect(await one.ended).toEqual({ code: 130, signal: null });
    await expectNothingLeft();
  }, TIMEOUT_MS);
});
