import { OUTCOME_KINDS, SOURCES, type Source } from '#contracts/adapter';
import { AssetHolderDto, AssetPartDto, MoneyDto, PriorMeasureDto, QuantityDto, ShownIdentityRecordDto, ThirdPartyRightDto } from './asset.dto.js';
import { OBLIGOR_KIND_WORDS, type ObligorKindWord } from './closed-lists.js';
import {
  BooleanField,
  ChoiceField,
  DayField,
  FreeTextField,
  IdField,
  IdListField,
  MomentField,
  ObjectField,
  ObjectListField,
  TextField,
  TextListField,
  TextMapField,
  WholeNumberField,
} from './fields.js';
import { MISSING_CAUSE_WORDS, type MissingCauseWord } from './missing-causes.js';
import { CoverageRowDto, InstitutionNameDto, ServedFromDto } from './inquiry.dto.js';

/**
 * The list of assets (财产清单): what all institutions together know an obligor to have, each thing once. Made from the answers
 * every time it is read; nothing in it is stored.
 */

/** How far the value shown can be relied on; unknown: nobody gave one, or they contradict each other. */
export const LISTED_CERTAINTIES = ['exact', 'dated', 'nominal', 'unknown'] as const;
export type ListedCertainty = (typeof LISTED_CERTAINTIES)[number];

/**
 * Why the value of a thing is in no total · `contradictory`: institutions give different values · `possibly-repeated`: may be a
 * thing that stands in the list already · `holder-differs`: who has it, as the institution says, is none of the obligors.
 */
export const NOT_COUNTED_REASONS = ['contradictory', 'possibly-repeated', 'holder-differs'] as const;
export type NotCountedReason = (typeof NOT_COUNTED_REASONS)[number];

export const ASSET_LIST_FORMATS = ['json', 'xlsx', 'pdf'] as const;
export type AssetListFormat = (typeof ASSET_LIST_FORMATS)[number];

const MOST = 1_000_000;
const COUNT = { min: 0, max: 2_147_483_647 };
const REQUEST_ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
const FEN = { min: 0, max: Number.MAX_SAFE_INTEGER };
const AS_OF_FROM = { description: 'institution: it says so; answer: the moment its answer was received' };

export class AssetListQueryDto {
  @ChoiceField(ASSET_LIST_FORMATS, { description: 'Form of the answer; goes before the header Accept. json when neither says', optional: true })
  format?: AssetListFormat;

  @ChoiceField(SOURCES, { description: 'Only this kind of property (财产种类)', optional: true })
  source?: Source;

  @IdField({ description: 'Only what this obligor has (被执行人)', optional: true })
  obligorId?: string;

  @WholeNumberField({ description: 'Most assets of a page; Excel and PDF have all', min: 1, max: 1000, inQuery: true, optional: true, example: 200 })
  limit: number = 200;

  @TextField({ description: '`next` of the page before', min: 16, max: 16, pattern: /^[0-9a-f]{16}$/, allowed: '`next` of the page before: 16 hex digits', optional: true })
  after?: string;
}

/** What a thing is, in a few words. */
export class DescriptionDto {
  @FreeTextField({ description: 'Chinese', example: '银行存款 活期储蓄' })
  zh!: string;

  @FreeTextField({ description: 'English kind, with the words of the institution', example: 'Bank deposit: 活期储蓄' })
  en!: string;
}

/** Something an institution says otherwise than another. */
export class DifferenceDto {
  @TextField({ description: 'Which property', max: 40, example: 'value' })
  field!: string;

  @FreeTextField({ description: 'What this institution says', example: '12500.00 CNY' })
  said!: string;
}

/** One institution's report of a thing (出处). */
export class AssetReportDto {
  @IdField({ description: 'Obligor it was asked about' })
  obligorId!: string;

  @ObjectField(() => InstitutionNameDto, { description: 'Who says so' })
  institution!: InstitutionNameDto;

  @IdField({ description: 'Inquiry it answered' })
  inquiryId!: string;

