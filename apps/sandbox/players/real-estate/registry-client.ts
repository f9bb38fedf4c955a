import { createClientAsync, type Client } from 'soap';
import { ConnectionFailure } from '../outbox.js';
import { drip } from '../slow-drip.js';
import { unlessStopped } from '../waiting.js';
import { WayToCourt, type CourtTls } from '../way-to-court.js';

/** Path and namespace of the service on the court's side (wire-contracts §7.1). */
export const REGISTRY_SERVICE_PATH = '/ckwIpWebService/IpConvertDataAll';
const NAMESPACE = 'http://ip.service.webService.ckw.tdh/';
const TIMEOUT_MS = 180_000;

/** Parameters of a call by name: `usermarker`, then `wsbhinfo` or `feedbackinfo`. */
export type Parameters = Readonly<Record<string, string>>;

type SoapMethod = (args: Parameters, options: object) => Promise<readonly unknown[]>;

/** How a registry reaches the court: the independent SOAP library over the WSDL of the exchange. */
export class RegistryClient {
  readonly #way: WayToCourt;
  #client: Promise<Client> | undefined;

  constructor(
    private readonly serviceUrl: string,
    tls?: CourtTls,
  ) {
    this.#way = new WayToCourt(serviceUrl, 8, tls);
  }

  /** @returns the text of `return`. @throws ConnectionFailure, or the reason of the signal. */
  async call(operation: string, parameters: Parameters, signal: AbortSignal, bytesPerSecond?: number): Promise<string> {
    // The library cannot write slowly.
    if (bytesPerSecond !== undefined) return this.#callSlowly(operation, parameters, signal, bytesPerSecond);
    const client = await unlessStopped(signal, this.#connect());
    try {
      const method = client[`${operation}Async`] as SoapMethod;
      const [result] = await method.call(client, parameters, { signal, timeout: TIMEOUT_MS, ...this.#way.agentOption });
      const value = (result as { return?: unknown } | null | undefined)?.return;
      return typeof value === 'string' ? value : '';
    } catch (error) {
      signal.throwIfAborted();
      throw new ConnectionFailure(briefly(error));
    }
  }

  close(): void {
    this.#way.close();
  }

  async #connect(): Promise<Client> {
    this.#client ??= createClientAsync(`${this.serviceUrl}?wsdl`, { disableCache: true, wsdl_options: { ...this.#way.agentOption, timeout: 30_000 } }, this.serviceUrl);
    const connecting = this.#client;
    try {
      return await connecting;
    } catch (error) {
      if (this.#client === connecting) this.#client = undefined;
      throw new ConnectionFailure(briefly(error));
    }
  }

  #callSlowly(operation: string, parameters: Parameters, signal: AbortSignal, bytesPerSecond: number): Promise<string> {
    const inside = Object.entries(parameters).map(([name, value]) => `<${name}>${value}</${name}>`).join('');
    const body = Buffer.from(
      `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><ip:${operation} xmlns:ip="${NAMESPACE}">${inside}</ip:${operation}></soapenv:Body></soapenv:Envelope>`,
    );
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => reject(signal.aborted ? (signal.reason as Error) : new ConnectionFailure(briefly(error)));
      const headers = { 'content-type': 'text/xml; charset=utf-8', 'content-length': body.length, soapaction: '""' };
      const call = this.#way.request(this.serviceUrl, { method: 'POST', signal, timeout: TIMEOUT_MS, headers }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('error', fail);
        reply.on('end', () => {
          const found = /<(?:\w+:)?return[^>]*>([^<]*)</.exec(Buffer.concat(chunks).toString('utf8'));
          if (reply.statusCode === 200 && found !== null) resolve(found[1] ?? '');
          else fail(new Error(`HTTP ${reply.statusCode}`));
        });
      });
      call.on('timeout', () => call.destroy(new Error('timeout')));
      call.on('error', fail);
      void drip(call, body, bytesPerSecond, signal);
    });
  }
}

/** Kind of failure without anything of the message: bodies may stand in errors of HTTP libraries. */
function briefly(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'failed';
}
