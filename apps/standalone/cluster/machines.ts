import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '#libs/settings';
import type { ClosingOrder } from '#libs/process';
import { StartFailure } from '../embedded-postgres/index.js';
import { AppProcess, type Given } from './app-process.js';
import { startBalancer, type Balancer } from './balancer.js';
import { freePorts, openSurroundings, type Surroundings } from './surroundings.js';

/** Two of each app, what stands before them, and what they share. */
export interface Machines {
  readonly surroundings: Surroundings;
  readonly gateways: readonly AppProcess[];
  readonly dispatchers: readonly AppProcess[];
  readonly exchanges: readonly AppProcess[];
  readonly gatewayBalancer: Balancer;
  readonly exchangeBalancer: Balancer;
}

const OF_EACH = [1, 2] as const;
/** Longer than a balancer's looks take to notice. */
const DRAIN_SECONDS = '3';
const MOST_READY_MS = 60_000;

/** Starts everything. @throws StartFailure */
export async function startMachines(settings: Settings, brokers: 1 | 3, closing: ClosingOrder, say: (what: string) => void): Promise<Machines> {
  const [gateway1, gateway2, exchange1, exchange2, watch1, watch2, watch3, watch4] = (await freePorts(8)).map(String) as [string, string, string, string, string, string, string, string];
  const at = (port: string): string => `http://127.0.0.1:${port}`;
  const ready = '/health/ready';
  const gatewayBalancer = closing.opened(await startBalancer([gateway1, gateway2].map((port, index) => ({ name: `gateway-${index + 1}`, url: at(port), readyUrl: at(port) + ready }))), (one) => one.close());
  const exchangeBalancer = closing.opened(
    await startBalancer([{ name: 'exchange-1', url: at(exchange1), readyUrl: at(watch3) + ready }, { name: 'exchange-2', url: at(exchange2), readyUrl: at(watch4) + ready }]),
    (one) => one.close(),
  );
  const surroundings = await openSurroundings({ settings, brokers, exchangeUrl: exchangeBalancer.url, closing, say });
  const { postgres, kafka, sandbox } = surroundings;
  const base: Given = {
    DATABASE_URL: postgres.url, KAFKA_BROKERS: kafka.brokers.join(','), CHAKONG_DATA: settings.dataFolder, CHAKONG_EXCHANGE_PUBLIC_URL: exchangeBalancer.url,
    CHAKONG_DATABASE_POOL: '6', CHAKONG_DRAIN_SECONDS: DRAIN_SECONDS, CHAKONG_FILE_POLL_SECONDS: '1', CHAKONG_INQUIRIES_PER_MINUTE: '0',
    CHAKONG_SEAL_SERVICE_URL: sandbox.sealService.endpoint, CHAKONG_SEAL_NAME: sandbox.sealService.sealName, CHAKONG_SEAL_PASSWORD: sandbox.sealService.password,
  };
  const make = (app: 'gateway' | 'dispatcher' | 'exchange', own: (index: number) => Given): AppProcess[] =>
    OF_EACH.map((number, index) => closing.opened(new AppProcess(app, `${app}-${number}`, { ...base, ...own(index) }, join(settings.dataFolder, 'logs')), (one) => one.stop()));
  const gateways = make('gateway', (index) => ({ CHAKONG_GATEWAY_PORT: [gateway1, gateway2][index]! }));
  const dispatchers = make('dispatcher', (index) => ({ CHAKONG_WATCH_PORT: [watch1, watch2][index]! }));
  const exchanges = make('exchange', (index) => ({ CHAKONG_EXCHANGE_PORT: [exchange1, exchange2][index]!, CHAKONG_WATCH_PORT: [watch3, watch4][index]! }));
  say('2 gateways, 2 dispatchers, 2 exchanges');
  await Promise.all([...gateways, ...dispatchers, ...exchanges].map((one) => one.start()));
  // Institutions and callers come when those before whom the balancers stand say that they are ready, as in an installation.
  const open = await until(() => [gatewayBalancer, exchangeBalancer].every(({ ready }) => ready === OF_EACH.length), MOST_READY_MS);
  if (open === undefined) throw new StartFailure('The gateways and exchanges were not ready within a minute.');
  sandbox.begin();
  return { surroundings, gateways, dispatchers, exchanges, gatewayBalancer, exchangeBalancer };
}

/** Shares of institutions that running dispatchers have, as they say themselves. */
export async function sharesOwned(dispatchers: readonly AppProcess[]): Promise<number> {
  const pages = await Promise.all(
    dispatchers.filter(({ isRunning }) => isRunning).map((one) => fetch(`${one.address('CHAKONG_WATCH_PORT')}/metrics`, { signal: AbortSignal.timeout(2000) }).then((page) => page.text(), () => '')),
  );
  return pages.reduce((sum, page) => sum + Number(/^chakong_dispatch_partitions\{state="owned"\} (\d+)/m.exec(page)?.[1] ?? 0), 0);
}

/** @returns how long it took, ms; undefined when it did not happen in time */
export async function until(holds: () => Promise<boolean> | boolean, mostMs: number): Promise<number | undefined> {
  const begun = performance.now();
  while (performance.now() - begun < mostMs) {
    if (await holds()) return performance.now() - begun;
    await delay(50);
  }
  return undefined;
}
