import { SOURCES, type QueryOutcome, type Source } from '#contracts/adapter';
import { AssetDto, IdentityRecordDto } from './asset.dto.js';
import { ChoiceField, IdField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField, WholeNumberListField } from './fields.js';
import { OutcomeField } from './outcome.dto.js';
import { PageQueryDto } from './page.dto.js';

export const OFFLINE_BATCH_STATE_WORDS = ['open', 'printed', 'sent', 'answered', 'overdue', 'closed'] as const;
export const OFFLINE_TASK_STATE_WORDS = ['open', 'printed', 'sent', 'to-confirm', 'answered', 'overdue', 'withdrawn'] as const;
export const SENT_WAYS = ['in-person', 'post', 'courier', 'fax', 'official-exchange'] as const;
export const TYPED_ANSWER_KINDS = ['found', 'nothing-found', 'refused', 'scanned'] as const;
const ANSWER_STATES = ['entered', 'confirmed', 'rejected'] as const;

const MOST = Number.MAX_SAFE_INTEGER;
const MOST_SCANS = 20;
const ID = { min: 1, max: MOST };
const COUNT = { min: 0, max: 100_000 };
const LOGIN = { max: 100 };
const COURT = { description: 'Court code (法院代码)', max: 20, example: '浙0106' };
const INSTITUTION = { description: 'Code of the institution', max: 40 };
const REGION = { description: 'District by GB/T 2260 (行政区划)', min: 6, max: 6, pattern: /^\d{6}$/, allowed: 'six digits' };
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

class OfflineFilterDto extends PageQueryDto {
  @TextField({ ...COURT, description: 'Only of this court', optional: true })
  court?: string;

  @TextField({ ...INSTITUTION, description: 'Only to this institution', optional: true })
  institution?: string;

  @TextField({ ...REGION, description: 'Only of this district', optional: true })
  region?: string;

  @TextField({ ...LOGIN, description: 'Only those given to this login', optional: true })
  assignedTo?: string;

  @TextField({ description: 'Only those due before this moment, ISO 8601 with offset', max: 40, pattern: MOMENT, allowed: 'a moment as ISO 8601 with offset', optional: true })
  dueBefore?: string;
}

export class OfflineBatchListQueryDto extends OfflineFilterDto {
  @ChoiceField(OFFLINE_BATCH_STATE_WORDS, { description: 'Only in this state', optional: true })
  state?: (typeof OFFLINE_BATCH_STATE_WORDS)[number];
}

export class OfflineTaskListQueryDto extends OfflineFilterDto {
  @ChoiceField(OFFLINE_TASK_STATE_WORDS, { description: 'Only in this state', optional: true })
  state?: (typeof OFFLINE_TASK_STATE_WORDS)[number];

  @IdField({ description: 'Only of this batch', optional: true })
  batch?: string;
}

/** Requests to one institution of one district that go in one letter of one court (集约查控批次). */
export class OfflineBatchDto {
  @IdField({ description: 'Id of the batch' })
  id!: string;

  @TextField({ description: 'Number of the letter (文书编号)', max: 40 })
  number!: string;

  @TextField(COURT)
  courtCode!: string;

  @TextField(INSTITUTION)
  institutionCode!: string;

  @TextField({ description: 'Name (机构名称)', max: 200 })
  institutionName!: string;

  @TextField(REGION)
  region!: string;

  @ChoiceField(OFFLINE_BATCH_STATE_WORDS, { description: 'open: takes requests; printed; sent; answered: every task has a confirmed answer; overdue; closed' })
  state!: string;

  @WholeNumberField({ description: 'Tasks in it', ...COUNT })
  tasks!: number;

  @WholeNumberField({ description: 'Tasks with a confirmed answer', ...COUNT })
  answered!: number;

  @MomentField({ description: 'Began to take requests' })
  openedAt!: string;

  @MomentField({ description: 'The earliest day on which an answer is due (答复期限)', optional: true })
  answerBy?: string;

  @MomentField({ description: 'Printed: takes no more requests', optional: true })
  printedAt?: string;

