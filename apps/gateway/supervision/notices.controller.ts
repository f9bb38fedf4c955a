import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NoticeListQueryDto, SettleNoticeDto, SupervisionNoticeDto, SupervisionNoticePageDto } from '#contracts/http';
import { AboutNothing, Allow, CurrentActor, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { Notices } from '#libs/supervision';
import { Refusals } from '../http/refusals.js';
import { toNoticeDto } from './supervision-to-dto.js';

/** What supervisors are told (督察提醒): looks outside one's own cases, and alarms. Those of other courts do not exist for them. */
@ApiTags('supervision')
@ApiBearerAuth()
@Controller('supervision-notices')
export class NoticesController {
  constructor(@Inject(Notices) private readonly notices: Notices) {}

  @Get()
  @Allow('supervisor', 'auditor')
  @AboutNothing('notices, narrowed to the court of the caller')
  @ApiOperation({ summary: 'Notices of your court and those below it, newest first' })
  @ApiOkResponse({ type: SupervisionNoticePageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: NoticeListQueryDto, @CurrentPrincipal() { courtCode }: Principal, @CurrentActor() actor: Actor): Promise<SupervisionNoticePageDto> {
    const { items, nextCursor } = await this.notices.list(courtCode, query, actor);
    return { items: items.map(toNoticeDto), ...(nextCursor === undefined ? {} : { nextCursor }) };
  }

  @Post(':noticeId/seen')
  @HttpCode(200)
  @Allow('supervisor')
  @AboutNothing('notices, narrowed to the court of the caller')
  @ApiOperation({ summary: 'Take note of it (已阅); the first one stays on record' })
  @ApiOkResponse({ type: SupervisionNoticeDto })
  @Refusals('notice-unknown')
  async see(@Param('noticeId') id: string, @CurrentPrincipal() { courtCode }: Principal, @CurrentActor() actor: Actor): Promise<SupervisionNoticeDto> {
    return toNoticeDto(await this.notices.see(id, courtCode, actor));
  }

  @Post(':noticeId/settle')
  @HttpCode(200)
  @Allow('supervisor')
  @AboutNothing('notices, narrowed to the court of the caller')
  @ApiOperation({ summary: 'Settle it (处理) with a note: justified, unjustified, or passed on. Not about oneself' })
  @ApiOkResponse({ type: SupervisionNoticeDto })
  @Refusals('request-invalid', 'notice-unknown', 'notice-settled', 'own-notice')
  async settle(@Param('noticeId') id: string, @Body() { settlement, note }: SettleNoticeDto, @CurrentPrincipal() { courtCode }: Principal, @CurrentActor() actor: Actor): Promise<SupervisionNoticeDto> {
    return toNoticeDto(await this.notices.settle(id, courtCode, settlement, note, actor));
  }
}
