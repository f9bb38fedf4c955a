export { CasePage } from './case-page.js';
