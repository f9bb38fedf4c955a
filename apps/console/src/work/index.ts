export { WorkPage } from './page.js';
