import type { InstitutionAdapter, PushAdapter } from '#contracts/adapter';
import { ControlClock, ControlDispatcher, type DispatchedControls } from '#libs/control-dispatch';
import type { Collector } from '#libs/collection';
import { DeadlineSweeper } from '#libs/inquiry';
import { InstitutionCall } from '#libs/institution-call';
import { ChangeListener, type CredentialStore, type InstitutionRegistry } from '#libs/institutions';
import { Lanes, type LaneSettings } from '#libs/lanes';
import type { SigningCheck } from '#libs/officer-registry';
import { EveryTurn, type DutyTurns } from '#libs/process';
import { PushDispatcher, recoverOpenRequests, type DispatchObserver } from '#libs/push-dispatch';
import { ControlExchanges, ControlMailboxStore, ControlOrderReader, DocumentReader, RequestReader, type Database } from '#libs/store';

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
  /** Without it no order leaves. */
  readonly controls?: DispatchedControls;
  /** Whose turn it is with what is done once; ours alone when absent. */
  readonly turns?: DutyTurns;
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
  const call = new InstitutionCall();
  const adapter = (code: string): PushAdapter | undefined => {
    const found = options.adapters.get(code);
    return found?.manifest.channel === 'push' ? (found as PushAdapter) : undefined;
  };
  const handover = new PushDispatcher({
    collector: options.collector,
    officers: options.officers,
    registry: options.registry,
    credentials: options.credentials,
    lanes,
    call,
    adapter,
    callbackBaseUrl: options.callbackBaseUrl,
    ...(options.observer === undefined ? {} : { observer: options.observer }),
  });
  const orders = options.controls && carryOrders(options, options.controls, { lanes, call, adapter });
  const turns = options.turns ?? new EveryTurn();
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
      turns.add('deadlines', () => new DeadlineSweeper(requests, options.collector));
      again = setInterval(recover, RECOVER_EVERY_MS);
      orders?.start();
      return recoverOpenRequests(requests, handover);
    },
    close: async (graceMs) => {
      clearInterval(again);
      await recovering;
      await turns.close();
      await orders?.stop();
      await handover.stop(graceMs);
    },
  };
}

/** Orders on their way and what happens to them in time. The clock also does the days of measures at institutions that others carry orders to. */
function carryOrders(
  options: DispatcherOptions,
  { engine, store, documents, policy, logger }: DispatchedControls,
  shared: { readonly lanes: Lanes; readonly call: InstitutionCall; readonly adapter: (code: string) => PushAdapter | undefined },
): { start(): void; stop(): Promise<void> } {
  const { database } = options;
  const reader = new DocumentReader(database);
  const waiting = new ControlMailboxStore(database);
  const dispatcher = new ControlDispatcher({
    ...options, ...shared, engine, store, documents, orders: new ControlOrderReader(database), exchanges: new ControlExchanges(database),
    certificates: (officerIds) => reader.certificates(officerIds),
  });
  const clock = new ControlClock({ engine, store, dispatcher, logger, askAfterMs: policy.askAfterMs, institutionsToSend: () => waiting.institutionsToSend() });
  const listener = new ChangeListener({
    database, logger, channel: 'control_order',
    // Without a name: connected anew, and whatever was told in between was missed.
    onChange: (code) => (code === undefined ? void clock.offer().catch(() => undefined) : dispatcher.offer(code)),
  });
  return {
    start: () => {
      clock.start();
      listener.start();
    },
    stop: async () => {
      await listener.close();
      await clock.stop();
      await dispatcher.stop();
    },
  };
}
