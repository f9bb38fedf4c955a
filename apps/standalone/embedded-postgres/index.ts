export { embeddedAddress, startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './supervisor.js';
export { findCluster, openDataFolder } from './placement.js';
export type { ServerExit } from './server.js';
export type { LogLevel } from './server-log.js';
export { StartFailure } from './start-failure.js';
