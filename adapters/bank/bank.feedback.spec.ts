import type { Asset, FeedbackEntry, QueryOutcome } from '#contracts/adapter';
import { encode, wrap } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { organisationRequest, request } from './testkit/questions.js';

const BDHM = request.requestNumber;
const CARD = '6222021202000000019';
const OTHER_CARD = '6222021202000000027';

const row = (attributes: string, children = ''): string => `<zhxx BDHM="${BDHM}" CCXH="1" KHZH="${CARD}" ${attributes}>${children}</zhxx>`;
const list = (...rows: readonly string[]): string => `<zhxxList>${rows.join('')}</zhxxList>`;

function read(message: string, verb: 'feed-query' | 'return-request' | 'feed-transactions' | 'feed-control' = 'feed-query'): readonly FeedbackEntry[] {
  const reading = adapter.readFeedback(verb, message);
  if (reading.state !== 'read') throw new Error(`${reading.cause}: ${reading.detail}`);
  return reading.value;
}

function outcome(...rows: readonly string[]): QueryOutcome {
  const [entry] = read(encode(list(...rows)));
  if (entry === undefined) throw new Error('no entry');
  return entry.interpret(request);
}

function assets(...rows: readonly string[]): readonly Asset[] {
  const found = outcome(...rows);
  if (found.kind !== 'found') throw new Error(JSON.stringify(found));
  return found.assets;
}

const asset = (attributes: string, children?: string): Asset | undefined => assets(row(attributes, children))[0];

describe('one message with many requests', () => {
  it('gives one entry per request, rows grouped, in the order of the message', () => {
    const entries = read(
      encode(
        list(
          '<zhxx BDHM="B" CCXH="1" KHZH="1000000000000001" YE="1"/>',
          '<zhxx BDHM="A" CCXH="1" KHZH="查无开户信息"/>',
          '<zhxx BDHM=" B " CCXH="2" KHZH="1000000000000002" YE="2"/>',
        ),
      ),
    );
    expect(entries.map(({ requestNumber, position }) => [requestNumber, position])).toEqual([['B', 0], ['A', 1]]);
    expect(entries[0]?.interpret(request)).toMatchObject({ kind: 'found', assets: [{ reference: '1000000000000001' }, { reference: '1000000000000002' }] });
    expect(entries[1]?.interpret(request)).toEqual({ kind: 'nothing-found' });
  });

  it('a damaged value spoils its own request only', () => {
    const clean = encode(list('<zhxx BDHM="A" CCXH="1" KHZH="查无开户信息"/>', '<zhxx BDHM="B" CCXH="1" KHZH="1000000000000001"/>'));
    const xml = Buffer.from(clean, 'base64').toString('latin1');
    const damaged = xml.replace('MTAwMDAwMDAwMDAwMDAwMQ==', '1000000000000001=');
    expect(damaged).not.toBe(xml);
    const entries = read(wrap(Buffer.from(damaged, 'latin1')));
    expect(entries[0]?.interpret(request)).toEqual({ kind: 'nothing-found' });
    expect(entries[1]?.interpret(request)).toMatchObject({ kind: 'defective', defect: 'encoding' });
  });

  it.each([
    ['a row without request number', list('<zhxx BDHM="A" CCXH="1" KHZH="查无开户信息"/>', '<zhxx CCXH="1" KHZH="1"/>')],
    ['no rows', '<zhxxList/>'],
    ['only an error', '<zhxxList errorMsg="系统处理异常"/>'],
    ['another root', '<kzxxList><kzxx BDHM="A"/></kzxxList>'],
  ])('%s is refused as a whole, in Chinese', (_, xml) => {
    const reading = adapter.readFeedback('feed-query', encode(xml));
    expect(reading).toMatchObject({ state: 'unreadable', cause: 'schema', detail: expect.stringMatching(/\p{Script=Han}/u) });
  });

  it('list names in another case, rows without their list, and values called null are tolerated', () => {
    const [account] = assets(row('YE="null" KHWD="NULL" BZ="156"', '<djxxlist><djxx CSXH="7" DJJG="甲法院"/></djxxlist><qlxx XH="3" QLR="乙"/>'));
    expect(account).toMatchObject({ priorMeasures: [{ sequence: 7, authority: '甲法院' }], rights: [{ sequence: 3, holder: '乙' }] });
    expect(account?.value).toBeUndefined();
    expect(account?.heldAt).toBeUndefined();
  });
});

