import { createClientAsync, type Client } from 'soap';
import { ConnectionFailure } from '../outbox.js';
import { drip } from '../slow-drip.js';
import { unlessStopped } from '../waiting.js';
import { WayToCourt, type CourtTls } from '../way-to-court.js';
import type { ConvertDataService } from './contract.js';

const MOST_SOCKETS = 64;

/** Read timeout of a bank (wire-contracts §2.1). */
const TIMEOUT_MS = 180_000;

/** The court's service does not have this operation, as in the minimal provincial version. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered';
}

export interface CallOptions {
  readonly signal: AbortSignal;
  /** Sends the body slowly: a fault on purpose. */
  readonly bytesPerSecond?: number;
}

/** How institutions reach a service of the court. One for all on a contract: who is calling stands in the first argument. */
export interface ExchangeClient {
  /** @returns the text of `return`. @throws ConnectionFailure, NotOffered, or the reason of the signal. */
  call(operation: string, args: readonly string[], options: CallOptions): Promise<string>;
  close(): void;
}

type SoapMethod = (args: Record<string, string>, options: object) => Promise<readonly unknown[]>;

/** The independent SOAP library; its WSDL is fetched once for all on a contract, and again only while that fails. */
export class SoapExchangeClient implements ExchangeClient {
  readonly #way: WayToCourt;
  readonly #light: LightExchangeClient;
  #client: Promise<Client> | undefined;

  readonly #serviceUrl: string;

  /** @param exchangeUrl without trailing slash */
  constructor(exchangeUrl: string, service: ConvertDataService, tls?: CourtTls) {
    this.#serviceUrl = exchangeUrl + service.path;
    this.#way = new WayToCourt(exchangeUrl, MOST_SOCKETS, tls);
    this.#light = new LightExchangeClient(exchangeUrl, service, tls);
  }

  async call(operation: string, args: readonly string[], options: CallOptions): Promise<string> {
    // The library cannot write slowly.
    if (options.bytesPerSecond !== undefined) return this.#light.call(operation, args, options);
    const client = await unlessStopped(options.signal, this.#connect());
    const method = client[`${operation}Async`] as SoapMethod | undefined;
    if (method === undefined) throw new NotOffered(operation);
    try {
      const [result] = await method.call(client, Object.fromEntries(args.map((arg, i) => [`arg${i}`, arg])), {
        signal: options.signal,
        timeout: TIMEOUT_MS,
        ...this.#way.agentOption,
      });
      const value = (result as { return?: unknown } | null | undefined)?.return;
      return typeof value === 'string' ? value : '';
    } catch (error) {
      options.signal.throwIfAborted();
      throw new ConnectionFailure(briefly(error));
    }
  }

  close(): void {
    this.#way.close();
    this.#light.close();
  }

  async #connect(): Promise<Client> {
    this.#client ??= createClientAsync(`${this.#serviceUrl}?wsdl`, { disableCache: true, wsdl_options: { ...this.#way.agentOption, timeout: 30_000 } }, this.#serviceUrl);
    const connecting = this.#client;
    try {
      return await connecting;
    } catch (error) {
      if (this.#client === connecting) this.#client = undefined;
      throw new ConnectionFailure(briefly(error));
    }
  }
}

/** Plain HTTP with an envelope written by hand, for simulations with thousands of institutions. */
export class LightExchangeClient implements ExchangeClient {
  readonly #way: WayToCourt;

  /** @param exchangeUrl without trailing slash */
  constructor(
    private readonly exchangeUrl: string,
    private readonly service: ConvertDataService,
    tls?: CourtTls,
  ) {
    this.#way = new WayToCourt(exchangeUrl, MOST_SOCKETS, tls);
  }

  async call(operation: string, args: readonly string[], options: CallOptions): Promise<string> {
    const parameters = args.map((arg, i) => `<arg${i}>${escape(arg)}</arg${i}>`).join('');
    const body =
      `<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ` +
      `xmlns:ser="${this.service.namespace}"><soapenv:Header/><soapenv:Body><ser:${operation}>${parameters}</ser:${operation}></soapenv:Body></soapenv:Envelope>`;
    const text = await this.#post(operation, Buffer.from(body), options);
    const found = /<(?:[\w-]+:)?return(?:\s[^>]*)?(?:\/>|>([^<]*)<\/)/.exec(text);
    if (found === null) throw new ConnectionFailure('the reply has no return element');
    return (found[1] ?? '').replaceAll('&#13;', '').replaceAll('&#xD;', '').trim();
  }

  close(): void {
    this.#way.close();
  }

  #post(operation: string, body: Buffer, { signal, bytesPerSecond }: CallOptions): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => reject(signal.aborted ? (signal.reason as Error) : new ConnectionFailure(briefly(error)));
      const call = this.#way.request(
        this.exchangeUrl + this.service.path,
        {
          method: 'POST',
          signal,
          timeout: TIMEOUT_MS,
          headers: { 'content-type': 'text/xml; charset=utf-8', 'content-length': body.length, soapaction: `"${this.service.namespace}${this.service.port}/${operation}"` },
        },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('error', fail);
          reply.on('end', () => (reply.statusCode === 200 ? resolve(Buffer.concat(chunks).toString('utf8')) : fail(new Error(`HTTP ${reply.statusCode}`))));
        },
      );
      call.on('timeout', () => call.destroy(new Error('timeout')));
      call.on('error', fail);
      if (bytesPerSecond === undefined) call.end(body);
      else void drip(call, body, bytesPerSecond, signal);
    });
  }
}

const escape = (text: string): string => text.replace(/[&<>\r]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Kind of failure without anything of the message: bodies may stand in errors of HTTP libraries. */
function briefly(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'failed';
}
