import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Backend {
  readonly name: string;
  /** Where calls go. */
  readonly url: string;
  /** Asked whether calls may go there: 200, or not. */
  readonly readyUrl: string;
}

export interface Balancer {
  readonly url: string;
  /** Calls that no backend answered, with the moment (epoch ms). */
  readonly failures: readonly { readonly atMs: number; readonly cause: string }[];
  readonly served: number;
  /** Backends that say they are ready, as of the last look. */
  readonly ready: number;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 100;

/**
 * What stands before several gateways or exchanges in an installation: calls go in turn to those that say they are ready. A call that could
 * not even connect goes to the next; one that broke off does not, since nobody knows what became of it.
 */
export async function startBalancer(backends: readonly Backend[]): Promise<Balancer> {
  const failures: { atMs: number; cause: string }[] = [];
  const ready = new Set<string>();
  const newAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 200 });
  const agents = new Map(backends.map(({ name }) => [name, newAgent()]));
  const refusing = new Set<string>();
  let turn = 0;
  let served = 0;
  const look = async ({ name, readyUrl }: Backend): Promise<void> => {
    const is = await fetch(readyUrl, { signal: AbortSignal.timeout(1000) }).then(({ ok }) => ok, () => false);
    if (is) {
      ready.add(name);
      refusing.delete(name);
    }
    // Its connections are left behind with what is under way on them.
    else if (ready.delete(name)) agents.set(name, newAgent());
  };
  let looking: Promise<unknown> | undefined;
  const lookAll = (): void => void (looking ??= Promise.all(backends.map(look)).finally(() => (looking = undefined)));
  lookAll();
  const timer = setInterval(lookAll, LOOK_EVERY_MS);

  const passOn = (incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, tried: ReadonlySet<string>): void => {
    const untried = backends.filter(({ name }) => !tried.has(name));
    const open = untried.filter(({ name }) => ready.has(name));
    // Nobody says so (a database that answers slowly makes all of them doubtful at once): better those that are there than nobody.
    if (open.length === 0) open.push(...untried.filter(({ name }) => !refusing.has(name)));
    const backend = open[turn++ % Math.max(1, open.length)];
    if (backend === undefined) {
      failures.push({ atMs: Date.now(), cause: 'nobody is ready' });
      outgoing.writeHead(503, { 'retry-after': '1' }).end();
      return;
    }
    const call = request(backend.url + (incoming.url ?? '/'), { method: incoming.method, headers: { ...incoming.headers, connection: 'keep-alive' }, agent: agents.get(backend.name)! }, (reply) => {
      served += 1;
      const { connection: _, 'keep-alive': __, ...headers } = reply.headers;
      outgoing.writeHead(reply.statusCode ?? 502, headers);
      reply.pipe(outgoing);
      reply.on('error', () => outgoing.destroy());
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') {
        ready.delete(backend.name);
        refusing.add(backend.name);
        return passOn(incoming, body, outgoing, new Set([...tried, backend.name]));
      }
      failures.push({ atMs: Date.now(), cause: `${backend.name}: ${error.code ?? 'broke off'}` });
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    });
    outgoing.on('close', () => (outgoing.writableFinished ? undefined : call.destroy()));
    call.end(body);
  };
  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => passOn(incoming, Buffer.concat(parts), outgoing, new Set()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failures,
    get served() {
      return served;
    },
    get ready() {
      return ready.size;
    },
    close: async () => {
      clearInterval(timer);
      await looking;
      for (const agent of agents.values()) agent.destroy();
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    },
  };
}
