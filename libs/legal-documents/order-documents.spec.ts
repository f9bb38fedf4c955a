import type { ControlOperation, ControlTarget, Source } from '#contracts/adapter';
import { SAMPLE_OPERATIONS, sampleOrder, sampleOrders } from '#libs/adapter-testkit';
import { documentsOfOrder, missingDocuments, renderOrderDocument, requiredDocuments, SEAL_KEYWORD, wordsOf, type OrderFacts } from './index.js';
import { readPdfText } from './pdf-text.js';

function factsOf(kind: ControlTarget['kind'], operation: ControlOperation, changes: Partial<OrderFacts> = {}, source?: Source): OrderFacts {
  const order = sampleOrder({ kind, operation, ...(source === undefined ? {} : { source }) });
  return {
    courtName: order.case.courtName, caseNumber: order.case.caseNumber, kind: 'execution', applicants: ['杭州样例建材有限公司'], obligor: order.subject,
    institutionName: '样例银行杭州西湖支行', operation, source: order.source, target: order.target, extent: order.extent,
    ...(order.from === undefined ? {} : { from: order.from }), ...(order.until === undefined ? {} : { until: order.until }),
    ...(order.original === undefined ? {} : { original: order.original }), ...(order.payee === undefined ? {} : { payee: order.payee }),
    ...(order.transferTo === undefined ? {} : { transferTo: order.transferTo }),
    rulingNumber: order.rulingNumber, noticeNumber: order.noticeName, officers: order.officers, issuedOn: '2026-03-01', ...changes,
  };
}

const words = (facts: OrderFacts): string => documentsOfOrder(facts).flatMap(({ text }) => wordsOf(text)).join('');

