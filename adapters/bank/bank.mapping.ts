import type { Asset, QueryOutcome, QueryRequest, Transaction } from '#contracts/adapter';
import {
  field,
  holdsMoney,
  interpretRows,
  namesSomebodyElse,
  ours,
  place,
  Report,
  tally,
  transaction,
  uniqueNames,
  type Loss,
  type RequestRows,
  type Row,
} from '#libs/convert-data-service';
import { holdsSomething, readAccount, type Account } from './bank.account.js';
import { productAsset } from './bank.products.js';

/** Query feedback of one request: its `zhxx` rows as an outcome. */
export const interpretAccounts = (request: QueryRequest, rows: RequestRows): QueryOutcome =>
  interpretRows(request, rows, { holdsSomething, namesSomebodyElse, accounts });

interface ReadRow {
  readonly row: Row;
  readonly account: Account;
  readonly report: Report;
}

function accounts(rows: readonly Row[], strangers: readonly string[]): QueryOutcome {
  const losses: Loss[] = [];
  const read = rows.map((row): ReadRow => {
    const report = new Report(losses, place(row));
    return { row, report, account: readAccount(row.element, report) };
  });
  judgeRows(read, losses);
  const assets = losses.length > 0 ? [] : assetsOf(read);
  const [loss] = losses;
  if (loss !== undefined) return { kind: 'defective', ...loss };
  const remarks = strangers.length === 0 ? {} : { remarks: ours(`报文含有未识别的内容${strangers.join('、')}`) };
  return { kind: 'found', assets, ...remarks };
}

/** What can be wrong with rows as they stand, and beside each other. */
function judgeRows(read: readonly ReadRow[], losses: Loss[]): void {
  const rowNumbers = tally(read.map(({ account }) => account.rowNumber));
  const seen = new Map<string, Row>();
  for (const { row, account, report } of read) {
    const { number, rowNumber, products } = account;
    if (number === '' && (products.length === 0 || holdsMoney(row.element))) report.lose('schema', '缺少KHZH');
    const key = JSON.stringify([rowNumber, number, account.currency]);
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, row);
    else if (rowNumber !== '') losses.push({ defect: 'contradictory', detail: `${place(twin)}与${place(row)}序号和账号相同而内容不同` });
    if (rowNumber !== '' && (rowNumbers.get(rowNumber) ?? 0) > 1) report.remark('CCXH重复');
  }
}

/** References are unique within the answer: the plain number where it is, else with currency, else with the row number. */
function assetsOf(all: readonly ReadRow[]): readonly Asset[] {
  const numbers = tally(all.map(({ account }) => account.number));
  const inCurrency = tally(all.map(({ account }) => `${account.number}/${account.currency}`));
  const codes = tally(all.flatMap(({ account }) => account.products.map(({ code }) => code)));
  const unique = uniqueNames();
  return all.flatMap(({ account, report }) => {
    const { number, products, rowNumber, element } = account;
    const isAgain = (inCurrency.get(`${number}/${account.currency}`) ?? 0) > 1;
    if (isAgain && number !== '') report.remark('同一账号反馈了多次');
    const inFull = isAgain ? `${number}#${rowNumber}` : `${number}/${account.currency}`;
    const reference = number === '' ? undefined : unique(numbers.get(number) === 1 ? number : inFull);
    const held = products.map((one) => {
      const isAlone = one.code !== '' && codes.get(one.code) === 1;
      const within = one.code === '' ? `#${one.number}` : `/${one.code}`;
      return productAsset(one, { reference, row: element, rowNumber }, unique(isAlone ? one.code : `${reference ?? ''}${within}`));
    });
    return reference === undefined ? held : [account.asset(reference), ...held];
  });
}

/** Movements fed back apart from their accounts, by CCXH of the account row they belong to. */
export function transactionsByAccount({ rows }: RequestRows): ReadonlyMap<string, readonly Transaction[]> {
  const byAccount = new Map<string, Transaction[]>();
  for (const row of rows) {
    const rowNumber = field(row.element, 'CCXH');
    const known = byAccount.get(rowNumber) ?? [];
    known.push(transaction(row.element, known.length, 'CNY', new Report([], place(row))));
    byAccount.set(rowNumber, known);
  }
  return byAccount;
}
