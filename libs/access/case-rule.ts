import type { CaseGround, CaseThingFound, GrantPurpose, Reach } from '#libs/store';
import type { AboutOptions } from './about.js';
import type { Basis } from './basis.js';
import type { Principal, Role } from './principal.js';

/** Reasons with which somebody may also change something in a case that is not theirs. */
const CHANGING_PURPOSES: readonly GrantPurpose[] = ['emergency-cover', 'correction'];

/** Who know all cases of their court and of those below it. */
const OF_WHOLE_COURTS: readonly Role[] = ['supervisor', 'auditor', 'integration', 'operator'];
/** Who know the cases in which they take part. */
const OF_OWN_CASES: readonly Role[] = ['officer', 'approver'];

/** What a call may know of, by the roles the route allows that the caller has. */
export function reachOf({ login, courtCode }: Pick<Principal, 'login' | 'courtCode'>, roles: readonly Role[]): Reach {
  const whole = roles.some((role) => OF_WHOLE_COURTS.includes(role));
  const own = courtCode !== null && roles.some((role) => OF_OWN_CASES.includes(role));
  const approves = courtCode !== null && roles.includes('approver');
  return { login, ...(whole ? { whole: courtCode ?? '*' } : {}), ...(own ? { own: courtCode } : {}), ...(approves ? { approves: courtCode } : {}) };
}

/** Whether a court lies in a reach. @param courts the court, then those above it */
export const reaches = ({ whole, own }: Reach, courts: readonly string[]): boolean =>
  (whole === '*' && courts.length > 0) || (whole !== undefined && courts.includes(whole)) || (own !== undefined && courts[0] === own);

/** Whether a case lies in a reach: by its court, or because an approver of a court above was asked to approve something in it. */
const reachesCase = (reach: Reach, { courts, parts }: CaseGround): boolean =>
  reaches(reach, courts) || (reach.approves !== undefined && courts.includes(reach.approves) && parts.includes('approver'));

export type Verdict =
  | { readonly admitted: true; readonly grounds: readonly { readonly ground: CaseGround; readonly basis: Basis }[] }
  /** To this caller it does not exist. */
  | { readonly admitted: false; readonly why: 'unknown' }
  | { readonly admitted: false; readonly why: 'reason-needed' | 'part-missing' | 'shared-message' };

export interface Asked {
  readonly reach: Reach;
  /** Roles of the caller that the route allows. */
  readonly roles: readonly Role[];
  readonly options: Pick<AboutOptions, 'need' | 'parts' | 'everyCase'>;
  /** Something is changed. */
  readonly changes: boolean;
}

const refused = (why: 'unknown' | 'reason-needed' | 'part-missing' | 'shared-message'): Verdict => ({ admitted: false, why });

/** Whether a call may be about what was found, and on what ground. The rules of decision 22, in one place. */
export function judge(found: CaseThingFound, { reach, roles, options, changes }: Asked): Verdict {
  const { need = 'content', parts, everyCase = false } = options;
  const { cases, batch } = found;
  const inReach = cases.filter((ground) => reachesCase(reach, ground));
  const batchInReach = batch !== undefined && reaches(reach, batch.courts);
  // Belongs to nobody's case, so only those see it who serve every court.
  if (cases.length === 0 && batch === undefined) return reach.whole === '*' && !roles.includes('integration') ? { admitted: true, grounds: [] } : refused('unknown');
  if (inReach.length === 0 && !batchInReach) return refused('unknown');
  if (need === 'court') return { admitted: true, grounds: [] };

  // What the caller was given to do on paper is theirs, people included (集约查控).
  const given = batchInReach && batch.assignedTo === reach.login;
  const grounds = inReach.flatMap((ground) => {
    const basis = basisIn(ground, roles, changes) ?? (given ? ({ kind: 'participant', caseId: ground.caseId } as const) : undefined);
    return basis === undefined ? [] : [{ ground, basis }];
  });
  const knowsAll = roles.some((role) => OF_WHOLE_COURTS.includes(role)) && reach.whole !== undefined;
  if (need === 'knowledge' && (knowsAll || batchInReach)) return { admitted: true, grounds };
  if (grounds.length === 0) return given && cases.length === 0 ? { admitted: true, grounds } : refused('reason-needed');
  if (parts !== undefined && !grounds.some(({ ground }) => ground.parts.some((part) => parts.includes(part)))) return refused('part-missing');
  // Supervisors and auditors gave their reason for one of the cases; all of them have to be of their courts.
  const all = knowsAll ? inReach.length === cases.length : grounds.length === cases.length;
  return (everyCase || batch !== undefined) && !all ? refused('shared-message') : { admitted: true, grounds };
}

function basisIn({ caseId, parts, grants }: CaseGround, roles: readonly Role[], changes: boolean): Basis | undefined {
  if (parts.length > 0) return { kind: 'participant', caseId, parts };
  if (roles.includes('integration')) return { kind: 'court-system', caseId };
  const grant = grants.find(({ purpose }) => !changes || CHANGING_PURPOSES.includes(purpose));
  return grant === undefined ? undefined : { kind: 'grant', caseId, grantId: grant.id };
}
