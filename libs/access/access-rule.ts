import type { Socket } from 'node:net';
import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { CaseGround, Reach } from '#libs/store';
import type { Basis } from './basis.js';
import type { Actor, Principal, Role, UnmaskedLook } from './principal.js';

export const PUBLIC_KEY = 'chakong:public';
export const ALLOW_KEY = 'chakong:allow';

/** The route may be called by anyone: no token is looked at. */
export const Public = () => SetMetadata(PUBLIC_KEY, true);

/** The route may be called by those who have at least one of these roles. */
export const Allow = (...roles: readonly [Role, ...Role[]]) => SetMetadata(ALLOW_KEY, roles);

/** The parts of a Fastify request that access control reads and writes. */
export interface AccessRequest {
  /** The correlation id. */
  readonly id: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly routeOptions?: { readonly url?: string };
  readonly params?: Readonly<Record<string, unknown>>;
  /** As it was read, before anybody checked it. */
  readonly body?: unknown;
  /** Address of the caller; behind proxies that are believed, the one they say. */
  readonly ip?: string;
  /** The connection. */
  readonly socket?: Pick<Socket, 'remoteAddress'>;
  /** Set by the guard when the caller proved themselves by a session cookie. */
  sessionId?: string;
  /** Set by the guard, and by nothing else. */
  principal?: Principal;
  /** Set by the guard when the call is about the data of a case: the ground on which it was let through. */
  basis?: Basis;
  /** Set where personal data is shown in full to somebody for whom it is masked. */
  unmasked?: UnmaskedLook;
  /** Set by the guard: what the caller may know of on this route; lists are narrowed to it. */
  reach?: Reach;
  /** Set by the guard: the cases the call is about, those with a ground if there are any. */
  cases?: readonly CaseGround[];
  /** Set by the guard: a ground for each of those cases. */
  bases?: readonly Basis[];
}

/**
 * The principal of a call that the guard let through.
 * @throws TypeError on a public route, which has none.
 */
export function principalOf(request: AccessRequest): Principal {
  if (request.principal === undefined) throw new TypeError('this route is public and has no principal');
  return request.principal;
}

/** Who the audit record names for this call. */
export function actorOf(request: AccessRequest): Actor {
  const { login } = principalOf(request);
  return { login, correlationId: request.id, ...(request.basis === undefined ? {} : { basis: request.basis }), ...(request.unmasked === undefined ? {} : { unmasked: request.unmasked }) };
}

const requestOf = (context: ExecutionContext): AccessRequest => context.switchToHttp().getRequest<AccessRequest>();

/** Parameter: the {@link Principal} of the call. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) => principalOf(requestOf(context)));

/** Parameter: the {@link Actor} of the call. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => actorOf(requestOf(context)));
