import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LinkedSealListDto, type RegisteredRightDto } from '#contracts/http';
import { About, Allow, auditedRead, CurrentActor, CurrentCase, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { foundThings, MeasurePapers, rightsWithLinks, type FoundRight } from '#libs/control-desk';
import { AnswersGiven } from '#libs/inquiry';
import { renderLegalText, type LegalText } from '#libs/legal-documents';
import { Database, type CaseGround } from '#libs/store';
import { markFor } from '#libs/watermark';
import { PersonalFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';
import { knownUuid } from '../inquiries/request-preferences.js';

const PDF = { content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } } as const;

/** What belongs together when land and buildings are sealed, and papers about measures in force. */
@ApiTags('measures')
@ApiBearerAuth()
@Controller()
export class MeasurePapersController {
  constructor(
    @Inject(MeasurePapers) private readonly papers: MeasurePapers,
    @Inject(AnswersGiven) private readonly answers: AnswersGiven,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('cases/:caseId/linked-seals')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Which land and buildings a seal reaches together (房地一致, 查扣冻规定第二十一条), and which have to be filed with another registry' })
  @ApiOkResponse({ type: LinkedSealListDto })
  @Refusals('case-unknown')
  linkedSeals(@Param('caseId') id: string, @CurrentActor() actor: Actor): Promise<LinkedSealListDto> {
    const caseId = knownUuid(id, 'case-unknown');
    return auditedRead(this.database, actor, { event: 'control.read', caseId, reason: 'linked seals' }, async () => {
      const rights = rightsWithLinks(foundThings(await this.answers.ofCase(caseId), new Date()));
      return { items: rights.map(({ right, links }) => ({ right: toRightDto(right), links: links.map((link) => ({ ...link, right: toRightDto(link.right) })) })) };
    });
  }

  @Get('cases/:caseId/preservation-notice')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @PersonalFile()
  @About('case', 'caseId')
  @ApiOperation({ summary: 'What the applicant of a preservation is told (财产保全事项告知书), with the last days their institutions gave, as PDF' })
  @ApiOkResponse(PDF)
  @Refusals('case-unknown', 'preservation-notice-early', 'personal-data-masked')
  preservationNotice(@Param('caseId') id: string, @CurrentActor() actor: Actor, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    const caseId = knownUuid(id, 'case-unknown');
    return this.#given(caseId, 'preservation notice', `preservation-notice-${caseId}`, actor, principal, () => this.papers.preservationNotice(caseId));
  }

  @Get('measures/:measureId/record')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @PersonalFile()
  @About('measure', 'measureId')
  @ApiOperation({ summary: 'The record of a measure (查封、扣押、冻结笔录): start and finish, place, kind, quantity, keeper, and every step, as PDF' })
  @ApiOkResponse(PDF)
  @Refusals('measure-unknown', 'personal-data-masked')
  record(@Param('measureId') id: string, @CurrentCase() { caseId }: CaseGround, @CurrentActor() actor: Actor, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    return this.#given(caseId, `record of ${id}`, `measure-record-${id.replace(/[^A-Za-z0-9-]/g, '')}`, actor, principal, () => this.papers.record(caseId, id));
  }

  /** A copy for whoever reads it, marked with who that was; what goes to a party is printed, signed and sealed by the court. */
  async #given(caseId: string, reason: string, fileName: string, actor: Actor, principal: Principal, text: () => Promise<LegalText>): Promise<StreamableFile> {
    const bytes = await auditedRead(this.database, actor, { event: 'control.document-read', caseId, reason }, async () => renderLegalText(await text(), markFor(principal, new Date(), actor.correlationId ?? '')));
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="${fileName}.pdf"` });
  }
}

const toRightDto = ({ thing: { assetId, obligorId, institution, asset: { source, reference }, found: { requestId } }, unitCode, registrar, isObligors }: FoundRight): RegisteredRightDto => ({
  requestId, obligorId, institution: { ...institution }, source, reference, unitCode, isObligors, ...(assetId === undefined ? {} : { assetId }), ...(registrar === undefined ? {} : { registrar }),
});
