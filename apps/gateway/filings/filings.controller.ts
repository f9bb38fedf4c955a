import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { FileCaseDto, FilingDto, FilingListQueryDto, FilingPageDto, type FilingPartyDto } from '#contracts/http';
import { About, AboutNothing, Allow, CurrentActor, type Actor, CurrentReach } from '#libs/access';
import { FilingDesk, FilingReader, OrderStarter, type FiledCase, type FiledParty, type FilingReceipt } from '#libs/filing';
import { parseCourtCode } from '#libs/identifiers';
import { Metrics } from '#libs/telemetry';
import type { Reach } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { partyResults, toFilingDto } from './filing-to-dto.js';

/** Filings of case systems (立案推送): the case, its obligors and the inquiry that follows by itself. */
@ApiTags('filings')
@ApiBearerAuth()
@Controller('filings')
export class FilingsController {
  constructor(
    @Inject(FilingDesk) private readonly desk: FilingDesk,
    @Inject(FilingReader) private readonly reader: FilingReader,
    @Inject(OrderStarter) private readonly starter: OrderStarter,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Post()
  @Allow('integration')
  @About('court', 'caseNumber', { in: 'body', courtOfNumber: true })
  @ApiOperation({ summary: 'File a case: registered with its obligors, asked about by itself (立案时自动查询). The same filing number twice counts once' })
  @ApiCreatedResponse({ type: FilingDto, description: 'Taken in; Location has its address' })
  @ApiOkResponse({ type: FilingDto, description: 'Was taken in before; what it says of somebody new is taken in now' })
  @Refusals('request-invalid', 'json-malformed', 'body-too-large', 'media-type-unsupported', 'court-unknown', 'case-not-open', 'filing-conflict', 'court-beyond-reach')
  async file(@Body() body: FileCaseDto, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<FilingDto> {
    const receipt = await this.#file(body, actor);
    if (receipt.filingId === undefined) throw invalidParties(receipt);
    if (receipt.parties.every(({ result }) => result === 'conflict')) throw new Problem('filing-conflict', 'Every party was filed before with other content.');
    await this.starter.startThese(receipt.orderIds, new Date());
    const filing = await this.#read(receipt.filingId);
    void reply.status(receipt.known ? 200 : 201).header('location', `/api/v1/filings/${filing.id}`);
    return { ...filing, parties: partyResults(receipt) };
  }

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Filings, newest first; state=waiting-for-officer shows where an officer has to be registered or named' })
  @ApiOkResponse({ type: FilingPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: FilingListQueryDto, @CurrentReach() reach: Reach): Promise<FilingPageDto> {
    const { items, nextCursor } = await this.reader.list({ ...query, reach });
    return { items: items.map(toFilingDto), nextCursor };
  }

  @Get(':filingId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('filing', 'filingId', { need: 'knowledge' })
  @ApiOperation({ summary: 'A filing and what became of it' })
  @ApiOkResponse({ type: FilingDto })
  @Refusals('filing-unknown')
  async read(@Param('filingId') id: string): Promise<FilingDto> {
    return this.#read(id);
  }

  async #file(body: FileCaseDto, actor: Actor): Promise<FilingReceipt> {
    try {
      const receipt = await this.desk.file(toFiledCase(body), { actor, channel: 'rest', exchangeId: null });
      this.metrics.filing('rest', receipt.filingId === undefined ? 'refused' : receipt.known && receipt.orderIds.length === 0 ? 'repeated' : 'accepted');
      return receipt;
    } catch (error) {
      if (error instanceof Problem && error.status < 500) this.metrics.filing('rest', error.code === 'filing-conflict' ? 'conflict' : 'refused');
      throw error;
    }
  }

  async #read(id: string): Promise<FilingDto> {
    const filing = await this.reader.find(id);
    if (filing === undefined) throw new Problem('filing-unknown');
    return toFilingDto(filing);
  }
}

function toFiledCase(body: FileCaseDto): FiledCase {
  const court = body.courtCode === undefined ? undefined : parseCourtCode(body.courtCode);
  if (court?.ok === false) throw new Problem('request-invalid', undefined, [{ field: '/courtCode', allowed: court.expected }]);
  const { principalFen, interestFen, lateInterestFen, executionFeeFen, paidFen } = body.owed;
  return {
    number: body.filingNumber, caseNumber: body.caseNumber, courtCode: body.courtCode, kind: body.kind, filedOn: body.filedOn,
    owed: { principalFen, interestFen, lateInterestFen, executionFeeFen, paidFen },
    cause: body.cause ?? '', requested: body.inquiryRequested ?? false, parties: body.parties.map(toFiledParty), remarks: {},
    applicants: body.parties.filter(({ role }) => role === 'applicant').map(({ kind, name }) => ({ kind, name })),
    officers: body.officers.map(({ id, certificate, name }) => ({ id, certificate, name })),
  };
}

const STATUS = { obligor: '被执行人', applicant: '申请执行人', 'third-party': '案外人' } as const;

const toFiledParty = ({ number, role, kind, name, otherNames, documents }: FilingPartyDto): FiledParty => ({
  number, status: STATUS[role], owes: role === 'obligor', kind, name, otherNames: otherNames ?? [], documents: documents.map((document) => ({ type: document.type, number: document.number })),
});

/** Nothing was taken in: everything that is wrong, as if it were one request. */
function invalidParties({ parties }: FilingReceipt): Problem {
  const fields = parties.flatMap((party, index) => (party.result === 'invalid' ? party.fields.map(({ field, allowed }) => ({ field: `/parties/${index}${field}`, allowed })) : []));
  return new Problem('request-invalid', undefined, fields);
}
