import type { QueryOutcome, QueryRequest, Transaction } from '#contracts/adapter';
import {
  field,
  foundAccounts,
  interpretRows,
  namesSomebodyElse,
  place,
  Report,
  tally,
  transaction,
  type AccountContract,
  type RequestRows,
} from '#libs/convert-data-service';
import { holdsSomething, readAccount, type Account } from './bank.account.js';
import { productAsset } from './bank.products.js';

/** Query feedback of one request: its `zhxx` rows as an outcome. */
export const interpretAccounts = (request: QueryRequest, rows: RequestRows): QueryOutcome =>
  interpretRows(request, rows, { holdsSomething, namesSomebodyElse, accounts: (own, strangers) => foundAccounts(own, strangers, ACCOUNTS) });

/** A product is an asset of its own, under its code where the answer has it once, else within its account. */
const ACCOUNTS: AccountContract<Account> = {
  read: readAccount,
  assets: (all) => {
    const codes = tally(all.flatMap(({ products }) => products.map(({ code }) => code)));
    return ({ products, rowNumber, element, asset }, reference, unique) => {
      const held = products.map((one) => {
        const isAlone = one.code !== '' && codes.get(one.code) === 1;
        const within = one.code === '' ? `#${one.number}` : `/${one.code}`;
        return productAsset(one, { reference, row: element, rowNumber }, unique(isAlone ? one.code : `${reference ?? ''}${within}`));
      });
      return reference === undefined ? held : [asset(reference), ...held];
    };
  },
};

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
