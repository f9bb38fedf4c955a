import type { ReceivedEvent } from '#libs/store';
import type { Basis } from './basis.js';

/**
 * What a person or system may do, by task:
 * `officer` (承办人) registers cases and asks; `approver` (审批人) approves measures; `supervisor` (监督) keeps courts and
 * officers and sees all; `auditor` (审计) reads records and changes nothing; `operator` (运维) runs institutions and never sees
 * personal data: no case and no inquiry; `integration` is a case system of a court.
 */
export const ROLES = ['officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration'] as const;

export type Role = (typeof ROLES)[number];

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/** Somebody whose token was accepted. */
export interface Principal {
  readonly login: string;
  /** For the screen of this person only; never logged. */
  readonly displayName: string;
  readonly kind: 'person' | 'system';
  /** The court it works for; null for those who serve all courts. */
  readonly courtCode: string | null;
  readonly roles: readonly Role[];
}

/** Who does something, as the audit record names them. */
export interface Actor {
  readonly login: string;
  /** Ties the record to the call and its log lines. */
  readonly correlationId: string | null;
  /** On what ground, where the data of a case is seen or changed; absent for acts that concern no case. */
  readonly basis?: Basis;
  /** Sees in full what is masked for them; the record says so. */
  readonly unmasked?: UnmaskedLook;
  /** The event of another system that says so: written down in the transaction of the change, so that it is done once. */
  readonly event?: ReceivedEvent;
}

/** A look at what is masked for the caller (查看未遮蔽信息), and whether an entry of the audit record says so yet. */
export interface UnmaskedLook {
  recorded: boolean;
}

/** What the gateway does by itself. */
export const GATEWAY_ACTOR: Actor = { login: 'gateway', correlationId: null };
