import { BooleanField, ChoiceField, DayField, IdField, IdListField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField, WholeNumberListField } from './fields.js';
import {
  LEAD_CHANNEL_WORDS, LEAD_EVENT_WORDS, LEAD_FINDING_WORDS, LEAD_GIVER_WORDS, LEAD_LACK_WORDS, LEAD_NOTICE_WAY_WORDS, LEAD_PROPERTY_WORDS, LEAD_STATE_WORDS,
  type LeadChannelWord, type LeadEventWord, type LeadFindingWord, type LeadGiverWord, type LeadLackWord, type LeadNoticeWayWord, type LeadPropertyWord, type LeadStateWord,
} from './lead-words.js';

const VERSION = { min: 1, max: 2_147_483_647 };
const LACKS = 'thing 何种财产, place 在何处, holder 归谁所有, grounds 来源依据';
const ORDER_IDS = { from: 1, to: Number.MAX_SAFE_INTEGER, max: 100 };

/** A lead about property that a party gives (财产线索, 财产调查规定第二条). */
export class NewLeadDto {
  @ChoiceField(LEAD_GIVER_WORDS, { description: 'As whom it was given: applicant 申请执行人, other-party 其他当事人, third-person 案外人' })
  givenAs!: LeadGiverWord;

  @TextField({ description: 'Name of who gave it (姓名或名称)', max: 200 })
  giver!: string;

  @TextField({ description: 'How they are reached (联系方式)', max: 200, optional: true })
  contact?: string;

  @DayField({ description: 'Day on which the court received it (收到日); the day itself does not count' })
  receivedOn!: string;

  @ChoiceField(LEAD_CHANNEL_WORDS, { description: 'How it came: in-person 当面, letter 书面, online 网上, phone 电话' })
  channel!: LeadChannelWord;

  @ChoiceField(LEAD_PROPERTY_WORDS, { description: 'What is said to be there: a source of assets, or other' })
  property!: LeadPropertyWord;

  @TextField({ description: 'What it says (线索内容)', max: 2000 })
  description!: string;

  @TextField({ description: 'Where the thing is said to be (所在地)', max: 500, optional: true })
  place?: string;

  @TextField({ description: 'Institution that is said to keep it (保管或登记机构)', max: 200, optional: true })
  institution?: string;

  @IdField({ description: 'Obligor of the case whose property it is said to be', optional: true })
  obligorId?: string;

  @BooleanField({ description: 'Urgent (情况紧急): checked within 3 days; needs `urgentReason`', optional: true })
  urgent?: boolean;

  @TextField({ description: 'Why it is urgent', max: 500, optional: true })
  urgentReason?: string;

  @TextListField({ description: `What it lacks to be concrete (明确、具体): ${LACKS}. With any of them it has no clock, and the party is to be told what it lacks`, words: LEAD_LACK_WORDS, longest: 20, distinct: true, max: 4, optional: true })
  missing?: LeadLackWord[];

  @TextField({ description: 'Login of who checks it; somebody who works on the case. The handling officer when left out', max: 200, optional: true })
  owner?: string;
}

/** What the check found (核实结果): recorded once. */
export class LeadOutcomeDto {
  @ChoiceField(LEAD_FINDING_WORDS, { description: 'found 属实, nothing-found 查无, unverifiable 无法核实, not-concrete 不明确、不具体' })
  finding!: LeadFindingWord;

  @TextField({ description: 'What was done and found', max: 2000 })
  text!: string;

  @TextField({ description: 'Who recorded it', max: 200 })
  by!: string;

  @MomentField({ description: 'When' })
  at!: string;

  @BooleanField({ description: 'Recorded after the last day (逾期)' })
  late!: boolean;
}

/** How the party was told (回告): recorded once. */
export class LeadNoticeDto {
  @ChoiceField(LEAD_NOTICE_WAY_WORDS, { description: 'handed-over 当面送达, post 邮寄, online 电子送达, oral 口头告知并记入笔录' })
  way!: LeadNoticeWayWord;

  @DayField({ description: 'Day on which the party was told' })
  on!: string;

  @TextField({ description: 'Number of the letter or of its posting; where the record (笔录) of what was said stands', max: 200, optional: true })
  reference?: string;

  @TextField({ description: 'What the party was told', max: 2000 })
  text!: string;

  @TextField({ description: 'Who recorded it', max: 200 })
  by!: string;

  @MomentField({ description: 'When' })
  at!: string;

  @BooleanField({ description: 'Told after the last day' })
  late!: boolean;
}

export class LeadDto {
  @IdField({ description: 'Id' })
  id!: string;

  @IdField({ description: 'Case' })
  caseId!: string;

  @ChoiceField(LEAD_GIVER_WORDS, { description: 'As whom it was given' })
  givenAs!: LeadGiverWord;

  @TextField({ description: 'Who gave it', max: 200 })
  giver!: string;

  @TextField({ description: 'How they are reached', max: 200, optional: true })
  contact?: string;

  @DayField({ description: 'Received on' })
  receivedOn!: string;

  @ChoiceField(LEAD_CHANNEL_WORDS, { description: 'How it came' })
  channel!: LeadChannelWord;

  @ChoiceField(LEAD_PROPERTY_WORDS, { description: 'What is said to be there' })
  property!: LeadPropertyWord;

