export { adapter } from './housing-fund.adapter.js';
