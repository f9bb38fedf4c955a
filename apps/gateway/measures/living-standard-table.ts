import { parse } from 'csv-parse/sync';
import { Problem } from '#contracts/errors';
import type { LivingAmount } from '#libs/control';

/** Headings in either language; the sum is in fen (分). */
const HEADINGS: Readonly<Record<keyof LivingAmount, readonly string[]>> = {
  region: ['region', '行政区划代码'], fenPerMonth: ['fenPerMonth', '每人每月标准（分）'], from: ['from', '起始日'], until: ['until', '终止日'],
  document: ['document', '文件名称'], number: ['number', '文号'],
};
const MOST_ROWS = 5000;

const unreadable = (allowed: string): Problem => new Problem('table-unreadable', undefined, [{ field: '', allowed }]);

/** The rows of a table in CSV (UTF-8 or GBK), unchecked: what is no number is NaN. @throws Problem `table-unreadable` */
export function livingStandardTable(bytes: Buffer): LivingAmount[] {
  const [head = [], ...lines] = recordsOf(textOf(bytes));
  const places = Object.entries(HEADINGS).map(([column, names]) => [column, head.findIndex((heading) => names.includes(heading))] as const);
  const missing = places.filter(([column, place]) => place < 0 && column !== 'until').map(([column]) => HEADINGS[column as keyof LivingAmount].join(' or '));
  if (missing.length > 0) throw unreadable(`a first row with the headings ${missing.join(', ')}`);
  if (lines.length === 0 || lines.length > MOST_ROWS) throw unreadable(`1 to ${MOST_ROWS} rows below the headings`);
  return lines.map((line) => {
    const cells = Object.fromEntries(places.map(([column, place]) => [column, line[place] ?? ''])) as Record<keyof LivingAmount, string>;
    const { until, fenPerMonth, ...rest } = cells;
    return { ...rest, fenPerMonth: /^\d{1,12}$/.test(fenPerMonth) ? Number(fenPerMonth) : Number.NaN, ...(until === '' ? {} : { until }) };
  });
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, trim: true, relax_column_count: true, to: MOST_ROWS + 2 });
  } catch {
    throw unreadable('CSV as RFC 4180 has it');
  }
}

/** UTF-8 when it is that without a fault; else what Excel in China writes. */
function textOf(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // The other one, or none.
    }
  }
  throw unreadable('CSV in UTF-8 or GBK');
}
