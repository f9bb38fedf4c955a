import { ObjectListField, TextField } from './fields.js';
import { PageQueryDto } from './page.dto.js';

/** Facts of a court (法院) but for its code, which stands in the address. */
export class PutCourtDto {
  @TextField({ description: 'Full name (法院名称)', max: 100, example: '杭州市西湖区人民法院' })
  name!: string;

  @TextField({ description: 'Code of the court above (上级法院); none for the Supreme Court', max: 20, optional: true, example: '浙01' })
  parentCode?: string;

  @TextField({
    description: 'How numbers of its papers are written (文书号): {case}, or {year} {court} {type} {serial}, and {place} (一, 二 …) or {figure} (1, 2 …). {case}之{place} unless something else was said; what was given stays. Left as it is when absent',
    max: 60, optional: true, example: '（{year}）{court}{type}{serial}-{figure}号',
  })
  paperForm?: string;
}

export class CourtDto extends PutCourtDto {
  @TextField({ description: 'Court code (法院代字) as in case numbers', max: 20, example: '浙0106' })
  code!: string;
}

export class CourtListQueryDto extends PageQueryDto {
  @TextField({ description: 'Only courts directly below this one', max: 20, optional: true, example: '浙01' })
  parentCode?: string;
}

export class CourtPageDto {
  @ObjectListField(() => CourtDto, { description: 'By code', max: 200 })
  items!: CourtDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
