import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ControlOutcome } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import {
  ApprovalDto, ArrivalDto, ControlOrderDto, ControlOrderLifeDto, ControlOrderListDto, ControlOrderListQueryDto, ControlOrderPageDto, DraftControlOrdersDto, ReasonDto, SettleControlOrderDto,
  SubmitControlOrdersDto,
} from '#contracts/http';
import { About, AboutNothing, Allow, auditedRead, CurrentActor, CurrentCase, CurrentReach, type Actor } from '#libs/access';
import { InquiryApprovals } from '#libs/approval';
import { decodeCursor, toPage } from '#libs/cases';
import { ControlEngine, type OrderDraft, type Settlement } from '#libs/control';
import { ControlDesk, ControlPapers, draftOf, foundThings, OrdersToApprove, refusedAsProblem, type WantedOrder } from '#libs/control-desk';
import { AnswersGiven } from '#libs/inquiry';
import { ControlReader, Database, type CaseGround, type Reach } from '#libs/store';
import { ShownApprovals } from '../approvals/shown-approvals.js';
import { Refusals } from '../http/refusals.js';
import { idempotencyKey, knownUuid } from '../inquiries/request-preferences.js';
import { toAnswerDto, toDocumentDto, toEventDto, toOrderDto, toOrderSummaryDto } from './control-to-dto.js';

const KEY = { name: 'Idempotency-Key', required: false, description: 'The same call again with the same key is answered as the first time' };
const OF_A_CALL = ['request-invalid', 'json-malformed', 'parameter-invalid', 'idempotency-key-reused'] as const;

