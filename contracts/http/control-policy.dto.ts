import { BooleanField, ChoiceField, FreeTextField, IdField, MomentField, ObjectField, ObjectListField, TextField, WholeNumberField } from './fields.js';

const VERSION = { min: 0, max: 2_147_483_647 };
/** What is beyond a setting's own range is refused with what is allowed there, or with the law. */
const ANY = { min: 0, max: 2_147_483_647 };

/** What a court sets about measures (控制策略). What is left out is inherited from the court above it. */
export class ControlPolicyContentDto {
  @BooleanField({ description: 'Releases of excess leave by rule (查扣冻规定第十九条); otherwise each waits for a named person', optional: true })
  releaseExcessByRule?: boolean;

  @WholeNumberField({ description: 'An order without an answer is asked about after so many seconds, then in growing distances: 10 to 3600', ...ANY, optional: true })
  askAfterSeconds?: number;

  @WholeNumberField({ description: 'The longest distance between two questions, seconds: 60 to 259200', ...ANY, optional: true })
  askAtMostSeconds?: number;

  @WholeNumberField({ description: 'A person is told when nobody could learn for so many seconds what became of an order: 600 to 86400', ...ANY, optional: true })
  unconfirmedAlarmSeconds?: number;

  @WholeNumberField({ description: 'An institution has so many seconds to answer an order: 3600 to 86400 (法〔2018〕64号)', ...ANY, optional: true })
  answerWithinSeconds?: number;

  @WholeNumberField({ description: 'The first reminder to renew comes so many days before the last day: 7 (保全规定第十八条) to 60', ...ANY, optional: true })
  remindFromDays?: number;
}

export class PutControlPolicyDto {
  @WholeNumberField({ description: 'Version that was seen; 0 when there was none', ...VERSION })
  version!: number;

  @ObjectField(() => ControlPolicyContentDto, { description: 'The whole of what this court sets: replaces what was there' })
  content!: ControlPolicyContentDto;

  @FreeTextField({ description: 'Why, in words of the office; no personal data', optional: true })
  reason?: string;
}

const SETTINGS = ['releaseExcessByRule', 'askAfterSeconds', 'askAtMostSeconds', 'unconfirmedAlarmSeconds', 'answerWithinSeconds', 'remindFromDays'] as const;

/** Where one setting comes from, and what may be set. */
export class ControlPolicySettingDto {
  @ChoiceField(SETTINGS, { description: 'Which' })
  name!: (typeof SETTINGS)[number];

  @TextField({ description: 'Court that set what is in force (法院代字); absent: what comes with the software', max: 20, optional: true })
  courtCode?: string;

  @WholeNumberField({ description: 'In this version of what it wrote', ...VERSION, optional: true })
  version?: number;

  @WholeNumberField({ description: 'Least that may be set; absent for what is yes or no', ...ANY, optional: true })
  least?: number;

  @WholeNumberField({ description: 'Most that may be set', ...ANY, optional: true })
  most?: number;

  @TextField({ description: 'Law and article that set one end of the range', max: 200, optional: true })
  law?: string;
}

/** What is in force at a court, everything inherited filled in. */
export class ControlPolicyDto {
  @TextField({ description: 'Court (法院代字)', max: 20, example: '浙0106' })
  courtCode!: string;

  @WholeNumberField({ description: 'Version of what this court wrote itself; 0 when it wrote nothing', ...VERSION })
  version!: number;

  @ObjectField(() => ControlPolicyContentDto, { description: 'All of it' })
  content!: ControlPolicyContentDto;

  @ObjectListField(() => ControlPolicySettingDto, { description: 'Of each setting: whose it is, and what may be set', max: SETTINGS.length })
  settings!: ControlPolicySettingDto[];

  @TextField({ description: 'Versions it comes from, nearest court first; absent: what comes with the software', max: 200, optional: true, example: '浙0106/3 浙/1' })
  from?: string;
}

/** One version of what a court wrote. */
export class ControlPolicyVersionDto {
  @IdField({ description: 'Id of this version' })
  id!: string;

  @TextField({ description: 'Court (法院代字)', max: 20 })
  courtCode!: string;

  @WholeNumberField({ description: 'Counts changes of this court, from 1', ...VERSION })
  version!: number;

  @ObjectField(() => ControlPolicyContentDto, { description: 'What it says; what is missing is inherited' })
  content!: ControlPolicyContentDto;

  @TextField({ description: 'Login that wrote it', max: 100 })
  changedBy!: string;

  @MomentField({ description: 'When' })
  changedAt!: string;

  @MomentField({ description: 'When it was replaced; absent while it is in force', optional: true })
  replacedAt?: string;

  @FreeTextField({ description: 'Why; absent of versions from before it was asked for', optional: true })
  reason?: string;
}

export class ControlPolicyHistoryDto {
  @ObjectListField(() => ControlPolicyVersionDto, { description: 'Newest first', max: 1000 })
  items!: ControlPolicyVersionDto[];
}
