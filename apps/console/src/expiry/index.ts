export { ExpiryPage } from './page.js';
