import { Body, Controller, Headers, HttpCode, Inject, Post, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { PersonReportDto, PersonReportQueryDto } from '#contracts/http';
import { AboutNothing, Allow, CurrentActor, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { renderPersonReport } from '#libs/legal-documents';
import { PersonReports } from '#libs/supervision';
import { markFor } from '#libs/watermark';
import { ImpersonalFile } from '../http/file-answers.js';
import { quality } from '../http/media-types.js';
import { Refusals } from '../http/refusals.js';
import { givenMoment } from './given-moment.js';
import { toPersonReportDto } from './supervision-to-dto.js';

const PDF = 'application/pdf';

const prefersPdf = (accept: string | undefined): boolean => accept !== undefined && (quality(accept, PDF) ?? 0) > (quality(accept, 'application/json') ?? 0);

/** Who looked at a person, when, on what ground (查阅情况报告): what the person may one day ask, answered by the auditor. */
@ApiTags('supervision')
@ApiBearerAuth()
@Controller('person-reports')
export class PersonReportsController {
  constructor(@Inject(PersonReports) private readonly reports: PersonReports) {}

  @Post()
  @HttpCode(200)
  @Allow('auditor')
  @AboutNothing('a report over the cases of the court of the caller')
  // What it tells of is the record: logins, cases and reasons. The only person in it is the one the caller named.
  @ImpersonalFile(({ headers }) => prefersPdf(headers.accept))
  @ApiOperation({ summary: 'Where a person stands, who looked at them and who asked about them; JSON (paged) or, with Accept: application/pdf, the whole as PDF' })
  @ApiExtraModels(PersonReportDto)
  @ApiOkResponse({
    description: 'A person nobody here knows has an empty report',
    content: { 'application/json': { schema: { $ref: getSchemaPath(PersonReportDto) } }, [PDF]: { schema: { type: 'string', format: 'binary' } } },
  })
  @Refusals('request-invalid', 'json-malformed', 'body-too-large', 'media-type-unsupported', 'cursor-invalid', 'too-many-calls')
  async make(
    @Body() body: PersonReportQueryDto,
    @Headers('accept') accept: string | undefined,
    @CurrentPrincipal() principal: Principal,
    @CurrentActor() actor: Actor,
  ): Promise<PersonReportDto | StreamableFile> {
    const { courtCode } = principal;
    const { documentType, documentNumber, reason, limit, cursor } = body;
    const from = givenMoment(body.from, '/from', 'request-invalid');
    const to = givenMoment(body.to, '/to', 'request-invalid');
    const question = { documentType, documentNumber, reason, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    if (!prefersPdf(accept)) {
      return toPersonReportDto(await this.reports.page(question, { limit, ...(cursor === undefined ? {} : { cursor }) }, courtCode, actor));
    }
    const report = toPersonReportDto(await this.reports.whole(question, courtCode, actor));
    const bytes = await renderPersonReport({ report, ...question }, markFor(principal, new Date(report.madeAt), actor.correlationId ?? ''));
    return new StreamableFile(bytes, { type: PDF, disposition: `attachment; filename="person-report-${report.madeAt.slice(0, 10)}.pdf"` });
  }
}