  @WholeNumberField({ description: 'Id of the request', ...REQUEST_ID })
  requestId!: number;

  @TextField({ description: 'Request number on the wire (请求单号)', max: 30 })
  requestNumber!: string;

  @WholeNumberField({ description: 'Version of its answer', min: 1, max: 32_767 })
  version!: number;

  @FreeTextField({ description: 'How it names the thing: account number, plate, unit code' })
  reference!: string;

  @FreeTextField({ description: 'Moment its data describes (数据时点)' })
  asOf!: string;

  @ChoiceField(['institution', 'answer'], AS_OF_FROM)
  asOfFrom!: 'institution' | 'answer';

  @ObjectField(() => ServedFromDto, { description: 'Present when a stored answer was used', optional: true })
  servedFrom?: ServedFromDto;

  @TextField({ description: 'Address of the exchange it came in, with bytes and digests (证据)', max: 200, optional: true, example: '/api/v1/exchanges/4711' })
  evidence?: string;

  @ObjectListField(() => DifferenceDto, { description: 'What it says otherwise than the other reports', max: MOST })
  differs!: DifferenceDto[];
}

/** A measure already on the thing (在先措施). */
export class StandingMeasureDto extends PriorMeasureDto {
  @BooleanField({ description: 'Not past its last day on the day this list was made; only such measures count for the rank' })
  effective!: boolean;
}

/** Rights of others in a thing (权利负担). */
export class EncumbrancesDto {
  @ObjectListField(() => MoneyDto, { description: 'Sum of their amounts, by currency', max: MOST })
  sums!: MoneyDto[];

  @WholeNumberField({ description: 'How many of them have no amount', ...COUNT })
  withoutAmount!: number;

  @ObjectListField(() => ThirdPartyRightDto, { description: 'Each of them', max: MOST })
  rights!: ThirdPartyRightDto[];
}

/** One thing, whoever reported it. */
export class ListedAssetDto {
  @TextField({ description: 'The same for the same thing in every list of the case', min: 16, max: 16, example: '5f2b6c0d9a7e4411' })
  id!: string;

  @ChoiceField(SOURCES, { description: 'Kind of property (财产种类)' })
  source!: Source;

  @IdListField({ description: 'Obligors it was found for; several have it together', min: 1, max: 1000 })
  obligorIds!: string[];

  @ObjectField(() => DescriptionDto, { description: 'What it is' })
  description!: DescriptionDto;

  @FreeTextField({ description: 'How institutions name it; all names when they differ, parted by ／' })
  reference!: string;

  @FreeTextField({ description: 'Reference of the asset it belongs to', optional: true })
  parentReference?: string;

  @FreeTextField({ description: 'State in the institutions\' words (状态)', optional: true })
  status?: string;

  @FreeTextField({ description: 'Branch, registry or place (开户网点, 登记机构)', optional: true })
  heldAt?: string;

  @DayField({ description: 'Opened or registered', optional: true })
  openedOn?: string;

  @DayField({ description: 'Closed', optional: true })
  closedOn?: string;

  @ObjectListField(() => AssetHolderDto, { description: 'Everybody any report names as having it (权利人, 共有人)', max: MOST })
  holders!: AssetHolderDto[];

  @FreeTextField({ description: 'The obligor\'s share as written (份额); all when they differ, parted by ／', optional: true })
  share?: string;

  @ObjectField(() => MoneyDto, { description: 'Value (价值); absent when unknown or contradictory', optional: true })
  value?: MoneyDto;

  @ChoiceField(LISTED_CERTAINTIES, { description: 'exact: counted by who keeps it; dated: of a day; nominal: registered or insured amount; unknown: no value shown' })
  certainty!: ListedCertainty;

  @ObjectField(() => MoneyDto, { description: 'What could be controlled now (可用); absent when unknown or contradictory', optional: true })
  available?: MoneyDto;

  @ObjectField(() => QuantityDto, { description: 'Units, shares or area; absent when unknown or contradictory', optional: true })
  quantity?: QuantityDto;

