import { once } from 'node:events';
import { Controller, Get, Headers, Inject, Param, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#contracts/errors';
import { About, Allow, auditedRead, CurrentActor, type Actor } from '#libs/access';
import { Collector } from '#libs/collection';
import { progressOf } from '#libs/inquiry';
import { Database, InquiryReader, type IdentityKeyRow, type InquiryRow } from '#libs/store';
import { ImpersonalFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';
import { StreamPlaces } from './stream-places.js';
import { knownUuid } from './request-preferences.js';

const HEARTBEAT_MS = 15_000;
/** A stream is one read a minute, while it tells something. */
const RECORD_AGAIN_MS = 60_000;

/** Progress of an inquiry as server-sent events. Holds no personal data: which institution has which kind of outcome. */
@ApiTags('inquiries')
@ApiBearerAuth()
@Controller()
export class ProgressController implements OnModuleDestroy {
  readonly #streams = new Set<AbortController>();
  readonly #places = new StreamPlaces();
  #closing = false;
  /** Milliseconds; set by tests. */
  clock: () => number = Date.now;

  constructor(
    @Inject(InquiryReader) private readonly reader: InquiryReader,
    @Inject(Collector) private readonly collector: Collector,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** Streams being sent. */
  get streams(): number {
    return this.#streams.size;
  }

  @Get('inquiries/:inquiryId/events')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @ImpersonalFile(() => false)
  @About('inquiry', 'inquiryId')
  @ApiOperation({
    summary: 'Progress as it happens (text/event-stream)',
    description:
      'Event `outcome` per outcome with an id; after a break send the last id back as `Last-Event-ID` and nothing is lost or repeated. ' +
      'Event `keys` says for an obligor with which keys the others are asked (corrected by a register or those of the case); it has no id and ' +
      'is told again after a break. Event `asked` has the requests that came to their institutions (fetched, called, delivered) since the last one; it has no id, ' +
      'and after a break the first has all that are still open. Event `progress` counts; event `complete` ends the stream. A stream that ends without it was broken off: come back.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Id of the last event seen; from the beginning when it is none of ours' })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @Refusals('inquiry-unknown', 'too-many-waiting')
  async events(
    @Param('inquiryId') id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const inquiryId = knownUuid(id, 'inquiry-unknown');
    const found = async (): Promise<InquiryRow> => {
      const row = await this.reader.inquiry(inquiryId);
      if (row === undefined) throw new Problem('inquiry-unknown');
      return row;
    };
    const record = (read: () => Promise<InquiryRow>): Promise<InquiryRow> =>
      auditedRead(this.database, actor, { event: 'inquiry.read', inquiryId, reason: 'events' }, read, ({ caseId, snapshot }) => ({ caseId, obligors: snapshot.subjects.map(({ obligorId }) => obligorId) }));
    const inquiry = await record(found);
    void reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    if (request.method === 'HEAD') await reply.send('');
    else {
      const giveBack = this.#places.take(actor.login);
      try {
        await this.#send(inquiry, lastEventId, reply, async () => void (await record(async () => inquiry)));
      } finally {
        giveBack();
      }
    }
  }

  onModuleDestroy(): void {
    this.#closing = true;
    for (const abort of this.#streams) abort.abort();
  }

  /** Until the inquiry is complete, the caller goes away, or we close. */
  async #send(inquiry: InquiryRow, lastEventId: string | undefined, reply: FastifyReply, record: () => Promise<void>): Promise<void> {
    let recordedAt = this.clock();
    const headers = reply.getHeaders();
    reply.hijack();
    const out = reply.raw;
    const abort = new AbortController();
    out.once('close', () => abort.abort());
    // Either may have happened while the inquiry was read.
    if (this.#closing || out.destroyed) abort.abort();
    this.#streams.add(abort);
    out.writeHead(200, headers as Record<string, string>);
    out.write('retry: 2000\n\n');
    const heartbeat = setInterval(() => out.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      for await (const { outcomes, decided, asked } of progressOf(this.reader, this.collector, inquiry.id, lastEventId, abort.signal)) {
        // Whoever stays reads on; what cannot be recorded is not sent.
        if (this.clock() - recordedAt >= RECORD_AGAIN_MS) {
          await record();
          recordedAt = this.clock();
        }
        let text = '';
        for (const row of decided) text += `event: keys\ndata: ${JSON.stringify(keysEvent(row, inquiry.acceptedAt))}\n\n`;
        if (asked.length > 0) text += `event: asked\ndata: ${JSON.stringify({ requestIds: asked })}\n\n`;
        for (const { id, ...event } of outcomes) text += `id: ${id}\nevent: outcome\ndata: ${JSON.stringify(event)}\n\n`;
        const now = outcomes.length + decided.length === 0 ? undefined : await this.reader.inquiry(inquiry.id);
        if (now !== undefined) text += `event: progress\ndata: ${JSON.stringify({ answered: now.answered, total: inquiry.total })}\n\n`;
        // A client that reads slowly is waited for, so that memory does not grow with it.
        if (!out.write(text)) await once(out, 'drain', { signal: abort.signal });
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
}

/** Which keys, why, by whose answer and when; never the keys themselves. */
function keysEvent({ obligorId, decided }: IdentityKeyRow, acceptedAt: Date): object {
  const { keys, why, requestId, at } = decided!;
  return {
    obligorId, keys: keys === null ? 'case' : 'corrected', why, ...(requestId === null ? {} : { requestId }), decidedAt: at.toISOString(),
    heldMs: Math.max(0, at.getTime() - acceptedAt.getTime()),
  };
}
