import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '#contracts/errors';
import { AnswerObjectionDto, BankruptcyDto, CaseAccountDto, LivingReserveDto, NewObjectionDto, ObjectionDto, ObjectionListDto, ObligorFactsDto, PutCaseAccountDto } from '#contracts/http';
import { About, Allow, auditedRead, CurrentActor, CurrentCase, type Actor } from '#libs/access';
import { CaseFacts, Objections, type Objection, type ObligorFacts, type RegisteredAccount } from '#libs/control-desk';
import { Database, type CaseGround } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { knownUuid } from '../inquiries/request-preferences.js';

/** Facts measures depend on: the account for deducted money, bankruptcy, living costs, objections of institutions. */
@ApiTags('measures')
@ApiBearerAuth()
@Controller()
export class CaseFactsController {
  constructor(
    @Inject(CaseFacts) private readonly facts: CaseFacts,
    @Inject(Objections) private readonly objections: Objections,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('cases/:caseId/case-account')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'The account deducted money goes to (执行款专户)' })
  @ApiOkResponse({ type: CaseAccountDto })
  @Refusals('case-unknown', 'case-account-unregistered')
  async account(@Param('caseId') id: string, @CurrentActor() actor: Actor): Promise<CaseAccountDto> {
    const account = await this.facts.readAccount(knownUuid(id, 'case-unknown'), actor);
    if (account === undefined) throw new Problem('case-account-unregistered', 'The case system of its court or a supervisor registers it (PUT of the same address); until then nothing is deducted.');
    return toAccountDto(account);
  }

  @Put('cases/:caseId/case-account')
  @Allow('supervisor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Register or change it (一案一账户): kept by the case system and supervisors, never by who drafts measures' })
  @ApiOkResponse({ type: CaseAccountDto })
  @Refusals('request-invalid', 'case-unknown', 'version-conflict')
  async putAccount(@Param('caseId') id: string, @Body() { version, ...account }: PutCaseAccountDto, @CurrentActor() actor: Actor): Promise<CaseAccountDto> {
    return toAccountDto(await this.facts.putAccount(knownUuid(id, 'case-unknown'), account, version, actor));
  }

  @Put('cases/:caseId/obligors/:obligorId/bankruptcy')
  @Allow('officer', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Bankruptcy was accepted (破产受理): nothing new is controlled or deducted, releases are put before a person' })
  @ApiOkResponse({ type: ObligorFactsDto })
  @Refusals('request-invalid', 'case-unknown', 'obligor-unknown')
  async bankruptcy(@Param('caseId') id: string, @Param('obligorId') obligorId: string, @Body() body: BankruptcyDto, @CurrentActor() actor: Actor): Promise<ObligorFactsDto> {
    return toFactsDto(await this.facts.recordBankruptcy(knownUuid(id, 'case-unknown'), obligorOf(obligorId), body, actor));
  }

  @Put('cases/:caseId/obligors/:obligorId/living-reserve')
  @Allow('officer', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'What stays free for the living of a person and those they support (生活必需费用), over all institutions together' })
  @ApiOkResponse({ type: ObligorFactsDto })
  @Refusals('request-invalid', 'case-unknown', 'obligor-unknown')
  async livingReserve(@Param('caseId') id: string, @Param('obligorId') obligorId: string, @Body() body: LivingReserveDto, @CurrentActor() actor: Actor): Promise<ObligorFactsDto> {
    return toFactsDto(await this.facts.setLivingReserve(knownUuid(id, 'case-unknown'), obligorOf(obligorId), body, actor));
  }

  @Get('cases/:caseId/objections')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Objections of institutions against measures of the case' })
  @ApiOkResponse({ type: ObjectionListDto })
  @Refusals('case-unknown')
  async list(@Param('caseId') id: string, @CurrentActor() actor: Actor): Promise<ObjectionListDto> {
    const caseId = knownUuid(id, 'case-unknown');
    return auditedRead(this.database, actor, { event: 'control.read', caseId, reason: 'objections' }, async () => ({ items: (await this.objections.ofCase(caseId)).map(toObjectionDto) }));
  }

  @Post('measures/:measureId/objections')
  @Allow('officer', 'integration')
  @About('measure', 'measureId')
  @ApiOperation({ summary: 'An institution objects in writing (协助义务人异议): to be answered within 15 days; until then nothing is taken' })
  @ApiCreatedResponse({ type: ObjectionDto })
  @Refusals('request-invalid', 'measure-unknown', 'state-change-invalid')
  async object(@Param('measureId') id: string, @Body() body: NewObjectionDto, @CurrentCase() ground: CaseGround, @CurrentActor() actor: Actor): Promise<ObjectionDto> {
    return toObjectionDto(await this.objections.enter(ground.caseId, id, body, actor));
  }

  @Post('objections/:objectionId/answer')
  @HttpCode(200)
  @Allow('officer', 'supervisor', 'integration')
  @About('objection', 'objectionId')
  @ApiOperation({ summary: 'What the court answered in writing (书面答复)' })
  @ApiOkResponse({ type: ObjectionDto })
  @Refusals('request-invalid', 'objection-unknown', 'objection-answered')
  async answer(@Param('objectionId') id: string, @Body() body: AnswerObjectionDto, @CurrentActor() actor: Actor): Promise<ObjectionDto> {
    return toObjectionDto(await this.objections.answer(id, body, actor));
  }
}

function obligorOf(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new Problem('obligor-unknown');
  return id.toLowerCase();
}

const toAccountDto = ({ registeredAt, ...account }: RegisteredAccount): CaseAccountDto => ({ ...account, registeredAt: registeredAt.toISOString() });

const toFactsDto = ({ obligorId, bankruptcyAcceptedOn, bankruptcyCourt, livingReserveFen, livingBasis }: ObligorFacts): ObligorFactsDto => ({
  obligorId, livingReserveFen,
  ...(bankruptcyAcceptedOn === null ? {} : { bankruptcyAcceptedOn }),
  ...(bankruptcyCourt === null ? {} : { bankruptcyCourt }),
  ...(livingBasis === null ? {} : { livingBasis }),
});

const toObjectionDto = ({ letter, exemptFund, answer, answeredBy, answeredAt, ...one }: Objection): ObjectionDto => ({
  ...one,
  ...(letter === null ? {} : { letterNumber: letter }),
  ...(exemptFund === null ? {} : { exemptFund }),
  ...(answer === null ? {} : { answer }),
  ...(answeredBy === null ? {} : { answeredBy }),
  ...(answeredAt === null ? {} : { answeredAt: answeredAt.toISOString() }),
});
