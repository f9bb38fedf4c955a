import { CASE_KIND_WORDS, CASE_STATE_WORDS, OBLIGOR_KIND_WORDS, type CaseKindWord, type CaseStateWord, type ObligorKindWord } from './closed-lists.js';
import {
  ChoiceField,
  DayField,
  FenField,
  IdField,
  MomentField,
  ObjectField,
  ObjectListField,
  TextField,
  TextListField,
  WholeNumberField,
} from './fields.js';
import { NewObligorDto, ObligorDto } from './obligor.dto.js';
import { OfficerDto } from './officer.dto.js';
import { PageQueryDto } from './page.dto.js';

const VERSION = { min: 1, max: 2_147_483_647 };

/** What is owed under the title (执行标的), by part. Integer fen (分). */
export class OwedPartsDto {
  @FenField({ description: 'Principal (本金), fen', example: 12_000_000 })
  principalFen!: number;

  @FenField({ description: 'Interest (利息), fen', example: 350_000 })
  interestFen!: number;

  @FenField({ description: 'Interest for late performance (迟延履行利息), fen', example: 0 })
  lateInterestFen!: number;

  @FenField({ description: 'Execution fee (执行费), fen', example: 170_000 })
  executionFeeFen!: number;

  @FenField({ description: 'Already paid or deducted (已履行), fen', example: 0 })
  paidFen!: number;
}

/** Parts that change; what is left out stays. */
export class ChangeOwedDto {
  @FenField({ description: 'Principal (本金), fen', optional: true })
  principalFen?: number;

  @FenField({ description: 'Interest (利息), fen', optional: true })
  interestFen?: number;

  @FenField({ description: 'Interest for late performance (迟延履行利息), fen', optional: true })
  lateInterestFen?: number;

  @FenField({ description: 'Execution fee (执行费), fen', optional: true })
  executionFeeFen?: number;

  @FenField({ description: 'Already paid or deducted (已履行), fen', optional: true })
  paidFen?: number;
}

export class OwedDto extends OwedPartsDto {
  @FenField({ description: 'Principal, interest, late interest and fee together, fen' })
  totalFen!: number;

  @FenField({ description: 'The total less what was paid, never below 0, fen' })
  outstandingFen!: number;
}

/** Somebody for whom a case is run. */
export class ApplicantDto {
  @ChoiceField(OBLIGOR_KIND_WORDS, { description: 'Natural person or organisation' })
  kind!: ObligorKindWord;

  @TextField({ description: 'Name (姓名/名称), as rulings name them', max: 200 })
  name!: string;
}

/** A filed case (立案) with its obligors. */
export class RegisterCaseDto {
  @TextField({ description: 'Case number (案号); half-width and 〔〕 brackets are accepted, stored full-width', max: 60, example: '（2016）浙0106执1234号' })
  caseNumber!: string;

  @TextField({ description: 'Court code (法院代字); when given it must be the one in the case number', max: 20, optional: true, example: '浙0106' })
  courtCode?: string;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Execution (执行), preservation (保全), restored execution (恢复执行)' })
  kind!: CaseKindWord;

  @DayField({ description: 'Day of filing (立案日期) in Beijing, not in the future', example: '2016-05-03' })
  filedOn!: string;

  @ObjectField(() => OwedPartsDto, { description: 'What is owed (执行标的)' })
  owed!: OwedPartsDto;

  @TextListField({ description: 'Ids of one or two officers (承办人), the handling one first', min: 1, max: 2, longest: 36 })
  officerIds!: string[];

  @ObjectListField(() => ApplicantDto, { description: 'Those who applied (申请执行人, 申请保全人): named in rulings, never asked about', max: 200, optional: true })
  applicants?: ApplicantDto[];

  @ObjectListField(() => NewObligorDto, { description: 'Those who owe (被执行人)', min: 1, max: 200 })
  obligors!: NewObligorDto[];
}

