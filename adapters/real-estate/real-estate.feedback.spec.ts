import { readFileSync } from 'node:fs';
import type { Asset, FeedbackEntry, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { adapter } from './index.js';
import { organisationRequest, request } from './testkit/questions.js';
import { encode, encodeClear, wrap } from './testkit/wire-image.js';

const NUMBER = request.requestNumber;
const UNIT = '330106001001GB00012F00010008';
const PARCEL = '330106001001GB00012W00000000';
const OTHER_UNIT = '330106001009GB00044F00020001';
const golden = (file: string): string => readFileSync(new URL(`golden/${file}`, import.meta.url), 'utf8').trimEnd();

const fields = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`).join('');
const row = (list: string, values: Readonly<Record<string, string>>, children = ''): string => `<${list}LIST><${list}>${fields(values)}${children}</${list}></${list}LIST>`;
const holder = (values: Readonly<Record<string, string>>): string => row('QLRXX', values);
const record = (content: string, result = '0000', message = ''): string => `<BDCCXJG>${fields({ CXQQDH: NUMBER, RESULT: result, MESSAGE: message })}${content}</BDCCXJG>`;
const list = (...records: readonly string[]): string => `<BDCFKLIST>${records.join('')}</BDCFKLIST>`;

function entries(message: string, verb: 'feed-query' | 'feed-control' | 'feed-receipt' = 'feed-query'): readonly FeedbackEntry[] {
  const reading = adapter.readFeedback(verb, message);
  if (reading.state !== 'read') throw new Error(`${reading.cause}: ${reading.detail}`);
  return reading.value;
}

const outcome = (xml: string, question: QueryRequest = request): QueryOutcome => entries(encode(xml))[0]!.interpret(question);

function assets(content: string, question?: QueryRequest): readonly Asset[] {
  const found = outcome(list(record(content)), question);
  if (found.kind !== 'found') throw new Error(JSON.stringify(found));
  return found.assets;
}

describe('the same answer as different registries send it', () => {
  it.each(['found', 'organisation', 'only-registrations', 'nothing-found', 'refused', 'unknown-code'])('%s means the same with values in clear and in lines of 76 columns', (name) => {
    const question = name === 'organisation' ? organisationRequest : request;
    const expected = JSON.parse(golden(`${name}.outcome.json`)) as unknown;
    for (const message of [encodeClear(golden(`${name}.xml`)), encode(golden(`${name}.xml`)).replace(/.{76}/g, '$&\r\n')]) {
      expect(JSON.parse(JSON.stringify(entries(message)[0]!.interpret(question)))).toEqual(expected);
    }
  });

  it('a list without its envelope, rows without their list and names in lower case are read', () => {
    const bare = `<bdcfklist><bdccxjg>${fields({ cxqqdh: NUMBER, result: '0000' })}<fdcq>${fields({ bdcdyh: UNIT, jzmj: '10' })}</fdcq></bdccxjg></bdcfklist>`;
    expect(outcome(bare)).toMatchObject({ kind: 'found', assets: [{ reference: UNIT, quantity: { amount: '10', unit: '平方米' } }] });
  });

  it('credentials are read coded, in clear, and with a password in clear that looks like Base64', () => {
    const marker = '<USERMARKER><CONDITION><USERNAME>IP000008</USERNAME><PASSWORD>MTIz</PASSWORD></CONDITION></USERMARKER>';
    expect(adapter.readCredentials(encodeClear(marker))).toEqual({ state: 'read', value: { username: 'IP000008', password: 'MTIz' } });
    expect(adapter.readCredentials(encode(marker))).toEqual({ state: 'read', value: { username: 'IP000008', password: 'MTIz' } });
  });
});

describe('one message with many requests', () => {
  const two = list(record('', '0000').replace(NUMBER, 'A'), record(row('FDCQ', { BDCDYH: UNIT })).replace(NUMBER, ' B '));

  it('gives one entry per request, in the order of the message', () => {
    expect(entries(encode(two)).map(({ requestNumber, position }) => [requestNumber, position])).toEqual([['A', 0], ['B', 1]]);
    expect(entries(encode(two)).map((entry) => entry.interpret(request).kind)).toEqual(['nothing-found', 'found']);
  });

  it('a damaged value spoils its own request only', () => {
    const xml = Buffer.from(encode(two), 'base64').toString('utf8').replace(Buffer.from(UNIT).toString('base64'), '=damaged=');
    const read = entries(wrap(Buffer.from(xml)));
    expect(read[0]!.interpret(request)).toEqual({ kind: 'nothing-found' });
    expect(read[1]!.interpret(request)).toEqual({ kind: 'defective', defect: 'encoding', detail: 'FDCQ第1行BDCDYH无法解码' });
  });

  it.each([
    ['a record without request number', list(record('').replace(NUMBER, ''))],
    ['no records', '<BDCFKLIST/>'],
    ['only an error', '<Message ErrorMSG="系统处理异常"><Head/></Message>'],
    ['only an error as an element', '<Message><errMsg>系统处理异常</errMsg></Message>'],
    ['another root', '<zhxxList/>'],
  ])('%s is refused as a whole, in Chinese', (_, xml) => {
    expect(adapter.readFeedback('feed-query', encode(xml))).toMatchObject({ state: 'unreadable', cause: 'schema', detail: expect.stringMatching(/\p{Script=Han}/u) });
  });
});

describe('what RESULT and MESSAGE say', () => {
  it.each<[string, string, string, QueryOutcome]>([
    ['nothing', '0000', '', { kind: 'nothing-found' }],
    ['nothing, with words', '0000', '无不动产', { kind: 'nothing-found', remarks: '无不动产' }],
    ['nothing that was a failure', '0000', '查询异常', { kind: 'unconfirmed', wireStatus: '0000', detail: '查询异常' }],
    ['an error without words', '2040', '', { kind: 'unavailable', cause: 'server-error', detail: '登记机构查询失败（2040）' }],
    ['a refusal', '2040', ' 无法律文书', { kind: 'refused', reason: '无法律文书', reasonCode: '0403' }],
    ['a refusal under a code nobody knows', '7', '审核未通过', { kind: 'refused', reason: '审核未通过', reasonCode: '04' }],
    ['another code', '1001', '', { kind: 'unconfirmed', wireStatus: '1001', detail: expect.any(String) as string }],
    ['a word for a code', '成功', '', { kind: 'unconfirmed', wireStatus: '‹unprintable›', detail: expect.any(String) as string }],
  ])('%s', (_, result, message, expected) => {
    expect(outcome(list(record('', result, message)))).toEqual(expected);
  });

  it('words that name the person are not repeated where they may be logged', () => {
    for (const result of ['2040', '1001']) expect(JSON.stringify(outcome(list(record('', result, '未找到林试样的信息'))))).not.toContain('林试样');
  });

  it.each([
    ['a register extract', '<DJBWJ>JVBERi0xLjQK</DJBWJ>'],
    ['a list nobody here knows', row('DYIQ', { BDCDYH: UNIT })],
  ])('"nothing" beside %s is not taken for nothing', (_, content) => {
    expect(outcome(list(record(content)))).toMatchObject({ kind: 'unconfirmed', wireStatus: '0000' });
  });

  it('no RESULT is no answer; two different ones, or nothing beside rights, contradict each other', () => {
    expect(outcome(list(record('', '')))).toMatchObject({ kind: 'defective', defect: 'schema' });
    expect(outcome(list(record('', '0000'), record('', '2040')))).toMatchObject({ kind: 'defective', defect: 'contradictory' });
    expect(outcome(list(record(row('FDCQ', { BDCDYH: UNIT })), record('')))).toMatchObject({ kind: 'defective', defect: 'contradictory' });
    expect(outcome(list(record(''), record('')))).toEqual({ kind: 'nothing-found' });
  });

  it('rights spread over several records of one number are one answer', () => {
    const spread = list(record(row('FDCQ', { BDCDYH: UNIT })), record(row('FDCQ', { BDCDYH: OTHER_UNIT })));
    expect(outcome(spread)).toMatchObject({ kind: 'found', assets: [{ reference: UNIT }, { reference: OTHER_UNIT }] });
  });
});

describe('who holds it', () => {
  const held = (values: Readonly<Record<string, string>>): string => list(record(row('FDCQ', { BDCDYH: UNIT }, holder(values))));

  it.each([
    ['15 digits', { QLRMC: '林试样', ZJH: '330106790612743' }],
    ['a former name', { QLRMC: '林式样', ZJH: '330106197906127430' }],
    ['a name alone', { QLRMC: ' 林　试样', ZJH: '' }],
    ['a number alone', { ZJH: '330106197906127430' }],
  ])('%s is the person asked about', (_, values) => {
    expect(outcome(held(values)).kind).toBe('found');
  });

  it.each([
    ['a namesake', { QLRMC: '林试样', ZJH: '330102194912310021' }],
    ['another name under the number', { QLRMC: '林样试', ZJH: '330106197906127430' }],
    ['a holder without name and number', { GYFS: '0' }],
  ])('%s is not', (_, values) => {
    expect(outcome(held(values))).toMatchObject({ kind: 'defective', defect: 'wrong-person' });
  });

  it('one of two units of somebody else spoils the answer, also when the holders stand beside the lists', () => {
    const mine = row('FDCQ', { BDCDYH: UNIT }, holder({ QLRMC: '林试样' }));
    const others = row('FDCQ', { BDCDYH: OTHER_UNIT });
    expect(outcome(list(record(mine + others)))).toMatchObject({ kind: 'found' });
    expect(outcome(list(record(mine + others + holder({ BDCDYH: OTHER_UNIT, QLRMC: '赵样例' }))))).toMatchObject({ defect: 'wrong-person' });
  });

  it('an organisation is known by its old code, and an unreadable holder is no holder', () => {
    const xml = held({ QLRMC: '杭州样例贸易有限公司', ZJH: 'MA9999996' });
    expect(outcome(xml, organisationRequest).kind).toBe('found');
    const damaged = Buffer.from(encode(held({ QLRMC: '林试样' })), 'base64').toString().replace(Buffer.from('林试样').toString('base64'), '@@@@');
    expect(entries(wrap(Buffer.from(damaged)))[0]!.interpret(request)).toMatchObject({ kind: 'defective', defect: 'encoding' });
  });

  it('a right of the past is said to be one', () => {
    expect(assets(row('FDCQ', { BDCDYH: UNIT }, holder({ QLRMC: '林试样', QSZT: '2' })))[0]).toMatchObject({ status: '历史', remarks: '〔网关〕登记为历史状态，不是现有权利' });
  });
});

describe('units', () => {
  it('two rights in one unit have references of their own and one key; building and land are bound to each other', () => {
    const [building, second, land] = assets(`<FDCQLIST><FDCQ>${fields({ BDCDYH: UNIT, BDCQZH: '甲' })}</FDCQ><FDCQ>${fields({ BDCDYH: UNIT, BDCQZH: '乙' })}</FDCQ></FDCQLIST>${row('JSYDSYQ', { BDCDYH: UNIT })}`);
    expect([building, second, land].map((asset) => [asset?.reference, asset?.parentReference, asset?.key?.value])).toEqual([
      [`${UNIT}/FDCQ`, `${UNIT}/JSYDSYQ`, UNIT],
      [`${UNIT}/FDCQ#1`, `${UNIT}/JSYDSYQ`, UNIT],
      [`${UNIT}/JSYDSYQ`, undefined, UNIT],
    ]);
  });

  it('a seizure of the bare parcel binds the building that stands on it', () => {
    const [building, parcel] = assets(row('FDCQ', { BDCDYH: UNIT }) + row('CFDJ', { BDCDYH: PARCEL, CFLX: '1', CFJG: '甲法院' }));
    expect(building?.parentReference).toBe(PARCEL);
    expect(parcel).toMatchObject({ source: 'land', category: '其他登记', priorMeasures: [{ authority: '甲法院' }] });
  });

  it('a code outside the rules is kept as written and known to nobody else; rows without a code stand alone', () => {
    const [odd, none, measure] = assets(row('FDCQ', { BDCDYH: 'X-17', BDCQZH: '甲' }) + row('LQ', { ZL: '样例山' }) + row('CFDJ', { CFLX: '1', CFJG: '甲法院' }));
    expect(odd).toMatchObject({ reference: 'X-17', remarks: expect.stringContaining('不符合编码规则') });
    expect(odd?.key).toBeUndefined();
    expect([none?.reference, measure?.reference]).toEqual(['LQ#1', '登记#1']);
    expect(none?.priorMeasures).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, string>>, Asset['quantity']]>([
    ['a code of the standard', { ZDMJ: '1,200.50', MJDW: '1' }, { amount: '1200.5', unit: '平方米' }],
    ['a word', { ZDMJ: '3', MJDW: '公顷' }, { amount: '3', unit: '公顷' }],
    ['a code of another table', { ZDMJ: '3', MJDW: '7' }, { amount: '3', unit: '7' }],
    ['none', { ZDMJ: '3' }, { amount: '3', unit: '单位未注明' }],
    ['no number', { ZDMJ: '约三亩', MJDW: '2' }, undefined],
  ])('an area with %s', (_, values, expected) => {
    expect(assets(row('TDSYQ', { BDCDYH: PARCEL, ...values }))[0]?.quantity).toEqual(expected);
  });
});

