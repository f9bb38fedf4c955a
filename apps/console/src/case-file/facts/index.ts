export { CaseStateDialog } from './case-state-dialog.js';
export { BankruptcyDialog } from './bankruptcy-dialog.js';
export { LivingReserveDialog } from './living-reserve-dialog.js';
