import { BooleanField, ChoiceField, CountsField, IdField, MomentField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { PageQueryDto } from './page.dto.js';

export const BULK_STATES = ['running', 'done'] as const;
export const BULK_ROW_STATE_WORDS = ['waiting', 'accepted', 'repeated', 'refused'] as const;
export const BULK_FORMATS = ['csv', 'xlsx'] as const;
const ROWS = { min: 0, max: 5000 };

/** What holds for rows that do not say it themselves. */
export class BulkQueryDto {
  @ChoiceField(['true', 'false'], { description: 'true: check every row and ask nobody', optional: true })
  dryRun?: 'true' | 'false';

  @TextField({ description: 'Why is asked (查询目的)', min: 2, max: 200, optional: true, example: '批量查控' })
  purpose?: string;

  @ChoiceField(['filing', 'scheduled'], { description: 'Place in the queues; scheduled when absent. What is urgent is asked by itself', optional: true })
  priority?: 'filing' | 'scheduled';

  @ChoiceField(['true', 'false'], { description: 'Ask institutions without a line too (线下查控)', optional: true })
  includeOffline?: 'true' | 'false';
}

export class BulkFormatQueryDto {
  @ChoiceField(BULK_FORMATS, { description: 'csv when absent: UTF-8 with a byte order mark', optional: true })
  format?: 'csv' | 'xlsx';
}

export class BulkRowQueryDto extends PageQueryDto {
  @ChoiceField(BULK_ROW_STATE_WORDS, { description: 'Only rows in this state', optional: true })
  state?: (typeof BULK_ROW_STATE_WORDS)[number];
}

/** A file with inquiries for many cases, and how far it is (批量查询). */
export class BulkInquiryDto {
  @IdField({ description: 'Id of the bulk inquiry' })
  id!: string;

  @TextField({ description: 'Login that gave the file', max: 100 })
  requestedBy!: string;

  @TextField({ description: 'SHA-256 of the file, hex', max: 64 })
  sha256!: string;

  @TextField({ description: 'What the file is by its bytes', max: 100 })
  mediaType!: string;

  @BooleanField({ description: 'Every row was checked and nobody asked' })
  dryRun!: boolean;

  @ChoiceField(BULK_STATES, { description: 'running: goes on after a restart' })
  state!: 'running' | 'done';

  @WholeNumberField({ description: 'Rows of the file', ...ROWS })
  total!: number;

  @WholeNumberField({ description: 'Rows that have their result', ...ROWS })
  done!: number;

  @CountsField(BULK_ROW_STATE_WORDS, { description: 'Rows by their result' })
  rows!: Readonly<Record<(typeof BULK_ROW_STATE_WORDS)[number], number>>;

  @MomentField({ description: 'Taken in: every row is durable' })
  acceptedAt!: string;

  @MomentField({ description: 'The last row got its result', optional: true })
  finishedAt?: string;
}

export class BulkInquiryPageDto {
  @ObjectListField(() => BulkInquiryDto, { description: 'Newest first', max: 200 })
  items!: BulkInquiryDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

/** What is wrong in one column of a row. */
export class BulkFaultDto {
  @TextField({ description: 'Heading of the column', max: 100 })
  column!: string;

  @TextField({ description: 'What is allowed there; never repeats what was given', max: 1000 })
  allowed!: string;
}

export class BulkRowDto {
  @WholeNumberField({ description: 'Row as a spreadsheet shows it; the headings are row 1', min: 1, max: 2_147_483_647 })
  row!: number;

  @TextField({ description: 'Case number (案号), where it could be read', max: 60, optional: true })
  caseNumber?: string;

  @ChoiceField(BULK_ROW_STATE_WORDS, { description: 'accepted; repeated: an earlier row says the same; refused with code, column and what is allowed' })
  state!: (typeof BULK_ROW_STATE_WORDS)[number];

  @TextField({ description: 'Code of the closed catalogue', max: 60, optional: true })
  code?: string;

  @ObjectListField(() => BulkFaultDto, { description: 'Everything that is wrong', max: 20, optional: true })
  faults?: BulkFaultDto[];

  @IdField({ description: 'The inquiry', optional: true })
  inquiryId?: string;

  @WholeNumberField({ description: 'The earlier row that says the same', min: 1, max: 2_147_483_647, optional: true })
  sameAsRow?: number;
}

export class BulkRowPageDto {
  @ObjectListField(() => BulkRowDto, { description: 'In the order of the file', max: 200 })
  items!: BulkRowDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
