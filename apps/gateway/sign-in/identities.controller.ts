import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ChangeAccessDto } from '#contracts/http';
import { About, Allow, changeAccessAudited, CurrentActor, type Actor } from '#libs/access';
import { Database } from '#libs/store';
import { Refusals } from '../http/refusals.js';

/** Taking access away here, at once and whatever the identity provider says. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('identities')
export class IdentitiesController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Post(':login/disable')
  @HttpCode(204)
  @Allow('operator')
  @About('identity', 'login')
  @ApiOperation({ summary: 'Take the access of a person or system away: tokens and sessions, within five seconds' })
  @ApiNoContentResponse({ description: 'Taken away' })
  @Refusals('request-invalid', 'identity-unknown')
  disable(@Param('login') login: string, @Body() body: ChangeAccessDto, @CurrentActor() actor: Actor): Promise<void> {
    return changeAccessAudited(this.database, login, { disabledAt: new Date(), reason: body.reason }, actor);
  }

  @Post(':login/enable')
  @HttpCode(204)
  @Allow('operator')
  @About('identity', 'login')
  @ApiOperation({ summary: 'Give back access that was taken away here' })
  @ApiNoContentResponse({ description: 'Given back' })
  @Refusals('request-invalid', 'identity-unknown')
  enable(@Param('login') login: string, @Body() body: ChangeAccessDto, @CurrentActor() actor: Actor): Promise<void> {
    return changeAccessAudited(this.database, login, { disabledAt: null, reason: body.reason }, actor);
  }
}
