import { AUDIT_EVENTS, type AuditBasis, type AuditEvent } from '#contracts/audit';
import { DOCUMENT_TYPE_WORDS, type DocumentTypeWord } from './closed-lists.js';
import { ChoiceField, FreeTextField, IdField, IdListField, MomentField, ObjectField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { PageQueryDto } from './page.dto.js';

/** 非承办查阅 and the rules of libs/supervision/alarm-rules.ts. */
export const NOTICE_KINDS = [
  'look-outside', 'persons-outside', 'persons-in-cases', 'burst', 'night-outside', 'one-person-many-cases', 'looks-without-work', 'refusals', 'exports',
] as const;
/** 查阅, 提醒, 预警 */
const NOTICE_LEVELS = ['look', 'warning', 'alarm'] as const;
const NOTICE_STATES = ['open', 'seen', 'settled'] as const;
/** 正当, 不当, 移交 */
const SETTLEMENTS = ['justified', 'unjustified', 'passed-on'] as const;
/** 参与办理, 说明理由, 立案法院系统 */
const BASIS_WORDS = ['participant', 'grant', 'court-system'] as const satisfies readonly AuditBasis[];
const EVENTS = Object.keys(AUDIT_EVENTS) as AuditEvent[];
const COUNT = { min: 0, max: 2_147_483_647 };
const RECORD_ID = { min: 1, max: Number.MAX_SAFE_INTEGER };

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
/** A moment that a caller gives. */
const GivenMoment = (description: string) =>
  TextField({ description, min: 17, max: 29, pattern: MOMENT, allowed: 'a moment as ISO 8601 with offset', format: 'date-time', optional: true });

/** What a supervisor has to look at (督察提醒). */
export class SupervisionNoticeDto {
  @IdField({ description: 'Id of the notice' })
  id!: string;

  @TextField({ description: 'Court whose supervisors, and those above, are told; absent: only those of all courts', max: 20, optional: true })
  courtCode?: string;

  @ChoiceField(NOTICE_KINDS, { description: '`look-outside`: somebody looked at a case that is not theirs; else the rule that was reached' })
  kind!: string;

  @ChoiceField(NOTICE_LEVELS, { description: 'How serious' })
  level!: (typeof NOTICE_LEVELS)[number];

  @TextField({ description: 'Whom it is about', max: 200 })
  login!: string;

  @IdField({ description: 'The case that was looked at', optional: true })
  caseId?: string;

  @IdField({ description: 'The grant with the reason', optional: true })
  grantId?: string;

  @WholeNumberField({ description: 'What was counted; of a look the reads under its grant', ...COUNT })
  count!: number;

  @WholeNumberField({ description: 'The threshold that was reached', ...COUNT, optional: true })
  threshold?: number;

  @MomentField({ description: 'What was counted begins here' })
  windowStart!: string;

  @MomentField({ description: 'and ends here' })
  windowEnd!: string;

  @MomentField({ description: 'When it was raised' })
  raisedAt!: string;

  @ChoiceField(NOTICE_STATES, { description: 'Where it stands' })
  state!: (typeof NOTICE_STATES)[number];

  @TextField({ description: 'Who took note first', max: 200, optional: true })
  seenBy?: string;

  @MomentField({ description: 'When', optional: true })
  seenAt?: string;

  @TextField({ description: 'Who settled it', max: 200, optional: true })
  settledBy?: string;

  @MomentField({ description: 'When', optional: true })
  settledAt?: string;

  @ChoiceField(SETTLEMENTS, { description: 'What it came to', optional: true })
  settlement?: (typeof SETTLEMENTS)[number];

  @TextField({ description: 'Why', max: 500, optional: true })
  note?: string;
}

export class NoticeListQueryDto extends PageQueryDto {
  @ChoiceField(NOTICE_STATES, { description: 'Only those in this state', optional: true })
  state?: (typeof NOTICE_STATES)[number];

  @ChoiceField(NOTICE_KINDS, { description: 'Only those of this kind', optional: true })
  kind?: (typeof NOTICE_KINDS)[number];

  @TextField({ description: 'Only those about this login', max: 200, optional: true })
  login?: string;
}

export class SupervisionNoticePageDto {
  @ObjectListField(() => SupervisionNoticeDto, { description: 'Newest first', max: 200 })
  items!: SupervisionNoticeDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

export class SettleNoticeDto {
  @ChoiceField(SETTLEMENTS, { description: 'justified (正当), unjustified (不当), passed-on (移交)' })
  settlement!: (typeof SETTLEMENTS)[number];

  @TextField({ description: 'Why; no names and numbers of people', max: 500 })
  note!: string;
}

/** Why somebody looked at a case that is not theirs. */
export class GrantReasonDto {
  @TextField({ description: 'Purpose, of a closed list', max: 40 })
  purpose!: string;

  @FreeTextField({ description: 'The reason as it was given' })
  reason!: string;
}

/** One entry of the audit record (审计记录). */
export class AuditEventDto {
  @WholeNumberField({ description: 'Number of the entry', ...RECORD_ID })
  id!: number;

  @MomentField({ description: 'When' })
  at!: string;

  @ChoiceField(EVENTS, { description: 'What, of the closed list `contracts/audit/audit-events.md`' })
  event!: string;

  @TextField({ description: 'Who: a login, the code of an institution, or `gateway`', max: 200 })
  login!: string;

  @ChoiceField(['success', 'failure'], { description: 'How it ended' })
  result!: 'success' | 'failure';

  @IdField({ description: 'The case', optional: true })
  caseId?: string;

  @IdField({ description: 'The inquiry', optional: true })
  inquiryId?: string;

  @TextField({ description: 'The institution', max: 100, optional: true })
  institutionCode?: string;

  @FreeTextField({ description: 'Why; always with a failure', optional: true })
  reason?: string;

  @TextField({ description: 'Ties it to the call and its log lines', max: 64, optional: true })
  correlationId?: string;

  @ChoiceField(BASIS_WORDS, { description: 'On what ground (查阅依据)', optional: true })
  basis?: string;

  @IdField({ description: 'The grant whose reason covers it', optional: true })
  grantId?: string;

  @ObjectField(() => GrantReasonDto, { description: 'The reason of that grant', optional: true })
  grant?: GrantReasonDto;

  @IdListField({ description: 'Ids of the obligors it told of; absent: all of the inquiry, else of the case', max: 100, optional: true })
  obligorIds?: string[];
}

export class AuditEventListQueryDto extends PageQueryDto {
  @IdField({ description: 'Only of this case', optional: true })
  caseId?: string;

  @TextField({ description: 'Only by this login', max: 200, optional: true })
  login?: string;

  @ChoiceField(EVENTS, { description: 'Only of this kind', optional: true })
  event?: AuditEvent;

  @GivenMoment('From this moment on; the last day when absent and neither case nor login is named')
  from?: string;

  @GivenMoment('Before this moment')
  to?: string;
}

export class AuditEventPageDto {
  @ObjectListField(() => AuditEventDto, { description: 'Newest first', max: 200 })
  items!: AuditEventDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

/** The number stands in the body, so that it never stands in an address or its log. */
export class PersonReportQueryDto extends PageQueryDto {
  @ChoiceField(DOCUMENT_TYPE_WORDS, { description: 'Kind of the document (证件种类)' })
  documentType!: DocumentTypeWord;

  @TextField({ description: 'Its number (证件号码)', max: 60 })
  documentNumber!: string;

  @GivenMoment('Looks from this moment on')
  from?: string;

  @GivenMoment('Looks before this moment')
  to?: string;

  @TextField({ description: 'Why it is asked; stands in the audit record. No names and numbers of people', min: 4, max: 500 })
  reason!: string;
}

export class PersonEntryDto {
  @IdField({ description: 'Id of the obligor in that case' })
  obligorId!: string;

  @IdField({ description: 'Id of the case' })
  caseId!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @TextField({ description: 'Court code', max: 20 })
  courtCode!: string;

  @TextField({ description: 'Name of the court', max: 200 })
  courtName!: string;

  @MomentField({ description: 'In the case since' })
  since!: string;

  @MomentField({ description: 'Taken out of it', optional: true })
  removedAt?: string;
}

const DEEDS = ['looked', 'asked', 'changed'] as const;

export class PersonLookDto {
  @WholeNumberField({ description: 'Number of the entry in the audit record', ...RECORD_ID })
  id!: number;

  @MomentField({ description: 'When' })
  at!: string;

  @TextField({ description: 'Who', max: 200 })
  login!: string;

  @ChoiceField(DEEDS, { description: 'Looked (查阅), asked institutions (查询), or changed something (办理)' })
  deed!: (typeof DEEDS)[number];

  @ChoiceField(EVENTS, { description: 'What exactly' })
  event!: string;

  @IdField({ description: 'In which case' })
  caseId!: string;

  @IdField({ description: 'Of which inquiry', optional: true })
  inquiryId?: string;

  @ChoiceField(BASIS_WORDS, { description: 'On what ground (查阅依据); absent: none was recorded', optional: true })
  basis?: string;

  @ObjectField(() => GrantReasonDto, { description: 'The reason of the grant', optional: true })
  grant?: GrantReasonDto;
}

/** One inquiry about the person, counted over institutions. */
export class PersonAskedDto {
  @IdField({ description: 'Id of the inquiry' })
  inquiryId!: string;

  @IdField({ description: 'In which case' })
  caseId!: string;

  @TextField({ description: 'Who asked', max: 200 })
  askedBy!: string;

  @ChoiceField(['filing', 'requery'], { description: 'It began by itself: at the filing (立案) or as a re-query (定期)', optional: true })
  automatic?: 'filing' | 'requery';

  @FreeTextField({ description: 'What for' })
  purpose!: string;

  @MomentField({ description: 'When' })
  askedAt!: string;

  @WholeNumberField({ description: 'Requests to institutions', ...COUNT })
  institutions!: number;

  @WholeNumberField({ description: 'of which something was found', ...COUNT })
  found!: number;

  @WholeNumberField({ description: 'nothing was found', ...COUNT })
  nothingFound!: number;

  @WholeNumberField({ description: 'refused, failed, or not answered', ...COUNT })
  other!: number;
}

/** Who looked at a person, when, on what ground (查阅情况报告). */
export class PersonReportDto {
  @MomentField({ description: 'When it was made' })
  madeAt!: string;

  @ObjectListField(() => PersonEntryDto, { description: 'Where the person stands or stood, oldest first', max: 10_000 })
  entries!: PersonEntryDto[];

  @ObjectListField(() => PersonAskedDto, { description: 'Inquiries about the person, newest first', max: 1000 })
  asked!: PersonAskedDto[];

  @ObjectListField(() => PersonLookDto, { description: 'Everything that was done with the data of the person, newest first', max: 200 })
  looks!: PersonLookDto[];

  @TextField({ description: 'Cursor of the next page of looks; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