/** What is left out stays. */
export class ChangeCaseDto {
  @WholeNumberField({ description: 'Version of the case that was seen; or in the header If-Match', ...VERSION, optional: true })
  version?: number;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Kind of the case', optional: true })
  kind?: CaseKindWord;

  @DayField({ description: 'Day of filing (立案日期)', optional: true })
  filedOn?: string;

  @ObjectField(() => ChangeOwedDto, { description: 'Parts of what is owed', optional: true })
  owed?: ChangeOwedDto;

  @ObjectListField(() => ApplicantDto, { description: 'All who applied (申请执行人); replaces the list', max: 200, optional: true })
  applicants?: ApplicantDto[];

  @TextListField({ description: 'All officers, the handling one first; replaces the list', min: 1, max: 2, longest: 36, optional: true })
  officerIds?: string[];
}

export class ChangeCaseStateDto {
  @ChoiceField(CASE_STATE_WORDS, {
    description:
      'open (在办) to suspended (中止) and back; open to ended-without-assets (终结本次执行程序) and back to open (恢复执行); any of them to closed (结案), which is final',
  })
  state!: CaseStateWord;

  @DayField({ description: 'Day of the ruling (终本裁定), only with ended-without-assets; today when left out. Re-queries are dated from it', optional: true, example: '2026-08-31' })
  ruledOn?: string;

  @WholeNumberField({ description: 'Version of the case that was seen; or in the header If-Match', ...VERSION, optional: true })
  version?: number;
}

export class CaseListQueryDto extends PageQueryDto {
  @TextField({ description: 'Only cases of this court (法院代字)', max: 20, optional: true, example: '浙0106' })
  courtCode?: string;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Only cases of this kind', optional: true })
  kind?: CaseKindWord;

  @ChoiceField(CASE_STATE_WORDS, { description: 'Only cases in this state', optional: true })
  state?: CaseStateWord;

  @TextField({ description: 'Only case numbers (案号) that begin so, in any kind of brackets', max: 60, optional: true, example: '(2016)浙0106执' })
  caseNumberPrefix?: string;
}

/** A case without the people in it. */
export class CaseSummaryDto {
  @IdField({ description: 'Id of the case' })
  id!: string;

  @TextField({ description: 'Canonical case number (案号)', max: 60, example: '（2016）浙0106执1234号' })
  caseNumber!: string;

  @TextField({ description: 'Court code (法院代字)', max: 20, example: '浙0106' })
  courtCode!: string;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Kind of the case' })
  kind!: CaseKindWord;

  @ChoiceField(CASE_STATE_WORDS, { description: 'State of the case; only an open case may ask' })
  state!: CaseStateWord;

  @DayField({ description: 'Day of filing (立案日期)' })
  filedOn!: string;

  @ObjectField(() => OwedDto, { description: 'What is owed (执行标的)' })
  owed!: OwedDto;

  @WholeNumberField({ description: 'Counts changes of the case, its officers and obligors, from 1; also in the header ETag', ...VERSION })
  version!: number;

  @MomentField({ description: 'When it was registered' })
  createdAt!: string;

  @TextField({ description: 'Login that registered it', max: 100 })
  createdBy!: string;

  @MomentField({ description: 'When it last changed' })
  updatedAt!: string;
}

export class CaseDto extends CaseSummaryDto {
  @TextField({ description: 'Name of the court (法院)', max: 100 })
  courtName!: string;

  @ObjectListField(() => OfficerDto, { description: 'Officers (承办人), the handling one first', max: 2 })
  officers!: OfficerDto[];

  @ObjectListField(() => ApplicantDto, { description: 'Those who applied (申请执行人, 申请保全人)', max: 10_000 })
  applicants!: ApplicantDto[];

  @ObjectListField(() => ObligorDto, { description: 'Obligors (被执行人) in the order they were added, removed ones included', max: 10_000 })
  obligors!: ObligorDto[];
}

export class CasePageDto {
  @ObjectListField(() => CaseSummaryDto, { description: 'Newest first', max: 200 })
  items!: CaseSummaryDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
