import { isDay, type Day } from '#libs/statute';

/** The local minimum living standard (最低生活保障标准) of a district from a day on. */
export interface LivingAmount {
  /** Leading digits of the administrative division code (行政区划代码): `330106` a district, `3301` a city, `33` a province. */
  readonly region: string;
  readonly from: Day;
  /** Its last day; absent: until the next standard. */
  readonly until?: Day;
  /** Per person and month, fen. */
  readonly fenPerMonth: number;
  /** Name of the notice it was set by (文件名称). */
  readonly document: string;
  /** Its number (文号). */
  readonly number: string;
}

/** What is wrong with one row, by its place in what was given. */
export interface LivingAmountFault {
  readonly index: number;
  readonly column: keyof LivingAmount;
  readonly allowed: string;
}

/** Whose living is protected: the obligor and those they support (所扶养家属). */
export interface Household {
  /** Administrative division code of where they live, 6 digits. */
  readonly region: string;
  /** The obligor counted, 1 or more. */
  readonly people: number;
  /** How many months are kept free. */
  readonly months: number;
}

/** 1,000,000 yuan a month is a slip of the pen, whatever the district. */
export const MOST_FEN_PER_MONTH = 100_000_000;

/**
 * What has to stay untouched of all that an obligor has, fen (查扣冻规定 art 3, domain-rules B7): once per person, not once per bank. The
 * standard of the smallest district counts, as it was in force on the day.
 * @param amounts of one region and first day only the one that counts
 * @returns undefined when no standard is known there: an officer names the sum, nobody takes it to be nothing
 * @throws RangeError when it is no sum any more
 */
export function livingReserveOf(amounts: readonly LivingAmount[], { region, people, months }: Household, day: Day): { readonly fen: number; readonly basis: string } | undefined {
  const [standard] = amounts
    .filter((one) => region.startsWith(one.region) && one.from <= day && (one.until === undefined || day <= one.until))
    .sort((a, b) => b.region.length - a.region.length || (a.from < b.from ? 1 : -1));
  if (standard === undefined) return undefined;
  const fen = standard.fenPerMonth * people * months;
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('a living amount is a whole number of fen');
  return { fen, basis: `${standard.document}（${standard.number}）：每人每月${(standard.fenPerMonth / 100).toFixed(2)}元 × ${people}人 × ${months}个月` };
}

/** All that is wrong with rows that are to be entered together; nothing of them is when one is wrong. */
export function livingAmountFaults(rows: readonly LivingAmount[]): LivingAmountFault[] {
  const seen = new Set<string>();
  return rows.flatMap(({ region, from, until, fenPerMonth, document, number }, index) => {
    const faults: LivingAmountFault[] = [];
    const fault = (column: keyof LivingAmount, allowed: string) => faults.push({ index, column, allowed });
    if (!/^\d{2}(\d{2}(\d{2})?)?$/.test(region)) fault('region', '2, 4 or 6 digits');
    if (!isDay(from)) fault('from', 'a day as yyyy-MM-dd');
    if (until !== undefined && (!isDay(until) || until < from)) fault('until', 'a day as yyyy-MM-dd, not before the first');
    if (!Number.isSafeInteger(fenPerMonth) || fenPerMonth < 1 || fenPerMonth > MOST_FEN_PER_MONTH) fault('fenPerMonth', `a whole number of fen from 1 to ${MOST_FEN_PER_MONTH}`);
    if (document.trim() === '' || document.length > 200) fault('document', 'the name of the notice, at most 200 characters');
    if (number.trim() === '' || number.length > 100) fault('number', 'the number of the notice, at most 100 characters');
    if (seen.has(`${region} ${from}`)) fault('region', 'one row for a region and its first day');
    seen.add(`${region} ${from}`);
    return faults;
  });
}
