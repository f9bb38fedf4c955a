export { adapter } from './marriage.adapter.js';
