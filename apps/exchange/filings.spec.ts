import { hash } from 'node:crypto';
import { PLACE, readApplicants } from '#libs/store';
import iconv from 'iconv-lite';
import { createClientAsync, type Client } from 'soap';
import { Sensitive } from '#contracts/adapter';
import { Collector } from '#libs/collection';
import { rowsOf } from '#libs/engine-testkit';
import { CaseSystemLogin, FilingDesk } from '#libs/filing';
import { syntheticResidentId } from '#libs/identifiers';
import type { Database } from '#libs/store';
import { createTestDatabase, type TestDatabase, openedRows } from '#libs/store-testkit';
import { createExchange, keepFilings, type Exchange } from './index.js';
import { InMemoryPullDesk } from './testkit/in-memory-pull-desk.js';

const PATH = '/ckw2court/api/service';
const PASSWORD = 'of-this-test-only';
const results: string[] = [];
let test_: TestDatabase;
let database: Database;
let exchange: Exchange;
let client: Client;
let address: string;
let serial = 0;

beforeAll(async () => {
  test_ = await createTestDatabase();
  ({ database } = test_);
  await database.query.insertInto('court').values({ code: '浙0106', name: '杭州市西湖区人民法院', parent_code: null }).execute();
  const officers = ['陈样员', '吴样员'].map((name, index) => ({
    id: `0198c0de-0000-7000-8000-00000000000${index}`, court_code: '浙0106', name, phone: '0571-0', work_certificate: `W${index}`, duty_certificate: `D${index}`,
    work_image: Buffer.from('w'), duty_image: Buffer.from('d'),
  }));
  await database.query.insertInto('officer').values(officers).execute();
  exchange = await start();
  address = exchange.address;
  // An independent toolkit, from our WSDL.
  client = await createClientAsync(`${address}${PATH}?wsdl`, { disableCache: true });
}, 30_000);

afterAll(async () => {
  await exchange.close();
  await test_.drop();
});

function start(): Promise<Exchange> {
  const collector = new Collector(database, { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined });
  const account = () => ({ username: new Sensitive('SPXT'), password: new Sensitive(PASSWORD), ...(boundTo === undefined ? {} : { court: new Sensitive(boundTo) }) });
  return createExchange({
    host: '127.0.0.1', port: 0, adapters: new Map(), desk: new InMemoryPullDesk(),
    filings: {
      desk: new FilingDesk(database), login: new CaseSystemLogin({ resolve: account }, 'case-system'), ...keepFilings(database, collector, 'case-system'),
      onFiling: (result) => void results.push(result),
    },
  });
}

const base64 = (xml: string): string => iconv.encode(`<?xml version="1.0" encoding="UTF-8"?>${xml}`, 'gbk').toString('base64');
const marker = (password = PASSWORD): string => base64(`<usermarker><condition username="SPXT" password="${password}"/></usermarker>`);
const attributes = (values: object): string => Object.entries(values).map(([name, value]) => `${name}="${String(value)}"`).join(' ');

function head(change: object = {}): Record<string, string> {
  serial += 1;
  return {
    RWLSH: `RW${serial}`, AHDM: `H${serial}`, AH: `（2026）浙0106执${serial}号`, AJLX: '首次执行案件', AYMS: '买卖合同纠纷', SQBD: '186,500.00', CBR: '陈样员', CBBM1: '执行局', SJY: '吴样员', LARQ: '20260302', FYDM: '330106',
    ...change,
  };
}

/** The court the case system is bound to. */
let boundTo: string | undefined = '*';

let people = 0;
const person = (number: string, change: object = {}): Record<string, string> => {
  people += 1;
  let state = people;
  const id = syntheticResidentId(() => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647);
  return { DSRXH: number, LX: '09_01001-1', SSDW1: '09_05036-2', MC: '虚构人', ZJLX: '01', ZJHM: id, ...change };
};

