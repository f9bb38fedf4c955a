import { markedFileName, markFor, markHeader, markLine, sheetFoot } from './index.js';

/** 00:30 in Beijing on the 26th. */
const AT = new Date('2026-11-25T16:30:00Z');
const mark = markFor({ login: 'wang.xm', displayName: '张三', courtCode: '浙0106' }, AT, 'call-1');

describe('the mark of an export', () => {
  test('a line for people: name, login, court, moment in Beijing, id', () => expect(markLine(mark)).toBe('张三（wang.xm）　浙0106　2026-11-26 00:30:00　call-1'));
  test('somebody who serves all courts', () => expect(markLine({ ...mark, court: null })).toContain('全部法院'));
  test('a header is ASCII, whatever a login is made of', () => {
    expect(markHeader(mark)).toBe('by=wang.xm; court=%E6%B5%990106; at=2026-11-26T00:30:00+08:00; id=call-1');
    expect(markHeader({ ...mark, login: '王;\r\nSet-Cookie: a\uD800' })).toMatch(/^by=[A-Za-z0-9%.-]+; court/);
  });
  test('a file name holds no path, no quote and no line', () => {
    expect(markedFileName('timing', mark, 'csv')).toBe('timing_wang.xm_20261126T003000_call-1.csv');
    expect(markedFileName('timing', { ...mark, login: '../"王\r\n' }, 'csv')).toMatch(/^timing_[A-Za-z0-9._-]+_20261126T003000_call-1\.csv$/);
  });
  test('the foot of a sheet: codes of Excel and of XML in a name do nothing', () => {
    expect(sheetFoot({ ...mark, name: '&P<b>' })).toBe('<headerFooter><oddFooter>&amp;L&amp;&amp;P&lt;b&gt;（wang.xm）　浙0106　2026-11-26 00:30:00　call-1&amp;R&amp;P/&amp;N</oddFooter></headerFooter>');
    expect(sheetFoot({ ...mark, name: '王'.repeat(1000) }).length).toBeLessThan(330);
  });
});
