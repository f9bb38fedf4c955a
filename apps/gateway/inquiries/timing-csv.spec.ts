import type { TimingLineDto } from '#contracts/http';
import { prefersCsv } from '../http/media-types.js';
import { timingCsvHeader, timingCsvLine } from './timing-csv.js';

const LINE: TimingLineDto = {
  inquiryId: '0190c0de-0000-7000-8000-000000000000', requestId: 1, requestNumber: 'A20261123CK1000000000001', institutionCode: 'BANK', sources: ['deposit', 'wealth'],
  channel: 'pull', outcome: 'found', version: 2, acceptedAt: '2026-11-23T01:00:00.000Z', sentAt: '2026-11-23T01:00:01.000Z', waitedMs: 1000, exchanges: [],
};

describe('the timing record as CSV', () => {
  test('begins with a byte order mark, and every line has as many cells as the first', () => {
    const header = timingCsvHeader();
    expect(header.startsWith('\uFEFFinquiry,')).toBe(true);
    expect(header.endsWith('\r\n')).toBe(true);
    expect(timingCsvLine(LINE).split(',')).toHaveLength(header.split(',').length);
  });

  test('what is not known yet: an empty cell', () => {
    expect(timingCsvLine(LINE)).toBe(
      '0190c0de-0000-7000-8000-000000000000,A20261123CK1000000000001,BANK,deposit wealth,pull,found,2,2026-11-23T01:00:00.000Z,2026-11-23T01:00:01.000Z,,,1000,,,0\r\n',
    );
  });

  test.each([
    ['a comma', 'A,B', '"A,B"'],
    ['a quote', 'A"B', '"A""B"'],
    ['a line break', 'A\r\nB', '"A\r\nB"'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula with a quote', '=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['a formula in full width', '＝1+1', "'＝1+1"],
    ['a sign in front', '-2+3', "'-2+3"],
    ['an at sign in front', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab in front', '\t=1', "'\t=1"],
    ['Chinese characters', '工商银行', '工商银行'],
  ])('%s: kept, and harmless in a spreadsheet', (_, institutionCode, cell) => {
    expect(timingCsvLine({ ...LINE, institutionCode })).toContain(`,${cell},deposit wealth,`);
  });
});

describe('whether CSV is wanted', () => {
  test.each<[string | undefined, boolean]>([
    [undefined, false],
    ['*/*', false],
    ['application/json', false],
    ['text/*', false],
    ['text/csv', true],
    ['Text/CSV; charset=utf-8', true],
    ['text/csv, */*;q=0.1', true],
    ['application/json, text/csv;q=0.5', false],
    ['application/json;q=0.5, text/csv', true],
    ['text/csv;q=0', false],
    ['text/csv;q=nonsense', false],
    ['text/csvx', false],
  ])('Accept %j: %j', (accept, wanted) => {
    expect(prefersCsv(accept)).toBe(wanted);
  });
});
