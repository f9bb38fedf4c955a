import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Sensitive } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { ALLOW_KEY, PUBLIC_KEY, type AccessRequest } from './access-rule.js';
import type { Role } from './principal.js';
import type { PrincipalResolver } from './principal-resolver.js';
import type { Refusal, RefusalRecord } from './refusal-record.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]{1,4096}=*)$/i;

/**
 * The one place that decides who may call what. Registered globally; it lets a call through only if the route says
 * `@Public()`, or says `@Allow(...)` and the token's owner has one of the roles. A route that says neither, or both, is closed.
 */
export class AccessGuard implements CanActivate {
  readonly #reflector = new Reflector();

  constructor(
    private readonly principals: PrincipalResolver,
    private readonly refusals: RefusalRecord,
  ) {}

  /** @throws Problem `token-missing`, `token-invalid`, `role-missing`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const isPublic = this.#reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, places) === true;
    const allowed = this.#reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOW_KEY, places);
    if (isPublic && allowed === undefined) return true;

    const request = context.switchToHttp().getRequest<AccessRequest>();
    const authorization = request.headers['authorization'];
    if (typeof authorization !== 'string' || authorization === '') return this.#refuse(request, 'token-missing');
    const token = BEARER.exec(authorization)?.[1];
    const principal = token === undefined ? undefined : await this.principals.resolve(new Sensitive(token));
    if (principal === undefined) return this.#refuse(request, 'token-invalid');
    if (isPublic || !(allowed ?? []).some((role) => principal.roles.includes(role))) {
      return this.#refuse(request, 'role-missing', principal.login);
    }
    request.principal = principal;
    return true;
  }

  async #refuse(request: AccessRequest, code: Refusal['code'], login?: string): Promise<never> {
    const route = request.routeOptions?.url ?? 'unknown';
    await this.refusals.add({ code, login, method: request.method, route, correlationId: request.id });
    throw new Problem(code);
  }
}
