import type { PriorMeasure, ThirdPartyRight } from '#contracts/adapter';
import type { EncumbrancesDto, StandingMeasureDto } from '#contracts/http';
import { addMoney } from './totals.js';

/**
 * Measures that any report names, each once, in the order of their places. A measure is known by its authority and the number of
 * its document; one without a number is only the same as its exact twin.
 */
export function standingMeasures(lists: readonly (readonly PriorMeasure[] | undefined)[], day: string): StandingMeasureDto[] {
  const known = new Map<string, PriorMeasure>();
  for (const list of lists) {
    for (const measure of list ?? []) {
      const key = measureKey(measure);
      const before = known.get(key);
      // Of two writings of one measure the one that ends later is believed: a new measure must not be promised a better place.
      if (before === undefined || (before.endsOn !== undefined && (measure.endsOn === undefined || measure.endsOn > before.endsOn))) known.set(key, measure);
    }
  }
  return [...known.values()]
    .sort((a, b) => a.sequence - b.sequence || compare(a.effectiveAt ?? a.startsOn ?? '', b.effectiveAt ?? b.startsOn ?? ''))
    .map((measure) => ({ ...measure, effective: measure.endsOn === undefined || measure.endsOn >= day }));
}

/** Place a new measure would take (轮候顺位). Waiting measures stand before it too; those past their last day do not (C5, I8). */
export const rankAfter = (measures: readonly StandingMeasureDto[]): number => 1 + measures.filter(({ effective }) => effective).length;

export const measureKey = ({ authority, documentNumber, amount, startsOn, endsOn }: PriorMeasure): string =>
  documentNumber === undefined || documentNumber === ''
    ? JSON.stringify([plain(authority), amount?.fen, amount?.currency, startsOn, endsOn])
    : JSON.stringify([plain(authority), plain(documentNumber)]);

/** Rights of others, each once, and the sum of what they claim by currency. */
export function encumbrances(lists: readonly (readonly ThirdPartyRight[] | undefined)[]): EncumbrancesDto {
  const known = new Map<string, ThirdPartyRight>();
  for (const list of lists) {
    for (const right of list ?? []) {
      const key = JSON.stringify([plain(right.kind), plain(right.holder), right.amount?.fen, right.amount?.currency]);
      if (!known.has(key)) known.set(key, right);
    }
  }
  const rights = [...known.values()].sort((a, b) => a.sequence - b.sequence);
  const sums = new Map<string, bigint>();
  for (const { amount } of rights) if (amount !== undefined) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + BigInt(amount.fen));
  return {
    sums: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, fen]) => ({ fen: addMoney(fen), currency })),
    withoutAmount: rights.filter(({ amount }) => amount === undefined).length,
    rights,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
