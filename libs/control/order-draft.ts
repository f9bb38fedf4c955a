import type { CannotCarry, ControlExtent, ControlOperation, ControlTarget, Source, TransferParty } from '#contracts/adapter';
import type { Day } from '#libs/statute';
import type { ControlPriority } from './control-model.js';

/** What is known of the thing from the answer in which it was found; looked up there, never taken from whoever drafts. */
export interface FoundThing {
  readonly requestId: number;
  readonly version: number;
  /** Whether the person in the answer is the obligor beyond doubt; `weak` is never controlled (I2). */
  readonly match: 'exact' | 'weak';
  /** Free words of the institution on what the account is (账户类别, 账户性质), for the table of exempt funds. */
  readonly nature?: string;
}

/** What an officer, a proposal or a rule asks for: one operation on one thing. */
export interface OrderDraft {
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly operation: ControlOperation;
  readonly source: Source;
  readonly target: ControlTarget;
  readonly extent: ControlExtent;
  /** What it comes to in CNY fen where the extent does not say: things, shares, ratios, foreign money, whole accounts. */
  readonly worthFen?: number;
  /** The measure it is about; required for all operations but those that begin one. */
  readonly measureId?: string;
  readonly from?: Day;
  readonly until?: Day;
  readonly reason: string;
  /** Required where a measure begins; absent for what is about one already. */
  readonly found?: FoundThing;
  readonly convertCurrency?: boolean;
  readonly transferTo?: readonly TransferParty[];
  readonly priority?: ControlPriority;
  readonly batchId?: string;
}

/** Whether the institution's contract can carry a draft at all; asked at draft, at approval and before sending. */
export type CarryCheck = (draft: OrderDraft) => CannotCarry | 'institution-unknown' | 'out-of-service' | undefined;

/** One kind of funds that may not be frozen or not deducted (豁免资金, B-list), as data. */
export interface ExemptFund {
  /** X01 … */
  readonly code: string;
  readonly name: string;
  readonly law: string;
  readonly mayFreeze: boolean;
  readonly mayDeduct: boolean;
  /** Words of institutions that name such an account. */
  readonly words: readonly string[];
  /** Whose: `any`, or only where the obligor is one of these. */
  readonly appliesTo: 'any' | 'organisation' | 'person';
  readonly remedy: string;
  readonly validFrom: Day;
  readonly validUntil?: Day;
}
