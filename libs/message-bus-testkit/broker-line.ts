import { createServer, connect, type Server, type Socket } from 'node:net';

/** A line to a broker that can be cut. Brokers name their own address to clients, so it only stands for the first contact. */
export class BrokerLine {
  refused = 0;
  #cut = false;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async to(broker: string): Promise<BrokerLine> {
    const [host, port] = broker.split(':');
    const server = createServer((socket) => line.#accept(socket, host!, Number(port)));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const line = new BrokerLine(server, `127.0.0.1:${(server.address() as { port: number }).port}`);
    return line;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }

  #accept(socket: Socket, host: string, port: number): void {
    socket.on('error', () => undefined);
    if (this.#cut) {
      this.refused += 1;
      socket.destroy();
      return;
    }
    const onward = connect(port, host);
    onward.on('error', () => undefined);
    for (const one of [socket, onward]) {
      this.#sockets.add(one);
      one.on('close', () => {
        this.#sockets.delete(one);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
  }
}
