export { Assets } from './assets.js';
