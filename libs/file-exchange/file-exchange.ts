import { setMaxListeners } from 'node:events';
import type { FileAdapter, InstitutionAdapter } from '#contracts/adapter';
import type { Collector } from '#libs/collection';
import { parseFileEndpoint, type CredentialStore, type InstitutionRecord, type InstitutionRegistry } from '#libs/institutions';
import type { ControlDocuments, ControlEngine } from '#libs/control';
import { OrderDeparture, OrderWords, type DocumentShelf } from '#libs/mailbox';
import type { SigningCheck } from '#libs/officer-registry';
import { ControlMailboxStore, ControlOrderReader, FilePackageStore, TurnLocks, type Database, type RequestReader } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { Arrivals } from './arrivals.js';
import { ControlFeedback } from './control-feedback.js';
import { ControlPacker } from './control-packer.js';
import { FeedbackReader } from './feedback-reader.js';
import { FolderFault, type InstitutionFolder } from './institution-folder.js';
import { takeTurn, type TurnParts } from './institution-turn.js';
import { LocalFolder } from './local-folder.js';
import { QueryPacker } from './query-packer.js';
import { SftpFolder } from './sftp-folder.js';

export interface FileExchangeSettings {
  /** How often the folders of an institution are visited, ms. */
  readonly pollMs: number;
  /** A file must not have changed for this long before it is taken, ms. */
  readonly quietMs: number;
  /** See `TurnParts`. */
  readonly unfinishedPatienceMs: number;
  /** A request that was packed is packed again after this long without an answer, ms. */
  readonly packAgainAfterMs: number;
  /** Requests in one package. */
  readonly packageSize: number;
  /** Longest pause after failures, ms. */
  readonly longestPauseMs: number;
}

export const DEFAULT_FILE_EXCHANGE_SETTINGS: FileExchangeSettings = {
  pollMs: 5000,
  quietMs: 1000,
  unfinishedPatienceMs: 60_000,
  // Banks look once or twice an hour and take a day; what is in their folder is not lost.
  packAgainAfterMs: 12 * 3600_000,
  packageSize: 200,
  longestPauseMs: 5 * 60_000,
};

export interface FileExchangeParts {
  readonly database: Database;
  readonly registry: InstitutionRegistry;
  readonly credentials: CredentialStore;
  readonly requests: RequestReader;
  readonly collector: Collector;
  readonly shelf: DocumentShelf;
  readonly officers: SigningCheck;
  readonly adapter: (code: string) => InstitutionAdapter | undefined;
  readonly logger: Logger;
  /** While false nothing is packed or written; what institutions put there is taken all the same. */
  readonly maySend?: () => boolean;
  readonly settings?: Partial<FileExchangeSettings>;
  /** Orders of control; without them none leave, and what is said about one is refused. */
  readonly controls?: { readonly engine: ControlEngine; readonly documents: ControlDocuments };
}

/** Where one institution stands between its turns. */
interface Visits {
  readonly arrivals: Arrivals;
  dueAtMs: number;
  failures: number;
  /** The endpoint the failures belong to; a changed one is tried at once. */
  version: number;
  running: Promise<void> | undefined;
}

const LOOK_MS = 100;

/**
 * Exchanges packages with every institution in file mode. Each has turns of its own: one whose server cannot be reached costs the
 * others nothing, and is tried again at growing intervals. Over several processes, one at a time is at an institution.
 */
