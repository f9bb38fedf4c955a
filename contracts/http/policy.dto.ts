import { SOURCES, type Source } from '#contracts/adapter';
import { APPROVAL_BY_WORDS, CASE_KIND_WORDS, START_WORDS, type ApprovalByWord, type CaseKindWord, type StartWord } from './closed-lists.js';
import { ChoiceField, FenField, IdField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';

const VERSION = { min: 0, max: 2_147_483_647 };

export class UrgencyDto {
  @TextListField({ description: 'Words in the cause (案由) that make a case urgent', max: 50, longest: 50, distinct: true })
  causes!: string[];

  @FenField({ description: 'Claims from this on are urgent, fen; null = the amount says nothing', nullable: true })
  fromFen!: number | null;

  @TextListField({ description: 'Kinds of case that are urgent', max: 3, longest: 20, words: CASE_KIND_WORDS, distinct: true })
  kinds!: CaseKindWord[];
}

export class OpenRhythmDto {
  @WholeNumberField({ description: 'Days between rounds, from the filing on', min: 1, max: 3650 })
  everyDays!: number;

  @WholeNumberField({ description: 'Most rounds', min: 1, max: 1000 })
  atMost!: number;
}

export class EndingRhythmDto {
  @WholeNumberField({ description: 'Months between rounds, from the ruling on', min: 1, max: 60 })
  everyMonths!: number;

  @WholeNumberField({ description: 'Years after the ruling', min: 1, max: 50 })
  forYears!: number;

  @WholeNumberField({ description: 'Most rounds', min: 1, max: 600 })
  atMost!: number;
}

export class HoursDto {
  @WholeNumberField({ description: 'First hour of the day in Beijing', min: 0, max: 23 })
  from!: number;

  @WholeNumberField({ description: 'Hour it ends at', min: 0, max: 23 })
  to!: number;
}

/** What is asked by itself, of whom, how urgently and when again (查询策略). What is left out is inherited. */
export class PolicyContentDto {
  @ChoiceField(START_WORDS, { description: 'Whether a filing starts an inquiry; on-request: when the applicant asked for it in writing', optional: true })
  startAtFiling?: StartWord;

  @TextListField({ description: 'Sources that are asked; null = all', max: SOURCES.length, longest: 20, words: SOURCES, distinct: true, optional: true, nullable: true })
  sources?: Source[] | null;

  @ObjectField(() => UrgencyDto, { description: 'What is urgent', optional: true })
  urgent?: UrgencyDto;

  @WholeNumberField({ description: 'A stored answer younger than this serves the question, seconds; null = as the installation says', min: 0, max: 31_536_000, optional: true, nullable: true })
  freshnessSeconds?: number | null;

  @TextListField({ description: 'Litigation status (诉讼地位) of those who owe, as the case systems write it; nobody else is asked about', max: 50, longest: 50, distinct: true, optional: true })
  obligorStatuses?: string[];

  @IdField({ description: 'Second officer where a filing names none that is registered; null = none', optional: true, nullable: true })
  secondOfficerId?: string | null;

  @ObjectField(() => OpenRhythmDto, { description: 'Asking again while the case is open; null = not', optional: true, nullable: true })
  requeryOpen?: OpenRhythmDto | null;

  @ObjectField(() => EndingRhythmDto, { description: 'Asking again after the execution ended without assets (终本); null = not', optional: true, nullable: true })
  requeryEnded?: EndingRhythmDto | null;

  @ObjectField(() => HoursDto, { description: 'Hours of the day over which re-queries are spread; may pass midnight', optional: true })
  requeryHours?: HoursDto;

  @ChoiceField(APPROVAL_BY_WORDS, { description: 'What people and systems ask at a desk: under the standing approval, or approved by a named person each time (审批)', optional: true })
  deskInquiry?: ApprovalByWord;

  @ChoiceField(APPROVAL_BY_WORDS, { description: 'The same for inquiries with `force`', optional: true })
  forcedInquiry?: ApprovalByWord;

  @ChoiceField(APPROVAL_BY_WORDS, { description: 'The same for marriage, household, tax and movements of accounts', optional: true })
  sensitiveSources?: ApprovalByWord;
}

class PolicyPlaceDto {
  @TextField({ description: 'Court (法院代字) it is for, and those below it; every court when left out', max: 20, optional: true, example: '浙0106' })
  courtCode?: string;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Kind of case it is for; every kind when left out', optional: true })
  caseKind?: CaseKindWord;
}

export class PutPolicyDto extends PolicyPlaceDto {
  @WholeNumberField({ description: 'Version that was seen; 0 when there was none', ...VERSION })
  version!: number;

  @ObjectField(() => PolicyContentDto, { description: 'The whole of it: replaces what was there' })
  content!: PolicyContentDto;
}

export class PolicyDto extends PolicyPlaceDto {
  @IdField({ description: 'Id of this version' })
  id!: string;

  @WholeNumberField({ description: 'Counts changes of this place, from 1', ...VERSION })
  version!: number;

  @ObjectField(() => PolicyContentDto, { description: 'What it says; what is missing is inherited' })
  content!: PolicyContentDto;

  @TextField({ description: 'Login that wrote it', max: 100 })
  changedBy!: string;

  @MomentField({ description: 'When' })
  changedAt!: string;

  @MomentField({ description: 'When it was replaced; absent while it is in force', optional: true })
  replacedAt?: string;
}

export class PolicyListQueryDto {
  @ChoiceField(['true', 'false'], { description: 'With versions that were replaced', optional: true })
  history?: 'true' | 'false';
}

export class PolicyListDto {
  @ObjectListField(() => PolicyDto, { description: 'By court and kind, newest version first', max: 2000 })
  items!: PolicyDto[];
}

export class PolicyInForceQueryDto {
  @TextField({ description: 'Court (法院代字)', max: 20, example: '浙0106' })
  courtCode!: string;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Kind of case' })
  caseKind!: CaseKindWord;
}

/** What is in force, everything inherited filled in. */
export class PolicyInForceDto {
  @TextField({ description: 'Court (法院代字)', max: 20 })
  courtCode!: string;

  @ChoiceField(CASE_KIND_WORDS, { description: 'Kind of case' })
  caseKind!: CaseKindWord;

  @ObjectField(() => PolicyContentDto, { description: 'All of it' })
  content!: PolicyContentDto;
}

