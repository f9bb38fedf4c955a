export { adapter } from './household.adapter.js';
