import type { Registration } from '#libs/officer-registry';
import { CSV_BEGIN, csvCell } from '../http/csv-cell.js';

const COLUMNS: readonly [header: string, cell: (row: Registration) => string | null][] = [
  ['court 法院代字', (row) => row.courtCode],
  ['officer 承办人', (row) => row.name],
  ['work_certificate 工作证编号', (row) => row.workCertificate],
  ['duty_certificate 执行公务证编号', (row) => row.dutyCertificate],
  ['institution_code 机构代码', (row) => row.institutionCode],
  ['institution 机构', (row) => row.institutionName],
  ['state 备案状态', (row) => row.state],
  ['since 备案日期', (row) => row.since],
  ['until 终止日期', (row) => row.until],
  ['reference 备案编号', (row) => row.reference],
  ['reason 原因', (row) => row.reason],
  ['officer_id', (row) => row.officerId],
];

export const registrationCsvHeader = (): string => `${CSV_BEGIN}${COLUMNS.map(([header]) => csvCell(header)).join(',')}\r\n`;

export const registrationCsvLine = (row: Registration): string => `${COLUMNS.map(([, cell]) => csvCell(cell(row) ?? '')).join(',')}\r\n`;
