import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { AccessGrantDto, AccessGrantListDto, GiveReasonDto } from '#contracts/http';
import { About, AboutNothing, AccessGrants, Allow, CurrentActor, CurrentCase, CurrentPrincipal, type AccessGrant, type Actor, type Principal } from '#libs/access';
import type { CaseGround } from '#libs/store';
import { Refusals } from '../http/refusals.js';

/** Reasons for a look at a case in which one takes no part (说明理由查阅). */
@ApiTags('access')
@ApiBearerAuth()
@Controller('access-grants')
export class AccessGrantsController {
  constructor(@Inject(AccessGrants) private readonly grants: AccessGrants) {}

  @Post()
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @About('case', 'caseId', { in: 'body', or: { thing: 'case-number', name: 'caseNumber' }, need: 'court' })
  @ApiOperation({ summary: 'Give the reason for a look at a case of your courts in which you take no part: it opens the case for some hours, and is on record' })
  @ApiCreatedResponse({ type: AccessGrantDto, description: 'Holds until `until`' })
  @Refusals('request-invalid', 'case-unknown')
  async give(@Body() body: GiveReasonDto, @CurrentCase() found: CaseGround | undefined, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<AccessGrantDto> {
    if ((body.caseId === undefined) === (body.caseNumber === undefined) || found === undefined) {
      throw new Problem('request-invalid', undefined, [{ field: '/caseId', allowed: 'the id of a case, or its number (案号) in caseNumber' }]);
    }
    const grant = await this.grants.give(found.caseId, body.purpose, body.reason, actor);
    void reply.header('location', `/api/v1/access-grants/${grant.id}`);
    return toDto(grant);
  }

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @AboutNothing('one\'s own')
  @ApiOperation({ summary: 'Your own grants, newest first' })
  @ApiOkResponse({ type: AccessGrantListDto })
  @Refusals()
  async list(@CurrentPrincipal() { login }: Principal): Promise<AccessGrantListDto> {
    return { items: (await this.grants.of(login)).map(toDto) };
  }

  @Delete(':grantId')
  @HttpCode(204)
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @AboutNothing('one\'s own: any other grant does not exist')
  @ApiOperation({ summary: 'Give up a grant of your own before its time' })
  @ApiNoContentResponse({ description: 'It opens nothing any more' })
  @Refusals('grant-unknown')
  async end(@Param('grantId') id: string, @CurrentActor() actor: Actor): Promise<void> {
    if (!isUuid(id)) throw new Problem('grant-unknown');
    await this.grants.end(id, actor);
  }
}

function toDto({ id, caseId, caseNumber, purpose, reason, grantedAt, until, endedAt }: AccessGrant): AccessGrantDto {
  return {
    id, caseId, caseNumber, purpose, reason, grantedAt: grantedAt.toISOString(), until: until.toISOString(), ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
  };
}
