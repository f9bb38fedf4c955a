import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { answered, api, type Schema } from '../api/index.js';

export type Need = Schema<'NeedDto'>;
export type NeedKind = Need['kind'];
export type NeedCounts = ReadonlyMap<NeedKind, number>;

/** In the order in which they are shown. */
export const NEED_KINDS: readonly NeedKind[] = ['approvals', 'excess', 'unconfirmed', 'expiring', 'objections', 'restore', 'clocks', 'answers', 'drafts', 'others'];

const PAGE = 100;
const EVERY_MS = 60_000;
/** Who scrolled further reads again when they want to: all of it every minute would be a burden to everybody. */
const MOST_PAGES_BY_ITSELF = 2;

export const countsIn = (counts: readonly Schema<'NeedCountDto'>[]): NeedCounts => new Map(counts.map(({ kind, count }) => [kind, count]));

/** What needs the caller today, from the server, the most urgent first; read again every minute as long as it is short. */
export function useNeeds(kind: NeedKind | undefined) {
  const { data, error, isPending, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch, dataUpdatedAt } = useInfiniteQuery({
    queryKey: ['needs', kind ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      answered(api.GET('/api/v1/needs', { signal, params: { query: { limit: PAGE, ...(kind === undefined ? {} : { kind }), ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > MOST_PAGES_BY_ITSELF ? false : EVERY_MS),
  });
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const last = data?.pages.at(-1)?.counts;
  const counts = useMemo(() => countsIn(last ?? []), [last]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { items, counts, more, error, isPending, isFetching, asOf: dataUpdatedAt, again: () => void refetch() };
}
