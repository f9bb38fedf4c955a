import type { QueryOutcome, QueryRequest } from '#contracts/adapter';
import { foundAccounts, interpretRows, namesSomebodyElse, type AccountContract, type RequestRows } from '#libs/convert-data-service';
import { holdsSomething, readAccount, type Account } from './housing-fund.account.js';

/** Query feedback of one request: its `zhxx` rows as an outcome. */
export const interpretAccounts = (request: QueryRequest, rows: RequestRows): QueryOutcome =>
  interpretRows(request, rows, { holdsSomething, namesSomebodyElse, accounts: (own, strangers) => foundAccounts(own, strangers, ACCOUNTS) });

const ACCOUNTS: AccountContract<Account> = {
  read: readAccount,
  // Without a number the answer is defective already.
  assets: () => (account, reference) => (reference === undefined ? [] : [account.asset(reference)]),
};
