import { BooleanField, DayField, MomentField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { PageQueryDto } from './page.dto.js';

const REGION = { max: 6, pattern: /^\d{2}(\d{2}(\d{2})?)?$/, allowed: '2, 4 or 6 digits' };

/** A local minimum living standard (最低生活保障标准), of which the protected living amount is counted (查扣冻规定第三条). */
export class NewLivingStandardDto {
  @TextField({ description: 'Leading digits of the administrative division code (行政区划代码): province, city or district', example: '330106', ...REGION })
  region!: string;

  @WholeNumberField({ description: 'Per person and month, fen', min: 1, max: 100_000_000, example: 120_000 })
  fenPerMonth!: number;

  @DayField({ description: 'First day (起始日)' })
  from!: string;

  @DayField({ description: 'Last day (终止日); absent: until the next standard', optional: true })
  until?: string;

  @TextField({ description: 'Name of the notice it was set by (文件名称)', max: 200 })
  document!: string;

  @TextField({ description: 'Number of the notice (文号)', max: 100 })
  number!: string;
}

export class EnterLivingStandardsDto {
  @ObjectListField(() => NewLivingStandardDto, { description: 'All are entered, or none; one of the same region and first day corrects what was entered before', min: 1, max: 5000 })
  rows!: NewLivingStandardDto[];
}

export class LivingStandardsEnteredDto {
  @WholeNumberField({ description: 'How many were entered', min: 0, max: 5000 })
  entered!: number;
}

export class LivingStandardDto extends NewLivingStandardDto {
  @BooleanField({ description: 'A later row corrects it: it counts no longer' })
  corrected!: boolean;

  @TextField({ description: 'Who entered it', max: 100 })
  enteredBy!: string;

  @MomentField({ description: 'When' })
  enteredAt!: string;
}

export class LivingStandardListQueryDto extends PageQueryDto {
  @TextField({ description: 'Only what may count in this district: its own, of its city and of its province', min: 6, max: 6, pattern: /^\d{6}$/, allowed: '6 digits', optional: true })
  region?: string;

  @DayField({ description: 'Only what is in force that day, without what was corrected', optional: true })
  day?: string;
}

export class LivingStandardPageDto {
  @ObjectListField(() => LivingStandardDto, { description: 'Newest first', max: 200 })
  items!: LivingStandardDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
