export { createTemplate, createTestDatabase, type TestDatabase } from './test-database.js';
