import fc from 'fast-check';
import type { PullAdapter, PullVerb, QueryOutcome, QueryRequest, Reading } from '#contracts/adapter';
import { expectPrivate } from '../answer-cases.js';
import type { CaseRun } from '../case-run.js';
import type { PullFixtures } from '../fixtures.js';
import type { GoldenShelf } from '../golden-shelf.js';
import { expectOutcome } from '../read-outcome.js';
import { inProportion, withinMemory, withinWork } from './bounds.js';
import { damaged, swollen, XML_DIALECT } from './damage.js';
import { forLarge, fuzzEffort, tried } from './effort.js';
import { goldenFiles } from './push-fuzz.js';
import { expectUsableReason, expectUsableText, fieldsOf, valuesOf } from './reason.js';

/** Feeds every reader of a contract whose institutions poll us: feedback of every kind, credentials, keys. */
export function pullFuzzCases(adapter: PullAdapter, fixtures: PullFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const effort = fuzzEffort();
  const few = forLarge(effort, adapter.manifest.limits.maxMessageBytes);
  const dialect = XML_DIALECT(adapter.manifest.limits.maxMessageBytes);
  const files = [...goldenFiles(fixtures.answers), fixtures.credentials.file, ...fixtures.keys.map(({ file }) => file)];
  const bytesOf = (texts: readonly string[]): readonly Uint8Array[] => texts.map((text) => Buffer.from(text));
  /** Clear messages, which are then coded as an institution codes them: the damage arrives inside the values and tags. */
  const clear = (): readonly Uint8Array[] => bytesOf(files.map((file) => shelf.text(file)));
  /** Coded messages, whose damage is in what travels. */
  const coded = (): readonly Uint8Array[] => files.map((file) => Buffer.from(fixtures.encode(shelf.text(file)), 'latin1'));
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const parameters = {
    'clear text damaged, then coded': damaged(clear(), dialect).map((bytes) => fixtures.encode(Buffer.from(bytes).toString('utf8'))),
    'bytes damaged under the outer coding': damaged(clear(), dialect).map((bytes) => fixtures.wrap(bytes)),
    'what travels damaged': damaged(coded(), dialect).map(text),
  } satisfies Record<string, fc.Arbitrary<string>>;
  const check = checkOf(adapter, fixtures, files.map((file) => shelf.text(file)));
  const fuzz = (title: string, run: () => void): CaseRun => ({ case: 'fuzz', title, run: () => withinMemory(run) });
  return [
    ...Object.entries(parameters).map(([title, arbitrary]) => fuzz(`${title}: read or not, with a reason, in bounds`, () => tried(arbitrary, effort, check))),
    fuzz('larger than may be read, coded and as it travels: the same', () => {
      tried(swollen(clear(), dialect).map((bytes) => fixtures.wrap(bytes)), few, check);
      tried(swollen(coded(), dialect).map(text), few, check);
    }),
  ];
}

function checkOf(adapter: PullAdapter, fixtures: PullFixtures, texts: readonly string[]): (parameter: string) => void {
  const { request } = fixtures;
  const fields = new Set(texts.flatMap(fieldsOf));
  const values = texts.flatMap(valuesOf).filter((value) => !fields.has(value));
  const verbs = [...new Set(adapter.service.operations.map((operation) => operation.verb))];
  const feeds = verbs.filter((verb) => verb.startsWith('feed-') || verb === 'return-request');
  const keyed = verbs.filter((verb) => !feeds.includes(verb) && !verb.startsWith('list-'));
  return (parameter) => {
    const readers: readonly (() => Reading<unknown>)[] = [() => adapter.readCredentials(parameter), ...keyed.map((verb) => () => adapter.readKey(verb, parameter))];
    for (const read of readers) {
      const reading = withinWork(read);
      if (reading.state === 'unreadable') expectUsableText(reading.detail, values);
      else inProportion(reading.value, parameter.length);
    }
    for (const verb of feeds) expectFeedback(adapter, verb, parameter, request, values);
  };
}

function expectFeedback(adapter: PullAdapter, verb: PullVerb, parameter: string, request: QueryRequest, values: readonly string[]): void {
  const reading = withinWork(() => adapter.readFeedback(verb, parameter));
  if (reading.state === 'unreadable') return expectUsableText(reading.detail, values);
  const numbers = reading.value.map((entry) => entry.requestNumber);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const entry of reading.value) {
    // As the exchange does: the question is found by the number, or nothing is asked of the entry.
    const asked: QueryRequest = { ...request, requestNumber: entry.requestNumber };
    const outcome = withinWork(() => entry.interpret(asked));
    expectSound(outcome, asked, parameter, values);
    const supplement = withinWork(() => entry.supplement?.(outcome));
    if (supplement !== undefined) expectSound(supplement, asked, parameter, values);
  }
}

function expectSound(outcome: QueryOutcome, request: QueryRequest, parameter: string, values: readonly string[]): void {
  expectOutcome(outcome);
  expectPrivate(outcome, request);
  expectUsableReason(outcome, values);
  inProportion(outcome, parameter.length);
}
