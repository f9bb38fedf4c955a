import { setTimeout as sleep } from 'node:timers/promises';
import type { Lot } from '../rules/fate.js';
import type { Malformation } from '../rules/rules.js';
import type { SandboxInstitution, Stage } from './institution.js';
import { until, type Shift } from './waiting.js';

/** Nothing came back that could be taken for an answer; the same call may be made again. */
export class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure';
}

/** What an outbox needs to know of an answer. */
export interface Sendable {
  readonly requestNumber: string;
  /** What is said the second time, where an institution answers twice; the same again when left out. */
  readonly again?: Sendable;
}

/** How a message with some answers is to be sent. */
export interface Posting {
  readonly spoilt?: Malformation;
  readonly bytesPerSecond?: number;
  readonly signal: AbortSignal;
}

export interface OutboxWays<A extends Sendable> {
  readonly mostInOneMessage: number;
  /** True when the two may stand in one message. */
  together(a: A, b: A): boolean;
  /** Sends, and says for each answer whether the court has taken it. @throws ConnectionFailure */
  deliver(answers: readonly A[], posting: Posting): Promise<readonly boolean[]>;
  /** Called once when an answer was taken, or when there is no point in sending it again. */
  done(requestNumber: string): void;
}

interface Parcel<A> {
  readonly answer: A;
  readonly lot: Lot;
  /** The second of two equal answers. */
  readonly repeat: boolean;
  attempts: number;
  /** Not sent again before this moment. */
  notBefore: number;
  /** Under way on its own, because it trickles. */
  busy: boolean;
}

const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
const PAUSE_BEFORE_REPEAT_MS = 200;

/** Answers on their way to the court: kept until the court says it has them, whatever happens to the connection. */
export class Outbox<A extends Sendable> {
  readonly #parcels = new Set<Parcel<A>>();
  #wake: (() => void) | undefined;

  constructor(
    private readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly ways: OutboxWays<A>,
  ) {}

  add(answer: A, lot: Lot): void {
    this.#push({ answer, lot, repeat: false, attempts: 0, notBefore: 0, busy: false });
  }

  /** Sends until the shift ends. `ready` resolves when nothing forbids sending (outage, pause). */
  async run(shift: Shift, ready: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = shift;
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      await this.#untilDue(signal);
      await ready(signal);
      const batch = this.#nextBatch();
      const [first] = batch;
      if (first === undefined) continue;
      if (first.lot.drips && first.attempts === 0) {
        // It may take minutes; the others do not wait for it.
        first.busy = true;
        shift.run(() =>
          this.#send(batch, signal).finally(() => {
            first.busy = false;
            this.#wake?.();
          }),
        );
        continue;
      }
      try {
        await this.#send(batch, signal);
        pause = FIRST_PAUSE_MS;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ConnectionFailure)) throw error;
        // The answers stay where they are and are sent again, unchanged.
        this.stage.logger.warn({ institution: this.institution.code, waiting: this.#parcels.size, cause: error.message }, 'answers not delivered, trying again');
        await sleep(pause, undefined, { signal });
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  async #untilDue(signal: AbortSignal): Promise<void> {
    for (;;) {
      let next = Infinity;
      for (const parcel of this.#parcels) if (!parcel.busy && parcel.notBefore < next) next = parcel.notBefore;
      const wait = next - Date.now();
      if (wait <= 0) return;
      let timer: NodeJS.Timeout | undefined;
      try {
        await until(signal, (resolve) => {
          this.#wake = resolve;
          if (Number.isFinite(wait)) timer = setTimeout(resolve, wait);
        });
      } finally {
        clearTimeout(timer);
      }
    }
  }

  /** Answers that need nothing special share a message; the others go alone. */
  #nextBatch(): readonly Parcel<A>[] {
    const now = Date.now();
    const batch: Parcel<A>[] = [];
    for (const parcel of this.#parcels) {
      if (parcel.busy || parcel.notBefore > now) continue;
      const [first] = batch;
      if (first === undefined && !isOrdinary(parcel)) return [parcel];
      if (first !== undefined && !(isOrdinary(parcel) && this.ways.together(first.answer, parcel.answer))) continue;
      batch.push(parcel);
      if (batch.length === this.ways.mostInOneMessage) break;
    }
    return batch;
  }

  async #send(batch: readonly Parcel<A>[], signal: AbortSignal): Promise<void> {
    const [first] = batch as readonly [Parcel<A>, ...Parcel<A>[]];
    const { code } = this.institution;
    const { repairs, slowDripBytesPerSecond } = this.stage.rules.get(code);
    const { fate } = first.lot;
    const spoilt = fate.kind === 'malformed' && (first.attempts === 0 || !repairs) ? fate.malformation : undefined;
    const drips = first.lot.drips && first.attempts === 0;
    for (const { answer } of batch) this.stage.calls.count(code, answer.requestNumber, 'answered');
    let taken: readonly boolean[];
    try {
      taken = await this.ways.deliver(batch.map(({ answer }) => answer), {
        signal,
        ...(spoilt === undefined ? {} : { spoilt }),
        ...(drips ? { bytesPerSecond: slowDripBytesPerSecond } : {}),
      });
    } catch (error) {
      signal.throwIfAborted();
      // A court may answer what is spoilt, or trickles, by hanging up: that is its verdict.
      if (spoilt === undefined && !drips) throw error;
      taken = [false];
    }
    const notTaken = batch.filter((parcel, i) => taken[i] !== true);
    for (const parcel of batch) if (!notTaken.includes(parcel)) this.#taken(parcel, signal);
    for (const parcel of notTaken) {
      // What was spoilt on purpose is corrected at once; a court that does not take good answers gets a pause.
      parcel.notBefore = spoilt === undefined ? Date.now() + FIRST_PAUSE_MS * 2 ** parcel.attempts : 0;
      this.#notTaken(parcel, spoilt !== undefined && !repairs);
    }
  }

  #taken(parcel: Parcel<A>, signal: AbortSignal): void {
    this.#parcels.delete(parcel);
    this.stage.calls.count(this.institution.code, parcel.answer.requestNumber, 'accepted');
    if (parcel.repeat) return;
    this.ways.done(parcel.answer.requestNumber);
    if (!parcel.lot.twice) return;
    sleep(PAUSE_BEFORE_REPEAT_MS, undefined, { signal }).then(
      () => this.#push({ ...parcel, answer: (parcel.answer.again as A | undefined) ?? parcel.answer, attempts: 1, repeat: true, busy: false }),
      () => undefined, // stopped meanwhile
    );
  }

  #notTaken(parcel: Parcel<A>, hopeless: boolean): void {
    parcel.attempts += 1;
    if (!hopeless && parcel.attempts < MOST_ATTEMPTS) return;
    this.#parcels.delete(parcel);
    if (!parcel.repeat) this.ways.done(parcel.answer.requestNumber);
    this.stage.logger.warn({ institution: this.institution.code, requestNumber: parcel.answer.requestNumber }, 'the court does not take this answer');
  }

  #push(parcel: Parcel<A>): void {
    this.#parcels.add(parcel);
    this.#wake?.();
    this.#wake = undefined;
  }
}

const isOrdinary = ({ attempts, lot, repeat }: Parcel<unknown>): boolean =>
  attempts === 0 && lot.fate.kind !== 'malformed' && !lot.drips && !lot.twice && !repeat;
