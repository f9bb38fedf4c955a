import { useQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/index.js';

const PAGE = 200;
const LOOK_EVERY_MS = 20_000;

/** Reads a list to its end. */
async function whole<Item>(page: (cursor: { cursor?: string }) => Promise<{ items: Item[]; nextCursor?: string | undefined }>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(cursor === undefined ? {} : { cursor });
    items.push(...next.items);
    cursor = next.nextCursor;
  } while (cursor !== undefined);
  return items;
}

export const useInstitutions = () =>
  useQuery({ queryKey: ['institutions'], queryFn: ({ signal }): Promise<Schema<'InstitutionDto'>[]> => whole((cursor) => answered(api.GET('/api/v1/institutions', { signal, params: { query: { limit: PAGE, ...cursor } } }))) });

export const useHealth = () =>
  useQuery({
    queryKey: ['institution-health'],
    refetchInterval: LOOK_EVERY_MS,
    queryFn: ({ signal }): Promise<Schema<'InstitutionHealthDto'>[]> => whole((cursor) => answered(api.GET('/api/v1/institution-health', { signal, params: { query: { limit: PAGE, ...cursor } } }))),
  });
