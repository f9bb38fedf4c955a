import { setTimeout as sleep } from 'node:timers/promises';
import { draw, randomFor } from '../../population/seeded-random.js';
import type { Lot } from '../../rules/fate.js';
import type { Player, SandboxInstitution, Stage } from '../institution.js';
import { ConnectionFailure, Outbox } from '../outbox.js';
import { Gate, Shift, Turnstile } from '../waiting.js';
import { Clerk, feedbackWays, type WrittenAnswer } from './clerk.js';
import type { ConvertDataContract } from './contract.js';
import type { ExchangeClient } from './exchange-client.js';
import { CourtError, NoticeOffice } from './notice-office.js';
import { readQueries, type PolledQuery } from './query.js';

interface Taken {
  readonly query: PolledQuery;
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
 * An institution on one of the …ConvertData contracts (wire-contracts §2, §5, §6): it polls the court, fetches documents and
 * certificates, looks its customers up and feeds back. What it has taken it remembers over stop and start, like a database.
 */
export class PollingPlayer implements Player {
  readonly #office: NoticeOffice;
  readonly #outbox: Outbox<WrittenAnswer>;
  readonly #clerk: Clerk;
  readonly #gate = new Gate();
  readonly #turnstile = new Turnstile(MOST_FETCHING);
  readonly #taken = new Map<string, Taken>();
  readonly #done = new Set<string>();
  readonly #code: string;
  #shift: Shift | undefined;

  constructor(
    readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly contract: ConvertDataContract,
    exchange: ExchangeClient,
    private readonly pollMs: number,
  ) {
    this.#code = institution.code;
    const encoding = { mime: institution.mimeBase64 ?? draw(stage.population.seed, 'mime', institution.code) < 0.25 };
    this.#office = new NoticeOffice(institution, exchange, contract.operations, encoding);
    this.#clerk = new Clerk(institution, stage, contract.writer(institution, stage));
    const done = (requestNumber: string): void => {
      this.#taken.delete(requestNumber);
      this.#done.add(requestNumber);
    };
    this.#outbox = new Outbox(institution, stage, feedbackWays(this.#office, contract.operations, encoding, done));
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
      const list = await this.#office.ask(this.contract.operations.list, signal);
      const error = list.text('errorMsg') || list.text('errMsg');
      if (error !== '') throw new CourtError('the court refuses the list');
      for (const query of readQueries(list)) this.#take(query, shift);
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ConnectionFailure || error instanceof CourtError)) throw error;
      this.stage.logger.warn({ institution: this.#code, cause: error.message }, 'the list of requests could not be fetched');
      return false;
    }
  }

  /** Institutions keep the numbers they have seen and drop repetitions (§2.5). */
  #take(query: PolledQuery, shift: Shift): void {
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
    const { refusalBy } = this.stage.rules.get(this.#code);
    const answer = fault === undefined ? this.#clerk.answer(taken.query, taken.lot.fate, refusalBy) : this.#clerk.refuse(taken.query, fault);
    taken.answered = true;
    this.#outbox.add(answer, taken.lot);
  }

  async #faultOfPapers(query: PolledQuery, signal: AbortSignal): Promise<string | undefined> {
    const papersByRequest = this.contract.papersByRequest(this.institution);
    let courtErrors = 0;
    for (let pause = 250; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.#turnstile.through(signal, () => this.#office.faultOf(query, papersByRequest, signal));
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
