export { adapter } from './tax.adapter.js';
