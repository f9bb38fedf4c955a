export { adapter } from './insurance.adapter.js';
