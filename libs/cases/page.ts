import { Problem } from '#contracts/errors';

export const MOST_PER_PAGE = 200;

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Give it back to get the next part; absent on the last. */
  readonly nextCursor?: string;
}

export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number;
  readonly cursor?: string;
}

const MARK = 'c1.';

/**
 * A cursor is the key of the last row shown, so that rows added or changed meanwhile neither repeat nor hide others. Opaque
 * to callers.
 */
export function encodeCursor(key: string): string {
  return MARK + Buffer.from(key, 'utf8').toString('base64url');
}

/** @throws Problem `cursor-invalid` when it is none of ours, or its key is not of the kind this list has. */
export function decodeCursor(cursor: string | undefined, isKey: (text: string) => boolean): string | undefined {
  if (cursor === undefined) return undefined;
  const key = cursor.startsWith(MARK) ? Buffer.from(cursor.slice(MARK.length), 'base64url').toString('utf8') : '';
  if (!isKey(key) || encodeCursor(key) !== cursor) throw new Problem('cursor-invalid');
  return key;
}

/** Makes a page from rows of which one more than `limit` was read. */
export function toPage<Row, T>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string, map: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(map);
  return rows.length > limit && last !== undefined ? { items, nextCursor: encodeCursor(keyOf(last)) } : { items };
}
