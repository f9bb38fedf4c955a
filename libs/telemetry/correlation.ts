import { AsyncLocalStorage } from 'node:async_hooks';
import { v7 } from 'uuid';

/** Header that carries the correlation id (关联号) in and out. */
export const CORRELATION_HEADER = 'x-correlation-id';

const ACCEPTED = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const current = new AsyncLocalStorage<string>();

/**
 * The caller's correlation id when it is one (1 to 64 letters, digits, dots, dashes, underscores), else a new UUID
 * version 7. Anything else is not repeated: it would end up in logs and in the audit record.
 */
export function acceptCorrelationId(given: unknown): string {
  return typeof given === 'string' && ACCEPTED.test(given) ? given : v7();
}

/** Runs `work` so that {@link currentCorrelationId} and every log line inside it know the id. */
export function runWithCorrelation<T>(correlationId: string, work: () => T): T {
  return current.run(correlationId, work);
}

/** The id of the call that is being served; undefined outside of one. */
export function currentCorrelationId(): string | undefined {
  return current.getStore();
}
