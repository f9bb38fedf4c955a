import { StreamableFile, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, map, type Observable } from 'rxjs';
import { Problem } from '#contracts/errors';
import { recordAudit, type AccessRequest, type RefusalRecord } from '#libs/access';
import { PERSONAL_DATA_HEADER, Redactor, sightOf, type Sight } from '#libs/redaction';
import type { Database } from '#libs/store';
import { markFor, markHeader, WATERMARK_HEADER } from '#libs/watermark';
import { answerClassOf } from './answer-class.js';
import { FILE_KEY, type FileAnswer } from './file-answers.js';

/**
 * The one place that decides what of an answer is shown. Registered globally, after the guard: JSON is masked by the classes it is
 * documented with, files are given out whole or not at all. That somebody sees in full what is masked for them stands in the entry of the
 * read; where there is none, in one of its own, before the answer leaves.
 */
export class ShownData implements NestInterceptor {
  readonly #reflector = new Reflector();
  readonly #redactor = new Redactor();

  constructor(
    private readonly database: Database,
    private readonly refusals: Pick<RefusalRecord, 'add'>,
  ) {}

  /** @throws Problem `personal-data-masked`, `parameter-invalid` */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest & AccessRequest>();
    // Routes for everybody name nobody but the caller.
    if (request.principal === undefined) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const [handler, controller] = [context.getHandler(), context.getClass()];
    const sight = sightOf(request);
    const file = this.#reflector.getAllAndOverride<FileAnswer | undefined>(FILE_KEY, [handler, controller]);
    const givesFile = file?.when(request) === true;
    if (givesFile && file?.personal === true && !sight.personal) await this.#refuse(request);
    if (sight.unmasked) request.unmasked = { recorded: false };
    void reply.header(PERSONAL_DATA_HEADER, sight.personal ? 'full' : 'masked');
    if (givesFile) void reply.header(WATERMARK_HEADER, markHeader(markFor(request.principal, new Date(), request.id)));
    const shown = (answer: unknown): unknown => this.#shown(answer, handler, controller, sight);
    if (!sight.unmasked) return next.handle().pipe(map(shown));
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        if (request.unmasked?.recorded !== true) await this.#note(request);
        return shown(answer);
      }),
    );
  }

  #shown(answer: unknown, handler: object, controller: object, sight: Sight): unknown {
    if (typeof answer !== 'object' || answer === null || answer instanceof StreamableFile || (sight.personal && sight.beside && sight.staff)) return answer;
    const dto = answerClassOf(handler, controller);
    if (dto !== undefined) return this.#redactor.redact(dto, answer, sight);
    // A route that does not say what it answers with cannot be shown masked.
    throw new TypeError('the answer of this route is not documented');
  }

  async #note(request: FastifyRequest & AccessRequest): Promise<void> {
    await recordAudit(this.database.query, {
      event: 'personal-data.unmasked',
      actor: request.principal!.login,
      result: 'success',
      reason: `unmasked: ${request.method} ${request.routeOptions.url ?? 'unknown'}`,
      correlationId: request.id,
      ...(request.basis === undefined ? {} : { caseId: request.basis.caseId }),
    });
  }

  async #refuse(request: FastifyRequest & AccessRequest): Promise<never> {
    const code = 'personal-data-masked';
    await this.refusals.add({ code, login: request.principal?.login, method: request.method, route: request.routeOptions.url ?? 'unknown', correlationId: request.id });
    throw new Problem(code, 'A file cannot be masked. Send the header `Personal-Data: full` if you need it; that you did goes on record.');
  }
}
