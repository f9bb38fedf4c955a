export { Loading, Empty } from './states.js';
export { ProblemNote } from './problem-note.js';
export { Dialog } from './dialog.js';
export { VirtualTable, type Column } from './virtual-table.js';
export { Mark, type MarkTone } from './mark.js';
export { FileButton } from './file-button.js';
export { InstitutionName } from './institution-name.js';
export { useNow } from './use-now.js';
export { LoginField } from './login-field.js';
