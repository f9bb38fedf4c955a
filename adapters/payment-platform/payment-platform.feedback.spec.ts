import type { Asset, QueryOutcome } from '#contracts/adapter';
import { decode, encode, wrap } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { organisationRequest, request } from './testkit/questions.js';

const BDHM = request.requestNumber;
const HOLDER = 'ZCMC="林试样" ZCZJLX="身份证" ZCZJHM="330106197906127430"';

const row = (attributes: string, children = ''): string => `<zhxx BDHM="${BDHM}" CCXH="1" KHZH="2088000000000017" ${attributes}>${children}</zhxx>`;
const information = (...rows: readonly string[]): string => `<fjxxList>${rows.map((attributes) => `<fjxx ${attributes}/>`).join('')}</fjxxList>`;

function outcome(...rows: readonly string[]): QueryOutcome {
  const reading = adapter.readFeedback('feed-query', encode(`<zhxxList>${rows.join('')}</zhxxList>`));
  if (reading.state !== 'read') throw new Error(reading.detail);
  return reading.value[0]!.interpret(request);
}

function assets(...rows: readonly string[]): readonly Asset[] {
  const found = outcome(...rows);
  if (found.kind !== 'found') throw new Error(JSON.stringify(found));
  return found.assets;
}

describe('whose account it is', () => {
  it.each([
    ['the number in the writing of another register', 'ZCMC="林试样" ZCZJHM="330106790612743"', 'found'],
    ['another name of the person', 'ZCMC="林式样" ZCZJHM="330106197906127430"', 'found'],
    ['somebody else by number', 'ZCMC="林试样" ZCZJHM="330106198001011235"', 'defective'],
    ['somebody else by name', 'ZCMC="孙样例" ZCZJHM="330106197906127430"', 'defective'],
    ['somebody else by name alone', 'ZCMC="孙样例"', 'defective'],
    ['an echo of the question about somebody else', `${HOLDER} XM="孙样例"`, 'defective'],
  ])('registered under %s: %s', (_, attributes, kind) => {
    expect(outcome(row(`YE="1.0000" ${attributes}`)).kind).toBe(kind);
  });

  it('a platform that leaves the registered number out is taken, and said so', () => {
    expect(assets(row('YE="1.0000" ZCMC="林试样"'))[0]?.remarks).toBe('〔网关〕未反馈注册证件号码，未能据此核对被查询人');
  });

  it('a registered number that was damaged on its way cannot tell whose account it is', () => {
    const clean = encode(`<zhxxList>${row(`YE="1.0000" ${HOLDER}`)}</zhxxList>`);
    const xml = Buffer.from(clean, 'base64').toString('latin1');
    const damaged = xml.replace('MzMwMTA2MTk3OTA2MTI3NDMw', 'MzMwMTA2MTk3OTA2MTI3ND*=');
    expect(damaged).not.toBe(xml);
    const reading = adapter.readFeedback('feed-query', wrap(Buffer.from(damaged, 'latin1')));
    expect(reading.state === 'read' && reading.value[0]?.interpret(request)).toEqual({ kind: 'defective', defect: 'encoding', detail: '第1行ZCZJHM无法解码' });
  });

  it('several accounts of one person are several assets; one account in two currencies has two references', () => {
    const second = (attributes: string): string => row(attributes).replace('CCXH="1"', 'CCXH="2"');
    expect(assets(row(`YE="1" ${HOLDER}`), second(`YE="2" ${HOLDER}`).replace('2088000000000017', 'me@mail.example')).map(({ reference }) => reference)).toEqual(['2088000000000017', 'me@mail.example']);
    expect(assets(row(`BZ="156" YE="1" ${HOLDER}`), second(`BZ="840" YE="2" ${HOLDER}`)).map(({ reference }) => reference)).toEqual(['2088000000000017/CNY', '2088000000000017/USD']);
  });
});

describe('amounts', () => {
  it.each([
    ['1234.5600', 123456, undefined],
    ['1234.56', 123456, undefined],
    ['0.0000', 0, undefined],
    ['0.0099', 0, '0.0099'],
  ])('%s yuan are %s fen', (written, fen, asReported) => {
    const [account] = assets(row(`YE="${written}" KYYE="${written}" ${HOLDER}`));
    expect(account).toMatchObject({ value: { fen, currency: 'CNY' }, available: { fen, currency: 'CNY' } });
    expect(account?.attributes?.['balanceAsReported']).toBe(asReported);
  });

  it('no readable balance is a defect, a missing one is not', () => {
    expect(outcome(row(`YE="若干" ${HOLDER}`))).toEqual({ kind: 'defective', defect: 'schema', detail: '第1行YE不是金额' });
    expect(assets(row(`YE="" ${HOLDER}`))[0]?.value).toBeUndefined();
  });
});

