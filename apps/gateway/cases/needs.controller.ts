import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NeedsPageDto, NeedsQueryDto } from '#contracts/http';
import { AboutNothing, Allow, CurrentReach } from '#libs/access';
import { decodeCursor, toPage } from '#libs/cases';
import { isDay } from '#libs/statute';
import { NeedsReader, type NeedPlace, type Reach } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { askedNeeds, toNeedCounts, toNeedDto } from './need-to-dto.js';

/** What needs the caller today (今日待办). */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('needs')
export class NeedsController {
  constructor(@Inject(NeedsReader) private readonly reader: NeedsReader) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @AboutNothing('a list of what is open in cases in which the caller takes part')
  @ApiOperation({ summary: 'What needs the caller today in the cases in which they take part (今日待办), counted by kind, the most urgent first' })
  @ApiOkResponse({ type: NeedsPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() { kind, limit, cursor }: NeedsQueryDto, @CurrentReach() reach: Reach): Promise<NeedsPageDto> {
    const key = decodeCursor(cursor, (text) => placeIn(text) !== undefined);
    const after = key === undefined ? undefined : placeIn(key);
    const asked = askedNeeds();
    const { items, counts } = await this.reader.page({ ...asked, reach, limit: limit + 1, ...(kind === undefined ? {} : { kind }), ...(after === undefined ? {} : { after }) });
    const page = toPage(items, limit, ({ place }) => `${place.clock} ${place.raised} ${place.key}`, (need) => toNeedDto(need, asked.today));
    return { ...page, items: [...page.items], counts: toNeedCounts(counts) };
  }
}

/** The end of a page, as its cursor has it. */
function placeIn(text: string): NeedPlace | undefined {
  const [, clock, raised, key] = /^(\d{4}-\d\d-\d\d|infinity) (\d{1,15}|[1-8]\d{15}) ([\w-]{1,80})$/.exec(text) ?? [];
  if (clock === undefined || raised === undefined || key === undefined || (clock !== 'infinity' && !isDay(clock))) return undefined;
  return { clock, raised: Number(raised), key };
}
