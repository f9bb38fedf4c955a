import type { ControlOutcome, ControlStatusReading } from '#contracts/adapter';
import { toControlRequest, type ControlOrder, type OrderOnItsWay } from '#libs/control';
import type { AttemptResult, LaneWork } from '#libs/lanes';
import { keepCall, laneOf, NO_DEADLINE, persisted, type OrderTools } from './order-tools.js';

const DONE: AttemptResult = { state: 'done' };

export interface QuestionEvents {
  over(question: OrderQuestion): void;
  /** The institution never took such a number: the order is sent again under the same one. */
  sendAgain(row: OrderOnItsWay): void;
}

/** What became of an order (查询办理状态): asked of an institution that we call. May be asked as often as wanted; decides nothing by itself. */
export class OrderQuestion implements LaneWork {
  readonly priority: number;
  /** Cases take turns: which court asks is of no matter to what is only looked up. */
  readonly court: string;
  readonly deadlineMs = NO_DEADLINE;
  #attempts = 0;
  #sendAgain: OrderOnItsWay | undefined;

  /** @param order as the engine gave it when it wrote down that it is asked about */
  constructor(
    readonly order: ControlOrder,
    private readonly tools: OrderTools,
    private readonly events: QuestionEvents,
  ) {
    this.priority = laneOf(order);
    this.court = order.caseId;
  }

  async attempt(): Promise<AttemptResult> {
    try {
      return await this.#ask();
    } catch {
      // Asked again when its time comes: that is written down.
      return DONE;
    }
  }

  ended(): void {
    this.events.over(this);
    if (this.#sendAgain !== undefined) this.events.sendAgain(this.#sendAgain);
  }

  async #ask(): Promise<AttemptResult> {
    const { engine, call, orders } = this.tools;
    const { id, caseId, institutionCode, outcomeVersion } = this.order;
    const profile = this.tools.profileOf(institutionCode);
    const row = (await orders.byIds([id]))[0];
    if (profile === undefined || row === undefined) return DONE;
    const request = toControlRequest(row, { rulingNumber: '', noticeName: '' }, profile.record.contractVersion);
    this.#attempts += 1;
    const record = await call.send(profile.adapter.controls!.describeStatus(request, profile.institution), profile.target, NO_DEADLINE);
    const exchangeId = await keepCall(this.tools, row, 'control-status', this.#attempts, record);
    if (exchangeId === undefined) return DONE;
    if (record.reply === null) return { state: 'retry', technical: true };
    const answered = (outcome: ControlOutcome) =>
      persisted(this.tools, () => engine.answer({ orderId: id, outcome, via: 'status', exchangeId, receivedAtMs: record.endedAtMs, askedAfterVersion: outcomeVersion }, institutionCode));
    const reading = this.#read(() => profile.adapter.controls!.readStatus(record.reply!, request));
    switch (reading.state) {
      case 'final':
        await answered(reading.outcome);
        return DONE;
      case 'later':
        if (reading.outcome === undefined) await persisted(this.tools, () => engine.delivered(caseId, id));
        else await answered(reading.outcome);
        return DONE;
      case 'not-taken':
        // The question was not taken, which says nothing about the order.
        return { state: 'retry', technical: reading.cause !== 'rate-limited', afterMs: reading.afterMs };
      case 'unknown':
        if ((await persisted(this.tools, () => engine.statusUnknown(caseId, id))) === 'send-again') this.#sendAgain = row;
        return DONE;
    }
  }

  #read(read: () => ControlStatusReading): ControlStatusReading {
    try {
      return read();
    } catch {
      return { state: 'final', outcome: { kind: 'defective', defect: 'unreadable', detail: 'the adapter could not read the status' } };
    }
  }
}

