import { LEAD_NOTICE_TITLE, leadNotice, renderLegalText, wordsOf, type LeadNoticeFacts } from './index.js';
import { readPdfText } from './pdf-text.js';

const facts = (change: Partial<LeadNoticeFacts> = {}): LeadNoticeFacts => ({
  courtName: '杭州市西湖区人民法院', caseNumber: '（2026）浙0106执1234号', giver: '虚构申请人', receivedOn: '2026-11-02', description: '被执行人名下货车停放在其仓库', finding: 'found', missing: [], checkedOn: '2026-11-05',
  issuedOn: '2026-11-06', ...change,
});
const said = (change: Partial<LeadNoticeFacts> = {}): string => wordsOf(leadNotice(facts(change))).join('|');

describe('the answer to who gave a lead', () => {
  it('what was given and when, when it was checked and what became of it', async () => {
    for (const part of [LEAD_NOTICE_TITLE, '虚构申请人', '2026年11月2日', '被执行人名下货车停放在其仓库', '2026年11月5日', '该线索属实']) expect(said()).toContain(part);
    expect(readPdfText(await renderLegalText(leadNotice(facts()))).join('')).toContain('财产线索核实结果告知书');
  });

  it('each finding in its own words', () => {
    expect([said({ finding: 'nothing-found' }), said({ finding: 'unverifiable' })]).toEqual([expect.stringContaining('未发现该线索所指的财产'), expect.stringContaining('目前无法核实')]);
  });

  it('not concrete: what it lacks, and not that anything was checked', () => {
    const text = said({ finding: 'not-concrete', missing: ['place', 'grounds'] });
    expect(text).toMatch(/1．财产所在地或者保管、登记机构.*2．线索的来源或者依据/);
    expect(text).not.toContain('核实完毕');
  });
});
