export { WorkPage } from './work-page.js';