/** Orders to control property (控制指令): drafted, put before a second person, sent, answered. */
@ApiTags('measures')
@ApiBearerAuth()
@Controller()
export class ControlOrdersController {
  constructor(
    @Inject(ControlDesk) private readonly desk: ControlDesk,
    @Inject(ControlEngine) private readonly engine: ControlEngine,
    @Inject(ControlReader) private readonly reader: ControlReader,
    @Inject(ControlPapers) private readonly papers: ControlPapers,
    @Inject(AnswersGiven) private readonly answers: AnswersGiven,
    @Inject(InquiryApprovals) private readonly approvals: InquiryApprovals,
    @Inject(ShownApprovals) private readonly shown: ShownApprovals,
    @Inject(OrdersToApprove) private readonly toApprove: OrdersToApprove,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Post('cases/:caseId/control-orders')
  @Allow('officer', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Draft measures (起草), all or none: on things that answers name, or on measures that exist. Nothing is sent' })
  @ApiHeader(KEY)
  @ApiCreatedResponse({ type: ControlOrderListDto })
  @Refusals(...OF_A_CALL, 'case-unknown', 'measure-refused', 'measure-unknown', 'found-thing-unknown')
  async draft(
    @Param('caseId') id: string,
    @Body() body: DraftControlOrdersDto,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ControlOrderListDto> {
    const caseId = knownUuid(id, 'case-unknown');
    const known = idempotencyKey(key);
    const call = known === undefined ? undefined : { key: known, body };
    // Answers may have changed since; what was drafted then is what is shown.
    const before = call === undefined ? undefined : await this.desk.repeated(caseId, actor, call);
    const { orders, repeated } = before === undefined ? await this.desk.draft(caseId, await this.#drafts(caseId, body.orders as WantedOrder[]), actor, call) : { orders: before, repeated: true };
    if (repeated) {
      await auditedRead(this.database, actor, { event: 'control.read', caseId }, async () => undefined);
      void reply.header('idempotent-replayed', 'true');
    }
    const toSign = (await this.toApprove.toSign(caseId, orders)).map(({ order, rules }) => ({ orderId: order.id, rules: rules.map(({ rule: against, ...signed }) => ({ ...against, ...signed })) }));
    return { items: orders.map(toOrderDto), ...(toSign.length === 0 ? {} : { toSign }) };
  }

  @Post('cases/:caseId/control-submissions')
  @Allow('officer', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Put drafted measures before a second person (送审); with their approval they leave. Documents have to be complete' })
  @ApiHeader(KEY)
  @ApiCreatedResponse({ type: ApprovalDto })
  @Refusals(...OF_A_CALL, 'case-unknown', 'measure-refused', 'control-order-unknown', 'control-order-ended', 'state-change-invalid', 'approver-unacceptable')
  async submit(
    @Param('caseId') id: string,
    @Body() { orderIds, approver }: SubmitControlOrdersDto,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApprovalDto> {
    const ids = [...new Set(orderIds)];
    const { approval, repeated } = await this.desk.submit(knownUuid(id, 'case-unknown'), ids, approver, this.approvals.approvals, actor, idempotencyKey(key));
    void reply.header('location', `/api/v1/approvals/${approval.id}`);
    if (repeated) void reply.header('idempotent-replayed', 'true');
    return this.shown.one(approval);
  }

  @Get('control-orders')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Orders without the things they are about, newest first' })
  @ApiOkResponse({ type: ControlOrderPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() { limit, cursor, ...filter }: ControlOrderListQueryDto, @CurrentReach() reach: Reach): Promise<ControlOrderPageDto> {
    const before = decodeCursor(cursor, (text) => /^\d{1,15}$/.test(text));
    const rows = await this.reader.orders({ ...filter, reach, limit: limit + 1, ...(before === undefined ? {} : { before: Number(before) }) });
    const page = toPage(rows, limit, (row) => String(row.id), toOrderSummaryDto);
    return { ...page, items: [...page.items] };
  }

  @Get('control-orders/:orderId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'One order with its life: steps, every word of the institution, documents, messages' })
  @ApiOkResponse({ type: ControlOrderLifeDto })
  @Refusals('control-order-unknown')
  read(@Param('orderId') id: string, @CurrentCase() ground: CaseGround, @CurrentActor() actor: Actor): Promise<ControlOrderLifeDto> {
    return auditedRead(this.database, actor, { event: 'control.read', caseId: ground.caseId, reason: `order ${id}` }, async () => {
      const orderId = Number(id);
      const order = await this.reader.order(orderId);
      if (order === undefined) throw new Problem('control-order-unknown');
      const [steps, words, papers, exchanges] = await Promise.all([this.reader.steps({ orderId }), this.reader.words(orderId), this.papers.ofOrder(orderId), this.reader.exchanges(orderId)]);
      return {
        ...toOrderDto(order), events: steps.map(toEventDto), answers: words.map(toAnswerDto), documents: papers.map(toDocumentDto), exchanges: exchanges.map((one) => `/api/v1/exchanges/${one}`),
      };
    });
  }

  @Post('control-orders/:orderId/withdraw')
  @HttpCode(200)
  @Allow('officer', 'integration')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Take an order back before it is sent (撤回)' })
  @ApiOkResponse({ type: ControlOrderDto })
  @Refusals('request-invalid', 'control-order-unknown', 'control-order-ended', 'state-change-invalid')
  async withdraw(@Param('orderId') id: string, @Body() { reason }: ReasonDto, @CurrentCase() ground: CaseGround, @CurrentActor() actor: Actor): Promise<ControlOrderDto> {
    return toOrderDto(await this.desk.withdraw(ground.caseId, Number(id), reason, actor));
  }

  @Post('control-orders/:orderId/settlement')
  @HttpCode(200)
  @Allow('approver', 'supervisor')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'A second person says how a disputed or unconfirmed order ended (反馈冲突、待核实的裁断), after asking the institution by other ways' })
  @ApiOkResponse({ type: ControlOrderDto })
  @Refusals('request-invalid', 'control-order-unknown', 'control-order-ended', 'state-change-invalid', 'measure-refused')
  async settle(@Param('orderId') id: string, @Body() body: SettleControlOrderDto, @CurrentCase() ground: CaseGround, @CurrentActor() actor: Actor): Promise<ControlOrderDto> {
    return toOrderDto(await this.desk.settle(ground.caseId, Number(id), settlementOf(body), actor));
  }

  @Post('control-orders/:orderId/arrival')
  @HttpCode(204)
  @Allow('officer', 'integration')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Money of a deduction arrived on the account of the case (到账): apart from that the institution took it. A payment reported again counts once' })
  @ApiNoContentResponse()
  @Refusals('request-invalid', 'control-order-unknown', 'control-order-ended', 'state-change-invalid', 'arrival-contradicted', 'arrival-exceeds')
  arrived(@Param('orderId') id: string, @Body() { reference, fen, day }: ArrivalDto, @CurrentCase() ground: CaseGround, @CurrentActor() actor: Actor): Promise<void> {
    return this.desk.arrived(ground.caseId, Number(id), { reference, fen, day }, actor);
  }

  /** Out of the newest answers as the caller may see them, and the measures of the case. */
  async #drafts(caseId: string, wanted: readonly WantedOrder[]): Promise<OrderDraft[]> {
    const [state, given] = await Promise.all([this.engine.read(caseId), this.answers.ofCase(caseId)]);
    const things = foundThings(given, new Date());
    return refusedAsProblem(async () => wanted.map((one, index) => draftOf(one, index, state, things)));
  }
}

function settlementOf({ as, reason, heldFen, from, until, position, institutionReference }: SettleControlOrderDto): Settlement {
  if (as === 'refused') return { as, reason };
  const effect = {
    ...(heldFen === undefined ? {} : { held: { fen: heldFen, currency: 'CNY' } }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(institutionReference === undefined ? {} : { institutionReference }),
  };
  const outcome: ControlOutcome = as === 'waiting' ? { kind: as, effect, ...(position === undefined ? {} : { position }) } : { kind: as, effect };
  return { as: 'done', outcome, reason };
}
