import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import writeExcelFile from 'write-excel-file/node';
import { bulkTemplate, readTable, type ReportFormat } from './index.js';

const HEAD = '案号,被执行人,证件号码,财产种类';
const read = async (bytes: Buffer) => {
  const { rows } = await readTable(bytes);
  return rows.map(({ number, cells }) => [number, ...[...cells.values()].map((cell) => ('text' in cell ? cell.text : { unusable: cell.unusable }))]);
};
const refusal = (bytes: Buffer): Promise<string> => readTable(bytes).then(() => 'read', (error: { code: string; fields?: { allowed: string }[] }) => `${error.code}: ${error.fields?.[0]?.allowed}`);
const workbook = async (rows: unknown[][]): Promise<Buffer> => Buffer.from(await writeExcelFile([{ sheet: '一', data: rows.map((row) => row.map((value) => (value === null ? null : { value, ...(value instanceof Date ? { format: 'yyyy-mm-dd' } : {}) }))) as never }]).toBuffer());

describe('CSV', () => {
  const text = `${HEAD}\r\n（2026）浙0106执1号,王小明,="330106198001010014","存款、房产"\r\n\r\n（2026）浙0106执2号,李四,'330106198001010022,\r\n`;
  const rows = [[2, '（2026）浙0106执1号', '王小明', '330106198001010014', '存款、房产'], [4, '（2026）浙0106执2号', '李四', '330106198001010022', '']];

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['GBK, as Excel in China saves it', iconv.encode(text, 'gbk')],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
  ])('%s: rows keep the numbers a spreadsheet shows, empty ones are left out', async (_, bytes) => expect(await read(bytes)).toEqual(rows));

  test('a formula and a number the spreadsheet rounded are no values', async () => {
    const [row] = await read(Buffer.from(`${HEAD}\n=HYPERLINK("x"),王小明,3.30106E+17,\n`));
    expect(row).toEqual([2, { unusable: 'a value, not a formula' }, '王小明', { unusable: 'all digits as text: the spreadsheet rounded the number' }, '']);
  });

  test.each([
    ['nothing', Buffer.alloc(0), /not empty/],
    ['headings only', Buffer.from(HEAD), /at least one row/],
    ['a heading that is missing', Buffer.from('案号,姓名\n1,2\n'), /证件号码/],
    ['a heading twice', Buffer.from(`${HEAD},案号\n1,2,3,4,5\n`), /not two/],
    ['a quote that never ends', Buffer.from(`${HEAD}\n"1,2,3,4\n`), /RFC 4180/],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x01, 0xff, 0xff]), /UTF-8 or GBK/],
    ['too many rows', Buffer.from(`${HEAD}\n${'1,2,3,4\n'.repeat(5001)}`), /5000 rows/],
  ])('%s: refused, with what is allowed', async (_, bytes, allowed) => expect(await refusal(bytes)).toMatch(allowed));
});

describe('Excel', () => {
  const head = HEAD.split(',');

  test('texts are read as they are, short numbers in their digits; dates, long numbers and broken formulas are no values', async () => {
    const bytes = await workbook([head, ['（2026）浙0106执1号', '王小明', '330106198001010014', null], [20260101, '李四', 330106198001010000, new Date('2026-01-01T00:00:00Z')]]);
    const [first, second] = await read(bytes);
    expect(first).toEqual([2, '（2026）浙0106执1号', '王小明', '330106198001010014', '']);
    expect(second!.slice(0, 3)).toEqual([3, '20260101', '李四']);
    expect(second!.slice(3)).toEqual([{ unusable: expect.stringContaining('15 digits') }, { unusable: 'a text, not a date' }]);
  });

  test('a formula counts as the value it had when it was saved, an error or none at all as none', async () => {
    const bytes = sheetOf('<row r="1">' + head.map((text, index) => `<c r="${'ABCD'[index]}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('') + '</row>'
      + '<row r="3"><c r="A3" t="str"><f>A1&amp;"x"</f><v>（2026）浙0106执1号</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C3" t="str"><f>C1</f><v>330106198001010014</v></c><c r="D3"><f>E1</f></c></row>');
    const none = { unusable: 'a value: the formula of this cell has an error or was saved without one' };
    expect(await read(bytes)).toEqual([[3, '（2026）浙0106执1号', none, '330106198001010014', none]]);
  });

  test.each([
    ['a bomb', Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('x'), 'xl/worksheets/sheet1.xml': new Uint8Array(60 * 1024 * 1024) })), /at most 40 MiB/],
    ['a zip that is no workbook', Buffer.from(zipSync({ 'a.txt': strToU8('x') })), /whole Excel workbook/],
    ['half a file', Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('x'.repeat(5000)) }).subarray(0, 60)), /whole Excel workbook/],
  ])('%s: refused', async (_, bytes, allowed) => expect(await refusal(bytes)).toMatch(allowed));

  test('a bomb that lies about its size breaks off while it is unpacked', async () => {
    const bytes = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(8 * 1024 * 1024) }));
    // The size in the central directory: 24 bytes into its entry.
    bytes.writeUInt32LE(100, bytes.indexOf(Buffer.from('PK\u0001\u0002')) + 24);
    expect(await refusal(bytes)).toMatch(/^table-unreadable/);
  });
});

test.each<ReportFormat>(['csv', 'xlsx'])('the template as %s has every heading we read', async (format) => {
  const { headings, rows } = await readTable(await bulkTemplate(format));
  expect([headings.size, rows.length]).toEqual([8, 1]);
});

/** A workbook with this sheet, as small as one can be. */
function sheetOf(rows: string): Buffer {
  const part = (text: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': part('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'),
      '_rels/.rels': part(`<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
      'xl/workbook.xml': part(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>`),
      'xl/_rels/workbook.xml.rels': part(`<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
      'xl/worksheets/sheet1.xml': part(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
    }),
  );
}
