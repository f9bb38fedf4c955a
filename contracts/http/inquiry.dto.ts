import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { OUTCOME_KINDS, SOURCES, type OutcomeKind, type QueryOutcome, type Source } from '#contracts/adapter';

export const INQUIRY_PRIORITIES = ['urgent', 'filing', 'scheduled'] as const;
export type InquiryPriority = (typeof INQUIRY_PRIORITIES)[number];

/** Period of account movements wanted (资金往来). */
export class TransactionPeriodDto {
  @ApiProperty({ description: 'First day, yyyy-MM-dd', example: '2026-01-01' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'a day as yyyy-MM-dd' })
  @IsISO8601({ strict: true }, { message: 'a day as yyyy-MM-dd' })
  from!: string;

  @ApiProperty({ description: 'Last day, yyyy-MM-dd, not before the first', example: '2026-06-30' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'a day as yyyy-MM-dd' })
  @IsISO8601({ strict: true }, { message: 'a day as yyyy-MM-dd' })
  to!: string;
}

/** A question about the obligors of one case (查询申请). */
export class CreateInquiryDto {
  @ApiProperty({ format: 'uuid', description: 'The case (案件); it must be open' })
  @IsUUID(undefined, { message: 'the id of a case (UUID)' })
  caseId!: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Obligors (被执行人) of the case to ask about; all of them when absent' })
  @IsOptional()
  @IsArray({ message: 'a list of obligor ids' })
  @ArrayNotEmpty({ message: 'at least one obligor id' })
  @ArrayMaxSize(200, { message: 'at most 200 obligor ids' })
  @ArrayUnique({ message: 'each obligor id once' })
  @IsUUID(undefined, { each: true, message: 'ids of obligors (UUID)' })
  obligorIds?: string[];

  @ApiPropertyOptional({ enum: SOURCES, isArray: true, description: 'What to ask about (财产种类); everything connected when absent' })
  @IsOptional()
  @IsArray({ message: 'a list of sources' })
  @ArrayNotEmpty({ message: 'at least one source' })
  @ArrayUnique({ message: 'each source once' })
  @IsIn(SOURCES, { each: true, message: `any of ${SOURCES.join(', ')}` })
  sources?: Source[];

  @ApiPropertyOptional({ type: [String], description: 'Only these institutions, by code; all that match when absent' })
  @IsOptional()
  @IsArray({ message: 'a list of institution codes' })
  @ArrayNotEmpty({ message: 'at least one institution code' })
  @ArrayMaxSize(5000, { message: 'at most 5000 institution codes' })
  @ArrayUnique({ message: 'each institution code once' })
  @IsString({ each: true, message: 'institution codes' })
  @Length(1, 40, { each: true, message: 'institution codes of 1 to 40 characters' })
  institutions?: string[];

  @ApiProperty({ minLength: 2, maxLength: 200, description: 'Why is asked (查询目的), kept with every request', example: '立案查控' })
  @IsString({ message: 'a text of 2 to 200 characters' })
  @Length(2, 200, { message: 'a text of 2 to 200 characters' })
  purpose!: string;

  @ApiPropertyOptional({ enum: INQUIRY_PRIORITIES, default: 'filing', description: 'Place in the queues of institutions' })
  @IsOptional()
  @IsIn(INQUIRY_PRIORITIES, { message: `any of ${INQUIRY_PRIORITIES.join(', ')}` })
  priority?: InquiryPriority;

  @ApiPropertyOptional({ default: false, description: 'Ask again even if a fresh answer is stored' })
  @IsOptional()
  @IsBoolean({ message: 'true or false' })
  force?: boolean;

  @ApiPropertyOptional({ type: TransactionPeriodDto, description: 'Ask for account movements of this period; none when absent' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TransactionPeriodDto)
  transactions?: TransactionPeriodDto;
}

/** The four moments of an exchange and the waiting before it (domain-rules S2). ISO 8601 in UTC. */
export class ExchangeTimingDto {
  @ApiProperty({ description: 'The request was accepted (受理)' }) acceptedAt!: string;
  @ApiPropertyOptional({ description: 'The first byte was sent, or the institution fetched the request (发出)' }) sentAt?: string;
  @ApiPropertyOptional({ description: 'The answer was received (收到)' }) receivedAt?: string;
  @ApiPropertyOptional({ description: 'The answer was durable (入库)' }) committedAt?: string;
  @ApiProperty({ description: 'Milliseconds in lane or mailbox before it was sent (排队)' }) waitedMs!: number;
  @ApiPropertyOptional({ description: 'Milliseconds from acceptance to commit (总时长)' }) totalMs?: number;
}

export class InstitutionNameDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
  @ApiProperty() kind!: string;
}

/** Said of an answer that was not asked for again. */
export class ServedFromDto {
  @ApiProperty({ description: 'Request whose stored answer is shown' }) requestId!: number;
}

