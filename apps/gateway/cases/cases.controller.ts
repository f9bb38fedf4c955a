import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CaseDto, CaseListQueryDto, CasePageDto, ChangeCaseDto, ChangeCaseStateDto, RegisterCaseDto } from '#contracts/http';
import { About, AboutNothing, Allow, CurrentActor, type Actor, CurrentReach } from '#libs/access';
import { CaseService, type CaseRecord } from '#libs/cases';
import type { Reach } from '#libs/store';
import { entityTag, requireSeenVersion, seenVersion } from '../http/expected-version.js';
import { Refusals } from '../http/refusals.js';
import { toCaseDto, toCasePageDto } from './case-to-dto.js';

/** Cases (案件): registration at filing, changes, state. Every read of a whole case is audited. */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('cases')
export class CasesController {
  constructor(@Inject(CaseService) private readonly cases: CaseService) {}

  @Post()
  @Allow('officer', 'integration')
  @About('court', 'caseNumber', { in: 'body', courtOfNumber: true })
  @ApiOperation({ summary: 'Register a filed case with its obligors (立案登记): all of it or nothing' })
  @ApiCreatedResponse({ type: CaseDto, description: 'Registered; Location has its address' })
  @Refusals('request-invalid', 'json-malformed', 'body-too-large', 'media-type-unsupported', 'court-unknown', 'officer-unknown', 'case-exists', 'obligor-duplicate', 'court-beyond-reach')
  async register(@Body() body: RegisterCaseDto, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<CaseDto> {
    const record = await this.cases.register(body, actor);
    void reply.header('location', `/api/v1/cases/${record.id}`);
    return answer(record, reply);
  }

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Cases without the people in them, newest first' })
  @ApiOkResponse({ type: CasePageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: CaseListQueryDto, @CurrentReach() reach: Reach): Promise<CasePageDto> {
    return toCasePageDto(await this.cases.list({ ...query, reach }));
  }

  @Get('by-number/:caseNumber')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case-number', 'caseNumber')
  @ApiOperation({ summary: 'A case by its number (案号), in any kind of brackets, percent-encoded' })
  @ApiOkResponse({ type: CaseDto })
  @Refusals('parameter-invalid', 'case-unknown')
  async readByNumber(@Param('caseNumber') caseNumber: string, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<CaseDto> {
    return answer(await this.cases.readByNumber(caseNumber, actor), reply);
  }

  @Get(':caseId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'A case with its officers and obligors' })
  @ApiOkResponse({ type: CaseDto, description: 'ETag has the version' })
  @Refusals('case-unknown')
  async read(@Param('caseId') id: string, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<CaseDto> {
    return answer(await this.cases.read(id, actor), reply);
  }

  @Patch(':caseId')
  @Allow('officer', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Change facts, amounts or officers of a case; what is left out stays' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version that was seen; here or as `version` in the body' })
  @ApiOkResponse({ type: CaseDto })
  @Refusals('request-invalid', 'case-unknown', 'officer-unknown', 'version-conflict', 'case-not-open')
  async change(
    @Param('caseId') id: string,
    @Body() body: ChangeCaseDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseDto> {
    const { version, ...change } = body;
    return answer(await this.cases.change(id, requireSeenVersion(ifMatch, version), change, actor), reply);
  }

  @Post(':caseId/state')
  @HttpCode(200)
  @Allow('officer', 'supervisor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Suspend (中止), end without assets (终本), reopen (恢复执行) or close (结案) a case' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version that was seen' })
  @ApiOkResponse({ type: CaseDto })
  @Refusals('request-invalid', 'case-unknown', 'version-conflict', 'state-change-invalid')
  async changeState(
    @Param('caseId') id: string,
    @Body() body: ChangeCaseStateDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseDto> {
    return answer(await this.cases.changeState(id, seenVersion(ifMatch, body.version), body.state, actor, body.ruledOn), reply);
  }
}

function answer(record: CaseRecord, reply: FastifyReply): CaseDto {
  void reply.header('etag', entityTag(record.version));
  return toCaseDto(record);
}
