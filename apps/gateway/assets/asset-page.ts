import { Problem } from '#contracts/errors';
import type { AssetListDto } from '#contracts/http';
import type { AssetList } from '#libs/asset-list';

/**
 * A page of the list. What is missing and the totals are on every page: nobody should read assets without them. The place is the
 * last asset of the page before; when that one is no longer in the list, the pages do not belong together any more.
 * @throws Problem `cursor-invalid`
 */
export function pageOf(list: AssetList, { limit, after }: { readonly limit: number; readonly after?: string }): AssetListDto {
  const { queries: _queries, names: _names, filter: _filter, items, obligors, ...rest } = list;
  const last = after === undefined ? -1 : items.findIndex(({ id }) => id === after);
  if (after !== undefined && last < 0) throw new Problem('cursor-invalid');
  const shown = items.slice(last + 1, last + 1 + limit);
  return {
    ...rest,
    obligors: obligors.map(({ id, kind, name }) => ({ id, kind, name })),
    items: shown,
    ...(last + 1 + limit < items.length ? { next: shown.at(-1)!.id } : {}),
  };
}
