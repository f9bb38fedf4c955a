import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import {
  CONTROL_ORDER_STATE_WORDS, ControlBatchDto, ControlBatchLinePageDto, ControlBatchLineQueryDto, ControlBatchListQueryDto, ControlBatchPageDto, NewControlBatchDto, ReasonDto, type ControlBatchFilterDto, type ControlBatchLineDto, type ControlBatchSummaryDto,
} from '#contracts/http';
import { About, AboutNothing, Allow, CurrentActor, CurrentPrincipal, CurrentReach, type Actor, type Principal } from '#libs/access';
import { InquiryApprovals } from '#libs/approval';
import { decodeCursor, toPage } from '#libs/cases';
import { ControlBatches, ControlBatchRunner, MOST_LINES, type BatchLine, type BatchRecord, type ListedBatch, type WantedLine } from '#libs/control-batch';
import { addDays, isDay } from '#libs/statute';
import { ControlReader, type Reach } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { idempotencyKey } from '../inquiries/request-preferences.js';

/** As measures are numbered. */
const MEASURE_ID = /^[A-Za-z0-9-]{1,60}$/;

/** Renewals and releases of many measures in one order (批量续行、批量解除), with one approval. */
@ApiTags('measures')
@ApiBearerAuth()
@Controller('control-batches')
export class ControlBatchesController {
  constructor(
    @Inject(ControlBatches) private readonly batches: ControlBatches,
    @Inject(ControlBatchRunner) private readonly runner: ControlBatchRunner,
    @Inject(InquiryApprovals) private readonly approvals: InquiryApprovals,
    @Inject(ControlReader) private readonly reader: ControlReader,
  ) {}

