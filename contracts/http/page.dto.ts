import { TextField, WholeNumberField } from './fields.js';

/** Which part of a list. */
export class PageQueryDto {
  @WholeNumberField({ description: 'Most items of a page', min: 1, max: 200, inQuery: true, optional: true, example: 50 })
  limit: number = 50;

  @TextField({ description: '`nextCursor` of the page before; opaque', max: 300, optional: true })
  cursor?: string;
}
