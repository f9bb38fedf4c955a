export { PoliciesPage } from './policies-page.js';
