import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { CallSource } from '#libs/access';
import {
  SOAP_CONTENT_TYPE,
  readEnvelope,
  renderResponse,
  renderSoapFault,
  renderWsdl,
  type SoapCall,
  type SoapFaultCode,
  type SoapOperation,
  type SoapService,
} from '#libs/soap-service';
import { decodeBody } from './decode-body.js';
import { describeFailure } from './describe-failure.js';
import type { CallObserver } from './exchange-settings.js';
import { HttpRefusal } from './http-refusal.js';
import type { Answer } from './pull-operations.js';
import { receiveBody, type BodyBudget, type ReceivedBody } from './receive-body.js';
import { serviceAddress } from './service-address.js';

/** What an endpoint needs to know of a contract; an adapter whose institutions poll us is one. */
export interface SoapContract<Operation extends SoapOperation> {
  readonly service: SoapService<Operation>;
  readonly manifest: { readonly code: string; readonly limits: { readonly maxMessageBytes: number } };
}

export interface SoapEndpointOptions<Operation extends SoapOperation> {
  readonly adapter: SoapContract<Operation>;
  readonly operations: {
    /** @throws whatever goes wrong inside; the caller is told to send again */
    answer(call: SoapCall<Operation>, bytes: Uint8Array, receivedAt: Date, source: CallSource): Promise<Answer>;
  };
  readonly budget: BodyBudget;
  readonly logger: Logger;
  readonly publicAddress: string | undefined;
  readonly sourceOf: (request: FastifyRequest) => CallSource;
  readonly onCall?: CallObserver;
}

/** What toolkits send for SOAP 1.1, and a plain name for the same by hand-made clients. A missing type is taken for it. */
const XML_TYPES = new Set(['text/xml', 'application/xml']);

const WSDL_QUERY = /[?&]wsdl(?:[=&]|$)/i;

/**
 * The service of one contract on its paths: `GET …?wsdl` and `POST`. A Fastify plugin, so that its body reader, limits and
 * faults are its own.
 *
 * Which error is told how: HTTP itself wrong (size, type, character set) 413, 415, 400; no room 503; envelope or operation
 * wrong: SOAP `Client` fault with 500 (SOAP 1.1 §6.2); something failed inside: SOAP `Server` fault with 500; the contract's
 * message wrong: 200 and the contract's words. All bodies are SOAP faults, so that every toolkit can show them.
 */
export function soapEndpoint<Operation extends SoapOperation>(options: SoapEndpointOptions<Operation>): (fastify: FastifyInstance) => Promise<void> {
  const { adapter, budget, logger } = options;
  const { service, manifest } = adapter;
  const limits = { maxCharacters: manifest.limits.maxMessageBytes };

  async function call(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const started = performance.now();
    const body = request.body as ReceivedBody | undefined;
    if (body === undefined) throw new HttpRefusal(400, '报文为空');
    try {
      if (body.bytes.length === 0) throw new HttpRefusal(400, '报文为空');
      const text = decodeBody(body.bytes, request.headers['content-type']);
      const reading = readEnvelope(text, service, limits);
      if (reading.state === 'unreadable') {
        logger.warn({ adapter: manifest.code, outcome: 'envelope-refused', cause: reading.cause, ms: since(started) }, 'call refused');
        count('unreadable', 'envelope-refused', started);
        return await fault(reply, 500, reading.faultCode, reading.detail);
      }

      const operation = reading.value.operation.name;
      try {
        const answer = await options.operations.answer(reading.value, body.bytes, body.receivedAt, options.sourceOf(request));
        record(operation, answer, started);
        return await reply.type(SOAP_CONTENT_TYPE).send(renderResponse(service, operation, answer.value));
      } catch (error) {
        logger.error({ adapter: manifest.code, operation, outcome: 'failed', ms: since(started), error: describeFailure(error) }, 'call failed');
        count(operation, 'failed', started);
        return await fault(reply, 500, 'Server', '系统处理异常，请稍后重新发送');
      }
    } finally {
      body.release();
    }
  }

  const count = (operation: string, result: string, started: number): void => options.onCall?.(manifest.code, operation, result, since(started) / 1000);

  function record(operation: string, { outcome, institutionCode, count: rows }: Answer, started: number): void {
    count(operation, outcome, started);
    const facts = { adapter: manifest.code, operation, institutionCode, outcome, count: rows, ms: since(started) };
    // Thousands of institutions ask in vain every minute; their polls are not worth a line each.
    if (outcome === 'listed' && rows === 0) logger.debug(facts, 'call answered');
    else if (outcome === 'bad-credentials' || outcome === 'unreadable') logger.warn(facts, 'call refused');
    else logger.info(facts, 'call answered');
  }

  async function describe(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const [path = '/'] = request.url.split('?', 1);
    if (!WSDL_QUERY.test(request.url)) {
      return await reply.code(405).header('allow', 'POST').type('text/plain; charset=utf-8').send(`${path}?wsdl\n`);
    }
    // Fastify knows nothing of the TLS of a server it did not make.
    const listening = request.server.listeningOrigin.replace(/^http:/, request.socket instanceof TLSSocket ? 'https:' : 'http:');
    const address = serviceAddress(request.headers, path, options.publicAddress, listening);
    return await reply.type(SOAP_CONTENT_TYPE).header('cache-control', 'no-store').send(renderWsdl(service, address));
  }

  return async (fastify) => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
      receiveBody(payload, Number(request.headers['content-length'] ?? 0), manifest.limits.maxMessageBytes, budget),
    );
    fastify.setErrorHandler((error, _request, reply) => {
      const refusal = asRefusal(error);
      if (refusal !== undefined) {
        logger.warn({ adapter: manifest.code, outcome: 'http-refused', status: refusal.statusCode }, 'call refused');
        return fault(reply, refusal.statusCode, refusal.faultCode, refusal.detail);
      }
      logger.error({ adapter: manifest.code, outcome: 'failed', error: describeFailure(error) }, 'call failed');
      return fault(reply, 500, 'Server', '系统处理异常，请稍后重新发送');
    });
    for (const path of service.paths) {
      fastify.get(path, describe);
      fastify.post(path, { onRequest: checkHeaders, bodyLimit: manifest.limits.maxMessageBytes }, call);
    }
  };
}

/** Refuses by headers alone what would not be read anyway. */
function checkHeaders(request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const encoding = request.headers['content-encoding']?.trim().toLowerCase();
  if (type === 'application/soap+xml') {
    return done(new HttpRefusal(415, '本服务使用SOAP 1.1（text/xml），不支持SOAP 1.2', 'VersionMismatch'));
  }
  if (type !== undefined && !XML_TYPES.has(type)) return done(new HttpRefusal(415, '报文类型应为text/xml'));
  if (encoding !== undefined && encoding !== 'identity') return done(new HttpRefusal(415, '不支持压缩的报文'));
  done();
}

function asRefusal(error: unknown): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error;
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 413) return new HttpRefusal(413, '报文超过允许的大小');
  if (status === 415) return new HttpRefusal(415, '报文类型应为text/xml');
  if (typeof status === 'number' && status >= 400 && status < 500) return new HttpRefusal(400, '请求格式错误');
  return undefined;
}

function fault(reply: FastifyReply, status: number, code: SoapFaultCode, text: string): FastifyReply {
  if (status === 503) reply.header('retry-after', '30');
  if (status === 415) reply.header('accept-encoding', 'identity');
  return reply.code(status).type(SOAP_CONTENT_TYPE).send(renderSoapFault(code, text));
}

const since = (started: number): number => Math.round((performance.now() - started) * 100) / 100;
