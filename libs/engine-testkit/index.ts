export { institution } from './institution-record.js';
export { FakeCredentials, FakeRegistry } from './fake-registry.js';
export { breakableDatabase, type BreakableDatabase } from './breakable-database.js';
export { startLoopback, type Loopback, type LoopbackCall } from './loopback.js';
export { acceptRequests, openCase, pushManifest, rowsOf, type AcceptedInquiry, type TestCase } from './engine-data.js';
export { until } from './until.js';
export { everybodySigns, standingApproval } from './no-objections.js';
export { WITHDRAWN, WithdrawnRight } from './withdrawn-right.js';
