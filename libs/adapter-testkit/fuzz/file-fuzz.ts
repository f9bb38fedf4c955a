import type { FileAdapter } from '#contracts/adapter';
import type { Way } from '../answer-cases.js';
import type { CaseRun } from '../case-run.js';
import type { FileFixtures } from '../fixtures.js';
import type { GoldenShelf } from '../golden-shelf.js';
import { withinMemory } from './bounds.js';
import { damaged, swollen, XML_DIALECT } from './damage.js';
import { forLarge, fuzzEffort, tried } from './effort.js';
import { goldenFiles, soundOn } from './push-fuzz.js';

/** Feeds the reader of a contract that travels in packages: files that are damaged or too large, under every name they may have. */
export function fileFuzzCases(adapter: FileAdapter, fixtures: FileFixtures, way: Way, shelf: GoldenShelf): readonly CaseRun[] {
  const { maxMessageBytes } = adapter.manifest.limits;
  const effort = fuzzEffort();
  const dialect = XML_DIALECT(maxMessageBytes);
  const files = goldenFiles(fixtures.answers);
  const messages = (): readonly Uint8Array[] => files.map((file) => way.message(file));
  const check = soundOn(way, fixtures.request, files.map((file) => shelf.text(file)));
  const fuzz = (title: string, run: () => void): CaseRun => ({ case: 'fuzz', title: `${way.title}, ${title}`, run: () => withinMemory(run) });
  return [
    fuzz('bytes damaged in every way: one outcome, with a reason, in bounds', () => tried(damaged(messages(), dialect), effort, check)),
    fuzz('larger than may be read: the same', () => tried(swollen(messages(), dialect), forLarge(effort, maxMessageBytes), check)),
  ];
}
