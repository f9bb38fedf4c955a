import writeExcelFile from 'write-excel-file/node';
import { sheetFoot, type Watermark } from '#libs/watermark';
import type { BulkRowResult } from './bulk-record.js';
import { COLUMN_KEYS, COLUMNS } from './columns.js';

export const REPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const STATE_WORDS = { waiting: '待处理 waiting', accepted: '已受理 accepted', repeated: '重复 repeated', refused: '退回 refused' } as const;

/** The result of every row (逐行结果), to be opened beside the file it came from. */
export function bulkReport(rows: readonly BulkRowResult[], format: ReportFormat, mark: Watermark): Promise<Buffer> {
  const head = ['行号 row', '案号 case', '结果 result', '代码 code', '列 column', '应为 allowed', '查询 inquiry', '同第几行 same as row'];
  const lines = rows.map((row) => [
    String(row.row), row.caseNumber ?? '', STATE_WORDS[row.state], row.code ?? '', (row.faults ?? []).map(({ column }) => column).join('\n'),
    (row.faults ?? []).map(({ allowed }) => allowed).join('\n'), row.inquiryId ?? '', row.repeats === null ? '' : String(row.repeats),
  ]);
  return written([head, ...lines], [8, 26, 18, 22, 16, 60, 38, 12], format, sheetFoot(mark));
}

/** An empty file with every heading and a row that shows what goes where (模板). */
export function bulkTemplate(format: ReportFormat): Promise<Buffer> {
  return written([COLUMN_KEYS.map((key) => COLUMNS[key].headings[0]), COLUMN_KEYS.map((key) => COLUMNS[key].example)], [26, 16, 12, 26, 24, 16, 12, 12], format);
}

async function written(rows: readonly (readonly string[])[], widths: readonly number[], format: ReportFormat, foot = ''): Promise<Buffer> {
  // With a byte order mark, without which spreadsheets take UTF-8 for something else.
  if (format === 'csv') return Buffer.from(`\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`);
  const data = rows.map((row, index) => row.map((value) => ({ value: disarmed(value), type: String, format: '@', wrap: true, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) })));
  return Buffer.from(await writeExcelFile([{ sheet: '批量查询', data, columns: widths.map((width) => ({ width })), stickyRowsCount: 1 }], { features: [footed(foot)] }).toBuffer());
}

/** The library has no foot of its own, but lets a sheet be added to. */
const footed = (foot: string) => ({
  files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform: (content: string) => content.replace('</worksheet>', () => `${foot}</worksheet>`) } } },
});

/** RFC 4180. */
function quoted(value: string): string {
  const text = disarmed(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a spreadsheet would run as a formula is none: headings come back as the file wrote them. */
const disarmed = (value: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value);
