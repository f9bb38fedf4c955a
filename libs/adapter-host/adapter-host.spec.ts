import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PushAdapter } from '#contracts/adapter';
import { AdapterRegistry, discoverAdapters, faultsOfAdapter, isPull, isPush } from './index.js';

/** As plain JavaScript, the way it stands in `dist`. */
function source(code: string, change = ''): string {
  return `const adapter = {
    manifest: {
      code: '${code}', name: 'Sample', nameZh: '样例', channel: 'push', contract: 'nowhere', versions: ['1'],
      operations: { deposit: ['query'] }, limits: { maxMessageBytes: 1000, maxDepth: 5 },
    },
    answers: 'synchronous',
    describeQuery() {},
    readReply() {},
  };
  ${change}
  export { adapter };`;
}

describe('discovery of adapters', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'chakong-adapters-'));
  });

  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  async function put(folder: string, file: string, text: string): Promise<void> {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, file), text);
  }

  const discover = (): Promise<AdapterRegistry> => discoverAdapters(pathToFileURL(`${root}/`));

  it('the adapters of this repository: all are found, the template is not among them', async () => {
    const registry = await discoverAdapters();
    const codes = registry.all().map((adapter) => adapter.manifest.code);
    expect(codes).toEqual(expect.arrayContaining(['bank-direct', 'household', 'vehicle']));
    expect(codes).toEqual([...codes].sort());
    expect(codes).not.toContain('_template');
  });

  it('a folder with an index: found without being listed anywhere', async () => {
    await put('sample', 'index.mjs', '');
    await put('sample', 'index.js', source('sample'));
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    const registry = await discover();
    expect(registry.get('sample')?.manifest.name).toBe('Sample');
    expect(registry.get('sample', 'push')?.answers).toBe('synchronous');
    expect(registry.get('sample', 'pull')).toBeUndefined();
    expect(registry.get('unknown')).toBeUndefined();
    expect(registry.all('pull')).toEqual([]);
  });

  it('the template and hidden folders: left out, files beside the folders too', async () => {
    await put('_template', 'index.js', 'throw new Error("loaded")');
    await put('.hidden', 'index.js', 'throw new Error("loaded")');
    await writeFile(join(root, 'README.md'), '');
    expect((await discover()).all()).toEqual([]);
  });

  it('a folder with a second channel: both are found, the second under its own code', async () => {
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    const fileAdapter = `export const fileAdapter = { ...adapter, manifest: { ...adapter.manifest, code: 'sample-file', channel: 'file' },
      packageLimits: { maxFiles: 1, maxArchiveBytes: 1, maxTotalBytes: 1 }, packQueries() {}, readLabel() {}, readPackage() {}, packFailures() {} };`;
    await put('sample', 'index.js', source('sample', fileAdapter));
    const registry = await discover();
    expect(registry.all().map(({ manifest }) => [manifest.code, manifest.channel])).toEqual([['sample', 'push'], ['sample-file', 'file']]);
    expect(registry.get('sample-file', 'file')).toBeDefined();
  });

  it('a manifest with the code of another folder: the start ends and names the file', async () => {
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    await put('sample', 'index.js', source('other'));
    await expect(discover()).rejects.toThrow(/sample.index\.js is not an adapter: manifest\.code is "other", but the folder is "sample"/);
  });

  it('several things wrong: all are said at once', async () => {
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    const change = `adapter.answers = 'ticket'; adapter.manifest.limits = {}; adapter.manifest.operations = { gold: ['query'], deposit: ['steal'] };`;
    await put('sample', 'index.js', source('sample', change));
    const message = await discover().then(
      () => 'started',
      (error: unknown) => (error as Error).message,
    );
    expect(message).toContain('manifest.operations has the unknown source "gold"');
    expect(message).toContain('manifest.operations.deposit must list known operations');
    expect(message).toContain('manifest.limits.maxMessageBytes');
    expect(message).toContain('adapter.describePoll must be a function');
  });

  it('a folder without an index: the start ends', async () => {
    await put('sample', 'notes.txt', '');
    await expect(discover()).rejects.toThrow(/sample.* has no index\.js/);
  });

  it('an index that throws: the start ends and says why', async () => {
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    await put('sample', 'index.js', 'throw new Error("broken on purpose")');
    await expect(discover()).rejects.toThrow(/sample.index\.js cannot be loaded: broken on purpose/);
  });

  it('no adapters folder: the start ends', async () => {
    await expect(discoverAdapters(pathToFileURL(join(root, 'nowhere/')))).rejects.toThrow(/cannot be read/);
  });
});

describe('the shape of an adapter', () => {
  it.each([undefined, null, 1, {}, { manifest: null }])('%j is none', (value) => {
    expect(faultsOfAdapter(value, 'sample')).not.toEqual([]);
  });

  it('a channel this build does not host: refused', () => {
    const manifest = { code: 's', name: 's', nameZh: 's', contract: 's', versions: ['1'], operations: { tax: ['query'] }, limits: { maxMessageBytes: 1, maxDepth: 1 } };
    expect(faultsOfAdapter({ manifest: { ...manifest, channel: 'pigeon' } }, 's')).toEqual(['manifest.channel is "pigeon"; this build hosts "push", "pull", "file" and "offline"']);
    expect(faultsOfAdapter({ manifest: { ...manifest, channel: 'file' } }, 's')).toEqual(
      expect.arrayContaining(['adapter.readPackage must be a function', 'packageLimits.maxFiles must be a whole number above 0']),
    );
    expect(faultsOfAdapter({ manifest: { ...manifest, channel: 'pull' } }, 's')).toEqual(
      expect.arrayContaining(['adapter.readFeedback must be a function', 'adapter.service is missing']),
    );
  });
});

describe('the operations of a service', () => {
  const service = (operations: readonly unknown[]): string =>
    faultsOfAdapter({ manifest: { channel: 'pull' }, service: { paths: ['/a'], namespace: 'n', serviceName: 's', portName: 'p', portTypeName: 'p', soapAction: () => '', operations } }, 's').join('; ');

  it('have names of their own, further names included', () => {
    expect(service([{ name: 'list', aliases: ['ifList'] }, { name: 'feed' }])).not.toContain('service.operations');
    for (const aliases of [['feed'], ['list'], [''], 'ifList', [1]]) {
      expect(service([{ name: 'list', aliases }, { name: 'feed' }])).toContain('service.operations must name at least one operation, each once');
    }
  });
});

describe('the registry', () => {
  const push = (code: string): PushAdapter => ({ manifest: { code, channel: 'push' }, answers: 'synchronous' }) as unknown as PushAdapter;

  it('two adapters of one code: a bug, said at once', () => {
    expect(() => new AdapterRegistry([push('a'), push('a')])).toThrow('two adapters have the same code');
  });

  it('tells the channels apart', () => {
    const registry = new AdapterRegistry([push('b'), push('a')]);
    expect(registry.all('push').map((adapter) => adapter.manifest.code)).toEqual(['a', 'b']);
    expect(registry.all().every(isPush)).toBe(true);
    expect(registry.all().some(isPull)).toBe(false);
  });
});
