import { SOURCES, type Officer, type Subject } from '#contracts/adapter';
import { syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';
import { missingCharacters, QUERY_NOTICE_TITLE, renderQueryNotice, SEAL_KEYWORD, type QueryNoticeData } from './index.js';
import { readPdfText } from './pdf-text.js';

let seed = 20_160_429;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

const person = (name: string, ...otherNames: string[]): Subject => ({
  kind: 'person',
  name,
  otherNames,
  documents: [{ type: 'resident-id', number: syntheticResidentId(random) }],
});

const officer = (name: string, number: string): Officer => ({
  name,
  phone: `0571-8700${number}`,
  workCertificate: `浙法工${number}`,
  dutyCertificate: `浙法执${number}`,
});

const company: Subject = {
  kind: 'organisation',
  name: '杭州示例数字科技有限公司',
  otherNames: [],
  documents: [{ type: 'unified-social-credit-code', number: syntheticSocialCreditCode(random) }],
};

const notice: QueryNoticeData = {
  courtName: '杭州市西湖区人民法院',
  noticeNumber: '（2025）浙0106执1234号协查1',
  caseNumber: '（2025）浙0106执1234号',
  subjects: [person('张三', '张叁'), company],
  sources: SOURCES,
  transactions: { from: '2024-01-01', to: '2025-11-23' },
  officers: [officer('赵明', '1001'), officer('钱亮', '1002')],
  issuedOn: '2025-11-23',
};

const textOf = async (data: QueryNoticeData) => readPdfText(await renderQueryNotice(data));

describe('query notice', () => {
  test('an inquiry is sent: the notice says who asks whom about whom for what, and every word can be copied out', async () => {
    const text = (await textOf(notice)).join('');
    const [first, second] = notice.subjects;
    const expected = [
      notice.courtName + QUERY_NOTICE_TITLE,
      `文书编号：${notice.noticeNumber}`,
      '各协助执行单位：',
      `本院立案执行的${notice.caseNumber}案件`,
      '（法释〔2013〕20号）第三条',
      `1张三（又名：张叁）居民身份证${first?.documents[0]?.number}`,
      `2${company.name}统一社会信用代码${second?.documents[0]?.number}`,
      '财产情况：银行存款、理财产品',
      '身份信息：婚姻登记、户籍登记信息',
      '资金往来：2024年1月1日至2025年11月23日',
      '赵明浙法工1001浙法执10010571-87001001',
      '钱亮浙法工1002浙法执10020571-87001002',
      `${notice.courtName}二〇二五年十一月二十三日${SEAL_KEYWORD}`,
    ];
    for (const words of expected) expect(text).toContain(words);
    expect(text).not.toContain('\uFFFD');
    expect(missingCharacters(notice)).toEqual([]);
  });

  test('the same notice is rendered again, with others in between: the bytes are equal', async () => {
    const once = await renderQueryNotice(notice);
    await renderQueryNotice({ ...notice, subjects: [person('龑・鱻')] });
    const [again, besides] = await Promise.all([renderQueryNotice(notice), renderQueryNotice({ ...notice, issuedOn: '2025-11-24' })]);
    expect(Buffer.compare(once, again)).toBe(0);
    expect(Buffer.compare(once, besides)).not.toBe(0);
  });

  test('a name has characters outside the main font: they are drawn from another one', async () => {
    const data = { ...notice, subjects: [person('龑鱻')] };
    expect(missingCharacters(data)).toEqual([]);
    expect((await textOf(data)).join('')).toContain('龑鱻');
  });

  test('a name has a character no font has: its code is drawn and explained, the character itself is copied', async () => {
    const data = { ...notice, subjects: [person('王㛃'), person('李𬭎')] };
    expect(missingCharacters(data)).toEqual(['㛃', '𬭎']);
    const text = (await textOf(data)).join('');
    expect(text).toContain('王㛃');
    expect(text).toContain('李𬭎');
    expect(text).toContain('[U+36C3]、[U+2CB4E]为生僻字的统一码');
  });

  test('two names differ only in a dot that looks the same: each is copied as it was given', async () => {
    const text = (await textOf({ ...notice, subjects: [person('阿里・买提'), person('阿里·买提')] })).join('');
    expect(text).toContain('阿里・买提');
    expect(text).toContain('阿里·买提');
  });

  test('a name carries invisible characters of an old register: nothing is drawn for them', async () => {
    const data = { ...notice, subjects: [person('张\u200B三\uFE00')] };
    expect(missingCharacters(data)).toEqual([]);
    expect((await textOf(data)).join('')).toContain('1张三居民身份证');
  });

  test('one notice lists sixty obligors: every page repeats the head and counts, nobody is lost', async () => {
    const subjects = Array.from({ length: 60 }, (_, index) => person(`被执行人甲${index + 1}`));
    const pages = await textOf({ ...notice, subjects });
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => expect(page).toContain(`第${index + 1}页 共${pages.length}页`));
    const rows = pages.join('');
    for (const subject of subjects) expect(rows).toContain(`${subject.name}居民身份证${subject.documents[0]?.number}`);
    expect(rows.split('序号姓名（名称）').length - 1).toBeGreaterThan(1);
  });

  test('the last page never holds the seal alone', async () => {
    for (let count = 1; count <= 30; count++) {
      const subjects = Array.from({ length: count }, (_, index) => person(`甲${index + 1}`));
      const last = (await textOf({ ...notice, subjects })).at(-1);
      expect(last).toContain('第一百一十七条处理');
      expect(last).toContain(SEAL_KEYWORD);
    }
  });

  test('an asked source is left out of the notice: it is not asked', async () => {
    const text = (await textOf({ ...notice, sources: ['deposit'], transactions: undefined })).join('');
    expect(text).toContain('财产情况：银行存款，以及');
    expect(text).not.toContain('身份信息');
    expect(text).not.toContain('资金往来');
  });

  test('nobody is named, nothing is asked, nobody asks, or the day is none: refused, without naming anyone', async () => {
    await expect(renderQueryNotice({ ...notice, subjects: [] })).rejects.toThrow(RangeError);
    await expect(renderQueryNotice({ ...notice, sources: [] })).rejects.toThrow(RangeError);
    await expect(renderQueryNotice({ ...notice, officers: [] })).rejects.toThrow(RangeError);
    await expect(renderQueryNotice({ ...notice, issuedOn: '2025-02-30' })).rejects.toThrow(RangeError);
  });
});
