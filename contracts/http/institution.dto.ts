import { SOURCES, type Source } from '#contracts/adapter';
import {
  INSTITUTION_KIND_WORDS,
  INSTITUTION_STATE_WORDS,
  OFFICER_REGISTRATION_WORDS,
  TIMEZONE_WORDS,
  type InstitutionKindWord,
  type InstitutionStateWord,
  type OfficerRegistrationWord,
  type TimezoneWord,
} from './closed-lists.js';
import {
  ChoiceField,
  MomentField,
  ObjectField,
  ObjectListField,
  RateField,
  TextField,
  TextListField,
  WholeNumberField,
  WholeNumberListField,
} from './fields.js';
import { PageQueryDto } from './page.dto.js';

const VERSION = { min: 1, max: 2_147_483_647 };
const MILLISECONDS = { min: 100, max: 600_000 };
const CODE = { description: 'Code of the institution; the 17 characters of the court interface for banks', min: 2, max: 32, example: 'C001H101110102001' };
const NAME = { description: 'Name (机构名称)', max: 200, example: '中国工商银行' };
const KIND = { description: 'Kind of body (机构类别)' };
const ADAPTER = { description: 'Code of the wire contract it speaks', max: 60, example: 'bank' };
const CONTRACT_VERSION = { description: 'Version of the contract, one of those its adapter reads', max: 40, example: 'V2' };
const ENDPOINT = { description: 'Base address of an institution that we call (http or https), or where the folders of one in file mode stand (file:///folder or sftp://host:port/folder, with a folder of its code below); none for those that poll us', max: 500, example: 'https://bank.example/court' };
const CREDENTIALS = { description: 'Name of its secrets in the credential store; the secrets themselves are never given here', max: 64, example: 'C001H101110102001' };
const REGION = { description: 'District by GB/T 2260 (行政区划); 000000 is the whole country', min: 6, max: 6, pattern: /^\d{6}$/, allowed: 'six digits', example: '330100' };
const SOURCES_FIELD = { description: 'What it is asked about (财产种类)', min: 1, max: SOURCES.length, longest: 40, words: SOURCES };
const HOURS = { description: 'When it may be called (工作时间); always when absent' };
const RATE = { description: 'Calls a second at most; no limit when absent', max: 100_000, example: 20 };
const CONCURRENCY = { description: 'Calls at the same time', min: 1, max: 1000, example: 8 };
const CONNECT = { description: 'Milliseconds to a connection, not more than responseTimeoutMs', ...MILLISECONDS, example: 2000 };
const RESPONSE = { description: 'Milliseconds from the call to the end of its reply', ...MILLISECONDS, example: 10_000 };
const DEADLINE = { description: 'Seconds within which it must have answered a request (答复期限)', min: 1, max: 2_592_000, example: 86_400 };

const REGISTRATION = { description: 'required: takes requests only from officers registered with it (备案, 查冻规定 art 2); a request nobody registered there signs is refused before it is sent. not-required when absent' };

export class WorkingHoursDto {
  @WholeNumberListField({ description: 'Days of the week: 1 Monday to 7 Sunday', min: 1, max: 7, from: 1, to: 7, example: [1, 2, 3, 4, 5] })
  days!: number[];

  @TextField({ description: 'Opens, HH:mm', min: 5, max: 5, pattern: /^([01]\d|2[0-3]):[0-5]\d$/, allowed: 'HH:mm from 00:00 to 23:59', example: '08:30' })
  from!: string;

  @TextField({ description: 'Closes, HH:mm, later than it opens; 24:00 is the end of the day', min: 5, max: 5, pattern: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, allowed: 'HH:mm from 00:01 to 24:00', example: '17:30' })
  to!: string;

  @ChoiceField(TIMEZONE_WORDS, { description: 'Time zone of these hours', example: 'Asia/Shanghai' })
  timezone!: TimezoneWord;
}

export class RegisterInstitutionDto {
  @TextField({ ...CODE, pattern: /^[A-Z0-9][A-Z0-9-]{1,31}$/, allowed: '2 to 32 capital letters, digits and dashes' })
  code!: string;

  @TextField(NAME)
  name!: string;

  @ChoiceField(INSTITUTION_KIND_WORDS, KIND)
  kind!: InstitutionKindWord;

  @TextField(ADAPTER)
  adapter!: string;

  @TextField(CONTRACT_VERSION)
  contractVersion!: string;

  @TextField({ ...ENDPOINT, optional: true })
  endpoint?: string;

  @TextField({ ...CREDENTIALS, optional: true })
  credentialsRef?: string;

  @TextField(REGION)
  region!: string;