const message = (...rows: object[]): string => base64(`<cxsqmarker><type cxlx="1"/><cxqqList>${rows.map((row) => `<ajxx ${attributes(row)}/>`).join('')}</cxqqList></cxsqmarker>`);

async function push(body: string, usermarker = marker(), by: Client = client): Promise<string[]> {
  const [reply] = (await (by as unknown as { CccxRequestsAsync(p: object): Promise<[{ return: string }]> }).CccxRequestsAsync({ usermarker, body })) as [{ return: string }];
  const text = Buffer.from(reply.return, 'base64').toString('utf8');
  const error = /errorMsg="([^"]*)"/.exec(text);
  return error === null ? [...text.matchAll(/<jg rwlsh="([^"]*)" dsrxh="([^"]*)" result="([^"]*)" msg="([^"]*)"\/>/g)].map(([, , number, result, msg]) => [number, result, msg].join(' ').trim()) : [error[1]!];
}

const count = async (table: string, where = 'true'): Promise<number> => (await rowsOf<{ count: number }>(database, `SELECT count(*)::int AS count FROM ${table} WHERE ${where}`))[0]!.count;

describe('a case system in use', () => {
  test('pushes a filing unchanged: case, obligor and order are there when it is answered, the bytes are kept', async () => {
    const one = head();
    expect(await push(message({ ...one, ...person('1') }, { ...one, ...person('2', { SSDW1: '申请执行人', ZJLX: '', ZJHM: '' }) }))).toEqual(['1 success', '2 success 不是被执行人，不查询']);
    const [filing] = await rowsOf<{ id: string; exchange_id: number; head_sealed: Buffer; actor: string }>(database, 'SELECT id, exchange_id, head_sealed, actor FROM filing WHERE filing_number = $1', [one['RWLSH']]);
    // The applicant had no document, and needs none.
    const [{ case_id: caseId }] = await rowsOf<{ case_id: string }>(database, 'SELECT case_id FROM filing WHERE id = $1', [filing!.id]) as [{ case_id: string }];
    expect(await readApplicants(database.query, database.fields, caseId)).toEqual([{ kind: 'person', name: '虚构人' }]);
    const opener = await database.fields.opener([filing!.head_sealed]);
    expect({ actor: filing!.actor, head: opener.json(filing!.head_sealed, null, PLACE.filing(filing!.id)) }).toMatchObject({ actor: 'case-system', head: { remarks: { cxlx: '1', ahdm: one['AHDM'], ajlx: '首次执行案件' }, owed: { principalFen: 18_650_000 } } });
    const orders = await rowsOf(database, 'SELECT state, command FROM inquiry_order WHERE filing_id = $1', [filing!.id]);
    expect(orders).toMatchObject([{ state: 'due', command: { purpose: '立案查控', priority: 'filing' } }]);
    const [kept] = await openedRows(database, await rowsOf<{ received_bytes: Buffer; received_digest: Buffer }>(database, 'SELECT * FROM exchange WHERE id = $1', [filing!.exchange_id]));
    expect(kept).toMatchObject({ institution_code: 'case-system', operation: 'CccxRequests', direction: 'in', received_digest: hash('sha256', kept!.received_bytes, 'buffer') });
  });

  test('pushes it twice, and once more with somebody new', async () => {
    const one = { ...head(), ...person('1') };
    await push(message(one));
    expect(await push(message(one))).toEqual(['1 success 重复推送，此前已受理']);
    expect(await push(message(one, { ...one, ...person('2') }))).toEqual(['1 success 重复推送，此前已受理', '2 success']);
    expect(await count('inquiry_order', `filing_id = (SELECT id FROM filing WHERE filing_number = '${one.RWLSH}')`)).toBe(2);
  });

  test('pushes other content under the same numbers: told so, row by row', async () => {
    const one = { ...head(), ...person('1') };
    await push(message(one));
    expect(await push(message({ ...one, SQBD: '1.00' }))).toEqual(['1 fail 同一任务流水号此前已推送过不同的案件信息']);
    expect(await push(message({ ...one, MC: '别人' }))).toEqual(['1 fail 同一任务流水号和当事人序号此前已推送过不同的内容']);
    const another = head();
    expect(await push(message({ ...another, ...person('1') }, { ...another, CBR: '别人', ...person('2') }))).toEqual(['1 success', '2 fail 同一任务流水号的案件信息前后不一致']);
    expect(results).toContain('conflict');
  });

  test('bad rows are answered with a reason that repeats nothing; the good ones of the message go on', async () => {
    const one = head();
    const rows = [
      person('1', { ZJHM: '330106198001011234' }), person('2', { LX: '09_01001-9' }), person('3', { ZJLX: '99' }), person('4', { SSDW1: '09_05036-44' }), person('5', { MC: '' }),
      person('6', { ZJLX: '20', ZJHM: '91330106MA2ABCD139' }), person('7'), person('八'),
    ];
    expect(await push(message(...rows.map((row) => ({ ...one, ...row })), { ...head({ AH: '（2026）浙0106民初1号' }), ...person('1') }, { ...head({ LARQ: '20260230' }), ...person('1') }, { ...head({ SQBD: '很多' }), ...person('1') }, { ...head({ AH: '（2026）浙0108执1号' }), ...person('1') }))).toEqual([
      '1 fail 证件号码校验不通过', '2 fail 当事人类型未知', '3 fail 证件类型未知', '4 fail 诉讼地位未知，不查询', '5 fail 名称错误', '6 fail 证件类型与当事人类型不符', '7 success', '八 fail 当事人序号格式错误',
      '1 fail 案号格式错误或案件类型不支持', '1 fail 立案日期错误', '1 fail 申请标的格式错误', '1 fail 案号中的法院未在网关登记',
    ]);
  });

  test.each<[string, string | undefined, readonly [own: boolean, neighbour: boolean, unknown: boolean]]>([
    ['to the court of the case', '浙0106', [true, false, false]],
    ['to the court above it', '浙01', [true, false, false]],
    ['to every court', '*', [true, true, false]],
    ['to a court beside it', '浙0201', [false, true, false]],
    ['to no court', undefined, [false, false, false]],
    ['to something that is no court', 'everywhere', [false, false, false]],
  ])('is bound %s: cases of others are refused, on record, and what exists there looks like what does not', async (_, court, taken) => {
    const { pool } = database;
    await pool.query(`INSERT INTO court (code, name, parent_code) VALUES ('浙01', '中院', NULL), ('浙0201', '海曙', NULL) ON CONFLICT DO NOTHING`);
    await pool.query(`UPDATE court SET parent_code = '浙01' WHERE code = '浙0106'`);
    boundTo = court;
    try {
      const before = await count('audit_event', `event = 'filing.received' AND result = 'failure' AND reason LIKE 'court-beyond-reach: %'`);
      const cases = await count('case_file');
      const filings = ['浙0106', '浙0201', '沪0101'].map((code) => {
        const one = head({ FYDM: '' });
        return { ...one, ...person('1'), AH: `（2026）${code}执${one['RWLSH']!.slice(2)}号` };
      });
      const said = await push(message(...filings));
      const beyond = '1 fail 案号中的法院不属于本系统所绑定的法院';
      const unknown = court === '*' ? '1 fail 案号中的法院未在网关登记' : beyond;
      expect(said.map((line) => (line.startsWith('1 success') ? 'taken' : line))).toEqual([taken[0] ? 'taken' : beyond, taken[1] ? 'taken' : beyond, unknown]);
      expect(await count('case_file')).toBe(cases + taken.filter(Boolean).length);
      expect(await count('audit_event', `event = 'filing.received' AND result = 'failure' AND reason LIKE 'court-beyond-reach: %'`)).toBe(before + said.filter((line) => line === beyond).length);
    } finally {
      boundTo = '*';
    }
  });

  test('names an officer nobody knows: taken, and told that it waits', async () => {
    const one = head({ CBR: '无此人' });
    expect(await push(message({ ...one, ...person('1') }))).toEqual(['1 success 已登记，承办人尚未在网关登记，登记后自动查询']);
    expect(await count('filing', `filing_number = '${one['RWLSH']}' AND state = 'waiting-for-officer'`)).toBe(1);
  });

  test('calls in the namespace of its own stubs', async () => {
    const one = { ...head(), ...person('1') };
    const envelope = `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><n:CccxRequests xmlns:n="http://webservice.original.example/"><arg0>${marker()}</arg0><arg1>${message(one)}</arg1></n:CccxRequests></S:Body></S:Envelope>`;
    const response = await fetch(address + PATH, { method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8' }, body: envelope });
    expect(response.status).toBe(200);
    expect(await count('filing', `filing_number = '${one.RWLSH}'`)).toBe(1);
  });

  test('two gateways get one filing at the same moment: one case, one order', async () => {
    const other = await start();
    try {
      const second = await createClientAsync(`${other.address}${PATH}?wsdl`, { disableCache: true });
      const one = { ...head(), ...person('1') };
      const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => push(message(one), marker(), index % 2 === 0 ? client : second)));
      expect(answers.flat().sort()).toEqual(['1 success', ...Array.from({ length: 7 }, () => '1 success 重复推送，此前已受理')]);
      expect(await count('case_file', `case_number = '${one['AH' as never] as string}'`)).toBe(1);
      expect(await count('inquiry_order', `filing_id = (SELECT id FROM filing WHERE filing_number = '${one.RWLSH}')`)).toBe(1);
    } finally {
      await other.close();
    }
  });
});