describe('words instead of an account', () => {
  const word = (text: string, more = ''): string => `<zhxx BDHM="${BDHM}" CCXH="1" KHZH="${text}" ${more}/>`;

  it.each<[string, QueryOutcome]>([
    ['查无开户信息', { kind: 'nothing-found' }],
    [' 查无 开户信息。 ', { kind: 'nothing-found' }],
    ['业务审核未通过', { kind: 'refused', reason: '业务审核未通过', reasonCode: '04' }],
    ['查询异常', { kind: 'unavailable', cause: 'server-error', detail: '查询异常' }],
    ['无法律文书', { kind: 'unconfirmed', wireStatus: '无法律文书', detail: expect.any(String) as string }],
    ['系统处理异常', { kind: 'unconfirmed', wireStatus: '系统处理异常', detail: expect.any(String) as string }],
    ['N/A', { kind: 'unconfirmed', wireStatus: '‹unprintable›', detail: expect.any(String) as string }],
    ['林试样无开户', { kind: 'unconfirmed', wireStatus: '‹unprintable›', detail: expect.any(String) as string }],
    ['查无开户信息2', { kind: 'unconfirmed', wireStatus: '‹unprintable›', detail: expect.any(String) as string }],
  ])('%j', (text, expected) => {
    expect(outcome(word(text))).toEqual(expected);
  });

  it('said twice is said once; a remark with "nothing" is kept', () => {
    expect(outcome(word('查无开户信息', 'BEIZ="仅总行"'), word('查无开户信息', 'BEIZ="仅总行"'))).toEqual({ kind: 'nothing-found', remarks: '仅总行' });
  });

  it.each([
    ['two different words', [word('查无开户信息'), word('查询异常')]],
    ['a word and an account', [word('业务审核未通过'), row('YE="1.00"')]],
    ['"nothing" with a balance', [word('查无开户信息', 'YE="0.01"')]],
    ['"nothing" with a product', [word('查无开户信息').replace('/>', '><jrxxList><jrxx ZCXH="1"/></jrxxList></zhxx>')]],
    ['"failed" with movements', [word('查询异常').replace('/>', '><wlxxList><wlxx WLXH="1"/></wlxxList></zhxx>')]],
  ])('%s is contradictory', (_, rows) => {
    expect(outcome(...rows)).toMatchObject({ kind: 'defective', defect: 'contradictory' });
  });

  it('"nothing" beside content nobody here can read is not taken for nothing', () => {
    const [entry] = read(encode(`<zhxxList>${word('查无开户信息')}<bxxList><bxx/></bxxList></zhxxList>`));
    expect(entry?.interpret(request)).toMatchObject({ kind: 'unconfirmed', wireStatus: '查无开户信息' });
  });

  it('a row that says nothing at all is no answer', () => {
    expect(outcome(word(''))).toMatchObject({ kind: 'defective', defect: 'schema', detail: '第1行缺少KHZH' });
    expect(outcome(word('', 'YE="5.00"'))).toMatchObject({ kind: 'defective', defect: 'schema' });
  });
});

