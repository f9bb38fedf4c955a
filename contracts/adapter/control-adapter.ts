import type { ControlOutcome } from './control-outcome.js';
import type { ControlRequest } from './control-request.js';
import type { OutgoingPackage, PackageFile, PackageLabel } from './file-adapter.js';
import type { Unavailability } from './outcome.js';
import type { HttpCall, HttpReply, PushInstitution } from './push-adapter.js';
import type { Reading, Unreadable } from './pull-adapter.js';
import type { LegalDocument, OfficerCertificates } from './query-request.js';

/** One order in a feedback message (控制反馈, 回执, 回退). */
export interface ControlEntry {
  /** As the institution wrote it, trimmed; may be unknown to us. */
  readonly requestNumber: string;
  /** Index of the first row, for messages about rows. */
  readonly position: number;
  /** What the rows say of the order, once it is known: account, operation and extent are checked against it. Never throws. */
  interpret(request: ControlRequest): ControlOutcome;
  /** For messages that only add to an answer (回执): the answer with it, or undefined when it adds nothing new. Called instead of `interpret`. */
  supplement?(current: ControlOutcome): ControlOutcome | undefined;
}

/** Messages of institutions that poll us in which orders are answered. */
export type ControlFeedbackVerb = 'feed-control' | 'feed-receipt' | 'return-request';

/** The part of a pull contract about measures. Pure functions; documents and certificates leave by the verbs that queries use too. */
export interface PullControls {
  /** One waiting order as a fragment of the list message. @throws never for orders that `cannotCarry` lets pass */
  renderControl(request: ControlRequest): string;
  readControlFeedback(verb: ControlFeedbackVerb, parameter: string): Reading<readonly ControlEntry[]>;
}

/** Orders that leave in one package (KZQQ). They have the same officers. */
export interface ControlBatch {
  readonly institutionCode: string;
  /** 批次号: 1 to 30 letters and digits, the first no zero, never used twice. */
  readonly batchNumber: string;
  readonly requests: readonly ControlRequest[];
  /** Documents by request number: every order has its own ruling and notice. */
  readonly documents: readonly { readonly requestNumber: string; readonly documents: readonly LegalDocument[] }[];
  readonly certificates: readonly OfficerCertificates[];
}

/** A control feedback package as read. What could not be read in it does not spoil the rest. */
export interface ControlPackageContent {
  readonly entries: readonly ControlEntry[];
  readonly lost: readonly { readonly file: string; readonly fault: Unreadable }[];
}

/** The part of a file contract about measures. */
export interface FileControls {
  packControls(batch: ControlBatch): OutgoingPackage;
  /** Reads a package labelled `control-feedback`. Never throws. */
  readControlPackage(label: PackageLabel, files: readonly PackageFile[]): Reading<ControlPackageContent>;
}

/** Everything that leaves with one order when we call. */
export interface ControlCall {
  readonly request: ControlRequest;
  readonly documents: readonly LegalDocument[];
  readonly certificates: readonly OfficerCertificates[];
}

/**
 * What a reply to an order means. Nothing here says "send again under another number" (I4): `not-taken` is said only where the reply itself
 * proves that nobody took the order; the same number may then be sent again. Whatever else is unclear is a `final` `unconfirmed`.
 */
export type ControlReading =
  | { readonly state: 'final'; readonly outcome: ControlOutcome }
  /** Taken; asked about again with {@link PushControls.describeStatus}. */
  | { readonly state: 'later'; readonly askAgainInMs: number; readonly outcome?: Extract<ControlOutcome, { kind: 'in-progress' }> }
  | { readonly state: 'not-taken'; readonly cause: Unavailability; readonly detail: string; readonly afterMs?: number };

/** What the institution says when asked about an order. `unknown`: it never took such a number, said in so many words. */
export type ControlStatusReading = ControlReading | { readonly state: 'unknown' };

/** The part of a push contract about measures. Every contract must let us ask about an order by its number: an order without a way to ask is never sent. */
export interface PushControls {
  /** @throws never for orders that `cannotCarry` lets pass */
  describeControl(order: ControlCall, institution: PushInstitution): HttpCall;
  /** Never throws. */
  readControl(reply: HttpReply, request: ControlRequest): ControlReading;
  describeStatus(request: ControlRequest, institution: PushInstitution): HttpCall;
  /** Never throws. Also read for measures that wait, to learn that they took effect (C5). */
  readStatus(reply: HttpReply, request: ControlRequest): ControlStatusReading;
}

/** Why a contract cannot carry an order, said before anything is sent, with the way that remains. */
export interface CannotCarry {
  /** In English, without personal data. */
  readonly why: string;
  /** In Chinese, for the officer: what to do instead (线下办理). */
  readonly offlineWay: string;
}
