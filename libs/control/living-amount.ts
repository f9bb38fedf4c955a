import type { Day } from '#libs/statute';

/** The local minimum living standard (最低生活保障标准) of a district from a day on. */
export interface LivingAmount {
  /** Leading digits of the administrative division code (行政区划代码): `330106` a district, `3301` a city, `33` a province. */
  readonly region: string;
  readonly from: Day;
  /** Per person and month, fen. */
  readonly fenPerMonth: number;
  /** The notice it was set by. */
  readonly basis: string;
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

/**
 * What has to stay untouched of all that an obligor has, fen (查扣冻规定 art 3, domain-rules B7): once per person, not once per bank. The
 * standard of the smallest district counts, as it was in force on the day.
 * @returns undefined when no standard is known there: an officer names the sum, nobody takes it to be nothing
 * @throws RangeError when it is no sum any more
 */
export function livingReserveOf(amounts: readonly LivingAmount[], { region, people, months }: Household, day: Day): { readonly fen: number; readonly basis: string } | undefined {
  const [standard] = amounts
    .filter((one) => region.startsWith(one.region) && one.from <= day)
    .sort((a, b) => b.region.length - a.region.length || (a.from < b.from ? 1 : -1));
  if (standard === undefined) return undefined;
  const fen = standard.fenPerMonth * people * months;
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('a living amount is a whole number of fen');
  return { fen, basis: `${standard.basis}：每人每月${(standard.fenPerMonth / 100).toFixed(2)}元 × ${people}人 × ${months}个月` };
}

/**
 * Reads the table of a court from what its operator keeps as JSON.
 * @throws TypeError that says which row is wrong and how
 */
export function parseLivingAmounts(content: unknown): LivingAmount[] {
  if (!Array.isArray(content)) throw new TypeError('living amounts: a list of {region, from, fenPerMonth, basis}');
  return content.map((row: Partial<Record<keyof LivingAmount, unknown>> | null, index) => {
    const { region, from, fenPerMonth, basis } = row ?? {};
    const fail = (what: string): never => {
      throw new TypeError(`living amounts, row ${index + 1}: ${what}`);
    };
    if (typeof region !== 'string' || !/^\d{2}(\d{2}(\d{2})?)?$/.test(region)) return fail('region is 2, 4 or 6 digits');
    if (typeof from !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(from)) return fail('from is a day, yyyy-MM-dd');
    if (typeof fenPerMonth !== 'number' || !Number.isSafeInteger(fenPerMonth) || fenPerMonth <= 0) return fail('fenPerMonth is a whole number of fen above 0');
    if (typeof basis !== 'string' || basis.trim() === '') return fail('basis names the notice');
    return { region, from, fenPerMonth, basis };
  });
}
