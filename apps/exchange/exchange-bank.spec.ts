import iconv from 'iconv-lite';
import { createClientAsync, type Client } from 'soap';
import { adapter } from '#adapters/bank';
import type { QueryRequest } from '#contracts/adapter';
import { syntheticResidentId } from '#libs/identifiers';
import { startExchange, type RunningExchange } from './testkit/running-exchange.js';

/** The coding of wire contracts §2.3, written again from the text: nothing here comes from the adapter. */
const gbk64 = (text: string): string => iconv.encode(text, 'gbk').toString('base64');
const ungbk64 = (value: string): string => iconv.decode(Buffer.from(value, 'base64'), 'gbk');
const row = (name: string, attributes: Record<string, string>, children = ''): string =>
  `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${gbk64(value)}"`).join(' ')}>${children}</${name}>`;
const message = (xml: string): string => gbk64(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
const folded = (value: string): string => value.replace(/.{76}/g, '$&\r\n');

/** Name of the root and the decoded attributes of every element. */
function opened(value: string): { root: string; rows: Record<string, string>[] } {
  const xml = ungbk64(value).replace(/^<\?xml[^>]*>\s*/, '');
  const rows = [...xml.matchAll(/<(\w+)((?:\s+\w+="[^"]*")+)/g)].map(([, , attributes = '']) =>
    Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', coded = '']) => [key, ungbk64(coded)])),
  );
  return { root: /^<(\w+)/.exec(xml)?.[1] ?? '', rows };
}

const login = (password: string): string => message(`<usermarker>${row('condition', { username: 'YH000001', password })}</usermarker>`);
const LOGIN = login('secret-1');
const key = (root: string, name: string, value: string): string => message(`<${root}>${row('condition', { [name]: value })}</${root}>`);

const BDHM = 'A120191127000000100001';
const request: QueryRequest = {
  requestNumber: BDHM,
  institutionCode: 'bank-YH000001',
  sources: ['deposit'],
  subject: {
    kind: 'person',
    name: '张三〇',
    otherNames: [],
    documents: [{ type: 'resident-id', number: syntheticResidentId(() => 0.5) }],
  },
  case: { caseNumber: '（2016）浙0106执1234号', courtCode: '0106', courtName: '杭州市西湖区人民法院' },
  officers: [{ name: '李四', phone: '0571-00000000', workCertificate: 'G1', dutyCertificate: 'W1' }],
  documentNumber: 'A20161126000001',
  noticeName: '协助查询存款通知书',
  acceptedAt: '2026-11-23T12:00:00+08:00',
  answerBy: '2026-11-24T12:00:00+08:00',
};

let running: RunningExchange;
let client: Client;

beforeEach(async () => {
  running = await startExchange([adapter]);
  running.desk.known.add(BDHM);
  client = await createClientAsync(`${running.exchange.address}/ckwWebService/SyyhConvertData?wsdl`);
});
afterEach(() => running.exchange.close());

const call = async (operation: string, arg0: string, arg1?: string): Promise<ReturnType<typeof opened>> => {
  const args = arg1 === undefined ? { arg0 } : { arg0, arg1 };
  const [{ return: value }] = (await client[`${operation}Async`](args)) as [{ return: string }];
  return opened(value);
};

test.each(adapter.service.paths)('the service stands on %s', async (path) => {
  const there = await createClientAsync(`${running.exchange.address}${path}?wsdl`);
  expect(Object.keys(there.describe().SyyhConvertDataService.SyyhConvertDataHandle)).toEqual([
    'getXzcxList',
    'getXzkzList',
    'cxwsInfo',
    'kzwsInfo',
    'wsInfo',
    'zjInfo',
    'shfeedXzcxInfo',
    'shfeedXzkzInfo',
    'shfeedXzcxwlxxInfo',
    'htInfo',
  ]);
});

test('a bank that finds nothing to do gets empty lists', async () => {
  expect(await call('getXzcxList', LOGIN)).toEqual({ root: 'cxqqList', rows: [] });
  expect(await call('getXzkzList', LOGIN)).toEqual({ root: 'kzqqList', rows: [] });
});

test('a bank fetches a request, its documents and certificates, and reports', async () => {
  const { desk } = running;
  desk.waiting.push(adapter.renderQuery(request));
  const pdf = Buffer.from('%PDF-1.4 通知书');
  desk.documents.set(request.documentNumber, [
    { documentNumber: request.documentNumber, sequence: 1, fileName: '协助查询通知书.pdf', fileType: 'pdf', category: '协助查询通知书', content: pdf },
  ]);
  const image = { number: 'G1', imageType: 'jpg', image: Buffer.from('jpg') };
  desk.officers.set(BDHM, [{ officerName: '李四', workCertificate: image, dutyCertificate: image }]);

  const list = await call('getXzcxList', LOGIN);
  expect(list.rows).toMatchObject([{ BDHM, XM: '张三〇', ZJLX: '01', FYMC: '杭州市西湖区人民法院', WSBH: request.documentNumber }]);

  const documents = await call('cxwsInfo', LOGIN, key('wsbhinfo', 'WSBH', request.documentNumber));
  expect(documents.root).toBe('wsinfoList');
  expect(Buffer.from(documents.rows[0]?.['WSNR'] ?? '', 'base64').equals(pdf)).toBe(true);

  const certificates = await call('zjInfo', LOGIN, folded(key('bdhminfo', 'BDHM', BDHM)));
  expect(certificates).toMatchObject({ root: 'zjinfoList', rows: [{ BDHM, GZZBM: 'G1', GWZBM: 'G1' }] });

  const nothing = message(
    `<zhxxList>${row('zhxx', { BDHM, CCXH: '1', KHZH: '查无开户信息' })}${row('zhxx', { BDHM: 'B2', CCXH: '1', KHZH: '查无开户信息' })}</zhxxList>`,
  );
  const first = await call('shfeedXzcxInfo', LOGIN, folded(nothing));
  expect(first).toMatchObject({ root: 'result', rows: [{ bdhm: BDHM, result: 'success', msg: '' }, { bdhm: 'B2', result: 'fail' }] });
  expect(desk.fed[0]?.entries[0]?.interpret(request)).toMatchObject({ kind: 'nothing-found' });

  const again = await call('shfeedXzcxInfo', LOGIN, nothing);
  expect(again.rows[0]).toMatchObject({ bdhm: BDHM, result: 'fail', msg: expect.stringContaining('已反馈') });
});

test('documents by request number, under both names', async () => {
  const { desk } = running;
  desk.documents.set(BDHM, [{ documentNumber: 'W', sequence: 1, fileName: 'a.pdf', fileType: 'pdf', category: '裁定书', content: Buffer.from('a') }]);
  expect((await call('kzwsInfo', LOGIN, key('bdhminfo', 'BDHM', BDHM))).rows).toHaveLength(1);
  expect((await call('wsInfo', LOGIN, key('bdhminfo', 'BDHM', BDHM))).rows).toHaveLength(1);
  expect((await call('wsInfo', LOGIN, key('bdhminfo', 'BDHM', 'B2'))).rows).toEqual([{ errorMsg: '无文书' }]);
});

test('a request returned, transactions apart and a control result reach the desk', async () => {
  expect((await call('htInfo', LOGIN, message(`<htxxList>${row('htxx', { BDHM, XCHTYY: '04' })}</htxxList>`))).rows).toMatchObject([
    { bdhm: BDHM, result: 'success' },
  ]);
  expect((await call('shfeedXzcxwlxxInfo', LOGIN, message(`<wlxxList>${row('wlxx', { BDHM, CCXH: '1', WLXH: '1' })}</wlxxList>`))).root).toBe('result');
  expect((await call('shfeedXzkzInfo', LOGIN, message(`<kzxxList>${row('kzxx', { BDHM: 'K1', CCXH: '1', KZZT: '1' })}</kzxxList>`))).rows).toMatchObject([
    { bdhm: 'K1', result: 'fail' },
  ]);
  expect(running.desk.fed.map(({ message: { operation } }) => operation)).toEqual(['htInfo', 'shfeedXzcxwlxxInfo', 'shfeedXzkzInfo']);
});

describe('refusals', () => {
  test.each([
    ['getXzcxList', 'cxqqList'],
    ['getXzkzList', 'kzqqList'],
    ['cxwsInfo', 'wsinfoList'],
    ['zjInfo', 'zjinfoList'],
    ['shfeedXzcxInfo', 'result'],
  ])('%s with a wrong password', async (operation, root) => {
    expect(await call(operation, login('guessed'), LOGIN)).toEqual({ root, rows: [{ errorMsg: '用户名或密码错误' }] });
    expect(running.desk.kept).toMatchObject([{ cause: 'bad-credentials' }]);
  });

  const bomb = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  test.each([
    ['an entity bomb inside', message(`<!DOCTYPE zhxxList [<!ENTITY l0 "lol">${bomb}]><zhxxList>&l9;</zhxxList>`), 'hostile'],
    ['deep nesting inside', message(`${'<zhxxList>'.repeat(50_000)}`), 'hostile'],
    ['cut off inside', message(`<zhxxList>${row('zhxx', { BDHM, CCXH: '1' })}`), 'malformed'],
    ['no rows', message('<zhxxList/>'), 'schema'],
    ['plain XML instead of Base64', '<zhxxList/>', 'encoding'],
  ])('%s: kept, then refused', async (_title, feedback, cause) => {
    const answer = await call('shfeedXzcxInfo', LOGIN, feedback);
    expect(answer.root).toBe('result');
    expect(answer.rows).toEqual([{ errorMsg: expect.stringContaining('XML解析错误') }]);
    expect(running.desk.kept).toMatchObject([{ caller: { institutionCode: 'bank-YH000001' }, cause }]);
    expect(running.desk.fed).toHaveLength(0);
  });

  test('documents cannot be looked up for the moment: a SOAP fault, not a list without documents that ends the request', async () => {
    running.desk.documentsOfNotice = () => Promise.reject(new Error('no database'));
    await expect(call('cxwsInfo', LOGIN, key('wsbhinfo', 'WSBH', 'W1'))).rejects.toThrow('系统处理异常');
  });
});
