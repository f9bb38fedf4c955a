export { GATEWAY_ACTOR, isRole, ROLES, type Actor, type Principal, type Role } from './principal.js';
export { PrincipalResolver } from './principal-resolver.js';
export {
  disableIdentity,
  generateToken,
  provisionIdentity,
  StoredPrincipalResolver,
  type NewIdentity,
  type StoredPrincipalOptions,
} from './stored-identities.js';
export { actorOf, Allow, CurrentActor, CurrentPrincipal, principalOf, Public, type AccessRequest } from './access-rule.js';
export { AccessGuard } from './access-guard.js';
export { RefusalRecord, type Refusal } from './refusal-record.js';
export { listUnguardedRoutes } from './unguarded-routes.js';
export { auditedChange, auditedRead, auditedRefusal, recordAudit, type AuditedAct } from './audit-trail.js';
