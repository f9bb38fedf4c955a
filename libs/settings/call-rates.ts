import { wholeNumber, type Setting } from './setting.js';

const perMinute = (name: string, description: string, most: string): Setting<number> => wholeNumber({ name, description, default: most }, 0, 1_000_000, '0 = no limit');

/** How often one login does what costs much; part of the table in `catalogue.ts`. */
export const callRates = {
  inquiriesPerMinute: perMinute('CHAKONG_INQUIRIES_PER_MINUTE', 'Most inquiries that one login asks over the API in a minute, at all gateways together; filings are not counted', '600'),
  bulkInquiriesPerMinute: perMinute('CHAKONG_BULK_INQUIRIES_PER_MINUTE', 'Most files with rows to ask about that one login gives in a minute, at all gateways together', '20'),
  filesPerMinute: perMinute('CHAKONG_FILES_PER_MINUTE', 'Most files (Excel, PDF, CSV, raw bytes, evidence) that one login takes in a minute, at all gateways together', '120'),
} as const;