  @TextListField({ description: 'Properties that institutions contradict each other in; each report says what it said', max: 100, longest: 40 })
  contradictory!: string[];

  @ChoiceField(NOT_COUNTED_REASONS, { description: 'Why its value is in no total; absent when nothing stands against counting it', optional: true })
  notCounted?: NotCountedReason;

  @ObjectField(() => EncumbrancesDto, { description: 'Rights of others (权利负担)' })
  encumbrances!: EncumbrancesDto;

  @ObjectListField(() => StandingMeasureDto, { description: 'Measures already on it (在先措施)', max: MOST })
  priorMeasures!: StandingMeasureDto[];

  @WholeNumberField({ description: 'Place a new measure would take (顺位): 1 is first; one more than the effective measures before it', min: 1, max: 2_147_483_647 })
  rank!: number;

  @ObjectListField(() => AssetPartDto, { description: 'Sub-accounts and other parts; inside the value, not beside it', max: MOST })
  parts!: AssetPartDto[];

  @WholeNumberField({ description: 'Movements reported; they stand in the answers themselves', ...COUNT })
  transactions!: number;

  @TextMapField({ description: 'What only this kind of property has, under English names', optional: true })
  attributes?: Record<string, string>;

  @FreeTextField({ description: 'Remarks (备注)', optional: true })
  remarks?: string;

  @FreeTextField({ description: 'Moment the data describes; the oldest when there are several reports' })
  asOf!: string;

  @ObjectListField(() => AssetReportDto, { description: 'Every report of it, oldest request first', min: 1, max: MOST })
  reports!: AssetReportDto[];
}

/** An identity record with its origin. Never an asset. */
export class ListedIdentityDto {
  @IdField({ description: 'Obligor it was asked about' })
  obligorId!: string;

  @ObjectField(() => InstitutionNameDto, { description: 'Who says so' })
  institution!: InstitutionNameDto;

  @TextField({ description: 'Request number on the wire (请求单号)', max: 30 })
  requestNumber!: string;

  @MomentField({ description: 'When its answer was received' })
  answeredAt!: string;

  @TextField({ description: 'Address of the exchange it came in', max: 200, optional: true })
  evidence?: string;

  @ObjectField(() => ShownIdentityRecordDto, { description: 'The record; a weak match is to be looked at by a person' })
  record!: ShownIdentityRecordDto;
}

/** Sums of one currency. Only money counted by who keeps it and prices of a day are summed, never with each other. */
export class CurrencySumsDto {
  @TextField({ description: 'ISO 4217 code', min: 3, max: 3, example: 'CNY' })
  currency!: string;

  @WholeNumberField({ description: 'Sum of exact values, fen', ...FEN })
  exactFen!: number;

  @WholeNumberField({ description: 'Sum of dated values, fen', ...FEN })
  datedFen!: number;

  @WholeNumberField({ description: 'Sum of what could be controlled of these, fen', ...FEN })
  availableFen!: number;

  @WholeNumberField({ description: 'How many of these things say what could be controlled', ...COUNT })
  withAvailable!: number;
}

/** Things and sums of one source, one obligor, or all. */
export class AssetTotalsDto {
  @WholeNumberField({ description: 'Things, each once', ...COUNT })
  things!: number;

  @WholeNumberField({ description: 'Things whose value is in the sums', ...COUNT })
  summed!: number;

  @WholeNumberField({ description: 'Things with a nominal value, which is never summed', ...COUNT })
  nominal!: number;

  @WholeNumberField({ description: 'Things without a value', ...COUNT })
  unknown!: number;

  @WholeNumberField({ description: 'Things left out for a reason (`notCounted`)', ...COUNT })
  notCounted!: number;

  @WholeNumberField({ description: 'Things with a debt instead of a value (透支); not set off against the others', ...COUNT })
  debts!: number;

  @ObjectListField(() => CurrencySumsDto, { description: 'Sums, a row for each currency', max: 1000 })
  sums!: CurrencySumsDto[];
}

