import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bank that is called over its own interface (adapters/bank-direct) and writes down who called when. */
export class CountingBank {
  /** Calls by request number. */
  readonly asked = new Map<string, number>();
  /** When each call began, by `performance.now()`. */
  readonly beganAt: number[] = [];
  mostAtOnce = 0;
  /** What it says instead of an answer. */
  broken = false;
  #atOnce = 0;

  private constructor(
    readonly code: string,
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(code: string, answerMs: number): Promise<CountingBank> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bank = new CountingBank(code, server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      bank.#atOnce += 1;
      bank.mostAtOnce = Math.max(bank.mostAtOnce, bank.#atOnce);
      bank.beganAt.push(performance.now());
      // Also when the caller goes away.
      response.once('close', () => (bank.#atOnce -= 1));
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { requestNumber } = JSON.parse(Buffer.concat(chunks).toString()) as { requestNumber: string };
        bank.asked.set(requestNumber, (bank.asked.get(requestNumber) ?? 0) + 1);
        setTimeout(() => {
          if (bank.broken) response.writeHead(503).end('{}');
          else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ requestNumber, result: 'none', dataAsOf: '2026-03-01T09:30:12+08:00' }));
        }, answerMs);
      });
    });
    return bank;
  }

  get calls(): number {
    return this.beganAt.length;
  }

  /** Most calls that began within any span of this length. */
  mostWithin(ms: number): number {
    let most = 0;
    for (let from = 0, to = 0; to < this.beganAt.length; to += 1) {
      while (this.beganAt[to]! - this.beganAt[from]! >= ms) from += 1;
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}
