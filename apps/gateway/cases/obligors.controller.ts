import { Body, Controller, Delete, Headers, HttpCode, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { REGISTER_SOURCES } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { AcceptIdentityDto, ChangeObligorDto, NewObligorDto, ObligorDto } from '#contracts/http';
import { About, Allow, auditedRefusal, CurrentActor, type Actor } from '#libs/access';
import { CaseService, type AcceptedIdentity } from '#libs/cases';
import { Database, InquiryReader } from '#libs/store';
import { entityTag, requireSeenVersion, seenVersion } from '../http/expected-version.js';
import { Refusals } from '../http/refusals.js';
import { toObligorDto } from './case-to-dto.js';

/** Obligors (被执行人) of a case: nobody else is ever asked about. */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('cases/:caseId/obligors')
export class ObligorsController {
  constructor(
    @Inject(CaseService) private readonly cases: CaseService,
    @Inject(InquiryReader) private readonly inquiries: InquiryReader,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Post()
  @Allow('officer', 'integration')
  @About('case', 'caseId')
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
  @About('case', 'caseId')
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

  @Post(':obligorId/accept-identity')
  @HttpCode(200)
  @Allow('officer')
  @About('case', 'caseId')
  @ApiOperation({
    summary: 'Take the identity a register gave into the case (采纳身份信息)',
    description: 'Name and documents become the register\'s, what was filed stays beside them. Never happens by itself. Repeated, it changes nothing.',
  })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version of the obligor that was seen; here or as `version` in the body' })
  @ApiOkResponse({ type: ObligorDto })
  @Refusals('request-invalid', 'case-unknown', 'obligor-unknown', 'case-not-open', 'version-conflict', 'obligor-duplicate', 'identity-unacceptable')
  async acceptIdentity(
    @Param('caseId') caseId: string,
    @Param('obligorId') obligorId: string,
    @Body() body: AcceptIdentityDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ObligorDto> {
    const version = requireSeenVersion(ifMatch, body.version);
    const refused = { event: 'obligor.identity-accepted', reason: 'identity-unacceptable' } as const;
    const accepted = await auditedRefusal(this.database, actor, refused, () => this.#identityOf(caseId, obligorId, body));
    const obligor = await this.cases.acceptIdentity(caseId, obligorId, version, accepted, actor);
    void reply.header('etag', entityTag(obligor.version));
    return toObligorDto(obligor);
  }

  @Delete(':obligorId')
  @HttpCode(204)
  @Allow('officer', 'integration')
  @About('case', 'caseId')
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

  /** @throws Problem `identity-unacceptable` unless the answer is a register's, about this obligor, and names one identity of that match. */
  async #identityOf(caseId: string, obligorId: string, { requestId, match }: AcceptIdentityDto): Promise<AcceptedIdentity> {
    const answer = await this.inquiries.answerOf(requestId);
    const own = answer?.caseId === caseId.toLowerCase() && answer.obligorId === obligorId.toLowerCase() ? answer : undefined;
    const records = own?.outcome.kind === 'found' ? (own.outcome.identities ?? []).filter(({ source }) => REGISTERS.includes(source)) : [];
    const [record] = records;
    if (own === undefined || record === undefined || records.length > 1) {
      throw new Problem('identity-unacceptable', undefined, [{ field: '/requestId', allowed: 'a request whose answer is the identity of this obligor in a register' }]);
    }
    if (record.match !== match) throw new Problem('identity-unacceptable', undefined, [{ field: '/match', allowed: `${record.match}, as the answer says` }]);
    return { record, requestId, inquiryId: own.inquiryId, institutionCode: own.institutionCode };
  }
}

const REGISTERS = Object.values(REGISTER_SOURCES);