  @Post()
  @Allow('officer', 'integration')
  @AboutNothing('each line is drafted only about a case of the caller')
  @ApiOperation({ summary: 'Renew or release up to 5,000 measures in one order: each is drafted, submitted and, with one approval for all, sent; each that a rule refuses fails alone. What is urgent overtakes it' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same call again with the same key is answered as the first time' })
  @ApiResponse({ status: 202, type: ControlBatchDto, description: 'Every line is durable and is worked off by and by; Location has the progress' })
  @ApiResponse({ status: 200, type: ControlBatchDto, description: 'The same call was made before; Idempotent-Replayed is `true`' })
  @Refusals('request-invalid', 'json-malformed', 'parameter-invalid', 'idempotency-key-reused', 'approver-unacceptable')
  async create(
    @Body() body: NewControlBatchDto,
    @Headers('idempotency-key') header: string | undefined,
    @CurrentActor() actor: Actor,
    @CurrentReach() reach: Reach,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ControlBatchDto> {
    const key = idempotencyKey(header);
    const { operation, until, reason, approver } = body;
    requireWhole(body);
    // Of a filter: what it found the first time.
    const before = key === undefined ? undefined : await this.batches.repeated(key, body, actor);
    const { batch, repeated } =
      before === undefined
        ? await this.batches.accept({
            operation, reason, approver, reach, body, lines: await this.#lines(body, reach), ...(until === undefined ? {} : { until }), ...(key === undefined ? {} : { key }),
          }, actor)
        : { batch: before, repeated: true };
    this.runner.look();
    void reply.header('location', `/api/v1/control-batches/${batch.id}`).status(repeated ? 200 : 202);
    if (repeated) void reply.header('idempotent-replayed', 'true');
    return toDto(batch);
  }

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to those who gave or approve and, for supervisors and auditors, their courts')
  @ApiOperation({ summary: 'Orders for many measures and how far they are (批量台账), newest first: yours, and for supervisors and auditors those of their court and below' })
  @ApiOkResponse({ type: ControlBatchPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() { state, court, limit, cursor }: ControlBatchListQueryDto, @CurrentPrincipal() { login, roles }: Principal, @CurrentReach() { whole }: Reach): Promise<ControlBatchPageDto> {
    const before = decodeCursor(cursor, (key) => isUuid(key));
    // Systems read what they gave themselves, as with each batch alone.
    const watches = whole !== undefined && roles.some((role) => role === 'supervisor' || role === 'auditor');
    const rows = await this.batches.list({
      limit, seenBy: { login, ...(watches ? { whole } : {}) }, ...(state === undefined ? {} : { state: state === 'waiting-for-approval' ? 'waiting' : state }), ...(court === undefined ? {} : { court }),
      ...(before === undefined ? {} : { before }),
    });
    const page = toPage(rows, limit, ({ id }) => id, toSummaryDto);
    return { ...page, items: [...page.items] };
  }

  @Get(':batchId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('control-batch', 'batchId')
  @ApiOperation({ summary: 'How far an order for many measures is: lines by state, and its orders at the institutions' })
  @ApiOkResponse({ type: ControlBatchDto })
  @Refusals('control-batch-unknown')
  async read(@Param('batchId') id: string): Promise<ControlBatchDto> {
    return toDto(await this.batches.read(id));
  }

  @Get(':batchId/lines')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('control-batch', 'batchId')
  @ApiOperation({ summary: 'Every line with what became of it; refused ones with rule, law and remedy' })
  @ApiOkResponse({ type: ControlBatchLinePageDto })
  @Refusals('parameter-invalid', 'cursor-invalid', 'control-batch-unknown')
  async lines(@Param('batchId') id: string, @Query() { limit, cursor, state }: ControlBatchLineQueryDto): Promise<ControlBatchLinePageDto> {
    const after = Number(decodeCursor(cursor, (key) => /^\d{1,9}$/.test(key)) ?? 0);
    const page = toPage(await this.batches.lines(id, limit, after, state), limit, ({ line }) => String(line), toLineDto);
    return { ...page, items: [...page.items] };
  }

  @Post(':batchId/cancel')
  @HttpCode(200)
  @Allow('officer', 'supervisor', 'integration')
  @About('control-batch', 'batchId')
  @ApiOperation({ summary: 'Take back whatever of it has not left (撤回); what an institution may have stays' })
  @ApiOkResponse({ type: ControlBatchDto })
  @Refusals('request-invalid', 'control-batch-unknown', 'control-batch-over')
  async cancel(@Param('batchId') id: string, @Body() { reason }: ReasonDto, @CurrentActor() actor: Actor): Promise<ControlBatchDto> {
    const batch = await this.batches.cancel(id, reason, this.approvals.approvals, actor);
    this.runner.look();
    return toDto(batch);
  }

  async #lines({ measureIds, measures, filter }: NewControlBatchDto, reach: Reach): Promise<readonly WantedLine[]> {
    return measures ?? (measureIds ?? (await this.#matching(filter!, reach))).map((measureId) => ({ measureId }));
  }

  /** The ones that end first; never a part of them without a word. */
  async #matching({ expiringBefore, courtCode }: ControlBatchFilterDto, reach: Reach): Promise<readonly string[]> {
    const found = await this.reader.expiring({ by: addDays(expiringBefore, -1), reach, limit: MOST_LINES + 1, ...(courtCode === undefined ? {} : { court: courtCode }) });
    if (found.length === 0 || found.length > MOST_LINES) throw invalid('/filter', `one that 1 to ${MOST_LINES} measures in force match`);
    return found.map(({ id }) => id);
  }
}

function requireWhole({ operation, measureIds, measures, filter, until }: NewControlBatchDto): void {
  if ([measureIds, measures, filter].filter((one) => one !== undefined).length !== 1) throw invalid('/measureIds', 'one of measureIds, measures and filter');
  const unknown = measureIds?.findIndex((id) => !MEASURE_ID.test(id)) ?? -1;
  if (unknown >= 0) throw invalid(`/measureIds/${unknown}`, 'the id of a measure');
  if (measures !== undefined) {
    if (operation !== 'release') throw invalid('/measures', 'with release only');
    const seen = new Set<string>();
    const wrong = measures.findIndex(({ measureId, fen }) => !MEASURE_ID.test(measureId) || fen === 0 || seen.size === seen.add(measureId).size);
    if (wrong >= 0) throw invalid(`/measures/${wrong}`, 'the id of a measure, each once, and more than nothing of it');
  }
  if (filter !== undefined && !isDay(filter.expiringBefore)) throw invalid('/filter/expiringBefore', 'a day of the calendar');
  if (until !== undefined && (operation !== 'renew' || !isDay(until))) throw invalid('/until', 'a day of the calendar, with renew only');
}

const invalid = (field: string, allowed: string): Problem => new Problem('request-invalid', undefined, [{ field, allowed }]);

const toDto = ({ orders, answered, ...batch }: BatchRecord): ControlBatchDto => ({
  ...toSummaryDto(batch), answered, orders: Object.fromEntries(CONTROL_ORDER_STATE_WORDS.map((word) => [word, orders[word] ?? 0])) as ControlBatchDto['orders'],
});

function toSummaryDto({ id, operation, state, until, reason, courtCode, actor, approver, approvalId, total, lines, stoppedBy, stoppedWhy, acceptedAt, finishedAt }: ListedBatch): ControlBatchSummaryDto {
  return {
    id, operation, state: state === 'waiting' ? 'waiting-for-approval' : state, reason, requestedBy: actor, approver, total, lines, prepared: total - lines.waiting - lines.drafted,
    decided: lines.approved + lines.refused + lines.withdrawn, acceptedAt: acceptedAt.toISOString(),
    ...(courtCode === null ? {} : { courtCode }), ...(until === null ? {} : { until }), ...(approvalId === null ? {} : { approvalId }),
    ...(stoppedBy === null ? {} : { stoppedBy, stoppedWhy: stoppedWhy! }), ...(finishedAt === null ? {} : { finishedAt: finishedAt.toISOString() }),
  };
}

function toLineDto({ line, measureId, state, caseId, caseNumber, releaseFen, orderId, orderState, code, rules }: BatchLine): ControlBatchLineDto {
  return {
    line, measureId, state, ...(caseId === null ? {} : { caseId, caseNumber: caseNumber! }), ...(releaseFen === null ? {} : { fen: releaseFen }), ...(orderId === null ? {} : { orderId, orderState: orderState! }), ...(code === null ? {} : { code }),
    ...(rules === null ? {} : { rules: rules.map((rule) => ({ ...rule })) }),
  };
}
