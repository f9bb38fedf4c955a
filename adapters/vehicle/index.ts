export { adapter } from './vehicle.adapter.js';
