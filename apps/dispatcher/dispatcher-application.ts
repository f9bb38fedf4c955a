import type { InstitutionAdapter, PushAdapter } from '#contracts/adapter';
import type { Collector } from '#libs/collection';
import { DeadlineSweeper } from '#libs/inquiry';
import { InstitutionCall } from '#libs/institution-call';
import type { CredentialStore, InstitutionRegistry } from '#libs/institutions';
import { Lanes, type LaneSettings } from '#libs/lanes';
import type { SigningCheck } from '#libs/officer-registry';
import { PushDispatcher, recoverOpenRequests, type DispatchObserver } from '#libs/push-dispatch';
import { RequestReader, type Database } from '#libs/store';

export interface DispatcherOptions {
  readonly database: Database;
  readonly registry: InstitutionRegistry;
  readonly credentials: CredentialStore;
  readonly adapters: ReadonlyMap<string, InstitutionAdapter>;
  readonly collector: Collector;
  readonly officers: SigningCheck;
  /** Where institutions reach our exchange, no trailing slash. */
  readonly callbackBaseUrl: string;
  readonly observer?: DispatchObserver;
  readonly laneSettings?: LaneSettings;
}

export interface Dispatcher {
  /** Where planned requests are handed over. */
  readonly handover: PushDispatcher;
  readonly lanes: Lanes;
  /** Takes up what was left open by an earlier process and begins to watch deadlines. @returns how many requests were open. */
  start(): Promise<number>;
  /** Finishes calls under way; the rest is taken up at the next start. */
  close(graceMs: number): Promise<void>;
}

const RECOVER_EVERY_MS = 30_000;

/** The app that owns the lanes: it calls institutions and ends what nobody answers in time. It serves no HTTP of its own. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const requests = new RequestReader(options.database);
  const lanes = new Lanes(options.laneSettings);
  const handover = new PushDispatcher({
    collector: options.collector,
    officers: options.officers,
    registry: options.registry,
    credentials: options.credentials,
    lanes,
    call: new InstitutionCall(),
    adapter: (code) => {
      const adapter = options.adapters.get(code);
      return adapter?.manifest.channel === 'push' ? (adapter as PushAdapter) : undefined;
    },
    callbackBaseUrl: options.callbackBaseUrl,
    ...(options.observer === undefined ? {} : { observer: options.observer }),
  });
  const sweeper = new DeadlineSweeper(requests, options.collector);
  let recovering: Promise<unknown> | undefined;
  // A hand-over that was lost between commit and offer is found again; what is under way here is skipped.
  const recover = (): void => {
    recovering ??= recoverOpenRequests(requests, handover).catch(() => undefined).finally(() => (recovering = undefined));
  };
  let again: NodeJS.Timeout | undefined;
  return {
    handover,
    lanes,
    start: async () => {
      sweeper.start();
      again = setInterval(recover, RECOVER_EVERY_MS);
      return recoverOpenRequests(requests, handover);
    },
    close: async (graceMs) => {
      clearInterval(again);
      await recovering;
      await sweeper.stop();
      await handover.stop(graceMs);
    },
  };
}
