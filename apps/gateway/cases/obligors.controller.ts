import { Body, Controller, Delete, Headers, HttpCode, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeObligorDto, NewObligorDto, ObligorDto } from '#contracts/http';
import { Allow, CurrentActor, type Actor } from '#libs/access';
import { CaseService } from '#libs/cases';
import { entityTag, requireSeenVersion, seenVersion } from '../http/expected-version.js';
import { Refusals } from '../http/refusals.js';
import { toObligorDto } from './case-to-dto.js';

/** Obligors (被执行人) of a case: nobody else is ever asked about. */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('cases/:caseId/obligors')
export class ObligorsController {
  constructor(@Inject(CaseService) private readonly cases: CaseService) {}

  @Post()
  @Allow('officer', 'integration')
  @ApiOperation({ summary: 'Add an obligor (追加被执行人)' })
  @ApiCreatedResponse({ type: ObligorDto })
  @Refusals('request-invalid', 'case-unknown', 'case-not-open', 'obligor-duplicate')
  async add(
    @Param('caseId') caseId: string,
    @Body() body: NewObligorDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ObligorDto> {
    const obligor = await this.cases.addObligor(caseId, body, actor);
    void reply.header('etag', entityTag(obligor.version));
    return toObligorDto(obligor);
  }

  @Patch(':obligorId')
  @Allow('officer', 'integration')
  @ApiOperation({ summary: 'Change an obligor; what is left out stays' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version of the obligor that was seen; here or as `version` in the body' })
  @ApiOkResponse({ type: ObligorDto })
  @Refusals('request-invalid', 'case-unknown', 'obligor-unknown', 'case-not-open', 'version-conflict', 'obligor-duplicate')
  async change(
    @Param('caseId') caseId: string,
    @Param('obligorId') obligorId: string,
    @Body() body: ChangeObligorDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ObligorDto> {
    const { version, ...change } = body;
    const obligor = await this.cases.changeObligor(caseId, obligorId, requireSeenVersion(ifMatch, version), change, actor);
    void reply.header('etag', entityTag(obligor.version));
    return toObligorDto(obligor);
  }

  @Delete(':obligorId')
  @HttpCode(204)
  @Allow('officer', 'integration')
  @ApiOperation({ summary: 'Take an obligor out of the case: not asked about any more, still on record' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version of the obligor that was seen' })
  @ApiNoContentResponse()
  @Refusals('parameter-invalid', 'case-unknown', 'obligor-unknown', 'case-not-open', 'version-conflict')
  async remove(
    @Param('caseId') caseId: string,
    @Param('obligorId') obligorId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.cases.removeObligor(caseId, obligorId, seenVersion(ifMatch), actor);
  }
}
