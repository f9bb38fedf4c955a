export { adapter } from './bank.adapter.js';
export { readResult, type BankResult } from './bank.wire.js';
export { fileAdapter } from './file/bank-file.adapter.js';
