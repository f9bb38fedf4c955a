import { CASE_KIND_WORDS, FILING_CHANNEL_WORDS, FILING_STATE_WORDS, ORDER_STATE_WORDS, PARTY_RESULT_WORDS, PARTY_ROLE_WORDS, type CaseKindWord, type FilingChannelWord, type FilingStateWord, type OrderStateWord, type PartyResultWord, type PartyRoleWord } from './closed-lists.js';
import { OwedPartsDto } from './case.dto.js';
import { BooleanField, ChoiceField, DayField, IdField, IdListField, MomentField, ObjectField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { NewObligorDto } from './obligor.dto.js';
import { PageQueryDto } from './page.dto.js';
import { ProblemFieldDto } from './problem.dto.js';

/** How a filing names an officer (承办人): by one of the three. */
export class FilingOfficerDto {
  @IdField({ description: 'Id of a registered officer', optional: true })
  id?: string;

  @TextField({ description: 'Number of the work or the duty certificate (工作证编号, 执行公务证编号)', max: 40, optional: true, example: '浙0106001' })
  certificate?: string;

  @TextField({ description: 'Name (姓名), when it is the only one of its kind at the court', max: 200, optional: true })
  name?: string;
}

/** A party of the filed case (当事人). */
export class FilingPartyDto extends NewObligorDto {
  @TextField({ description: 'Number of the party within the filing (当事人序号)', max: 60, pattern: /^[0-9A-Za-z_.:-]{1,60}$/, allowed: '1 to 60 letters, digits and dashes', example: '1' })
  number!: string;

  @ChoiceField(PARTY_ROLE_WORDS, { description: 'obligor (被执行人) is asked about; applicant (申请执行人) and third-party (案外人) never are' })
  role!: PartyRoleWord;
}

/** A case as a case system files it (立案推送). */
export class FileCaseDto {
  @TextField({ description: 'Number of the filing in the case system (任务流水号): with the court the key, filed twice it counts once', max: 100, example: 'RW202611250001' })
  filingNumber!: string;

  @TextField({ description: 'Case number (案号)', max: 60, example: '（2016）浙0106执1234号' })
  caseNumber!: string;

  @TextField({ description: 'Court code (法院代字); when given it must be the one in the case number', max: 20, optional: true, example: '浙0106' })
  courtCode?: string;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Kind of the case; read from the case number when left out', optional: true })
  kind?: CaseKindWord;

  @DayField({ description: 'Day of filing (立案日期) in Beijing, not in the future', example: '2016-05-03' })
  filedOn!: string;

  @ObjectField(() => OwedPartsDto, { description: 'What is owed (执行标的)' })
  owed!: OwedPartsDto;

  @TextField({ description: 'Cause (案由)', max: 300, optional: true, example: '买卖合同纠纷' })
  cause?: string;

  @BooleanField({ description: 'The applicant asked for an inquiry in writing; needed in preservation (保全规定 art. 11)', optional: true })
  inquiryRequested?: boolean;

  @ObjectListField(() => FilingOfficerDto, { description: 'The handling officer (承办人) first, then the second (双人双证)', max: 2 })
  officers!: FilingOfficerDto[];

  @ObjectListField(() => FilingPartyDto, { description: 'Parties; those that are not right are answered with a reason, the others are taken', min: 1, max: 200 })
  parties!: FilingPartyDto[];
}

export class FilingPartyResultDto {
  @TextField({ description: 'Number of the party (当事人序号)', max: 60 })
  number!: string;

  @ChoiceField(PARTY_RESULT_WORDS, {
    description: 'asked: an obligor, asked about as soon as the filing may start; repeated: filed before; already-asked: an obligor before; conflict: filed before with other content',
  })
  result!: PartyResultWord;

  @IdField({ description: 'Id of the obligor in the case', optional: true })
  obligorId?: string;

  @ObjectListField(() => ProblemFieldDto, { description: 'What is wrong with an invalid party', max: 100, optional: true })
  fields?: ProblemFieldDto[];
}

/** One inquiry that the filing brings about. */
export class FilingInquiryDto {
  @ChoiceField(ORDER_STATE_WORDS, { description: 'Where it stands' })
  state!: OrderStateWord;

  @IdListField({ description: 'Obligors it asks about', max: 200 })
  obligorIds!: string[];

  @IdField({ description: 'Id of the inquiry, when it is started', optional: true })
  inquiryId?: string;

  @TextField({ description: 'Why it is not started: officer-unknown, policy, not-requested, or an error code', max: 100, optional: true })
  reason?: string;
}

export class FilingDto {
  @IdField({ description: 'Id of the filing' })
  id!: string;

  @TextField({ description: 'Number of the filing in the case system (任务流水号)', max: 100 })
  filingNumber!: string;

  @TextField({ description: 'Court code (法院代字)', max: 20, example: '浙0106' })
  courtCode!: string;

  @ChoiceField(FILING_CHANNEL_WORDS, { description: 'Which way it came' })
  channel!: FilingChannelWord;

  @TextField({ description: 'Login or credentials entry that filed it', max: 100 })
  filedBy!: string;

  @IdField({ description: 'Id of the case' })
  caseId!: string;

  @TextField({ description: 'Canonical case number (案号)', max: 60 })
  caseNumber!: string;

  @ChoiceField(FILING_STATE_WORDS, { description: 'waiting-for-officer: nobody is asked until both officers are registered, then it starts by itself' })
  state!: FilingStateWord;

  @MomentField({ description: 'When it was taken in' })
  receivedAt!: string;

  @WholeNumberField({ description: 'Exchange record of the message, when it came over SOAP', min: 1, max: Number.MAX_SAFE_INTEGER, optional: true })
  exchangeId?: number;

  @ObjectListField(() => FilingPartyResultDto, { description: 'Parties by number; after POST in the order given', max: 10_000 })
  parties!: FilingPartyResultDto[];

  @ObjectListField(() => FilingInquiryDto, { description: 'Inquiries it brings about', max: 10_000 })
  inquiries!: FilingInquiryDto[];
}

export class FilingListQueryDto extends PageQueryDto {
  @ChoiceField(FILING_STATE_WORDS, { description: 'Only filings in this state', optional: true })
  state?: FilingStateWord;

  @TextField({ description: 'Only filings of this court', max: 20, optional: true, example: '浙0106' })
  courtCode?: string;

  @IdField({ description: 'Only filings of this case', optional: true })
  caseId?: string;

  @TextField({ description: 'Only filings with this number (任务流水号)', max: 100, optional: true })
  filingNumber?: string;
}

export class FilingPageDto {
  @ObjectListField(() => FilingDto, { description: 'Newest first', max: 200 })
  items!: FilingDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
