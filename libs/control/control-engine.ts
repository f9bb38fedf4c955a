import type { CannotCarry } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { beijingDay, type Day } from '#libs/statute';
import { takeDay } from './dates.js';
import type { Acting } from './acting.js';
import { takeArrival } from './arrival.js';
import type { Arrival, ControlOrder, ControlState, Measure } from './control-model.js';
import type { ControlStore, ReceivedControlAnswer } from './control-store.js';
import { proposeOnBankruptcy, raiseReleases } from './excess.js';
import { handOver, withHanded, type HandOver } from './hand-over.js';
import { approveOrders, ControlRefused, draftOrders, giveBackOrders, submitOrders, withdrawOrders } from './order-desk.js';
import type { CarryCheck, OrderDraft } from './order-draft.js';
import { policyInForce, type ControlPolicy } from './control-policy.js';
import type { RuleBook, SignedReasons } from './rules-against.js';
import { letterWaits, neverServed, onPaper, servedByHand, type LetterTaskKind } from './by-hand.js';
import { askAbout, beginSending, delivered, lostSight, neverLeft, statusUnknown, type AfterUnknown, type NotDelivered, type Sending } from './sending.js';
import { settleOrder, type Settlement } from './settle.js';
import type { StepCause } from './step-cause.js';
import { StateChangeInvalid, Steps, type Moment } from './steps.js';
import { takeAnswer, type AnswerTaken } from './take-answer.js';
import type { TaskReason } from './task-reason.js';

export interface ControlEngineParts {
  readonly store: ControlStore;
  readonly rules: RuleBook;
  /** What counts where no court set anything else (`PolicyOfCourts`). */
  readonly policy: ControlPolicy;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** What an answer came to; `unknown`: no such order at this institution. */
export type AnswerVerdict = AnswerTaken | 'unknown';

/** Why an approved order does not leave: a cause of a closed list, or what its contract cannot carry, with the way that remains. */
export type CannotLeave = string | CannotCarry;

/** Numbers fetched at once; a decision makes orders by itself only for releases of excess. */
const NUMBERS_AT_ONCE = 64;

/** The actor of what nobody does by hand. */
const GATEWAY = 'gateway';

/**
 * The engine of control measures (控制措施): drafts, approvals, sending, answers, days. Every method is one decision about one case, made
 * by a pure function under the lock of that case and written whole (`control-store.ts`). Read `order-desk.ts` for what people do,
 * `sending.ts` and `take-answer.ts` for what happens with institutions, `rules-against.ts` for what the law forbids.
 */
export class ControlEngine {
  #numbers: number[] = [];

  constructor(private readonly parts: ControlEngineParts) {}

  /** Whether contracts list a measure at all; out of memory. */
  get carry(): CarryCheck {
    return this.parts.rules.carry;
  }

  /** The same engine over a store inside somebody else's transaction. */
  over(store: ControlStore): ControlEngine {
    const engine = new ControlEngine({ ...this.parts, store });
    engine.#numbers = this.#numbers;
    return engine;
  }

  /** Drafts orders (起草), all or none. @throws ControlRefused, Problem `case-unknown` */
  draft(caseId: string, drafts: readonly OrderDraft[], actor: Acting): Promise<ControlOrder[]> {
    return this.#decide(caseId, actor, (steps) => draftOrders(steps, drafts, this.parts.rules), drafts.length);
  }

  /** The same with drafts made out of the case as it is decided about, `atMost` so many. @throws as {@link draft}, and what `make` throws */
  draftFrom(caseId: string, make: (state: ControlState) => readonly OrderDraft[], atMost: number, actor: Acting): Promise<ControlOrder[]> {
    return this.#decide(caseId, actor, (steps) => draftOrders(steps, make(steps.state), this.parts.rules), atMost);
  }

  /** Puts orders before a second person (送审). @throws ControlRefused, Problem `control-order-unknown`, `state-change-invalid` */
  submit(caseId: string, orderIds: readonly number[], { approver }: { readonly approver: string }, actor: Acting): Promise<ControlOrder[]> {
    return this.#decide(caseId, actor, (steps) => submitOrders(steps, orderIds, approver, this.parts.rules));
  }

  /** A second person approves (批准), all or none; what is overtaken by it makes way, perhaps a larger release. @throws as {@link submit} */
  approve(caseId: string, orderIds: readonly number[], reasons: SignedReasons, actor: Acting): Promise<ControlOrder[]> {
    return this.#decide(caseId, actor, (steps) => this.#countedAnew(steps, approveOrders(steps, orderIds, reasons, this.parts.rules)));
  }

  /** Back to the drafter (退回). */
  giveBack(caseId: string, orderIds: readonly number[], reason: string | StepCause, actor: Acting): Promise<ControlOrder[]> {
    return this.#decide(caseId, actor, (steps) => this.#countedAnew(steps, giveBackOrders(steps, orderIds, reason)));
  }

  /** Taken back before it was sent (撤回). */
  withdraw(caseId: string, orderIds: readonly number[], reason: string | StepCause, actor: Acting): Promise<ControlOrder[]> {
    return this.#decide(caseId, actor, (steps) => this.#countedAnew(steps, withdrawOrders(steps, orderIds, reason)));
  }

