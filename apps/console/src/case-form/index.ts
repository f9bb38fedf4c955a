export { RegisterPage } from './register-page.js';
export { EditCaseDialog } from './edit-case-dialog.js';
export { ObligorDialog } from './obligor-dialog.js';
