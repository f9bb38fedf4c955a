/**
 * Randomness of the sandbox: every draw is a pure function of a seed and the keys of what is drawn, so that data does not
 * depend on the order in which anybody asks, and a run can be replayed.
 */
export type Random = () => number;

type Key = string | number;

function absorb(state: number, key: Key): number {
  if (typeof key === 'number') {
    let h = Math.imul(state ^ (key | 0), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13) ^ Math.floor(key / 4294967296), 0xc2b2ae35);
    return h ^ (h >>> 16);
  }
  let h = state ^ key.length;
  for (let i = 0; i < key.length; i++) {
    h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  }
  return Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
}

function finish(state: number): number {
  let h = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** One draw from [0, 1). Cheap enough for every call. */
export function draw(seed: number, a: Key, b: Key = 0, c: Key = 0): number {
  return finish(absorb(absorb(absorb(absorb(0x9e3779b9, seed), a), b), c)) / 4294967296;
}

/** A stream of draws (mulberry32) for things that need many. */
export function randomFor(seed: number, a: Key, b: Key = 0, c: Key = 0): Random {
  let state = finish(absorb(absorb(absorb(absorb(0x51ed270b, seed), a), b), c));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @throws RangeError for an empty list, which would be a bug in the data of the sandbox. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.min(list.length - 1, Math.floor(random() * list.length))];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** A whole number from `least` to `most`, both included. */
export const wholeBetween = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** A value of the standard normal distribution from two draws (Box–Muller). */
export const normalOf = (first: number, second: number): number => Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);

export const normal = (random: Random): number => normalOf(random(), random());
