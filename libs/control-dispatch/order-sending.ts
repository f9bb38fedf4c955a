import { signersOf, type ControlReading, type HttpCall } from '#contracts/adapter';
import { officersLacking, toControlRequest, type NotDelivered, type OrderOnItsWay, type OrderPapers } from '#libs/control';
import type { CallRecord } from '#libs/institution-call';
import type { AttemptResult, LaneEnd, LaneWork } from '#libs/lanes';
import type { InstitutionProfile } from '#libs/push-dispatch';
import { keepCall, laneOf, NO_DEADLINE, persisted, type OrderTools } from './order-tools.js';

const DONE: AttemptResult = { state: 'done' };
/** We could not look, which is not the institution's fault. */
const LATER: AttemptResult = { state: 'retry', technical: false };

export interface SendingEvents {
  /** Nothing more is done here. */
  over(sending: OrderSending): void;
  /** Certainly nothing left so far: to be put into its lane again at this moment. */
  again(sending: OrderSending, atMs: number): void;
}

interface Prepared {
  readonly row: OrderOnItsWay;
  readonly papers: OrderPapers;
  readonly call: HttpCall;
}

/**
 * One order on its way to one institution that we call. That it may have left is durable before the first byte. An attempt is repeated only
 * while it is certain that nothing of any attempt left, or the institution said that it took nothing; what may have left is lost sight of,
 * and asked about (I4).
 */
export class OrderSending implements LaneWork {
  readonly priority: number;
  readonly court: string;
  /** An order does not run out in a lane: what is not sent in time is ended by its answer's deadline. */
  readonly deadlineMs = NO_DEADLINE;
  #begun: boolean;
  #answerByMs = Infinity;
  #attempts = 0;
  #rounds = 0;
  #why: NotDelivered = { word: 'not-sent', text: '' };

  /** @param again it left before, and the institution says that it knows no such number: sent under the same one */
  constructor(
    private row: OrderOnItsWay,
    private readonly tools: OrderTools,
    private readonly events: SendingEvents,
    again = false,
  ) {
    this.priority = laneOf(row.order);
    this.court = row.case.courtCode;
    this.#begun = again;
  }

  get orderId(): number {
    return this.row.order.id;
  }

  get institutionCode(): string {
    return this.row.order.institutionCode;
  }

  async attempt(): Promise<AttemptResult> {
    try {
      const profile = this.tools.profileOf(this.institutionCode);
      const prepared = profile && (await this.#prepare(profile));
      if (profile === undefined || prepared === undefined) return DONE;
      return await this.#send(prepared, profile);
    } catch {
      return LATER;
    }
  }

  ended(end: LaneEnd): void {
    // Done, or going down: what stands as `sending` is asked about by whoever comes next. Not begun: it is still approved, and offered again.
    if (end === 'done' || end === 'stopped' || !this.#begun) return this.events.over(this);
    if (Date.now() < this.#answerByMs) {
      this.#rounds += 1;
      return this.events.again(this, Date.now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#rounds));
    }
    void persisted(this.tools, () => this.tools.engine.neverLeft(this.row.order.caseId, this.orderId, this.#why))
      .catch(() => undefined)
      .finally(() => this.events.over(this));
  }

  /** Everything that leaves, once it is sure that it may. @returns undefined when it does not leave */
  async #prepare(profile: InstitutionProfile): Promise<Prepared | undefined> {
    const { orders, documents, engine, officers, certificates } = this.tools;
    const row = (await orders.byIds([this.orderId]))[0];
    if (row === undefined || (!this.#begun && row.order.state !== 'approved')) return undefined;
    const { caseId, id } = row.order;
    // All three at once: a place in the lane is held meanwhile.
    const [numbers, served, certified] = await Promise.all([documents.papersOf([id]), documents.documentsOf(id), certificates(row.officers.map(({ id: officer }) => officer))]);
    const papers = numbers.get(id);
    // Asked at submission too; officers of a case change in between.
    const refusal = papers === undefined || served.length === 0 ? { cause: 'documents-missing' } : officersLacking(row.officers) !== undefined ? { cause: 'officers-incomplete' } : await officers.refusal(signersOf(profile.adapter.manifest, row.officers), profile.record);
    if (refusal !== undefined || papers === undefined) {
      await engine.notSent(caseId, id, refusal?.cause ?? 'documents-missing');
      return undefined;
    }
    const carried = { documents: served, certificates: certified };
    const cannot = this.#begun ? undefined : profile.adapter.manifest.cannotCarry?.(toControlRequest(row, papers, profile.record.contractVersion));
    if (cannot !== undefined) {
      await engine.notSent(caseId, id, cannot);
      return undefined;
    }
    const describe = (of: OrderOnItsWay): HttpCall => profile.adapter.controls!.describeControl({ request: toControlRequest(of, papers, profile.record.contractVersion), ...carried }, profile.institution);
    try {
      describe(row);
    } catch {
      await engine.notSent(caseId, id, 'contract-cannot');
      return undefined;
    }
    if (this.#begun) return { row, papers, call: describe(row) };
    const sending = await engine.beginSending(caseId, id);
    if (sending.state !== 'send') return undefined;
    this.#begun = true;
    this.#answerByMs = sending.order.answerByMs ?? Infinity;
    this.row = { ...row, order: sending.order };
    return { row: this.row, papers, call: describe(this.row) };
  }

  async #send({ row, papers, call }: Prepared, profile: InstitutionProfile): Promise<AttemptResult> {
    const { engine } = this.tools;
    const { caseId, id } = row.order;
    this.#attempts += 1;
    const record = await this.tools.call.send(call, profile.target, NO_DEADLINE);
    const exchangeId = await keepCall(this.tools, row, 'control', this.#attempts, record);
    if (exchangeId === undefined) return DONE;
    if (record.reply === null) {
      const { cause, detail } = record.failure!;
      this.#why = { word: cause, text: detail };
      if (!record.left) return { state: 'retry', technical: true };
      await persisted(this.tools, () => engine.lostSight(caseId, id, { code: 'line-lost', word: cause }));
      return DONE;
    }
    const reading = this.#read(record.reply, row, papers, profile);
    switch (reading.state) {
      case 'final':
        await this.#answered(reading.outcome, exchangeId, record);
        return DONE;
      case 'later':
        await persisted(this.tools, () => engine.delivered(caseId, id));
        if (reading.outcome !== undefined) await this.#answered(reading.outcome, exchangeId, record);
        return DONE;
      case 'not-taken':
        this.#why = { word: reading.cause, text: '' };
        return { state: 'retry', technical: reading.cause !== 'rate-limited', afterMs: reading.afterMs };
    }
  }

  #read(reply: NonNullable<CallRecord['reply']>, row: OrderOnItsWay, papers: OrderPapers, { adapter, record }: InstitutionProfile): ControlReading {
    try {
      return adapter.controls!.readControl(reply, toControlRequest(row, papers, record.contractVersion));
    } catch {
      return { state: 'final', outcome: { kind: 'defective', defect: 'unreadable', detail: 'the adapter could not read the reply' } };
    }
  }

  #answered(outcome: Extract<ControlReading, { state: 'final' }>['outcome'], exchangeId: number, record: CallRecord): Promise<unknown> {
    return persisted(this.tools, () => this.tools.engine.answer({ orderId: this.orderId, outcome, via: 'push', exchangeId, receivedAtMs: record.endedAtMs }, this.institutionCode));
  }
}

/** Between rounds of attempts of which nothing left. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
