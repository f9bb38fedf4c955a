import { createServer, connect, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { AdapterManifest } from '#contracts/adapter';
import { Database } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { CredentialStore, InstitutionRegistry, isOpen, readSeed, seedInstitutions, type InstitutionFacts } from './index.js';

const MANIFEST: AdapterManifest = {
  code: 'direct',
  name: 'Direct',
  nameZh: '直连',
  channel: 'push',
  contract: 'none',
  versions: ['1.0'],
  operations: { deposit: ['query'] },
  limits: { maxMessageBytes: 1000, maxDepth: 5 },
};

const facts = (code: string): InstitutionFacts => ({
  code,
  name: '运河城市商业银行',
  kind: 'bank',
  adapter: 'direct',
  contractVersion: '1.0',
  endpoint: 'https://bank.example',
  region: '330100',
  sources: ['deposit'],
  concurrency: 1,
  connectTimeoutMs: 1000,
  responseTimeoutMs: 1000,
  answerDeadlineSeconds: 60,
});

const ACTOR = { login: 'operator', correlationId: null };

describe('the registry in several processes', () => {
  let test: TestDatabase;
  let credentials: CredentialStore;
  const opened: { close(): Promise<unknown> }[] = [];

  beforeEach(async () => {
    test = await createTestDatabase();
    credentials = await CredentialStore.open({});
  });
  afterEach(async () => {
    for (const thing of opened.splice(0).reverse()) await thing.close();
    await test.drop();
  });

  const process = async (database = test.database): Promise<InstitutionRegistry> => {
    const adapters = { get: (code: string) => (code === 'direct' ? MANIFEST : undefined) };
    const registry = new InstitutionRegistry({ database, credentials, adapters, logger: silentLogger(), heartbeatMs: 50 });
    opened.push(registry);
    await registry.start();
    await until(() => registry.listening);
    return registry;
  };

  it('one process adds, changes and takes out: the other sees each, and is told once it is there', async () => {
    const [ours, theirs] = [await process(), await process()];
    const seen: number[] = [];
    theirs.onChange(({ generation }) => seen.push(generation));
    await ours.add(facts('ONE'), ACTOR);
    await until(() => theirs.get('ONE') !== undefined);
    await ours.change('ONE', 1, { concurrency: 5 }, ACTOR);
    await until(() => theirs.get('ONE')?.concurrency === 5);
    await ours.takeOutOfService('ONE', undefined, '升级', ACTOR);
    await until(() => theirs.get('ONE')?.state === 'out-of-service');
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(theirs.all()).toEqual(ours.all());
  });

  it('a snapshot stays what it was; the next one is another', async () => {
    const registry = await process();
    await registry.add(facts('ONE'), ACTOR);
    const before = registry.snapshot;
    await registry.add(facts('TWO'), ACTOR);
    expect(before.list.map(({ code }) => code)).toEqual(['ONE']);
    expect(registry.snapshot.generation).toBeGreaterThan(before.generation);
    expect(registry.all().map(({ code }) => code)).toEqual(['ONE', 'TWO']);
    expect(Object.isFrozen(registry.get('ONE'))).toBe(true);
  });

  it('a refused change: nobody is told', async () => {
    const registry = await process();
    await registry.add(facts('ONE'), ACTOR);
    const generation = await settled(registry);
    await expect(registry.change('ONE', 9, { concurrency: 5 }, ACTOR)).rejects.toMatchObject({ code: 'version-conflict' });
    await delay(50);
    expect(registry.snapshot.generation).toBe(generation);
  });

  it('many ask for a reload at the same moment: they share it, and each sees what was committed before it asked', async () => {
    const registry = await process();
    const generation = await settled(registry);
    await Promise.all(Array.from({ length: 50 }, () => registry.reload()));
    expect(registry.snapshot.generation - generation).toBeLessThanOrEqual(2);
  });

  it('the server ends the connection: back by itself, with what was missed meanwhile', async () => {
    const [ours, theirs] = [await process(), await process()];
    await test.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%-listen'`);
    await ours.add(facts('MISSED'), ACTOR);
    await until(() => theirs.get('MISSED') !== undefined);
    await until(() => theirs.listening);
    await ours.add(facts('AFTER'), ACTOR);
    await until(() => theirs.get('AFTER') !== undefined);
  });

  it('the network swallows everything without a word: noticed by the heartbeat, back by itself', async () => {
    const wire = await SilentWire.open(Number(new URL(test.url).port));
    opened.push(wire);
    const url = new URL(test.url);
    url.port = String(wire.port);
    const database = new Database({ url: url.href, poolSize: 1, applicationName: 'through-the-wire', keys: 'none' });
    opened.push(database);
    const theirs = await process(database);
    const ours = await process();
    wire.swallow();
    await ours.add(facts('MISSED'), ACTOR);
    await until(() => !theirs.listening);
    wire.cutAndHeal();
    await until(() => theirs.get('MISSED') !== undefined);
  });

  it('closed: nothing runs on', async () => {
    const registry = await process();
    await registry.close();
    await registry.close();
    expect(registry.listening).toBe(false);
    opened.splice(opened.indexOf(registry), 1);
  });

  it('somebody adds the secrets to the file and then the institution: taken', async () => {
    const registry = await process();
    await credentials.addMissing({ later: { token: 'x' } });
    expect(await registry.add({ ...facts('ONE'), credentialsRef: 'later' }, ACTOR)).toMatchObject({ credentialsRef: 'later', version: 1 });
  });
});

describe('the institutions of a new gateway', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  it('are the twenty national banks and some of every kind, each code once', async () => {
    const seed = await readSeed('http://127.0.0.1:8082');
    const count = (adapter: string) => seed.filter((each) => each.adapter === adapter).length;
    expect([count('bank'), count('bank-direct'), count('vehicle'), count('household'), count('real-estate')]).toEqual([26, 22, 11, 4, 16]);
    expect([count('payment-platform'), count('housing-fund'), count('tax'), count('securities'), count('insurance')]).toEqual([12, 11, 11, 15, 20]);
    expect(new Set(seed.map(({ code }) => code)).size).toBe(seed.length);
    // Civil affairs and market regulation: the eleven cities of Zhejiang, and the province.
    for (const adapter of ['marriage', 'equity']) {
      expect(seed.filter((each) => each.adapter === adapter).map(({ region }) => region).sort()).toEqual([
        '330000', '330100', '330200', '330300', '330400', '330500', '330600', '330700', '330800', '330900', '331000', '331100',
      ]);
    }
    expect(new Set(seed.filter(({ adapter }) => adapter === 'bank').map(({ contractVersion }) => contractVersion))).toEqual(new Set(['V0', 'V1', 'V2']));
    const national = seed.filter(({ adapter, region }) => adapter.startsWith('bank') && region === '000000');
    expect(national).toHaveLength(20);
    expect(national.filter(({ code }) => code.startsWith('E005')).map(({ name }) => name)).toEqual(['中国民生银行', '交通银行']);
    const deadlines: Readonly<Record<string, number>> = { bank: 86_400, 'payment-platform': 86_400, 'housing-fund': 86_400, 'real-estate': 259_200, offline: 1_296_000 };
    for (const { adapter, endpoint, answerDeadlineSeconds, workingHours } of seed) {
      expect([adapter, endpoint === undefined, answerDeadlineSeconds]).toEqual([adapter, adapter in deadlines, workingHours === undefined ? (deadlines[adapter] ?? 60) : 3600]);
    }
    const registries = seed.filter(({ adapter }) => adapter === 'real-estate');
    expect(registries.map(({ region }) => region).filter((region) => /^33(?!00)\d\d00$/.test(region))).toHaveLength(11);
    expect(registries.every(({ sources }) => sources.join() === 'real-estate,land')).toBe(true);
  });

  it('the depository is open in its own hours only, everybody else always', async () => {
    const seed = await readSeed('http://127.0.0.1:8082');
    const limited = seed.filter(({ workingHours }) => workingHours !== undefined);
    expect(limited.map(({ code }) => code)).toEqual(['CSDC-SH', 'CSDC-SZ', 'CSDC-BJ']);
    for (const one of limited) {
      expect(isOpen(one, new Date('2026-03-02T01:00:00Z'))).toBe(true); // Monday 09:00 in Beijing
      expect(isOpen(one, new Date('2026-03-02T09:00:00Z'))).toBe(false);
      expect(isOpen(one, new Date('2026-03-01T04:00:00Z'))).toBe(false); // Sunday noon
    }
  });

  it('are added once, each with secrets of its own; what was changed since stays', async () => {
    const credentials = await CredentialStore.open({});
    const seed = await readSeed('http://127.0.0.1:8082');
    expect(await seedInstitutions(test.database, { sandboxUrl: 'http://127.0.0.1:8082/', credentials })).toHaveLength(seed.length);
    expect(credentials.usernames().size).toBe(seed.filter(({ endpoint, adapter }) => endpoint === undefined && adapter !== 'offline').length);
    // Nobody logs in anywhere by letter.
    expect(credentials.has('SHIP-330900')).toBe(false);
    const { token } = credentials.resolve('HOUSEHOLD-330000');
    expect(token?.reveal()).toMatch(/^[\w-]{32}$/);

    await test.database.query.updateTable('institution').set({ name: '改名银行' }).where('code', '=', 'C001H101110102001').execute();
    await test.database.query.deleteFrom('institution').where('code', '=', 'C002H101110108001').execute();
    expect(await seedInstitutions(test.database, { sandboxUrl: 'http://127.0.0.1:9999', credentials })).toEqual(['C002H101110108001']);
    const kept = await test.database.query.selectFrom('institution').select('name').where('code', '=', 'C001H101110102001').executeTakeFirst();
    expect(kept?.name).toBe('改名银行');
    expect(credentials.resolve('HOUSEHOLD-330000')['token']?.reveal()).toBe(token?.reveal());
    const audited = await test.database.query.selectFrom('audit_event').select('actor').where('event', '=', 'institution.added').execute();
    expect(audited).toEqual(Array(seed.length + 1).fill({ actor: 'gateway' }));
  });
});

/** A connection to PostgreSQL through which one can stop everything, without either end being told. */
class SilentWire {
  readonly #sockets = new Set<Socket>();
  #swallowing = false;

  private constructor(private readonly server: Server) {}

  static async open(target: number): Promise<SilentWire> {
    const server = createServer();
    const wire = new SilentWire(server);
    server.on('connection', (near) => {
      const far = connect(target, '127.0.0.1');
      for (const socket of [near, far]) {
        wire.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => wire.#sockets.delete(socket));
      }
      near.on('data', (bytes) => void (wire.#swallowing || far.write(bytes)));
      far.on('data', (bytes) => void (wire.#swallowing || near.write(bytes)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  swallow(): void {
    this.#swallowing = true;
  }

  cutAndHeal(): void {
    this.#swallowing = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The generation once nothing more is under way: it listens, and has read what it heard of. */
async function settled(registry: InstitutionRegistry): Promise<number> {
  await until(() => registry.listening);
  await until(async () => {
    const before = registry.snapshot.generation;
    await delay(200);
    return registry.snapshot.generation === before;
  });
  return registry.snapshot.generation;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await holds()) return;
    await delay(10);
  }
  throw new Error('it did not come about within five seconds');
}
