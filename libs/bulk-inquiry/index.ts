/** Inquiries for many cases from one file (批量查询): read, checked row by row, asked at leisure, reported row by row. */
export { BulkInquiries, type BulkSettings, type NewBulkInquiry } from './bulk-inquiries.js';
export { BulkRunner } from './bulk-runner.js';
export { BULK_ROW_STATES, type BulkInquiryRow, type BulkRowResult, type BulkRowState } from './bulk-record.js';
export { MOST_TABLE_BYTES, readTable, TABLE_TYPES, XLSX } from './table-reader.js';
export { bulkReport, bulkTemplate, REPORT_FORMATS, type ReportFormat } from './bulk-report.js';
