import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { ExchangeDto } from '#contracts/http';
import { Allow, CurrentActor, recordAudit, type Actor } from '#libs/access';
import { Database, EvidenceReader, type ExchangeFacts } from '#libs/store';

/** What was on the wire (证据): every exchange with its moments, its bytes and their digests. */
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
  @ApiOperation({ summary: 'Facts of one exchange' })
  @ApiOkResponse({ type: ExchangeDto })
  async facts(@Param('exchangeId') exchangeId: string): Promise<ExchangeDto> {
    return toDto(await this.#exchange(exchangeId));
  }

  @Get('requests/:requestId/exchanges')
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'Every exchange of one request, in order' })
  @ApiOkResponse({ type: [ExchangeDto] })
  async ofRequest(@Param('requestId') requestId: string): Promise<ExchangeDto[]> {
    return (await this.evidence.exchangesOfRequest(knownNumber(requestId))).map(toDto);
  }

  @Get('exchanges/:exchangeId/:side')
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'The raw bytes as they were sent or received; header Repr-Digest has their SHA-256 (RFC 9530)' })
  @ApiProduces('application/octet-stream')
  async bytes(@Param('exchangeId') exchangeId: string, @Param('side') side: string, @CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    if (side !== 'sent' && side !== 'received') throw new Problem('route-unknown');
    const exchange = await this.#exchange(exchangeId);
    const found = await this.evidence.bytes(exchange.id, side);
    if (found === undefined) throw new Problem('exchange-unknown', `nothing was ${side} in this exchange`);
    await recordAudit(this.database.query, {
      event: 'evidence.read', actor: actor.login, institutionCode: exchange.institutionCode, result: 'success', reason: `exchange ${exchange.id} ${side}`,
      ...(actor.correlationId === null ? {} : { correlationId: actor.correlationId }),
    });
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', `attachment; filename="exchange-${exchange.id}-${side}.bin"`)
      .header('repr-digest', `sha-256=:${found.digest.toString('base64')}:`)
      .send(found.bytes);
  }

  async #exchange(id: string): Promise<ExchangeFacts> {
    const exchange = await this.evidence.exchange(knownNumber(id));
    if (exchange === undefined) throw new Problem('exchange-unknown');
    return exchange;
  }
}

function knownNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Problem('exchange-unknown');
  return Number(text);
}

function toDto(facts: ExchangeFacts): ExchangeDto {
  const base = `/api/v1/exchanges/${facts.id}`;
  return {
    id: facts.id, institutionCode: facts.institutionCode, operation: facts.operation, direction: facts.direction, attempt: facts.attempt,
    startedAt: facts.startedAt.toISOString(), endedAt: facts.endedAt.toISOString(), durationMs: facts.endedAt.getTime() - facts.startedAt.getTime(),
    ...(facts.requestId === null ? {} : { requestId: facts.requestId }),
    ...(facts.httpStatus === null ? {} : { httpStatus: facts.httpStatus }),
    ...(facts.failure === null ? {} : { failure: facts.failure }),
    ...(facts.sentDigest === null ? {} : { sent: { sha256: facts.sentDigest, bytes: facts.sentSize ?? 0, href: `${base}/sent` } }),
    ...(facts.receivedDigest === null ? {} : { received: { sha256: facts.receivedDigest, bytes: facts.receivedSize ?? 0, href: `${base}/received` } }),
  };
}
