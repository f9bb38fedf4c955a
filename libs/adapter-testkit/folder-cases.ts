import { existsSync, readFileSync } from 'node:fs';
import type { InstitutionAdapter } from '#contracts/adapter';
import { faultsOfAdapter } from '#libs/adapter-host';
import type { CaseRun } from './case-run.js';
import type { GoldenShelf } from './golden-shelf.js';

/** Headings of an adapter's README, in this order. */
export const README_HEADINGS = [
  'Institution',
  'Channel',
  'Authentication',
  'Operations',
  'Field map',
  'Unique behaviours',
  'Limits',
] as const;

/** Cases about the folder rather than about messages. `golden-files` must run last. */
export function folderCases(adapter: InstitutionAdapter, shelf: GoldenShelf): { readonly first: readonly CaseRun[]; readonly last: readonly CaseRun[] } {
  return {
    first: [
      {
        case: 'manifest',
        title: 'complete, named as its folder, and its document exists',
        run: () => {
          expect(faultsOfAdapter(adapter, shelf.code)).toEqual([]);
          const { contract, nameZh } = adapter.manifest;
          expect(nameZh).toMatch(/\p{Script=Han}/u);
          if (/\.ya?ml$/.test(contract)) {
            expect(contract).toMatch(new RegExp(`^adapters/${shelf.code}/[a-z.-]+$`));
            expect(existsSync(new URL(contract.split('/').at(-1) ?? '', shelf.folder))).toBe(true);
          }
        },
      },
      {
        case: 'readme',
        title: 'README.md has the fixed headings, each with something under it',
        run: () => {
          expect(faultsOfReadme(readFileSync(new URL('README.md', shelf.folder), 'utf8'))).toEqual([]);
        },
      },
    ],
    last: [
      {
        case: 'golden-files',
        title: 'every file under golden/ is read by some case',
        run: () => {
          expect(shelf.unread()).toEqual([]);
        },
      },
    ],
  };
}

export function faultsOfReadme(text: string): readonly string[] {
  const sections = text.split(/^## /m).slice(1).map((section) => {
    const [heading = '', ...body] = section.split('\n');
    return { heading: heading.trim(), filled: body.join('').trim() !== '' };
  });
  const headings = sections.map(({ heading }) => heading);
  return [
    ...(/^# \S/.test(text) ? [] : ['the first line is not a title']),
    ...(headings.join('|') === README_HEADINGS.join('|') ? [] : [`headings are "${headings.join('", "')}" instead of "${README_HEADINGS.join('", "')}"`]),
    ...sections.filter(({ filled }) => !filled).map(({ heading }) => `nothing stands under "${heading}"`),
  ];
}
