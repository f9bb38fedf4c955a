export { Form } from './form.js';
export { TextField } from './text-field.js';
export { ChoiceField } from './choice-field.js';
export { YuanField } from './yuan-field.js';
export { beijingToday, fenTyped, isDayTyped, typedOf } from './typed.js';
export type { Fault, Faults } from './faults.js';
