export { adapter } from './bank-direct.adapter.js';
