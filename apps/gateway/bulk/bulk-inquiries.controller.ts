import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { BulkFormatQueryDto, BulkInquiryDto, BulkInquiryPageDto, BulkQueryDto, BulkRowPageDto, BulkRowQueryDto, PageQueryDto, type BulkRowDto } from '#contracts/http';
import { About, AboutNothing, Allow, auditedRead, CurrentActor, CurrentPrincipal, CurrentReach, reachOf, type Actor, type Principal } from '#libs/access';
import { BulkInquiries, bulkReport, BulkRunner, bulkTemplate, XLSX, type BulkInquiryRow, type BulkRowResult, type ReportFormat } from '#libs/bulk-inquiry';
import { decodeCursor, toPage } from '#libs/cases';
import { Database, type Reach } from '#libs/store';
import { markedFileName, markFor } from '#libs/watermark';
import { ImpersonalFile } from '../http/file-answers.js';
import { fileIn } from '../http/raw-body.js';
import { Costs } from '../http/rate-guard.js';
import { Refusals } from '../http/refusals.js';

const FILES = { content: { 'text/csv': { schema: { type: 'string' } }, [XLSX]: { schema: { type: 'string', format: 'binary' } } } } as const;
const MOST_ROWS = 5000;

/** Inquiries for many cases from one file (批量查询), with the result of every row. */
@ApiTags('bulk')
@ApiBearerAuth()
@Controller('bulk-inquiries')
export class BulkInquiriesController {
  constructor(
    @Inject(BulkInquiries) private readonly bulks: BulkInquiries,
    @Inject(BulkRunner) private readonly runner: BulkRunner,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Post()
  @Costs('bulk-inquiry')
  @Allow('officer', 'integration')
  @AboutNothing('each row is asked only about cases of the caller')
  @ApiOperation({ summary: 'Give a file, CSV (UTF-8 or GBK) or Excel, as the body: each good row becomes an inquiry, each bad one says why. Up to 5 MiB and 5,000 rows' })
  @ApiConsumes('text/csv', XLSX)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 202, type: BulkInquiryDto, description: 'Every row is durable and is asked by and by; Location has the progress' })
  @ApiResponse({ status: 200, type: BulkInquiryDto, description: 'The same file was given before; Idempotent-Replayed is `true`' })
  @Refusals('parameter-invalid', 'table-unreadable', 'body-too-large', 'media-type-unsupported', 'idempotency-key-reused')
  async create(@Query() query: BulkQueryDto, @Body() body: unknown, @CurrentActor() actor: Actor, @CurrentReach() reach: Reach, @Res({ passthrough: true }) reply: FastifyReply): Promise<BulkInquiryDto> {
    const { purpose = '批量查控', priority = 'scheduled' } = query;
    const settings = { purpose, priority, includeOffline: query.includeOffline === 'true' };
    const { bulk, repeated } = await this.bulks.accept({ bytes: fileIn(body), settings, dryRun: query.dryRun === 'true', reach }, actor);
    this.runner.look();
    void reply.header('location', `/api/v1/bulk-inquiries/${bulk.id}`).status(repeated ? 200 : 202);
    if (repeated) void reply.header('idempotent-replayed', 'true');
    return toDto(bulk);
  }

  @Get()
  @Allow('officer', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the caller and those who watch over their court')
  @ApiOperation({ summary: 'Bulk inquiries, newest first' })
  @ApiOkResponse({ type: BulkInquiryPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() { limit, cursor }: PageQueryDto, @CurrentPrincipal() principal: Principal): Promise<BulkInquiryPageDto> {
    const page = toPage(await this.bulks.list(limit, watchedBy(principal), decodeCursor(cursor, isUuid)), limit, ({ id }) => id, toDto);
    return { ...page, items: [...page.items] };
  }

  @Get('template')
  @Allow('officer', 'supervisor', 'auditor', 'integration')
  @ImpersonalFile()
  @AboutNothing('an empty file')
  @ApiOperation({ summary: 'An empty file with every heading (模板)' })
  @ApiOkResponse(FILES)
  @Refusals('parameter-invalid', 'too-many-calls')
  async template(@Query() { format = 'csv' }: BulkFormatQueryDto, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, `bulk-inquiry-template.${format}`, format, await bulkTemplate(format));
  }

  @Get(':bulkId')
  @Allow('officer', 'supervisor', 'auditor', 'integration')
  @About('bulk-inquiry', 'bulkId')
  @ApiOperation({ summary: 'How far a bulk inquiry is: n of m rows' })
  @ApiOkResponse({ type: BulkInquiryDto })
  @Refusals('bulk-inquiry-unknown')
  async read(@Param('bulkId') id: string): Promise<BulkInquiryDto> {
    return toDto(await this.bulks.read(id));
  }

  @Get(':bulkId/rows')
  @Allow('officer', 'supervisor', 'auditor', 'integration')
  @About('bulk-inquiry', 'bulkId')
  @ApiOperation({ summary: 'The result of every row, in the order of the file' })
  @ApiOkResponse({ type: BulkRowPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid', 'bulk-inquiry-unknown')
  async rows(@Param('bulkId') id: string, @Query() { limit, cursor, state }: BulkRowQueryDto, @CurrentActor() actor: Actor): Promise<BulkRowPageDto> {
    const after = Number(decodeCursor(cursor, (key) => /^\d{1,9}$/.test(key)) ?? 0);
    const rows = await this.#audited(id, actor, () => this.bulks.rows(id, limit, after, state));
    const page = toPage(rows, limit, ({ row }) => String(row), toRowDto);
    return { ...page, items: [...page.items] };
  }

  @Get(':bulkId/report')
  @Allow('officer', 'supervisor', 'auditor', 'integration')
  @ImpersonalFile()
  @About('bulk-inquiry', 'bulkId')
  @ApiOperation({ summary: 'The result of every row as a file, when all of them have one' })
  @ApiOkResponse(FILES)
  @Refusals('parameter-invalid', 'bulk-inquiry-unknown', 'bulk-inquiry-running', 'too-many-calls')
  async report(@Param('bulkId') id: string, @Query() { format = 'csv' }: BulkFormatQueryDto, @CurrentActor() actor: Actor, @CurrentPrincipal() principal: Principal, @Res() reply: FastifyReply): Promise<void> {
    const mark = markFor(principal, new Date(), actor.correlationId ?? '');
    const rows = await this.#audited(id, actor, async ({ state }) => {
      if (state !== 'done') throw new Problem('bulk-inquiry-running');
      return this.bulks.rows(id, MOST_ROWS);
    });
    await sendFile(reply, markedFileName(`bulk-inquiry-${id}`, mark, format), format, await bulkReport(rows, format, mark));
  }

  #audited<T>(id: string, actor: Actor, read: (bulk: BulkInquiryRow) => Promise<T>): Promise<T> {
    return auditedRead(this.database, actor, { event: 'bulk-inquiry.read', obligors: [], ...(isUuid(id) ? { reason: id } : {}) }, async () => read(await this.bulks.read(id)));
  }
}

