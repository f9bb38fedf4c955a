export { ExpiryPage } from './expiry-page.js';
