import type { CallRecord, CallTarget, InstitutionCall } from '#libs/institution-call';
import type { AttemptResult, LaneEnd, LaneWork } from '#libs/lanes';
import type { HttpCall, PushAdapter, PushInstitution, PushReading, QueryOutcome, QueryRequest, Unavailability } from '#contracts/adapter';
import { toQueryRequest, type Collector } from '#libs/collection';
import type { InstitutionRecord } from '#libs/institutions';
import type { ExchangeRow } from '#libs/store';
import type { DispatchObserver, PushWork } from './push-work.js';

export interface ConversationTools {
  readonly collector: Collector;
  readonly call: InstitutionCall;
  readonly adapter: PushAdapter;
  readonly record: InstitutionRecord;
  readonly institution: PushInstitution;
  readonly target: CallTarget;
  readonly cancelled: AbortSignal | undefined;
  readonly observer: DispatchObserver | undefined;
  /** Puts the conversation back into its lane, for the next poll. */
  readonly resubmit: (conversation: PushConversation) => void;
  readonly over: () => void;
  /** True once the process is going down: open requests are left to the next start. */
  readonly stopping: () => boolean;
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
  readonly #enqueuedAtMs = Date.now();
  #firstSentAtMs: number | null = null;
  #ticket: string | null = null;
  #attempts = 0;
  #last: { cause: Unavailability; detail: string } | undefined;

  constructor(
    readonly work: PushWork,
    private readonly tools: ConversationTools,
  ) {
    this.priority = work.priority;
    this.court = work.snapshot.case.courtCode;
    this.deadlineMs = work.answerBy.getTime();
    this.#request = toQueryRequest(work, tools.record.contractVersion);
    if (work.conversation !== undefined) {
      this.#ticket = work.conversation.ticket;
      this.#firstSentAtMs = work.conversation.sentAt.getTime();
    }
  }

  get cancelled(): AbortSignal | undefined {
    return this.tools.cancelled;
  }

  async attempt(): Promise<AttemptResult> {
    this.#attempts += 1;
    const asking = this.#describe();
    const record = await this.tools.call.send(asking.call, this.tools.target, this.deadlineMs, this.cancelled);
    this.#observe(record);
    this.#firstSentAtMs ??= record.startedAtMs;
    const exchange = await this.#exchange(asking.operation, record);
    if (record.reply === null) return this.#failed(record, exchange);
    return this.#take(this.#read(record.reply, asking.operation), exchange, record.endedAtMs);
  }

  ended(end: LaneEnd): void {
    if (end === 'done' || end === 'stopped') {
      // Stopped: nothing was decided; the request is open in PostgreSQL and is taken up again after the restart.
      if (end === 'stopped') this.tools.over();
      return;
    }
    void this.#conclude({ kind: 'unavailable', ...this.#why(end) }, undefined, null);
  }

