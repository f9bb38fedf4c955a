import { SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '#contracts/errors';
import type { AccessRequest, CallKind, CallLimit, RefusalRecord } from '#libs/access';
import type { Metrics } from '#libs/telemetry';
import { FILE_KEY, type FileAnswer } from './file-answers.js';

const COSTS_KEY = 'chakong:costs';

/** The call costs much and is counted by login. Files need no word: whatever gives one out is counted as that. */
export const Costs = (kind: Exclude<CallKind, 'file'>) => SetMetadata(COSTS_KEY, kind);

/** Slows down who does too often what costs much. After the access guard: only who may call at all is counted. */
export class RateGuard implements CanActivate {
  readonly #reflector = new Reflector();

  constructor(
    private readonly rates: CallLimit,
    private readonly refusals: Pick<RefusalRecord, 'add'>,
    private readonly metrics: Pick<Metrics, 'accessRefused'>,
  ) {}

  /** @throws Problem `too-many-calls`, with when to call again */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & AccessRequest>();
    const login = request.principal?.login;
    const kind = login === undefined ? undefined : this.#kindOf(context, request);
    if (login === undefined || kind === undefined) return true;
    const given = await this.rates.take(kind, login);
    if (given.taken) return true;
    const code = 'too-many-calls';
    if (given.tell) await this.refusals.add({ code, login, method: request.method, route: request.routeOptions.url ?? 'unknown', correlationId: request.id });
    else this.metrics.accessRefused(code);
    const seconds = Math.ceil(given.afterMs / 1000);
    throw new Problem(code, `The next ${kind} of yours is taken in ${seconds} s.`, undefined, seconds);
  }

  #kindOf(context: ExecutionContext, request: FastifyRequest): CallKind | undefined {
    const places = [context.getHandler(), context.getClass()];
    const said = this.#reflector.getAllAndOverride<CallKind | undefined>(COSTS_KEY, places);
    if (said !== undefined) return said;
    return this.#reflector.getAllAndOverride<FileAnswer | undefined>(FILE_KEY, places)?.when(request) === true ? 'file' : undefined;
  }
}
