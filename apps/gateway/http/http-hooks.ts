import type { FastifyInstance } from 'fastify';
import { Problem } from '#contracts/errors';
import { asDeskCall } from '#libs/store';
import { CORRELATION_HEADER, runWithCorrelation, type HealthRegistry, type Logger, type Metrics } from '#libs/telemetry';

export interface HttpHookParts {
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Whether callers reach us with TLS. */
  readonly isSecure?: () => boolean;
}

/** Asked by machines that watch us, also while we are shutting down. */
const WATCHED = /^\/(health|metrics)(\/|\?|$)/;

/** What happens with every call, whatever its route: correlation id, metrics, log line, headers, refusal at shutdown. */
export function addHttpHooks(fastify: FastifyInstance, { health, metrics, logger, isSecure = () => false }: HttpHookParts): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now();
    metrics.httpStarted();
    void reply.header(CORRELATION_HEADER, request.id);
    void reply.header('x-content-type-options', 'nosniff');
    void reply.header('x-frame-options', 'DENY');
    void reply.header('referrer-policy', 'no-referrer');
    if (isSecure()) void reply.header('strict-transport-security', 'max-age=31536000');
    // Answers hold personal data: nothing in between may keep them.
    if (request.url.startsWith('/api/v1') || request.url.startsWith('/auth/')) void reply.header('cache-control', 'no-store');

    // 'close' comes exactly once, also when the caller goes away before its answer.
    reply.raw.once('close', () => {
      const ms = performance.now() - startedAt;
      const route = request.routeOptions.url ?? 'unknown';
      const status = reply.raw.writableFinished ? reply.raw.statusCode : 499;
      metrics.httpEnded(request.method, route, status, ms / 1000);
      const line = { method: request.method, route, status, ms: Math.round(ms * 10) / 10, correlationId: request.id };
      if (status >= 400) logger.info(line, 'call refused');
      else logger.debug(line, 'call served');
    });

    // Whoever keeps a connection is to come back by another one, to somebody who stays.
    if (health.draining) void reply.header('connection', 'close');
    if (health.shuttingDown && !WATCHED.test(request.url)) {
      done(new Problem('shutting-down'));
      return;
    }
    // No parameter of ours can hold a NUL, and PostgreSQL stores none.
    done(request.url.includes('%00') ? new Problem('parameter-invalid', 'The address has a character that does not exist.') : undefined);
  });

  // As late as possible: reading the body leaves the asynchronous context of earlier hooks.
  fastify.addHook('preHandler', (request, _, done) => runWithCorrelation(request.id, () => asDeskCall(done)));
}
