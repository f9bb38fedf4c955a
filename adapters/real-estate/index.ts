export { adapter } from './real-estate.adapter.js';
