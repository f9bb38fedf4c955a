import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { EnterOfflineAnswerDto, OfflineAnswerDto, OfflineTaskDetailDto, OfflineTaskListQueryDto, OfflineTaskPageDto, RejectOfflineAnswerDto } from '#contracts/http';
import { About, AboutNothing, Allow, auditedRead, CurrentActor, type Actor, CurrentReach } from '#libs/access';
import { decodeCursor, toPage } from '#libs/cases';
import { OfflineAnswers, OfflineDesk } from '#libs/offline';
import { Database, type Reach } from '#libs/store';
import { knownNumber } from '../http/known-number.js';
import { Refusals } from '../http/refusals.js';
import { filterOf } from './offline-batches.controller.js';
import { toAnswerDto, toTaskDto } from './offline-to-dto.js';

/** Requests on paper and what was typed about them: one person types, another confirms (双人复核). */
@ApiTags('offline')
@ApiBearerAuth()
@Controller('offline-tasks')
export class OfflineTasksController {
  constructor(
    @Inject(OfflineDesk) private readonly desk: OfflineDesk,
    @Inject(OfflineAnswers) private readonly answers: OfflineAnswers,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get()
  @Allow('officer', 'supervisor', 'auditor')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Tasks, oldest first, without the people in them' })
  @ApiOkResponse({ type: OfflineTaskPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: OfflineTaskListQueryDto, @CurrentReach() reach: Reach): Promise<OfflineTaskPageDto> {
    const after = decodeCursor(query.cursor, (key) => /^\d{1,15}$/.test(key));
    await this.desk.gather();
    const batch = query.batch === undefined ? {} : { batchId: query.batch };
    const rows = await this.desk.store.tasks({ ...filterOf(query), ...batch, reach, limit: query.limit, ...(after === undefined ? {} : { after }) });
    const page = toPage(rows, query.limit, ({ requestId }) => String(requestId), toTaskDto);
    return { ...page, items: [...page.items] };
  }

  @Get(':requestId')
  @Allow('officer', 'supervisor', 'auditor')
  @About('offline-task', 'requestId')
  @ApiOperation({ summary: 'One task with everything that was typed about it' })
  @ApiOkResponse({ type: OfflineTaskDetailDto })
  @Refusals('offline-task-unknown')
  async read(@Param('requestId') id: string, @CurrentActor() actor: Actor): Promise<OfflineTaskDetailDto> {
    const about = ({ inquiryId, caseId, institutionCode, obligorId }: OfflineTaskDetailDto) => ({ inquiryId, caseId, institutionCode, obligors: [obligorId] });
    return auditedRead(this.database, actor, { event: 'offline-task.read' }, async () => {
      const requestId = knownNumber(id, 'offline-task-unknown');
      const [task] = await this.desk.store.tasks({ requestId, limit: 1 });
      if (task === undefined) throw new Problem('offline-task-unknown');
      return { ...toTaskDto(task), answers: (await this.answers.of(requestId)).map(toAnswerDto) };
    }, about);
  }

  @Post(':requestId/answers')
  @Allow('officer')
  @About('offline-task', 'requestId')
  @ApiOperation({ summary: 'Type what came back (录入): checked against the question, kept until a second person confirms it' })
  @ApiCreatedResponse({ type: OfflineAnswerDto, description: 'Waits for its second person; the request shows so' })
  @Refusals('request-invalid', 'offline-task-unknown', 'state-change-invalid')
  async enter(@Param('requestId') id: string, @Body() body: EnterOfflineAnswerDto, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<OfflineAnswerDto> {
    const requestId = knownNumber(id, 'offline-task-unknown');
    const answer = await this.answers.enter(requestId, body, actor);
    void reply.header('location', `/api/v1/offline-tasks/${requestId}`);
    return toAnswerDto(answer);
  }

  @Post(':requestId/answers/:number/confirm')
  @HttpCode(200)
  @Allow('officer', 'approver')
  @About('offline-task', 'requestId')
  @ApiOperation({ summary: 'Confirm what somebody else typed (复核): it becomes an outcome' })
  @ApiOkResponse({ type: OfflineAnswerDto })
  @Refusals('offline-task-unknown', 'offline-answer-unknown', 'second-person-needed', 'state-change-invalid')
  async confirm(@Param('requestId') id: string, @Param('number') number: string, @CurrentActor() actor: Actor): Promise<OfflineAnswerDto> {
    return toAnswerDto(await this.answers.confirm(knownNumber(id, 'offline-task-unknown'), knownNumber(number, 'offline-answer-unknown', 5), actor));
  }

  @Post(':requestId/answers/:number/reject')
  @HttpCode(200)
  @Allow('officer', 'approver')
  @About('offline-task', 'requestId')
  @ApiOperation({ summary: 'Send back what somebody else typed, with a reason (退回)' })
  @ApiOkResponse({ type: OfflineAnswerDto })
  @Refusals('request-invalid', 'offline-task-unknown', 'offline-answer-unknown', 'second-person-needed', 'state-change-invalid')
  async reject(@Param('requestId') id: string, @Param('number') number: string, @Body() { reason }: RejectOfflineAnswerDto, @CurrentActor() actor: Actor): Promise<OfflineAnswerDto> {
    return toAnswerDto(await this.answers.reject(knownNumber(id, 'offline-task-unknown'), knownNumber(number, 'offline-answer-unknown', 5), reason, actor));
  }
}
