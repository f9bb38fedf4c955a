import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditEventListQueryDto, AuditEventPageDto } from '#contracts/http';
import { AboutNothing, Allow, auditedRead, CurrentActor, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { decodeCursor, toPage } from '#libs/cases';
import { AuditReader, Database, type AuditFilter } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { givenMoment } from './given-moment.js';
import { toAuditEventDto } from './supervision-to-dto.js';

const DAY_MS = 86_400_000;

/** The audit record read back (审计日志), for those who check others; reading it is on record too. */
@ApiTags('supervision')
@ApiBearerAuth()
@Controller('audit-events')
export class AuditEventsController {
  readonly #reader: AuditReader;

  constructor(@Inject(Database) private readonly database: Database) {
    this.#reader = new AuditReader(database);
  }

  @Get()
  @Allow('supervisor', 'auditor')
  @AboutNothing('the journal, narrowed to the court of the caller')
  @ApiOperation({ summary: 'Who did what, when, on what ground, newest first; of a court what was done in its cases and those of courts below' })
  @ApiOkResponse({ type: AuditEventPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: AuditEventListQueryDto, @CurrentPrincipal() { courtCode }: Principal, @CurrentActor() actor: Actor): Promise<AuditEventPageDto> {
    const filter = filterOf(query, courtCode, Date.now());
    const about = { event: 'audit.read', ...(query.caseId === undefined ? {} : { caseId: query.caseId, obligors: [] }) } as const;
    const rows = await auditedRead(this.database, actor, about, () => this.#reader.list(filter), (found) => ({ reason: `list of ${Math.min(found.length, query.limit)}${asked(query)}` }));
    const page = toPage(rows, query.limit, ({ id }) => String(id), toAuditEventDto);
    return { ...page, items: [...page.items] };
  }
}

function filterOf({ caseId, login, event, from, to, limit, cursor }: AuditEventListQueryDto, court: string | null, nowMs: number): AuditFilter {
  const after = decodeCursor(cursor, (key) => /^\d{1,15}$/.test(key));
  const until = givenMoment(to, 'to', 'parameter-invalid');
  const narrow = caseId !== undefined || login !== undefined;
  const since = givenMoment(from, 'from', 'parameter-invalid') ?? (narrow ? undefined : new Date((until?.getTime() ?? nowMs) - DAY_MS));
  return {
    court, limit, ...(caseId === undefined ? {} : { caseId }), ...(login === undefined ? {} : { login }), ...(event === undefined ? {} : { event }),
    ...(since === undefined ? {} : { from: since }), ...(until === undefined ? {} : { to: until }), ...(after === undefined ? {} : { after: Number(after) }),
  };
}

/** What was looked for, besides a case. */
const asked = ({ login, event }: AuditEventListQueryDto): string => `${login === undefined ? '' : ` by ${login}`}${event === undefined ? '' : ` of ${event}`}`;
