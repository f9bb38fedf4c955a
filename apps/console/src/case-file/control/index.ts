export { Control } from './control.js';
export { useControlAgain } from './use-control.js';
