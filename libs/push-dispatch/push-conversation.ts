import type { CallRecord, InstitutionCall } from '#libs/institution-call';
import type { AttemptResult, LaneEnd, LaneWork } from '#libs/lanes';
import { signersOf, type HttpCall, type PushReading, type QueryOutcome, type QueryRequest, type Unavailability } from '#contracts/adapter';
import { toQueryRequest, type Collector } from '#libs/collection';
import type { InstitutionRecord } from '#libs/institutions';
import type { SigningCheck, SigningRefusal } from '#libs/officer-registry';
import { isDataFault, type ConversationRow, type ExchangeRow } from '#libs/store';
import type { InstitutionProfile } from './institution-profiles.js';
import type { DispatchObserver, PushWork } from './push-work.js';

/** What all conversations of a dispatcher have in common. */
export interface ConversationTools {
  readonly collector: Collector;
  readonly call: InstitutionCall;
  readonly officers: SigningCheck;
  readonly observer: DispatchObserver | undefined;
  /** How the institution is asked as of now, for a conversation that began with this profile. */
  profileNow(begunWith: InstitutionProfile): InstitutionProfile;
  /** Puts the conversation back into its lane, for the next poll. */
  resubmit(conversation: PushConversation): void;
  /** The request has its outcome, or is left to somebody else. */
  over(conversation: PushConversation): void;
  /** True once the process is going down: open requests are left to the next start. */
  stopping(): boolean;
}

const DONE: AttemptResult = { state: 'done' };
/** How long a write waits that the database did not take. */
const WRITE_AGAIN_MS = 2000;
const LARGEST_SMALLINT = 32_767;

interface Asking {
  readonly operation: 'call' | 'poll';
  readonly call: HttpCall;
  readonly profile: InstitutionProfile;
}

/**
 * One question to one institution that we call, from the first byte to its one outcome: ask, read, and where the contract
 * says so ask again with a ticket or leave the rest to a callback. Every attempt leaves an exchange record; the outcome is
 * collected exactly once.
 */
export class PushConversation implements LaneWork {
  readonly priority: number;
  readonly court: string;
  readonly deadlineMs: number;
  /** When the institution wants to be asked again with the ticket, epoch milliseconds. */
  nextPollAtMs = 0;
  readonly #request: QueryRequest;
  #firstSentAtMs: number | null = null;
  #ticket: string | null = null;
  #attempts = 0;
  #last: { cause: Unavailability; detail: string } | undefined;

  readonly #leaves = (): void => this.tools.collector.asking(this.work.inquiryId, this.work.id);

  constructor(
    readonly work: PushWork,
    private readonly tools: ConversationTools,
    private readonly begunWith: InstitutionProfile,
    readonly cancelled: AbortSignal | undefined,
  ) {
    this.priority = work.priority;
    this.court = work.snapshot.case.courtCode;
    this.deadlineMs = work.answerBy.getTime();
    this.#request = toQueryRequest(work, begunWith.record.contractVersion);
    if (work.conversation !== undefined) {
      this.#ticket = work.conversation.ticket;
      this.#firstSentAtMs = work.conversation.sentAt.getTime();
    }
  }

  /** The institution as of now. */
  get record(): InstitutionRecord {
    return this.tools.profileNow(this.begunWith).record;
  }

  async attempt(): Promise<AttemptResult> {
    const asking = this.#describe();
    if (asking === undefined) {
      await this.#conclude({ kind: 'not-supported', detail: 'the adapter could not write the question' }, undefined, null);
      return DONE;
    }
    const refusal = asking.operation === 'call' ? await this.#refusal(asking.profile) : undefined;
    if (refusal === 'unsure') return { state: 'retry', technical: false };
    if (refusal !== undefined) {
      await this.#conclude({ kind: 'unavailable', ...refusal }, undefined, null);
      return DONE;
    }
    this.#attempts += 1;
    const record = await this.tools.call.send(asking.call, asking.profile.target, this.deadlineMs, this.cancelled, this.#leaves);
    this.#observe(record);
    this.#firstSentAtMs ??= record.startedAtMs;
    const exchange = await this.#persist(() => this.#exchange(asking.operation, record));
    if (exchange === undefined) {
      this.tools.over(this);
      return DONE;
    }
    if (record.reply === null) return this.#failed(record, exchange);
    return this.#take(this.#read(record.reply, asking), exchange, record.endedAtMs);
  }

  ended(end: LaneEnd): void {
    if (end === 'done' || end === 'stopped') {
      // Stopped: nothing was decided; the request is open in PostgreSQL and is taken up again after the restart.
      if (end === 'stopped') this.tools.over(this);
      return;
    }
    void this.#conclude({ kind: 'unavailable', ...this.#why(end) }, undefined, null);
  }

  /** A question goes out, and goes out again, only under somebody who may sign it now; an answer to one that did is fetched all the same. */
  async #refusal({ adapter, record }: InstitutionProfile): Promise<SigningRefusal | 'unsure' | undefined> {
    try {
      return await this.tools.officers.refusal(signersOf(adapter.manifest, this.work.snapshot.officers), record);
    } catch {
      // The register cannot be read: nothing is sent that perhaps may not be.
      this.#last = { cause: 'officer-not-valid', detail: 'the register of officers could not be read' };
      return 'unsure';
    }
  }

