import type { PullAdapter } from '#contracts/adapter';
import { createExchange, type Exchange, type ExchangeOptions } from '../exchange-application.js';
import { InMemoryPullDesk } from './in-memory-pull-desk.js';
import { PLAIN_PATH, plainAdapter } from './plain-adapter.js';

export interface RunningExchange {
  readonly exchange: Exchange;
  readonly desk: InMemoryPullDesk;
  /** Address of the plain service. */
  readonly url: string;
}

/** A real server on loopback with the in-memory desk. */
export async function startExchange(
  adapters: readonly PullAdapter[] = [plainAdapter()],
  options: Partial<ExchangeOptions> = {},
): Promise<RunningExchange> {
  const desk = new InMemoryPullDesk();
  const exchange = await createExchange({
    host: '127.0.0.1',
    port: 0,
    adapters: new Map(adapters.map((adapter) => [adapter.manifest.code, adapter])),
    desk,
    ...options,
  });
  return { exchange, desk, url: exchange.address + PLAIN_PATH };
}
