import { Controller, Get, Headers, Inject, Param, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#contracts/errors';
import { Allow, CurrentActor, recordAudit, type Actor } from '#libs/access';
import { Collector } from '#libs/collection';
import { progressOf } from '#libs/inquiry';
import { Database, InquiryReader } from '#libs/store';
import { knownUuid } from './request-preferences.js';

const HEARTBEAT_MS = 15_000;

/** Progress of an inquiry as server-sent events. Holds no personal data: which institution has which kind of outcome. */
@ApiTags('inquiries')
@ApiBearerAuth()
@Controller()
export class ProgressController implements OnModuleDestroy {
  readonly #streams = new Set<AbortController>();

  constructor(
    @Inject(InquiryReader) private readonly reader: InquiryReader,
    @Inject(Collector) private readonly collector: Collector,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('inquiries/:inquiryId/events')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @ApiOperation({
    summary: 'Progress as it happens (text/event-stream)',
    description:
      'Event `outcome` per outcome with an id; after a break send the last id back as `Last-Event-ID` and nothing is lost or repeated. ' +
      'Event `progress` counts; event `complete` ends the stream.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Id of the last event seen' })
  @ApiProduces('text/event-stream')
  async events(
    @Param('inquiryId') id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const inquiryId = knownUuid(id, 'inquiry-unknown');
    const inquiry = await this.reader.inquiry(inquiryId);
    if (inquiry === undefined) throw new Problem('inquiry-unknown');
    await recordAudit(this.database.query, {
      event: 'inquiry.read', actor: actor.login, caseId: inquiry.caseId, inquiryId, result: 'success',
      ...(actor.correlationId === null ? {} : { correlationId: actor.correlationId }),
    });
    const abort = new AbortController();
    this.#streams.add(abort);
    request.raw.on('close', () => abort.abort());
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-correlation-id': request.id });
    out.write('retry: 2000\n\n');
    const heartbeat = setInterval(() => out.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      for await (const batch of progressOf(this.reader, this.collector, inquiryId, lastEventId, abort.signal)) {
        let text = '';
        for (const { id: eventId, ...event } of batch) text += `id: ${eventId}\nevent: outcome\ndata: ${JSON.stringify(event)}\n\n`;
        const now = await this.reader.inquiry(inquiryId);
        text += `event: progress\ndata: ${JSON.stringify({ answered: now?.answered ?? 0, total: inquiry.total })}\n\n`;
        // A client that reads slowly is waited for, so that memory does not grow with it.
        if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', resolve).once('close', resolve));
      }
      if (!abort.signal.aborted) out.write(`event: complete\ndata: ${JSON.stringify({ total: inquiry.total })}\n\n`);
    } catch {
      // The stream ends; the client comes back with its last id and goes on from there.
    } finally {
      clearInterval(heartbeat);
      this.#streams.delete(abort);
      out.end();
    }
  }

  onModuleDestroy(): void {
    for (const abort of this.#streams) abort.abort();
  }
}
