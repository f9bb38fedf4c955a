export { adapter } from './bank.adapter.js';
export { fileAdapter } from './file/bank-file.adapter.js';
