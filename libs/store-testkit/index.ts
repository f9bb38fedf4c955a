export { createTestDatabase, type TestDatabase } from './test-database.js';
export { tampering } from './tampering.js';
