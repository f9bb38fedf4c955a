import { strFromU8, unzipSync } from 'fflate';
import type { Asset } from '#contracts/adapter';
import { assetList } from '#libs/asset-list';
import { answered, given, sampleAnswers, wideInquiry } from '#libs/asset-list-testkit';
import { assetWorkbook } from './index.js';

const NOW = new Date('2026-11-25T16:30:00Z');
const PRINTED = { login: 'the-officer', name: '张三', court: '浙0106', at: NOW, id: 'call-4711' };

interface ReadSheet {
  readonly name: string;
  readonly xml: string;
  /** By place, `B2`: the text or the number as written. */
  readonly cells: ReadonlyMap<string, { readonly type: string; readonly value: string; readonly style: string }>;
}

/** The workbook as any reader sees it: shared strings and inline ones resolved, nothing else interpreted. */
async function read(answers: Parameters<typeof assetList>[0]): Promise<{ readonly sheets: readonly ReadSheet[]; readonly formats: readonly string[] }> {
  const files = unzipSync(await assetWorkbook(assetList(answers, {}, NOW), PRINTED));
  const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const plain = (xml: string): string => xml.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name]!);
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>([^]*?)<\/si>/g)].map(([, xml = '']) => plain(xml));
  const numberFormats = new Map([...text('xl/styles.xml').matchAll(/<numFmt (?=[^>]*numFmtId="(\d+)")[^>]*formatCode="([^"]*)"/g)].map(([, id = '', code = '']) => [id, code]));
  const styles = [...(/<cellXfs[^>]*>([^]*?)<\/cellXfs>/.exec(text('xl/styles.xml'))?.[1] ?? '').matchAll(/<xf ([^>]*)>/g)].map(([, xf = '']) => numberFormats.get(/numFmtId="(\d+)"/.exec(xf)?.[1] ?? '') ?? '');
  const sheets = [...text('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = ''], index) => {
    const xml = text(`xl/worksheets/sheet${index + 1}.xml`);
    const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>([^]*?)<\/c>)/g)].map(([, place = '', attributes = '', content = '']) => {
      const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n';
      const value = type === 's' ? shared[Number(plain(content))]! : plain(content);
      return [place, { type, value, style: styles[Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? '' }] as const;
    });
    return { name, xml, cells: new Map(cells) };
  });
  return { sheets, formats: styles };
}

const columnOf = (sheet: ReadSheet, title: string): string => [...sheet.cells].find(([place, { value }]) => /^[A-Z]+1$/.test(place) && value.includes(title))![0].replace('1', '');
const account = (change: Partial<Asset> = {}): Asset => ({ source: 'deposit', reference: '6222021202012345678', value: { fen: 1_250_056, currency: 'CNY' }, ...change });

