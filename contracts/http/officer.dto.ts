import { IMAGE_TYPE_WORDS, type ImageTypeWord } from './closed-lists.js';
import { ChoiceField, DayField, IdField, MomentField, ObjectField, ObjectListField, TextField } from './fields.js';
import { PageQueryDto } from './page.dto.js';

/** 360,000 bytes in Base64. */
const LONGEST_IMAGE = 480_000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const image = (description: string) => ({
  description,
  max: LONGEST_IMAGE,
  pattern: BASE64,
  allowed: 'a picture of at most 360000 bytes, base64',
  format: 'byte',
});

const NAME = { description: 'Name of the officer (姓名)', max: 200, example: '李四' };
const PHONE = { description: 'Telephone (联系电话)', max: 20, example: '0571-12345678' };
const WORK = { description: 'Number of the work certificate (工作证编号)', max: 40, example: '浙0106001' };
const DUTY = { description: 'Number of the duty certificate (执行公务证编号)', max: 40, example: '浙执0106001' };

const LOGIN = {
  description: 'Login under which the officer works here: they take part in the cases they are officer of',
  max: 100, pattern: /^[\p{L}\p{N}._@+-]{1,100}$/u, allowed: 'a login: 1 to 100 letters, digits and . _ @ + -', optional: true, example: 'lin.shuhan',
};

/** Pictures of both certificates (双证), of the same type. */
export class CertificateImagesDto {
  @ChoiceField(IMAGE_TYPE_WORDS, { description: 'Type of both pictures' })
  type!: ImageTypeWord;

  @TextField(image('Work certificate (工作证)'))
  workCertificate!: string;

  @TextField(image('Duty certificate (执行公务证)'))
  dutyCertificate!: string;
}

/** Between which days both certificates hold (有效期). */
class CertificateDaysDto {
  @DayField({ description: 'First day of the work certificate (工作证), Beijing; not limited when absent', optional: true, nullable: true })
  workValidFrom?: string | null;

  @DayField({ description: 'Last day of the work certificate; on the days after nothing is signed with it', optional: true, nullable: true })
  workValidUntil?: string | null;

  @DayField({ description: 'First day of the duty certificate (执行公务证)', optional: true, nullable: true })
  dutyValidFrom?: string | null;

  @DayField({ description: 'Last day of the duty certificate', optional: true, nullable: true })
  dutyValidUntil?: string | null;
}

/** An officer (承办人) who may handle cases. */
export class RegisterOfficerDto extends CertificateDaysDto {
  @TextField({ description: 'Court code (法院代字)', max: 20, example: '浙0106' })
  courtCode!: string;

  @TextField(NAME)
  name!: string;

  @TextField(PHONE)
  phone!: string;

  @TextField(WORK)
  workCertificate!: string;

  @TextField(DUTY)
  dutyCertificate!: string;

  @ObjectField(() => CertificateImagesDto, { description: 'Pictures of both certificates, served to institutions with each request' })
  images!: CertificateImagesDto;

  @TextField(LOGIN)
  login?: string;
}

/** What is left out stays. */
export class ChangeOfficerDto extends CertificateDaysDto {
  @TextField({ ...NAME, optional: true })
  name?: string;

  @TextField({ ...PHONE, optional: true })
  phone?: string;

  @TextField({ ...WORK, optional: true })
  workCertificate?: string;

  @TextField({ ...DUTY, optional: true })
  dutyCertificate?: string;

  @ObjectField(() => CertificateImagesDto, { description: 'New pictures of both certificates', optional: true })
  images?: CertificateImagesDto;

  @TextField(LOGIN)
  login?: string;
}

/** Taking the right to sign away (停用). */
export class SuspendOfficerDto {
  @TextField({ description: 'Why. No personal data', min: 2, max: 300, example: '工作证换发中' })
  reason!: string;
}

export class SuspensionDto {
  @MomentField({ description: 'Since when' })
  at!: string;

  @TextField({ description: 'Login that did it', max: 100 })
  by!: string;

  @TextField({ description: 'Why', max: 300 })
  reason!: string;
}

export class OfficerDto {
  @IdField({ description: 'Id of the officer' })
  id!: string;

  @TextField({ description: 'Court code (法院代字)', max: 20, example: '浙0106' })
  courtCode!: string;

  @TextField(NAME)
  name!: string;

  @TextField(PHONE)
  phone!: string;

  @TextField(WORK)
  workCertificate!: string;

  @TextField(DUTY)
  dutyCertificate!: string;

  @DayField({ description: 'First day of the work certificate (工作证), Beijing; not limited when absent', optional: true })
  workValidFrom?: string;

  @DayField({ description: 'Last day of the work certificate; on the days after nothing is signed with it', optional: true })
  workValidUntil?: string;

  @DayField({ description: 'First day of the duty certificate (执行公务证)', optional: true })
  dutyValidFrom?: string;

  @DayField({ description: 'Last day of the duty certificate', optional: true })
  dutyValidUntil?: string;

  @ObjectField(() => SuspensionDto, { description: 'Present while the officer may sign nothing', optional: true })
  suspended?: SuspensionDto;

  @TextField(LOGIN)
  login?: string;
}

export class OfficerListQueryDto extends PageQueryDto {
  @TextField({ description: 'Only officers of this court', max: 20, optional: true, example: '浙0106' })
  courtCode?: string;
}

export class OfficerPageDto {
  @ObjectListField(() => OfficerDto, { description: 'Newest first', max: 200 })
  items!: OfficerDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
