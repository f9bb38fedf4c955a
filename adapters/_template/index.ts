export { adapter } from './template.adapter.js';
