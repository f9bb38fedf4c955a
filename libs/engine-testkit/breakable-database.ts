import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { Database } from '#libs/store';
import { TEST_RING } from '#libs/store-testkit';

/** The same database through a line that can be cut: what is under way breaks, what comes later cannot connect. */
export interface BreakableDatabase {
  readonly database: Database;
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

export async function breakableDatabase(url: string): Promise<BreakableDatabase> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let broken = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (broken) return void near.destroy();
    const far = keep(createConnection({ host: target.hostname, port: Number(target.port) }));
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const near = new URL(url);
  near.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const database = new Database({ url: near.href, poolSize: 4, applicationName: 'test-breakable', keys: TEST_RING });
  return {
    database,
    cut: () => {
      broken = true;
      for (const socket of sockets) socket.destroy();
    },
    restore: () => void (broken = false),
    close: async () => {
      broken = false;
      await database.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
