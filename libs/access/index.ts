export { BASES, type Basis, type BasisKind } from './basis.js';
export { GATEWAY_ACTOR, isRole, ROLES, type Actor, type Principal, type Role } from './principal.js';
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
export { AccessGuard, type GuardOptions } from './access-guard.js';
export { BrowserCalls, PAGE_HEADER } from './browser-calls.js';
export { ClientCertificates, type CertificateProxy } from './client-certificates.js';
export { ExternalIdentities, type Admission, type ExternalIdentity } from './external-identities.js';
export { GuessLimit } from './guess-limit.js';
export { KeptAnswers, type KeptAnswersOptions } from './kept-answers.js';
export { Sessions, type OpenSession, type SessionLimits } from './sessions.js';
export { RefusalRecord, type Refusal } from './refusal-record.js';
export { listUnguardedRoutes } from './unguarded-routes.js';
export { auditedChange, auditedRead, auditedRefusal, doneBy, recordAudit, recordAudits, type AuditedAct } from './audit-trail.js';