  /** The last look before the first byte: when it says `send`, that the order may have left is durable. */
  beginSending(caseId: string, orderId: number): Promise<Sending> {
    return this.#decide(caseId, GATEWAY, (steps) => this.#countedAnew(steps, beginSending(steps, orderId, this.#policyOf(steps), this.parts.rules)));
  }

  /**
   * The last look before people carry it (线下送达): from here on it may be delivered at any moment.
   * @throws Problem `control-order-unknown`
   */
  print(caseId: string, orderId: number, actor: Acting): Promise<Sending> {
    return this.#decide(caseId, actor, (steps) => this.#countedAnew(steps, beginSending(steps, orderId, onPaper(this.#policyOf(steps)), this.parts.rules)));
  }

  /** An officer says that the institution has it since then (送达). @throws Problem `control-order-unknown`, `state-change-invalid` */
  servedByHand(caseId: string, orderId: number, servedAtMs: number, how: string | StepCause, actor: Acting): Promise<ControlOrder> {
    return this.#decide(caseId, actor, (steps) => servedByHand(steps, orderId, servedAtMs, how, this.#policyOf(steps)));
  }

  /** An officer says that it never got there. @throws Problem `control-order-unknown`, `state-change-invalid` */
  notServed(caseId: string, orderId: number, why: string, actor: Acting): Promise<ControlOrder> {
    return this.#decide(caseId, actor, (steps) => this.#countedAnew(steps, neverServed(steps, orderId, why)));
  }

  /** A letter waits too long to be printed, delivered or answered: a person is told (催办), unless it went on meanwhile. @returns whether */
  letterWaits(caseId: string, orderId: number, kind: LetterTaskKind, reason: TaskReason, dueOn: Day): Promise<boolean> {
    return this.#decide(caseId, GATEWAY, (steps) => letterWaits(steps, orderId, kind, reason, dueOn));
  }

