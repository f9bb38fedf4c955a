import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { validate as isUuid } from 'uuid';
import { FoundCasesDto, SearchCasesDto, WorkListDto, WorkListQueryDto, type WorkCaseDto } from '#contracts/http';
import { AboutNothing, Allow, auditedRead, CurrentActor, CurrentReach, type Actor } from '#libs/access';
import { beginsWith, decodeCursor, toPage } from '#libs/cases';
import { DOCUMENT_TYPES, parseIdentityDocument } from '#libs/identifiers';
import { Database, NeedsReader, WorkListReader, type Reach, type WorkCase } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { askedNeeds, toNeedCounts, toNeedDto } from './need-to-dto.js';

const MOST_FOUND = 100;
const MOST_NEEDS = 200;

/** What somebody works on (工作台): their cases with where each stands, and the search for one. */
@ApiTags('cases')
@ApiBearerAuth()
@Controller()
export class WorkListController {
  constructor(
    @Inject(WorkListReader) private readonly reader: WorkListReader,
    @Inject(NeedsReader) private readonly needs: NeedsReader,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('work-list')
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Cases with where each stands: newest inquiry, measures, tasks; without the people in them, newest first' })
  @ApiOkResponse({ type: WorkListDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() { only, limit, cursor }: WorkListQueryDto, @CurrentReach() reach: Reach): Promise<WorkListDto> {
    const before = decodeCursor(cursor, isUuid);
    const rows = await this.reader.list({ reach, limit: limit + 1, ...(only === undefined ? {} : { only }), ...(before === undefined ? {} : { before }) });
    const page = toPage(rows, limit, ({ id }) => id, toWorkCaseDto);
    return { ...page, items: [...page.items] };
  }

  @Post('case-searches')
  @HttpCode(200)
  @Allow('officer', 'approver', 'supervisor', 'auditor')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Look for cases by number, or by the name or document number of an obligor in full (查找案件). That somebody stands in a case is a read of who they are: it goes on record' })
  @ApiOkResponse({ type: FoundCasesDto })
  @Refusals('request-invalid', 'json-malformed', 'body-too-large', 'media-type-unsupported')
  async search(@Body() { text }: SearchCasesDto, @CurrentReach() reach: Reach, @CurrentActor() actor: Actor): Promise<FoundCasesDto> {
    const wanted = text.trim();
    const documents = DOCUMENT_TYPES.flatMap((type) => {
      const parsed = parseIdentityDocument(type, wanted);
      return parsed.ok ? [{ type: parsed.value.type, number: parsed.value.number }] : [];
    });
    const isNumber = /^[（(〔]\d/.test(wanted);
    const find = () => this.reader.find({ reach, name: wanted, documents, limit: MOST_FOUND + 1, ...(isNumber ? { caseNumberPrefix: beginsWith(wanted) } : {}) });
    const found = await auditedRead(this.database, actor, { event: 'case.searched' }, find, (rows) =>
      rows.map(({ caseId, obligorIds }) => ({ caseId, ...(obligorIds.length === 0 ? {} : { obligors: obligorIds }) })));
    const caseIds = found.slice(0, MOST_FOUND).map(({ caseId }) => caseId);
    const asked = askedNeeds();
    const [items, needs] = await Promise.all([this.reader.of(caseIds, reach), this.needs.page({ ...asked, reach, caseIds, limit: MOST_NEEDS })]);
    return { items: items.map(toWorkCaseDto), more: found.length > MOST_FOUND, needs: needs.items.map((need) => toNeedDto(need, asked.today)), needCounts: toNeedCounts(needs.counts) };
  }
}

function toWorkCaseDto({ inquiry, firstEnd, ...row }: WorkCase): WorkCaseDto {
  return {
    ...row,
    ...(firstEnd === null ? {} : { firstEnd }),
    ...(inquiry === null ? {} : { inquiry: {
      id: inquiry.id, total: inquiry.total, answered: inquiry.answered, found: inquiry.found,
      state: inquiry.cancelled ? 'cancelled' as const : inquiry.completedAt === null ? 'open' as const : 'complete' as const,
      acceptedAt: new Date(inquiry.acceptedAt).toISOString(),
    } }),
  };
}
