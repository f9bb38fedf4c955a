import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InstitutionHealthPageDto, PageQueryDto, type InstitutionHealthDto } from '#contracts/http';
import { AboutNothing, Allow } from '#libs/access';
import { decodeCursor, toPage } from '#libs/cases';
import { InstitutionHealthReader, type InstitutionHealth } from '#libs/store';
import { Refusals } from '../http/refusals.js';

/** Breakers of the lanes, wherever those are, by institution; those that are not named are closed, or nobody asked yet. */
export abstract class Breakers {
  abstract states(): BreakerStates | Promise<BreakerStates>;
}

export type BreakerStates = ReadonlyMap<string, 'closed' | 'half-open' | 'open'>;

/** How institutions answer (机构运行状况): for those who run them, and for whoever waits for one. */
@ApiTags('institutions')
@ApiBearerAuth()
@Controller('institution-health')
export class InstitutionHealthController {
  constructor(
    @Inject(InstitutionHealthReader) private readonly reader: InstitutionHealthReader,
    @Inject(Breakers) private readonly breakers: Breakers,
  ) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator')
  @AboutNothing('counts of answers by institution; institutions are the same for every court')
  @ApiOperation({ summary: 'How institutions answered in the last 24 hours: rates, latency, queues, breakers' })
  @ApiOkResponse({ type: InstitutionHealthPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() { limit, cursor }: PageQueryDto): Promise<InstitutionHealthPageDto> {
    const after = decodeCursor(cursor, (key) => key !== '') ?? '';
    const [breakers, all] = await Promise.all([this.breakers.states(), this.reader.read()]);
    const rows = all.filter(({ code }) => code > after);
    const { items, nextCursor } = toPage(rows.slice(0, limit + 1), limit, ({ code }) => code, (row) => toDto(row, breakers.get(row.code)));
    return { items: [...items], nextCursor };
  }
}

function toDto({ medianMs, p95Ms, oldestWaitingMs, ...row }: InstitutionHealth, breaker: InstitutionHealthDto['breaker']): InstitutionHealthDto {
  return {
    ...row, ...(medianMs === null ? {} : { medianMs }), ...(p95Ms === null ? {} : { p95Ms }), ...(oldestWaitingMs === null ? {} : { oldestWaitingMs }), ...(breaker === undefined ? {} : { breaker }),
  };
}