  @TextField({ ...LOGIN, description: 'Login that printed it; gateway when its time was over', optional: true })
  printedBy?: string;

  @MomentField({ description: 'Went out', optional: true })
  sentAt?: string;

  @TextField({ ...LOGIN, description: 'Login that said so', optional: true })
  sentBy?: string;

  @ChoiceField(SENT_WAYS, { description: 'How it went out (送达方式)', optional: true })
  sentWay?: string;

  @TextField({ description: 'Number of the posting (邮件号)', max: 100, optional: true })
  sentReference?: string;

  @TextField({ ...LOGIN, description: 'Login it is given to (经办人)', optional: true })
  assignedTo?: string;

  @MomentField({ description: 'Reminded of: due soon and not answered', optional: true })
  remindedAt?: string;

  @MomentField({ description: 'Closed', optional: true })
  closedAt?: string;

  @TextField({ description: 'Why it was closed with answers missing', max: 500, optional: true })
  closeReason?: string;

  @WholeNumberField({ description: 'Counts changes from 1', min: 1, max: 2_147_483_647 })
  version!: number;
}

export class OfflineBatchPageDto {
  @ObjectListField(() => OfflineBatchDto, { description: 'Newest first', max: 200 })
  items!: OfflineBatchDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

/** One request on paper, without the person in it. */
export class OfflineTaskDto {
  @WholeNumberField({ description: 'Id of the request', ...ID })
  requestId!: number;

  @TextField({ description: 'Request number (请求单号), as on letter and form', max: 30 })
  requestNumber!: string;

  @IdField({ description: 'Its inquiry' })
  inquiryId!: string;

  @IdField({ description: 'Its case' })
  caseId!: string;

  @IdField({ description: 'Obligor asked about' })
  obligorId!: string;

  @TextField(COURT)
  courtCode!: string;

  @TextField(INSTITUTION)
  institutionCode!: string;

  @TextField(REGION)
  region!: string;

  @TextListField({ description: 'What is asked about', max: SOURCES.length, longest: 40, words: SOURCES })
  sources!: Source[];

  @ChoiceField(OFFLINE_TASK_STATE_WORDS, { description: 'to-confirm: an answer was typed and waits for its second person; withdrawn: the inquiry was cancelled' })
  state!: string;

  @IdField({ description: 'Batch it goes with', optional: true })
  batchId?: string;

  @WholeNumberField({ description: 'Place in the list of the letter', ...COUNT, optional: true })
  place?: number;

  @MomentField({ description: 'The request was accepted (受理)' })
  acceptedAt!: string;

  @MomentField({ description: 'Must be answered by then (答复期限)' })
  answerBy!: string;
}

export class OfflineTaskPageDto {
  @ObjectListField(() => OfflineTaskDto, { description: 'In the order of their requests', max: 200 })
  items!: OfflineTaskDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

export class SendOfflineBatchDto {
  @ChoiceField(SENT_WAYS, { description: 'How it went out (送达方式): 直接送达, 邮寄, 快递, 传真, 机要交换' })
  way!: (typeof SENT_WAYS)[number];

  @TextField({ description: 'When, ISO 8601 with offset; now when absent', max: 40, pattern: MOMENT, allowed: 'a moment as ISO 8601 with offset', optional: true })
  sentAt?: string;

  @TextField({ description: 'Number of the posting (邮件号)', max: 100, optional: true })
  reference?: string;
}

export class AssignOfflineBatchDto {
  @TextField({ ...LOGIN, description: 'Login of the person who looks after it' })
  login!: string;
}

export class CloseOfflineBatchDto {
  @TextField({ description: 'Why, when answers are missing', min: 2, max: 500, optional: true })
  reason?: string;
}

export class RejectOfflineAnswerDto {
  @TextField({ description: 'What is wrong with it; no personal data', min: 2, max: 500 })
  reason!: string;
}

export class ScanQueryDto {
  @WholeNumberField({ description: 'Request it belongs to; the whole batch when absent', ...ID, inQuery: true, optional: true })
  requestId?: number;
}

export class OfflineScanDto {
  @WholeNumberField({ description: 'Exchange that holds its bytes and digest', ...ID })
  exchangeId!: number;

