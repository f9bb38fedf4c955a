import type { AdapterManifest } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { CredentialStore, parseFileEndpoint, readSeed, seedInstitutions, type InstitutionFacts } from './index.js';
import { checkInstitution } from './institution-check.js';
import { createTestDatabase } from '#libs/store-testkit';

const MANIFEST: AdapterManifest = {
  code: 'filing', name: 'Filing', nameZh: '文件', channel: 'file', contract: 'none', versions: ['1.0'], operations: { deposit: ['query'] },
  limits: { maxMessageBytes: 1000, maxDepth: 5 },
};

const facts = (more: Partial<InstitutionFacts> = {}): InstitutionFacts => ({
  code: 'G942H101330102001', name: '样例农村商业银行', kind: 'bank', adapter: 'filing', contractVersion: '1.0', endpoint: 'file:///srv/banks', region: '330100',
  sources: ['deposit'], concurrency: 1, connectTimeoutMs: 1000, responseTimeoutMs: 1000, answerDeadlineSeconds: 60, ...more,
});

function fieldsWrong(given: InstitutionFacts): readonly string[] {
  try {
    checkInstitution(given, { get: () => MANIFEST }, (reference) => reference === 'known');
    return [];
  } catch (error) {
    return (error as Problem).fields?.map(({ field }) => field) ?? ['?'];
  }
}

describe('an endpoint of an institution in file mode', () => {
  it.each([
    ['file:///srv/banks', { kind: 'directory', path: '/srv/banks' }],
    ['file:///srv/banks/', { kind: 'directory', path: '/srv/banks' }],
    ['file:///srv/%E9%93%B6%E8%A1%8C', { kind: 'directory', path: '/srv/银行' }],
    ['sftp://bank.example', { kind: 'sftp', host: 'bank.example', port: 22, path: '/' }],
    ['sftp://10.1.2.3:2222/court/', { kind: 'sftp', host: '10.1.2.3', port: 2222, path: '/court' }],
    ['sftp://[::1]:22/court', { kind: 'sftp', host: '::1', port: 22, path: '/court' }],
  ])('%s is read', (text, expected) => {
    expect(parseFileEndpoint(text)).toEqual(expected);
  });

  it.each(['', 'srv/banks', '/srv/banks', 'file://host/share', 'file:///', 'sftp:///x', 'sftp://user:secret@host/x', 'sftp://host/x?y', 'ftp://host/x', 'https://host/x', 'file:///a%2fb', 'file:///a%00b', 'sftp://host:0/x'])(
    '%j is refused, naming what is allowed',
    (endpoint) => {
      expect(parseFileEndpoint(endpoint)).toBeUndefined();
      expect(fieldsWrong(facts({ endpoint }))).toContain('/endpoint');
    },
  );

  it('is needed; a server needs credentials, a folder does not; packages need a bank code', () => {
    expect(fieldsWrong(facts())).toEqual([]);
    expect(fieldsWrong(facts({ endpoint: undefined }))).toEqual(['/endpoint']);
    expect(fieldsWrong(facts({ endpoint: 'sftp://host/x' }))).toEqual(['/credentialsRef']);
    expect(fieldsWrong(facts({ endpoint: 'sftp://host/x', credentialsRef: 'known' }))).toEqual([]);
    expect(fieldsWrong(facts({ endpoint: 'sftp://host/x', credentialsRef: 'unknown' }))).toEqual(['/credentialsRef']);
    expect(fieldsWrong(facts({ code: 'SHORT' }))).toEqual(['/code']);
  });
});

describe('the forty banks in file mode of a new gateway', () => {
  const folders = { directory: 'file:///srv/banks', sftp: 'sftp://127.0.0.1:2222/banks', hostKey: 'SHA256:x' };

  it('have codes of their own in the form of the contract, a few stand behind a server', async () => {
    const seed = (await readSeed('http://127.0.0.1:8082', folders)).filter(({ adapter }) => adapter === 'bank-file');
    expect(seed).toHaveLength(40);
    expect(new Set(seed.map(({ code }) => code)).size).toBe(40);
    for (const { code, name } of seed) expect([code, /^[FG]\d{3}H101\d{6}001$/.test(code), name.includes('样例')]).toEqual([code, true, true]);
    expect(seed.filter(({ endpoint }) => endpoint === folders.sftp)).toHaveLength(4);
    expect(seed.filter(({ endpoint }) => endpoint === folders.directory)).toHaveLength(36);
  });

  it('are left out where nobody says where folders stand; otherwise those behind a server get secrets and its key', async () => {
    expect((await readSeed('http://127.0.0.1:8082')).some(({ adapter }) => adapter === 'bank-file')).toBe(false);
    const test = await createTestDatabase();
    try {
      const credentials = await CredentialStore.open({});
      await seedInstitutions(test.database, { sandboxUrl: 'http://127.0.0.1:8082', credentials, folders });
      const { user, password, hostKey } = credentials.resolve('F941H101330102001');
      expect([user?.reveal(), hostKey?.reveal(), password?.reveal().length]).toEqual(['F941H101330102001', folders.hostKey, 32]);
      expect(credentials.resolve('G942H101330102001')).toEqual({});
    } finally {
      await test.drop();
    }
  });
});