describe('the papers of an order', () => {
  it('a freeze of bank money: ruling and notice, with the sum in figures and in words, the term and both officers', async () => {
    const documents = documentsOfOrder(factsOf('account', 'freeze'));
    expect(documents.map(({ role, category, title }) => [role, category, title])).toEqual([
      ['ruling', '冻结裁定书', '执行裁定书'], ['notice', '协助冻结存款通知书', '协助冻结存款通知书'],
    ]);
    const [ruling, notice] = await Promise.all(documents.map(async (document) => readPdfText(await renderOrderDocument(document)).join('')));
    for (const text of [
      '申请执行人：杭州样例建材有限公司。', '被执行人：林试样（又名：林式样），居民身份证：330106197906127430。', '第二百五十三条', '第四百八十五条第一款',
      '冻结被执行人林试样在样例银行杭州西湖支行的账户6222021200000000013内的存款人民币123456.78元（大写：壹拾贰万叁仟肆佰伍拾陆元柒角捌分）', '期限自2026年3月2日起至2027年3月1日止',
      '效力自行消灭', '审判员　周承办', '二〇二六年三月一日', SEAL_KEYWORD,
    ]) expect(ruling).toContain(text);
    for (const text of ['样例银行杭州西湖支行：', '以上述金额为限', '周承办', '吴协办', 'GW330106002', '第一百一十七条', SEAL_KEYWORD]) expect(notice).toContain(text);
    expect(`${ruling}${notice}`).not.toContain('\uFFFD');
  });

  it.each([
    ['account', 'deduct', ['扣划被执行人林试样', '第四百八十四条', '划至杭州市西湖区人民法院执行款专户', '19990101040000001']],
    ['account', 'renew', ['继续冻结被执行人林试样', '第四百八十五条第二款', '顺位不变']],
    ['account', 'release', ['解除本院（2026）浙0106执1234号案件对', '第二十八条', '解除冻结存款通知书']],
    ['account', 'wait', ['轮候冻结', '第二十六条', '自动生效']],
    ['account', 'freeze-and-deduct', ['冻结并扣划', '第四百八十四条']],
    ['real-estate', 'seal', ['查封被执行人林试样名下坐落于杭州市西湖区样例路2号的房地产权', '330106002002GB00001F00010001', '土地使用权', '协助查封通知书', '转移、变更、抵押']],
    ['real-estate', 'wait-seal', ['轮候查封', '反馈顺位']],
    ['real-estate', 'release-seal', ['解除查封通知书', '业务号DJ202603020001', '恢复办理']],
    ['vehicle', 'seal', ['号牌号码为浙AT7064', 'LZZVX2Z636Z1C0069', '该车辆的转移']],
    ['equity', 'freeze', ['杭州样例科技有限公司', '协助公示冻结股权通知书', '公示的时间即冻结生效的时间']],
    ['security', 'freeze', ['证券代码为600999的证券10000股']],
    ['policy', 'deduct', ['保单P3301202001150001的现金价值']],
  ] as const)('%s, %s', (kind, operation, expected) => {
    const text = words(factsOf(kind, operation));
    for (const part of expected) expect(text).toContain(part);
  });

  it('a transfer is only noticed: its ruling comes from the sale, so it is still missing', () => {
    const documents = documentsOfOrder(factsOf('real-estate', 'serve-transfer'));
    expect(documents.map(({ role }) => role)).toEqual(['notice']);
    expect(wordsOf(documents[0]!.text).join('')).toContain('周样例居民身份证330106198511306885');
    expect(missingDocuments('serve-transfer', 'real-estate', documents)).toMatchObject([{ role: 'ruling', category: '过户裁定书', basis: expect.stringContaining('第二百六十二条') as string }]);
  });

  it('a preservation rules as one: other parties, other articles, the way to have it reviewed', () => {
    const text = words(factsOf('account', 'freeze', { kind: 'preservation' }));
    for (const part of ['民事裁定书', '申请保全人：', '被保全人：', '第一百零三条', '申请复议一次']) expect(text).toContain(part);
    expect(text).not.toContain('被执行人');
  });

  it('foreign money keeps its name and has no yuan in words', () => {
    const text = words(factsOf('account', 'freeze', { extent: { by: 'amount', amount: { fen: 100_00, currency: 'USD' } } }));
    expect(text).toContain('美元100.00');
    expect(text).not.toContain('大写');
  });

  it('whatever may be ordered: equal facts give equal papers, nothing undefined is written, and with its ruling nothing is missing', () => {
    const every = sampleOrders({ deposit: SAMPLE_OPERATIONS, 'real-estate': SAMPLE_OPERATIONS, vehicle: SAMPLE_OPERATIONS, equity: SAMPLE_OPERATIONS, securities: SAMPLE_OPERATIONS, insurance: SAMPLE_OPERATIONS, wealth: SAMPLE_OPERATIONS });
    expect(every.length).toBeGreaterThan(80);
    for (const { target, operation, source, extent } of every) {
      const facts = { ...factsOf(target.kind, operation), target, source, extent };
      const documents = documentsOfOrder(facts);
      expect(documents).toEqual(documentsOfOrder(facts));
      expect(words(facts)).not.toMatch(/undefined|null|NaN|\[object/);
      expect(missingDocuments(operation, source, documents).map(({ role }) => role)).toEqual(operation === 'serve-transfer' ? ['ruling'] : []);
    }
  });
});

describe('what an order lacks', () => {
  it('nothing is attached: both, each with its rule and what to do (A5)', () => {
    expect(missingDocuments('freeze', 'deposit', [])).toEqual([
      { role: 'ruling', category: '冻结裁定书', basis: '《最高人民法院关于网络查询、冻结被执行人存款的规定》（法释〔2013〕20号）第三条、《中华人民共和国民事诉讼法》第二百五十三条第二款', remedy: '请上传或者生成冻结裁定书' },
      { role: 'notice', category: '协助冻结存款通知书', basis: expect.any(String) as string, remedy: '请上传或者生成协助冻结存款通知书' },
    ]);
  });

  it.each([
    ['release', '冻结裁定书'], ['deduct', '冻结裁定书'], ['freeze', '解除冻结裁定书'], ['freeze', '扣划裁定书'], ['renew', '解除冻结裁定书'], ['seal', '冻结裁定书'], ['release-seal', '查封裁定书'],
  ] as const)('%s with a %s: the ruling is there for something else, and missing', (operation, title) => {
    const missing = missingDocuments(operation, operation.includes('seal') ? 'real-estate' : 'deposit', [{ category: title, title: '' }]);
    expect(missing.find(({ role }) => role === 'ruling')).toMatchObject({ instead: title, remedy: expect.stringContaining('裁定的是其他事项') as string });
  });

  it('a ruling that names no act is taken, and the right one beside a wrong one is found', () => {
    expect(missingDocuments('release', 'deposit', [{ category: '执行裁定书', title: '（2026）浙0106执1234号之二' }, { category: '协助执行通知书', title: '' }])).toEqual([]);
    expect(missingDocuments('release', 'deposit', [{ category: '裁定书', title: '冻结裁定书' }, { category: '裁定书', title: '解除冻结裁定书' }]).map(({ role }) => role)).toEqual(['notice']);
  });

  it('every operation on every kind of source asks for a ruling and a notice', () => {
    for (const operation of SAMPLE_OPERATIONS) for (const source of ['deposit', 'equity', 'vehicle', 'real-estate', 'insurance'] as const) expect(requiredDocuments(operation, source).map(({ role }) => role)).toEqual(['ruling', 'notice']);
  });
});
