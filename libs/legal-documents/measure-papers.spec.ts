import type { ControlOutcome } from '#contracts/adapter';
import { sampleOrder } from '#libs/adapter-testkit';
import { CONTROL_RECORD_TITLE, controlRecord, preservationNotice, renderLegalText, wordsOf, type ControlRecordFacts, type LegalText, type PreservationNoticeFacts } from './index.js';
import { readPdfText } from './pdf-text.js';

const effective = (until?: string): ControlOutcome => ({ kind: 'effective', effect: until === undefined ? {} : { until } });
const notice = (...outcomes: readonly ControlOutcome[]): PreservationNoticeFacts => ({
  courtName: '杭州市西湖区人民法院', caseNumber: '（2026）浙0106财保12号', noticeNumber: '（2026）浙0106财保12号告知1', applicant: '杭州样例建材有限公司', rulingNumber: '（2026）浙0106财保12号',
  things: outcomes.map((outcome, index) => ({ thing: `账户${index + 1}`, institutionName: '样例银行', outcome })), issuedOn: '2026-03-03',
});
const text = (facts: PreservationNoticeFacts): string => wordsOf(preservationNotice(facts) as LegalText).join('|');

describe('the notice to the applicant of a preservation (保全规定 art 18)', () => {
  it('the last day is the one the institution registered, renewal is due seven days before', async () => {
    const said = text(notice(effective('2027-02-26')));
    expect(said).toContain('2027年2月26日|2027年2月19日');
    expect((readPdfText(await renderLegalText(preservationNotice(notice(effective('2027-02-26'))) as LegalText))).join('')).toContain('2027年2月19日');
  });

  it('one institution has not said until when: there is no notice yet, and none with a guess', () => {
    expect(preservationNotice(notice(effective('2027-02-26'), effective()))).toEqual({ kind: 'not-yet-known', things: ['账户2'] });
  });

  it('what waits has no last day, what was refused or is not known is said', () => {
    const said = text(notice({ kind: 'waiting', effect: { until: '2027-01-01' } }, { kind: 'refused', reason: 'x' }, { kind: 'unconfirmed', wireStatus: '9' }));
    expect(said).toContain('轮候，尚未生效|—');
    expect(said).not.toContain('2027年1月1日');
    expect(said).toContain('未能保全|—');
    expect(said).toContain('尚待核实|—');
  });

  it('nothing was preserved: no notice', () => {
    expect(() => preservationNotice(notice())).toThrow(RangeError);
  });
});

describe('the record of a measure (查扣冻规定 art 18)', () => {
  const { subject, officers } = sampleOrder({ kind: 'real-estate', operation: 'seal' });
  const facts: ControlRecordFacts = {
    courtName: '杭州市西湖区人民法院', caseNumber: '（2026）浙0106执1234号', recordNumber: '（2026）浙0106执1234号笔录1', obligor: subject, rulingNumber: '（2026）浙0106执1234号之一', officers,
    place: '杭州市西湖区样例路2号', assetKind: '房地产权', quantity: '一处，89.50平方米', keeper: '被执行人林试样',
    events: [
      { at: '2026-03-02T02:09:58.500Z', by: '杭州市不动产登记服务中心', what: '登记查封' },
      { at: '2026-03-01T23:30:00+08:00', by: '周承办', what: '签发协助查封通知书' },
      { at: '2026-03-02T02:15:00Z', by: '查控网关', what: '收到回执' },
    ],
    issuedOn: '2026-03-02',
  };

  it('start, finish, place, kind, quantity and keeper stand in it, in Beijing time, the steps in their order', async () => {
    const said = wordsOf(controlRecord(facts)).join('|');
    for (const part of [CONTROL_RECORD_TITLE, '措施开始时间|2026年3月1日23:30:00', '措施完成时间|2026年3月2日10:15:00', '财产所在地|杭州市西湖区样例路2号', '财产种类|房地产权', '财产数量|一处，89.50平方米', '财产保管人|被执行人林试样']) expect(said).toContain(part);
    expect(said).toMatch(/签发协助查封通知书.*登记查封.*收到回执/);
    expect(said).toContain('保管人　被执行人林试样');
    expect((readPdfText(await renderLegalText(controlRecord(facts)))).join('')).toContain('执行人员　吴协办');
  });

  it('without events, or with one that has no moment, there is no record', () => {
    expect(() => controlRecord({ ...facts, events: [] })).toThrow(RangeError);
    expect(() => controlRecord({ ...facts, events: [{ at: 'gestern', by: 'x', what: 'y' }] })).toThrow(RangeError);
  });
});
