export { createTestDatabase, TEST_RING, type TestDatabase } from './test-database.js';
export { tampering } from './tampering.js';
export { openedRows } from './opened-rows.js';
