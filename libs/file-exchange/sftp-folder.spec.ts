import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sensitive } from '#contracts/adapter';
import { FakeCredentials, until } from '#libs/engine-testkit';
import { fingerprintOf, newHostKey, startSftpServer, type RunningSftpServer } from '#libs/sftp-server';
import { FolderFault } from './institution-folder.js';
import { SftpFolder } from './sftp-folder.js';
import { answerName, answers, BANK, batchOf, ExchangeFixture, OTHER } from './testkit/exchange-fixture.js';

const hostKey = newHostKey();
const TIMES = { connectTimeoutMs: 3000, responseTimeoutMs: 3000 };
const secrets = (more: Readonly<Record<string, string>> = {}) => ({ user: 'bank', password: 'of this test', hostKey: fingerprintOf(hostKey), ...more });
const sensitive = (texts: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new Sensitive(text)]));

let root: string;
let server: RunningSftpServer;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chakong-sftp-'));
  await mkdir(join(root, 'banks'));
  server = await startSftpServer({ host: '127.0.0.1', port: 0, hostKey, accounts: [{ user: 'bank', password: 'of this test', root }] });
});

afterEach(async () => {
  await server.close();
  await rm(root, { recursive: true, force: true });
});

const opened = (more?: Readonly<Record<string, string>>): Promise<SftpFolder> => SftpFolder.open({ host: '127.0.0.1', port: server.port, path: '/banks' }, BANK, sensitive(secrets(more)), TIMES);
const at = (...names: string[]): string => join(root, 'banks', BANK, ...names);
const fault = async (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: unknown) => (error instanceof FolderFault ? error.why : String(error)));

describe('folders on a server', () => {
  it('are made where they are missing, and files come and go whole', async () => {
    const folder = await opened();
    const bytes = Buffer.alloc(1_300_000, 'chakong');
    await folder.put('download', 'a.zip', bytes);
    await folder.put('download', 'a.zip', bytes);
    // Compared whole: a matcher walks through a large buffer byte by byte.
    expect(bytes.equals(await readFile(at('download', 'a.zip')))).toBe(true);
    await writeFile(at('upload', 'b.zip'), bytes);
    await symlink('/etc/hostname', at('upload', 'l.zip'));
    expect(bytes.equals(await folder.read('upload', 'b.zip', 2_000_000))).toBe(true);
    await writeFile(at('processed', 'b.zip'), 'old');
    await folder.take('b.zip', 'processed', 'b.zip');
    expect(await folder.list('processed')).toMatchObject([{ name: 'b.zip', size: bytes.length }]);
    expect(await folder.list('download')).toHaveLength(1);
    folder.close();
  });

  it('give no file that is too large, and none by a path', async () => {
    const folder = await opened();
    await writeFile(at('upload', 'b.zip'), Buffer.alloc(100));
    expect(await fault(folder.read('upload', 'b.zip', 99))).toBe('failed');
    expect(await fault(folder.read('upload', '../download/x', 99))).toBe('failed');
    expect(await fault(folder.read('upload', 'none.zip', 99))).toBe('failed');
    folder.close();
  });

  it('are not opened on a server with another key, and no secret is sent to it', async () => {
    const [other, before] = [fingerprintOf(newHostKey()), server.sessions];
    expect(await fault(opened({ hostKey: other }))).toBe('bad-credentials');
    expect(server.sessions).toBe(before);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['no pinned key', { hostKey: '' }],
    ['a private key that is none', { privateKey: 'nonsense' }],
  ])('are not opened with %s', async (_, more) => {
    expect(await fault(opened(more))).toBe('bad-credentials');
  });

  it('say so when nobody answers, and when the connection breaks', async () => {
    const folder = await opened();
    server.suspend();
    expect(['connect-failed', 'timeout', 'failed']).toContain(await fault(folder.list('upload')));
    expect(await fault(opened())).toBe('connect-failed');
    server.resume();
    (await opened()).close();
    await server.close();
    expect(await fault(opened())).toBe('connect-failed');
  });
});

describe('the exchange over a server', () => {
  const fixture = new ExchangeFixture();
  beforeAll(() => fixture.open());
  beforeEach(() => fixture.reset());
  afterEach(() => fixture.afterTest());
  afterAll(() => fixture.close());

  it('asks and takes the answer; a server that is away costs the others nothing and is tried again', async () => {
    fixture.credentials = new FakeCredentials({ remote: secrets() });
    fixture.registry.put(fixture.bank(OTHER, { endpoint: `sftp://127.0.0.1:${server.port}/banks`, credentialsRef: 'remote' }));
    server.suspend();
    const exchange = fixture.exchange({ longestPauseMs: 200 });
    const inquiry = await fixture.accept({ institutionCode: BANK }, { institutionCode: OTHER });
    exchange.start();
    await until(async () => (await fixture.names('download')).length === 1);
    const bankName = (await fixture.names('download'))[0]!;
    await fixture.deliver(answerName(batchOf(bankName)), [answers({ [inquiry.requests[0]!.requestNumber]: 'nothing-found' })]);
    await until(async () => (await fixture.outcomes(inquiry))[0] !== null);
    expect((await fixture.outcomes(inquiry))[1]).toBeNull();
    server.resume();
    // The same folders, seen from this machine.
    fixture.base = join(root, 'banks');
    await until(async () => (await fixture.names('download', OTHER)).length === 1);
    const name = (await fixture.names('download', OTHER))[0]!;
    await fixture.deliver(answerName(batchOf(name), OTHER), [answers({ [inquiry.requests[1]!.requestNumber]: 'nothing-found' })], OTHER);
    await until(async () => (await fixture.outcomes(inquiry))[1] !== null);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 nothing-found', '1 nothing-found']);
    await until(async () => (await fixture.names('processed', OTHER)).length === 1);
    expect(fixture.lines.join()).not.toContain('of this test');
  });
});