export class FileExchange {
  readonly #settings: FileExchangeSettings;
  readonly #turn: TurnParts;
  readonly #locks: TurnLocks;
  readonly #visits = new Map<string, Visits>();
  readonly #ending = endingOf();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: FileExchangeParts) {
    this.#settings = { ...DEFAULT_FILE_EXCHANGE_SETTINGS, ...parts.settings };
    const store = new FilePackageStore(parts.database);
    this.#locks = new TurnLocks(parts.database);
    const controls = parts.controls && { ...parts, ...parts.controls, store, orders: new ControlOrderReader(parts.database) };
    const shared = controls === undefined ? {} : { controls: new ControlFeedback({ ...controls, words: new OrderWords(controls) }) };
    this.#turn = {
      ...(controls === undefined
        ? {}
        : { controls: new ControlPacker({ ...controls, waiting: new ControlMailboxStore(parts.database), departure: new OrderDeparture(controls), packAgainAfterMs: this.#settings.packAgainAfterMs, packageSize: this.#settings.packageSize }) }),
      store,
      packer: new QueryPacker({ ...parts, store, packAgainAfterMs: this.#settings.packAgainAfterMs, packageSize: this.#settings.packageSize }),
      reader: new FeedbackReader({ database: parts.database, requests: parts.requests, collector: parts.collector, store, ...shared }),
      logger: parts.logger,
      maySend: parts.maySend ?? (() => true),
      unfinishedPatienceMs: this.#settings.unfinishedPatienceMs,
    };
  }

  /** Begins to visit institutions; until {@link close}. */
  start(): void {
    this.#timer ??= setInterval(() => this.#look(), Math.min(LOOK_MS, this.#settings.pollMs));
  }

  /** Starts no more turns, cuts connections and waits for the turns under way; one that hangs may be left behind at any point. */
  async close(graceMs = 5000): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)));
    const turns = [...this.#visits.values()].flatMap(({ running }) => running ?? []);
    await Promise.race([Promise.all(turns), grace]);
    clearTimeout(timer);
    await this.#locks.close();
  }

  /** One turn at an institution, now. For tests and for tools; turns of one institution never overlap. @throws what went wrong */
  async visit(institutionCode: string): Promise<void> {
    const institution = this.parts.registry.get(institutionCode);
    const adapter = institution && this.#adapterOf(institution);
    if (institution === undefined || adapter === undefined) throw new TypeError(`${institutionCode} is no institution in file mode`);
    const visits = this.#visitsOf(institution);
    await visits.running;
    await this.#takeTurn(adapter, institution, visits);
  }

  #look(): void {
    const now = Date.now();
    for (const institution of this.parts.registry.all()) {
      const adapter = this.#adapterOf(institution);
      if (adapter === undefined) continue;
      const visits = this.#visitsOf(institution);
      if (visits.version !== institution.version) Object.assign(visits, { version: institution.version, dueAtMs: 0, failures: 0 });
      if (visits.running === undefined && visits.dueAtMs <= now && !this.#ending.signal.aborted) visits.running = this.#run(adapter, institution, visits);
    }
  }

  async #run(adapter: FileAdapter, institution: InstitutionRecord, visits: Visits): Promise<void> {
    try {
      await this.#takeTurn(adapter, institution, visits);
      if (visits.failures > 0) this.parts.logger.info({ institutionCode: institution.code }, 'its folders can be used again');
      visits.failures = 0;
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#failed(institution, visits, error);
    } finally {
      visits.dueAtMs = Date.now() + this.#pauseAfter(visits.failures);
      visits.running = undefined;
    }
  }

  async #takeTurn(adapter: FileAdapter, institution: InstitutionRecord, { arrivals }: Visits): Promise<void> {
    if (!(await this.#locks.take(institution.code))) return;
    try {
      const folder = await this.#open(institution);
      const cut = (): void => folder.close();
      this.#ending.signal.addEventListener('abort', cut, { once: true });
      try {
        await takeTurn(this.#turn, adapter, institution, folder, arrivals, this.#ending.signal);
      } finally {
        this.#ending.signal.removeEventListener('abort', cut);
        folder.close();
      }
    } finally {
      await this.#locks.give(institution.code);
    }
  }

  async #open({ code, endpoint, credentialsRef, connectTimeoutMs, responseTimeoutMs }: InstitutionRecord): Promise<InstitutionFolder> {
    const where = endpoint === undefined ? undefined : parseFileEndpoint(endpoint);
    if (where === undefined) throw new FolderFault('connect-failed', 'no address is registered for it');
    if (where.kind === 'directory') return LocalFolder.open(where.path, code);
    const credentials = credentialsRef === undefined ? {} : this.parts.credentials.resolve(credentialsRef);
    return SftpFolder.open(where, code, credentials, { connectTimeoutMs, responseTimeoutMs });
  }

  #failed({ code }: InstitutionRecord, visits: Visits, error: unknown): void {
    visits.failures += 1;
    // The first failure and then ever fewer: a server may be away for days.
    if ((visits.failures & (visits.failures - 1)) !== 0) return;
    const why = error instanceof FolderFault ? { cause: error.why, reason: error.message } : { err: error };
    this.parts.logger.warn({ institutionCode: code, attempts: visits.failures, ...why }, 'its folders cannot be used');
  }

  /** Spread by a fifth, so that thousands of institutions do not come at the same moment for ever. */
  #pauseAfter(failures: number): number {
    const { pollMs, longestPauseMs } = this.#settings;
    const spread = 0.9 + 0.2 * Math.random();
    return spread * Math.min(Math.max(longestPauseMs, pollMs), pollMs * 2 ** Math.min(failures, 20));
  }

  #visitsOf({ code, version }: InstitutionRecord): Visits {
    const known = this.#visits.get(code);
    if (known !== undefined) return known;
    const visits: Visits = { arrivals: new Arrivals(this.#settings.quietMs), dueAtMs: 0, failures: 0, version, running: undefined };
    this.#visits.set(code, visits);
    return visits;
  }

  #adapterOf({ adapter: code }: InstitutionRecord): FileAdapter | undefined {
    const adapter = this.parts.adapter(code);
    return adapter?.manifest.channel === 'file' ? (adapter as FileAdapter) : undefined;
  }
}

/** Every turn under way listens to it. */
function endingOf(): AbortController {
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  return ending;
}
