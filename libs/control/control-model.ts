import type { CaseAccount, ControlExtent, ControlOperation, ControlOutcome, ControlTarget, Source, TransferParty } from '#contracts/adapter';
import type { Day } from '#libs/statute';
import type { PolicyOfCourts } from './control-policy.js';
import type { ControlTaskKind } from './control-task.js';
import type { StepCause } from './step-cause.js';
import type { TaskReason } from './task-reason.js';
import type { MeasureEvent, MeasureState } from './measure-state.js';
import type { OrderEvent, OrderState } from './order-state.js';

/** How urgent an order is in its lane: release and urgent preservation overtake everything (design §4). */
export type ControlPriority = 'urgent' | 'control' | 'routine';

/** An obligor (被执行人) as measures need to know him. */
export interface ControlObligor {
  readonly id: string;
  readonly kind: 'person' | 'organisation';
  /** Bankruptcy was accepted (破产受理): nothing new is controlled or deducted (C10). */
  readonly bankruptcy?: { readonly acceptedOn: Day; readonly court: string };
  /** Necessary living costs kept free of deduction, fen, over all institutions together (B7). */
  readonly livingReserveFen: number;
  /** What that was counted from, or why it is this sum; no names. */
  readonly livingBasis?: string;
}

/** One order (控制指令) of a case. */
export interface ControlOrder {
  /** Given once, never again; the request number is made from it. */
  readonly id: number;
  readonly requestNumber: string;
  readonly caseId: string;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly operation: ControlOperation;
  readonly source: Source;
  readonly target: ControlTarget;
  readonly extent: ControlExtent;
  /** The most it can come to hold, release or take, fen of CNY: the amount, or what the thing is worth. */
  readonly limitFen: number;
  /** The measure it is about: all but those that begin one. */
  readonly measureId?: string;
  readonly from?: Day;
  readonly until?: Day;
  readonly reason: string;
  /** Why more than needed may be held (查扣冻规定 art 19): given by a named person at approval. */
  readonly excessReason?: string;
  /** Why less than the living costs is left (B7): given by a named person at approval. */
  readonly livingReason?: string;
  /** The queried answer in which the thing was found: its match of the person must be exact (I2). */
  readonly foundIn?: { readonly requestId: number; readonly version: number };
  /** What the institution calls the account (账户性质), for the table of exempt funds. */
  readonly nature?: string;
  /** 是否结汇 */
  readonly convertCurrency?: boolean;
  /** 过户对象 */
  readonly transferTo?: readonly TransferParty[];
  readonly priority: ControlPriority;
  readonly state: OrderState;
  readonly version: number;
  readonly draftedBy: string;
  /** Who is to approve; a person other than the drafter and the second officer. */
  readonly approver?: string;
  readonly approvedBy?: string;
  /** The rule that approved instead of a person, where the law allows it. */
  readonly approvedByRule?: string;
  /** Many orders made by one instruction (批量指令), or by one ruling. */
  readonly batchId?: string;
  /** First moment it may have left, epoch ms. */
  readonly sentAtMs?: number;
  /** The institution must have answered by then, epoch ms; later it is `unconfirmed`. */
  readonly answerByMs?: number;
  /** When to ask about it next, epoch ms. */
  readonly askAtMs?: number;
  readonly asked: number;
  /** The newest word of the institution that counts; others are kept beside it. */
  readonly outcome?: ControlOutcome;
  readonly outcomeVersion: number;
}

/** One measure (控制措施) in force, or that was. */
export interface Measure {
  readonly id: string;
  /** The case it is for now; may change by hand-over, rank and dates stay (C7). */
  readonly caseId: string;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly source: Source;
  readonly target: ControlTarget;
  readonly state: MeasureState;
  readonly version: number;
  /** Request number and case number of the order that began it: quoted by all later orders (原冻结). */
  readonly beganWith: { readonly orderId: number; readonly requestNumber: string; readonly caseNumber: string };
  /** 冻结编号, 查封业务号 … */
  readonly institutionReference?: string;
  /** Bound up to here when money comes, fen. */
  readonly limitFen: number;
  /** Bound now, fen; for things what they are worth (I5: nothing while it waits). */
  readonly heldFen: number;
  readonly heldQuantity?: { readonly amount: string; readonly unit: string };
  readonly divisible: boolean;
  /** Days in force as the institution registered them, both included. A waiting one has none until it is activated. */
  readonly from?: Day;
  readonly until?: Day;
  /** RFC 3339; ranks (C6). */
  readonly effectiveAt?: string;
  /** Behind `position - 1` others. */
  readonly position?: number;
  /** Kept although too much, for a reason a named person gave (B2). */
  readonly excessReason?: string;
  /** The institution objected in writing and was not answered yet (A9): nothing is taken from it. */
  readonly underObjectionSince?: Day;
  /** The day on which a person was told that the first court is idle (C13). */
  readonly idleToldOn?: Day;
  /** The smallest of REMINDER_DAYS already told. */
  readonly remindedDays?: number;
  /** Epoch ms at which a measure is asked about, and its case counted anew: set when it was handed over. */
  readonly askAtMs?: number;
}

