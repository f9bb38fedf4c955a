import fc from 'fast-check';

/** Wrong kinds, borders of numbers, names that every object has. */
const ODD_VALUES = [
  null, true, 0, -1, 0.5, 1e308, 9007199254740991, 9007199254740993, '', ' ', '0', '00', '-0', '1e3', '__proto__', 'constructor', 'toString', 'valueOf', '\u0000', '\uFEFF', '\uD800',
  '𠮷', '2026-02-30', '9999-12-31', [], {}, [[]], [null], { length: 1 }, { toString: null },
] as const;

/** What may stand anywhere in a JSON message; long and deep things now and then. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown[]>(...ODD_VALUES) },
  fc.string({ maxLength: 50 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant('长'.repeat(20_000)),
  fc.constant(Array.from({ length: 10_001 }, () => ({}))),
  fc.integer({ min: 10, max: 40 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
);

type Place = readonly (string | number)[];

/** Places of a value, the value itself among them; no more than are useful. */
function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, Array.isArray(value) ? Number(key) : key]))];
}

const valueAt = (value: unknown, place: Place): unknown => place.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);

type Change = fc.Arbitrary<unknown>;

/** One place holds something odd, something from elsewhere in the message, nothing, or what it held twice. */
const onePlace = (value: unknown): Change => {
  const places = placesIn(value);
  const elsewhere = fc.constantFrom(...places).map((from) => [valueAt(value, from)]);
  return fc.constantFrom(...places).chain((place) => {
    const held = valueAt(value, place);
    return fc.oneof(odd.map((other) => [other]), elsewhere, fc.constantFrom<unknown[][]>([], [held, held])).map((instead) => changed(value, place, instead));
  });
};

/** Anything stands under any names of the contract, together in one object; the outer ones more often, as the rest hangs on them. */
const anyFields = (value: unknown, names: readonly string[]): Change => {
  const objects = placesIn(value).filter((place) => isRecord(valueAt(value, place)));
  if (objects.length === 0) return fc.constant(value);
  const fields = fc.dictionary(fc.constantFrom(...names), odd, { minKeys: 1, maxKeys: 5 });
  return fc
    .tuple(fc.oneof(fc.constantFrom(...objects), fc.constantFrom(...objects.slice(0, 2))), fields)
    .map(([place, given]) => changed(value, place, [{ ...(valueAt(value, place) as object), ...given }]));
};

/** Right in form, wrong in content: a message after one to three changes. */
export function distorted(values: readonly unknown[]): fc.Arbitrary<Uint8Array> {
  const names = [...new Set(['later', ...values.flatMap(namesIn)])];
  const once = (value: unknown): Change => fc.oneof({ weight: 3, arbitrary: onePlace(value) }, { weight: 1, arbitrary: anyFields(value, names) });
  const times = fc.integer({ min: 1, max: 3 });
  return fc
    .tuple(fc.constantFrom(...values), times)
    .chain(([value, count]) => Array.from({ length: count }).reduce<Change>((before) => before.chain(once), fc.constant(value)))
    .map((value) => Buffer.from(JSON.stringify(value) ?? ''));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(isRecord(value) ? Object.keys(value) : []), ...Object.values(value).flatMap(namesIn)];
}

/** @param instead what stands at the place then: nothing, another thing, or several */
function changed(value: unknown, [key, ...rest]: Place, instead: readonly unknown[]): unknown {
  if (key === undefined) return instead.length > 1 ? instead : instead[0];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => (index !== key ? [item] : rest.length === 0 ? instead : [changed(item, rest, instead)]));
  }
  const record = value as Record<string, unknown>;
  return { ...record, [key]: changed(record[key], rest, instead) };
}