/** What one institution said about one obligor, or that it has not yet. */
export class InstitutionAnswerDto {
  @ApiProperty({ description: 'Request number on the wire (请求单号)' }) requestNumber!: string;
  @ApiProperty() requestId!: number;
  @ApiProperty({ format: 'uuid' }) obligorId!: string;
  @ApiProperty({ type: InstitutionNameDto }) institution!: InstitutionNameDto;
  @ApiProperty({ enum: SOURCES, isArray: true }) sources!: Source[];
  @ApiProperty({ enum: ['waiting', 'answered', 'not-answered'], description: 'answered: found, nothing-found or refused; not-answered: any other outcome' })
  state!: 'waiting' | 'answered' | 'not-answered';
  @ApiPropertyOptional({ type: Object, description: `The outcome; kind is one of ${OUTCOME_KINDS.join(', ')}. Amounts are integer fen.` })
  outcome?: QueryOutcome;
  @ApiPropertyOptional({ description: 'Counts the outcomes of this request from 1; a late answer is a new version' }) version?: number;
  @ApiPropertyOptional({ type: ServedFromDto, description: 'Present when a stored answer inside the freshness window was used' }) servedFrom?: ServedFromDto;
  @ApiProperty({ type: ExchangeTimingDto }) timing!: ExchangeTimingDto;
  @ApiProperty({ description: 'Must have answered by then' }) answerBy!: string;
  @ApiPropertyOptional({ description: 'Raw bytes with digest' }) evidence?: string;
}

/** One source in the coverage matrix: how many requests stand where. */
export class CoverageRowDto {
  @ApiProperty({ enum: SOURCES }) source!: Source;
  @ApiProperty({ description: 'Whether any institution for this source is registered' }) connected!: boolean;
  @ApiProperty() asked!: number;
  @ApiProperty({ description: 'found + nothing + refused' }) answered!: number;
  @ApiProperty({ description: 'Requests whose answer holds an asset or record of this source' }) found!: number;
  @ApiProperty() nothing!: number;
  @ApiProperty() refused!: number;
  @ApiProperty({ description: 'defective, unavailable, unconfirmed or not supported' }) failed!: number;
  @ApiProperty() waiting!: number;
}

export class InquiryTotalsDto {
  @ApiProperty() asked!: number;
  @ApiProperty() answered!: number;
  @ApiProperty() waiting!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } }) byOutcome!: Record<OutcomeKind, number>;
}

/** Who has not answered, and why. */
export class MissingAnswerDto {
  @ApiProperty({ type: InstitutionNameDto }) institution!: InstitutionNameDto;
  @ApiProperty({ format: 'uuid' }) obligorId!: string;
  @ApiProperty({ description: 'waiting, or the kind of the outcome' }) state!: string;
  @ApiProperty() why!: string;
}

/** The aggregated answer: one outcome per institution and obligor, never merged into each other (design §4). */
export class InquiryResultDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty() caseNumber!: string;
  @ApiProperty() documentNumber!: string;
  @ApiProperty() purpose!: string;
  @ApiProperty({ enum: ['open', 'complete', 'cancelled'] }) state!: 'open' | 'complete' | 'cancelled';
  @ApiProperty({ description: 'Every request has an outcome' }) complete!: boolean;
  @ApiProperty({ description: 'Counts the outcomes merged so far; grows with every answer, also a late one' }) version!: number;
  @ApiProperty() acceptedAt!: string;
  @ApiPropertyOptional() completedAt?: string;
  @ApiProperty({ description: 'Milliseconds from acceptance to completion, or to now' }) elapsedMs!: number;
  @ApiProperty({ type: InquiryTotalsDto }) totals!: InquiryTotalsDto;
  @ApiProperty({ type: [MissingAnswerDto] }) missing!: MissingAnswerDto[];
  @ApiProperty({ type: [CoverageRowDto] }) coverage!: CoverageRowDto[];
  @ApiProperty({ type: [InstitutionAnswerDto] }) answers!: InstitutionAnswerDto[];
}

export class InquirySummaryDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() purpose!: string;
  @ApiProperty({ enum: SOURCES, isArray: true }) sources!: string[];
  @ApiProperty() requestedBy!: string;
  @ApiProperty({ description: 'Requests: obligors x institutions' }) total!: number;
  @ApiProperty({ description: 'Requests with an outcome' }) answered!: number;
  @ApiProperty({ enum: ['open', 'complete', 'cancelled'] }) state!: 'open' | 'complete' | 'cancelled';
  @ApiProperty() acceptedAt!: string;
  @ApiPropertyOptional() completedAt?: string;
}

export class InquiryListDto {
  @ApiProperty({ type: [InquirySummaryDto] }) items!: InquirySummaryDto[];
  @ApiPropertyOptional({ description: 'Pass as `before` for the next page' }) next?: string;
}
