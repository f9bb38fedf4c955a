export { BASES, type Basis, type BasisKind } from './basis.js';
export { GATEWAY_ACTOR, isRole, ROLES, type Actor, type Principal, type Role, type UnmaskedLook } from './principal.js';
export { EitherPrincipalResolver, looksSigned, PrincipalResolver, type CallFacts } from './principal-resolver.js';
export {
  changeAccessAudited,
  disableIdentity,
  enableIdentity,
  generateToken,
  provisionIdentity,
  StoredPrincipalResolver,
  type NewIdentity,
  type StoredPrincipalOptions,
} from './stored-identities.js';
export { actorOf, Allow, CurrentActor, CurrentPrincipal, principalOf, Public, type AccessRequest } from './access-rule.js';
export { About, AboutNothing, CurrentCase, CurrentReach, reachIn, type AboutOptions, type AboutRule } from './about.js';
export { judge, reaches, reachOf } from './case-rule.js';
export { ObjectAccess, Refused } from './object-access.js';
export { addMember, addRegistrar, CaseMembers, GIVEN_PARTS, type CaseMember, type GivenPart } from './case-members.js';
export { AccessGrants, GRANT_MINUTES, MOST_GRANT_MINUTES, type AccessGrant } from './access-grants.js';
export { AccessGuard, type GuardOptions } from './access-guard.js';
export { BrowserCalls, PAGE_HEADER } from './browser-calls.js';
export type { CallSource } from './call-source.js';
export { ClientCertificates, type CertificateProxy } from './client-certificates.js';
export { ExternalIdentities, type Admission, type ExternalIdentity } from './external-identities.js';
export { GuessLimit } from './guess-limit.js';
export { CALL_KINDS, CallRates, type CallKind, type CallLimit, type CallsPerMinute, type Taken } from './call-rates.js';
export { CallRatesOverAll } from './call-rates-over-all.js';
export { LoginGuesses, type GuessObserver, type GuessResult } from './login-guesses.js';
export { KeptAnswers, type KeptAnswersOptions } from './kept-answers.js';
export { Sessions, type OpenSession, type SessionLimits } from './sessions.js';
export { RefusalRecord, type Refusal } from './refusal-record.js';
export { listUnguardedRoutes, listWhatRoutesAreAbout, type AboutSaid } from './unguarded-routes.js';
export { auditedChange, auditedRead, auditedRefusal, doneBy, recordAudit, recordAudits, type AuditedAct } from './audit-trail.js';
export { requireSecondPerson, type TypedRow } from './second-person.js';
