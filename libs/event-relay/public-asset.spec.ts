import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { QueryOutcome } from '#contracts/adapter';
import { inPublic } from './public-asset.js';

const ADAPTERS = resolve(import.meta.dirname, '../../adapters');
type Found = Extract<QueryOutcome, { kind: 'found' }>;

/** What every wire contract can find, as its golden answers have it. */
async function goldenFindings(): Promise<{ readonly name: string; readonly found: Found }[]> {
  const files = (await readdir(ADAPTERS, { recursive: true })).filter((file) => file.endsWith('.outcome.json')).sort();
  const read = await Promise.all(files.map(async (name) => ({ name, found: JSON.parse(await readFile(join(ADAPTERS, name), 'utf8')) as Found })));
  return read.filter(({ found }) => found.kind === 'found' && found.assets.length > 0);
}

/** Every text in it, however deep. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];

describe('the view for publicity', () => {
  it('of what any contract finds: no text but kinds, currencies and units; no account number, no name, no address', async () => {
    const findings = await goldenFindings();
    expect(new Set(findings.map(({ name }) => name.split('/')[0])).size).toBeGreaterThan(8);
    for (const { name, found } of findings) {
      for (const asset of found.assets) {
        const { source, value, valueCertainty, available, quantity, controlled, ...rest } = inPublic(asset);
        expect([name, rest, typeof controlled]).toEqual([name, {}, 'boolean']);
        const told = [source, value?.currency, valueCertainty, available?.currency, quantity?.unit].filter((one) => one !== undefined);
        expect(textsIn(inPublic(asset)).filter((text) => !told.includes(text) && !/^-?\d+(\.\d+)?$/.test(text))).toEqual([]);
        // A unit is a word: 股, 平方米 …; an amount is a figure, never an account.
        for (const one of told) expect([name, one]).toEqual([name, expect.stringMatching(/^[a-zA-Z\p{Script=Han}-]{1,20}$/u)]);
        const published = JSON.stringify(inPublic(asset));
        for (const text of textsIn(asset)) if (/\d{8,}|[省市区县路街号]/.test(text)) expect([name, published]).not.toEqual([name, expect.stringContaining(text)]);
      }
    }
  });
});
