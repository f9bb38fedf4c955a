import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeSettings } from '#libs/settings';
import { ROOT } from './source-tree.js';

const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

/** The table as it must stand in the README between its two marks. */
const settingsTable = (): string =>
  ['| Variable | What it is | Default | Allowed |', '|---|---|---|---|', ...describeSettings().map((row) => `| \`${row.name}\` | ${row.description} | ${row.default === '' ? 'none' : `\`${row.default}\``} | ${row.allowed.replaceAll(/[|<]/g, '\\$&')} |`)].join('\n');

describe('documents', () => {
  it('the README lists every setting as the program knows it', async () => {
    const readme = await read('README.md');
    const table = readme.slice(readme.indexOf('<!-- settings -->') + 17, readme.indexOf('<!-- /settings -->')).trim();
    expect(table).toBe(settingsTable());
  });

  it('every decision stands in the list of decisions', async () => {
    const list = await read('docs/decisions/README.md');
    const decisions = (await readdir(join(ROOT, 'docs/decisions'))).filter((name) => name !== 'README.md').sort();
    expect([...list.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1])).toEqual(decisions);
  });

  it('links between documents lead somewhere', async () => {
    const documents = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/performance.md', 'docs/scale.md', 'docker/README.md', 'docs/decisions/README.md', 'apps/sandbox/README.md'];
    const broken: string[] = [];
    for (const document of documents) {
      const folder = document.split('/').slice(0, -1).join('/');
      for (const [, target] of (await read(document)).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        await read(join(folder, target!)).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EISDIR') broken.push(`${document} -> ${target}`);
        });
      }
    }
    expect(broken).toEqual([]);
  });

  it('every adapter of the README is installed, and the reverse', async () => {
    const readme = await read('README.md');
    const folders = (await readdir(join(ROOT, 'adapters'))).filter((name) => !name.startsWith('_')).sort();
    expect([...readme.matchAll(/^\| \[`([a-z-]+)`\]\(adapters\//gm)].map((match) => match[1]).sort()).toEqual(folders);
  });
});
