import { useMemo } from 'react';
import { answered, api, usePages, type Schema } from '../api/index.js';

export type Need = Schema<'NeedDto'>;
export type NeedKind = Need['kind'];
export type NeedCounts = ReadonlyMap<NeedKind, number>;

/** In the order in which they are shown. */
export const NEED_KINDS: readonly NeedKind[] = ['approvals', 'excess', 'unconfirmed', 'expiring', 'objections', 'restore', 'leads', 'clocks', 'answers', 'drafts', 'others'];

const PAGE = 100;
const EVERY_MS = 60_000;
/** Who scrolled further reads again when they want to: all of it every minute would be a burden to everybody. */
const MOST_PAGES_BY_ITSELF = 2;

export const countsIn = (counts: readonly Schema<'NeedCountDto'>[]): NeedCounts => new Map(counts.map(({ kind, count }) => [kind, count]));

/** What needs the caller today, from the server, the most urgent first; read again every minute as long as it is short. */
export function useNeeds(kind: NeedKind | undefined) {
  const { rows, last, more, error, isPending, isFetching, dataUpdatedAt, retry } = usePages<Need, Schema<'NeedsPageDto'>>(
    ['needs', kind ?? 'all'],
    (place, signal) => answered(api.GET('/api/v1/needs', { signal, params: { query: { limit: PAGE, ...(kind === undefined ? {} : { kind }), ...place } } })),
    { again: { everyMs: EVERY_MS, mostPages: MOST_PAGES_BY_ITSELF } },
  );
  const counts = useMemo(() => countsIn(last?.counts ?? []), [last]);
  return { items: rows, counts, more, error, isPending, isFetching, asOf: dataUpdatedAt, again: retry };
}
