import { Controller, Delete, Get, HttpCode, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '#contracts/errors';
import { SessionListDto } from '#contracts/http';
import { About, AboutNothing, Allow, auditedRead, CurrentActor, CurrentPrincipal, Sessions, type Actor, type Principal , reachOf } from '#libs/access';
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
  @AboutNothing('a list, narrowed to the caller and, for auditors, their reach')
  @ApiOperation({ summary: 'Open sessions: your own; for auditors all of their courts' })
  @ApiOkResponse({ type: SessionListDto })
  @Refusals()
  async list(@CurrentPrincipal() principal: Principal, @CurrentActor() actor: Actor): Promise<SessionListDto> {
    const found = await auditedRead(this.database, actor, { event: 'sign-in.read' }, () => this.sessions.list(watchedBy(principal)));
    return {
      items: found.map(({ id, login, startedAt, lastUsedAt, endsAt }) => ({
        id, login, startedAt: startedAt.toISOString(), lastUsedAt: lastUsedAt.toISOString(), endsAt: endsAt.toISOString(),
      })),
    };
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @About('session', 'id')
  @ApiOperation({ summary: 'End a session at once: your own; for auditors any of their courts' })
  @ApiNoContentResponse({ description: 'Ended' })
  @Refusals('session-unknown')
  async revoke(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    if (!ID.test(id) || !(await this.sessions.end(id, actor, 'sign-in.revoked'))) throw new Problem('session-unknown');
  }
}

/** Their own, and for auditors those of their courts. Whose session one is was decided by the guard. */
const watchedBy = (principal: Principal) => reachOf(principal, principal.roles.filter((role) => role === 'auditor'));
