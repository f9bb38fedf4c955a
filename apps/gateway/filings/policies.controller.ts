import { Body, Controller, Get, Inject, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PolicyDto, PolicyInForceDto, PolicyInForceQueryDto, PolicyListDto, PolicyListQueryDto, PutPolicyDto } from '#contracts/http';
import { Allow, CurrentActor, type Actor, About, AboutNothing } from '#libs/access';
import { ApprovalPolicies } from '#libs/approval';
import { PolicyStore } from '#libs/filing';
import { Refusals } from '../http/refusals.js';
import { toPolicyDto } from './filing-to-dto.js';

/** What is asked by itself, of whom, how urgently and when again (查询策略), as data. */
@ApiTags('inquiry policies')
@ApiBearerAuth()
@Controller('inquiry-policies')
export class PoliciesController {
  constructor(
    @Inject(PolicyStore) private readonly policies: PolicyStore,
    @Inject(ApprovalPolicies) private readonly approvals: ApprovalPolicies,
  ) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @AboutNothing('policies name no case')
  @ApiOperation({ summary: 'Policies as they were written; courts inherit from those above them' })
  @ApiOkResponse({ type: PolicyListDto })
  @Refusals('parameter-invalid')
  async list(@Query() { history }: PolicyListQueryDto): Promise<PolicyListDto> {
    return { items: (await this.policies.list({ history: history === 'true' })).map(toPolicyDto) };
  }

  @Get('in-force')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @AboutNothing('policies name no case')
  @ApiOperation({ summary: 'What is in force for a kind of case at a court, everything inherited filled in' })
  @ApiOkResponse({ type: PolicyInForceDto })
  @Refusals('parameter-invalid', 'court-unknown')
  async inForce(@Query() { courtCode, caseKind }: PolicyInForceQueryDto): Promise<PolicyInForceDto> {
    return { courtCode, caseKind, content: (await this.policies.inForce(courtCode, caseKind)) as PolicyInForceDto['content'] };
  }

  @Put()
  @Allow('supervisor', 'operator')
  @About('court', 'courtCode', { in: 'body', absent: 'every-court' })
  @ApiOperation({ summary: 'Write a policy for a court, a kind of case, both, or all; the version before stays on record' })
  @ApiOkResponse({ type: PolicyDto })
  @Refusals('request-invalid', 'court-unknown', 'officer-unknown', 'version-conflict', 'court-beyond-reach')
  async put(@Body() body: PutPolicyDto, @CurrentActor() actor: Actor): Promise<PolicyDto> {
    const { courtCode, caseKind, version, content } = body;
    const policy = await this.policies.put({ courtCode, caseKind }, content, version, actor);
    await this.approvals.refresh();
    return toPolicyDto(policy);
  }
}
