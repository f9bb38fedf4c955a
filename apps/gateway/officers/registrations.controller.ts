import { Body, Controller, Get, Inject, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PutRegistrationsDto, RegistrationListQueryDto, RegistrationPageDto, RegistrationsPutDto, type RegistrationDto } from '#contracts/http';
import { AboutNothing, Allow, auditedRead, CurrentActor, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { OfficerRegistrations, type Registration } from '#libs/officer-registry';
import { Database } from '#libs/store';
import { markedFileName, markFor } from '#libs/watermark';
import { ImpersonalFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';
import { registrationCsvHeader, registrationCsvLine } from './registration-csv.js';

const PAGE = 1000;
/** A court has hundreds of officers and the country thousands of institutions: more is asked for court by court. */
const MOST_EXPORTED = 200_000;

/** Which officer is registered with which institution (备案). */
@ApiTags('officer registrations')
@ApiBearerAuth()
@Controller('officer-registrations')
export class RegistrationsController {
  constructor(
    @Inject(OfficerRegistrations) private readonly registrations: OfficerRegistrations,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Put()
  @Allow('supervisor', 'integration')
  @AboutNothing('every officer named is looked up in the courts of the caller')
  @ApiOperation({ summary: 'Say of several officers that they are registered with several institutions, or not: all or nothing, and safe to repeat' })
  @ApiOkResponse({ type: RegistrationsPutDto })
  @Refusals('request-invalid', 'officer-unknown', 'institution-unknown', 'state-change-invalid')
  put(@Body() body: PutRegistrationsDto, @CurrentPrincipal() { courtCode }: Principal, @CurrentActor() actor: Actor): Promise<RegistrationsPutDto> {
    return this.registrations.put(body, courtCode ?? undefined, actor);
  }

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the courts of the caller')
  @ApiOperation({ summary: 'Registrations of officers of your court and those below it, without names' })
  @ApiOkResponse({ type: RegistrationPageDto })
  @Refusals('parameter-invalid')
  async list(@Query() { after, limit, ...filter }: RegistrationListQueryDto, @CurrentPrincipal() { courtCode }: Principal): Promise<RegistrationPageDto> {
    const [officerId = '', institutionCode = ''] = after?.split(':') ?? [];
    const rows = await this.registrations.list({
      ...filter, limit: limit + 1, ...(courtCode === null ? {} : { withinCourt: courtCode }), ...(after === undefined ? {} : { after: { officerId, institutionCode } }),
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { items: shown.map(toDto), ...(rows.length > limit && last !== undefined ? { next: `${last.officerId}:${last.institutionCode}` } : {}) };
  }

  // It names officers, to those who keep their register; parties of cases do not stand in it.
  @Get('export')
  @ImpersonalFile()
  @Allow('supervisor')
  @AboutNothing('a list, narrowed to the courts of the caller')
  @ApiOperation({ summary: 'The same as a table (CSV) with names and certificate numbers, for letters to institutions; giving it out is recorded' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } }, description: 'UTF-8 with byte order mark' })
  @Refusals('parameter-invalid', 'too-many-calls')
  async export(@Query() query: RegistrationListQueryDto, @CurrentPrincipal() principal: Principal, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { courtCode } = principal;
    const { officerId, institutionCode, courtCode: of, state } = query;
    const filter = {
      ...(officerId === undefined ? {} : { officerId }), ...(institutionCode === undefined ? {} : { institutionCode }), ...(of === undefined ? {} : { courtCode: of }),
      ...(state === undefined ? {} : { state }), ...(courtCode === null ? {} : { withinCourt: courtCode }),
    };
    const act = { event: 'officer.registrations-exported', ...(institutionCode === undefined ? {} : { institutionCode }) } as const;
    const lines = await auditedRead(this.database, actor, act, () => this.#lines(filter), (those) => ({ reason: `${those.length} registrations` }));
    const fileName = markedFileName('officer-registrations', markFor(principal, new Date(), actor.correlationId ?? ''), 'csv');
    void reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${fileName}"`);
    return `${registrationCsvHeader()}${lines.join('')}`;
  }

  async #lines(filter: Omit<Parameters<OfficerRegistrations['list']>[0], 'limit' | 'after'>): Promise<string[]> {
    const lines: string[] = [];
    for (let last: Registration | undefined; lines.length < MOST_EXPORTED; ) {
      const rows: Registration[] = await this.registrations.list({ ...filter, limit: PAGE, ...(last === undefined ? {} : { after: last }) });
      lines.push(...rows.map(registrationCsvLine));
      last = rows.at(-1);
      if (rows.length < PAGE) break;
    }
    return lines;
  }
}

const toDto = (row: Registration): RegistrationDto => ({
  officerId: row.officerId, courtCode: row.courtCode, institutionCode: row.institutionCode, institutionName: row.institutionName, state: row.state, version: row.version,
  changedBy: row.changedBy, changedAt: row.changedAt.toISOString(),
  ...(row.since === null ? {} : { since: row.since }), ...(row.until === null ? {} : { until: row.until }),
  ...(row.reference === null ? {} : { reference: row.reference }), ...(row.reason === null ? {} : { reason: row.reason }),
});
