import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { ExchangeDto } from '#contracts/http';
import { About, Allow, auditedRead, CurrentActor, type Actor, type AuditedAct } from '#libs/access';
import type { Sight } from '#libs/redaction';
import { Database, EvidenceReader, type ExchangeFacts, type MessageCase } from '#libs/store';
import { CurrentSight } from '../http/current-sight.js';
import { PersonalFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';

const SIDES = ['sent', 'received'] as const;
type Side = (typeof SIDES)[number];

/** What was on the wire (证据): every exchange with its moments, its bytes and their digests. Every read is audited. */
@ApiTags('evidence')
@ApiBearerAuth()
@Controller()
export class EvidenceController {
  constructor(
    @Inject(EvidenceReader) private readonly evidence: EvidenceReader,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('exchanges/:exchangeId')
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @About('exchange', 'exchangeId')
  @ApiOperation({ summary: 'Facts of one exchange' })
  @ApiOkResponse({ type: ExchangeDto })
  @Refusals('exchange-unknown')
  async facts(@Param('exchangeId') exchangeId: string, @CurrentActor() actor: Actor): Promise<ExchangeDto> {
    const facts = await this.#audited(actor, 'facts of exchange', exchangeId, (id) => this.#exchange(id));
    return toDto(facts);
  }

  @Get('requests/:requestId/exchanges')
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @About('request', 'requestId')
  @ApiOperation({ summary: 'Every exchange of one request, in order; none while it has not been sent or fetched' })
  @ApiOkResponse({ type: [ExchangeDto] })
  @Refusals('exchange-unknown')
  async ofRequest(@Param('requestId') requestId: string, @CurrentActor() actor: Actor): Promise<ExchangeDto[]> {
    const { exchanges } = await this.#audited(actor, 'exchanges of request', requestId, async (id) => {
      const request = await this.evidence.request(id);
      if (request === undefined) throw new Problem('exchange-unknown', 'there is no such request');
      return { ...request, exchanges: await this.evidence.exchangesOfRequest(id) };
    });
    return exchanges.map(toDto);
  }

  @Get('exchanges/:exchangeId/:side')
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @PersonalFile()
  @About('exchange', 'exchangeId', { everyCase: true })
  @ApiOperation({ summary: 'The raw bytes as they were sent or received', description: 'What a register of marriages answered names the spouse: only those who handle the case get it.' })
  @ApiParam({ name: 'side', enum: SIDES })
  @ApiOkResponse({
    description: 'Repr-Digest has their SHA-256 (RFC 9530)',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    headers: { 'Repr-Digest': { description: 'sha-256=:…:', schema: { type: 'string' } } },
  })
  @Refusals('route-unknown', 'exchange-unknown', 'shared-message', 'personal-data-masked', 'part-missing', 'too-many-calls')
  async bytes(@Param('exchangeId') exchangeId: string, @Param('side') side: string, @CurrentActor() actor: Actor, @CurrentSight() { beside }: Sight, @Res() reply: FastifyReply): Promise<void> {
    if (!isSide(side)) throw new Problem('route-unknown');
    const { id, bytes, digest } = await this.#audited(actor, `bytes ${side} in exchange`, exchangeId, async (known) => {
      const facts = await this.#exchange(known);
      if (side === 'received' && facts.ofMarriages && !beside) throw new Problem('part-missing', 'It names a spouse, who is for those who handle the case only (承办人).');
      const found = await this.evidence.bytes(known, side);
      if (found === undefined) throw new Problem('exchange-unknown', `nothing was ${side} in this exchange`);
      return { ...facts, ...found, told: facts.requestId === null ? await this.evidence.told(known) : undefined };
    });
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', `attachment; filename="exchange-${id}-${side}.bin"`)
      .header('repr-digest', `sha-256=:${digest.toString('base64')}:`)
      .send(bytes);
  }

  /** The id is as it came; one that cannot be ours is refused like one that does not exist. */
  #audited<T extends About>(actor: Actor, what: string, id: string, read: (id: number) => Promise<T>): Promise<T> {
    const known = /^\d{1,15}$/.test(id) ? Number(id) : undefined;
    return auditedRead(
      this.database,
      actor,
      { event: 'evidence.read', reason: `${what} ${known ?? ''}` },
      () => (known === undefined ? Promise.reject(new Problem('exchange-unknown')) : read(known)),
      aboutOf,
    );
  }

  async #exchange(id: number): Promise<ExchangeFacts> {
    const exchange = await this.evidence.exchange(id);
    if (exchange === undefined) throw new Problem('exchange-unknown');
    return exchange;
  }
}

interface About {
  readonly institutionCode: string;
  readonly caseId: string | null;
  readonly inquiryId: string | null;
  readonly obligorId: string | null;
  /** Of a message that carries several requests. */
  readonly told?: readonly MessageCase[] | undefined;
}

/** A message of many cases was read in each of them. */
function aboutOf({ institutionCode, caseId, inquiryId, obligorId, told }: About): Partial<AuditedAct> | Partial<AuditedAct>[] {
  if (told !== undefined && told.length > 0) return told.map((one) => ({ institutionCode, caseId: one.caseId, ...(one.obligors === null ? {} : { obligors: one.obligors }) }));
  return {
    institutionCode, ...(caseId === null ? {} : { caseId }), ...(inquiryId === null ? {} : { inquiryId }), ...(obligorId === null ? {} : { obligors: [obligorId] }),
  };
}

const isSide = (text: string): text is Side => (SIDES as readonly string[]).includes(text);

function toDto(facts: ExchangeFacts): ExchangeDto {
  const base = `/api/v1/exchanges/${facts.id}`;
  return {
    id: facts.id,
    institutionCode: facts.institutionCode,
    operation: facts.operation,
    direction: facts.direction,
    attempt: facts.attempt,
    startedAt: facts.startedAt.toISOString(),
    endedAt: facts.endedAt.toISOString(),
    durationMs: Math.max(0, facts.endedAt.getTime() - facts.startedAt.getTime()),
    ...(facts.requestId === null ? {} : { requestId: facts.requestId }),
    ...(facts.httpStatus === null ? {} : { httpStatus: facts.httpStatus }),
    ...(facts.failure === null ? {} : { failure: facts.failure }),
    ...(facts.sentDigest === null ? {} : { sent: { sha256: facts.sentDigest, bytes: facts.sentSize ?? 0, href: `${base}/sent` } }),
    ...(facts.receivedDigest === null ? {} : { received: { sha256: facts.receivedDigest, bytes: facts.receivedSize ?? 0, href: `${base}/received` } }),
  };
}
