import type { InstitutionAdapter, PushAdapter } from '#contracts/adapter';
import { ControlClock, ControlDispatcher, type DispatchedControls } from '#libs/control-dispatch';
import type { Collector } from '#libs/collection';
import { DeadlineSweeper } from '#libs/inquiry';
import { InstitutionCall } from '#libs/institution-call';
import { ChangeListener, type CredentialStore, type InstitutionRegistry } from '#libs/institutions';
import { Lanes, type LaneMoves, type LaneSettings } from '#libs/lanes';
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
  /** Which institutions are this process's to call, when it shares them with others. */
  readonly share?: DispatcherShare;
}

/** The institutions of a dispatcher among several. */
export interface DispatcherShare extends LaneMoves {
  readonly owns: (institutionCode: string) => boolean;
}

export interface Dispatcher {
  /** Where planned requests are handed over. */
  readonly handover: PushDispatcher;
  readonly lanes: Lanes;
  /** Takes up what is open of institutions that became its own. */
  takeUp(institutionCodes: readonly string[]): Promise<void>;
  /** Gives institutions up; calls under way have `graceMs` to end. */
  release(institutionCodes: readonly string[], graceMs: number): Promise<void>;
  /** Takes up what was left open by an earlier process and begins to watch deadlines. @returns how many requests were open. */
  start(): Promise<number>;
  /** Finishes calls under way; the rest is taken up at the next start. */
  close(graceMs: number): Promise<void>;
}

const RECOVER_EVERY_MS = 30_000;

/** The app that owns the lanes: it calls institutions and ends what nobody answers in time. It serves no HTTP of its own. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const requests = new RequestReader(options.database);
  const { share } = options;
  const lanes = new Lanes(options.laneSettings, share);
  const call = new InstitutionCall(share?.owns);
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
    ...(share === undefined ? {} : { owns: share.owns }),
  });
  const turns = options.turns ?? new EveryTurn();
  const orders = options.controls && carryOrders(options, options.controls, { lanes, call, adapter, turns });
  let recovering: Promise<unknown> | undefined;
  const ownCodes = (): string[] | undefined => share && options.registry.all().flatMap(({ code }) => (share.owns(code) ? [code] : []));
  // A hand-over that was lost between commit and offer is found again; what is under way here is skipped.
  const recover = (): void => {
    recovering ??= recoverOpenRequests(requests, handover, ownCodes()).catch(() => undefined).finally(() => (recovering = undefined));
  };
  let again: NodeJS.Timeout | undefined;
  return {
    handover,
    lanes,
    takeUp: async (codes) => {
      await recoverOpenRequests(requests, handover, codes);
      await orders?.takeUp(codes);
    },
    release: async (codes, graceMs) => {
      const released = new Set(codes);
      orders?.release((code) => released.has(code));
      await handover.release((code) => released.has(code), graceMs);
    },
    start: async () => {
      turns.add('deadlines', () => new DeadlineSweeper(requests, options.collector));
      again = setInterval(recover, RECOVER_EVERY_MS);
      orders?.start();
      // Of several, each takes up what is its own as it becomes that.
      return share === undefined ? recoverOpenRequests(requests, handover) : 0;
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

interface CarriedOrders {
  start(): void;
  stop(): Promise<void>;
  takeUp(institutionCodes: readonly string[]): Promise<void>;
  release(which: (institutionCode: string) => boolean): void;
}

const CONTROL_CLOCK = 'control-clock';
/** The clock runs everywhere, because each asks about its own; the turn says who does the rest. */
const IN_EACH_PROCESS = { start: () => undefined, stop: () => undefined };

/** Orders on their way and what happens to them in time. The clock also does the days of measures at institutions that others carry orders to. */
function carryOrders(
  options: DispatcherOptions,
  { engine, store, documents, policy, logger }: DispatchedControls,
  { turns, ...shared }: { readonly lanes: Lanes; readonly call: InstitutionCall; readonly adapter: (code: string) => PushAdapter | undefined; readonly turns: DutyTurns },
): CarriedOrders {
  const { database } = options;
  const reader = new DocumentReader(database);
  const waiting = new ControlMailboxStore(database);
  const dispatcher = new ControlDispatcher({
    ...options, ...shared, engine, store, documents, orders: new ControlOrderReader(database), exchanges: new ControlExchanges(database),
    certificates: (officerIds) => reader.certificates(officerIds),
    ...(options.share === undefined ? {} : { owns: options.share.owns }),
  });
  const clock = new ControlClock({
    engine, store, dispatcher, logger, askAfterMs: policy.askAfterMs, institutionsToSend: () => waiting.institutionsToSend(),
    hasTurn: () => turns.has(CONTROL_CLOCK),
  });
  const listener = new ChangeListener({
    database, logger, channel: 'control_order',
    // Without a name: connected anew, and whatever was told in between was missed.
    onChange: (code) => (code === undefined ? void clock.offer().catch(() => undefined) : dispatcher.offer(code)),
  });
  return {
    takeUp: (codes) => clock.takeOver(codes),
    release: (which) => dispatcher.release(which),
    start: () => {
      turns.add(CONTROL_CLOCK, () => IN_EACH_PROCESS);
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
