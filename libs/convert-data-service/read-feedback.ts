import type { FeedbackEntry, Reading } from '#contracts/adapter';
import { readRows, type RequestRows } from './read-messages.js';

/** What a contract makes of the rows of one request. */
export type EntryOfRows = (rows: RequestRows) => Omit<FeedbackEntry, 'requestNumber' | 'position'>;

/**
 * A feedback message as entries, one per request in the order of the message.
 *
 * @param rowName `zhxx`, `kzxx`, `wlxx` or `htxx`
 */
export function readEntries(message: string, rowName: string, entry: EntryOfRows): Reading<readonly FeedbackEntry[]> {
  const reading = readRows(message, rowName);
  if (reading.state !== 'read') return reading;
  return {
    state: 'read',
    value: reading.value.map((rows) => ({ requestNumber: rows.requestNumber, position: rows.rows[0]?.position ?? 0, ...entry(rows) })),
  };
}
