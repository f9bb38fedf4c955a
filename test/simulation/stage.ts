import type { ControlOutcome } from '#contracts/adapter';
import { ControlEngine, DEFAULT_CONTROL_POLICY, type ControlOrder, type ControlPolicy, type Measure, type OrderDraft } from '#libs/control';
import { ControlDatabase, type CaseFacts } from './control-database.js';
import { MemoryControlStore } from './memory-control-store.js';
import { Scheduler } from './scheduler.js';
import { FUNDS } from './setting.js';

const NOW = Date.parse('2026-03-02T02:00:00Z');
export const BANK = 'BANK-A';

/** The real engine over the simulated store with nothing random about it: for showing one situation, step by step. */
export class Stage {
  readonly scheduler = new Scheduler(1, NOW, false);
  readonly database = new ControlDatabase(this.scheduler);
  readonly engine: ControlEngine;
  readonly #policy: Partial<ControlPolicy>;

  constructor(policy: Partial<ControlPolicy> = {}) {
    this.#policy = policy;
    this.engine = this.startAnew().engine;
  }

  /** A further process on the same rows, as after a crash. */
  startAnew(): { readonly store: MemoryControlStore; readonly engine: ControlEngine } {
    const store = new MemoryControlStore(this.database, this.scheduler, { name: 'gateway', alive: true });
    const engine = new ControlEngine({
      store, clock: () => this.scheduler.nowMs, policy: { ...DEFAULT_CONTROL_POLICY, ...this.#policy },
      rules: { carry: () => undefined, exemption: (nature) => FUNDS.find(({ words }) => words.includes(nature)) },
    });
    return { store, engine };
  }

  openCase(id: string, owedFen: number, facts: Partial<CaseFacts> = {}): void {
    this.database.cases.set(id, {
      case: { id, caseNumber: `（2026）浙0106执${id}号`, courtCode: '浙0106', kind: 'execution', state: 'open', officers: ['h1', 'h2'] }, owedFen, paidFen: 0,
      account: { accountName: '某某法院', bankName: '某某银行', bankNumber: '102100099996', accountNumber: `执行款${id}` },
      obligors: [{ id: 'o1', kind: 'person', livingReserveFen: 0 }], ...facts,
    });
  }

  /** Lets everything happen until this is done. */
  async done<Result>(work: Promise<Result>): Promise<Result> {
    const settled = { is: false };
    const watched = work.finally(() => { settled.is = true; });
    watched.catch(() => undefined);
    while (!settled.is && (await this.scheduler.step()));
    return watched;
  }

  /** Drafted by an officer and approved by a second person. */
  async approved(caseId: string, draft: OrderDraft, excessReason?: string): Promise<ControlOrder> {
    const [order] = await this.done(this.engine.draft(caseId, [draft], 'h1'));
    await this.done(this.engine.submit(caseId, [order!.id], { approver: 'p1' }, 'h1'));
    const [approved] = await this.done(this.engine.approve(caseId, [order!.id], excessReason === undefined ? {} : { excessReason }, 'p1'));
    return approved!;
  }

  async sent(caseId: string, draft: OrderDraft, excessReason?: string): Promise<ControlOrder> {
    const { id } = await this.approved(caseId, draft, excessReason);
    return (await this.done(this.engine.beginSending(caseId, id))).order;
  }

  answer(orderId: number, outcome: ControlOutcome): Promise<string> {
    return this.done(this.engine.answer({ orderId, outcome, via: 'pull', exchangeId: this.database.answers.length + 1, receivedAtMs: this.scheduler.nowMs }, BANK));
  }

  order(id: number): ControlOrder {
    return this.database.orders.get(id)!;
  }

  measureOf({ requestNumber }: ControlOrder): Measure {
    return this.database.measures.get(requestNumber)!;
  }

  /** Releases that wait for their person or are on their way. */
  releases(): ControlOrder[] {
    return [...this.database.orders.values()].filter(({ operation, state }) => operation.startsWith('release') && ['submitted', 'approved', 'sending', 'sent'].includes(state));
  }
}

export const freeze = (reference: string, fen: number, more: Partial<OrderDraft> = {}): OrderDraft => ({
  obligorId: 'o1', institutionCode: BANK, operation: 'freeze', source: 'deposit', target: { kind: 'account', reference, sequence: 1 }, extent: { by: 'amount', amount: { fen, currency: 'CNY' } },
  reason: '保障债权实现', found: { requestId: 1, version: 1, match: 'exact' }, ...more,
});

export const onMeasure = (measure: Measure, operation: OrderDraft['operation'], fen: number): OrderDraft => ({
  obligorId: measure.obligorId, institutionCode: measure.institutionCode, operation, source: measure.source, target: measure.target, measureId: measure.id,
  extent: { by: 'amount', amount: { fen, currency: 'CNY' } }, reason: '承办人提出',
});

export const held = (fen: number, limitFen = fen): ControlOutcome => ({
  kind: 'effective', effect: { held: { fen, currency: 'CNY' }, limit: { fen: limitFen, currency: 'CNY' }, from: '2026-03-02', until: '2027-03-01' },
});
