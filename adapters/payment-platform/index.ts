export { adapter } from './payment-platform.adapter.js';
