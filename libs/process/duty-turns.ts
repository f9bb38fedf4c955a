import { TurnLocks, type Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';

/** Work that goes on by itself until it is stopped. */
export interface Duty {
  start(): void;
  stop(): unknown;
}

/** Who does what has to be done once, however many processes there are. */
export interface DutyTurns {
  /** @param make called each time this process gets the turn */
  add(name: string, make: () => Duty): void;
  /** Whether this process has the turn. */
  has(name: string): boolean;
  /** Ends what is under way and gives the turns back. */
  close(): Promise<void>;
}

/** One process does everything. */
export class EveryTurn implements DutyTurns {
  readonly #running = new Map<string, Duty>();

  add(name: string, make: () => Duty): void {
    const duty = make();
    this.#running.set(name, duty);
    duty.start();
  }

  has(name: string): boolean {
    return this.#running.has(name);
  }

  async close(): Promise<void> {
    for (const duty of [...this.#running.values()].reverse()) await duty.stop();
    this.#running.clear();
  }
}

export interface LockedTurnsOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** How often turns are asked for that others have, ms; 2000 when absent. */
  readonly everyMs?: number;
}

/** First key of the locks of duties. */
const DUTIES = 20_160_431;
const EVERY_MS = 2000;

/**
 * Duties of several processes under locks of PostgreSQL: each has its turn with one of them, and whoever dies gives it up with its connection.
 * A duty may for a moment still run where the lock was lost: each is safe in several processes, the turns spare the others the work.
 */
export class LockedTurns implements DutyTurns {
  readonly #duties = new Map<string, () => Duty>();
  readonly #running = new Map<string, Duty>();
  readonly #locks: TurnLocks;
  #timer: NodeJS.Timeout | undefined;
  #taking: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly options: LockedTurnsOptions) {
    this.#locks = new TurnLocks(options.database, { space: DUTIES, onLost: () => this.#lost() });
    this.#timer = setInterval(() => this.#look(), options.everyMs ?? EVERY_MS).unref();
  }

  add(name: string, make: () => Duty): void {
    this.#duties.set(name, make);
    this.#look();
  }

  has(name: string): boolean {
    return this.#running.has(name);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#taking;
    await this.#stopAll();
    await this.#locks.close();
  }

  #look(): void {
    this.#taking ??= this.#takeAll()
      // A database that is away is no reason to stop: the next look finds it.
      .catch(() => undefined)
      .finally(() => (this.#taking = undefined));
  }

  async #takeAll(): Promise<void> {
    if (this.#running.size > 0) await this.#locks.look();
    for (const [name, make] of this.#duties) {
      if (this.#closed) return;
      if (this.#running.has(name) || !(await this.#locks.take(name))) continue;
      const duty = make();
      this.#running.set(name, duty);
      duty.start();
      this.options.logger.info({ duty: name }, 'this process has the turn');
    }
  }

  #lost(): void {
    if (this.#running.size > 0) this.options.logger.warn({}, 'the turns of this process were lost with their connection');
    void this.#stopAll();
  }

  async #stopAll(): Promise<void> {
    const stopped = [...this.#running.values()].reverse();
    this.#running.clear();
    for (const duty of stopped) await Promise.resolve(duty.stop()).catch(() => undefined);
  }
}
