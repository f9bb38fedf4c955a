import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '#contracts/errors';
import {
  ControlLedgerDto, ControlOrderListDto, ControlProposalDto, ControlTaskDto, ControlTaskPageDto, ControlTaskQueryDto, DraftProposalDto, ExpiringMeasurePageDto, ExpiringMeasureQueryDto, HandOverDto,
  MeasureDto, MeasureListDto, ReasonDto,
} from '#contracts/http';
import { About, AboutNothing, Allow, auditedRead, CurrentActor, CurrentCase, CurrentReach, type Actor } from '#libs/access';
import { decodeCursor, toPage } from '#libs/cases';
import { ControlEngine } from '#libs/control';
import { caseProposal, ControlDesk, ControlTasks, foundThings, type CaseProposal } from '#libs/control-desk';
import { AnswersGiven } from '#libs/inquiry';
import { addDays, beijingDay } from '#libs/statute';
import { ControlReader, Database, EVERYTHING, type CaseGround, type Reach } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { knownUuid } from '../inquiries/request-preferences.js';
import { toExpiringDto, toExtentDto, toLedgerDto, toMeasureDto, toOrderDto, toTargetDto, toTaskDto } from './control-to-dto.js';

/** Measures in force (控制措施), the ledger of a case, what to control next, what ends soon, and what a person has to look at. */
@ApiTags('measures')
@ApiBearerAuth()
@Controller()
export class MeasuresController {
  constructor(
    @Inject(ControlDesk) private readonly desk: ControlDesk,
    @Inject(ControlEngine) private readonly engine: ControlEngine,
    @Inject(ControlReader) private readonly reader: ControlReader,
    @Inject(ControlTasks) private readonly work: ControlTasks,
    @Inject(AnswersGiven) private readonly answers: AnswersGiven,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('cases/:caseId/measures')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Measures of a case, in force and ended' })
  @ApiOkResponse({ type: MeasureListDto })
  @Refusals('case-unknown')
  ofCase(@Param('caseId') id: string, @CurrentActor() actor: Actor): Promise<MeasureListDto> {
    const caseId = knownUuid(id, 'case-unknown');
    return this.#read(caseId, actor, 'measures', async () => ({ items: (await this.reader.measures(caseId)).map(toMeasureDto) }));
  }

  @Get('cases/:caseId/control-ledger')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'The ledger of a case (控制台账): owed, paid, deducted, arrived, held by kind, waiting, unfunded, under way, room, excess' })
  @ApiOkResponse({ type: ControlLedgerDto })
  @Refusals('case-unknown')
  ledger(@Param('caseId') id: string, @CurrentActor() actor: Actor): Promise<ControlLedgerDto> {
    const caseId = knownUuid(id, 'case-unknown');
    return this.#read(caseId, actor, 'ledger', async () => toLedgerDto(await this.engine.read(caseId)));
  }

  @Get('cases/:caseId/control-proposal')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'What could be controlled (控制建议), out of the newest answers, in the order of least harm; and what is left out, with the rule' })
  @ApiOkResponse({ type: ControlProposalDto })
  @Refusals('case-unknown')
  proposal(@Param('caseId') id: string, @CurrentActor() actor: Actor): Promise<ControlProposalDto> {
    const caseId = knownUuid(id, 'case-unknown');
    return this.#read(caseId, actor, 'proposal', async () => toProposalDto(await this.#propose(caseId)));
  }

  @Post('cases/:caseId/control-proposal/drafts')
  @Allow('officer', 'integration')
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Draft what was proposed, all or some of it, if it is still what would be proposed' })
  @ApiCreatedResponse({ type: ControlOrderListDto })
  @Refusals('request-invalid', 'case-unknown', 'version-conflict', 'measure-refused')
  async draftProposal(@Param('caseId') id: string, @Body() { digest, assetIds, reason }: DraftProposalDto, @CurrentActor() actor: Actor): Promise<ControlOrderListDto> {
    const caseId = knownUuid(id, 'case-unknown');
    const proposal = await this.#propose(caseId);
    // Answers or measures came in between: somebody has to look again.
    if (toProposalDto(proposal).digest !== digest) throw new Problem('version-conflict', 'Something changed since: read the proposal again.');
    const chosen = proposal.orders.filter(({ thing }) => assetIds === undefined || assetIds.includes(thing.assetId ?? ''));
    if (chosen.length === 0 || (assetIds !== undefined && chosen.length !== assetIds.length)) {
      throw new Problem('request-invalid', undefined, [{ field: '/assetIds', allowed: 'ids of things that the proposal names' }]);
    }
    const drafts = chosen.map(({ thing, operation, target, extent, fen }) => ({
      obligorId: thing.obligorId, institutionCode: thing.institution.code, operation, source: thing.asset.source, target, extent, worthFen: fen, reason, found: thing.found,
    }));
    return { items: (await this.desk.draft(caseId, drafts, actor)).orders.map(toOrderDto) };
  }

  @Post('measures/:measureId/hand-over')
  @HttpCode(200)
  @Allow('officer', 'supervisor', 'integration')
  @About('measure', 'measureId')
  @ApiOperation({ summary: 'Hand a measure over to another case of the same person (移交): rank and dates stay' })
  @ApiOkResponse({ type: MeasureDto })
  @Refusals('request-invalid', 'measure-unknown', 'case-unknown', 'obligor-unknown', 'measure-refused')
  async handOver(@Param('measureId') id: string, @Body() { toCaseId, reason }: HandOverDto, @CurrentCase() ground: CaseGround, @CurrentActor() actor: Actor): Promise<MeasureDto> {
    return toMeasureDto(await this.desk.handOver(ground.caseId, id, { toCaseId: toCaseId.toLowerCase(), reason }, actor));
  }

  @Get('expiring-measures')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Measures that end soon (届满台账), the one that ends first first, without the things they are on' })
  @ApiOkResponse({ type: ExpiringMeasurePageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async expiring(@Query() { days, court, limit, cursor }: ExpiringMeasureQueryDto, @CurrentReach() reach: Reach): Promise<ExpiringMeasurePageDto> {
    const today = beijingDay(new Date());
    const last = decodeCursor(cursor, (text) => /^\d{4}-\d{2}-\d{2} .{1,60}$/.test(text));
    const rows = await this.reader.expiring({
      by: addDays(today, days), reach, limit: limit + 1, ...(court === undefined ? {} : { court }), ...(last === undefined ? {} : { after: { until: last.slice(0, 10), id: last.slice(11) } }),
    });
    const page = toPage(rows, limit, ({ until, id }) => `${until} ${id}`, (row) => toExpiringDto(row, today));
    return { ...page, items: [...page.items] };
  }

  @Get('control-tasks')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'What a person has to look at (待办): unconfirmed, conflicts, excess, ends, exempt accounts, objections … Newest first' })
  @ApiOkResponse({ type: ControlTaskPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async tasks(@Query() { limit, cursor, ...filter }: ControlTaskQueryDto, @CurrentReach() reach: Reach): Promise<ControlTaskPageDto> {
    const before = decodeCursor(cursor, (text) => /^\d{1,15}$/.test(text));
    const rows = await this.reader.tasks({ ...filter, reach, limit: limit + 1, ...(before === undefined ? {} : { before: Number(before) }) });
    const page = toPage(rows, limit, ({ id }) => String(id), toTaskDto);
    return { ...page, items: [...page.items] };
  }

  @Post('control-tasks/:taskId/settlement')
  @HttpCode(200)
  @Allow('officer', 'supervisor', 'integration')
  @About('control-task', 'taskId')
  @ApiOperation({ summary: 'Settle a task with what was done (办结)' })
  @ApiOkResponse({ type: ControlTaskDto })
  @Refusals('request-invalid', 'control-task-unknown', 'control-task-settled')
  async settleTask(@Param('taskId') id: string, @Body() { reason }: ReasonDto, @CurrentActor() actor: Actor): Promise<ControlTaskDto> {
    await this.work.settle(Number(id), reason, actor);
    const [row] = await this.reader.tasks({ before: Number(id) + 1, limit: 1, reach: EVERYTHING });
    return toTaskDto(row!);
  }

  #read<T>(caseId: string, actor: Actor, what: string, read: () => Promise<T>): Promise<T> {
    return auditedRead(this.database, actor, { event: 'control.read', caseId, reason: what }, read);
  }

  async #propose(caseId: string): Promise<CaseProposal> {
    const now = new Date();
    const [state, given] = await Promise.all([this.engine.read(caseId), this.answers.ofCase(caseId)]);
    return caseProposal(state, foundThings(given, now), beijingDay(now), this.engine.carry);
  }
}

function toProposalDto({ balance, order, orders, leftOut, shortFen, overFen, living }: CaseProposal): ControlProposalDto {
  const shown = {
    roomFen: balance.roomFen, order: [...order], shortFen, overFen, living: living.map((one) => ({ ...one })),
    orders: orders.map(({ thing, operation, target, extent, fen, because, protectedFen, natureUnclear }) => ({
      assetId: thing.assetId!, obligorId: thing.obligorId, institution: { ...thing.institution }, requestId: thing.found.requestId, source: thing.asset.source, operation,
      target: toTargetDto(target), extent: toExtentDto(extent), fen, because, protectedFen, natureUnclear,
    })),
    leftOut: leftOut.map(({ thing, why, rule }) => ({
      ...(thing.assetId === undefined ? {} : { assetId: thing.assetId }), obligorId: thing.obligorId, institution: { ...thing.institution }, requestId: thing.found.requestId,
      source: thing.asset.source, reference: thing.asset.reference, why, ...(rule === undefined ? {} : { rule: { ...rule } }),
    })),
  };
  return { ...shown, digest: createHash('sha256').update(JSON.stringify(shown)).digest('hex') };
}
