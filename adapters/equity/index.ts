export { adapter } from './equity.adapter.js';
