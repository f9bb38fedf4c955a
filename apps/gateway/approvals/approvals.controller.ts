import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApprovalDto, ApprovalListQueryDto, ApprovalPageDto, DecideApprovalDto } from '#contracts/http';
import { About, AboutNothing, Allow, CurrentActor, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { InquiryApprovals } from '#libs/approval';
import { OrderStarter } from '#libs/filing';
import { Refusals } from '../http/refusals.js';
import { stateOf } from './approval-to-dto.js';
import { ShownApprovals } from './shown-approvals.js';

/** Approvals by a second, named person (审批): nothing is sent before they decide. */
@ApiTags('approvals')
@ApiBearerAuth()
@Controller('approvals')
export class ApprovalsController {
  constructor(
    @Inject(InquiryApprovals) private readonly desk: InquiryApprovals,
    @Inject(OrderStarter) private readonly starter: OrderStarter,
    @Inject(ShownApprovals) private readonly shown: ShownApprovals,
  ) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to those who asked or are asked and, for supervisors and auditors, their courts')
  @ApiOperation({ summary: 'Approvals you asked for or are to decide; supervisors and auditors see those of their court and below. Newest first' })
  @ApiOkResponse({ type: ApprovalPageDto })
  @Refusals('parameter-invalid')
  async list(@Query() { state, caseId, before, limit }: ApprovalListQueryDto, @CurrentPrincipal() principal: Principal): Promise<ApprovalPageDto> {
    const rows = await this.desk.approvals.list(
      { limit: limit + 1, ...(state === undefined ? {} : { state: stateOf(state) }), ...(caseId === undefined ? {} : { caseId }), ...(before === undefined ? {} : { before }) },
      principal,
    );
    const shown = rows.slice(0, limit);
    return { items: await this.shown.inList(shown), ...(rows.length > limit ? { next: shown.at(-1)!.id } : {}) };
  }

  @Get(':approvalId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('approval', 'approvalId')
  @ApiOperation({ summary: 'One approval, with what is to be approved: the inquiry, or every order with its thing, amount, term and the rules it meets' })
  @ApiOkResponse({ type: ApprovalDto })
  @Refusals('approval-unknown')
  async read(@Param('approvalId') id: string, @CurrentPrincipal() principal: Principal, @CurrentActor() actor: Actor): Promise<ApprovalDto> {
    return this.shown.read(await this.desk.approvals.read(id, principal), actor);
  }

  @Post(':approvalId/decision')
  @HttpCode(200)
  @Allow('approver')
  @About('approval', 'approvalId')
  @ApiOperation({ summary: 'Decide, once; approved, it is done at once. The same decision again is answered as the first time' })
  @ApiOkResponse({ type: ApprovalDto })
  @Refusals('request-invalid', 'approval-unknown', 'approval-decided', 'approval-not-yours', 'second-person-needed')
  async decide(@Param('approvalId') id: string, @Body() body: DecideApprovalDto, @CurrentPrincipal() principal: Principal, @CurrentActor() actor: Actor): Promise<ApprovalDto> {
    const decided = await this.desk.approvals.decide(id, body, principal, actor);
    // Here, so that the answer can name the inquiry; if this process dies now, the next turn of any process starts it.
    if (decided.orderId !== null && decided.orderState === 'due') await this.starter.startThese([decided.orderId], new Date());
    return this.shown.one(await this.desk.approvals.read(id, principal));
  }

  @Post(':approvalId/withdraw')
  @HttpCode(200)
  @Allow('officer', 'integration')
  @About('approval', 'approvalId')
  @ApiOperation({ summary: 'Take back what you asked to be approved (撤回)' })
  @ApiOkResponse({ type: ApprovalDto })
  @Refusals('approval-unknown', 'approval-decided', 'approval-not-yours')
  async withdraw(@Param('approvalId') id: string, @CurrentActor() actor: Actor): Promise<ApprovalDto> {
    return this.shown.one(await this.desk.approvals.withdraw(id, actor));
  }
}