describe('amounts', () => {
  it.each<[string, string, Partial<Asset>]>([
    ['two decimals', 'YE="12345.67" KYYE="0.00"', { value: { fen: 1234567, currency: 'CNY' }, available: { fen: 0, currency: 'CNY' } }],
    ['four decimals', 'YE="1.2300" KYYE="1.2300"', { value: { fen: 123, currency: 'CNY' } }],
    ['separators', 'YE="1,234.5" KYYE=""', { value: { fen: 123450, currency: 'CNY' } }],
    ['full-width digits', 'YE="１００．００"', { value: { fen: 10000, currency: 'CNY' } }],
  ])('with %s', (_, attributes, expected) => {
    expect(asset(attributes)).toMatchObject(expected);
  });

  it('blank is unknown, not zero', () => {
    const account = asset('YE="" KYYE="-"');
    expect(account?.value).toBeUndefined();
    expect(account?.available).toBeUndefined();
    expect(account?.remarks).toBeUndefined();
  });

  it('fractions of a fen are cut off and said so', () => {
    expect(asset('YE="100.1299" KYYE="1.00"')).toMatchObject({
      value: { fen: 10012 },
      attributes: { balanceAsReported: '100.1299' },
      remarks: '〔网关〕YE不足一分的部分已舍去',
    });
    expect(asset('YE="-0.0199"')).toMatchObject({ value: { fen: -1 } });
  });

  it('an overdrawn account keeps its balance; nothing of it can be controlled', () => {
    expect(asset('YE="-50.00" KYYE="-50.00"')).toMatchObject({
      value: { fen: -5000 },
      available: { fen: 0 },
      attributes: { availableAsReported: '-50.00' },
      remarks: '〔网关〕YE为负数；〔网关〕KYYE为负数',
    });
  });

  it('more available than there is, is kept with a remark', () => {
    expect(asset('YE="1.00" KYYE="2.00" BEIZ="信用卡"')).toMatchObject({ available: { fen: 200 }, remarks: '信用卡；〔网关〕可用余额大于余额' });
  });

  it('one unreadable balance of two is a remark, no readable balance is a defect', () => {
    expect(asset('YE="一百元" KYYE="2.00"')).toMatchObject({ available: { fen: 200 }, attributes: { balanceAsReported: '一百元' }, remarks: '〔网关〕YE不是金额' });
    expect(outcome(row('YE="一百元"'))).toEqual({ kind: 'defective', defect: 'schema', detail: '第1行YE不是金额' });
    expect(outcome(row('YE="1e3" KYYE="NaN"'))).toMatchObject({ kind: 'defective', defect: 'schema' });
    expect(outcome(row('YE="99999999999999999.00"'))).toMatchObject({ kind: 'defective', defect: 'schema' });
  });

  it('an unreadable amount of a measure leaves the measure standing', () => {
    expect(asset('YE="1.00"', '<djxxList><djxx CSXH="1" DJJG="甲法院" DJJE="全部"/></djxxList>')?.priorMeasures).toMatchObject([
      { sequence: 1, authority: '甲法院', amount: undefined, remarks: '〔网关〕DJJE不是金额' },
    ]);
  });
});

describe('currencies', () => {
  it.each([
    ['156', 'CNY'],
    ['', 'CNY'],
    ['人民币', 'CNY'],
    ['CNY', 'CNY'],
    ['840', 'USD'],
    ['美元', 'USD'],
    ['港元', 'HKD'],
    ['978', 'EUR'],
    ['欧元', 'EUR'],
    ['AED', 'AED'],
  ])('%s is %s', (written, iso) => {
    expect(asset(`BZ="${written}" YE="1.00"`)?.value).toEqual({ fen: 100, currency: iso });
  });

  it('an unknown one is never taken for yuan', () => {
    expect(asset('BZ="贝壳" YE="1.00"')).toMatchObject({ value: { fen: 100, currency: 'XXX' }, attributes: { currencyAsReported: '贝壳' }, remarks: '〔网关〕币种未知' });
  });
});

describe('dates', () => {
  it.each([
    ['2014/03/07 09:30:00', '2014-03-07'],
    ['2014-03-07', '2014-03-07'],
    ['2014-3-7', '2014-03-07'],
    ['20140307', '2014-03-07'],
    ['20140307093000', '2014-03-07'],
    ['2014-03-07 00:00:00.0', '2014-03-07'],
    ['2014-03-07T09:30:00', '2014-03-07'],
    ['2014年3月7日', '2014-03-07'],
    ['', undefined],
    ['0000-00-00', undefined],
    ['0001-01-01 00:00:00', undefined],
    ['null', undefined],
  ])('%j is %s', (written, expected) => {
    const account = asset(`KHRQ="${written}" YE="1.00"`);
    expect(account?.openedOn).toBe(expected);
    expect(account?.remarks).toBeUndefined();
  });

  it.each(['2014-02-30', '2014/13/01', '昨天', '140307'])('%s is no date: left out with a remark', (written) => {
    expect(asset(`KHRQ="${written}" YE="1.00"`)).toMatchObject({ openedOn: undefined, remarks: '〔网关〕KHRQ不是日期' });
  });

  it('a closing date at the end of time means that the account is open', () => {
    expect(asset('XHRQ="9999-12-31" YE="1.00"')?.closedOn).toBeUndefined();
    expect(asset('YE="1.00"', '<djxxList><djxx CSXH="1" DJJG="甲法院" DJJZRQ="9999/12/31"/></djxxList>')?.priorMeasures?.[0]?.endsOn).toBe('9999-12-31');
  });
});

