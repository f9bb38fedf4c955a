import { setTimeout as sleep } from 'node:timers/promises';
import { draw, randomFor } from '../../population/seeded-random.js';
import type { Lot } from '../../rules/fate.js';
import type { Player, SandboxInstitution, Stage } from '../institution.js';
import { ConnectionFailure, Outbox } from '../outbox.js';
import { Gate, Shift, Turnstile } from '../waiting.js';
import { RegistryClerk, registryWays, type RegistryAnswer } from './registry-answer.js';
import { REGISTRY_SERVICE_PATH, RegistryClient } from './registry-client.js';
import { CourtError, RegistryOffice, type RegistryQuery } from './registry-office.js';

interface Taken {
  readonly query: RegistryQuery;
  readonly lot: Lot;
  readonly takenAt: number;
  answered: boolean;
}

const MOST_FETCHING = 4;
const MOST_COURT_ERRORS = 5;
const LONGEST_PAUSE_MS = 15_000;
const OUTAGE_LOOK_MS = 100;
/** One registry in five leaves its values in clear. */
const CLEAR_SHARE = 0.2;

/**
 * A real-estate registry (wire-contracts §7): it polls the court, fetches notices and certificates, searches its register and
 * feeds back. It works around the clock; real ones keep office hours. What it has taken it remembers over stop and start.
 */
export class RegistryPlayer implements Player {
  readonly #outbox: Outbox<RegistryAnswer>;
  readonly #office: RegistryOffice;
  readonly #clerk: RegistryClerk;
  readonly #gate = new Gate();
  readonly #turnstile = new Turnstile(MOST_FETCHING);
  readonly #taken = new Map<string, Taken>();
  readonly #done = new Set<string>();
  readonly #code: string;
  readonly #serviceUrl: string;
  #client: RegistryClient;
  #shift: Shift | undefined;

  constructor(
    readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    exchangeUrl: string,
    private readonly pollMs: number,
  ) {
    this.#code = institution.code;
    this.#serviceUrl = exchangeUrl + REGISTRY_SERVICE_PATH;
    this.#client = new RegistryClient(this.#serviceUrl);
    const clear = institution.clearValues ?? draw(stage.population.seed, 'clear', institution.code) < CLEAR_SHARE;
    this.#office = new RegistryOffice(institution, () => this.#client, clear);
    this.#clerk = new RegistryClerk(institution, stage);
    const done = (requestNumber: string): void => {
      this.#taken.delete(requestNumber);
      this.#done.add(requestNumber);
    };
    this.#outbox = new Outbox(institution, stage, registryWays(this.#office, clear, done));
  }

  get paused(): boolean {
    return this.#gate.closed;
  }

  pause(): void {
    this.#gate.close();
  }

  resume(): void {
    this.#gate.open();
  }

  start(): void {
    if (this.#shift !== undefined) return;
    const shift = new Shift((error) => this.stage.logger.warn({ institution: this.#code, cause: error.name }, 'a registry of the sandbox failed'));
    this.#shift = shift;
    shift.run((signal) => this.#poll(shift, signal));
    shift.run(() => this.#outbox.run(shift, (signal) => this.#maySend(signal)));
    for (const taken of this.#taken.values()) if (!taken.answered) shift.run((signal) => this.#handle(taken, signal));
  }

  async stop(): Promise<void> {
    const shift = this.#shift;
    this.#shift = undefined;
    await shift?.end();
    this.#client.close();
    this.#client = new RegistryClient(this.#serviceUrl);
  }

  async #poll(shift: Shift, signal: AbortSignal): Promise<void> {
    const random = randomFor(this.stage.population.seed, 'poll', this.#code);
    let failures = 0;
    await sleep(random() * this.pollMs, undefined, { signal });
    for (;;) {
      await this.#gate.pass(signal);
      const outage = this.stage.rules.outage(this.#code);
      if (outage === null || outage.kind === 'hang') failures = (await this.#fetchList(shift, signal)) ? 0 : failures + 1;
      const pause = this.pollMs * (0.8 + 0.4 * random()) * Math.min(8, 2 ** failures);
      await sleep(Math.min(pause, Math.max(this.pollMs * 1.2, LONGEST_PAUSE_MS)), undefined, { signal });
    }
  }

  async #fetchList(shift: Shift, signal: AbortSignal): Promise<boolean> {
    try {
      for (const query of await this.#office.queries(signal)) this.#take(query, shift);
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ConnectionFailure || error instanceof CourtError)) throw error;
      this.stage.logger.warn({ institution: this.#code, cause: error.message }, 'the list of requests could not be fetched');
      return false;
    }
  }

  /** A registry keeps the numbers it has seen and drops repetitions. */
  #take(query: RegistryQuery, shift: Shift): void {
    if (query.requestNumber === '') return;
    this.stage.calls.count(this.#code, query.requestNumber, 'listed');
    if (this.#taken.has(query.requestNumber) || this.#done.has(query.requestNumber)) return;
    this.stage.calls.count(this.#code, query.requestNumber, 'asked');
    const taken: Taken = { query, lot: this.stage.rules.nextLot(this.#code, query.documentNumber), takenAt: Date.now(), answered: false };
    this.#taken.set(query.requestNumber, taken);
    shift.run((signal) => this.#handle(taken, signal));
  }

  async #handle(taken: Taken, signal: AbortSignal): Promise<void> {
    const fault = await this.#faultOfPapers(taken.query, signal);
    const wait = taken.takenAt + taken.lot.delayMs - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
    await this.#gate.pass(signal);
    taken.answered = true;
    this.#outbox.add(fault === undefined ? this.#clerk.answer(taken.query, taken.lot.fate) : this.#clerk.refuse(taken.query, fault), taken.lot);
  }

  async #faultOfPapers(query: RegistryQuery, signal: AbortSignal): Promise<string | undefined> {
    let courtErrors = 0;
    for (let pause = 250; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.#turnstile.through(signal, () => this.#office.faultOf(query, signal));
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof CourtError && (courtErrors += 1) === MOST_COURT_ERRORS) return '无法律文书';
        if (!(error instanceof ConnectionFailure || error instanceof CourtError)) throw error;
      }
      await sleep(pause, undefined, { signal });
    }
  }

  async #maySend(signal: AbortSignal): Promise<void> {
    await this.#gate.pass(signal);
    while (this.stage.rules.outage(this.#code) !== null) await sleep(OUTAGE_LOOK_MS, undefined, { signal });
  }
}
