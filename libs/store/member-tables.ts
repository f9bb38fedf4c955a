import type { Generated } from 'kysely';

/** What somebody is in a case: 承办人, 第二承办人, 立案登记人 or 书记员, 审批人. */
export const CASE_PARTS = ['handling', 'second', 'registrar', 'approver'] as const;
export type CasePart = (typeof CASE_PARTS)[number];

/** Why somebody looks at a case in which they do not take part: 监督, 审计, 信访投诉, 紧急代办, 更正. */
export const GRANT_PURPOSES = ['supervision', 'audit', 'complaint', 'emergency-cover', 'correction'] as const;
export type GrantPurpose = (typeof GRANT_PURPOSES)[number];

/** Tables of who takes part in a case, and who gave a reason to look at one. */
export interface MemberTables {
  case_member: { case_id: string; login: string; part: CasePart; since: Generated<Date>; added_by: string; until: Date | null };
  access_grant: {
    id: string;
    login: string;
    case_id: string;
    purpose: GrantPurpose;
    reason: string;
    granted_at: Generated<Date>;
    until: Date;
    ended_at: Date | null;
  };
}