describe('several rows', () => {
  it('one account in two currencies is two assets with references of their own', () => {
    const found = assets(row('BZ="156" YE="1.00"'), row('BZ="840" YE="2.00"').replace('CCXH="1"', 'CCXH="2"'));
    expect(found.map(({ reference, attributes }) => [reference, attributes?.['accountNumber']])).toEqual([[`${CARD}/CNY`, CARD], [`${CARD}/USD`, CARD]]);
  });

  it('one account in two rows of one currency is kept twice with a remark', () => {
    const found = assets(row('YE="1.00"'), row('YE="2.00"').replace('CCXH="1"', 'CCXH="2"'));
    expect(found.map(({ reference }) => reference)).toEqual([`${CARD}#1`, `${CARD}#2`]);
    expect(found[0]?.remarks).toBe('〔网关〕同一账号反馈了多次');
  });

  it('a row number used twice for different accounts is kept with a remark', () => {
    const found = assets(row('YE="1.00"'), row('YE="2.00"').replace(CARD, OTHER_CARD));
    expect(found.map(({ reference, remarks }) => [reference, remarks])).toEqual([[CARD, '〔网关〕CCXH重复'], [OTHER_CARD, '〔网关〕CCXH重复']]);
  });

  it('references never repeat, whatever the bank repeats', () => {
    const rows = Array.from({ length: 40 }, (_, i) => row(`YE="${i}.00"`).replace(' CCXH="1"', '').replace(CARD, i % 3 === 0 ? `${CARD}#~2` : CARD));
    const references = assets(...rows).map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
  });
});

describe('products', () => {
  const product = (attributes: string): string => `<jrxx ${attributes}/>`;
  const held = (...products: readonly string[]): string => `<jrxxList>${products.join('')}</jrxxList>`;

  it('the same product in two accounts has two references', () => {
    const found = assets(row('YE="0"', held(product('ZCXH="1" JRCPBH="LC1" SE="5" JLDW="份"'))), row('YE="0"', held(product('ZCXH="1" JRCPBH="LC1" SE="6" JLDW="份"'))).replace('CCXH="1"', 'CCXH="2"').replace(CARD, OTHER_CARD));
    expect(found.filter(({ source }) => source === 'wealth').map(({ reference, parentReference }) => [reference, parentReference])).toEqual([
      [`${CARD}/LC1`, CARD],
      [`${OTHER_CARD}/LC1`, OTHER_CARD],
    ]);
  });

  it('a product without an account is an asset of its own', () => {
    const found = assets(`<zhxx BDHM="${BDHM}" CCXH="1" KHZH="">${held(product('ZCXH="1" JRCPBH="LC1" SE="5" JLDW="份"'))}</zhxx>`);
    expect(found).toMatchObject([{ source: 'wealth', reference: 'LC1', parentReference: undefined }]);
  });

  it.each([
    ['ZCXH="2"', 'LC2', undefined],
    ['JRCPBH="LC2"', 'LC2', undefined],
    ['ZCXH="2" JRCPBH="LC1"', 'LC2', '〔网关〕措施或权利的ZCXH与JRCPBH不一致'],
    ['', CARD, undefined],
    ['ZCXH="9"', CARD, '〔网关〕有措施或权利指向未反馈的金融资产'],
  ])('a measure with %s is on %s', (reference, on, remark) => {
    const found = assets(
      row('YE="0"', `${held(product('ZCXH="1" JRCPBH="LC1"'), product('ZCXH="2" JRCPBH="LC2"'))}<djxxList><djxx CSXH="1" DJJG="甲法院" ${reference}/></djxxList>`),
    );
    expect(found.filter(({ priorMeasures }) => priorMeasures !== undefined).map((one) => one.reference)).toEqual([on]);
    expect(found[0]?.remarks).toBe(remark);
  });

  it('quantities that are none are left out with a remark', () => {
    const [, wealth] = assets(row('YE="0"', held(product('ZCXH="1" JRCPBH="LC1" SE="-5" KYSE="若干" JLDW="份"'))));
    expect(wealth).toMatchObject({ quantity: undefined, remarks: '〔网关〕SE不是数量；〔网关〕KYSE不是数量' });
  });
});

describe('whose account it is', () => {
  it.each([
    ['the number in another writing', 'DSRZJHM="330106790612743"', 'found'],
    ['another name of the person', 'XM="林式样"', 'found'],
    ['somebody else by name', 'XM="孙样例"', 'defective'],
    ['somebody else by number', 'XM="林试样" DSRZJHM="330106198001011235"', 'defective'],
  ])('an echo of %s: %s', (_, attributes, kind) => {
    expect(outcome(row(`YE="1.00" ${attributes}`)).kind).toBe(kind);
  });

  it('an organisation echoed by the organisation code inside its credit code is the same', () => {
    const [entry] = read(encode(list(row('YE="1.00" DSRZJHM="MA999999-6"'))));
    expect(entry?.interpret(organisationRequest).kind).toBe('found');
  });
});

