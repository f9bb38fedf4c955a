import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ControlPolicyDto, ControlPolicyHistoryDto, PutControlPolicyDto } from '#contracts/http';
import { About, Allow, CurrentActor, type Actor } from '#libs/access';
import { ControlPolicies } from '#libs/control-desk';
import { Refusals } from '../http/refusals.js';

/** What a court sets about measures (控制策略): when an order is asked about, when people are told, what is released by rule. */
@ApiTags('measures')
@ApiBearerAuth()
@Controller('courts/:code/control-policy')
export class ControlPoliciesController {
  constructor(@Inject(ControlPolicies) private readonly policies: ControlPolicies) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @About('court', 'code')
  @ApiOperation({ summary: 'What is in force about measures at a court, everything inherited filled in' })
  @ApiOkResponse({ type: ControlPolicyDto })
  @Refusals('parameter-invalid', 'court-unknown', 'court-beyond-reach')
  read(@Param('code') code: string): Promise<ControlPolicyDto> {
    return this.policies.inForce(code);
  }

  @Get('history')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @About('court', 'code')
  @ApiOperation({ summary: 'Every version the court wrote, newest first' })
  @ApiOkResponse({ type: ControlPolicyHistoryDto })
  @Refusals('parameter-invalid', 'court-unknown', 'court-beyond-reach')
  async history(@Param('code') code: string): Promise<ControlPolicyHistoryDto> {
    const versions = await this.policies.history(code);
    return { items: versions.map(({ changedAt, replacedAt, reason, ...one }) => ({ ...one, changedAt: changedAt.toISOString(), ...(reason === null ? {} : { reason }), ...(replacedAt === null ? {} : { replacedAt: replacedAt.toISOString() }) })) };
  }

  @Put()
  @Allow('supervisor', 'operator')
  @About('court', 'code')
  @ApiOperation({ summary: 'Write what the court sets; it counts for what is decided from then on, here and at the courts below it. The version before stays on record' })
  @ApiOkResponse({ type: ControlPolicyDto })
  @Refusals('request-invalid', 'parameter-invalid', 'court-unknown', 'court-beyond-reach', 'control-policy-beyond-range', 'control-policy-against-law', 'version-conflict')
  put(@Param('code') code: string, @Body() { version, content, reason }: PutControlPolicyDto, @CurrentActor() actor: Actor): Promise<ControlPolicyDto> {
    return this.policies.put(code, content, version, actor, reason);
  }
}
