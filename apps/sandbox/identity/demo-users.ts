/** Somebody who can sign in at the sandbox's provider. */
export interface DemoUser {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Code of the court; undefined for those who serve all. */
  readonly court?: string;
}

const COURT = '浙0106';

/** One person of every role; nobody real. */
export const DEMO_USERS: readonly DemoUser[] = [
  { login: 'officer', name: '承办人 林书涵', court: COURT, roles: ['officer'] },
  { login: 'approver', name: '审批人 周明远', court: COURT, roles: ['approver'] },
  { login: 'supervisor', name: '监督人 沈若兰', court: COURT, roles: ['supervisor'] },
  { login: 'auditor', name: '审计员 顾行之', court: COURT, roles: ['auditor'] },
  { login: 'operator', name: '运维员 韩松', roles: ['operator'] },
];

/** A system that gets tokens with client credentials. */
export interface DemoSystem {
  readonly id: string;
  readonly name: string;
  readonly court: string;
  readonly roles: readonly string[];
  /** Its tokens are bound to its client certificate (RFC 8705). */
  readonly bound: boolean;
}

export const DEMO_SYSTEMS: readonly DemoSystem[] = [
  { id: 'case-system', name: '办案系统', court: COURT, roles: ['integration'], bound: false },
  { id: 'case-system-mtls', name: '办案系统 (mTLS)', court: COURT, roles: ['integration'], bound: true },
];
