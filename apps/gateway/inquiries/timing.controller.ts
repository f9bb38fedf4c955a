import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { TimingRecordDto, type TimingLineDto } from '#contracts/http';
import { Allow, CurrentActor, recordAudit, type Actor } from '#libs/access';
import { Database, EvidenceReader, type TimingRow } from '#libs/store';
import { timingCsvHeader, timingCsvLine } from './timing-csv.js';
import { knownUuid, wholeNumber } from './request-preferences.js';

const CSV_PAGE = 1000;

/** The timing record of a case (用时记录, domain-rules S2): every request with its moments and durations. */
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
  @ApiOperation({ summary: 'Time-line of a case as JSON (paged) or, with Accept: text/csv, the whole of it as CSV' })
  @ApiQuery({ name: 'limit', required: false, description: '1 to 1000, 200 unless given' })
  @ApiQuery({ name: 'after', required: false, description: '`next` of the page before' })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ type: TimingRecordDto })
  async timing(
    @Param('caseId') id: string,
    @Query('limit') limit: string | undefined,
    @Query('after') after: string | undefined,
    @Headers('accept') accept: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimingRecordDto | undefined> {
    const caseId = knownUuid(id, 'case-unknown');
    const file = await this.database.query.selectFrom('case_file').select('case_number').where('id', '=', caseId).executeTakeFirst();
    if (file === undefined) throw new Problem('case-unknown');
    const size = wholeNumber('limit', limit, 200, 1, 1000);
    const from = after === undefined ? undefined : wholeNumber('after', after, 0, 0, Number.MAX_SAFE_INTEGER);
    await recordAudit(this.database.query, {
      event: 'timing.read', actor: actor.login, caseId, result: 'success', ...(actor.correlationId === null ? {} : { correlationId: actor.correlationId }),
    });
    if (accept?.includes('text/csv')) {
      await this.#sendCsv(caseId, reply);
      return undefined;
    }
    const rows = await this.evidence.timing(caseId, size, from);
    return {
      caseId,
      caseNumber: file.case_number,
      lines: rows.map(toLine),
      ...(rows.length === size ? { next: rows.at(-1)!.requestId } : {}),
    };
  }

  /** Written page by page: a case with tens of thousands of requests does not fill the memory. */
  async #sendCsv(caseId: string, reply: FastifyReply): Promise<void> {
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="timing.csv"', 'cache-control': 'no-store' });
    try {
      out.write(timingCsvHeader());
      let last: number | undefined;
      for (;;) {
        const rows = await this.evidence.timing(caseId, CSV_PAGE, last);
        if (!out.write(rows.map((row) => timingCsvLine(toLine(row))).join(''))) await new Promise<void>((resolve) => out.once('drain', resolve).once('close', resolve));
        if (rows.length < CSV_PAGE || out.destroyed) break;
        last = rows.at(-1)!.requestId;
      }
      out.end();
    } catch (error) {
      // Headers are out: a cut connection is the only honest sign left.
      out.destroy(error as Error);
    }
  }
}

const between = (from: Date | null, to: Date | null): number | undefined => (from === null || to === null ? undefined : Math.max(0, to.getTime() - from.getTime()));

function toLine(row: TimingRow & { requestId: number }): TimingLineDto {
  const answeredMs = between(row.sentAt, row.receivedAt);
  const totalMs = between(row.acceptedAt, row.committedAt);
  return {
    inquiryId: row.inquiryId, requestId: row.requestId, requestNumber: row.requestNumber, institutionCode: row.institutionCode, sources: [...row.sources], channel: row.channel,
    outcome: row.outcome ?? 'waiting', ...(row.version === null ? {} : { version: row.version }), acceptedAt: row.acceptedAt.toISOString(),
    ...(row.sentAt === null ? {} : { sentAt: row.sentAt.toISOString() }),
    ...(row.receivedAt === null ? {} : { receivedAt: row.receivedAt.toISOString() }),
    ...(row.committedAt === null ? {} : { committedAt: row.committedAt.toISOString() }),
    ...(row.waitedMs === null ? {} : { waitedMs: row.waitedMs }),
    ...(answeredMs === undefined ? {} : { answeredMs }),
    ...(totalMs === undefined ? {} : { totalMs }),
    exchanges: row.exchanges.map((exchange) => ({
      id: exchange.id, operation: exchange.operation, attempt: exchange.attempt, startedAt: new Date(exchange.startedAt).toISOString(),
      endedAt: new Date(exchange.endedAt).toISOString(), ...(exchange.failure === null ? {} : { failure: exchange.failure }),
    })),
  };
}
