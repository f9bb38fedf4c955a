import { constants } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import { stat } from 'node:fs/promises';
import { readOwnCertificate, type OwnCertificate, type TlsFiles } from './own-certificate.js';
import { TlsFault } from './tls-fault.js';

export interface TlsLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface TlsListenerOptions {
  readonly files: TlsFiles;
  readonly logger: TlsLog;
  /** How often the files are looked at, milliseconds; 5000 when absent. */
  readonly lookEveryMs?: number;
  readonly clock?: () => number;
}

const WARN_BEFORE_MS = 30 * 86_400_000;
const WARN_EVERY_MS = 86_400_000;
/** A handshake that takes longer is somebody who holds a place for nothing. */
const HANDSHAKE_MS = 10_000;

/** Times of an HTTP server, milliseconds. */
export interface ServerTimes {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout?: number;
  readonly connectionsCheckingInterval?: number;
}

/** How our certificate is doing, for health and metrics. */
export interface TlsState {
  readonly expiresInSeconds: number;
  /** In a sentence, what an operator should do soon; undefined when all is well. */
  readonly concern: string | undefined;
}

/**
 * TLS servers with one certificate of ours, which is taken from its files again when they change: new connections get the new one, those that
 * are open go on. Files that have become unusable change nothing but the log and the state of health. At least TLS 1.2.
 */
export class TlsListener {
  readonly #servers = new Set<Server>();
  #looking: NodeJS.Timeout | undefined;
  #seen: string;
  #fault: string | undefined;
  #warnedAtMs = -Infinity;

  private constructor(
    private readonly options: TlsListenerOptions,
    private own: OwnCertificate,
    seen: string,
  ) {
    this.#seen = seen;
  }

  /** @throws TlsFault */
  static async open(options: TlsListenerOptions): Promise<TlsListener> {
    const seen = await stampOf(options.files);
    const listener = new TlsListener(options, await readOwnCertificate(options.files, (options.clock ?? Date.now)()), seen);
    listener.#warn();
    listener.#looking = setInterval(() => void listener.look(), options.lookEveryMs ?? 5000).unref();
    return listener;
  }

  /** Makes a server; it belongs to the caller, and follows the files until it is closed. */
  createServer(options: ServerTimes, handler: RequestListener): Server {
    const server = createServer({ ...options, ...this.#context(), handshakeTimeout: HANDSHAKE_MS, requestCert: this.own.clientAuthorities !== undefined, rejectUnauthorized: false }, handler);
    this.#servers.add(server);
    server.on('close', () => this.#servers.delete(server));
    return server;
  }

  get state(): TlsState {
    const leftMs = this.own.expiresAtMs - this.#now();
    const soon = leftMs < WARN_BEFORE_MS ? `The certificate in ${this.options.files.certificate} ${leftMs <= 0 ? 'has expired' : 'expires'} on ${new Date(this.own.expiresAtMs).toISOString()}.` : undefined;
    return { expiresInSeconds: Math.floor(leftMs / 1000), concern: this.#fault ?? soon };
  }

  /** Looks whether the files have changed, now. */
  async look(): Promise<void> {
    this.#warn();
    const { files, logger } = this.options;
    try {
      const seen = await stampOf(files);
      if (seen === this.#seen) return;
      const own = await readOwnCertificate(files, this.#now());
      this.#use(own);
      this.#seen = seen;
      this.#fault = undefined;
      logger.info({ expiresAt: new Date(own.expiresAtMs).toISOString() }, 'certificate changed');
    } catch (error) {
      // Key and certificate are two files: between the one and the other they do not belong together for a moment, and are looked at again.
      const fault = error instanceof TlsFault ? error.message : 'The files of the certificate cannot be used.';
      if (fault !== this.#fault) logger.error({ fault }, 'certificate not changed; the one before stays');
      this.#fault = fault;
    }
  }

  close(): void {
    clearInterval(this.#looking);
  }

  #use(own: OwnCertificate): void {
    const authoritiesChanged = !same(own.clientAuthorities, this.own.clientAuthorities);
    if ((own.clientAuthorities === undefined) !== (this.own.clientAuthorities === undefined)) throw new TlsFault('Whether clients are asked for certificates changes with a restart only.');
    this.own = own;
    for (const server of this.#servers) {
      server.setSecureContext(this.#context());
      // Who was believed by an authority that is gone has to prove himself anew; a call under way is finished.
      if (authoritiesChanged) server.closeIdleConnections();
    }
  }

  #context(): Pick<ServerOptions, 'cert' | 'key' | 'ca' | 'minVersion' | 'secureOptions'> {
    const { certificate, key, clientAuthorities } = this.own;
    // A renegotiation could bring another certificate into the middle of a connection.
    const secureOptions = constants.SSL_OP_NO_RENEGOTIATION;
    return { cert: certificate, key, minVersion: 'TLSv1.2', secureOptions, ...(clientAuthorities === undefined ? {} : { ca: clientAuthorities }) };
  }

  #warn(): void {
    const { concern, expiresInSeconds } = this.state;
    if (concern === undefined || this.#fault !== undefined || this.#now() - this.#warnedAtMs < WARN_EVERY_MS) return;
    this.#warnedAtMs = this.#now();
    this.options.logger.warn({ expiresInSeconds }, concern);
  }

  #now(): number {
    return (this.options.clock ?? Date.now)();
  }
}

const same = (a: Buffer | undefined, b: Buffer | undefined): boolean => a === b || (a !== undefined && b !== undefined && a.equals(b));

/** Changes whenever a file was written or replaced, also by a link that points elsewhere now. */
async function stampOf({ certificate, key, clientAuthorities }: TlsFiles): Promise<string> {
  const stamps = [certificate, key, ...(clientAuthorities === undefined ? [] : [clientAuthorities])].map(async (file) => {
    const { ino, mtimeMs, size } = await stat(file).catch((error: { code?: string }) => {
      throw new TlsFault(`${file} cannot be read (${error.code ?? 'fault'}): it must be a file that this user may read.`);
    });
    return `${ino}/${mtimeMs}/${size}`;
  });
  return (await Promise.all(stamps)).join(' ');
}
