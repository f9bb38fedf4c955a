export { createLogger, silentLogger, LOG_LEVELS, type Logger, type LoggerOptions, type LogLevel } from './logger.js';
export { MASK, safeError, safeFields } from './safe-fields.js';
export { acceptCorrelationId, CORRELATION_HEADER, currentCorrelationId, runWithCorrelation } from './correlation.js';
export { Metrics } from './metrics.js';
export type { LaneReading, MailboxReading } from './scrape-readings.js';
export { HealthRegistry, type DependencyCheck, type DependencyHealth, type HealthRegistryOptions, type HealthReport } from './health-registry.js';
