import type { QueryOutcome, QueryRequest } from '#contracts/adapter';
import { foundAccounts, interpretRows, namesSomebodyElse, type AccountContract, type RequestRows } from '#libs/convert-data-service';
import { holdsSomething, isRegisteredToSomebodyElse, readAccount, type Account } from './payment-platform.account.js';
import { fundUnits } from './payment-platform.additions.js';

/** Query feedback of one request: its `zhxx` rows as an outcome. The registered document and name must be the person's. */
export const interpretAccounts = (request: QueryRequest, rows: RequestRows): QueryOutcome =>
  interpretRows(request, rows, {
    holdsSomething,
    isAccount: isPlatformAccount,
    namesSomebodyElse: (row, asked) => namesSomebodyElse(row, asked) || isRegisteredToSomebodyElse(row, asked),
    accounts: (own, strangers) => foundAccounts(own, strangers, ACCOUNTS),
  });

/** Accounts of platforms are numbers, telephone numbers and mail addresses, the latter also without any digit. */
const isPlatformAccount = (written: string): boolean => /^[\x21-\x7E]+$/.test(written) && /[\d@]/.test(written);

/** Fund units are an asset of their own, held through the account that sells them. */
const ACCOUNTS: AccountContract<Account> = {
  read: readAccount,
  assets: () => (account, reference, unique) => {
    // Without a number the answer is defective already.
    if (reference === undefined) return [];
    const { units, dataAsOf } = account;
    return [account.asset(reference), ...units.map((one) => fundUnits(one, { reference, dataAsOf }, unique))];
  },
};
