import type { TimingLineDto } from '#contracts/http';
import { CSV_BEGIN, csvCell } from '../http/csv-cell.js';

const COLUMNS: readonly [header: string, cell: (line: TimingLineDto) => string | number | undefined][] = [
  ['inquiry', (line) => line.inquiryId],
  ['request_number 请求单号', (line) => line.requestNumber],
  ['institution 机构', (line) => line.institutionCode],
  ['sources 财产种类', (line) => line.sources.join(' ')],
  ['channel', (line) => line.channel],
  ['outcome 结果', (line) => line.outcome],
  ['version', (line) => line.version],
  ['accepted_at 受理', (line) => line.acceptedAt],
  ['sent_at 发出', (line) => line.sentAt],
  ['received_at 收到', (line) => line.receivedAt],
  ['committed_at 入库', (line) => line.committedAt],
  ['waited_ms 排队', (line) => line.waitedMs],
  ['answered_ms 答复用时', (line) => line.answeredMs],
  ['total_ms 总用时', (line) => line.totalMs],
  ['attempts', (line) => line.exchanges.length],
];

export const timingCsvHeader = (): string => `${CSV_BEGIN}${COLUMNS.map(([header]) => csvCell(header)).join(',')}\r\n`;

export const timingCsvLine = (line: TimingLineDto): string => `${COLUMNS.map(([, cell]) => csvCell(cell(line) ?? '')).join(',')}\r\n`;
