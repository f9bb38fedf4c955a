import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isRefusedAddress, isRefusedHost } from '#libs/institutions';
import { Client, type Dispatcher } from 'undici';

interface Waiting {
  readonly options: Dispatcher.DispatchOptions;
  readonly handler: Dispatcher.DispatchHandler;
}

/** Certificates of a connection, PEM. */
export interface ConnectionTls {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** Told instead of calling an address where no institution can be. */
export const REFUSED_ADDRESS = 'ADDRESS_REFUSED';

export interface ConnectionLimits {
  /** Most connections at a time; calls beyond wait for one. */
  readonly most: number;
  readonly connectTimeoutMs: number;
  readonly tls?: ConnectionTls;
}

/**
 * Connections to one institution, one call on each at a time, the last used first, so that what is not needed falls idle and
 * is closed. An undici pool does the same for ten times the memory (each has a queue of 2,048 places), and thousands of
 * institutions have one each.
 */
export class Connections {
  readonly #idle: Client[] = [];
  readonly #all = new Set<Client>();
  readonly #waiting: Waiting[] = [];
  #closing = false;

  constructor(
    private readonly origin: string,
    private readonly limits: ConnectionLimits,
  ) {}

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    const client = this.#idle.pop() ?? (this.#all.size < this.limits.most ? this.#open() : undefined);
    if (client === undefined) this.#waiting.push({ options, handler });
    else client.dispatch(options, new CallOnConnection(handler, () => this.#free(client)));
  }

  /** Calls under way and waiting are finished, then the connections are closed. */
  close(): void {
    this.#closing = true;
    for (const client of this.#idle.splice(0)) this.#end(client);
  }

  /** Ends everything at once; calls under way and waiting fail. */
  async destroy(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.#all].map((client) => client.destroy()));
  }

  #open(): Client {
    const client = new Client(this.origin, {
      pipelining: 1,
      connect: { timeout: this.limits.connectTimeoutMs, lookup: lookUp, ...tlsOptions(this.limits.tls) },
      // The call's deadline is its one clock.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 30_000,
    });
    this.#all.add(client);
    return client;
  }

  #free(client: Client): void {
    const next = this.#waiting.shift();
    if (next !== undefined) client.dispatch(next.options, new CallOnConnection(next.handler, () => this.#free(client)));
    else if (this.#closing) this.#end(client);
    else this.#idle.push(client);
  }

  #end(client: Client): void {
    this.#all.delete(client);
    void client.close().catch(() => undefined);
  }
}

type LookedUp = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** What a name stands for may change after it was registered, and may then be where no institution is. */
function lookUp(hostname: string, options: LookupOptions, done: LookedUp): void {
  lookup(hostname, options, (error, found: string | LookupAddress[], family) => {
    const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
    if (error === null && (isRefusedHost(hostname) || addresses.some(isRefusedAddress))) return done(Object.assign(new Error('refused'), { code: REFUSED_ADDRESS }), '');
    done(error, found, family);
  });
}

/** Chain and host name are always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says: there is no way to switch that off. */
const tlsOptions = ({ ca, certificate, key }: ConnectionTls = {}) => ({
  rejectUnauthorized: true, minVersion: 'TLSv1.2' as const, ...(ca === undefined ? {} : { ca }), ...(certificate === undefined ? {} : { cert: certificate }), ...(key === undefined ? {} : { key }),
});

/** Passes on what undici tells, and says once when the connection is free again. */
class CallOnConnection implements Dispatcher.DispatchHandler {
  #over = false;

  constructor(
    private readonly handler: Dispatcher.DispatchHandler,
    private readonly free: () => void,
  ) {}

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.handler.onRequestStart?.(controller, context);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[]>, statusMessage?: string): void {
    this.handler.onResponseStart?.(controller, status, headers, statusMessage);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: Dispatcher.DispatchController, trailers: Record<string, string | string[]>): void {
    this.handler.onResponseEnd?.(controller, trailers);
    this.#end();
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.handler.onResponseError?.(controller, error);
    this.#end();
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.free();
  }
}
