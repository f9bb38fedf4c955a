export { Database, isConnectionFault, isTransientConflict, isUniqueViolation, type DatabaseOptions } from './database.js';
export { migrate } from './migrate.js';
export type { Tables, CaseKind, CaseState } from './tables.js';
