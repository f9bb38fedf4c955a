import type { Officer, Subject } from '#contracts/adapter';
import { syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';
import { OFFLINE_LETTER_TITLE, renderOfflineLetter, renderReturnForm, RETURN_FORM_TITLE, SEAL_KEYWORD, type OfflineLetterData } from './index.js';
import { readPdfText } from './pdf-text.js';

let seed = 20_160_429;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
const officer = (name: string, number: string): Officer => ({ name, phone: `0571-8700${number}`, workCertificate: `浙法工${number}`, dutyCertificate: `浙法执${number}` });
const person = (name: string): Subject => ({ kind: 'person', name, otherNames: [], documents: [{ type: 'resident-id', number: syntheticResidentId(random) }] });
const company: Subject = { kind: 'organisation', name: '杭州示例农业发展有限公司', otherNames: ['杭州示例果蔬专业合作社'], documents: [{ type: 'unified-social-credit-code', number: syntheticSocialCreditCode(random) }] };

const officers = [officer('赵明', '1001'), officer('钱亮', '1002')];
const item = (place: number, subject: Subject) => ({ place, requestNumber: `A20261123CK1${String(place).padStart(12, '0')}`, caseNumber: `（2026）浙0106执${100 + place}号`, subject, sources: ['land' as const], officers });
const letter = (people: readonly Subject[]): OfflineLetterData => ({
  courtName: '杭州市西湖区人民法院', number: 'XCK2026112300000007', institutionName: '桐庐县农村土地承包经营权登记办公室', issuedOn: '2026-11-23', answerBy: '2026-12-08',
  items: people.map((subject, index) => item(index + 1, subject)),
});
const data = letter([person('张三'), company, person('欧阳小红')]);
const without = (text: string): string => text.replaceAll(/\s/g, '');

describe('a letter to an institution without a line', () => {
  test('says who asks whom, by when, and lists every person with case, documents and request number', async () => {
    const text = without(readPdfText(await renderOfflineLetter(data)).join(''));
    const expected = [
      `${data.courtName}${OFFLINE_LETTER_TITLE}`, `文书编号：${data.number}`, `${data.institutionName}：`, '（2026）浙0106执101号等3件案件', '请于2026年12月8日前', '共3人次', '二〇二六年十一月二十三日', SEAL_KEYWORD,
      ...data.items.flatMap(({ requestNumber, caseNumber, subject }) => [requestNumber, caseNumber, subject.name, subject.documents[0]!.number]), '又名：杭州示例果蔬专业合作社', '赵明浙法工1001浙法执1001',
    ];
    for (const words of expected) expect(text).toContain(without(words));
  });

  test('its form has a block for each person with the request number as text, and is never parted inside a block', async () => {
    const pages = readPdfText(await renderReturnForm(data)).map(without);
    expect(pages.join('')).toContain(RETURN_FORM_TITLE);
    for (const { requestNumber, subject } of data.items) {
      const page = pages.find((text) => text.includes(requestNumber))!;
      const block = page.slice(page.indexOf(requestNumber));
      for (const words of [subject.documents[0]!.number, '□有财产□无财产□不予协助', '抵押、查封等权利限制', '不予协助的理由']) expect(block).toContain(words);
    }
    expect(pages.at(-1)).toContain('反馈单位（公章）');
  });

  test('equal data give equal bytes; two hundred persons fit', async () => {
    expect(Buffer.from(await renderReturnForm(data)).equals(Buffer.from(await renderReturnForm(data)))).toBe(true);
    const many = letter(Array.from({ length: 200 }, (_, index) => person(`虚构人${index}`)));
    const text = readPdfText(await renderOfflineLetter(many)).join('');
    expect(text).toContain(many.items[199]!.requestNumber.slice(-6));
  });

  test('a letter about nobody is none', async () => {
    await expect(renderOfflineLetter(letter([]))).rejects.toThrow(RangeError);
  });
});
