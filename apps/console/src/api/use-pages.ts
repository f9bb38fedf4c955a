import { useInfiniteQuery, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

interface Options {
  readonly enabled?: boolean;
  /** Reads again by itself after so long, as long as only so many pages were read: more would be a burden to everybody. */
  readonly again?: { readonly everyMs: number; readonly mostPages: number };
}

/** A list that is read page by page as somebody scrolls; `read` is given what the address needs of the page before. */
export function usePages<Item, Page extends PageOf<Item>>(queryKey: QueryKey, read: (place: { cursor?: string }, signal: AbortSignal) => Promise<Page & PageOf<Item>>, { enabled = true, again }: Options = {}) {
  const list = useInfiniteQuery<Page & PageOf<Item>, Error, InfiniteData<Page & PageOf<Item>>, QueryKey, string | undefined>({
    queryKey,
    enabled,
    queryFn: ({ pageParam, signal }) => read(pageParam === undefined ? {} : { cursor: pageParam }, signal),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    ...(again === undefined ? {} : { refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > again.mostPages ? false : again.everyMs) }),
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { ...list, rows, last: data?.pages.at(-1), more, retry: () => void list.refetch() };
}
