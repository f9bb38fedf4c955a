import type { AssetTotalsDto, CurrencySumsDto, ListedAssetDto } from '#contracts/http';

/**
 * Counts things and sums what may be summed: values counted by their keeper and prices of a day, apart from each other and by
 * currency. Nominal amounts say little about a price; contradictory ones say nothing; a debt is not set off against property.
 */
export function totalsOf(things: readonly ListedAssetDto[]): AssetTotalsDto {
  const counts = { things: things.length, summed: 0, nominal: 0, unknown: 0, notCounted: 0, debts: 0 };
  const sums = new Map<string, Sums>();
  for (const { value, certainty, available, notCounted } of things) {
    if (notCounted !== undefined) counts.notCounted += 1;
    else if (value === undefined || certainty === 'unknown') counts.unknown += 1;
    else if (certainty === 'nominal') counts.nominal += 1;
    else if (value.fen < 0) counts.debts += 1;
    else {
      counts.summed += 1;
      const row = rowOf(sums, value.currency);
      row[certainty] += BigInt(value.fen);
      if (available === undefined) continue;
      const own = rowOf(sums, available.currency);
      own.withAvailable += 1;
      if (available.fen > 0) own.available += BigInt(available.fen);
    }
  }
  return { ...counts, sums: [...sums].sort(([a], [b]) => compareCurrencies(a, b)).map(([currency, row]) => toRow(currency, row)) };
}

function rowOf(sums: Map<string, Sums>, currency: string): Sums {
  let row = sums.get(currency);
  if (row === undefined) sums.set(currency, (row = { exact: 0n, dated: 0n, available: 0n, withAvailable: 0 }));
  return row;
}

const toRow = (currency: string, { exact, dated, available, withAvailable }: Sums): CurrencySumsDto => ({
  currency,
  exactFen: addMoney(exact),
  datedFen: addMoney(dated),
  availableFen: addMoney(available),
  withAvailable,
});

interface Sums {
  exact: bigint;
  dated: bigint;
  available: bigint;
  withAvailable: number;
}

/** A sum beyond what is stored exactly (ninety thousand billion yuan) is a lie of somebody; it stays at that limit. */
export function addMoney(fen: bigint): number {
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(fen > most ? most : fen < -most ? -most : fen);
}

/** Yuan first. */
const compareCurrencies = (a: string, b: string): number => (a === 'CNY' ? -1 : b === 'CNY' ? 1 : a < b ? -1 : 1);
