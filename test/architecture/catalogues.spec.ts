import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AUDIT_EVENTS } from '#contracts/audit';
import { ERROR_CODES } from '#contracts/errors';
import { OUTBOX_TYPES } from '#contracts/events';
import { ROOT, sourceFiles } from './source-tree.js';

/** Rows of the first table of a document, cells trimmed, back-ticks removed. */
async function rowsOf(path: string): Promise<string[][]> {
  const lines = (await readFile(join(ROOT, path), 'utf8')).split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim().replaceAll('`', '')));
}

describe('closed catalogues', () => {
  it('every error code stands in its document with the same facts, and the reverse', async () => {
    const documented = await rowsOf('contracts/errors/error-codes.md');
    const expected = Object.entries(ERROR_CODES).map(([code, entry]) => [String(entry.number), code, String(entry.status), entry.title, entry.retryable ? 'yes' : 'no']);
    expect(documented).toEqual(expected);
  });

  it('error numbers are unique and stand in the range of whose fault it is', () => {
    const numbers = Object.values(ERROR_CODES).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { number, status } of Object.values(ERROR_CODES)) expect(number < 2000 ? status < 500 : status >= 500).toBe(true);
  });

  it('every audit event stands in its document, and the reverse', async () => {
    expect(await rowsOf('contracts/audit/audit-events.md')).toEqual(Object.entries(AUDIT_EVENTS).map(([event, meaning]) => [event, meaning]));
  });

  it('every error code, audit event and event of the outbox is used somewhere', async () => {
    const text = (await sourceFiles()).filter(({ path, isSpec }) => !isSpec && !path.startsWith('contracts/errors/error-codes') && !path.startsWith('contracts/audit/') && !path.startsWith('contracts/events/')).map((file) => file.text).join('\n');
    const unused = [...Object.keys(ERROR_CODES), ...Object.keys(AUDIT_EVENTS), ...Object.keys(OUTBOX_TYPES)].filter((code) => !text.includes(`'${code}'`));
    expect(unused).toEqual([]);
  });
});
