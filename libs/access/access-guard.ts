import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Sensitive } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { ALLOW_KEY, PUBLIC_KEY, type AccessRequest } from './access-rule.js';
import type { BrowserCalls } from './browser-calls.js';
import type { ClientCertificates } from './client-certificates.js';
import { GuessLimit } from './guess-limit.js';
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
 * The one place that decides who may call what. Registered globally; it lets a call through only if the route says
 * `@Public()`, or says `@Allow(...)` and the owner of the token or of the session has one of the roles. A route that says
 * neither, or both, is closed. A token goes before a cookie: whoever sends one means it.
 */
export class AccessGuard implements CanActivate {
  readonly #reflector = new Reflector();
  readonly #guesses: GuessLimit;

  constructor(
    private readonly principals: PrincipalResolver,
    private readonly refusals: RefusalRecord,
    private readonly options: GuardOptions = {},
  ) {
    this.#guesses = options.guesses ?? new GuessLimit();
  }

  /** @throws Problem `token-missing`, `token-invalid`, `too-many-attempts`, `origin-refused`, `role-missing`, `identity-provider-unavailable`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const isPublic = this.#reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, places) === true;
    const allowed = this.#reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOW_KEY, places);
    if (isPublic && allowed === undefined) return true;

    const request = context.switchToHttp().getRequest<AccessRequest>();
    const principal = await this.#callerOf(request);
    if (isPublic || !(allowed ?? []).some((role) => principal.roles.includes(role))) {
      return this.#refuse(request, 'role-missing', principal.login);
    }
    request.principal = principal;
    return true;
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

  async #refuse(request: AccessRequest, code: Refusal['code'], login?: string): Promise<never> {
    const route = request.routeOptions?.url ?? 'unknown';
    await this.refusals.add({ code, login, method: request.method, route, correlationId: request.id });
    throw new Problem(code);
  }
}

const addressOf = (request: AccessRequest): string => request.ip ?? 'unknown';
