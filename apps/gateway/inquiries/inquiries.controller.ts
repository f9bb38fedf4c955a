import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { ApprovalDto, CreateInquiryDto, InquiryListDto, InquiryListQueryDto, InquiryQueryDto, InquiryResultDto, type InquirySummaryDto } from '#contracts/http';
import { Allow, auditedRead, auditedRefusal, CurrentActor, type Actor, About } from '#libs/access';
import { InquiryApprovals } from '#libs/approval';
import { InquiryEngine, type InquiryCommand } from '#libs/inquiry';
import { Database, InquiryReader, type InquiryRow } from '#libs/store';
import { toApprovalDto } from '../approvals/approval-to-dto.js';
import { Costs } from '../http/rate-guard.js';
import { Refusals } from '../http/refusals.js';
import { InquirySettings } from './inquiry-settings.js';
import { idempotencyKey, knownUuid, preferredWaitMs } from './request-preferences.js';
import { checkTransactionPeriod } from './transaction-period.js';

/** Inquiries (查询): ask every institution about the obligors of a case, and read what they answered. All of it is audited. */
@ApiTags('inquiries')
@ApiBearerAuth()
@Controller()
export class InquiriesController {
  constructor(
    @Inject(InquiryEngine) private readonly engine: InquiryEngine,
    @Inject(InquiryReader) private readonly reader: InquiryReader,
    @Inject(Database) private readonly database: Database,
    @Inject(InquirySettings) private readonly settings: InquirySettings,
    @Inject(InquiryApprovals) private readonly approvals: InquiryApprovals,
  ) {}

