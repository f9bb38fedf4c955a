export { adapter } from './securities.adapter.js';