describe('the workbook', () => {
  test('every sheet prints who had it made, of which court, when in Beijing, and under which id that is on record', async () => {
    const { sheets } = await read(sampleAnswers());
    expect(sheets).toHaveLength(4);
    for (const { xml } of sheets) {
      expect(xml).toContain('<headerFooter><oddFooter>&amp;L张三（the-officer）　浙0106　2026-11-26 00:30:00　call-4711&amp;R&amp;P/&amp;N</oddFooter></headerFooter></worksheet>');
    }
    expect([...sheets[0]!.cells.values()].map(({ value }) => value)).toEqual(expect.arrayContaining(['张三（the-officer）', '浙0106', 'call-4711']));
  });

  test('has four sheets; the lists keep their head in sight and can be filtered over all rows', async () => {
    const { sheets } = await read(sampleAnswers());
    expect(sheets.map(({ name }) => name)).toEqual(['概览', '财产', '查询用时', '身份信息']);
    for (const { xml } of sheets.slice(1)) {
      expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
      expect(xml).toMatch(/<\/sheetData><autoFilter ref="A1:[A-Z]+\d+"\/>/);
    }
    expect(sheets[1]!.xml).toContain('<autoFilter ref="A1:AA8"/>');
  });

  test('a spouse is no obligor: that there is one is in the sheet, who it is is not', async () => {
    const texts = [...(await read(sampleAnswers())).sheets[3]!.cells.values()].map(({ value }) => value).join();
    expect(texts).toContain('已婚');
    for (const spouse of ['赵虚构', '330106198202022224']) expect(texts).not.toContain(spouse);
  });

  test('says at the top whose it is, what is missing and why, and how far every source was asked', async () => {
    const texts = [...(await read(sampleAnswers())).sheets[0]!.cells.values()].map(({ value }) => value);
    expect(texts).toEqual(expect.arrayContaining(['（2026）浙0106执1234号', '王小明、杭州虚构贸易有限公司', '尚有查询未结束；3项不知有无财产，见下', '缺少的答复 missing：3项', '否：未联网', '张三（the-officer）']));
    expect(texts).toContain('退回：退回 refused：证件号码与户名不符');
  });

  test('account numbers are texts in all their digits, amounts numbers of yuan, days and moments dates on the clock of Beijing', async () => {
    const { sheets } = await read(given([answered({ assets: [account({ openedOn: '2015-03-02' })] })]));
    const [, assets, queries] = sheets;
    expect(assets!.cells.get(`${columnOf(assets!, '号码')}2`)).toMatchObject({ type: expect.stringMatching(/^(s|inlineStr)$/), value: '6222021202012345678' });
    expect(assets!.cells.get(`${columnOf(assets!, '价值 value')}2`)).toMatchObject({ type: 'n', value: '12500.56', style: '#,##0.00' });
    // 2015-03-02 is day 42065 of Excel.
    expect(assets!.cells.get(`${columnOf(assets!, '开户')}2`)).toMatchObject({ type: 'n', value: '42065', style: 'yyyy-mm-dd' });
    const received = queries!.cells.get(`${columnOf(queries!, '收到')}2`)!;
    expect([received.type, received.style]).toEqual(['n', 'yyyy-mm-dd hh:mm:ss.000']);
    // 2026-11-25T15:00:00.352Z, eight hours on.
    expect((Number(received.value) - 25_569) * 86_400_000).toBeCloseTo(Date.parse('2026-11-25T23:00:00.352Z'), -1);
  });

  test.each(['=HYPERLINK("http://x","y")', '+1+1', '-2', '@SUM(A1)', '＝1+1', '\t=1'])('an institution that writes %j: a text that is disarmed, never a formula', async (hostile) => {
    const { sheets } = await read(given([answered({ name: hostile, assets: [account({ reference: hostile, status: hostile, remarks: hostile })] })]));
    const [, assets, queries] = sheets;
    for (const title of ['号码', '状态', '备注', '来源机构']) expect(assets!.cells.get(`${columnOf(assets!, title)}2`)!.value.startsWith("'")).toBe(true);
    expect(queries!.cells.get(`${columnOf(queries!, '机构 institution')}2`)!.value.startsWith("'")).toBe(true);
    for (const { xml } of sheets) expect(xml).not.toContain('<f>');
  });

  test('characters XML has no place for, half a surrogate pair, a text beyond what a cell takes, an amount beyond what Excel calculates: still a workbook', async () => {
    const { sheets } = await read(
      given([answered({ assets: [account({ status: 'a\u0000b\u000bc\ud800d<&>"', remarks: '长'.repeat(40_000), value: { fen: 9_007_199_254_740_991, currency: 'CNY' } })] })]),
    );
    const assets = sheets[1]!;
    expect(assets.cells.get(`${columnOf(assets, '状态')}2`)!.value).toBe('a□b□c□d<&>"');
    expect(assets.cells.get(`${columnOf(assets, '备注')}2`)!.value).toHaveLength(32_767);
    expect(assets.cells.get(`${columnOf(assets, '价值 value')}2`)).toMatchObject({ type: expect.stringMatching(/^(s|inlineStr)$/), value: '90071992547409.91' });
  });

  test('nothing found: the lists have their heads, and the filters a row to stand over', async () => {
    const { sheets } = await read(given([answered()]));
    expect(sheets[1]!.xml).toContain('<autoFilter ref="A1:AA2"/>');
  });

  test('eight thousand questions: a row for each, and the process breathes while they are written', async () => {
    let breaths = 0;
    const breathing = setInterval(() => (breaths += 1), 1);
    await assetWorkbook(assetList(wideInquiry(4000), {}, NOW), PRINTED);
    clearInterval(breathing);
    expect(breaths).toBeGreaterThan(50);
    const { sheets } = await read(wideInquiry(4000));
    expect(sheets[2]!.cells.get('A8001')?.value).toBe('杭州虚构贸易有限公司');
    expect(sheets[2]!.cells.has('A8002')).toBe(false);
  }, 120_000);
});
