import { Body, Controller, Get, HttpCode, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ControlLetterDto, ControlReplyDto, ControlScanDto, DeliverControlLetterDto, EnterControlReplyDto, ReasonDto } from '#contracts/http';
import { About, Allow, auditedRead, CurrentActor, CurrentCase, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { ControlLetters, ControlReplies, type ControlLetter, type ControlReply } from '#libs/control-desk';
import { Database, type CaseGround } from '#libs/store';
import { markFor } from '#libs/watermark';
import { PersonalFile } from '../http/file-answers.js';
import { knownNumber } from '../http/known-number.js';
import { fileIn } from '../http/raw-body.js';
import { Refusals } from '../http/refusals.js';
import { toOutcomeDto } from './control-to-dto.js';

/** Orders at institutions without a line (线下办理): printed, delivered, answered on paper. */
@ApiTags('measures')
@ApiBearerAuth()
@Controller('control-orders/:orderId/letter')
export class ControlLettersController {
  constructor(
    @Inject(ControlLetters) private readonly letters: ControlLetters,
    @Inject(ControlReplies) private readonly replies: ControlReplies,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('officer')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Print an approved order for delivery by hand: every rule is asked once more. Nothing counts as sent yet' })
  @ApiOkResponse({ type: ControlLetterDto })
  @Refusals('control-order-unknown', 'not-carried-by-hand', 'state-change-invalid', 'measure-refused')
  async print(@Param('orderId') id: string, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor): Promise<ControlLetterDto> {
    return this.#shown(await this.letters.print(caseId, Number(id), actor));
  }

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'An order on paper: printed, delivered, and what was typed from replies' })
  @ApiOkResponse({ type: ControlLetterDto })
  @Refusals('control-order-unknown', 'control-letter-unknown')
  read(@Param('orderId') id: string, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor): Promise<ControlLetterDto> {
    return auditedRead(this.database, actor, { event: 'control.read', caseId, reason: `letter of order ${id}` }, async () => this.#shown(await this.letters.letter(Number(id))));
  }

  @Get('papers')
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @PersonalFile()
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'What is carried, as ZIP of PDFs: the ruling and the notice as they were sealed, and the form for delivery and reply (送达回证、反馈表)' })
  @ApiOkResponse({ content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } } })
  @Refusals('control-order-unknown', 'control-letter-unknown', 'personal-data-masked')
  async papers(@Param('orderId') id: string, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    const bytes = await auditedRead(this.database, actor, { event: 'control.document-read', caseId, reason: `letter of order ${id}` }, () => this.letters.bundle(Number(id), markFor(principal, new Date(), actor.correlationId ?? '')));
    return new StreamableFile(bytes, { type: 'application/zip', disposition: `attachment; filename="order-${id}-letter.zip"` });
  }

  @Get('form')
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @PersonalFile()
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'The form for delivery and reply alone, as PDF (送达回证、反馈表); ruling and notice are documents of the order' })
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Refusals('control-order-unknown', 'control-letter-unknown', 'personal-data-masked')
  async form(@Param('orderId') id: string, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    const bytes = await auditedRead(this.database, actor, { event: 'control.document-read', caseId, reason: `form of order ${id}` }, () => this.letters.form(Number(id), markFor(principal, new Date(), actor.correlationId ?? '')));
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `inline; filename="order-${id}-form.pdf"` });
  }

  @Post('delivery')
  @HttpCode(200)
  @Allow('officer')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Say that the institution has it (送达): day, way, by whom. From now on the order counts as sent' })
  @ApiOkResponse({ type: ControlLetterDto })
  @Refusals('request-invalid', 'control-order-unknown', 'control-letter-unknown', 'state-change-invalid')
  async deliver(@Param('orderId') id: string, @Body() body: DeliverControlLetterDto, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor): Promise<ControlLetterDto> {
    return this.#shown(await this.letters.deliver(caseId, Number(id), body, actor));
  }

  @Post('return')
  @HttpCode(200)
  @Allow('officer')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Say that the letter is back and never got there: the order ends as not taken' })
  @ApiOkResponse({ type: ControlLetterDto })
  @Refusals('request-invalid', 'control-order-unknown', 'control-letter-unknown', 'state-change-invalid')
  async returned(@Param('orderId') id: string, @Body() { reason }: ReasonDto, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor): Promise<ControlLetterDto> {
    return this.#shown(await this.letters.returned(caseId, Number(id), reason, actor));
  }

  @Post('scans')
  @Allow('officer')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Keep a scan of what came back; the PDF is the body' })
  @ApiConsumes('application/pdf')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ type: ControlScanDto })
  @Refusals('control-order-unknown', 'control-letter-unknown', 'document-unreadable', 'body-too-large', 'media-type-unsupported', 'state-change-invalid')
  async addScan(@Param('orderId') id: string, @Body() body: unknown, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor): Promise<ControlScanDto> {
    const scan = await this.replies.addScan(caseId, Number(id), fileIn(body), actor);
    return { scan, evidence: `/api/v1/exchanges/${scan}` };
  }

  @Post('replies')
  @Allow('officer')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Type the reply of the institution (回执录入): kept until a second person confirms it' })
  @ApiCreatedResponse({ type: ControlReplyDto })
  @Refusals('request-invalid', 'control-order-unknown', 'control-letter-unknown', 'state-change-invalid')
  async enter(@Param('orderId') id: string, @Body() body: EnterControlReplyDto, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor): Promise<ControlReplyDto> {
    return toReplyDto(await this.replies.enter(caseId, Number(id), body, actor));
  }

  @Post('replies/:number/confirm')
  @HttpCode(200)
  @Allow('officer', 'approver')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Confirm what somebody else typed (复核): it becomes the word of the institution' })
  @ApiOkResponse({ type: ControlReplyDto })
  @Refusals('control-order-unknown', 'control-letter-unknown', 'control-reply-unknown', 'second-person-needed', 'state-change-invalid')
  async confirm(@Param('orderId') id: string, @Param('number') number: string, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor): Promise<ControlReplyDto> {
    return toReplyDto(await this.replies.confirm(caseId, Number(id), knownNumber(number, 'control-reply-unknown', 4), actor));
  }

  @Post('replies/:number/reject')
  @HttpCode(200)
  @Allow('officer', 'approver')
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'Send back what somebody else typed, with a reason (退回)' })
  @ApiOkResponse({ type: ControlReplyDto })
  @Refusals('request-invalid', 'control-order-unknown', 'control-reply-unknown', 'second-person-needed', 'state-change-invalid')
  async reject(@Param('orderId') id: string, @Param('number') number: string, @Body() { reason }: ReasonDto, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor): Promise<ControlReplyDto> {
    return toReplyDto(await this.replies.reject(caseId, Number(id), knownNumber(number, 'control-reply-unknown', 4), reason, actor));
  }

  async #shown(letter: ControlLetter): Promise<ControlLetterDto> {
    const { order_id: orderId, institution_code: institutionCode, printed_at, printed_by: printedBy, delivered_on: deliveredOn, delivered_way, delivered_by: deliveredBy, reference, returned_reason } = letter;
    const delivery = deliveredOn === null ? {} : { delivery: { deliveredOn, way: delivered_way as DeliverControlLetterDto['way'], deliveredBy: deliveredBy!, ...(reference === null ? {} : { reference }) } };
    const returned = returned_reason === null ? {} : { returnedReason: returned_reason };
    return { orderId, institutionCode, printedAt: printed_at.toISOString(), printedBy, ...delivery, ...returned, replies: (await this.replies.of(orderId)).map(toReplyDto) };
  }
}

function toReplyDto({ number, state, verdict, outcome, scan_exchange_id, scanSha256, entered_by, entered_at, checked_by, reject_reason }: ControlReply): ControlReplyDto {
  return {
    number, state, outcome: toOutcomeDto(outcome), scan: `/api/v1/exchanges/${scan_exchange_id}`, scanSha256, enteredBy: entered_by, enteredAt: entered_at.toISOString(),
    ...(verdict === null ? {} : { verdict: verdict as NonNullable<ControlReplyDto['verdict']> }), ...(checked_by === null ? {} : { checkedBy: checked_by }), ...(reject_reason === null ? {} : { rejectReason: reject_reason }),
  };
}
