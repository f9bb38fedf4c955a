import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PrincipalDto } from '#contracts/http';
import { AboutNothing, Allow, CurrentPrincipal, type Principal } from '#libs/access';
import { Refusals } from '../http/refusals.js';

/** Who is calling. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('me')
export class MeController {
  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @AboutNothing('the caller themselves')
  @ApiOperation({ summary: 'Whose token this is, and what its owner may do' })
  @ApiOkResponse({ type: PrincipalDto })
  @Refusals()
  me(@CurrentPrincipal() principal: Principal): PrincipalDto {
    return {
      login: principal.login,
      displayName: principal.displayName,
      kind: principal.kind,
      courtCode: principal.courtCode ?? undefined,
      roles: [...principal.roles],
    };
  }
}
