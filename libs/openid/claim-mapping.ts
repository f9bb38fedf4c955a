import { isRole, type Principal, type Role } from '#libs/access';

/** Where in the provider's claims we find what. A dot leads into an object: `realm_access.roles`. */
export interface ClaimNames {
  readonly login: string;
  readonly name: string;
  readonly court: string;
  readonly roles: string;
  /** Names of the provider for our roles, where they differ. */
  readonly roleNames: ReadonlyMap<string, Role>;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Who claims speak of. */
export interface Named {
  readonly subject: string;
  readonly principal: Principal;
}

export type Unnameable = 'no-subject' | 'no-login' | 'court-unreadable';

/** Stands for nobody outside in the audit record. */
const RESERVED_LOGINS = ['gateway', 'anonymous'];
const LOGIN = /^[\p{L}\p{N}._@+-]{1,100}$/u;
const COURT = /^[\p{L}\p{N}]{1,20}$/u;
const LONGEST_NAME = 200;
/** A principal without a court serves all courts; a claim that was forgotten must not make an officer one of all courts. */
const OF_A_COURT: readonly Role[] = ['officer', 'approver', 'supervisor', 'integration'];

/** Claims of an access or ID token as one of ours. Roles that we do not know, or that need a court when none is named, give no right. */
export function readClaims(claims: Claims, names: ClaimNames): Named | Unnameable {
  const subject = textOf(claims['sub']);
  if (subject === undefined) return 'no-subject';
  const client = textOf(claims['client_id']) ?? textOf(claims['azp']);
  // RFC 9068 §2.2: a token that no person stands behind has the client as its subject.
  const isSystem = client !== undefined && client === subject;
  const login = isSystem ? client : textOf(at(claims, names.login));
  if (login === undefined || !LOGIN.test(login) || RESERVED_LOGINS.includes(login)) return 'no-login';
  const court = at(claims, names.court) ?? null;
  if (court !== null && (typeof court !== 'string' || !COURT.test(court))) return 'court-unreadable';
  const principal: Principal = Object.freeze({
    login,
    displayName: (textOf(at(claims, names.name)) ?? login).slice(0, LONGEST_NAME),
    kind: isSystem ? 'system' : 'person',
    courtCode: court,
    roles: Object.freeze(rolesOf(at(claims, names.roles), names.roleNames).filter((role) => court !== null || !OF_A_COURT.includes(role))),
  });
  return { subject, principal };
}

function rolesOf(given: unknown, names: ReadonlyMap<string, Role>): Role[] {
  const words = Array.isArray(given) ? (given as unknown[]) : typeof given === 'string' ? given.split(/[ ,]+/) : [];
  const roles = words.map((word) => (typeof word === 'string' ? (names.get(word) ?? word) : undefined)).filter(isRole);
  return [...new Set(roles)];
}

/** A claim by its own name, or else by its way through objects. Names with dots in them are common (`https://court.cn/roles`). */
function at(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
