import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as the institution saw it. */
export interface LoopbackCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real HTTP server on loopback that plays an institution and keeps every call it gets. */
export interface Loopback {
  readonly url: string;
  readonly port: number;
  readonly calls: readonly LoopbackCall[];
  close(): Promise<void>;
}

/** @param answer is called with the whole call; what it does not answer hangs until the server is closed. */
export async function startLoopback(answer: (call: LoopbackCall, response: ServerResponse, number: number) => unknown): Promise<Loopback> {
  const calls: LoopbackCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      calls.push(call);
      answer(call, response, calls.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
