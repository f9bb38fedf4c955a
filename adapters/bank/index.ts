export { adapter, type TransactionsEntry } from './bank.adapter.js';
export { readResult, type BankResult } from './bank.wire.js';
