export { CasePage } from './page.js';