  @TextField({ description: 'Content type by its bytes', max: 100 })
  mediaType!: string;

  @WholeNumberField({ description: 'Request it belongs to; the whole batch when absent', ...ID, optional: true })
  requestId?: number;

  @TextField({ description: 'Address of the bytes', max: 200, example: '/api/v1/exchanges/4711/received' })
  href!: string;
}

export class OfflineBatchDetailDto extends OfflineBatchDto {
  @ObjectListField(() => OfflineScanDto, { description: 'Scans of what came back', max: 10_000 })
  scans!: OfflineScanDto[];
}

/** Whom the returned form names. */
export class NamedPersonDto {
  @TextField({ description: 'Name (姓名, 名称); must be the obligor asked about', max: 200 })
  name!: string;

  @TextField({ description: 'Document number (证件号码); must be one of the obligor', max: 60 })
  documentNumber!: string;
}

/** What was typed from a returned form. It counts when a second person has confirmed it. */
export class EnterOfflineAnswerDto {
  @ChoiceField(TYPED_ANSWER_KINDS, { description: 'found, nothing-found, refused with reason; scanned: only the scan is given, nobody has typed it yet' })
  kind!: (typeof TYPED_ANSWER_KINDS)[number];

  @ObjectField(() => NamedPersonDto, { description: 'Whom the form names' })
  person!: NamedPersonDto;

  @ObjectListField(() => AssetDto, { description: 'What it found, as the normalised model; amounts in integer fen', max: 500, optional: true })
  assets?: AssetDto[];

  @ObjectListField(() => IdentityRecordDto, { description: 'Records of household registration, marriage and the like', max: 50, optional: true })
  identities?: IdentityRecordDto[];

  @TextField({ description: 'Remarks (备注)', max: 1000, optional: true })
  remarks?: string;

  @TextField({ description: 'Why the institution refused (不予协助的理由)', max: 1000, optional: true })
  reason?: string;

  @TextField({ description: 'Whom to ask there', max: 200, optional: true })
  contact?: string;

  @WholeNumberListField({ description: 'Scans it was read from', max: MOST_SCANS, from: 1, to: MOST, optional: true })
  scans?: number[];

  @WholeNumberField({ description: 'Version of the outcome that this corrects; needed when the task is answered', min: 1, max: 32_767, optional: true })
  corrects?: number;
}

export class OfflineAnswerDto {
  @WholeNumberField({ description: 'Counts the answers of the task from 1', min: 1, max: 100_000 })
  number!: number;

  @ChoiceField(ANSWER_STATES, { description: 'entered: waits for a second person; confirmed: an outcome; rejected' })
  state!: string;

  @OutcomeField({ description: 'What it says; `unconfirmed` when only the scan was given' })
  outcome!: QueryOutcome;

  @WholeNumberListField({ description: 'Scans it was read from', max: MOST_SCANS, from: 1, to: MOST })
  scans!: number[];

  @WholeNumberField({ description: 'Version it corrects', min: 1, max: 32_767, optional: true })
  corrects?: number;

  @TextField({ ...LOGIN, description: 'Login that typed it' })
  enteredBy!: string;

  @MomentField({ description: 'When' })
  enteredAt!: string;

  @TextField({ ...LOGIN, description: 'Login that confirmed or rejected it; never the one that typed it (双人复核)', optional: true })
  checkedBy?: string;

  @MomentField({ description: 'When', optional: true })
  checkedAt?: string;

  @TextField({ description: 'Why it was rejected', max: 500, optional: true })
  rejectReason?: string;

  @WholeNumberField({ description: 'Version of the outcome it became', min: 1, max: 32_767, optional: true })
  outcomeVersion?: number;
}

export class OfflineTaskDetailDto extends OfflineTaskDto {
  @ObjectListField(() => OfflineAnswerDto, { description: 'What was typed, oldest first', max: 100_000 })
  answers!: OfflineAnswerDto[];
}