/** One's own; for supervisors and auditors those of their courts. */
const watchedBy = (principal: Principal): Reach => reachOf(principal, principal.roles.filter((role) => role === 'supervisor' || role === 'auditor'));

async function sendFile(reply: FastifyReply, name: string, format: ReportFormat, bytes: Buffer): Promise<void> {
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : XLSX;
  await reply.header('content-type', type).header('content-disposition', `attachment; filename="${name}"`).send(bytes);
}

function toDto(bulk: BulkInquiryRow): BulkInquiryDto {
  return {
    id: bulk.id, requestedBy: bulk.actor, sha256: bulk.sha256, mediaType: bulk.mediaType, dryRun: bulk.dryRun, state: bulk.state, total: bulk.total, done: bulk.done, rows: bulk.counts,
    acceptedAt: bulk.acceptedAt.toISOString(), ...(bulk.finishedAt === null ? {} : { finishedAt: bulk.finishedAt.toISOString() }),
  };
}

function toRowDto({ row, caseNumber, state, code, faults, inquiryId, repeats }: BulkRowResult): BulkRowDto {
  return {
    row, state, ...(caseNumber === null ? {} : { caseNumber }), ...(code === null ? {} : { code }), ...(faults === null ? {} : { faults: [...faults] }),
    ...(inquiryId === null ? {} : { inquiryId }), ...(repeats === null ? {} : { sameAsRow: repeats }),
  };
}
