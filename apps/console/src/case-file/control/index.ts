export { Control } from './control.js';
