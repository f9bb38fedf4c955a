import { assetList } from '#libs/asset-list';
import { answered, given, sampleAnswers, wideInquiry } from '#libs/asset-list-testkit';
import { renderAssetTable } from './asset-table.js';
import { readPdfText } from './pdf-text.js';

/** 00:30 in Beijing on the 26th. */
const NOW = new Date('2026-11-25T16:30:00Z');
const PRINTED = { login: 'the-officer', name: '张三', court: '浙0106', at: NOW, id: 'call-4711' };
const pagesOf = async (answers: Parameters<typeof assetList>[0]) => readPdfText(await renderAssetTable(assetList(answers, {}, NOW), PRINTED));

describe('财产查控情况表', () => {
  test('is A4 across, with embedded fonts and text that can be read, searched and copied', async () => {
    const pdf = Buffer.from(await renderAssetTable(assetList(sampleAnswers(), {}, NOW), PRINTED)).toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.7/);
    expect(pdf).toContain('/MediaBox [0 0 841.89 595.28]');
    expect(pdf).toContain('/FontFile');
    // The id under which the audit record tells of it, in the properties of the file.
    expect(pdf).toMatch(/\/Subject \d+ 0 R/);
    expect(pdf).toContain('(call-4711)');
    const [first] = await pagesOf(sampleAnswers());
    for (const text of ['杭州市西湖区人民法院', '财产查控情况表', '（2026）浙0106执1234号', '王小明', '330106198001011235', '杭州虚构贸易有限公司', '6222021202012345678']) expect(first).toContain(text);
  });

  test('what is missing stands before what was found', async () => {
    const [first = ''] = await pagesOf(sampleAnswers());
    expect(first).toContain('3项不知有无财产');
    expect(first).toContain('未联网');
    expect(first.indexOf('证件号码与户名不符')).toBeGreaterThan(0);
    expect(first.indexOf('证件号码与户名不符')).toBeLessThan(first.indexOf('二、财产'));
  });

  test('every page has its number, the digest of the data, and who had it printed when, in Beijing time', async () => {
    const list = assetList(sampleAnswers(), {}, NOW);
    const pages = readPdfText(await renderAssetTable(list, PRINTED));
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`第${index + 1}页 共${pages.length}页`);
      expect(page).toContain(list.digest);
      expect(page.split('张三（the-officer）').length - 1).toBe(5);
      expect(page).toContain('2026-11-26 00:30:00　call-4711');
      expect(page).toContain('张三（the-officer）　浙0106');
    }
  });

  test('a contradiction, a sum of rights and a measure that no longer counts can be seen', async () => {
    const text = (await pagesOf(sampleAnswers())).join('');
    expect(text).toContain('所报不一');
    expect(text).toMatch(/证券登记结算机构：价值 10230\.00 CNY/);
    expect(text).toMatch(/虚构证券股份有限公司：价值 8200\.00 CNY/);
    expect(text).toContain('已到期，不计顺位');
    expect(text).toContain('合计 1,500,000.00 CNY');
  });

  test('a spouse is no obligor: that there is one is on the paper, who it is is not', async () => {
    const text = (await pagesOf(sampleAnswers())).join('');
    expect(text).toContain('已婚');
    for (const spouse of ['赵虚构', '330106198202022224']) expect(text).not.toContain(spouse);
  });

  test('every query stands there with its four moments and its waiting', async () => {
    const text = (await pagesOf(given([answered({ tookMs: 340 })]))).join('');
    for (const moment of ['2026-11-25 23:00:00.000', '2026-11-25 23:00:00.012', '2026-11-25 23:00:00.352', '2026-11-25 23:00:00.355']) expect(text).toContain(moment);
  });

  test('nobody found anything: it says so', async () => {
    expect((await pagesOf(given([answered()]))).join('')).toContain('已答复的机构均未报有财产。');
  });

  test('a remark of ten thousand characters and a measure list longer than a page: all of it is there, page after page, each with the head', async () => {
    const priorMeasures = Array.from({ length: 120 }, (_, index) => ({ sequence: index + 1, authority: `第${index + 1}法院`, documentNumber: `（2026）执${index + 1}号` }));
    const remarks = '备'.repeat(10_000);
    const pages = await pagesOf(given([answered({ assets: [{ source: 'deposit', reference: '62220000001', priorMeasures, remarks }] })]));
    const text = pages.join('');
    for (const { sequence } of priorMeasures) expect(text).toContain(`（2026）执${sequence}`);
    expect(text.split('法院 （').length - 1).toBe(120);
    expect(text.split('备').length - 1).toBeGreaterThanOrEqual(10_000);
    expect(pages.filter((page) => page.includes('新措施顺位')).length).toBeGreaterThan(3);
  });

  test('characters no font has: kept in the text that is copied', async () => {
    expect((await pagesOf(given([answered({ name: '𰻝𰻝Ⅲ类银行\u0007' })]))).join('')).toContain('𰻝𰻝Ⅲ类银行');
  });

  test('eight thousand queries: all of them, without keeping the pages in memory, and the process breathes meanwhile', async () => {
    const list = assetList(wideInquiry(4000), {}, NOW);
    let breaths = 0;
    const breathing = setInterval(() => (breaths += 1), 1);
    const pages = readPdfText(await renderAssetTable(list, PRINTED));
    clearInterval(breathing);
    expect(breaths).toBeGreaterThan(100);
    expect(pages.length).toBeGreaterThan(100);
    const text = pages.join('');
    expect(text).toContain(list.queries[0]!.requestNumber);
    expect(new Set(text.match(/A20261125CK1\d{12}/g)).size).toBe(8000);
  }, 120_000);
});