describe('returned requests', () => {
  const returned = (attributes: string): QueryOutcome | undefined => read(encode(`<htxxList><htxx BDHM="${BDHM}" ${attributes}/></htxxList>`), 'return-request')[0]?.interpret(request);

  it.each<[string, QueryOutcome]>([
    ['XCHTYY="0403" XCHTBZ="未附通知书" XCHTR="郑联系" XCHTDH="057100000000"', { kind: 'refused', reason: '无文书：未附通知书', reasonCode: '0403', contact: '郑联系 057100000000' }],
    ['XCHTYY="无证件"', { kind: 'refused', reason: '无证件', reasonCode: '0402' }],
    ['XCHTYY="77"', { kind: 'refused', reason: '未知的回退原因代码77', reasonCode: '77' }],
    ['XCHTYY="不属于本行客户"', { kind: 'refused', reason: '不属于本行客户' }],
    ['XCHTYY=""', { kind: 'refused', reason: '未说明回退原因' }],
  ])('%s', (attributes, expected) => {
    expect(returned(attributes)).toEqual(expected);
  });
});

describe('movements fed back apart', () => {
  const wlxx = (attributes: string): string => `<wlxx BDHM="${BDHM}" ${attributes}/>`;

  const message = encode(
    `<wlxxList>${wlxx('CCXH="1" WLXH="1" ZJLX="转入" BZ="156" JE="10.00" JYSJ="2026/01/02 03:04:05"')}${wlxx('CCXH="2" WLXH="1" ZJLX="转出" JE="1.5"')}${wlxx('CCXH="1" WLXH="2" ZJLX="冲正" JE="-2.00" JYSJ="2026-01-03"')}</wlxxList>`,
  );
  const accounts: QueryOutcome = {
    kind: 'found',
    assets: ['1', '2', '3'].map((row) => ({ source: 'deposit', reference: `account ${row}`, attributes: { rowNumber: row } })),
  };

  it('do not stand for the answer', () => {
    const [entry] = read(message, 'feed-transactions');
    expect(entry?.interpret(request)).toMatchObject({ kind: 'unconfirmed', wireStatus: 'wlxxList' });
    expect(entry?.supplement?.({ kind: 'nothing-found' })).toBeUndefined();
  });

  it('are put to their accounts, once however often they come', () => {
    const [entry] = read(message, 'feed-transactions');
    const supplemented = entry?.supplement?.(accounts);
    expect(supplemented).toMatchObject({
      kind: 'found',
      assets: [
        {
          reference: 'account 1',
          transactions: [
            { sequence: 1, direction: 'in', amount: { fen: 1000, currency: 'CNY' }, at: '2026-01-02T03:04:05' },
            { sequence: 2, direction: 'unknown', amount: { fen: -200, currency: 'CNY' }, at: '2026-01-03T00:00:00', remarks: '〔网关〕资金流向为“冲正”；〔网关〕JE为负数' },
          ],
        },
        { reference: 'account 2', transactions: [{ sequence: 1, direction: 'out', amount: { fen: 150, currency: 'CNY' } }] },
        { reference: 'account 3' },
      ],
    });
    expect(entry?.supplement?.(supplemented!)).toBeUndefined();
  });
});

describe('control feedback', () => {
  it.each([
    ['V0', `<kzxxList><kzxx BDHM="${BDHM}" CCXH="1" KHZH="${CARD}" KTZT="1"><hzxxList><hzxx XH="1" WSLB="回执" WSNR="JVBERg==" MD5=""/></hzxxList></kzxx></kzxxList>`],
    ['V2', `<kzxxList><kzxx BDHM="${BDHM}" CCXH="1" KHZH="${CARD}" KZZT="1" SKJE="1.00"/><hzxxList><hzxx BDHM="${BDHM}" XH="1" WSLB="回执"/></hzxxList></kzxxList>`],
  ])('of %s answers no question: nothing is taken for one', (_, xml) => {
    const [entry] = read(encode(xml), 'feed-control');
    expect(entry?.requestNumber).toBe(BDHM);
    expect(entry?.interpret(request)).toMatchObject({ kind: 'unconfirmed', wireStatus: 'kzxxList' });
  });
});
