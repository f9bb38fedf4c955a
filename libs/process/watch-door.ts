import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthRegistry, Metrics } from '#libs/telemetry';
import { portTaken } from './start-sentences.js';

export interface WatchDoorOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
}

export interface WatchDoor {
  readonly address: string;
  close(): Promise<void>;
}

/** Health and metrics of a process that serves no people: a port of its own, for machines that watch it. @throws StartFailure */
export async function openWatchDoor({ host, port, health, metrics }: WatchDoorOptions): Promise<WatchDoor> {
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    switch (path) {
      case '/health/live':
        return send(response, 200, health.liveness());
      case '/health/ready': {
        const report = await health.readiness();
        return send(response, report.state === 'down' || report.state === 'shutting-down' ? 503 : 200, report);
      }
      case '/metrics':
        response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(await metrics.page());
        return;
      default:
        return send(response, 404, {});
    }
  };
  const server = createServer((request, response) => {
    answer((request.url ?? '/').split('?', 1)[0]!, response).catch(() => send(response, 500, {}));
  });
  await portTaken('CHAKONG_WATCH_PORT', port, () => new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve)));
  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
