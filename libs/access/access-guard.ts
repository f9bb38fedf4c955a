import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Sensitive } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { enterDesk, type DeskScope, type Reach } from '#libs/store';
import { ABOUT_KEY, type AboutRule } from './about.js';
import { ALLOW_KEY, PUBLIC_KEY, type AccessRequest } from './access-rule.js';
import type { BrowserCalls } from './browser-calls.js';
import { reachOf } from './case-rule.js';
import type { ClientCertificates } from './client-certificates.js';
import { GuessLimit } from './guess-limit.js';
import { Refused, type ObjectAccess } from './object-access.js';
import type { Principal, Role } from './principal.js';
import { looksSigned, type PrincipalResolver } from './principal-resolver.js';
import type { Refusal, RefusalRecord } from './refusal-record.js';
import type { Sessions } from './sessions.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]{1,4096}=*)$/i;

/** What the guard knows besides tokens. */
export interface GuardOptions {
  /** Sessions of people in browsers; absent: cookies are not looked at. */
  readonly browser?: { readonly sessions: Sessions; readonly calls: BrowserCalls };
  readonly certificates?: ClientCertificates;
  /** One for all that guess at this gateway. */
  readonly guesses?: GuessLimit;
}

/**
 * The one place that decides who may call what, about what. Registered globally; it lets a call through only if the route says
 * `@Public()`, or says `@Allow(...)` and the owner of the token or of the session has one of the roles, and what the route says it is
 * `@About(...)` may be seen or changed by them. A route that does not say both is closed. A token goes before a cookie: whoever sends one
 * means it. What the call may see is then known to PostgreSQL too, which decides again (docs/decisions/0022-who-sees-a-case.md).
 */
export class AccessGuard implements CanActivate {
  readonly #reflector = new Reflector();
  readonly #guesses: GuessLimit;

  constructor(
    private readonly principals: PrincipalResolver,
    private readonly refusals: RefusalRecord,
    private readonly objects: ObjectAccess,
    private readonly options: GuardOptions = {},
  ) {
    this.#guesses = options.guesses ?? new GuessLimit();
  }

  /**
   * @throws Problem `token-missing`, `token-invalid`, `too-many-attempts`, `origin-refused`, `role-missing`, `identity-provider-unavailable`;
   *   what {@link ObjectAccess} refuses with
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const isPublic = this.#reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, places) === true;
    const allowed = this.#reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOW_KEY, places);
    if (isPublic && allowed === undefined) return true;

    const request = context.switchToHttp().getRequest<AccessRequest>();
    const about = this.#reflector.getAllAndOverride<AboutRule | string | undefined>(ABOUT_KEY, places);
    const principal = await this.#callerOf(request);
    const roles = (allowed ?? []).filter((role) => principal.roles.includes(role));
    if (isPublic || roles.length === 0 || about === undefined) return this.#refuse(request, 'role-missing', principal.login, allowed === undefined ? undefined : needed(allowed));
    request.principal = principal;
    request.reach = reachOf(principal, roles);
    if (typeof about !== 'string') await this.#admit(request, principal, roles, request.reach, about);
    enterDesk(scopeOf(request.reach, roles, request));
    return true;
  }

  async #admit(request: AccessRequest, principal: Principal, roles: readonly Role[], reach: Reach, about: AboutRule): Promise<void> {
    try {
      await this.objects.admit(request, principal, roles, reach, about);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { problem, caseId } = error;
      await this.#record(request, problem.code, principal.login, caseId);
      throw problem;
    }
  }

  async #callerOf(request: AccessRequest): Promise<Principal> {
    const authorization = request.headers['authorization'];
    if (typeof authorization === 'string' && authorization !== '') return this.#ownerOf(request, BEARER.exec(authorization)?.[1]);
    const cookie = this.options.browser?.calls.sessionOf(request.headers);
    return cookie === undefined ? this.#refuse(request, 'token-missing') : this.#inSession(request, cookie);
  }

  async #ownerOf(request: AccessRequest, given: string | undefined): Promise<Principal> {
    if (given === undefined) return this.#failed(request);
    const token = new Sensitive(given);
    // A signed token costs no look-up to refuse, and nobody can guess a signature.
    if (!looksSigned(token)) await this.#slowDown(request, token);
    const certificate = this.options.certificates?.thumbprintOf(request);
    const principal = await this.principals.resolve(token, { certificate });
    if (principal === undefined) return this.#failed(request);
    this.#guesses.proved(token);
    return principal;
  }

  async #inSession(request: AccessRequest, cookie: Sensitive): Promise<Principal> {
    const { sessions, calls } = this.options.browser!;
    await this.#slowDown(request, cookie);
    const session = await sessions.find(cookie);
    if (session === undefined) return this.#failed(request);
    this.#guesses.proved(cookie);
    if (!calls.isOurs(request.method, request.headers)) return this.#refuse(request, 'origin-refused', session.principal.login);
    request.sessionId = session.id;
    return session.principal;
  }

  async #slowDown(request: AccessRequest, secret: Sensitive): Promise<void> {
    if (this.#guesses.isSpent(addressOf(request)) && !this.#guesses.hasProved(secret)) await this.#refuse(request, 'too-many-attempts');
  }

  #failed(request: AccessRequest): Promise<never> {
    this.#guesses.failed(addressOf(request));
    return this.#refuse(request, 'token-invalid');
  }

  async #refuse(request: AccessRequest, code: Refusal['code'], login?: string, detail?: string): Promise<never> {
    await this.#record(request, code, login);
    throw new Problem(code, detail);
  }

  #record(request: AccessRequest, code: Refusal['code'], login?: string, caseId?: string): Promise<void> {
    const route = request.routeOptions?.url ?? 'unknown';
    return this.refusals.add({ code, login, method: request.method, route, correlationId: request.id, ...(caseId === undefined ? {} : { caseId }) });
  }
}

/** Which right is missing: the same for everybody who lacks it, whatever the call is about. */
const needed = (allowed: readonly Role[]): string => `Needed: ${allowed.length === 1 ? 'the role' : 'one of the roles'} ${allowed.join(', ')}.`;

/** What PostgreSQL is told of a call. */
function scopeOf({ login, whole, own, approves }: Reach, roles: readonly Role[], { bases = [] }: AccessRequest): DeskScope {
  return {
    login, court: whole ?? own, below: whole !== undefined, whole: whole !== undefined, system: roles.includes('integration'), cases: bases.map(({ caseId }) => caseId),
    ...(approves === undefined ? {} : { approves }),
  };
}

const addressOf = (request: AccessRequest): string => request.ip ?? 'unknown';
