export { LivingStandardsPage } from './living-standards-page.js';
