import type { FileAdapter, PullAdapter, PushAdapter } from '#contracts/adapter';
import type { CaseRun } from './case-run.js';
import { controlCases } from './control-cases.js';
import { fileControlWays, pullControlWays, pushControlWays } from './control-ways.js';
import { faultsOfSkips, type Skip } from './cases.js';
import { fileCases } from './file-cases.js';
import type { FileFixtures, PullFixtures, PushFixtures } from './fixtures.js';
import { GoldenShelf } from './golden-shelf.js';
import { pullCases } from './pull-cases.js';
import { pushCases } from './push-cases.js';
import { folderCases } from './folder-cases.js';

/**
 * The one suite every adapter passes. Call it at the top of `<code>.contract.spec.ts`. A case the contract cannot show is
 * skipped with a reason; a reason that is missing fails.
 */
export function describeAdapterContract(adapter: PushAdapter, fixtures: PushFixtures, options?: { readonly skips?: readonly Skip[] }): void;
export function describeAdapterContract(adapter: PullAdapter, fixtures: PullFixtures, options?: { readonly skips?: readonly Skip[] }): void;
export function describeAdapterContract(adapter: FileAdapter, fixtures: FileFixtures, options?: { readonly skips?: readonly Skip[] }): void;
export function describeAdapterContract(
  ...[adapter, fixtures, options = {}]:
    | [PushAdapter, PushFixtures, { readonly skips?: readonly Skip[] }?]
    | [PullAdapter, PullFixtures, { readonly skips?: readonly Skip[] }?]
    | [FileAdapter, FileFixtures, { readonly skips?: readonly Skip[] }?]
): void {
  const skips = options.skips ?? [];
  const runs = casesOf(adapter, fixtures);
  describe(`the adapter contract, kept by ${adapter.manifest.code}`, () => {
    it('every skip names a case and says why', () => {
      expect(faultsOfSkips(skips)).toEqual([]);
    });
    for (const { case: name, title, run } of runs) {
      const skip = skips.find((candidate) => candidate.case === name);
      if (skip === undefined) it(`${name}: ${title}`, run);
      else it.skip(`${name}: ${title} (left out: ${skip.reason})`, run);
    }
  });
}

function casesOf(adapter: PushAdapter | PullAdapter | FileAdapter, fixtures: PushFixtures | PullFixtures | FileFixtures): readonly CaseRun[] {
  if ('packQueries' in adapter) return casesOfFile(adapter, fixtures as FileFixtures);
  return 'service' in adapter ? casesOfPull(adapter, fixtures as PullFixtures) : casesOfPush(adapter, fixtures as PushFixtures);
}

/** The suite as data, in the order it must run. */
export function casesOfFile(adapter: FileAdapter, fixtures: FileFixtures): readonly CaseRun[] {
  const shelf = new GoldenShelf(fixtures.folder);
  const { first, last } = folderCases(adapter, shelf);
  return [...first, ...fileCases(adapter, fixtures, shelf), ...controlCases(adapter, fileControlWays(adapter, fixtures), fixtures), ...last];
}

/** The suite as data, in the order it must run. */
export function casesOfPush(adapter: PushAdapter, fixtures: PushFixtures): readonly CaseRun[] {
  const shelf = new GoldenShelf(fixtures.folder);
  const { first, last } = folderCases(adapter, shelf);
  return [...first, ...pushCases(adapter, fixtures, shelf), ...controlCases(adapter, pushControlWays(adapter, fixtures), fixtures), ...last];
}

/** The suite as data, in the order it must run. */
export function casesOfPull(adapter: PullAdapter, fixtures: PullFixtures): readonly CaseRun[] {
  const shelf = new GoldenShelf(fixtures.folder);
  const { first, last } = folderCases(adapter, shelf);
  return [...first, ...pullCases(adapter, fixtures, shelf), ...controlCases(adapter, pullControlWays(adapter, fixtures), fixtures), ...last];
}
