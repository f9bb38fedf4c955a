import type { Asset, QueryOutcome } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import { defective, place } from './interpret-rows.js';
import type { Row } from './read-messages.js';
import { tally, uniqueNames } from './references.js';
import { Report, type Loss } from './report.js';
import { ours } from './words.js';

/** One `zhxx` row that names an account. */
export interface AccountRow {
  /** KHZH; empty where the row names no account. */
  readonly number: string;
  /** CCXH as written. */
  readonly rowNumber: string;
  /** ISO currency of the account. */
  readonly currency: string;
  /** True when the row says something although it names no account. */
  readonly standsWithoutNumber?: boolean;
}

/** How one contract makes assets of its account rows. */
export interface AccountContract<A extends AccountRow> {
  read(element: CodedElement, report: Report): A;
  /**
   * Called once all rows are read; the function it gives makes the assets of one account under its reference, which is
   * undefined for a row without number. `unique` gives further references that are unique in the answer.
   */
  assets(all: readonly A[]): (account: A, reference: string | undefined, unique: (name: string) => string) => readonly Asset[];
}

interface ReadRow<A> {
  readonly row: Row;
  readonly account: A;
  readonly report: Report;
}

/** Rows that name accounts as what was found. `defective` only when the meaning of a row is lost or two rows clash. */
export function foundAccounts<A extends AccountRow>(rows: readonly Row[], strangers: readonly string[], contract: AccountContract<A>): QueryOutcome {
  const losses: Loss[] = [];
  const read = rows.map((row): ReadRow<A> => {
    const report = new Report(losses, place(row));
    return { row, report, account: contract.read(row.element, report) };
  });
  judgeRows(read, losses);
  const assets = losses.length > 0 ? [] : assetsOf(read, contract);
  const [loss] = losses;
  if (loss !== undefined) return defective(loss.defect, loss.detail);
  const remarks = strangers.length === 0 ? {} : { remarks: ours(`报文含有未识别的内容${strangers.join('、')}`) };
  return { kind: 'found', assets, ...remarks };
}

/** What can be wrong with rows as they stand, and beside each other. */
function judgeRows(read: readonly ReadRow<AccountRow>[], losses: Loss[]): void {
  const rowNumbers = tally(read.map(({ account }) => account.rowNumber));
  const seen = new Map<string, Row>();
  for (const { row, account, report } of read) {
    const { number, rowNumber, currency, standsWithoutNumber = false } = account;
    if (number === '' && !standsWithoutNumber) report.lose('schema', '缺少KHZH');
    const key = JSON.stringify([rowNumber, number, currency]);
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, row);
    else if (rowNumber !== '') losses.push({ defect: 'contradictory', detail: `${place(twin)}与${place(row)}序号和账号相同而内容不同` });
    if (rowNumber !== '' && (rowNumbers.get(rowNumber) ?? 0) > 1) report.remark('CCXH重复');
  }
}

/** References are unique within the answer: the plain number where it is, else with currency, else with the row number. */
function assetsOf<A extends AccountRow>(all: readonly ReadRow<A>[], contract: AccountContract<A>): readonly Asset[] {
  const numbers = tally(all.map(({ account }) => account.number));
  const inCurrency = tally(all.map(({ account }) => `${account.number}/${account.currency}`));
  const unique = uniqueNames();
  const assets = contract.assets(all.map(({ account }) => account));
  return all.flatMap(({ account, report }) => {
    const { number, rowNumber, currency } = account;
    const isAgain = (inCurrency.get(`${number}/${currency}`) ?? 0) > 1;
    if (isAgain && number !== '') report.remark('同一账号反馈了多次');
    const inFull = isAgain ? `${number}#${rowNumber}` : `${number}/${currency}`;
    return assets(account, number === '' ? undefined : unique(numbers.get(number) === 1 ? number : inFull), unique);
  });
}
