import type { Schema } from '../../api/index.js';

export type ListedAsset = Schema<'ListedAssetDto'>;
export type SourceTotals = Schema<'SourceTotalsDto'>;

/** A heading with the totals of its source, or a thing below it. */
export type AssetRow = { readonly heading: SourceTotals } | { readonly thing: ListedAsset };

/** Things in the order of the list, each source under its heading; only what matches the text. */
export function assetRows(items: readonly ListedAsset[], bySource: readonly SourceTotals[], text: string): AssetRow[] {
  const wanted = text.trim().toLowerCase();
  const matching = wanted === '' ? items : items.filter((item) => textOf(item).includes(wanted));
  const groups = Map.groupBy(matching, ({ source }) => source);
  return bySource.flatMap((heading) => {
    const things = groups.get(heading.source) ?? [];
    return things.length === 0 ? [] : [{ heading }, ...things.map((thing) => ({ thing }))];
  });
}

const textOf = ({ description, reference, holders, reports, heldAt }: ListedAsset): string =>
  [description.zh, description.en, reference, heldAt, ...holders.map(({ name }) => name), ...reports.map(({ institution }) => institution.name)].join('\n').toLowerCase();

/** Measures in force today before one that would be taken now. */
export const standing = ({ priorMeasures }: ListedAsset): number => priorMeasures.filter(({ effective }) => effective).length;
