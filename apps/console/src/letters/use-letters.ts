import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answered, api, ApiProblem, type Schema } from '../api/index.js';

export type LetterLine = Schema<'LetterLineDto'>;
export type Letter = Schema<'ControlLetterDto'>;
export type Reply = Schema<'ControlReplyDto'>;

export interface LetterFilter {
  readonly state?: LetterLine['state'] | 'overdue';
  readonly institution?: string;
  readonly officer?: string;
}

const PAGE = 200;
const AGAIN_MS = 60_000;

export const useLetters = (filter: LetterFilter) =>
  useInfiniteQuery({
    queryKey: ['letters', filter],
    // What was shown stays until the narrowed list is there.
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
    queryFn: ({ pageParam, signal }) => answered(api.GET('/api/v1/control-letters', { signal, params: { query: { ...filter, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** A letter as it stands; null before it is printed. */
export const useLetter = (orderId: number) =>
  useQuery({
    queryKey: ['letter', orderId],
    queryFn: async ({ signal }): Promise<Letter | null> => {
      try {
        return await answered(api.GET('/api/v1/control-orders/{orderId}/letter', { signal, params: { path: { orderId: String(orderId) } } }));
      } catch (error) {
        if (error instanceof ApiProblem && error.document.code === 'control-letter-unknown') return null;
        throw error;
      }
    },
  });

/** Reads everything about letters again. */
export function useLettersAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(['letters', 'letter', 'order', 'orders', 'measures', 'ledger'].map((what) => queries.invalidateQueries({ queryKey: [what] })));
  }, [queries]);
}
