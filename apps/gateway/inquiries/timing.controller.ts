import { Readable } from 'node:stream';
import { Controller, Get, Headers, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Problem } from '#contracts/errors';
import { TimingQueryDto, TimingRecordDto, type TimingLineDto } from '#contracts/http';
import { About, Allow, auditedRead, CurrentActor, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { Database, EvidenceReader, keepDesk, type TimingRow } from '#libs/store';
import { markedFileName, markFor } from '#libs/watermark';
import { ImpersonalFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';
import { prefersCsv } from '../http/media-types.js';
import { knownUuid } from './request-preferences.js';
import { timingCsvHeader, timingCsvLine } from './timing-csv.js';

const CSV_PAGE = 1000;

/** The timing record of a case (用时记录, domain-rules S2): every request with its moments and durations. Every read is audited. */
@ApiTags('evidence')
@ApiBearerAuth()
@Controller()
export class TimingController {
  constructor(
    @Inject(EvidenceReader) private readonly evidence: EvidenceReader,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('cases/:caseId/timing')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @ImpersonalFile(({ headers }) => prefersCsv(headers.accept))
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Time-line of a case as JSON (paged) or, with Accept: text/csv, the whole of it as CSV' })
  @ApiExtraModels(TimingRecordDto)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(TimingRecordDto) } },
      'text/csv': { schema: { type: 'string', description: 'RFC 4180 in UTF-8 with a byte order mark and a line of headers' } },
    },
  })
  @Refusals('parameter-invalid', 'case-unknown', 'too-many-calls')
  async timing(
    @Param('caseId') id: string,
    @Query() { limit, after }: TimingQueryDto,
    @Headers('accept') accept: string | undefined,
    @CurrentActor() actor: Actor,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimingRecordDto | StreamableFile> {
    const caseId = knownUuid(id, 'case-unknown');
    const asCsv = prefersCsv(accept);
    const { caseNumber, rows } = await auditedRead(this.database, actor, { event: 'timing.read', caseId }, async () => ({
      caseNumber: await this.#caseNumber(caseId),
      rows: await (asCsv ? this.evidence.timing(caseId, CSV_PAGE) : this.evidence.timing(caseId, limit + 1, after)),
    }));
    if (asCsv) {
      // It is read as fast as the caller takes it, long after the call has left here.
      const bytes = Readable.from(this.#csv(caseId, rows, keepDesk()), { objectMode: false });
      return new StreamableFile(bytes, { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${markedFileName('timing', markFor(principal, new Date(), actor.correlationId ?? ''), 'csv')}"` });
    }
    const shown = rows.slice(0, limit);
    return { caseId, caseNumber, lines: shown.map(toLine), ...(rows.length > limit ? { next: shown.at(-1)!.requestId } : {}) };
  }

  async #caseNumber(caseId: string): Promise<string> {
    const file = await this.database.query.selectFrom('case_file').select('case_number').where('id', '=', caseId).executeTakeFirst();
    if (file === undefined) throw new Problem('case-unknown');
    return file.case_number;
  }

  /** Page by page, as fast as the caller reads: a case with tens of thousands of requests does not fill the memory. */
  async *#csv(caseId: string, first: readonly Row[], inCall: <T>(work: () => T) => T): AsyncGenerator<string> {
    yield timingCsvHeader();
    for (let rows = first; ; rows = await inCall(() => this.evidence.timing(caseId, CSV_PAGE, rows.at(-1)!.requestId))) {
      if (rows.length > 0) yield rows.map((row) => timingCsvLine(toLine(row))).join('');
      if (rows.length < CSV_PAGE) return;
    }
  }
}

type Row = TimingRow & { readonly requestId: number };

const between = (from: Date | null, to: Date | null): number | undefined => (from === null || to === null ? undefined : Math.max(0, to.getTime() - from.getTime()));

function toLine(row: Row): TimingLineDto {
  const answeredMs = between(row.sentAt, row.receivedAt);
  const totalMs = between(row.acceptedAt, row.committedAt);
  return {
    inquiryId: row.inquiryId,
    requestId: row.requestId,
    requestNumber: row.requestNumber,
    institutionCode: row.institutionCode,
    sources: [...row.sources],
    channel: row.channel,
    outcome: row.outcome ?? 'waiting',
    ...(row.version === null ? {} : { version: row.version }),
    acceptedAt: row.acceptedAt.toISOString(),
    ...(row.sentAt === null ? {} : { sentAt: row.sentAt.toISOString() }),
    ...(row.receivedAt === null ? {} : { receivedAt: row.receivedAt.toISOString() }),
    ...(row.committedAt === null ? {} : { committedAt: row.committedAt.toISOString() }),
    ...(row.waitedMs === null ? {} : { waitedMs: row.waitedMs }),
    ...(answeredMs === undefined ? {} : { answeredMs }),
    ...(totalMs === undefined ? {} : { totalMs }),
    exchanges: row.exchanges.map(({ id, operation, attempt, startedAt, endedAt, failure }) => ({
      id,
      operation,
      attempt,
      startedAt: new Date(startedAt).toISOString(),
      endedAt: new Date(endedAt).toISOString(),
      ...(failure === null ? {} : { failure }),
    })),
  };
}
