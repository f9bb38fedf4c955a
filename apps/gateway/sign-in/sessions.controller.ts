import { Controller, Delete, Get, HttpCode, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '#contracts/errors';
import { SessionListDto } from '#contracts/http';
import { Allow, auditedRead, CurrentActor, CurrentPrincipal, Sessions, type Actor, type Principal } from '#libs/access';
import { Database } from '#libs/store';
import { Refusals } from '../http/refusals.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Sessions of people in browsers: their own, or for the auditor everybody's. To anybody else a foreign session does not exist. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('sessions')
export class SessionsController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @ApiOperation({ summary: 'Open sessions: your own; for the auditor all' })
  @ApiOkResponse({ type: SessionListDto })
  @Refusals()
  async list(@CurrentPrincipal() principal: Principal, @CurrentActor() actor: Actor): Promise<SessionListDto> {
    const found = await auditedRead(this.database, actor, { event: 'sign-in.read' }, () => this.sessions.list(onlyOf(principal)));
    return {
      items: found.map(({ id, login, startedAt, lastUsedAt, endsAt }) => ({
        id, login, startedAt: startedAt.toISOString(), lastUsedAt: lastUsedAt.toISOString(), endsAt: endsAt.toISOString(),
      })),
    };
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @ApiOperation({ summary: 'End a session at once: your own; for the auditor any' })
  @ApiNoContentResponse({ description: 'Ended' })
  @Refusals('session-unknown')
  async revoke(@Param('id') id: string, @CurrentPrincipal() principal: Principal, @CurrentActor() actor: Actor): Promise<void> {
    if (!ID.test(id) || !(await this.sessions.end(id, actor, 'sign-in.revoked', onlyOf(principal)))) throw new Problem('session-unknown');
  }
}

/** The login whose sessions somebody may see; undefined for all. */
const onlyOf = (principal: Principal): string | undefined => (principal.roles.includes('auditor') ? undefined : principal.login);
