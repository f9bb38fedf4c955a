import type { Account } from './holding.js';
import type { Company } from './party.js';

/** What a generator may look at besides the party itself, so that institutions tell one story. */
export interface Surroundings {
  /** Accounts of the party at the banks of the population, bank by bank, found only as far as they are taken. */
  bankAccounts(): Iterable<{ readonly bank: string; readonly account: Account }>;
  /** A company of the population. @param draw from [0, 1) */
  employer(draw: number): Company;
}
