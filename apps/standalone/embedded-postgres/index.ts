export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './supervisor.js';
export type { ServerExit } from './server.js';
export type { LogLevel } from './server-log.js';
export { StartFailure } from './start-failure.js';