describe('additional information', () => {
  it.each<[string, Partial<Asset> | undefined]>([
    ['FJXX="余额宝" FJXXNR="20145.7812"', { name: '余额宝', quantity: { amount: '20145.7812', unit: '份' } }],
    ['FJXX="余额宝" FJXXNR="20,145.78份"', { name: '余额宝', quantity: { amount: '20145.78', unit: '份' } }],
    ['FJXX="余利宝" FJXXNR="1.00"', { name: '余利宝', quantity: { amount: '1', unit: '份' } }],
    ['FJXX="零钱通" FJXXNR="88.10元"', { name: '零钱通', value: { fen: 8810, currency: 'CNY' }, valueCertainty: 'dated' }],
    ['FJXX="样例货币基金" FJXXNR="100.0050元"', { value: { fen: 10000, currency: 'CNY' }, attributes: { valueAsReported: '100.0050' }, remarks: '〔网关〕FJXXNR不足一分的部分已舍去' }],
    ['FJXX="其他" FJXXNR="5份"', { name: '其他', quantity: { amount: '5', unit: '份' } }],
    ['FJXX="" FJXXNR="5份" FJXH="3"', { reference: '2088000000000017/FJXH3' }],
    // Digits alone may be a number of an account.
    ['FJXX="余额宝账号" FJXXNR="2088000000000025"', undefined],
    ['FJXX="支付宝" FJXXNR="2088.00"', undefined],
    ['FJXX="余额宝" FJXXNR="未开通"', undefined],
    ['FJXX="信用额度" FJXXNR="5000.00"', undefined],
    ['FJXX="余额宝" FJXXNR="-5.00"', undefined],
  ])('%s', (attributes, expected) => {
    const [account, units, ...more] = assets(row(`YE="1.0000" ${HOLDER}`, information(attributes)));
    expect(more).toEqual([]);
    if (expected === undefined) {
      expect(units).toBeUndefined();
      expect(account?.attributes).toMatchObject({ additional1Content: /FJXXNR="([^"]*)"/.exec(attributes)?.[1] });
    } else {
      expect(units).toMatchObject({ source: 'payment', parentReference: '2088000000000017', category: '基金份额', ...expected });
      expect(account?.attributes).not.toHaveProperty('additional1');
    }
  });

  it('units are never counted as money of the account', () => {
    const [account, units] = assets(row(`YE="1.0000" KYYE="1.0000" ${HOLDER}`, information('FJXX="余额宝" FJXXNR="999.00"')));
    expect(account).toMatchObject({ value: { fen: 100 }, available: { fen: 100 } });
    expect([units?.value, units?.available, units?.parts]).toEqual([undefined, undefined, undefined]);
  });

  it('the same fund twice has two references', () => {
    const references = assets(row(`YE="1" ${HOLDER}`, information('FJXX="余额宝" FJXXNR="1.0"', 'FJXX="余额宝" FJXXNR="2.0"'))).map(({ reference }) => reference);
    expect(references).toEqual(['2088000000000017', '2088000000000017/余额宝', '2088000000000017/余额宝~2']);
  });
});

describe('bound cards', () => {
  it('say which bank to ask and are no asset of the platform', () => {
    const cards = '<glxxList><glxx GLXH="1" MC="林试样" KH="6222021202000000019" KLB="储蓄卡" KHH="样例银行"/></glxxList>';
    const found = assets(row(`YE="1" ${HOLDER}`, cards));
    expect(found).toHaveLength(1);
    expect(found[0]?.parts).toBeUndefined();
    expect(found[0]?.attributes).toMatchObject({ boundCard1: '6222021202000000019', boundCard1Kind: '储蓄卡', boundCard1Bank: '样例银行', boundCard1Holder: '林试样' });
  });
});

describe('words instead of an account', () => {
  it.each<[string, QueryOutcome['kind']]>([
    ['查无开户信息', 'nothing-found'],
    ['业务审核未通过', 'refused'],
    ['查询异常', 'unavailable'],
    ['该用户已注销', 'unconfirmed'],
    ['N/A', 'unconfirmed'],
    ['me@mail.example', 'found'],
  ])('%s: %s', (word, kind) => {
    expect(outcome(`<zhxx BDHM="${BDHM}" CCXH="1" KHZH="${word}"/>`).kind).toBe(kind);
  });

  it('a word with additional information beside it is contradictory', () => {
    expect(outcome(row('').replace('2088000000000017', '查无开户信息').replace('></zhxx>', `>${information('FJXX="余额宝" FJXXNR="1.00"')}</zhxx>`))).toMatchObject({ kind: 'defective', defect: 'contradictory' });
  });
});

describe('what is asked', () => {
  it('control feedback answers no question: nothing is taken for one', () => {
    const reading = adapter.readFeedback('feed-control', encode(`<kzxxList><kzxx BDHM="${BDHM}" CCXH="1" KHZH="2088000000000017" KZZT="1" SKJE="1.0000"/><hzxxList><hzxx BDHM="${BDHM}" WSLB="回执"/></hzxxList></kzxxList>`));
    expect(reading.state === 'read' && reading.value[0]?.interpret(request)).toMatchObject({ kind: 'unconfirmed', wireStatus: 'kzxxList' });
  });

  it('an organisation is asked about by its credit code', () => {
    const [query] = decode(adapter.renderQueryList([adapter.renderQuery(organisationRequest)])).children;
    expect(query?.attributes).toMatchObject({ LB: 'IF', XZ: '1', ZJLX: '20', DSRZJHM: '91330106MA9999996P' });
  });

  it('every pull operation has its name of the bank contract and the one with the prefix of the industry', () => {
    const names = adapter.service.operations.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(names).toEqual(expect.arrayContaining(['getXzcxList', 'ifgetXzcxList', 'cxwsInfo', 'ifcxwsInfo', 'zjInfo', 'ifzjInfo', 'ifshfeedXzcxInfo', 'ifshfeedXzkzInfo']));
  });
});
