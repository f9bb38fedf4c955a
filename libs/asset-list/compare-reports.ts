import type { Asset, Money, ValueCertainty } from '#contracts/adapter';
import type { DifferenceDto } from '#contracts/http';
import { formatFen } from '#libs/identifiers';
import { measureKey } from './measures-and-rights.js';

/** A property reports are compared in: what one says, as text; undefined when it says nothing. */
interface Compared {
  readonly field: string;
  readonly said: (asset: Asset) => string | undefined;
  /** Two writings of one thing are one; the text itself when absent. */
  readonly same?: (asset: Asset) => string | undefined;
  /** Facts contradict each other; words of two institutions for one state merely differ. */
  readonly isFact: boolean;
}

const COMPARED: readonly Compared[] = [
  { field: 'value', said: ({ value }) => moneyText(value), isFact: true },
  { field: 'available', said: ({ available }) => moneyText(available), isFact: true },
  {
    field: 'quantity',
    said: ({ quantity }) => quantity && `${quantity.amount} ${quantity.unit}`,
    same: ({ quantity }) => quantity && `${plainDecimal(quantity.amount)} ${quantity.unit.trim()}`,
    isFact: true,
  },
  {
    field: 'holders',
    said: ({ holders }) => listed(holders, ({ name, role, share }) => [name, role, share].filter(Boolean).join(' ')),
    same: ({ holders }) => listed(holders, ({ name, share }) => `${plain(name)} ${plain(share ?? '')}`),
    isFact: true,
  },
  { field: 'closedOn', said: ({ closedOn }) => closedOn, isFact: true },
  {
    field: 'priorMeasures',
    said: ({ priorMeasures }) => listed(priorMeasures, ({ authority, documentNumber, endsOn }) => [authority, documentNumber, endsOn].filter(Boolean).join(' ')),
    same: ({ priorMeasures }) => listed(priorMeasures, measureKey),
    isFact: true,
  },
  {
    field: 'rights',
    said: ({ rights }) => listed(rights, ({ kind, holder, amount }) => [kind, holder, moneyText(amount)].filter(Boolean).join(' ')),
    isFact: true,
  },
  { field: 'valueCertainty', said: ({ value, valueCertainty }) => value && (valueCertainty ?? 'exact'), isFact: false },
  { field: 'reference', said: ({ reference }) => reference, isFact: false },
  { field: 'name', said: ({ name }) => name, isFact: false },
  { field: 'category', said: ({ category }) => category, isFact: false },
  { field: 'status', said: ({ status }) => status, isFact: false },
  { field: 'heldAt', said: ({ heldAt }) => heldAt, isFact: false },
  { field: 'openedOn', said: ({ openedOn }) => openedOn, isFact: false },
];

export interface Comparison {
  /** Facts that reports contradict each other in. */
  readonly contradictory: string[];
  /** For each report what it says otherwise than another. */
  readonly differs: readonly DifferenceDto[][];
}

/** Silence contradicts nobody: only what two reports say is compared. */
export function compareReports(assets: readonly Asset[]): Comparison {
  const differs: DifferenceDto[][] = assets.map(() => []);
  const contradictory: string[] = [];
  if (assets.length < 2) return { contradictory, differs };
  for (const { field, said, same = said, isFact } of COMPARED) {
    const distinct = new Set(assets.map(same).filter((text) => text !== undefined && text !== ''));
    if (distinct.size < 2) continue;
    if (isFact) contradictory.push(field);
    assets.forEach((asset, index) => {
      const text = said(asset);
      if (text !== undefined && text !== '') differs[index]!.push({ field, said: text });
    });
  }
  return { contradictory, differs };
}

const CAUTIOUS: readonly ValueCertainty[] = ['nominal', 'dated', 'exact'];

/** Of several statements about one amount the most cautious. */
export function certaintyOf(assets: readonly Asset[]): ValueCertainty | 'unknown' {
  const said = new Set(assets.flatMap(({ value, valueCertainty }) => (value === undefined ? [] : [valueCertainty ?? 'exact'])));
  return CAUTIOUS.find((certainty) => said.has(certainty)) ?? 'unknown';
}

export const moneyText = (money: Money | undefined): string | undefined => money && `${formatFen(money.fen)} ${money.currency}`;

const listed = <T>(list: readonly T[] | undefined, text: (item: T) => string): string | undefined =>
  list === undefined || list.length === 0 ? undefined : list.map(text).sort().join('；');

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** `10000.00` and `10000` are one amount. */
const plainDecimal = (text: string): string => (/^\d+\.\d+$/.test(text.trim()) ? text.trim().replace(/\.?0+$/, '') : text.trim());