  #observe(record: CallRecord): void {
    const { observer } = this.tools;
    if (observer === undefined) return;
    const code = this.work.institutionCode;
    if (this.#firstSentAtMs === null) observer.sent(code, (record.startedAtMs - this.#enqueuedAtMs) / 1000);
    else if (this.#ticket === null) observer.retried(code);
    observer.called(code, (record.endedAtMs - record.startedAtMs) / 1000, record.failure?.cause);
  }

  #describe(): { operation: 'call' | 'poll'; call: HttpCall } {
    const { adapter, institution } = this.tools;
    if (this.#ticket !== null && adapter.describePoll !== undefined) {
      return { operation: 'poll', call: adapter.describePoll(this.#ticket, this.#request, institution) };
    }
    return { operation: 'call', call: adapter.describeQuery(this.#request, institution) };
  }

  #read(reply: NonNullable<CallRecord['reply']>, operation: 'call' | 'poll'): PushReading {
    const { adapter } = this.tools;
    try {
      return operation === 'poll' && adapter.readPoll !== undefined ? adapter.readPoll(reply, this.#request) : adapter.readReply(reply, this.#request);
    } catch {
      // An adapter must not throw; if one does, the answer is kept as evidence and the lane stays alive.
      return { state: 'final', outcome: { kind: 'defective', defect: 'unreadable', detail: 'the adapter could not read the reply' } };
    }
  }

  async #take(reading: PushReading, exchange: ExchangeRow, receivedAtMs: number): Promise<AttemptResult> {
    switch (reading.state) {
      case 'final':
        await this.#conclude(reading.outcome, exchange, receivedAtMs);
        return { state: 'done' };
      case 'ticket':
        await this.#standing(exchange, { state: 'ticket', ticket: reading.ticket, askAgainInMs: reading.askAgainInMs });
        return { state: 'done' };
      case 'callback':
        await this.#standing(exchange, { state: 'callback', ticket: null, askAgainInMs: null });
        return { state: 'done' };
      case 'retry':
        this.#last = { cause: reading.cause, detail: reading.detail };
        this.#ticket = null;
        await this.#keep(exchange);
        return { state: 'retry', technical: reading.cause !== 'rate-limited', ...(reading.afterMs === undefined ? {} : { afterMs: reading.afterMs }) };
    }
  }

  async #failed(record: CallRecord, exchange: ExchangeRow): Promise<AttemptResult> {
    const { cause, detail } = record.failure!;
    if (cause === 'oversized') {
      await this.#conclude({ kind: 'defective', defect: 'oversized', detail }, exchange, record.endedAtMs);
      return { state: 'done' };
    }
    this.#last = { cause, detail };
    await this.#keep(exchange);
    if (cause === 'cancelled') {
      await this.#conclude({ kind: 'unavailable', cause: 'cancelled' }, undefined, null);
      return { state: 'done' };
    }
    return { state: 'retry', technical: true };
  }

  async #standing(exchange: ExchangeRow, next: { state: 'ticket' | 'callback'; ticket: string | null; askAgainInMs: number | null }): Promise<void> {
    const askAgainAtMs = next.askAgainInMs === null ? null : Date.now() + Math.max(50, next.askAgainInMs);
    await this.#persist(() =>
      this.tools.collector.record(exchange, {
        requestId: this.work.id,
        state: next.state,
        ticket: next.ticket,
        sentAtMs: this.#firstSentAtMs ?? Date.now(),
        askAgainAtMs,
      }),
    );
    // A callback arrives at the exchange, and a deadline is found by the sweeper: nothing to hold here.
    if (askAgainAtMs === null) return this.tools.over();
    this.#ticket = next.ticket;
    this.nextPollAtMs = askAgainAtMs;
    this.tools.resubmit(this);
  }

  async #conclude(outcome: QueryOutcome, exchange: ExchangeRow | undefined, receivedAtMs: number | null): Promise<void> {
    const acceptedAtMs = this.work.acceptedAt.getTime();
    await this.#persist(() =>
      this.tools.collector.collect(
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
          waitedMs: (this.#firstSentAtMs ?? Date.now()) - this.#enqueuedAtMs,
        },
        exchange,
      ),
    );
    this.tools.over();
  }

  /** What the institution said must not be lost because the database was away: tried until it is durable or we stop. */
  async #persist(write: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch {
        if (this.tools.stopping()) return;
        await new Promise((resolve) => setTimeout(resolve, 2000).unref());
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
      attempt: this.#attempts,
      startedAtMs: record.startedAtMs,
      endedAtMs: record.endedAtMs,
      httpStatus: record.reply?.status ?? null,
      failure: record.failure?.cause ?? null,
      sentBytes: record.sent,
      receivedBytes: record.reply === null ? null : (record.reply.body as Buffer),
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
        return { cause: 'breaker-open', detail: 'the institution kept failing; it is asked again when its breaker closes' };
    }
  }
}
