import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import {
  ChangeInstitutionDto,
  ChangeServiceDto,
  InstitutionDto,
  InstitutionListQueryDto,
  InstitutionPageDto,
  RegisterInstitutionDto,
} from '#contracts/http';
import { AboutNothing, Allow, CurrentActor, type Actor } from '#libs/access';
import { decodeCursor, toPage } from '#libs/cases';
import { InstitutionRegistry, type InstitutionRecord } from '#libs/institutions';
import { entityTag, requireSeenVersion, seenVersion } from '../http/expected-version.js';
import { Refusals } from '../http/refusals.js';

/** The register of institutions (机构登记): who can be asked, how, and whether they are in service. */
@ApiTags('institutions')
@ApiBearerAuth()
@Controller('institutions')
export class InstitutionsController {
  constructor(@Inject(InstitutionRegistry) private readonly registry: InstitutionRegistry) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @AboutNothing('institutions are the same for every court')
  @ApiOperation({ summary: 'Institutions by code' })
  @ApiOkResponse({ type: InstitutionPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  list(@Query() query: InstitutionListQueryDto): InstitutionPageDto {
    const after = decodeCursor(query.cursor, (key) => key !== '') ?? '';
    const rows = this.registry.all().filter((record) => record.code > after && matches(record, query));
    const { items, nextCursor } = toPage(rows.slice(0, query.limit + 1), query.limit, (record) => record.code, toInstitutionDto);
    return { items: [...items], nextCursor };
  }

  @Post()
  @Allow('operator')
  @AboutNothing('institutions are the same for every court')
  @ApiOperation({ summary: 'Register an institution' })
  @ApiCreatedResponse({ type: InstitutionDto, description: 'Is asked from now on; Location has its address' })
  @Refusals('request-invalid', 'institution-exists', 'adapter-unknown')
  async add(@Body() body: RegisterInstitutionDto, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<InstitutionDto> {
    const record = await this.registry.add(body, actor);
    void reply.header('location', `/api/v1/institutions/${record.code}`);
    return answer(record, reply);
  }

  @Get(':code')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @AboutNothing('institutions are the same for every court')
  @ApiOperation({ summary: 'One institution' })
  @ApiOkResponse({ type: InstitutionDto })
  @Refusals('institution-unknown')
  read(@Param('code') code: string, @Res({ passthrough: true }) reply: FastifyReply): InstitutionDto {
    const record = this.registry.get(code);
    if (record === undefined) throw new Problem('institution-unknown');
    return answer(record, reply);
  }

  @Patch(':code')
  @Allow('operator')
  @AboutNothing('institutions are the same for every court')
  @ApiOperation({ summary: 'Change facts of an institution; what is left out stays, null takes an optional fact away' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version that was seen; here or as `version` in the body' })
  @ApiOkResponse({ type: InstitutionDto })
  @Refusals('request-invalid', 'institution-unknown', 'version-conflict', 'adapter-unknown')
  async change(
    @Param('code') code: string,
    @Body() body: ChangeInstitutionDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InstitutionDto> {
    const { version, ...change } = body;
    return answer(await this.registry.change(code, requireSeenVersion(ifMatch, version), change, actor), reply);
  }

  @Post(':code/out-of-service')
  @HttpCode(200)
  @Allow('operator')
  @AboutNothing('institutions are the same for every court')
  @ApiOperation({ summary: 'Take an institution out of service: nothing new is asked of it' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version that was seen' })
  @ApiOkResponse({ type: InstitutionDto })
  @Refusals('request-invalid', 'institution-unknown', 'version-conflict', 'state-change-invalid')
  async takeOut(
    @Param('code') code: string,
    @Body() body: ChangeServiceDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InstitutionDto> {
    return answer(await this.registry.takeOutOfService(code, seenVersion(ifMatch, body.version), body.reason, actor), reply);
  }

  @Post(':code/in-service')
  @HttpCode(200)
  @Allow('operator')
  @AboutNothing('institutions are the same for every court')
  @ApiOperation({ summary: 'Put an institution back into service' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version that was seen' })
  @ApiOkResponse({ type: InstitutionDto })
  @Refusals('request-invalid', 'institution-unknown', 'version-conflict', 'state-change-invalid')
  async putBack(
    @Param('code') code: string,
    @Body() body: ChangeServiceDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InstitutionDto> {
    return answer(await this.registry.putBackIntoService(code, seenVersion(ifMatch, body.version), body.reason, actor), reply);
  }
}

function matches(record: InstitutionRecord, query: InstitutionListQueryDto): boolean {
  return (
    (query.source === undefined || record.sources.includes(query.source)) &&
    (query.kind === undefined || record.kind === query.kind) &&
    (query.state === undefined || record.state === query.state) &&
    (query.adapter === undefined || record.adapter === query.adapter) &&
    (query.region === undefined || record.region === query.region)
  );
}

function answer(record: InstitutionRecord, reply: FastifyReply): InstitutionDto {
  void reply.header('etag', entityTag(record.version));
  return toInstitutionDto(record);
}

function toInstitutionDto(record: InstitutionRecord): InstitutionDto {
  return {
    ...record,
    sources: [...record.sources],
    workingHours: record.workingHours === undefined ? undefined : { ...record.workingHours, days: [...record.workingHours.days] },
    stateAt: record.stateAt?.toISOString(),
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  };
}
