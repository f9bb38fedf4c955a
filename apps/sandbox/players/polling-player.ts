import { setTimeout as sleep } from 'node:timers/promises';
import { randomFor } from '../population/seeded-random.js';
import { GOOD_LOT, type Fate, type Lot } from '../rules/fate.js';
import type { Player, SandboxInstitution, Stage } from './institution.js';
import { ConnectionFailure, Outbox, type OutboxWays, type Sendable } from './outbox.js';
import { Gate, Shift, Turnstile } from './waiting.js';

/** A request as every institution that polls keeps it. */
export interface TakenQuery {
  readonly requestNumber: string;
  readonly documentNumber: string;
}

/** The court answered with an error of its own for the whole message. */
export class CourtError extends Error {
  override readonly name = 'CourtError';
}

/** What an institution does on its own contract; when and how often is the same for all. */
export interface Trade<Query extends TakenQuery, Answer extends Sendable> {
  /** The list of requests. @throws CourtError, ConnectionFailure */
  queries(signal: AbortSignal): Promise<readonly Query[]>;
  /** Why a request must be refused at once, in the institution's words; undefined when its papers are there. @throws CourtError, ConnectionFailure */
  faultOf(query: Query, signal: AbortSignal): Promise<string | undefined>;
  /** Undefined when nothing is said now: the answer is lost, or comes of its own accord later. */
  answer(query: Query, fate: Fate, lot: Lot): Answer | undefined;
  refuse(query: Query, reason: string): Answer;
  /** @param done told of each request whose answer the court has taken */
  ways(done: (requestNumber: string) => void): OutboxWays<Answer>;
  /** Called once: hands over what the institution says of its own accord, after it has answered. */
  further?(say: (answer: Answer) => void): void;
  /** Gives up what was opened; the trade may go on afterwards. */
  rest?(): void;
}

interface Taken<Query> {
  readonly query: Query;
  readonly lot: Lot;
  readonly takenAt: number;
  answered: boolean;
}

/** Most requests whose documents and certificates one institution fetches at a time. */
const MOST_FETCHING = 4;
const MOST_COURT_ERRORS = 5;
const LONGEST_PAUSE_MS = 15_000;
const OUTAGE_LOOK_MS = 100;

/**
 * An institution that polls the court: it fetches the list, documents and certificates, looks its customers up and feeds back.
 * It works around the clock. What it has taken it remembers over stop and start, like a database.
 */
export class PollingPlayer<Query extends TakenQuery, Answer extends Sendable> implements Player {
  readonly #outbox: Outbox<Answer>;
  readonly #gate = new Gate();
  readonly #turnstile = new Turnstile(MOST_FETCHING);
  readonly #taken = new Map<string, Taken<Query>>();
  readonly #done = new Set<string>();
  readonly #code: string;
  #shift: Shift | undefined;

  constructor(
    readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly trade: Trade<Query, Answer>,
    private readonly pollMs: number,
  ) {
    this.#code = institution.code;
    const ways = trade.ways((requestNumber) => {
      this.#taken.delete(requestNumber);
      this.#done.add(requestNumber);
    });
    this.#outbox = new Outbox(institution, stage, ways);
    trade.further?.((answer) => this.#outbox.add(answer, GOOD_LOT));
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
    const shift = new Shift((error) => this.stage.logger.warn({ institution: this.#code, cause: error.name }, 'an institution of the sandbox failed'));
    this.#shift = shift;
    shift.run((signal) => this.#poll(shift, signal));
    shift.run(() => this.#outbox.run(shift, (signal) => this.#maySend(signal)));
    for (const taken of this.#taken.values()) if (!taken.answered) shift.run((signal) => this.#handle(taken, signal));
  }

  async stop(): Promise<void> {
    const shift = this.#shift;
    this.#shift = undefined;
    await shift?.end();
    this.trade.rest?.();
  }

  async #poll(shift: Shift, signal: AbortSignal): Promise<void> {
    const random = randomFor(this.stage.population.seed, 'poll', this.#code);
    let failures = 0;
    await this.stage.wheel.sleep(random() * this.pollMs, signal);
    for (;;) {
      await this.#gate.pass(signal);
      const outage = this.stage.rules.outage(this.#code);
      if (outage === null || outage.kind === 'hang') failures = (await this.#fetchList(shift, signal)) ? 0 : failures + 1;
      const pause = this.pollMs * (0.8 + 0.4 * random()) * Math.min(8, 2 ** failures);
      await this.stage.wheel.sleep(Math.min(pause, Math.max(this.pollMs * 1.2, LONGEST_PAUSE_MS)), signal);
    }
  }

  async #fetchList(shift: Shift, signal: AbortSignal): Promise<boolean> {
    try {
      for (const query of await this.trade.queries(signal)) this.#take(query, shift);
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ConnectionFailure || error instanceof CourtError)) throw error;
      this.stage.logger.warn({ institution: this.#code, cause: error.message }, 'the list of requests could not be fetched');
      return false;
    }
  }

  /** Institutions keep the numbers they have seen and drop repetitions (§2.5). */
  #take(query: Query, shift: Shift): void {
    if (query.requestNumber === '') return;
    this.stage.calls.count(this.#code, query.requestNumber, 'listed');
    if (this.#taken.has(query.requestNumber) || this.#done.has(query.requestNumber)) return;
    this.stage.calls.count(this.#code, query.requestNumber, 'asked');
    const taken: Taken<Query> = { query, lot: this.stage.rules.nextLot(this.#code, query.documentNumber), takenAt: Date.now(), answered: false };
    this.#taken.set(query.requestNumber, taken);
    shift.run((signal) => this.#handle(taken, signal));
  }

  async #handle(taken: Taken<Query>, signal: AbortSignal): Promise<void> {
    const fault = await this.#faultOfPapers(taken.query, signal);
    const wait = taken.takenAt + taken.lot.delayMs - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
    await this.#gate.pass(signal);
    const answer = fault === undefined ? this.trade.answer(taken.query, taken.lot.fate, taken.lot) : this.trade.refuse(taken.query, fault);
    taken.answered = true;
    if (answer !== undefined) this.#outbox.add(answer, taken.lot);
  }

  async #faultOfPapers(query: Query, signal: AbortSignal): Promise<string | undefined> {
    let courtErrors = 0;
    for (let pause = 250; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.#turnstile.through(signal, () => this.trade.faultOf(query, signal));
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
