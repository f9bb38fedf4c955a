import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DecideRestoreTaskDto, RestoreTaskDto, RestoreTaskListQueryDto, RestoreTaskPageDto } from '#contracts/http';
import { About, AboutNothing, Allow, CurrentActor, type Actor, CurrentReach } from '#libs/access';
import { RestoreTasks } from '#libs/filing';
import type { Reach } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { toRestoreTaskDto } from './filing-to-dto.js';

/** Cases that ended without assets and in which some were found (终本案件发现财产): three working days to restore them. */
@ApiTags('restore tasks')
@ApiBearerAuth()
@Controller('restore-tasks')
export class RestoreTasksController {
  constructor(@Inject(RestoreTasks) private readonly tasks: RestoreTasks) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Tasks, the most urgent first' })
  @ApiOkResponse({ type: RestoreTaskPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: RestoreTaskListQueryDto, @CurrentReach() reach: Reach): Promise<RestoreTaskPageDto> {
    const { items, nextCursor } = await this.tasks.list({ ...query, reach });
    return { items: items.map(toRestoreTaskDto), nextCursor };
  }

  @Post(':taskId/decision')
  @HttpCode(200)
  @Allow('officer', 'supervisor', 'integration')
  @About('restore-task', 'taskId')
  @ApiOperation({ summary: 'Restore the case (恢复执行), or say why not' })
  @ApiOkResponse({ type: RestoreTaskDto })
  @Refusals('request-invalid', 'restore-task-unknown', 'restore-task-decided', 'state-change-invalid')
  async decide(@Param('taskId') id: string, @Body() body: DecideRestoreTaskDto, @CurrentActor() actor: Actor): Promise<RestoreTaskDto> {
    return toRestoreTaskDto(await this.tasks.decide(id, body.decision, body.reason, actor));
  }
}