describe('refused as a whole', () => {
  test.each([
    ['no Base64', '!!', '报文不是Base64编码'],
    ['a DOCTYPE', Buffer.from('<!DOCTYPE a><cxsqmarker/>').toString('base64'), '报文含有文档类型声明或实体声明'],
    ['another document', base64('<cxqqList/>'), '报文根元素应为cxsqmarker'],
  ])('%s: in words, and kept', async (_, body, words) => {
    const before = await count('exchange', 'failure IS NOT NULL');
    expect(await push(body)).toEqual([words]);
    expect(await count('exchange', 'failure IS NOT NULL')).toBe(before + 1);
  });

  test('something fails inside: a SOAP fault, so that it is sent again, and then it counts once', async () => {
    const one = { ...head(), ...person('1') };
    await rowsOf(database, 'ALTER TABLE inquiry_order RENAME TO inquiry_order_away');
    try {
      await expect(push(message(one))).rejects.toThrow();
    } finally {
      await rowsOf(database, 'ALTER TABLE inquiry_order_away RENAME TO inquiry_order');
    }
    expect(await count('filing', `filing_number = '${one.RWLSH}'`)).toBe(0);
    expect(await push(message(one))).toEqual(['1 success']);
  });

  test('wrong passwords: in the words of the contract, on record, and after ten the guesser waits while the case system goes on', async () => {
    const cases = await count('case_file');
    for (let guess = 0; guess < 10; guess += 1) expect(await push(message({ ...head(), ...person('1') }), marker(`guess ${guess}`))).toEqual(['用户名或密码错误']);
    expect(await push(message({ ...head(), ...person('1') }), marker('guess 10'))).toEqual(['认证失败次数过多，请一分钟后重试']);
    expect(await count('case_file')).toBe(cases);
    expect(await push(message({ ...head(), ...person('1') }))).toEqual(['1 success']);
    expect(await count('audit_event', "event = 'filing.login-refused' AND reason = 'bad-credentials'")).toBeGreaterThan(0);
  });
});
