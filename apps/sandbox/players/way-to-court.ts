import { Agent as PlainAgent, request as requestPlainly, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as requestSecurely } from 'node:https';

/** What institutions show the court, and whom they believe there; PEM. */
export interface CourtTls {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** Options of the `soap` library for its agent, whichever the scheme needs. */
export interface AgentOption {
  readonly httpAgent?: PlainAgent;
  readonly httpsAgent?: SecureAgent;
}

/** Connections to the court's exchange, with TLS where its address says so. */
export class WayToCourt {
  readonly #agent: PlainAgent;
  readonly #isSecure: boolean;

  constructor(exchangeUrl: string, maxSockets: number, tls: CourtTls | undefined) {
    this.#isSecure = exchangeUrl.startsWith('https:');
    const options = { keepAlive: true, maxSockets };
    this.#agent = this.#isSecure ? new SecureAgent({ ...options, ...(tls === undefined ? {} : { ca: tls.ca, cert: tls.certificate, key: tls.key }) }) : new PlainAgent(options);
  }

  get agentOption(): AgentOption {
    return this.#isSecure ? { httpsAgent: this.#agent as SecureAgent } : { httpAgent: this.#agent };
  }

  request(url: string, options: RequestOptions, onReply: (reply: IncomingMessage) => void): ClientRequest {
    return (this.#isSecure ? requestSecurely : requestPlainly)(url, { ...options, agent: this.#agent }, onReply);
  }

  close(): void {
    this.#agent.destroy();
  }
}
