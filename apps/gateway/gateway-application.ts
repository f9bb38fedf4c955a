import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerFactory, FastifyServerOptions } from 'fastify';
import { Problem } from '#contracts/errors';
import { AccessGuard, CallRates, ObjectAccess } from '#libs/access';
import { acceptCorrelationId, CORRELATION_HEADER } from '#libs/telemetry';
import { serveConsole } from './console/console-files.js';
import type { GatewayOptions, GatewayParts } from './gateway-options.js';
import { GatewayModule } from './gateway.module.js';
import { ContractPipe } from './http/contract-pipe.js';
import { addHttpHooks } from './http/http-hooks.js';
import { MOST_BODY_BYTES, readJsonOnly } from './http/json-body.js';
import { NestLog } from './http/nest-log.js';
import { readFiles } from './http/raw-body.js';
import { PROBLEM_TYPE, ProblemFilter, sendProblem } from './http/problem-filter.js';
import { RateGuard } from './http/rate-guard.js';
import { ShownData } from './http/shown-data.js';
import { toProblem } from './http/to-problem.js';
import { serveOpenApi } from './openapi/openapi-document.js';
import { accessParts, type AccessParts } from './sign-in/access-parts.js';

export const API_PREFIX = 'api/v1';

/** A case number has at most 60 characters, each up to nine bytes in an address. */
const LONGEST_PARAMETER = 600;
/** Who sends a head or a body byte by byte holds a connection no longer than this (slowloris). */
const TIMES = { headMs: 30_000, wholeMs: 60_000, lookEveryMs: 30_000 };
const IDLE_CLOSED_EVERY_MS = 50;

export interface Gateway {
  readonly app: NestFastifyApplication;
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Where people reach it with a browser. */
  readonly publicUrl: string;
  /** Not ready from now on; new calls get `shutting-down`, those under way are finished. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts the northbound HTTP API. @throws when the port is taken */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const access = accessParts(options);
  const app = await buildGateway(options, access);
  addDependencies(options);
  try {
    await app.listen(options.port, options.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    options.health.beginShutdown();
    const server = app.getHttpServer();
    // A connection whose last call has just been answered would otherwise stay open for the next one.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CLOSED_EVERY_MS);
    const cutOff = setTimeout(() => server.closeAllConnections(), options.closeGraceMs ?? 10_000);
    try {
      await app.close();
    } finally {
      clearInterval(idle);
      clearTimeout(cutOff);
    }
  };
  const origin = app.getHttpAdapter().getInstance().listeningOrigin;
  // Fastify knows nothing of the TLS of a server it did not make.
  const address = options.tls === undefined ? origin : origin.replace(/^http:/, 'https:');
  access.listensAt(address);
  return { app, address, publicUrl: access.publicUrl(), close: () => (closing ??= close()) };
}

/** The whole application, not listening: what {@link createGateway} starts and what the OpenAPI document is written from. */
export async function buildGateway(parts: GatewayParts & Pick<GatewayOptions, 'times'>, access: AccessParts = accessParts(parts)): Promise<NestFastifyApplication> {
  const { logger, times = TIMES } = parts;
  const adapter = new FastifyAdapter({
    ...proxiesAndTls(parts),
    skipMiddie: true,
    bodyLimit: MOST_BODY_BYTES,
    genReqId: (request: IncomingMessage) => acceptCorrelationId(request.headers[CORRELATION_HEADER]),
    requestTimeout: times.wholeMs,
    forceCloseConnections: 'idle',
    // Calls that come while we close get our own answer, see `addHttpHooks`.
    return503OnClosing: false,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    http: { headersTimeout: times.headMs, connectionsCheckingInterval: times.lookEveryMs },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(reply, toProblem(error), request.id),
    clientErrorHandler: answerUnreadable,
  });
  const fastify = adapter.getInstance();
  // Also when a proxy before us ends TLS.
  addHttpHooks(fastify, { ...parts, isSecure: () => access.publicUrl().startsWith('https:') });
  // As bytes, not text: a long text with Chinese in it is encoded by the socket at several times the cost.
  fastify.setReplySerializer((payload) => Buffer.from(JSON.stringify(payload)) as unknown as string);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.with(parts, access), adapter, {
    logger: new NestLog(logger),
    bodyParser: false,
    abortOnError: false,
  });
  readJsonOnly(fastify);
  readFiles(fastify);
  app.setGlobalPrefix(API_PREFIX, { exclude: ['health', 'health/*path', 'metrics', 'auth/*path'] });
  const rates = parts.callRates ?? new CallRates({ inquiry: 0, 'bulk-inquiry': 0, file: 0 });
  app.useGlobalGuards(new AccessGuard(access.principals, access.refusals, new ObjectAccess(parts.database), access.guard), new RateGuard(rates, access.refusals, parts.metrics));
  app.useGlobalInterceptors(new ShownData(parts.database, access.refusals));
  app.useGlobalPipes(new ContractPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  serveOpenApi(app);
  if (parts.consoleFolder !== undefined) serveConsole(fastify as unknown as FastifyInstance, parts.consoleFolder);
  await app.init();
  return app;
}

/** With TLS Fastify leaves the server, and its times, to us. */
function proxiesAndTls({ trustedProxies = [], tls, times: { headMs, wholeMs, lookEveryMs } = TIMES }: Pick<GatewayOptions, 'trustedProxies' | 'tls' | 'times'>): Partial<FastifyServerOptions> {
  const times = { requestTimeout: wholeMs, headersTimeout: headMs, connectionsCheckingInterval: lookEveryMs };
  return {
    ...(trustedProxies.length === 0 ? {} : { trustProxy: [...trustedProxies] }),
    ...(tls === undefined ? {} : { serverFactory: ((handler) => tls.createServer(times, handler)) as FastifyServerFactory }),
  };
}

function addDependencies({ health, database, registry, evidence, identity }: GatewayParts): void {
  const names = health.names;
  if (identity !== undefined && !names.includes('identity-provider')) health.register(identity.provider.health);
  if (!names.includes('database')) health.register({ name: 'database', check: () => database.pool.query('SELECT 1') });
  if (!names.includes('evidence')) {
    health.register({
      name: 'evidence',
      // Everything can still be read.
      critical: false,
      check: async () => {
        const { open, why } = evidence.gate.state;
        if (!open) throw Object.assign(new Error('not sealed'), { code: `evidence-${why}` });
      },
    });
  }
  if (!names.includes('institution-changes')) {
    health.register({
      name: 'institution-changes',
      critical: false,
      check: async () => {
        if (!registry.listening) throw Object.assign(new Error('not listening'), { code: 'not-listening' });
      },
    });
  }
}

/** Bytes that are no HTTP request never reach a route; they get a problem document all the same. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    return;
  }
  const body = JSON.stringify(new Problem('request-invalid', 'This is not an HTTP request that can be read.').toDocument());
  socket.end(`HTTP/1.1 400 Bad Request\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
