import type { EventSchema } from './schemas.js';

type Node = Readonly<Record<string, unknown>>;

/**
 * What in a schema would break somebody who knows the released one (only additive within a version). In-events are written by
 * others: whatever was right must stay right. Out-events are read by others: whatever we write must still be as it was said.
 * @returns one sentence for each, none when the change may be made
 */
export function breaks(released: EventSchema, now: EventSchema, direction: 'in' | 'out'): string[] {
  return compare(released as unknown as Node, now as unknown as Node, direction, '');
}

function compare(was: Node, is: Node, direction: 'in' | 'out', at: string): string[] {
  const found: string[] = [];
  const say = (what: string): void => void found.push(`${at || '/'}: ${what}`);
  if (JSON.stringify(was['type']) !== JSON.stringify(is['type'])) say('has another type');
  compareRequired(list(was['required']), list(is['required']), direction, say);
  compareWords(was['enum'], is['enum'], direction, say);
  for (const [name, tightens] of LIMITS) {
    const [before, after] = [was[name], is[name]];
    if (before === after) continue;
    if (typeof before !== 'number' && typeof after !== 'number') say(`${name} changed`);
    else if (direction === 'in' ? tightens(before, after) : tightens(after, before)) say(direction === 'in' ? `${name} is tighter` : `${name} is looser`);
  }
  if (was['pattern'] !== is['pattern']) say('pattern changed');
  const [before, after] = [node(was['properties']), node(is['properties'])];
  for (const [name, property] of Object.entries(before)) {
    if (after[name] === undefined) say(`${name} is gone`);
    else found.push(...compare(node(property), node(after[name]), direction, `${at}/${name}`));
  }
  if (was['items'] !== undefined || is['items'] !== undefined) found.push(...compare(node(was['items']), node(is['items']), direction, `${at}/*`));
  return found;
}

/** Whether the second limit allows less than the first. */
const LIMITS: readonly (readonly [string, (before: unknown, after: unknown) => boolean])[] = [
  ...['minimum', 'minLength', 'minItems'].map((name) => [name, (before: unknown, after: unknown) => Number(after ?? -Infinity) > Number(before ?? -Infinity)] as const),
  ...['maximum', 'maxLength', 'maxItems'].map((name) => [name, (before: unknown, after: unknown) => Number(after ?? Infinity) < Number(before ?? Infinity)] as const),
];

function compareRequired(was: readonly string[], is: readonly string[], direction: 'in' | 'out', say: (what: string) => void): void {
  for (const name of is) if (direction === 'in' && !was.includes(name)) say(`${name} must be given now`);
  for (const name of was) if (direction === 'out' && !is.includes(name)) say(`${name} may be missing now`);
}

function compareWords(was: unknown, is: unknown, direction: 'in' | 'out', say: (what: string) => void): void {
  if (was === undefined && is === undefined) return;
  if (was === undefined || is === undefined) {
    // Without a list everything is allowed.
    if ((direction === 'in') === (was === undefined)) say('the list of words changed');
    return;
  }
  const [before, after] = direction === 'in' ? [list(was), list(is)] : [list(is), list(was)];
  for (const word of before) if (!after.includes(word)) say(direction === 'in' ? `${word} is not taken any more` : `${word} is a new word`);
}

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
const node = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
