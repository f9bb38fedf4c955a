import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

const TIMEOUT_MS = 60_000;
const HERE = resolve('apps/standalone/bootstrap');

/** A checkout as small as can be: the real bootstrap and compiler, and a gateway of a few lines. */
let root: string;
const children: ChildProcess[] = [];

const MAIN = `
let heard = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {
  heard += 1;
  console.log('heard ' + signal);
  setTimeout(() => process.exit(heard === 1 ? 7 : 8), 800);
});
// Only now: whoever reads it may send a signal at once.
console.log('up ' + process.argv.slice(2).join(' '));
if (process.argv.includes('--help')) process.exit(0);
setInterval(() => undefined, 1000);
`;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chakong-checkout-'));
  await cp(HERE, join(root, 'apps/standalone/bootstrap'), { recursive: true, filter: (path) => !path.endsWith('.spec.ts') });
  await cp(resolve('.swcrc'), join(root, '.swcrc'));
  await writeFile(join(root, 'package.json'), '{ "name": "checkout", "version": "1.0.0", "type": "module" }');
  await writeFile(join(root, 'package-lock.json'), '{ "name": "checkout", "lockfileVersion": 3, "packages": { "": { "name": "checkout" } } }');
  await write('apps/standalone/main.ts', MAIN);
  await write('libs/thing/index.ts', 'export const thing: number = 1;');
  await write('libs/thing/index.spec.ts', 'export const spec: number = 1;');
  await write('contracts/http/answer.wsdl', '<wsdl/>');
  await mkdir(join(root, 'node_modules'));
  for (const name of ['@swc', `node-${process.platform}-${process.arch}`]) {
    const from = resolve('node_modules', name);
    if (existsSync(from)) await symlink(from, join(root, 'node_modules', name));
  }
  await write('node_modules/.package-lock.json', '{ "packages": {} }');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), text);
}

interface Started {
  readonly child: ChildProcess;
  /** All that was written so far, both streams. */
  readonly written: () => string;
  readonly code: Promise<number | null>;
  until(text: string): Promise<void>;
}

