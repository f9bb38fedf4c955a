import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Which reply is lost, and how long nobody is there then. */
interface Loss {
  readonly statement: Buffer;
  readonly awayMs: number;
  readonly done: () => void;
}

/** Stands between the gateway and PostgreSQL and breaks connections at chosen moments. */
export class LossyProxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #awayUntil = 0;
  #plan: Loss | undefined;

  private constructor(private readonly upstream: URL) {
    this.#server = createServer((client) => this.#take(client));
  }

  static async before(databaseUrl: string): Promise<LossyProxy> {
    const proxy = new LossyProxy(new URL(databaseUrl));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** Address of the same database through here. */
  get url(): string {
    const url = new URL(this.upstream);
    url.hostname = '127.0.0.1';
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /**
   * Lets the next use of a prepared statement through to its commit, loses the reply, breaks every connection and refuses new
   * ones for a while. Resolves when that has happened.
   */
  async loseReplyOf(statement: string, awayMs: number): Promise<void> {
    await new Promise<void>((done) => (this.#plan = { statement: Buffer.from(`${statement}\0`), awayMs, done }));
  }

  async close(): Promise<void> {
    this.#cut();
    this.#server.close();
  }

  #take(client: Socket): void {
    client.on('error', () => undefined);
    if (Date.now() < this.#awayUntil) return void client.destroy();
    const server = connect(Number(this.upstream.port || 5432), this.upstream.hostname);
    server.on('error', () => undefined);
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    let losing: Loss | undefined;
    client.on('data', (chunk: Buffer) => {
      if (this.#plan !== undefined && chunk.includes(this.#plan.statement)) {
        losing = this.#plan;
        this.#plan = undefined;
      }
      server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => {
      if (losing === undefined) return void client.write(chunk);
      // PostgreSQL answers after its commit: what it did is durable, and nobody hears of it.
      this.#awayUntil = Date.now() + losing.awayMs;
      this.#cut();
      losing.done();
    });
    for (const [one, other] of [pair, [server, client]] as const) {
      one.on('close', () => {
        other.destroy();
        this.#pairs.delete(pair);
      });
    }
  }

  #cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }
}
