export { InstitutionsPage } from './page.js';
