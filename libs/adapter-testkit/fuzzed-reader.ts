import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { PushAdapter, QueryRequest } from '#contracts/adapter';
import { expectPrivate, type Way } from './answer-cases.js';
import type { PushFixtures } from './fixtures.js';
import { GoldenShelf } from './golden-shelf.js';
import { always, cutsOf, flipped, noise } from './mutations.js';
import { waysOf } from './push-ways.js';
import { expectOutcome } from './read-outcome.js';

/** One kind of damage, tried many times. Data, so that the fuzz can be tested itself. */
export interface FuzzRun {
  readonly title: string;
  run(): void;
}

const RUNS = 150;
/** An outcome is the answer in other words: it cannot be many times as long as what came in. */
const MOST_TIMES_LONGER = 12;
const USUAL_LENGTH = 4_000;

/**
 * Feeds every reader of a JSON contract with messages that nobody would write: right in form and wrong in content, which the
 * cases of the suite that damage bytes hardly ever reach. Whatever comes, there is one outcome, it is not out of proportion, it
 * names nobody where it may be logged, and it never answers a question that the message does not name.
 */
export function describeFuzzedReader(adapter: PushAdapter, fixtures: PushFixtures): void {
  describe(`the reader of ${adapter.manifest.code}, fuzzed`, () => {
    for (const { title, run } of fuzzRuns(adapter, fixtures)) it(title, run);
  });
}

export function fuzzRuns(adapter: PushAdapter, fixtures: PushFixtures): readonly FuzzRun[] {
  const shelf = new GoldenShelf(fixtures.folder);
  const { found, nothingFound, refused, further = [], oldVersions = [] } = fixtures.answers;
  const files = [found, nothingFound, refused, ...oldVersions, ...further].filter((golden) => golden !== undefined).map(({ file }) => file);
  const values = files.map((file) => shelf.json(file));
  return waysOf(adapter, fixtures, shelf).flatMap((way) => {
    const read = (bytes: Uint8Array): void => expectSane(way, bytes, fixtures.request);
    return [
      { title: `${way.title}: a value where another belongs, left out, or twice`, run: () => always(fc.constantFrom(...values).chain(distorted), RUNS, (value) => read(inWay(fixtures, way, value))) },
      { title: `${way.title}: several such at once`, run: () => always(fc.constantFrom(...values).chain((value) => distorted(value).chain(distorted).chain(distorted)), RUNS, (value) => read(inWay(fixtures, way, value))) },
      { title: `${way.title}: any JSON under the names of the contract`, run: () => always(anyAnswer(values, fixtures.request), RUNS, (value) => read(inWay(fixtures, way, value))) },
      { title: `${way.title}: bytes that are no message`, run: () => always(noise, RUNS, read) },
      {
        title: `${way.title}: cut and with bits changed at once`,
        run: () => {
          for (const file of files) {
            const message = way.message(file);
            for (const at of cutsOf(message.length, 10)) if (at > 0) always(flipped(message.subarray(0, at)), 3, read);
          }
        },
      },
      { title: `${way.title}: in every other encoding`, run: () => files.forEach((file) => ENCODINGS.forEach((encoding) => read(iconv.encode(Buffer.from(way.message(file)).toString('utf8'), encoding)))) },
    ];
  });
}

const ENCODINGS = ['gbk', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'utf-32', 'latin1', 'shift_jis'];

/** A value as bytes on this way; callbacks wrap it. */
function inWay({ callback }: PushFixtures, way: Way, value: unknown): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(value));
  return way.title === 'as a callback' && callback !== undefined ? callback.wrap(bytes) : bytes;
}

function expectSane(way: Way, bytes: Uint8Array, request: QueryRequest): void {
  const outcome = way.read(bytes, request);
  expectOutcome(outcome);
  expectPrivate(outcome, request);
  expect(JSON.stringify(outcome).length).toBeLessThan(USUAL_LENGTH + MOST_TIMES_LONGER * bytes.length);
  if (outcome.kind === 'found' || outcome.kind === 'nothing-found') expect(Buffer.from(bytes).toString('utf8')).toContain(request.requestNumber);
}

/** What may stand anywhere: wrong kinds, borders of numbers, texts that mean something to somebody, long ones and deep ones. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(null, true, 0, -1, 1e308, 0.1, 9007199254740993, '', ' ', '0', 'null', '__proto__', '\u0000', '\uFEFF', '\uD800', '𠮷', '2026-02-30', '9999-99-99T99:99:99Z', '{}', [], {}, [[]], [null]),
  fc.string({ maxLength: 50 }),
  fc.integer(),
  fc.double(),
  fc.constant('长'.repeat(20_000)),
  fc.constant(Array.from({ length: 2_100 }, () => ({}))),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
  fc.integer({ min: 10, max: 40 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
);

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, Array.isArray(value) ? Number(key) : key]))];
}

/** The value with one place changed. */
function distorted(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value).slice(0, 2_000);
  const change = fc.oneof(
    strange.map((instead) => ({ how: 'replace' as const, instead })),
    fc.constant({ how: 'remove' as const }),
    fc.constant({ how: 'twice' as const }),
    fc.constantFrom(...places).map((from) => ({ how: 'replace' as const, instead: valueAt(value, from) })),
  );
  return fc.tuple(fc.constantFrom(...places), change).map(([place, { how, ...rest }]) => changed(value, place, how, 'instead' in rest ? rest.instead : undefined));
}

const valueAt = (value: unknown, place: Place): unknown => place.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);

function changed(value: unknown, [key, ...rest]: Place, how: 'replace' | 'remove' | 'twice', instead: unknown): unknown {
  if (key === undefined) return how === 'replace' ? instead : how === 'twice' ? [value, value] : {};
  if (Array.isArray(value)) {
    const at = Number(key);
    if (rest.length > 0) return value.map((item, index) => (index === at ? changed(item, rest, how, instead) : (item as unknown)));
    const items = how === 'remove' ? [] : how === 'twice' ? [value[at], value[at]] : [instead];
    return [...(value.slice(0, at) as unknown[]), ...(items as unknown[]), ...(value.slice(at + 1) as unknown[])];
  }
  const record = value as Record<string, unknown>;
  if (rest.length > 0) return { ...record, [key]: changed(record[key], rest, how, instead) };
  const { [key]: old, ...others } = record;
  return how === 'remove' ? others : { ...others, [key]: how === 'twice' ? [old, old] : instead };
}

/** The envelope is right; under every name that the contract knows at the top stands anything. */
function anyAnswer(values: readonly unknown[], { requestNumber }: QueryRequest): fc.Arbitrary<unknown> {
  const names = [...new Set(values.flatMap((value) => Object.keys(value as object)))].filter((name) => name !== 'requestNumber' && name !== 'result');
  return fc.record({
    result: fc.constantFrom('found', 'none', 'refused', 'constructor', 'Found'),
    rest: fc.dictionary(fc.constantFrom(...names, 'later'), strange, { maxKeys: 5 }),
  }).map(({ result, rest }) => ({ requestNumber, result, ...rest }));
}
