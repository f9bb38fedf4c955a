export { adapter } from './bank.adapter.js';
