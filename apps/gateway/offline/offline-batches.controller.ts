import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import {
  AssignOfflineBatchDto,
  CloseOfflineBatchDto,
  OfflineBatchDetailDto,
  OfflineBatchDto,
  OfflineBatchListQueryDto,
  OfflineBatchPageDto,
  OfflineScanDto,
  ScanQueryDto,
  SendOfflineBatchDto,
} from '#contracts/http';
import { About, AboutNothing, Allow, auditedRead, CurrentActor, type Actor, CurrentReach } from '#libs/access';
import { decodeCursor, toPage } from '#libs/cases';
import { InstitutionRegistry } from '#libs/institutions';
import { OfflineDesk } from '#libs/offline';
import { Database, EvidenceReader, type OfflineBatchRow, type Reach, type MessageCase } from '#libs/store';
import { fileIn } from '../http/raw-body.js';
import { PersonalFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';
import { toBatchDto } from './offline-to-dto.js';

const PDF = { content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } } as const;
const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** Letters to institutions without a line (集约查控): batches, what they look like, how they went out, what came back. */
@ApiTags('offline')
@ApiBearerAuth()
@Controller('offline-batches')
export class OfflineBatchesController {
  constructor(
    @Inject(OfflineDesk) private readonly desk: OfflineDesk,
    @Inject(InstitutionRegistry) private readonly registry: InstitutionRegistry,
    @Inject(EvidenceReader) private readonly evidence: EvidenceReader,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get()
  @Allow('officer', 'supervisor', 'auditor')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Batches, newest first, without the people in them' })
  @ApiOkResponse({ type: OfflineBatchPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: OfflineBatchListQueryDto, @CurrentReach() reach: Reach): Promise<OfflineBatchPageDto> {
    const after = decodeCursor(query.cursor, isUuid);
    await this.desk.gather();
    const rows = await this.desk.store.batches({ ...filterOf(query), reach, limit: query.limit, ...(after === undefined ? {} : { after }) });
    const page = toPage(rows, query.limit, ({ id }) => id, (row) => this.#dto(row));
    return { ...page, items: [...page.items] };
  }

  @Get(':batchId')
  @Allow('officer', 'supervisor', 'auditor')
  @About('offline-batch', 'batchId', { need: 'knowledge' })
  @ApiOperation({ summary: 'One batch with the scans of what came back' })
  @ApiOkResponse({ type: OfflineBatchDetailDto })
  @Refusals('offline-batch-unknown')
  async read(@Param('batchId') id: string): Promise<OfflineBatchDetailDto> {
    const batch = await this.desk.batch(id);
    const scans = await this.desk.scans(batch.id);
    return { ...this.#dto(batch), scans: scans.map((scan) => scanDto(scan.exchange_id, scan.media_type, scan.request_id)) };
  }

  @Post(':batchId/print')
  @HttpCode(200)
  @Allow('officer')
  @About('offline-batch', 'batchId', { need: 'knowledge' })
  @ApiOperation({ summary: 'Print a batch (打印): it takes no more requests; letter and return form are made and kept' })
  @ApiOkResponse({ type: OfflineBatchDto })
  @Refusals('offline-batch-unknown', 'state-change-invalid')
  async print(@Param('batchId') id: string, @CurrentActor() actor: Actor): Promise<OfflineBatchDto> {
    await this.desk.gather();
    return this.#dto(await this.desk.print(id, actor));
  }

  @Get(':batchId/letter')
  @Allow('officer', 'supervisor', 'auditor')
  @PersonalFile()
  @About('offline-batch', 'batchId')
  @ApiOperation({ summary: 'The letter with its list (协助查询通知书), as it was printed' })
  @ApiOkResponse(PDF)
  @Refusals('offline-batch-unknown', 'shared-message', 'state-change-invalid', 'personal-data-masked', 'too-many-calls')
  async letter(@Param('batchId') id: string, @CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.#document(id, 'letter', actor, reply);
  }

  @Get(':batchId/return-form')
  @Allow('officer', 'supervisor', 'auditor')
  @PersonalFile()
  @About('offline-batch', 'batchId')
  @ApiOperation({ summary: 'The return form (反馈表), one block per person with its request number, as it was printed' })
  @ApiOkResponse(PDF)
  @Refusals('offline-batch-unknown', 'shared-message', 'state-change-invalid', 'personal-data-masked', 'too-many-calls')
  async returnForm(@Param('batchId') id: string, @CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.#document(id, 'return-form', actor, reply);
  }

  @Post(':batchId/sent')
  @HttpCode(200)
  @Allow('officer')
  @About('offline-batch', 'batchId', { need: 'knowledge' })
  @ApiOperation({ summary: 'Say how and when a printed batch went out (送达)' })
  @ApiOkResponse({ type: OfflineBatchDto })
  @Refusals('request-invalid', 'offline-batch-unknown', 'state-change-invalid')
  async sent(@Param('batchId') id: string, @Body() { way, sentAt, reference }: SendOfflineBatchDto, @CurrentActor() actor: Actor): Promise<OfflineBatchDto> {
    const at = sentAt === undefined ? new Date() : momentOf(sentAt, '/sentAt', 'request-invalid');
    return this.#dto(await this.desk.send(id, { way, sentAt: at, ...(reference === undefined ? {} : { reference }) }, actor));
  }

  @Post(':batchId/assign')
  @HttpCode(200)
  @Allow('officer', 'supervisor')
  @About('offline-batch', 'batchId', { need: 'knowledge' })
  @ApiOperation({ summary: 'Give a batch to a person (指派)' })
  @ApiOkResponse({ type: OfflineBatchDto })
  @Refusals('request-invalid', 'offline-batch-unknown', 'state-change-invalid')
  async assign(@Param('batchId') id: string, @Body() { login }: AssignOfflineBatchDto, @CurrentActor() actor: Actor): Promise<OfflineBatchDto> {
    return this.#dto(await this.desk.assign(id, login, actor));
  }

  @Post(':batchId/close')
  @HttpCode(200)
  @Allow('officer', 'supervisor')
  @About('offline-batch', 'batchId', { need: 'knowledge' })
  @ApiOperation({ summary: 'End the work on a batch; with a reason when answers are missing. What comes later can still be entered' })
  @ApiOkResponse({ type: OfflineBatchDto })
  @Refusals('request-invalid', 'offline-batch-unknown', 'state-change-invalid')
  async close(@Param('batchId') id: string, @Body() { reason }: CloseOfflineBatchDto, @CurrentActor() actor: Actor): Promise<OfflineBatchDto> {
    return this.#dto(await this.desk.close(id, reason, actor));
  }

  @Post(':batchId/scans')
  @Allow('officer')
  @About('offline-batch', 'batchId', { need: 'knowledge' })
  @ApiOperation({ summary: 'Keep a scan of what came back: the bytes of a PDF, JPEG or PNG up to 10 MiB are the body' })
  @ApiConsumes('application/pdf', 'image/jpeg', 'image/png')
  @ApiBody(FILE)
  @ApiCreatedResponse({ type: OfflineScanDto, description: 'Kept with its digest; Location has the exchange' })
  @Refusals('parameter-invalid', 'scan-unreadable', 'body-too-large', 'media-type-unsupported', 'offline-batch-unknown', 'offline-task-unknown', 'state-change-invalid')
  async addScan(
    @Param('batchId') id: string,
    @Query() { requestId }: ScanQueryDto,
    @Body() body: unknown,
    @Headers('content-type') type: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OfflineScanDto> {
    const exchangeId = await this.desk.addScan(id, requestId, fileIn(body), type, actor);
    void reply.header('location', `/api/v1/exchanges/${exchangeId}`);
    return scanDto(exchangeId, type.split(';')[0]!.trim().toLowerCase(), requestId ?? null);
  }

  /** It names people, so that it was looked at is on record. */
  async #document(id: string, which: 'letter' | 'return-form', actor: Actor, reply: FastifyReply): Promise<void> {
    const about = ({ batch, told }: { batch: OfflineBatchRow; told: readonly MessageCase[] }) =>
      told.map(({ caseId, obligors }) => ({ institutionCode: batch.institutionCode, caseId, ...(obligors === null ? {} : { obligors }) }));
    const { batch, bytes } = await auditedRead(this.database, actor, { event: 'offline-batch.read', reason: `${which} ${isUuid(id) ? id : ''}` }, async () => {
      const found = await this.desk.batch(id);
      const exchange = which === 'letter' ? found.letterExchangeId : found.formExchangeId;
      const kept = exchange === null ? undefined : await this.evidence.bytes(exchange, 'sent');
      if (kept === undefined) throw new Problem('state-change-invalid', 'The batch is not printed.');
      return { batch: found, bytes: kept.bytes, told: await this.evidence.told(exchange!) };
    }, about);
    await reply.header('content-type', 'application/pdf').header('content-disposition', `inline; filename="${batch.number}-${which}.pdf"`).send(bytes);
  }

  #dto(row: OfflineBatchRow): OfflineBatchDto {
    return toBatchDto(row, this.registry.get(row.institutionCode)?.name ?? row.institutionCode);
  }
}

const scanDto = (exchangeId: number, mediaType: string, requestId: number | null): OfflineScanDto => ({
  exchangeId, mediaType, href: `/api/v1/exchanges/${exchangeId}/received`, ...(requestId === null ? {} : { requestId }),
});

/** @throws Problem for what looks like a moment and is none */
function momentOf(text: string, field: string, code: 'request-invalid' | 'parameter-invalid'): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Problem(code, undefined, [{ field, allowed: 'a moment as ISO 8601 with offset' }]);
  return at;
}

type Filter = Pick<OfflineBatchListQueryDto, 'court' | 'institution' | 'region' | 'assignedTo' | 'dueBefore'> & { readonly state?: string };

/** The filters of a list as the store takes them. */
export function filterOf({ court, institution, region, state, assignedTo, dueBefore }: Filter) {
  return {
    ...(court === undefined ? {} : { courtCode: court }),
    ...(institution === undefined ? {} : { institutionCode: institution }),
    ...(region === undefined ? {} : { region }),
    ...(state === undefined ? {} : { state }),
    ...(assignedTo === undefined ? {} : { assignedTo }),
    ...(dueBefore === undefined ? {} : { dueBefore: momentOf(dueBefore, 'dueBefore', 'parameter-invalid') }),
  };
}