describe('mortgages and seizures', () => {
  const mortgaged = (secured: string): Asset | undefined => assets(row('FDCQ', { BDCDYH: UNIT }) + row('DYAQ', { BDCDYH: UNIT, DYQR: '样例银行', BDBZZQSE: secured }))[0];

  it.each([
    ['350万元', 350_000_000],
    ['1,250.123456万元', 1_250_123_456],
    ['0.5万', 500_000],
    ['3500000元', 350_000_000],
    ['０．０１元', 1],
  ])('%s is an amount', (secured, fen) => {
    expect(mortgaged(secured)?.rights?.[0]?.amount).toEqual({ fen, currency: 'CNY' });
  });

  it.each(['350', '350.00', '1.2345678万元', '若干', '-1万元'])('%s is none: it is shown as written', (secured) => {
    const [right] = mortgaged(secured)?.rights ?? [];
    expect(right?.amount).toBeUndefined();
    expect(right?.remarks).toContain(`被担保主债权数额${secured}`);
  });

  it('waiting seizures come after those in force, whatever the order and the days', () => {
    const seizures = [['2', '2020-01-01', 'C'], ['4', '', 'D'], ['1', '2024-01-01', 'B'], ['预查封', '2023/05/06', 'A']] as const;
    const content = seizures.map(([CFLX, CFQSSJ, CFJG]) => row('CFDJ', { BDCDYH: UNIT, CFLX, CFQSSJ, CFJG, CFYWH: `Y${CFJG}` })).join('');
    const measures = assets(row('FDCQ', { BDCDYH: UNIT }) + content)[0]?.priorMeasures;
    expect(measures?.map(({ sequence, authority, remarks }) => [sequence, authority, remarks])).toEqual([
      [1, 'A', '预查封；查封业务号YA'],
      [2, 'B', '查封；查封业务号YB'],
      [3, 'C', '轮候查封；查封业务号YC'],
      [4, 'D', '轮候预查封；查封业务号YD'],
    ]);
  });

  it('an impossible day is left out and said so', () => {
    expect(assets(row('CFDJ', { BDCDYH: UNIT, CFLX: '1', CFJSSJ: '2025-02-30' }))[0]?.priorMeasures?.[0]).toEqual({
      sequence: 1, authority: '', documentNumber: undefined, startsOn: undefined, endsOn: undefined, remarks: '查封；〔网关〕CFJSSJ不是日期',
    });
  });
});

