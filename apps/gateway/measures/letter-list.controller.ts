import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LetterListQueryDto, LetterPageDto, type LetterLineDto } from '#contracts/http';
import { AboutNothing, Allow, CurrentReach } from '#libs/access';
import { LetterList, type ListedLetter } from '#libs/control-desk';
import type { Reach } from '#libs/store';
import { Refusals } from '../http/refusals.js';

/** Letters of the whole court (线下送达台账). */
@ApiTags('measures')
@ApiBearerAuth()
@Controller('control-letters')
export class LetterListController {
  constructor(@Inject(LetterList) private readonly letters: LetterList) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Orders at institutions without a line: to print, printed, delivered, answered; overdue first, without the things they are about' })
  @ApiOkResponse({ type: LetterPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: LetterListQueryDto, @CurrentReach() reach: Reach): Promise<LetterPageDto> {
    const { items, nextCursor } = await this.letters.page({ ...query, reach });
    return { items: items.map(toLineDto), ...(nextCursor === undefined ? {} : { nextCursor }) };
  }
}

const toLineDto = ({ stage, ...line }: ListedLetter): LetterLineDto => ({ ...line, state: stage });