function start(parameters: string[] = []): Started {
  return follow(
    spawn(process.execPath, [join(root, 'apps/standalone/bootstrap/start.mjs'), ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

function follow(child: ChildProcessByStdio<null, Readable, Readable>): Started {
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const code = once(child, 'close').then(([value]) => value as number | null);
  const until = async (wanted: string): Promise<void> => {
    for (let tries = 0; !text.includes(wanted); tries += 1) {
      if (tries > 400) throw new Error(`"${wanted}" was not written, but: ${text}`);
      await new Promise((wake) => setTimeout(wake, 50));
    }
  };
  return { child, written: () => text, code, until };
}

async function run(parameters: string[] = ['--help']): Promise<{ code: number | null; text: string }> {
  const started = start(parameters);
  return { code: await started.code, text: started.written() };
}

const built = (path: string): string => join(root, 'dist', path);

describe('the build before the start', () => {
  test(
    'nothing was built: it is built, with the files that are not compiled and without specs',
    async () => {
      const { code, text } = await run(['--help', 'more']);
      expect(text).toContain('up --help more');
      expect(code).toBe(0);
      expect(await readFile(built('libs/thing/index.js'), 'utf8')).toContain('thing = 1');
      expect(await readFile(built('contracts/http/answer.wsdl'), 'utf8')).toBe('<wsdl/>');
      expect(existsSync(built('libs/thing/index.spec.js'))).toBe(false);
      expect(existsSync(join(root, 'dist.building'))).toBe(false);
    },
    TIMEOUT_MS,
  );

  test(
    "the officers' page is built with the rest, and again only when its own sources changed",
    async () => {
      await write('apps/console/vite.config.mjs', 'export default {};');
      await write('apps/console/src/main.tsx', 'one');
      // In the place of Vite: writes what it is given, and how often it ran.
      await write('node_modules/vite/bin/vite.js', `
        const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
        const [, , , source, , target] = process.argv;
        mkdirSync(target, { recursive: true });
        writeFileSync(target + '/index.html', readFileSync(source + '/src/main.tsx'));
        appendFileSync(source + '/../../ran', 'x');
      `);
      await write('node_modules/vite/package.json', '{ "type": "commonjs" }');
      const ran = async (): Promise<number> => (await readFile(join(root, 'ran'), 'utf8')).length;
      await run();
      expect([await ran(), await readFile(built('console/index.html'), 'utf8')]).toEqual([1, 'one']);
      await write('libs/thing/index.ts', 'export const thing: number = 3;');
      await write('apps/console/src/main.spec.ts', 'none of its business');
      await run();
      expect([await ran(), await readFile(built('console/index.html'), 'utf8')]).toEqual([1, 'one']);
      await write('apps/console/src/main.tsx', 'two');
      await run();
      expect([await ran(), await readFile(built('console/index.html'), 'utf8')]).toEqual([2, 'two']);
      expect(existsSync(built('apps/console'))).toBe(false);
    },
    TIMEOUT_MS,
  );

  test(
    'sources are unchanged, changed, taken away: built only when the contents differ, and nothing stale stays',
    async () => {
      await run();
      const first = await stat(join(root, 'dist'));
      await utimes(join(root, 'libs/thing/index.ts'), new Date(), new Date());
      await write('libs/thing/index.spec.ts', 'export const other: number = 1;');
      expect((await run()).text).not.toContain('Building');
      expect((await stat(join(root, 'dist'))).ino).toBe(first.ino);

      await write('libs/thing/index.ts', 'export const thing: number = 2;');
      await write('libs/thing/second.ts', 'export const second: number = 2;');
      expect((await run()).text).toContain('Building');
      expect(await readFile(built('libs/thing/index.js'), 'utf8')).toContain('thing = 2');
      expect(existsSync(built('libs/thing/second.js'))).toBe(true);

      await rm(join(root, 'libs/thing/second.ts'));
      await run();
      expect(existsSync(built('libs/thing/second.js'))).toBe(false);
    },
    TIMEOUT_MS,
  );

  test(
    'a source does not compile: said loudly, not started, the last good build stays, and it is tried again',
    async () => {
      await run();
      await write('libs/thing/index.ts', 'export const = 3;');
      for (const attempt of [1, 2]) {
        const { code, text } = await run();
        expect(`${attempt} ${code}`).toBe(`${attempt} 1`);
        expect(text).toContain('libs/thing/index.ts');
        expect(text).toContain('The build failed');
        expect(text).not.toContain('up --help');
      }
      expect(await readFile(built('libs/thing/index.js'), 'utf8')).toContain('thing = 1');
    },
    TIMEOUT_MS,
  );

  test(
    'two starts at once: one builds, both run',
    async () => {
      const both = await Promise.all([run(), run()]);
      for (const { code, text } of both) {
        expect(text).toContain('up --help');
        expect(code).toBe(0);
      }
      expect(both.filter(({ text }) => text.includes('Building'))).toHaveLength(1);
    },
    TIMEOUT_MS,
  );

  test(
    'the lock file asks for a package that is not there: npm is run, and what it says is shown',
    async () => {
      await write('package-lock.json', '{ "lockfileVersion": 3, "packages": { "": {}, "node_modules/absent": { "version": "1.0.0" } } }');
      await write('package.json', '{ "name": "checkout", "dependencies": { "absent": "file:./absent" } }');
      const { code, text } = await run();
      expect(code).toBe(1);
      expect(text).toContain('Installing packages');
      expect(text).toContain('npm error');
      expect(text).toContain('npm ci failed');
    },
    TIMEOUT_MS,
  );
});

describe('the gateway runs', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s comes twice at once, as from the terminal and npm: heard once, and the exit code is passed on',
    async (signal) => {
      const { child, code, written, until } = start();
      await until('up');
      child.kill(signal);
      await new Promise((wake) => setTimeout(wake, 100));
      child.kill(signal);
      expect(await code).toBe(7);
      expect(written().match(/heard/g)).toHaveLength(1);
    },
    TIMEOUT_MS,
  );

  test(
    'the start itself is killed: the gateway does not stay behind',
    async () => {
      const { child, code, written, until } = start();
      await until('up');
      child.kill('SIGKILL');
      await code;
      expect(written()).toContain('heard SIGTERM');
    },
    TIMEOUT_MS,
  );

  test(
    'the gateway is killed: said, with the exit code of a kill',
    async () => {
      await write('apps/standalone/main.ts', `process.kill(process.pid, 'SIGKILL'); setInterval(() => undefined, 1000);`);
      const { code, text } = await run([]);
      expect(code).toBe(137);
      expect(text).toContain('was ended by SIGKILL');
    },
    TIMEOUT_MS,
  );
});

describe('npm run build', () => {
  test(
    'builds the same as the start does, and nothing the second time',
    async () => {
      const { scripts } = JSON.parse(await readFile(resolve('package.json'), 'utf8')) as { scripts: { build: string } };
      const build = async (): Promise<{ code: number | null; text: string }> => {
        const started = follow(spawn(process.execPath, scripts.build.split(' ').slice(1), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }));
        return { code: await started.code, text: started.written() };
      };
      expect(await build()).toEqual({ code: 0, text: expect.stringContaining('Building') });
      expect(existsSync(built('libs/thing/index.js'))).toBe(true);
      expect(await build()).toEqual({ code: 0, text: '' });
      expect((await run()).text).not.toContain('Building');
    },
    TIMEOUT_MS,
  );

  test(
    'a source does not compile: said, with an exit code for whoever called',
    async () => {
      await write('libs/thing/index.ts', 'export const = 3;');
      const started = follow(spawn(process.execPath, ['apps/standalone/bootstrap/build.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }));
      expect(await started.code).toBe(1);
      expect(started.written()).toContain('The build failed');
      expect(started.written()).not.toContain('run-step.mjs');
    },
    TIMEOUT_MS,
  );
});
