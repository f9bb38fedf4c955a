import {
  REGISTRATION_STATE_WORDS, REGISTRATION_TASK_CAUSE_WORDS, REGISTRATION_TASK_STATE_WORDS, type RegistrationStateWord, type RegistrationTaskCauseWord, type RegistrationTaskStateWord,
} from './closed-lists.js';
import { ChoiceField, DayField, IdField, IdListField, MomentField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';

const MOST_OF_CALL = 2000;
const INSTITUTION = { description: 'Code of the institution', max: 32, example: 'C001H101110102001' };
const REFERENCE = { description: 'Number the institution gave, or of our letter to it (备案编号)', max: 100 };
const REASON = { description: 'Why it was refused or ended. No personal data', max: 300 };

/** What is to be true of every officer named at every institution named (批量备案). All of it is done, or nothing. */
export class PutRegistrationsDto {
  @IdListField({ description: 'Officers', min: 1, max: MOST_OF_CALL })
  officerIds!: string[];

  @TextListField({ description: 'Institutions; officers times institutions is at most 2000', min: 1, max: MOST_OF_CALL, longest: 32, distinct: true })
  institutionCodes!: string[];

  @ChoiceField(REGISTRATION_STATE_WORDS, { description: 'requested: announced to it; registered: it has the officer; refused; ended: no longer, from now on' })
  state!: RegistrationStateWord;

  @DayField({ description: 'First day in Beijing, with registered; today when absent', optional: true })
  since?: string;

  @DayField({ description: 'Last day in Beijing; with registered until it is ended when absent; with ended not after today', optional: true, nullable: true })
  until?: string | null;

  @TextField({ ...REFERENCE, optional: true })
  reference?: string;

  @TextField({ ...REASON, optional: true })
  reason?: string;
}

export class RegistrationsPutDto {
  @WholeNumberField({ description: 'Registrations that changed', min: 0, max: MOST_OF_CALL })
  changed!: number;

  @WholeNumberField({ description: 'Registrations that were so already', min: 0, max: MOST_OF_CALL })
  unchanged!: number;
}

export class RegistrationDto {
  @IdField({ description: 'Officer' })
  officerId!: string;

  @TextField({ description: 'Court of the officer (法院代字)', max: 20 })
  courtCode!: string;

  @TextField(INSTITUTION)
  institutionCode!: string;

  @TextField({ description: 'Name of the institution', max: 200 })
  institutionName!: string;

  @ChoiceField(REGISTRATION_STATE_WORDS, { description: 'Where it stands' })
  state!: RegistrationStateWord;

  @DayField({ description: 'First day', optional: true })
  since?: string;

  @DayField({ description: 'Last day; absent while none is set', optional: true })
  until?: string;

  @TextField({ ...REFERENCE, optional: true })
  reference?: string;

  @TextField({ ...REASON, optional: true })
  reason?: string;

  @WholeNumberField({ description: 'Counts changes from 1', min: 1, max: 2_147_483_647 })
  version!: number;

  @TextField({ description: 'Login of the last change', max: 100 })
  changedBy!: string;

  @MomentField({ description: 'When' })
  changedAt!: string;
}

export class RegistrationListQueryDto {
  @IdField({ description: 'Only of this officer', optional: true })
  officerId?: string;

  @TextField({ ...INSTITUTION, description: 'Only at this institution', optional: true })
  institutionCode?: string;

  @TextField({ description: 'Only of officers of this court', max: 20, optional: true })
  courtCode?: string;

  @ChoiceField(REGISTRATION_STATE_WORDS, { description: 'Only in this state', optional: true })
  state?: RegistrationStateWord;

  @WholeNumberField({ description: 'Most items of a page', min: 1, max: 200, inQuery: true, optional: true, example: 50 })
  limit: number = 50;

  @TextField({ description: '`next` of the page before', max: 80, pattern: /^[0-9a-f-]{36}:[A-Z0-9-]{2,32}$/, allowed: '`next` of a page', optional: true })
  after?: string;
}

export class RegistrationPageDto {
  @ObjectListField(() => RegistrationDto, { description: 'By officer and institution', max: 200 })
  items!: RegistrationDto[];

  @TextField({ description: 'Pass as `after` for the next page; absent on the last', max: 80, optional: true })
  next?: string;
}

/** An institution has to be told of a change (及时报备). */
export class RegistrationTaskDto {
  @IdField({ description: 'Id of the task' })
  id!: string;

  @IdField({ description: 'Officer' })
  officerId!: string;

  @TextField({ description: 'Court of the officer (法院代字)', max: 20 })
  courtCode!: string;

  @TextField(INSTITUTION)
  institutionCode!: string;

  @TextListField({ description: 'What changed', max: 10, longest: 40, words: REGISTRATION_TASK_CAUSE_WORDS })
  causes!: RegistrationTaskCauseWord[];

  @ChoiceField(REGISTRATION_TASK_STATE_WORDS, { description: 'open: to be told; reported: told, with reference; confirmed: taken in there' })
  state!: RegistrationTaskStateWord;

  @TextField({ ...REFERENCE, optional: true })
  reference?: string;

  @TextField({ description: 'Login whose change raised it', max: 100 })
  raisedBy!: string;

  @MomentField({ description: 'When' })
  raisedAt!: string;

  @TextField({ description: 'Login that reported it', max: 100, optional: true })
  reportedBy?: string;

  @MomentField({ description: 'When', optional: true })
  reportedAt?: string;

  @TextField({ description: 'Login that confirmed it', max: 100, optional: true })
  confirmedBy?: string;

  @MomentField({ description: 'When', optional: true })
  confirmedAt?: string;
}

export class RegistrationTaskListQueryDto {
  @ChoiceField(REGISTRATION_TASK_STATE_WORDS, { description: 'Only in this state', optional: true })
  state?: RegistrationTaskStateWord;

  @TextField({ ...INSTITUTION, description: 'Only at this institution', optional: true })
  institutionCode?: string;

  @IdField({ description: 'Only of this officer', optional: true })
  officerId?: string;

  @WholeNumberField({ description: 'Most items of a page', min: 1, max: 200, inQuery: true, optional: true, example: 50 })
  limit: number = 50;

  @IdField({ description: '`next` of the page before', optional: true })
  before?: string;
}

export class RegistrationTaskPageDto {
  @ObjectListField(() => RegistrationTaskDto, { description: 'Newest first', max: 200 })
  items!: RegistrationTaskDto[];

  @IdField({ description: 'Pass as `before` for the next page; absent on the last', optional: true })
  next?: string;
}

export class ReportRegistrationTaskDto {
  @TextField(REFERENCE)
  reference!: string;
}
