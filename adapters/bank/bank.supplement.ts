import type { Asset, QueryOutcome, Transaction } from '#contracts/adapter';

/**
 * Transactions fed back apart from their accounts (`shfeedXzcxwlxxInfo`, wire-contracts §2.2), put to the accounts they belong
 * to. A row already there is not added again. @returns undefined when nothing is new
 */
export function withTransactions(current: QueryOutcome, byRow: ReadonlyMap<string, readonly Transaction[]>): QueryOutcome | undefined {
  if (current.kind !== 'found') return undefined;
  let added = 0;
  const assets = current.assets.map((asset): Asset => {
    const row = asset.parentReference === undefined ? asset.attributes?.['rowNumber'] : undefined;
    const known = new Set((asset.transactions ?? []).map(identity));
    const fresh = (row === undefined ? [] : (byRow.get(row) ?? [])).filter((transaction) => !known.has(identity(transaction)));
    if (fresh.length === 0) return asset;
    added += fresh.length;
    return { ...asset, transactions: [...(asset.transactions ?? []), ...fresh] };
  });
  return added === 0 ? undefined : { ...current, assets };
}

const identity = (transaction: Transaction): string => JSON.stringify([transaction.sequence, transaction.serial, transaction.at, transaction.amount, transaction.direction]);
