export { InstitutionsPage } from './institutions-page.js';
