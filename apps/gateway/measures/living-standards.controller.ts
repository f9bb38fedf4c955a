import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EnterLivingStandardsDto, LivingStandardListQueryDto, LivingStandardPageDto, LivingStandardsEnteredDto, type LivingStandardDto } from '#contracts/http';
import { AboutNothing, Allow, CurrentActor, type Actor } from '#libs/access';
import { LivingStandards } from '#libs/control-desk';
import type { LivingStandardRow } from '#libs/store';
import { fileIn } from '../http/raw-body.js';
import { Refusals } from '../http/refusals.js';
import { livingStandardTable } from './living-standard-table.js';

/** Below the heading, as a spreadsheet counts. */
const FIRST_ROW = 2;

/** Local living standards (最低生活保障标准): what stays free for the living of a person is counted from them (B7). */
@ApiTags('measures')
@ApiBearerAuth()
@Controller('living-standards')
export class LivingStandardsController {
  constructor(@Inject(LivingStandards) private readonly standards: LivingStandards) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('published standards, the same for every court')
  @ApiOperation({ summary: 'Local living standards with their sources, newest first; corrected ones too, unless a day is asked for' })
  @ApiOkResponse({ type: LivingStandardPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: LivingStandardListQueryDto): Promise<LivingStandardPageDto> {
    const { items, nextCursor } = await this.standards.list(query);
    return { items: items.map(toDto), ...(nextCursor === undefined ? {} : { nextCursor }) };
  }

  @Post()
  @Allow('supervisor')
  @AboutNothing('published standards, the same for every court')
  @ApiOperation({ summary: 'Enter local living standards, all or none; what was entered is corrected by a new row of the same region and first day' })
  @ApiCreatedResponse({ type: LivingStandardsEnteredDto })
  @Refusals('request-invalid', 'living-standards-faulty')
  enter(@Body() { rows }: EnterLivingStandardsDto, @CurrentActor() actor: Actor): Promise<LivingStandardsEnteredDto> {
    return this.standards.enter(rows, ({ index, column }) => `/rows/${index}/${column}`, actor);
  }

  @Post('table')
  @Allow('supervisor')
  @AboutNothing('published standards, the same for every court')
  @ApiOperation({ summary: 'The same from a table (CSV in UTF-8 or GBK): region, fenPerMonth, from, until, document, number, or the Chinese headings' })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiCreatedResponse({ type: LivingStandardsEnteredDto })
  @Refusals('media-type-unsupported', 'table-unreadable', 'living-standards-faulty')
  enterTable(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<LivingStandardsEnteredDto> {
    return this.standards.enter(livingStandardTable(fileIn(body)), ({ index, column }) => `row ${index + FIRST_ROW}, ${column}`, actor);
  }
}

const toDto = ({ id: _, enteredAt, ...row }: LivingStandardRow): LivingStandardDto => ({ ...row, enteredAt: enteredAt.toISOString() });
