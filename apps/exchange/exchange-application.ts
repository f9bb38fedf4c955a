import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyServerFactory, FastifyServerOptions } from 'fastify';
import type { Logger } from 'pino';
import type { InstitutionAdapter, PullAdapter } from '#contracts/adapter';
import type { FileExchange } from '#libs/file-exchange';
import type { CertificateProxy } from '#libs/access';
import type { CallbackDesk, ControlDesk, PullDesk } from '#libs/mailbox';
import type { TlsListener } from '#libs/tls';
import { MAX_CALLBACK_BYTES, type CallObserver } from './exchange-settings.js';
import type { FilingReception } from './filing-reception.js';
import { ExchangeModule } from './exchange.module.js';

/** Longer than the shortest polling interval seen (60 s), so that a polling institution keeps its connection. */
const KEEP_ALIVE_MS = 75_000;
/** An institution on a slow line may send many megabytes; nobody needs longer to send a head. */
const TIMES = { headMs: 60_000, wholeMs: 300_000, lookEveryMs: 30_000 };
const CUT_AGAIN_MS = 100;

export interface ExchangeOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Where institutions reach us, scheme and host with optional path prefix; without it each is told what it called. */
  readonly publicAddress?: string;
  /** Every adapter of the installation by code; the exchange serves those whose institutions poll us. */
  readonly adapters: ReadonlyMap<string, InstitutionAdapter>;
  readonly desk: PullDesk;
  readonly callbackDesk?: CallbackDesk;
  /** Exchanges files with those that do not call us; started once we listen, closed with the app. */
  readonly fileExchange?: Pick<FileExchange, 'start' | 'close'>;
  readonly logger?: Logger;
  readonly bodyBudgetBytes?: number;
  readonly onCall?: CallObserver;
  /** Where case systems push filings; without one there is no such service. */
  readonly filings?: FilingReception;
  /** Where orders of control are; without one no institution is shown any. */
  readonly controls?: ControlDesk;
  /** Certificates that a proxy before us saw; absent: only those of connections that end TLS here. */
  readonly certificateProxy?: CertificateProxy;
  /** Proxies whose word about the caller's address is taken; nobody's when absent. */
  readonly trustedProxies?: readonly string[];
  /** Speak TLS; the caller's to close, afterwards. */
  readonly tls?: TlsListener;
  /** How long calls under way may still take when closing, milliseconds. */
  readonly closeGraceMs?: number;
  /** How long a caller may take to send a call, milliseconds; 60000 and 300000 when absent, looked at every 30000. */
  readonly times?: { readonly headMs: number; readonly wholeMs: number; readonly lookEveryMs: number };
}

export interface Exchange {
  readonly app: NestFastifyApplication;
  /** Where it listens: `http://127.0.0.1:8081`. */
  readonly address: string;
  /**
   * Takes no more connections, finishes the calls under way, then closes. What is still unfinished after the grace period
   * is cut off unanswered, and the institution calls again. The desk is the caller's to close, afterwards.
   */
  close(): Promise<void>;
}

/** With TLS Fastify leaves the server, and its times, to us. */
function proxiesAndTls({ trustedProxies = [], tls, times: { headMs, wholeMs, lookEveryMs } = TIMES }: ExchangeOptions): Partial<FastifyServerOptions> {
  const times = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: wholeMs, headersTimeout: headMs, connectionsCheckingInterval: lookEveryMs };
  return {
    ...(trustedProxies.length === 0 ? {} : { trustProxy: [...trustedProxies] }),
    ...(tls === undefined ? {} : { serverFactory: ((handler) => tls.createServer(times, handler)) as FastifyServerFactory }),
  };
}

/** Fastify knows nothing of the TLS of a server it did not make. */
function addressOf(app: NestFastifyApplication, tls: TlsListener | undefined): string {
  const origin = app.getHttpAdapter().getInstance().listeningOrigin;
  return tls === undefined ? origin : origin.replace(/^http:/, 'https:');
}

/** Starts the app that institutions call. @throws when the port is taken or two contracts claim the same path */
export async function createExchange(options: ExchangeOptions): Promise<Exchange> {
  const times = options.times ?? TIMES;
  const app = await NestFactory.create<NestFastifyApplication>(
    ExchangeModule.register({
      adapters: [...options.adapters.values()].filter(isPullAdapter),
      desk: { useValue: options.desk },
      callbackDesk: options.callbackDesk === undefined ? undefined : { useValue: options.callbackDesk },
      publicAddress: options.publicAddress,
      logger: options.logger,
      bodyBudgetBytes: options.bodyBudgetBytes,
      onCall: options.onCall,
      filings: options.filings,
      controls: options.controls,
      certificateProxy: options.certificateProxy,
    }),
    new FastifyAdapter({
      ...proxiesAndTls(options),
      skipMiddie: true,
      bodyLimit: MAX_CALLBACK_BYTES,
      keepAliveTimeout: KEEP_ALIVE_MS,
      requestTimeout: times.wholeMs,
      forceCloseConnections: 'idle',
      routerOptions: { ignoreTrailingSlash: true },
      http: { headersTimeout: times.headMs, connectionsCheckingInterval: times.lookEveryMs },
    }),
    { logger: false, bodyParser: false, abortOnError: false },
  );

  await app.listen(options.port, options.host);
  options.fileExchange?.start();

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    // Again and again: the grace may end before the listener is closed, and somebody may still get in between.
    let cutting: NodeJS.Timeout | undefined;
    const grace = setTimeout(() => {
      const cutOff = (): void => app.getHttpServer().closeAllConnections();
      cutting = setInterval(cutOff, CUT_AGAIN_MS);
      cutOff();
    }, options.closeGraceMs ?? 30_000);
    try {
      await Promise.all([app.close(), options.fileExchange?.close()]);
    } finally {
      clearTimeout(grace);
      clearInterval(cutting);
    }
  };
  const address = addressOf(app, options.tls);
  return { app, address, close: () => (closing ??= close()) };
}

function isPullAdapter(adapter: InstitutionAdapter): adapter is PullAdapter {
  return adapter.manifest.channel === 'pull';
}
