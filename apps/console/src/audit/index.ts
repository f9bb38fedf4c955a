export { AuditPage } from './page.js';