  #observe(record: CallRecord): void {
    const { observer } = this.tools;
    if (observer === undefined) return;
    const code = this.work.institutionCode;
    if (this.#firstSentAtMs === null) observer.sent(code, (record.startedAtMs - this.work.acceptedAt.getTime()) / 1000);
    else if (this.#ticket === null) observer.retried(code);
    observer.called(code, (record.endedAtMs - record.startedAtMs) / 1000, record.failure?.cause);
  }

  /** @returns undefined when the adapter throws, which it must not. */
  #describe(): Asking | undefined {
    const profile = this.tools.profileNow(this.begunWith);
    const { adapter, institution } = profile;
    try {
      if (this.#ticket !== null && adapter.describePoll !== undefined) {
        return { operation: 'poll', call: adapter.describePoll(this.#ticket, this.#request, institution), profile };
      }
      return { operation: 'call', call: adapter.describeQuery(this.#request, institution), profile };
    } catch {
      return undefined;
    }
  }

  #read(reply: NonNullable<CallRecord['reply']>, { operation, profile: { adapter } }: Asking): PushReading {
    try {
      if (operation === 'poll' && adapter.readPoll !== undefined) return adapter.readPoll(reply, this.#request);
      return adapter.readReply(reply, this.#request);
    } catch {
      // An adapter must not throw; if one does, the answer is kept as evidence and the lane stays alive.
      return { state: 'final', outcome: { kind: 'defective', defect: 'unreadable', detail: 'the adapter could not read the reply' } };
    }
  }

  async #take(reading: PushReading, exchange: ExchangeRow, receivedAtMs: number): Promise<AttemptResult> {
    switch (reading.state) {
      case 'final':
        await this.#conclude(reading.outcome, exchange, receivedAtMs);
        return DONE;
      case 'ticket': {
        const askAgainAtMs = Date.now() + Math.max(50, reading.askAgainInMs);
        const standing = { state: 'ticket', ticket: reading.ticket, askAgainAtMs } as const;
        if (!(await this.#standing(exchange, standing, receivedAtMs))) return DONE;
        this.#ticket = reading.ticket;
        this.nextPollAtMs = askAgainAtMs;
        this.tools.resubmit(this);
        return DONE;
      }
      case 'callback':
        // It arrives at the exchange, and a deadline is found by the sweeper: nothing to hold here.
        if (await this.#standing(exchange, { state: 'callback', ticket: null, askAgainAtMs: null }, receivedAtMs)) this.tools.over(this);
        return DONE;
      case 'retry':
        this.#last = { cause: reading.cause, detail: reading.detail };
        if (reading.again !== 'poll') this.#ticket = null;
        await this.#keep(exchange);
        return { state: 'retry', technical: reading.cause !== 'rate-limited', afterMs: reading.afterMs };
    }
  }

  async #failed(record: CallRecord, exchange: ExchangeRow): Promise<AttemptResult> {
    const { cause, detail } = record.failure!;
    if (cause === 'oversized') {
      await this.#conclude({ kind: 'defective', defect: 'oversized', detail }, exchange, record.endedAtMs);
      return DONE;
    }
    this.#last = { cause, detail };
    await this.#keep(exchange);
    if (cause === 'cancelled' && this.cancelled?.aborted !== true) {
      // The institution is another process's to call from now on, and so is this request.
      this.tools.over(this);
      return DONE;
    }
    if (cause === 'cancelled') {
      await this.#conclude({ kind: 'unavailable', cause: 'cancelled' }, undefined, null);
      return DONE;
    }
    return { state: 'retry', technical: true };
  }

  /** Makes durable where the conversation stands. @returns false when that could not be done and the request is over here. */
  async #standing(
    exchange: ExchangeRow,
    standing: Pick<ConversationRow, 'state' | 'ticket' | 'askAgainAtMs'>,
    receivedAtMs: number,
  ): Promise<boolean> {
    const row = { requestId: this.work.id, sentAtMs: this.#firstSentAtMs ?? receivedAtMs, ...standing };
    try {
      const stored = await this.#persist(() => this.tools.collector.record(exchange, row).then(() => true));
      if (stored === true) return true;
      this.tools.over(this);
    } catch {
      await this.#conclude({ kind: 'defective', defect: 'schema', detail: 'the ticket cannot be stored' }, exchange, receivedAtMs);
    }
    return false;
  }

  /** Collects the one outcome. Never rejects. */
  async #conclude(outcome: QueryOutcome, exchange: ExchangeRow | undefined, receivedAtMs: number | null): Promise<void> {
    const collect = (what: QueryOutcome) => this.#persist(() => this.#collect(what, exchange, receivedAtMs));
    await collect(outcome)
      .catch(() => collect({ kind: 'defective', defect: 'unreadable', detail: 'the answer cannot be stored' }))
      // Left open in PostgreSQL, where the next start finds it.
      .catch(() => undefined);
    this.tools.over(this);
  }

  #collect(outcome: QueryOutcome, exchange: ExchangeRow | undefined, receivedAtMs: number | null): Promise<unknown> {
    const acceptedAtMs = this.work.acceptedAt.getTime();
    return this.tools.collector.collect(
      {
        requestId: this.work.id,
        inquiryId: this.work.inquiryId,
        institutionCode: this.work.institutionCode,
        outcome,
        via: receivedAtMs === null ? 'gateway' : 'push',
        exchangeId: exchange?.id ?? null,
        acceptedAtMs,
        sentAtMs: this.#firstSentAtMs,
        receivedAtMs,
        waitedMs: (this.#firstSentAtMs ?? Date.now()) - acceptedAtMs,
        // Of a contract that does not answer at once there may be a row that says where the conversation stands.
        conversed: this.begunWith.adapter.answers !== 'synchronous',
      },
      exchange,
    );
  }

  /**
   * What the institution said must not be lost because the database was away: tried until it is durable or we stop.
   * @returns undefined when we stop before. @throws when the database refuses the data itself.
   */
  async #persist<T>(write: () => Promise<T>): Promise<T | undefined> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (isDataFault(error)) throw error;
        if (this.tools.stopping()) return undefined;
        await new Promise((resolve) => setTimeout(resolve, WRITE_AGAIN_MS).unref());
      }
    }
  }

  async #keep(exchange: ExchangeRow): Promise<void> {
    await this.tools.collector.record(exchange).catch(() => undefined);
  }

  #exchange(operation: string, record: CallRecord): Promise<ExchangeRow> {
    return this.tools.collector.exchange({
      requestId: this.work.id,
      institutionCode: this.work.institutionCode,
      operation,
      direction: 'out',
      attempt: Math.min(this.#attempts, LARGEST_SMALLINT),
      startedAtMs: record.startedAtMs,
      endedAtMs: record.endedAtMs,
      httpStatus: record.reply?.status ?? null,
      failure: record.failure?.cause ?? null,
      sent: record.sent,
      received: record.reply === null ? null : (record.reply.body as Buffer),
    });
  }

  #why(end: Exclude<LaneEnd, 'done' | 'stopped'>): { cause: Unavailability; detail?: string } {
    switch (end) {
      case 'exhausted':
        return this.#last ?? { cause: 'timeout' };
      case 'expired':
        return { cause: 'deadline-passed', ...(this.#last === undefined ? {} : { detail: `last attempt: ${this.#last.cause}` }) };
      case 'cancelled':
        return { cause: 'cancelled' };
      case 'breaker-open':
        return { cause: 'breaker-open', detail: 'the institution kept failing and is not called for a while' };
    }
  }
}
