import { CASE_KIND_WORDS, CASE_STATE_WORDS, type CaseKindWord, type CaseStateWord } from './closed-lists.js';
import { BooleanField, ChoiceField, DayField, FenField, IdField, MomentField, ObjectField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { NEED_WORDS, NeedCountDto, NeedDto } from './needs.dto.js';
import { PageQueryDto } from './page.dto.js';

const COUNT = { min: 0, max: 2_147_483_647 };
const WORK_FILTER_WORDS = ['answers', 'needs'] as const;

/** The newest inquiry of a case, counted. */
export class WorkInquiryDto {
  @IdField({ description: 'Id of the inquiry' })
  id!: string;

  @WholeNumberField({ description: 'Requests: obligors times institutions', ...COUNT })
  total!: number;

  @WholeNumberField({ description: 'Requests with an outcome', ...COUNT })
  answered!: number;

  @WholeNumberField({ description: 'Requests in whose answer something was found', ...COUNT })
  found!: number;

  @ChoiceField(['open', 'complete', 'cancelled'], { description: 'State of the inquiry' })
  state!: 'open' | 'complete' | 'cancelled';

  @MomentField({ description: 'Accepted (受理)' })
  acceptedAt!: string;
}

/** A case and where it stands (工作台), without the people in it. */
export class WorkCaseDto {
  @IdField({ description: 'Id of the case' })
  id!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @TextField({ description: 'Court code (法院代字)', max: 20 })
  courtCode!: string;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Kind of the case' })
  kind!: CaseKindWord;

  @ChoiceField(CASE_STATE_WORDS, { description: 'State of the case' })
  state!: CaseStateWord;

  @DayField({ description: 'Day of filing (立案日期)' })
  filedOn!: string;

  @FenField({ description: 'Owed and not paid, fen' })
  outstandingFen!: number;

  @WholeNumberField({ description: 'Obligors in the case now', ...COUNT })
  obligors!: number;

  @ObjectField(() => WorkInquiryDto, { description: 'The newest inquiry; absent when nothing was asked yet', optional: true })
  inquiry?: WorkInquiryDto;

  @WholeNumberField({ description: 'Measures in force or waiting in rank', ...COUNT })
  measures!: number;

  @DayField({ description: 'Day on which the first of them ends', optional: true })
  firstEnd?: string;

  @WholeNumberField({ description: 'Orders that were drafted and not submitted, or sent back', ...COUNT })
  drafted!: number;

  @WholeNumberField({ description: 'Orders at institutions without a result', ...COUNT })
  underWay!: number;

  @WholeNumberField({ description: 'Open tasks about measures (待办)', ...COUNT })
  tasks!: number;

  @WholeNumberField({ description: 'Approvals that wait (待审批)', ...COUNT })
  approvals!: number;

  @WholeNumberField({ description: 'Leads (财产线索) that are not checked, or whose party was not told', ...COUNT })
  leads!: number;

  @BooleanField({ description: 'The newest inquiry found something, and nothing was ordered since' })
  answersIn!: boolean;
}

export class WorkListQueryDto extends PageQueryDto {
  @ChoiceField(WORK_FILTER_WORDS, { description: 'answers: only where something was found and nothing done yet; needs: that, or tasks, leads, approvals or drafts', optional: true })
  only?: (typeof WORK_FILTER_WORDS)[number];
}

export class WorkListDto {
  @ObjectListField(() => WorkCaseDto, { description: 'Newest first', max: 200 })
  items!: WorkCaseDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

/** What is looked for stands in the body, so that names and numbers never stand in an address or its log. */
export class SearchCasesDto {
  @TextField({ description: 'Beginning of a case number in any kind of brackets; or a name, or a document number, in full', min: 2, max: 200 })
  text!: string;
}

export class FoundCasesDto {
  @ObjectListField(() => WorkCaseDto, { description: 'Newest first', max: 100 })
  items!: WorkCaseDto[];

  @BooleanField({ description: 'There are more than are shown: look for something narrower' })
  more!: boolean;

  @ObjectListField(() => NeedDto, { description: 'What needs the caller in these cases (待办), the most urgent first', max: 200 })
  needs!: NeedDto[];

  @ObjectListField(() => NeedCountDto, { description: 'Of it, every kind of which there is something, counted whole', max: NEED_WORDS.length })
  needCounts!: NeedCountDto[];
}
