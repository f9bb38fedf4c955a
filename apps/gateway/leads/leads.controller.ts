import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AssignLeadDto, CheckLeadDto, LeadDto, LeadLinePageDto, LeadListQueryDto, LeadPageDto, LeadWithHistoryDto, LinkLeadDto, NewLeadDto, PageQueryDto, TellLeadDto } from '#contracts/http';
import { About, AboutNothing, Allow, auditedRead, CurrentActor, CurrentCase, CurrentPrincipal, CurrentReach, type Actor, type Principal } from '#libs/access';
import { LeadList, Leads, type LeadRecord } from '#libs/leads';
import { renderLegalText } from '#libs/legal-documents';
import { Database, type CaseGround, type Reach } from '#libs/store';
import { markFor } from '#libs/watermark';
import { entityTag, requireSeenVersion } from '../http/expected-version.js';
import { PersonalFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';
import { idempotencyKey, knownUuid } from '../inquiries/request-preferences.js';
import { toLeadDto, toLeadLineDto, toLeadWithHistoryDto } from './lead-to-dto.js';

const SEEN = { name: 'If-Match', required: false, description: 'ETag of the version of the lead that was seen; here or as `version` in the body' };
const CHANGED = ['request-invalid', 'parameter-invalid', 'lead-unknown', 'version-conflict'] as const;

/** Leads about property (财产线索) that parties give: registered, checked by their day, the party told. */
@ApiTags('leads')
@ApiBearerAuth()
@Controller()
export class LeadsController {
  constructor(
    @Inject(Leads) private readonly leads: Leads,
    @Inject(LeadList) private readonly lines: LeadList,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Post('cases/:caseId/leads')
  @Allow('officer', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Register a lead of a party (财产线索登记): to be checked within 7 days, urgent 3, and 7 working days, whichever ends first' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same call again with the same key is answered with the same lead' })
  @ApiCreatedResponse({ type: LeadDto })
  @Refusals('request-invalid', 'json-malformed', 'parameter-invalid', 'idempotency-key-reused', 'case-unknown', 'case-not-open', 'obligor-unknown', 'lead-owner-unacceptable')
  async register(
    @Param('caseId') id: string,
    @Body() body: NewLeadDto,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LeadDto> {
    const obligor = body.obligorId === undefined ? {} : { obligorId: body.obligorId.toLowerCase() };
    const { lead, repeated } = await this.leads.register(knownUuid(id, 'case-unknown'), { ...body, ...obligor }, actor, idempotencyKey(key));
    void reply.header('location', `/api/v1/leads/${lead.id}`);
    if (repeated) void reply.header('idempotent-replayed', 'true');
    return tagged(lead, reply);
  }

  @Get('cases/:caseId/leads')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Leads of the case, newest first' })
  @ApiOkResponse({ type: LeadPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid', 'case-unknown')
  async ofCase(@Param('caseId') id: string, @Query() { limit, cursor }: PageQueryDto, @CurrentActor() actor: Actor): Promise<LeadPageDto> {
    const caseId = knownUuid(id, 'case-unknown');
    const { items, nextCursor } = await auditedRead(
      this.database, actor, { event: 'lead.read', caseId }, () => this.leads.ofCase(caseId, { limit, ...(cursor === undefined ? {} : { cursor }) }), ({ items: found }) => obligorsOf(found),
    );
    return { items: items.map(toLeadDto), ...(nextCursor === undefined ? {} : { nextCursor }) };
  }

  @Get('leads')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Leads of many cases (线索台账), without the people in them: whose last day comes first, first' })
  @ApiOkResponse({ type: LeadLinePageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: LeadListQueryDto, @CurrentReach() reach: Reach): Promise<LeadLinePageDto> {
    const { items, nextCursor } = await this.lines.page({ ...query, reach });
    return { items: items.map(toLeadLineDto), ...(nextCursor === undefined ? {} : { nextCursor }) };
  }

  @Get('leads/:leadId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('lead', 'leadId')
  @ApiOperation({ summary: 'One lead with its history' })
  @ApiOkResponse({ type: LeadWithHistoryDto })
  @Refusals('lead-unknown')
  async read(@Param('leadId') id: string, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<LeadWithHistoryDto> {
    const lead = await auditedRead(this.database, actor, { event: 'lead.read' }, () => this.leads.find(id.toLowerCase()), (found) => ({ caseId: found.caseId, ...obligorsOf([found]) }));
    void reply.header('etag', entityTag(lead.version));
    return toLeadWithHistoryDto(lead);
  }

  @Put('leads/:leadId/owner')
  @Allow('officer', 'supervisor', 'integration')
  @About('lead', 'leadId')
  @ApiOperation({ summary: 'Give it to somebody else who works on the case' })
  @ApiHeader(SEEN)
  @ApiOkResponse({ type: LeadDto })
  @Refusals(...CHANGED, 'lead-owner-unacceptable', 'state-change-invalid')
  async assign(@Param('leadId') id: string, @Body() { version, owner }: AssignLeadDto, @Headers('if-match') ifMatch: string | undefined, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<LeadDto> {
    return tagged(await this.leads.assign(id.toLowerCase(), requireSeenVersion(ifMatch, version), owner, actor), reply);
  }

  @Post('leads/:leadId/outcome')
  @HttpCode(200)
  @Allow('officer', 'integration')
  @About('lead', 'leadId')
  @ApiOperation({
    summary: 'Record what the check found (核实结果), once; late it is kept all the same',
    description: 'Found to be true in a case that ended without assets, it raises the task whether the case is restored, with three working days.',
  })
  @ApiHeader(SEEN)
  @ApiOkResponse({ type: LeadDto })
  @Refusals(...CHANGED, 'lead-checked')
  async check(@Param('leadId') id: string, @Body() { version, ...outcome }: CheckLeadDto, @Headers('if-match') ifMatch: string | undefined, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<LeadDto> {
    return tagged(await this.leads.check(id.toLowerCase(), requireSeenVersion(ifMatch, version), outcome, actor), reply);
  }

  @Get('leads/:leadId/letter')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @PersonalFile()
  @About('lead', 'leadId')
  @ApiOperation({ summary: 'The letter that tells the party what became of the lead (财产线索核实结果告知书), as PDF; nothing of what institutions answered stands in it' })
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Refusals('lead-unknown', 'state-change-invalid', 'personal-data-masked')
  async letter(@Param('leadId') id: string, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    const bytes = await auditedRead(this.database, actor, { event: 'lead.letter-read', caseId }, async () => renderLegalText(await this.leads.letter(id.toLowerCase()), markFor(principal, new Date(), actor.correlationId ?? '')));
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="lead-notice-${id.toLowerCase()}.pdf"` });
  }

  @Post('leads/:leadId/notice')
  @HttpCode(200)
  @Allow('officer', 'integration')
  @About('lead', 'leadId')
  @ApiOperation({ summary: 'Record how the party was told (回告), once' })
  @ApiHeader(SEEN)
  @ApiOkResponse({ type: LeadDto })
  @Refusals(...CHANGED, 'state-change-invalid')
  async tell(@Param('leadId') id: string, @Body() { version, ...notice }: TellLeadDto, @Headers('if-match') ifMatch: string | undefined, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<LeadDto> {
    return tagged(await this.leads.tell(id.toLowerCase(), requireSeenVersion(ifMatch, version), notice, actor), reply);
  }

  @Post('leads/:leadId/links')
  @HttpCode(200)
  @Allow('officer', 'integration')
  @About('lead', 'leadId')
  @ApiOperation({ summary: 'Record what it led to: an inquiry or control orders of the case' })
  @ApiHeader(SEEN)
  @ApiOkResponse({ type: LeadDto })
  @Refusals(...CHANGED)
  async link(@Param('leadId') id: string, @Body() { version, ...links }: LinkLeadDto, @Headers('if-match') ifMatch: string | undefined, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<LeadDto> {
    return tagged(await this.leads.link(id.toLowerCase(), requireSeenVersion(ifMatch, version), links, actor), reply);
  }
}

/** One that names no obligor may speak of any of the case: then the entry names none, which stands for all. */
const obligorsOf = (leads: readonly LeadRecord[]): { readonly obligors?: readonly string[] } =>
  leads.some(({ obligorId }) => obligorId === undefined) ? {} : { obligors: [...new Set(leads.flatMap(({ obligorId }) => obligorId ?? []))] };

function tagged(lead: LeadRecord, reply: FastifyReply): LeadDto {
  void reply.header('etag', entityTag(lead.version));
  return toLeadDto(lead);
}
