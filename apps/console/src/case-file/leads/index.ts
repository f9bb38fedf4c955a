export { Leads } from './leads.js';