  @TextListField(SOURCES_FIELD)
  sources!: Source[];

  @ObjectField(() => WorkingHoursDto, { ...HOURS, optional: true })
  workingHours?: WorkingHoursDto;

  @RateField({ ...RATE, optional: true })
  ratePerSecond?: number;

  @WholeNumberField(CONCURRENCY)
  concurrency!: number;

  @WholeNumberField(CONNECT)
  connectTimeoutMs!: number;

  @WholeNumberField(RESPONSE)
  responseTimeoutMs!: number;

  @WholeNumberField(DEADLINE)
  answerDeadlineSeconds!: number;

  @ChoiceField(OFFICER_REGISTRATION_WORDS, { ...REGISTRATION, optional: true })
  officerRegistration?: OfficerRegistrationWord;
}

/** What is left out stays; null takes an optional fact away. */
export class ChangeInstitutionDto {
  @WholeNumberField({ description: 'Version that was seen; or in the header If-Match', ...VERSION, optional: true })
  version?: number;

  @TextField({ ...NAME, optional: true })
  name?: string;

  @ChoiceField(INSTITUTION_KIND_WORDS, { ...KIND, optional: true })
  kind?: InstitutionKindWord;

  @TextField({ ...ADAPTER, optional: true })
  adapter?: string;

  @TextField({ ...CONTRACT_VERSION, optional: true })
  contractVersion?: string;

  @TextField({ ...ENDPOINT, optional: true, nullable: true })
  endpoint?: string | null;

  @TextField({ ...CREDENTIALS, optional: true, nullable: true })
  credentialsRef?: string | null;

  @TextField({ ...REGION, optional: true })
  region?: string;

  @TextListField({ ...SOURCES_FIELD, optional: true })
  sources?: Source[];

  @ObjectField(() => WorkingHoursDto, { ...HOURS, optional: true, nullable: true })
  workingHours?: WorkingHoursDto | null;

  @RateField({ ...RATE, optional: true, nullable: true })
  ratePerSecond?: number | null;

  @WholeNumberField({ ...CONCURRENCY, optional: true })
  concurrency?: number;

  @WholeNumberField({ ...CONNECT, optional: true })
  connectTimeoutMs?: number;

  @WholeNumberField({ ...RESPONSE, optional: true })
  responseTimeoutMs?: number;

  @WholeNumberField({ ...DEADLINE, optional: true })
  answerDeadlineSeconds?: number;

  @ChoiceField(OFFICER_REGISTRATION_WORDS, { ...REGISTRATION, optional: true })
  officerRegistration?: OfficerRegistrationWord;
}

/** Taking an institution out of service, or putting it back. */
export class ChangeServiceDto {
  @TextField({ description: 'Why; kept with the institution and in the audit record. No personal data', min: 2, max: 300, example: '机构系统升级' })
  reason!: string;

  @WholeNumberField({ description: 'Version that was seen; or in the header If-Match', ...VERSION, optional: true })
  version?: number;
}

export class InstitutionDto extends RegisterInstitutionDto {
  @ChoiceField(INSTITUTION_STATE_WORDS, { description: 'Out of service: nobody asks it; the results of inquiries say so' })
  state!: InstitutionStateWord;

  @TextField({ description: 'Why it was last taken out or put back', max: 300, optional: true })
  stateReason?: string;

  @TextField({ description: 'Login that did it', max: 100, optional: true })
  stateBy?: string;

  @MomentField({ description: 'When', optional: true })
  stateAt?: string;

  @WholeNumberField({ description: 'Counts changes from 1; also in the header ETag', ...VERSION })
  version!: number;

  @MomentField({ description: 'When it was registered' })
  createdAt!: string;

  @MomentField({ description: 'When it last changed' })
  updatedAt!: string;
}

export class InstitutionListQueryDto extends PageQueryDto {
  @ChoiceField(SOURCES, { description: 'Only those asked about this source', optional: true })
  source?: Source;

  @ChoiceField(INSTITUTION_KIND_WORDS, { description: 'Only those of this kind', optional: true })
  kind?: InstitutionKindWord;

  @ChoiceField(INSTITUTION_STATE_WORDS, { description: 'Only those in this state', optional: true })
  state?: InstitutionStateWord;

  @TextField({ description: 'Only those on this wire contract', max: 60, optional: true })
  adapter?: string;

  @TextField({ ...REGION, description: 'Only those of this district', optional: true })
  region?: string;
}

export class InstitutionPageDto {
  @ObjectListField(() => InstitutionDto, { description: 'By code', max: 200 })
  items!: InstitutionDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
