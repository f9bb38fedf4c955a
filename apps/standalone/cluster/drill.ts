import { setTimeout as delay } from 'node:timers/promises';
import { DISPATCH_PARTITIONS } from '#libs/lane-ownership';
import type { AppProcess } from './app-process.js';
import { slowestBetween } from './ledger.js';
import type { Load } from './load.js';
import { sharesOwned, until, type Machines } from './machines.js';

/** What one kill did. */
export interface Strike {
  readonly victim: string;
  /** Until everything was served again, ms; undefined when that did not happen. */
  readonly recoveredMs: number | undefined;
  readonly how: string;
  readonly failedCalls: number;
  /** Of institutions, with the exchanges. */
  readonly failedExchangeCalls: number;
  /** Inquiries accepted between these moments were under way meanwhile (epoch ms). */
  readonly span: readonly [number, number];
  /** Slowest of them, ms; known when all have ended. */
  readonly slowestMs?: number | undefined;
}

/** What a rolling restart did. */
export interface Rolling {
  readonly processes: number;
  readonly ms: number;
  readonly failedCalls: number;
  readonly failedExchangeCalls: number;
}

const MOST_RECOVERY_MS = 60_000;
/** Inquiries accepted this long before a strike may still be under way. */
const BEFORE_MS = 3000;

/** Kills one of each, one after the other, each coming back before the next. */
export async function strikeEach(machines: Machines, load: Load, seconds: number, say: (what: string) => void): Promise<Strike[]> {
  const { gateways, dispatchers, exchanges, exchangeBalancer, surroundings } = machines;
  const strikes: Strike[] = [];
  const strike = async (victim: string, how: string, kill: () => Promise<unknown>, comeBack: () => Promise<unknown>, recovered: (sinceMs: number) => Promise<number | undefined>): Promise<void> => {
    say(`kill ${victim}`);
    const atMs = Date.now();
    await kill();
    const watching = recovered(atMs);
    await delay(seconds * 1000);
    const recoveredMs = await watching;
    await comeBack();
    await allShared(machines);
    await delay(2000);
    const failedExchangeCalls = exchangeBalancer.failures.filter((one) => one.atMs >= atMs).length;
    strikes.push({ victim, how, recoveredMs, failedCalls: load.failuresSince(atMs).length, failedExchangeCalls, span: [atMs - BEFORE_MS, Date.now()] });
  };
  const lastFailure = (failures: () => readonly { readonly atMs: number }[]) => async (sinceMs: number): Promise<number> => {
    await delay(seconds * 1000);
    return Math.max(0, ...failures().filter(({ atMs }) => atMs >= sinceMs).map(({ atMs }) => atMs - sinceMs));
  };
  const [gateway, dispatcher, exchange] = [gateways[0]!, dispatchers[0]!, exchanges[0]!];
  await strike(gateway.name, 'last call that failed', () => gateway.kill(), () => gateway.start(), lastFailure(() => load.failures));
  await strike(dispatcher.name, 'all institutions called again', () => dispatcher.kill(), () => dispatcher.start(), () => allShared(machines));
  await strike(exchange.name, "last institution's call that failed", () => exchange.kill(), () => exchange.start(), lastFailure(() => exchangeBalancer.failures));
  const { kafka } = surroundings;
  if (kafka.brokers.length > 1) await strike('broker-1', 'last call that failed', () => kafka.stopBroker(0, 'kill'), () => kafka.startBroker(0), lastFailure(() => load.failures));
  return strikes;
}

/** To be asked when every inquiry has ended. */
export const withSlowest = (database: Machines['surroundings']['database'], strikes: readonly Strike[]): Promise<Strike[]> =>
  Promise.all(strikes.map(async (strike) => ({ ...strike, slowestMs: await slowestBetween(database, ...strike.span) })));

/** Stops and starts every process, one after the other, as a new version is brought in. */
export async function restartEach({ gateways, dispatchers, exchanges, exchangeBalancer }: Machines, load: Load, say: (what: string) => void): Promise<Rolling> {
  const begunMs = Date.now();
  const each: readonly AppProcess[] = [...gateways, ...dispatchers, ...exchanges];
  for (const one of each) {
    say(`restart ${one.name}`);
    await one.stop();
    await one.start();
    // So that its balancer has seen it before the next goes.
    await delay(1000);
  }
  await until(async () => (await sharesOwned(dispatchers)) === DISPATCH_PARTITIONS, MOST_RECOVERY_MS);
  return {
    processes: each.length, ms: Date.now() - begunMs, failedCalls: load.failuresSince(begunMs).length,
    failedExchangeCalls: exchangeBalancer.failures.filter(({ atMs }) => atMs >= begunMs).length,
  };
}

/** Until every institution is some running dispatcher's. */
export const allShared = ({ dispatchers }: Machines): Promise<number | undefined> =>
  until(async () => (await sharesOwned(dispatchers)) === DISPATCH_PARTITIONS, MOST_RECOVERY_MS);