describe('a register extract', () => {
  const withFile = (file: string, coded = true): QueryOutcome => {
    const xml = list(record(`<DJBWJ>${file}</DJBWJ>${row('FDCQ', { BDCDYH: UNIT })}`));
    return entries(coded ? encode(xml) : encodeClear(xml))[0]!.interpret(request);
  };

  it('is named by digest and size, coded twice or once', () => {
    const file = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.from([0xff, 0x00, 0xfe])]).toString('base64');
    const said = { registerExtractBytes: '12', registerExtractSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string };
    expect(withFile(file)).toMatchObject({ assets: [{ attributes: said }] });
    expect(withFile(file, false)).toMatchObject({ assets: [{ attributes: said }] });
    const once = Buffer.from(encode(list(record(`<DJBWJ>FILE</DJBWJ>${row('FDCQ', { BDCDYH: UNIT })}`))), 'base64').toString().replace(Buffer.from('FILE').toString('base64'), file);
    expect(entries(wrap(Buffer.from(once)))[0]!.interpret(request)).toMatchObject({ assets: [{ attributes: said }] });
  });

  it('that cannot be decoded is said to be there', () => {
    expect(withFile('不是文件', false)).toMatchObject({ kind: 'found', remarks: '〔网关〕登记簿文件（DJBWJ）无法解码' });
  });
});

describe('controls, which nobody asks for yet', () => {
  const control = `<BDCFKLIST><BDCKZJG>${fields({ CXQQDH: 'A2', RESULT: '0000', BDCDYH: UNIT, KZZT: '1' })}</BDCKZJG></BDCFKLIST>`;

  it('the list is empty, feedback and receipts are read and mean nothing', () => {
    expect(adapter.renderControlList?.([])).toBeDefined();
    expect(entries(encode(control), 'feed-control')[0]).toMatchObject({ requestNumber: 'A2' });
    expect(entries(encode(control), 'feed-control')[0]!.interpret(request)).toMatchObject({ kind: 'not-supported' });
    expect(entries(encode('<HZXXLIST><HZXX><CXQQDH>A2</CXQQDH><WSNR>QUJD</WSNR></HZXX></HZXXLIST>'), 'feed-receipt')[0]).toMatchObject({ requestNumber: 'A2' });
  });
});
