import { Controller, Get, Headers, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Problem } from '#contracts/errors';
import { AssetListDto, AssetListQueryDto, type AssetListFormat } from '#contracts/http';
import { About, Allow, auditedRead, CurrentActor, CurrentPrincipal, type Actor, type Principal } from '#libs/access';
import { assetList, type AssetList, type GivenAnswers } from '#libs/asset-list';
import { assetWorkbook } from '#libs/asset-workbook';
import { AnswersGiven } from '#libs/inquiry';
import { renderAssetTable } from '#libs/legal-documents';
import type { Sight } from '#libs/redaction';
import { Database } from '#libs/store';
import { markFor, type Watermark } from '#libs/watermark';
import { CurrentSight } from '../http/current-sight.js';
import { MaskingFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';
import { knownUuid } from '../inquiries/request-preferences.js';
import { pageOf } from './asset-page.js';
import { chosenFormat, MEDIA_TYPES } from './chosen-format.js';
import { FileMaking } from './file-making.js';
import { listAsSeen } from './list-as-seen.js';

/** Excel and PDF. */
const AsFile = MaskingFile(({ query, headers }) => chosenFormat((query as { format?: AssetListFormat }).format, headers.accept) !== 'json');

const FORMS = ApiOkResponse({
  description: 'Excel and PDF hold the whole list and come as attachments; under the masked view people in them are masked',
  content: {
    'application/json': { schema: { $ref: getSchemaPath(AssetListDto) } },
    [MEDIA_TYPES.xlsx]: { schema: { type: 'string', format: 'binary' } },
    [MEDIA_TYPES.pdf]: { schema: { type: 'string', format: 'binary' } },
  },
});

/** The list of assets (财产清单): what all institutions together know the obligors to have. Every read and every file is audited. */
@ApiTags('assets')
@ApiBearerAuth()
@Controller()
export class AssetsController {
  readonly #files = new FileMaking();

  constructor(
    @Inject(AnswersGiven) private readonly answers: AnswersGiven,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('inquiries/:inquiryId/assets')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('inquiry', 'inquiryId')
  @ApiOperation({ summary: 'Assets found by one inquiry, each once (财产清单): JSON, Excel, or PDF (财产查控情况表), by Accept or `format`' })
  @ApiExtraModels(AssetListDto)
  @FORMS
  @AsFile
  @Refusals('parameter-invalid', 'cursor-invalid', 'inquiry-unknown', 'too-many-waiting', 'too-many-calls')
  ofInquiry(
    @Param('inquiryId') id: string,
    @Query() query: AssetListQueryDto,
    @Headers('accept') accept: string | undefined,
    @CurrentActor() actor: Actor,
    @CurrentPrincipal() principal: Principal,
    @CurrentSight() sight: Sight,
  ): Promise<AssetListDto | StreamableFile> {
    const inquiryId = knownUuid(id, 'inquiry-unknown');
    return this.#answer({ query, accept, actor, principal, sight, about: { inquiryId }, fileName: `asset-list-${inquiryId}`, given: () => this.answers.ofInquiry(inquiryId) });
  }

  @Get('cases/:caseId/assets')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @ApiExtraModels(AssetListDto)
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Assets known in a case, each once: the latest answer of each institution about each obligor, over all inquiries' })
  @FORMS
  @AsFile
  @Refusals('parameter-invalid', 'cursor-invalid', 'case-unknown', 'too-many-waiting', 'too-many-calls')
  ofCase(
    @Param('caseId') id: string,
    @Query() query: AssetListQueryDto,
    @Headers('accept') accept: string | undefined,
    @CurrentActor() actor: Actor,
    @CurrentPrincipal() principal: Principal,
    @CurrentSight() sight: Sight,
  ): Promise<AssetListDto | StreamableFile> {
    const caseId = knownUuid(id, 'case-unknown');
    return this.#answer({ query, accept, actor, principal, sight, about: { caseId }, fileName: `asset-list-case-${caseId}`, given: () => this.answers.ofCase(caseId) });
  }

  async #answer({ query, accept, actor, principal, sight, about, fileName, given }: Wanted): Promise<AssetListDto | StreamableFile> {
    const format = chosenFormat(query.format, accept);
    const act = format === 'json' ? ({ event: 'assets.read', ...about } as const) : ({ event: 'assets.exported', reason: sight.personal ? format : `${format}, masked`, ...about } as const);
    const made = (): Promise<{ list: AssetList; answer: AssetListDto | StreamableFile }> =>
      auditedRead(
        this.database,
        actor,
        act,
        async () => {
          const now = new Date();
          const list = listOf(await given(), query, now);
          return { list, answer: format === 'json' ? pageOf(list, query) : await fileOf(listAsSeen(list, sight), format, markFor(principal, now, actor.correlationId ?? ''), fileName) };
        },
        ({ list }) => ({ caseId: list.caseId, obligors: list.filter.obligorId === undefined ? list.obligors.map(({ id }) => id) : [list.filter.obligorId] }),
      );
    return (await (format === 'json' ? made() : this.#files.run(made))).answer;
  }
}

interface Wanted {
  readonly query: AssetListQueryDto;
  readonly accept: string | undefined;
  readonly actor: Actor;
  readonly principal: Principal;
  readonly sight: Sight;
  readonly about: { readonly caseId?: string; readonly inquiryId?: string };
  /** Without an ending; holds ids of ours only. */
  readonly fileName: string;
  readonly given: () => Promise<GivenAnswers>;
}

function listOf(given: GivenAnswers, { source, obligorId }: AssetListQueryDto, now: Date): AssetList {
  const id = obligorId?.toLowerCase();
  if (id !== undefined && !given.obligors.some((obligor) => obligor.id === id)) {
    throw new Problem('parameter-invalid', undefined, [{ field: 'obligorId', allowed: 'an obligor that was asked about and still is one' }]);
  }
  return assetList(given, { ...(source === undefined ? {} : { source }), ...(id === undefined ? {} : { obligorId: id }) }, now);
}

async function fileOf(list: AssetList, format: Exclude<AssetListFormat, 'json'>, printed: Watermark, fileName: string): Promise<StreamableFile> {
  const options = { type: MEDIA_TYPES[format], disposition: `attachment; filename="${fileName}${list.masked === true ? '-masked' : ''}.${format}"` };
  return new StreamableFile(await (format === 'pdf' ? renderAssetTable(list, printed) : assetWorkbook(list, printed)), options);
}