  @TextField({ description: 'What it says', max: 2000 })
  description!: string;

  @TextField({ description: 'Where', max: 500, optional: true })
  place?: string;

  @TextField({ description: 'Institution', max: 200, optional: true })
  institution?: string;

  @IdField({ description: 'Obligor', optional: true })
  obligorId?: string;

  @BooleanField({ description: 'Urgent' })
  urgent!: boolean;

  @TextField({ description: 'Why', max: 500, optional: true })
  urgentReason?: string;

  @TextListField({ description: `What it lacks to be concrete: ${LACKS}`, words: LEAD_LACK_WORDS, longest: 20, distinct: true, min: 0, max: 4 })
  missing!: LeadLackWord[];

  @DayField({ description: 'Last day to check it: the earlier of the two below; absent for what was not concrete when it came', optional: true })
  dueOn?: string;

  @DayField({ description: 'By 财产调查规定第二条: 7 days, urgent 3', optional: true })
  dueByDays?: string;

  @DayField({ description: 'By 浙高法〔2016〕55号: 7 working days', optional: true })
  dueByWorkingDays?: string;

  @TextField({ description: 'Version of the working-day calendar it was counted with', max: 20, optional: true })
  calendarVersion?: string;

  @TextField({ description: 'Login of who checks it; absent while nobody works on the case', max: 200, optional: true })
  owner?: string;

  @ChoiceField(LEAD_STATE_WORDS, { description: 'open 待核实; then what was found' })
  state!: LeadStateWord;

  @BooleanField({ description: 'Not checked, and its last day is over' })
  overdue!: boolean;

  @ObjectField(() => LeadOutcomeDto, { description: 'What was found', optional: true })
  outcome?: LeadOutcomeDto;

  @IdField({ description: 'Task whether the case that ended without assets is restored (恢复执行): raised, or found open, because it turned out to be true', optional: true })
  restoreTaskId?: string;

  @DayField({ description: 'The party is told by then: 3 working days from the outcome', optional: true })
  noticeDueOn?: string;

  @BooleanField({ description: 'The party was not told, and that day is over' })
  noticeOverdue!: boolean;

  @ObjectField(() => LeadNoticeDto, { description: 'How the party was told', optional: true })
  notice?: LeadNoticeDto;

  @IdListField({ description: 'Inquiries it led to', max: 1000 })
  inquiryIds!: string[];

  @WholeNumberListField({ description: 'Control orders it led to', ...ORDER_IDS, min: 0, max: 1000 })
  orderIds!: number[];

  @TextField({ description: 'Who registered it', max: 200 })
  registeredBy!: string;

  @MomentField({ description: 'When' })
  registeredAt!: string;

  @WholeNumberField({ description: 'Version', ...VERSION })
  version!: number;
}

/** One step in the life of a lead. */
export class LeadStepDto {
  @MomentField({ description: 'When' })
  at!: string;

  @TextField({ description: 'Login; gateway for what it did by itself', max: 200 })
  actor!: string;

  @ChoiceField(LEAD_EVENT_WORDS, { description: 'What happened' })
  event!: LeadEventWord;

  @TextField({ description: 'To whom it was given, what was found, how the party was told, which day passed, how the case ended', max: 300, optional: true })
  detail?: string;
}

export class LeadWithHistoryDto extends LeadDto {
  @ObjectListField(() => LeadStepDto, { description: 'Its history, oldest first', max: 10_000 })
  history!: LeadStepDto[];
}

export class LeadPageDto {
  @ObjectListField(() => LeadDto, { description: 'Newest first', max: 200 })
  items!: LeadDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

class SeenVersionDto {
  @WholeNumberField({ description: 'Version that was seen; here or in If-Match', optional: true, ...VERSION })
  version?: number;
}

export class AssignLeadDto extends SeenVersionDto {
  @TextField({ description: 'Login of somebody who works on the case', max: 200 })
  owner!: string;
}

export class LinkLeadDto extends SeenVersionDto {
  @IdField({ description: 'Inquiry of the case it led to', optional: true })
  inquiryId?: string;

  @WholeNumberListField({ description: 'Control orders of the case it led to', ...ORDER_IDS, min: 1, optional: true })
  orderIds?: number[];
}

export class CheckLeadDto extends LinkLeadDto {
  @ChoiceField(LEAD_FINDING_WORDS, { description: 'found 属实, nothing-found 查无, unverifiable 无法核实, not-concrete 不明确、不具体' })
  finding!: LeadFindingWord;

  @TextField({ description: 'What was done and found', max: 2000 })
  text!: string;

  @TextListField({ description: `With not-concrete: what it lacks (${LACKS})`, words: LEAD_LACK_WORDS, longest: 20, distinct: true, max: 4, optional: true })
  missing?: LeadLackWord[];
}

export class TellLeadDto extends SeenVersionDto {
  @ChoiceField(LEAD_NOTICE_WAY_WORDS, { description: 'handed-over 当面送达, post 邮寄, online 电子送达, oral 口头告知并记入笔录' })
  way!: LeadNoticeWayWord;

  @DayField({ description: 'Day on which the party was told' })
  on!: string;

  @TextField({ description: 'Number of the letter or of its posting; with oral, where the record (笔录) stands', max: 200, optional: true })
  reference?: string;

  @TextField({ description: 'What the party was told', max: 2000 })
  text!: string;
}