/** Money that was deducted (扣划): taken by the institution is one fact, arrived on the account of the case another. */
export interface Deduction {
  readonly orderId: number;
  readonly measureId: string;
  readonly takenFen: number;
  readonly takenOn: Day;
  /** The sum of {@link arrivals}, and the day of the last one. */
  readonly arrivedFen: number;
  readonly arrivedOn?: Day;
  /** Payments that arrived, each once; absent while there is none. */
  readonly arrivals?: readonly Arrival[];
}

/** One payment on the account of the case (到账). */
export interface Arrival {
  /** What the bank calls it (交易流水号), or the number of the event that told of it: the same number is the same payment. */
  readonly reference: string;
  readonly fen: number;
  readonly day: Day;
}

/** Everything a decision about measures of one case needs, read under the lock of the case. */
export interface ControlState {
  readonly case: {
    readonly id: string;
    readonly caseNumber: string;
    readonly courtCode: string;
    readonly kind: 'execution' | 'preservation' | 'restored';
    readonly state: 'open' | 'suspended' | 'ended-without-assets' | 'closed';
    /** Logins that may act as handling and as second officer: neither approves (四眼). */
    readonly officers: readonly string[];
  };
  /** What is owed under the title, with costs, and what was paid otherwise than by our deductions, fen (B1). */
  readonly need: { readonly owedFen: number; readonly paidFen: number };
  readonly account?: CaseAccount;
  /** What the court of the case, and those above it, set about measures; absent where none of them did. */
  readonly policy?: PolicyOfCourts;
  readonly obligors: readonly ControlObligor[];
  /** All that have not ended, and those that began a measure. */
  readonly orders: readonly ControlOrder[];
  readonly measures: readonly Measure[];
  readonly deductions: readonly Deduction[];
}

/** One step, for the record (audit), for other systems (event) and for the life of the thing (节点). No personal data. */
export interface ControlEntry {
  readonly of: { readonly orderId: number } | { readonly measureId: string } | { readonly caseId: string };
  readonly event: OrderEvent | MeasureEvent | ControlFact;
  readonly from?: OrderState | MeasureState;
  readonly to?: OrderState | MeasureState;
  readonly actor: string;
  /** On what right the actor did it; for the audit alone. */
  readonly ground?: ActingGround;
  /** Versions of the policies it was decided under; absent: what comes with the software. */
  readonly policy?: string;
  /** As a person said it, or {@link cause} in English. */
  readonly reason?: string;
  /** Where no person said why. */
  readonly cause?: StepCause;
}

/** On what right somebody acts in a case (查阅依据), and in answer to which call. */
export interface ActingGround {
  readonly correlationId?: string;
  readonly basis?: string;
  /** The grant whose reason covers it. */
  readonly grantId?: string;
}

/** What is worth recording beyond changes of state. */
export type ControlFact =
  | 'draft' // 起草
  | 'begin' // 措施成立
  | 'answer-kept' // 反馈留存, repeated or without effect
  | 'excess-found' // 超标的
  | 'deduction-taken' // 已划出
  | 'money-arrived' // 到账
  | 'need-changed'
  | 'objected' // 协助义务人异议
  | 'objection-answered' // 异议答复
  | 'reminded';

/** Something a person has to look at (待办). */
export interface NewControlTask {
  readonly kind: ControlTaskKind;
  readonly orderId?: number;
  readonly measureId?: string;
  /** In English; {@link reason} has the same as a code with figures. */
  readonly detail: string;
  readonly reason?: TaskReason;
  /** Last day for it, Beijing. */
  readonly dueOn?: Day;
}

/** What a decision changes; written together or not at all. Rows are whole; `version` is that after the change. */
export interface ControlChanges {
  readonly orders: readonly ControlOrder[];
  readonly measures: readonly Measure[];
  readonly deductions: readonly Deduction[];
  readonly entries: readonly ControlEntry[];
  readonly tasks: readonly NewControlTask[];
}

export const NO_CHANGES: ControlChanges = { orders: [], measures: [], deductions: [], entries: [], tasks: [] };

/** The state after changes, for decisions that build on each other inside one transaction. */
export function after(state: ControlState, changes: ControlChanges): ControlState {
  return {
    ...state,
    orders: replaced(state.orders, changes.orders, ({ id }) => id),
    measures: replaced(state.measures, changes.measures, ({ id }) => id),
    deductions: replaced(state.deductions, changes.deductions, ({ orderId }) => orderId),
  };
}

/** First `earlier`, then `later`; of one thing only its last form is written, every step stays on record. */
export function joined(earlier: ControlChanges, later: ControlChanges): ControlChanges {
  return {
    orders: replaced(earlier.orders, later.orders, ({ id }) => id),
    measures: replaced(earlier.measures, later.measures, ({ id }) => id),
    deductions: replaced(earlier.deductions, later.deductions, ({ orderId }) => orderId),
    entries: [...earlier.entries, ...later.entries],
    tasks: [...earlier.tasks, ...later.tasks],
  };
}

function replaced<One, Key>(all: readonly One[], by: readonly One[], keyOf: (one: One) => Key): One[] {
  const changed = new Map(by.map((one) => [keyOf(one), one]));
  const kept = all.map((one) => {
    const now = changed.get(keyOf(one)) ?? one;
    changed.delete(keyOf(one));
    return now;
  });
  return [...kept, ...changed.values()];
}
