import { Body, Controller, Get, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '#contracts/errors';
import { AttachControlDocumentQueryDto, ControlDocumentListDto } from '#contracts/http';
import { About, Allow, auditedRead, CurrentActor, CurrentCase, type Actor } from '#libs/access';
import { ControlPapers } from '#libs/control-desk';
import { Database, type CaseGround } from '#libs/store';
import { PersonalFile } from '../http/file-answers.js';
import { fileIn } from '../http/raw-body.js';
import { Refusals } from '../http/refusals.js';
import { knownUuid } from '../inquiries/request-preferences.js';
import { toDocumentDto } from './control-to-dto.js';

/** Rulings and notices that go with orders (法律文书): no measure leaves without both (查冻规定第三条). */
@ApiTags('measures')
@ApiBearerAuth()
@Controller()
export class ControlDocumentsController {
  constructor(
    @Inject(ControlPapers) private readonly papers: ControlPapers,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Post('cases/:caseId/control-documents')
  @Allow('officer', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Attach a PDF to one or many orders of the case, as the next version of its kind; the bytes, up to 10 MiB, are the body' })
  @ApiConsumes('application/pdf')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ type: ControlDocumentListDto })
  @Refusals('parameter-invalid', 'document-unreadable', 'body-too-large', 'media-type-unsupported', 'case-unknown', 'control-order-unknown', 'state-change-invalid')
  async attach(@Param('caseId') id: string, @Query() { kind, number, orders }: AttachControlDocumentQueryDto, @Body() body: unknown, @CurrentActor() actor: Actor): Promise<ControlDocumentListDto> {
    const orderIds = [...new Set(orders.split(',').map(Number))];
    return { items: (await this.papers.attach(knownUuid(id, 'case-unknown'), orderIds, { kind, number, bytes: fileIn(body) }, actor)).map(toDocumentDto) };
  }

  @Get('control-orders/:orderId/documents/:kind/:version')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @PersonalFile()
  @About('control-order', 'orderId')
  @ApiOperation({ summary: 'The bytes of one version of a document' })
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Refusals('control-order-unknown', 'control-document-unknown', 'personal-data-masked')
  async bytes(@Param('orderId') id: string, @Param('kind') kind: string, @Param('version') version: string, @CurrentCase() ground: CaseGround, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const { bytes } = await auditedRead(this.database, actor, { event: 'control.document-read', caseId: ground.caseId, reason: `order ${id}` }, () => {
      if (!/^\d{1,4}$/.test(version)) throw new Problem('control-document-unknown');
      return this.papers.bytes(Number(id), kind, Number(version));
    });
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="order-${id}-${kind.replace(/[^a-z]/g, '')}-${version}.pdf"` });
  }
}
