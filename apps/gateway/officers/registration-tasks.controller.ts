import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '#contracts/errors';
import { RegistrationTaskDto, RegistrationTaskListQueryDto, RegistrationTaskPageDto, ReportRegistrationTaskDto } from '#contracts/http';
import { About, AboutNothing, Allow, CurrentActor, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { RegistrationTasks, type RegistrationTask } from '#libs/officer-registry';
import { Refusals } from '../http/refusals.js';

const knownId = new ParseUUIDPipe({ exceptionFactory: () => new Problem('registration-task-unknown') });

/** Changes of officers that institutions have to be told of promptly (及时报备, 查冻规定 art 2). */
@ApiTags('officer registrations')
@ApiBearerAuth()
@Controller('officer-registration-tasks')
export class RegistrationTasksController {
  constructor(@Inject(RegistrationTasks) private readonly tasks: RegistrationTasks) {}

  @Get()
  @Allow('supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the courts of the caller')
  @ApiOperation({ summary: 'What has to be told to whom, newest first' })
  @ApiOkResponse({ type: RegistrationTaskPageDto })
  @Refusals('parameter-invalid')
  async list(@Query() { limit, ...filter }: RegistrationTaskListQueryDto, @CurrentPrincipal() { courtCode }: Principal): Promise<RegistrationTaskPageDto> {
    const rows = await this.tasks.list({ ...filter, limit: limit + 1, ...(courtCode === null ? {} : { withinCourt: courtCode }) });
    const shown = rows.slice(0, limit);
    return { items: shown.map(toDto), ...(rows.length > limit ? { next: shown.at(-1)!.id } : {}) };
  }

  @Post(':taskId/reported')
  @HttpCode(200)
  @Allow('supervisor', 'integration')
  @About('registration-task', 'taskId')
  @ApiOperation({ summary: 'The institution was told, with the number of the letter; safe to repeat' })
  @ApiOkResponse({ type: RegistrationTaskDto })
  @Refusals('request-invalid', 'registration-task-unknown', 'state-change-invalid')
  async report(@Param('taskId', knownId) id: string, @Body() { reference }: ReportRegistrationTaskDto, @CurrentPrincipal() { courtCode }: Principal, @CurrentActor() actor: Actor): Promise<RegistrationTaskDto> {
    return toDto(await this.tasks.report(id, reference, courtCode ?? undefined, actor));
  }

  @Post(':taskId/confirmed')
  @HttpCode(200)
  @Allow('supervisor', 'integration')
  @About('registration-task', 'taskId')
  @ApiOperation({ summary: 'The institution took it in; safe to repeat' })
  @ApiOkResponse({ type: RegistrationTaskDto })
  @Refusals('registration-task-unknown', 'state-change-invalid')
  async confirm(@Param('taskId', knownId) id: string, @CurrentPrincipal() { courtCode }: Principal, @CurrentActor() actor: Actor): Promise<RegistrationTaskDto> {
    return toDto(await this.tasks.confirm(id, courtCode ?? undefined, actor));
  }
}

const toDto = (task: RegistrationTask): RegistrationTaskDto => ({
  id: task.id, officerId: task.officerId, courtCode: task.courtCode, institutionCode: task.institutionCode, causes: [...task.causes], state: task.state, raisedBy: task.raisedBy,
  raisedAt: task.raisedAt.toISOString(),
  ...(task.reference === null ? {} : { reference: task.reference }),
  ...(task.reportedBy === null ? {} : { reportedBy: task.reportedBy, reportedAt: task.reportedAt!.toISOString() }),
  ...(task.confirmedBy === null ? {} : { confirmedBy: task.confirmedBy, confirmedAt: task.confirmedAt!.toISOString() }),
});