export class SourceTotalsDto extends AssetTotalsDto {
  @ChoiceField(SOURCES, { description: 'Kind of property (财产种类)' })
  source!: Source;
}

export class ObligorTotalsDto extends AssetTotalsDto {
  @IdField({ description: 'Obligor; what several have together is counted with each of them' })
  obligorId!: string;
}

/** A question that nobody answered with what there is, and why. */
export class OpenQuestionDto {
  @ObjectField(() => InstitutionNameDto, { description: 'Institution asked' })
  institution!: InstitutionNameDto;

  @IdField({ description: 'Obligor asked about' })
  obligorId!: string;

  @TextListField({ description: 'About what (财产种类)', max: SOURCES.length, longest: 40, words: SOURCES })
  sources!: Source[];

  @ChoiceField(['waiting', ...OUTCOME_KINDS], { description: 'waiting, or the kind of the outcome; found: an answer that is not taken over' })
  state!: string;

  @FreeTextField({ description: 'One line for a person' })
  why!: string;

  @ChoiceField(MISSING_CAUSE_WORDS, { description: 'The same as a word, to be said in any language' })
  cause!: MissingCauseWord;

  @FreeTextField({ description: 'What the institution, or our own system, says about it besides', optional: true })
  said?: string;

  @MomentField({ description: 'An earlier answer of this moment is shown in its place; absent: nothing is known', optional: true })
  shownFrom?: string;
}

export class ListedObligorDto {
  @IdField({ description: 'Obligor (被执行人)' })
  id!: string;

  @ChoiceField(OBLIGOR_KIND_WORDS, { description: 'Natural person or organisation' })
  kind!: ObligorKindWord;

  @TextField({ description: 'Name', max: 200 })
  name!: string;
}

/** What the obligors have, each thing once, and what is not known. */
export class AssetListDto {
  @IdField({ description: 'The case (案件)' })
  caseId!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @TextField({ description: 'Court (执行法院)', max: 200 })
  courtName!: string;

  @IdListField({ description: 'Inquiries the answers were taken from, newest first', max: MOST })
  inquiryIds!: string[];

  @ObjectListField(() => ListedObligorDto, { description: 'Obligors asked about', max: 1000 })
  obligors!: ListedObligorDto[];

  @MomentField({ description: 'First of these questions accepted', optional: true })
  askedFrom?: string;

  @MomentField({ description: 'Last of these questions accepted', optional: true })
  askedTo?: string;

  @MomentField({ description: 'This list was made; ranks are of this day' })
  madeAt!: string;

  @BooleanField({ description: 'Every question has an outcome, also one that is no answer: see `missing`' })
  complete!: boolean;

  @ObjectListField(() => OpenQuestionDto, { description: 'What is not known, and why; always whole', max: MOST })
  missing!: OpenQuestionDto[];

  @ObjectListField(() => CoverageRowDto, { description: 'A row for each source: obligors times institutions', max: SOURCES.length })
  coverage!: CoverageRowDto[];

  @ObjectField(() => AssetTotalsDto, { description: 'Over everything in the list, not only this page' })
  totals!: AssetTotalsDto;

  @ObjectListField(() => SourceTotalsDto, { description: 'By source', max: SOURCES.length })
  bySource!: SourceTotalsDto[];

  @ObjectListField(() => ObligorTotalsDto, { description: 'By obligor', max: 1000 })
  byObligor!: ObligorTotalsDto[];

  @TextField({ description: 'SHA-256 of the contents, hex; the same stands at the foot of the PDF made from the same answers on the same day', min: 64, max: 64 })
  digest!: string;

  @ObjectListField(() => ListedIdentityDto, { description: 'Identity records (身份信息)', max: MOST })
  identities!: ListedIdentityDto[];

  @ObjectListField(() => ListedAssetDto, { description: 'The assets by source, obligor and institution', max: 1000 })
  items!: ListedAssetDto[];

  @TextField({ description: 'Pass as `after` for the next page; absent on the last', min: 16, max: 16, optional: true })
  next?: string;
}
