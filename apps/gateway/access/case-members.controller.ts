import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AddCaseMemberDto, CaseMemberListDto } from '#contracts/http';
import { About, Allow, CaseMembers, CurrentActor, CurrentCase, type Actor } from '#libs/access';
import type { CaseGround } from '#libs/store';
import { Refusals } from '../http/refusals.js';

/** Who takes part in a case (案件参与人), and so sees it. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('cases/:caseId/members')
export class CaseMembersController {
  constructor(@Inject(CaseMembers) private readonly members: CaseMembers) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId', { need: 'knowledge' })
  @ApiOperation({ summary: 'Those who take part in a case now' })
  @ApiOkResponse({ type: CaseMemberListDto })
  @Refusals('case-unknown')
  async list(@CurrentCase() found: CaseGround): Promise<CaseMemberListDto> {
    return this.#now(found);
  }

  @Post()
  @HttpCode(200)
  @Allow('officer', 'supervisor')
  @About('case', 'caseId', { need: 'knowledge', parts: ['handling'] })
  @ApiOperation({ summary: 'Make somebody take part in a case: by its handling officer, or a supervisor of the court. Only people of the court see it then' })
  @ApiOkResponse({ type: CaseMemberListDto })
  @Refusals('request-invalid', 'case-unknown', 'part-missing')
  async add(@Body() { login, part }: AddCaseMemberDto, @CurrentCase() found: CaseGround, @CurrentActor() actor: Actor): Promise<CaseMemberListDto> {
    await this.members.add(found.caseId, login, part, actor);
    return this.#now(found);
  }

  @Delete(':login')
  @HttpCode(204)
  @Allow('officer', 'supervisor')
  @About('case', 'caseId', { need: 'knowledge', parts: ['handling'] })
  @ApiOperation({ summary: 'Let somebody take part in a case no longer. Its officers are changed with the case' })
  @ApiNoContentResponse({ description: 'Takes part no longer' })
  @Refusals('case-unknown', 'member-unknown', 'state-change-invalid', 'part-missing')
  async remove(@Param('login') login: string, @CurrentCase() found: CaseGround, @CurrentActor() actor: Actor): Promise<void> {
    await this.members.remove(found.caseId, login, actor);
  }

  async #now({ caseId }: CaseGround): Promise<CaseMemberListDto> {
    return { items: (await this.members.of(caseId)).map(({ since, ...member }) => ({ ...member, since: since.toISOString() })) };
  }
}
