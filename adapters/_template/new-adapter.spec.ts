import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

interface Run {
  readonly code: number;
  readonly output: string;
}

function node(folder: string, ...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    // Its own jest worker id would make an inner jest believe it is a worker of ours.
    const { JEST_WORKER_ID: _worker, ...env } = process.env;
    execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, output: stdout + stderr });
    });
  });
}

describe('npm run adapter:new', () => {
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'chakong-new-adapter-'));
    const copied = ['package.json', 'tsconfig.json', '.swcrc', 'contracts/adapter', 'libs/identifiers', 'libs/json-contract', 'libs/adapter-host', 'libs/adapter-testkit', 'libs/statute', 'adapters/_template'];
    for (const path of copied) {
      await cp(join(REPOSITORY, path), join(root, path), { recursive: true, filter: (from) => path === 'adapters/_template' || !from.endsWith('.spec.ts') });
    }
    await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
    const jest = `export { default } from ${JSON.stringify(join(REPOSITORY, 'jest.config.mjs'))};`;
    await writeFile(join(root, 'repository.mjs'), jest);
    await writeFile(
      join(root, 'jest.config.mjs'),
      `import repository from './repository.mjs';\nconst { globalSetup, globalTeardown, ...config } = repository;\nexport default config;\n`,
    );
  });

  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
  });

  const create = (...codes: string[]): Promise<Run> => node(root, 'adapters/_template/new-adapter.mjs', ...codes);

  it.each([
    [[], /^Give exactly one code/],
    [['one', 'two'], /^Give exactly one code/],
    [['PensionFund'], /^"PensionFund" is not a code: use at most 40 small letters/],
    [['pension_fund'], /is not a code/],
    [['pension--fund'], /is not a code/],
    [['../elsewhere'], /is not a code/],
    [['4ever'], /is not a code/],
    [['a'.repeat(41)], /is not a code/],
    [['template'], /^"template" is reserved/],
    [[''], /is not a code/],
  ])('%j: refused in a sentence, and nothing is made', async (codes, sentence) => {
    const before = await readdir(join(root, 'adapters'));
    const { code, output } = await create(...codes);
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(await readdir(join(root, 'adapters'))).toEqual(before);
  });

  it('a code that is free: a folder that is renamed throughout, compiles and passes; the second time it is taken', async () => {
    const { code, output } = await create('pension-fund');
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('npm run jest -- adapters/pension-fund');

    const folder = join(root, 'adapters/pension-fund');
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const names = files.filter((file) => file.isFile()).map((file) => file.name);
    expect(names).toEqual(expect.arrayContaining(['pension-fund.manifest.ts', 'pension-fund.adapter.ts', 'pension-fund.contract.spec.ts', 'openapi.yaml', 'README.md', 'found.json']));
    expect(names.filter((name) => /template|new-adapter|copied-files/.test(name))).toEqual([]);
    for (const file of files.filter((entry) => entry.isFile())) {
      expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toMatch(/template/i);
    }

    const compiled = await node(root, 'node_modules/typescript/bin/tsc', '--noEmit');
    expect(compiled).toEqual({ code: 0, output: '' });
    const tested = await node(root, '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--silent', '-w', '1', 'adapters/pension-fund');
    expect(tested.output).toMatch(/Tests: .*\d+ passed/);
    expect(tested).toMatchObject({ code: 0 });

    const again = await create('pension-fund');
    expect(again.code).toBe(1);
    expect(again.output).toMatch(/^adapters\/pension-fund already exists/);
    expect(names.length).toBeGreaterThan(15);
  }, 180_000);
});