  /** Approved, and cannot leave for what the rules know nothing of (papers, officers, the contract): it stays approved, and a person is told. */
  notSent(caseId: string, orderId: number, why: CannotLeave): Promise<void> {
    return this.#decide(caseId, GATEWAY, (steps) => {
      if (steps.orderOf(orderId).state === 'approved') steps.task({ kind: 'not-sent', orderId, reason: typeof why === 'string' ? { code: 'cannot-leave', word: why } : { code: 'cannot-carry', text: why.why, remedy: why.offlineWay } });
    });
  }

  /** The institution has it. */
  delivered(caseId: string, orderId: number): Promise<ControlOrder> {
    return this.#decide(caseId, GATEWAY, (steps) => delivered(steps, orderId));
  }

  /** It may have left and nobody said so. */
  lostSight(caseId: string, orderId: number, why: StepCause): Promise<ControlOrder> {
    return this.#decide(caseId, GATEWAY, (steps) => lostSight(steps, orderId, why, this.#policyOf(steps)));
  }

  /** It certainly did not leave: only for an order whose every attempt failed before a connection was made. */
  neverLeft(caseId: string, orderId: number, why: NotDelivered): Promise<ControlOrder> {
    return this.#decide(caseId, GATEWAY, (steps) => this.#countedAnew(steps, neverLeft(steps, orderId, why)));
  }

  /** To be called before asking; @returns the order to ask about, undefined when there is nothing to ask any more. Also ends what is overdue. */
  askAbout(caseId: string, orderId: number): Promise<ControlOrder | undefined> {
    return this.#decide(caseId, GATEWAY, (steps) => this.#countedAnew(steps, askAbout(steps, orderId, this.#policyOf(steps))));
  }

  /** The institution knows no such number. `send-again`: under the same number. */
  statusUnknown(caseId: string, orderId: number): Promise<AfterUnknown> {
    return this.#decide(caseId, GATEWAY, (steps) => this.#countedAnew(steps, statusUnknown(steps, orderId, this.parts.rules)));
  }

  /** One word of an institution. When it resolves, the word and what follows from it are durable. */
  async answer(received: ReceivedControlAnswer, institutionCode: string): Promise<AnswerVerdict> {
    const caseId = await this.parts.store.caseOfOrder(received.orderId, institutionCode);
    if (caseId === undefined) return 'unknown';
    return this.#decide(caseId, institutionCode, (steps) => this.#taken(steps, received), 0, received);
  }

  /**
   * A person settles a dispute, or what nobody could learn; what began a measure that was handed over since, in the case that has the measure.
   * @throws ControlRefused when it is the drafter
   */
  async settle(caseId: string, orderId: number, settlement: Settlement, actor: Acting): Promise<ControlOrder> {
    const order = (await this.read(caseId)).orders.find(({ id }) => id === orderId);
    const where = order && (await this.parts.store.caseOfOrder(orderId, order.institutionCode));
    return this.#decide(where ?? caseId, actor, (steps) => settleOrder(steps, orderId, settlement, this.#policyOf(steps), this.parts.rules));
  }

  /** Money of a deduction arrived on the account of the case (到账); told again it counts once. @throws Problem, see {@link takeArrival} */
  arrived(caseId: string, orderId: number, arrival: Arrival, actor: Acting): Promise<void> {
    return this.#decide(caseId, actor, (steps) => takeArrival(steps, orderId, arrival));
  }

  /** After what is owed, paid, or known of an obligor has changed: what is too much now is released (I1). */
  recount(caseId: string, actor: Acting, why: string): Promise<void> {
    return this.#decide(caseId, actor, (steps) => {
      steps.entry({ of: { caseId }, event: 'need-changed' }, why);
      proposeOnBankruptcy(steps);
      raiseReleases(steps, this.#policyOf(steps), this.parts.rules);
    });
  }

  /** What a day brings by itself: lapses, reminders. Safe to repeat. */
  day(caseId: string, today: Day): Promise<void> {
    return this.#decide(caseId, GATEWAY, (steps) => {
      takeDay(steps, today, this.#policyOf(steps));
      raiseReleases(steps, this.#policyOf(steps), this.parts.rules);
    });
  }

  /**
   * Hands a measure over to another case, rank kept (C7), under the locks of both: the other case counts it from that moment, and gives back
   * what is too much there. @throws ControlRefused, Problem `case-unknown`, `measure-unknown`
   */
  async handOver(caseId: string, measureId: string, to: HandOver, actor: Acting): Promise<Measure> {
    if (to.toCaseId === caseId) throw new ControlRefused([{ index: 0, refusals: [{ rule: 'measure-exists', field: '/toCaseId' }] }]);
    if (this.#lacksNumbers()) await this.#fetchNumbers();
    const moment = this.#moment();
    const measure = await this.parts.store.changeBoth([caseId, to.toCaseId], (here, there) => {
      const giving = new Steps(here, moment, actor);
      const handed = handOver(giving, measureId, to, there);
      const secondAsRead = withHanded(there, giving.state, handed);
      const receiving = new Steps(secondAsRead, moment, actor);
      receiving.entry({ of: { caseId: to.toCaseId }, event: 'need-changed' }, `a measure was handed over by ${caseId}`);
      raiseReleases(receiving, this.#policyOf(receiving), this.parts.rules);
      return { changes: [giving.changes, receiving.changes], secondAsRead, result: handed };
    });
    if (measure === undefined) throw new Problem('case-unknown');
    return measure;
  }

  /** The state as it is, for reading. @throws Problem `case-unknown` */
  async read(caseId: string): Promise<ControlState> {
    const state = await this.parts.store.read(caseId);
    if (state === undefined) throw new Problem('case-unknown');
    return state;
  }

  /** As the courts have it when this is decided: a change counts for new decisions only. */
  #policyOf({ state }: Steps): ControlPolicy {
    return policyInForce(this.parts.policy, state.policy);
  }

  /** An order that does not leave after all may have been the release of what is too much: raised anew, or a person told (I1). */
  #countedAnew<Result>(steps: Steps, result: Result): Result {
    raiseReleases(steps, this.#policyOf(steps), this.parts.rules);
    return result;
  }

  /** An answer must never be lost because a decision cannot be made of it: then it is kept and a person told. */
  #taken(steps: Steps, received: ReceivedControlAnswer): AnswerTaken {
    const before = steps.state;
    try {
      return takeAnswer(steps, received, this.#policyOf(steps), this.parts.rules);
    } catch (error) {
      if (!(error instanceof StateChangeInvalid)) throw error;
      steps.startOver(before);
      const reason: TaskReason = { code: 'decision-failed', text: error.message, ...error.facts };
      steps.entry({ of: { orderId: received.orderId }, event: 'answer-kept' }, reason);
      steps.task({ kind: 'conflict', orderId: received.orderId, reason });
      return 'conflict';
    }
  }

  async #decide<Result>(caseId: string, actor: Acting, work: (steps: Steps) => Result, numbers = 0, kept?: ReceivedControlAnswer): Promise<Result> {
    if (this.#lacksNumbers(numbers)) await this.#fetchNumbers(numbers);
    const moment = this.#moment();
    let known = false;
    const result = await this.parts.store.change(
      caseId,
      (state) => {
        known = true;
        const steps = new Steps(state, moment, actor);
        const worked = work(steps);
        return { changes: steps.changes, result: worked };
      },
      kept,
    );
    if (!known) throw new Problem('case-unknown');
    return result as Result;
  }

  #lacksNumbers(numbers = 0): boolean {
    return this.#numbers.length < numbers + NUMBERS_AT_ONCE;
  }

  async #fetchNumbers(numbers = 0): Promise<void> {
    this.#numbers.push(...(await this.parts.store.nextOrderIds(numbers + NUMBERS_AT_ONCE)));
  }

  #moment(): Moment {
    const nowMs = this.parts.clock();
    return { nowMs, today: beijingDay(new Date(nowMs)), nextId: () => this.#nextNumber() };
  }

  #nextNumber(): number {
    const number = this.#numbers.shift();
    if (number === undefined) throw new RangeError('one decision makes more orders than numbers were fetched for');
    return number;
  }
}
