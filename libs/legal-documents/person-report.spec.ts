import { beijingSecond } from '#libs/asset-list';
import { PERSON_REPORT_TITLE, renderPersonReport } from './index.js';
import { readPdfText } from './pdf-text.js';

/** 00:30 in Beijing on the 26th. */
const NOW = new Date('2026-11-25T16:30:00Z');
const PRINTED = { login: 'the-auditor', name: '王审计', court: null, at: NOW, id: 'call-1' };
const CASE = '0190c0de-0000-7000-8000-000000000001';
const entry = { obligorId: CASE, caseId: CASE, caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院', since: '2026-01-01T00:00:00.000Z' };
const look = { id: 7, at: '2026-11-25T15:00:00.000Z', login: 'judge-9', deed: 'looked' as const, event: 'assets.read', caseId: CASE, basis: 'grant', grant: { purpose: 'complaint', reason: '信访核查㐂' } };
const asked = { inquiryId: CASE, caseId: CASE, askedBy: 'gateway', automatic: 'filing' as const, purpose: '立案查控', askedAt: '2026-11-25T14:00:00.000Z', institutions: 12, found: 3, nothingFound: 8, other: 1 };
const data = (report: object = {}) => ({
  documentType: 'resident-id', documentNumber: '330106198001011235', reason: '当事人申请查询', report: { madeAt: NOW.toISOString(), entries: [entry], asked: [asked], looks: [look], ...report },
});
const pagesOf = async (report: object = {}) => readPdfText(await renderPersonReport(data(report), PRINTED));

describe('查阅情况报告', () => {
  test('says who looked, when, on what ground and why, and who asked with what result', async () => {
    const text = (await pagesOf()).join('').replaceAll(/\s/g, '');
    for (const said of [PERSON_REPORT_TITLE, '330106198001011235', '当事人申请查询', '（2026）浙0106执1234号', 'judge-9', '说明理由', '信访核查㐂', '立案自动', '2026-11-2523:00:00']) expect(text).toContain(said);
  });

  test('every page says who had it made and when', async () => {
    const pages = await pagesOf({ looks: Array.from({ length: 200 }, (_, id) => ({ ...look, id })) });
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`第${index + 1}页 共${pages.length}页`);
      expect(page.split('王审计（the-auditor）').length - 1).toBe(5);
      expect(page).toContain(beijingSecond(NOW));
    }
  });

  test('of somebody nobody knows it says so; where no ground was recorded too', async () => {
    const text = (await pagesOf({ entries: [], asked: [], looks: [] })).join('');
    expect(text).toContain('没有以该证件登记的被执行人');
    const { basis: _, grant: __, ...bare } = look;
    expect((await pagesOf({ looks: [bare] })).join('')).toContain('未记载');
  });
});
