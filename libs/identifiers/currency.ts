import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/**
 * Currencies of the court–bank interface, BZ 币种 (wire contracts §4.6, and 840): ISO 4217 letters, number, Chinese name.
 * The wire gives the New Taiwan dollar the number 158 where ISO 4217 has 901; we send 158 and read both.
 */
const CURRENCIES = [
  ['AUD', '036', '澳元'],
  ['ATS', '040', '奥地利先令'],
  ['BEF', '056', '比利时法郎'],
  ['CAD', '124', '加元'],
  ['CNY', '156', '人民币'],
  ['TWD', '158', '新台币'],
  ['DKK', '208', '丹麦克朗'],
  ['FIM', '246', '芬兰马克'],
  ['FRF', '250', '法国法郎'],
  ['DEM', '276', '德国马克'],
  ['HKD', '344', '港币'],
  ['ITL', '380', '意大利里拉'],
  ['JPY', '392', '日元'],
  ['MOP', '446', '澳门元'],
  ['MYR', '458', '马来西亚林吉特'],
  ['NLG', '528', '荷兰盾'],
  ['NZD', '554', '新西兰元'],
  ['NOK', '578', '挪威克朗'],
  ['PHP', '608', '菲律宾比索'],
  ['SGD', '702', '新加坡元'],
  ['ESP', '724', '西班牙比塞塔'],
  ['USD', '840', '美元'],
] as const;

export type CurrencyAlpha = (typeof CURRENCIES)[number][0];

export interface Currency {
  /** ISO 4217 letters, e.g. `CNY`; how we store a currency. */
  readonly alpha: CurrencyAlpha;
  /** The number used on the wire, e.g. `156`. */
  readonly numeric: string;
  readonly chineseName: string;
}

const EXPECTED = 'A currency is a three-digit number or three letters of the court interface list (such as 156 or CNY), or the text 人民币.';

export const KNOWN_CURRENCIES: readonly Currency[] = CURRENCIES.map(([alpha, numeric, chineseName]) => ({ alpha, numeric, chineseName }));

const BY_TEXT = new Map<string, Currency>();
for (const currency of KNOWN_CURRENCIES) {
  BY_TEXT.set(currency.alpha, currency).set(currency.numeric, currency);
  if (currency.alpha === 'CNY') BY_TEXT.set(currency.chineseName, currency).set('RMB', currency);
  if (currency.alpha === 'TWD') BY_TEXT.set('901', currency);
}

/** Reads a number, letters, or the text 人民币 that the oldest messages put. */
export function parseCurrency(input: string): Parsed<Currency> {
  const text = compactText(input, 20, EXPECTED);
  if (!text.ok) return text;
  const currency = BY_TEXT.get(text.value);
  return currency ? accepted(currency) : refused('unknown', EXPECTED);
}

/** The wire number of a stored currency: `CNY` → `156`. */
export function currencyNumeric(alpha: CurrencyAlpha): string {
  const currency = BY_TEXT.get(alpha);
  if (!currency) throw new RangeError('The currency is not in the table.');
  return currency.numeric;
}