  @Post('inquiries')
  @HttpCode(202)
  @Costs('inquiry')
  @Allow('officer', 'integration')
  @About('case', 'caseId', { in: 'body' })
  @ApiOperation({ summary: 'Ask what the obligors of a case own (发起查询): all of it is accepted and durable, or nothing is' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Same key and same body: same inquiry. 8 to 128 printable ASCII characters without spaces' })
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N: answer after at most N seconds with what has arrived by then' })
  @ApiResponse({ status: 200, type: InquiryResultDto, description: 'Every institution has an outcome' })
  @ApiExtraModels(ApprovalDto)
  @ApiResponse({
    status: 202,
    schema: { oneOf: [{ $ref: getSchemaPath(InquiryResultDto) }, { $ref: getSchemaPath(ApprovalDto) }] },
    description:
      'With an approver: nothing is asked, `state` is `waiting-for-approval` and Location has the approval. Otherwise accepted and durable; `complete` is false and `missing` says who has not answered. Location has the result; Idempotent-Replayed is `true` when the key was used before',
  })
  @Refusals(
    'too-many-calls',
    'request-invalid',
    'json-malformed',
    'parameter-invalid',
    'body-too-large',
    'media-type-unsupported',
    'case-unknown',
    'court-unknown',
    'obligor-unknown',
    'institution-unknown',
    'case-not-open',
    'no-institution-matches',
    'idempotency-key-reused',
    'too-many-waiting',
    'officer-missing',
    'officer-not-valid',
    'legal-basis-not-fitting',
    'approval-needed',
    'approver-unacceptable',
  )
  async create(
    @Body() body: CreateInquiryDto,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryResultDto | ApprovalDto> {
    const waitMs = preferredWaitMs(prefer, this.settings.waitMaxSeconds);
    const known = idempotencyKey(key);
    if (body.transactions !== undefined) checkTransactionPeriod(body.transactions, new Date());
    const command = commandOf(body);
    if (body.approver !== undefined) return this.#approved(command, { approver: body.approver, ...(known === undefined ? {} : { idempotencyKey: known }) }, actor, reply);
    const caller = {
      actor: actor.login,
      ...(actor.correlationId === null ? {} : { correlationId: actor.correlationId }),
      ...(actor.basis === undefined ? {} : { basis: actor.basis.kind }),
      ...(known === undefined ? {} : { idempotencyKey: known }),
      waitMs,
    };
    const refused = { event: 'inquiry.accepted', caseId: command.caseId } as const;
    const { result, repeated } = await auditedRefusal(this.database, actor, refused, () => this.engine.submit(command, caller));
    // What was accepted is on record as that; shown again, it is being read.
    if (repeated) await this.#audited(actor, { caseId: result.caseId, inquiryId: result.id }, async () => result);
    void reply.header('location', `/api/v1/inquiries/${result.id}`);
    if (waitMs > 0) void reply.header('preference-applied', `wait=${waitMs / 1000}`);
    if (repeated) void reply.header('idempotent-replayed', 'true');
    if (result.complete) void reply.status(200);
    return result;
  }

  /** Waits for its approver; what is asked then is what was asked for now. */
  async #approved(command: InquiryCommand, asked: { approver: string; idempotencyKey?: string }, actor: Actor, reply: FastifyReply): Promise<ApprovalDto> {
    const { approval, repeated } = await this.approvals.request(command, asked, actor);
    void reply.header('location', `/api/v1/approvals/${approval.id}`);
    if (repeated) void reply.header('idempotent-replayed', 'true');
    return toApprovalDto(approval);
  }

  @Get('inquiries/:inquiryId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('inquiry', 'inquiryId')
  @ApiOperation({ summary: 'The aggregated answer, as it is now or as it was at an earlier version' })
  @ApiOkResponse({ type: InquiryResultDto, description: 'ETag has the version' })
  @Refusals('parameter-invalid', 'inquiry-unknown', 'answer-version-unknown')
  async read(
    @Param('inquiryId') id: string,
    @Query() query: InquiryQueryDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryResultDto> {
    const inquiryId = knownUuid(id, 'inquiry-unknown');
    const result = await this.#audited(actor, { inquiryId }, () => this.engine.result(inquiryId, query.version, this.reader));
    void reply.header('etag', `"${result.version}${result.state === 'cancelled' ? 'c' : ''}"`);
    return result;
  }

  @Post('inquiries/:inquiryId/cancel')
  @HttpCode(200)
  @Allow('officer', 'integration')
  @About('inquiry', 'inquiryId')
  @ApiOperation({ summary: 'Stop asking (撤回): nothing more is sent, calls under way are given up; what is fed back later is still merged' })
  @ApiOkResponse({ type: InquiryResultDto })
  @Refusals('inquiry-unknown', 'inquiry-finished')
  cancel(@Param('inquiryId') id: string, @CurrentActor() actor: Actor): Promise<InquiryResultDto> {
    const inquiryId = knownUuid(id, 'inquiry-unknown');
    const refused = { event: 'inquiry.cancelled', inquiryId } as const;
    return auditedRefusal(this.database, actor, refused, () => this.engine.cancel(inquiryId, actor.login, actor.correlationId, actor.basis?.kind));
  }

  @Get('cases/:caseId/inquiries')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Inquiries of a case, newest first' })
  @ApiOkResponse({ type: InquiryListDto })
  @Refusals('parameter-invalid', 'case-unknown')
  async list(@Param('caseId') id: string, @Query() { limit, before }: InquiryListQueryDto, @CurrentActor() actor: Actor): Promise<InquiryListDto> {
    const caseId = knownUuid(id, 'case-unknown');
    const rows = await this.#audited(actor, { caseId }, async () => {
      const found = await this.reader.inquiriesOfCase(caseId, limit + 1, before);
      if (found.length === 0 && !(await this.#caseExists(caseId))) throw new Problem('case-unknown');
      return found;
    });
    const shown = rows.slice(0, limit);
    return { items: shown.map(toSummary), ...(rows.length > limit ? { next: shown.at(-1)!.id } : {}) };
  }

  async #caseExists(id: string): Promise<boolean> {
    return (await this.database.query.selectFrom('case_file').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
  }

  #audited<T extends InquiryResultDto | readonly InquiryRow[]>(actor: Actor, about: { caseId?: string; inquiryId?: string }, read: () => Promise<T>): Promise<T> {
    // A list names nobody.
    const told = (result: T) => ('caseId' in result ? { caseId: result.caseId, obligors: [...new Set(result.answers.map(({ obligorId }) => obligorId))] } : { obligors: [] });
    return auditedRead(this.database, actor, { event: 'inquiry.read', ...about }, read, told);
  }
}

/** Ids in the writing the database has them in, so that the same question is known as the same. */
function commandOf({ caseId, obligorIds, approver: _, ...rest }: CreateInquiryDto): InquiryCommand {
  return { ...rest, caseId: caseId.toLowerCase(), ...(obligorIds === undefined ? {} : { obligorIds: obligorIds.map((id) => id.toLowerCase()) }) };
}

function toSummary(row: InquiryRow): InquirySummaryDto {
  return {
    id: row.id,
    purpose: row.purpose,
    ...(row.legalBasis === null ? {} : { legalBasis: row.legalBasis as InquirySummaryDto['legalBasis'] & string }),
    ...(row.approvedBy === null ? {} : { approvedBy: row.approvedBy }),
    sources: [...row.sources],
    requestedBy: row.requestedBy,
    total: row.total,
    answered: row.answered,
    state: row.cancelledAt !== null ? 'cancelled' : row.completedAt !== null ? 'complete' : 'open',
    acceptedAt: row.acceptedAt.toISOString(),
    ...(row.completedAt === null ? {} : { completedAt: row.completedAt.toISOString() }),
  };
}
