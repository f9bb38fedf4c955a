export { Form } from './form.js';
export { TextField } from './text-field.js';
export { ChoiceField } from './choice-field.js';
export { FileField } from './file-field.js';
export { YuanField } from './yuan-field.js';
export { beijingToday, fenTyped, givenText, isDayTyped, neededOf, typedOf } from './typed.js';
export { useFaultsAt, type Fault, type Faults } from './faults.js';
export { ActDialog } from './act-dialog.js';
