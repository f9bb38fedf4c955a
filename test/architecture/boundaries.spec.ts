import { sourceFiles, type Import, type Room, type SourceFile } from './source-tree.js';

/** What a room may import besides itself (CONTRIBUTING.md). */
const ALLOWED: Record<Room, readonly Room[]> = {
  contracts: ['contracts'],
  libs: ['contracts', 'libs'],
  adapters: ['contracts', 'libs'],
  apps: ['contracts', 'libs', 'adapters'],
  test: ['contracts', 'libs', 'adapters', 'apps', 'test'],
};
/** What adapters may use of libs: pure code only. */
const PURE_LIBS = ['convert-data-service', 'identifiers', 'judicial-xml', 'json-contract'];
const TRANSPORT = /^(axios|undici|opossum|kafkajs|pg|kysely|soap|ssh2|yauzl|yazl|node:(http|https|net|tls|dgram|fs|fs\/promises|child_process|worker_threads))$/;

const files = await sourceFiles();
const elsewhere = (file: SourceFile, to: NonNullable<Import['target']>): boolean => to.room !== file.room || to.folder !== file.folder;

function violations(check: (file: SourceFile, imported: Import) => boolean, among = files): string[] {
  return among.flatMap((file) => file.imports.filter((imported) => check(file, imported)).map(({ specifier }) => `${file.path} -> ${specifier}`));
}

describe('boundaries', () => {
  it('finds the sources at all', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(({ imports }) => imports).filter(({ target }) => target !== undefined).length).toBeGreaterThan(300);
  });

  it('imports point in one direction: contracts <- libs <- adapters <- apps', () => {
    const wrong = violations(({ room, folder, isSpec }, { target }) => {
      if (target === undefined || (target.room === room && target.folder === folder)) return false;
      if (room === 'apps' && target.room === 'apps') return folder !== 'standalone';
      if (isSpec && room !== 'contracts' && target.room !== 'apps') return false;
      if (isSpec && room === 'apps') return false;
      return !ALLOWED[room].includes(target.room);
    });
    expect(wrong).toEqual([]);
  });

  it('another folder is imported through its index only', () => {
    const wrong = violations((file, { target }) => target !== undefined && file.room !== 'test' && elsewhere(file, target) && !target.throughIndex);
    expect(wrong).toEqual([]);
  });

  it('an adapter is pure: no transport, no store, no other adapter, few named libs', () => {
    const adapters = files.filter(({ room, isSpec }) => room === 'adapters' && !isSpec);
    const wrong = violations((file, { specifier, target }) => {
      if (TRANSPORT.test(specifier)) return true;
      if (target === undefined || !elsewhere(file, target)) return false;
      // Orders for its specs, in its testkit: never part of the adapter.
      if (target.folder === 'adapter-testkit' && file.path.includes('/testkit/')) return false;
      return target.room === 'adapters' || (target.room === 'libs' && !PURE_LIBS.includes(target.folder));
    }, adapters);
    expect(wrong).toEqual([]);
  });

  it('only libs/settings reads the environment', () => {
    const readers = files.filter(({ text, isSpec, room }) => /process\.env\b/.test(text) && !isSpec && room !== 'test').map(({ room, folder }) => `${room}/${folder}`);
    expect([...new Set(readers)].sort()).toEqual(['libs/adapter-testkit', 'libs/message-bus-testkit', 'libs/settings', 'libs/store-testkit']);
  });

  it('SQL is written in few places', () => {
    const users = files.filter(({ imports, isSpec, room }) => !isSpec && room !== 'test' && imports.some(({ specifier }) => specifier === 'pg')).map(({ room, folder }) => `${room}/${folder}`);
    for (const user of new Set(users)) expect(['libs/store', 'libs/store-testkit', 'libs/institutions', 'apps/standalone']).toContain(user);
  });

  it('institutions are called from one place', () => {
    const callers = files
      .filter(({ imports, isSpec, room, folder }) => !isSpec && room !== 'test' && folder !== 'sandbox' && imports.some(({ specifier }) => specifier === 'undici'))
      .map(({ room, folder }) => `${room}/${folder}`);
    expect([...new Set(callers)]).toEqual(['libs/institution-call']);
  });

  it('Kafka is reached from one place', () => {
    const callers = files.filter(({ imports, isSpec }) => !isSpec && imports.some(({ specifier }) => specifier === 'kafkajs')).map(({ room, folder }) => `${room}/${folder}`);
    expect([...new Set(callers)]).toEqual(['libs/message-bus']);
  });

  it('file servers of institutions are reached from one place', () => {
    const callers = files.filter(({ imports, isSpec }) => !isSpec && imports.some(({ specifier }) => specifier === 'ssh2')).map(({ room, folder }) => `${room}/${folder}`);
    expect([...new Set(callers)].sort()).toEqual(['libs/file-exchange', 'libs/sftp-server']);
  });

  it('libs have no cycles', () => {
    const edges = new Map<string, Set<string>>();
    for (const file of files) {
      if (file.room !== 'libs' || file.isSpec) continue;
      const from = edges.get(file.folder) ?? new Set();
      for (const { target } of file.imports) if (target?.room === 'libs' && target.folder !== file.folder) from.add(target.folder);
      edges.set(file.folder, from);
    }
    expect(findCycle(edges)).toBeUndefined();
  });

  it('nothing is named as a drawer', () => {
    const drawers = files.map(({ path }) => path).filter((path) => /(^|\/)(common|utils?|helpers?|shared|misc|managers?)(\/|\.|-|$)/i.test(path));
    expect(drawers).toEqual([]);
  });

  it('entry files name what they export', () => {
    expect(files.filter(({ path, text }) => path.endsWith('/index.ts') && /export \* from/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the boundary check itself', () => {
  it('sees a cycle', () => {
    expect(findCycle(new Map([['a', new Set(['b'])], ['b', new Set(['c'])], ['c', new Set(['a'])]]))).toEqual(['a', 'b', 'c', 'a']);
    expect(findCycle(new Map([['a', new Set(['b'])], ['b', new Set<string>()]]))).toBeUndefined();
  });
});

function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
