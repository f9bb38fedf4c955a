import { createHash } from 'node:crypto';
import { DEMO_OBLIGORS, startSandbox, type Party, type Sandbox, type SandboxInstitution } from '../../index.js';
import { eventually } from '../../testkit/eventually.js';
import { LoopbackExchange, readFeedback, type FedRow, type LoopbackService, type WrittenQuery } from '../../testkit/loopback-exchange.js';

const [obligor] = DEMO_OBLIGORS;
const BANK: SandboxInstitution = { code: 'BANK-1', name: '样例银行', adapter: 'bank', contractVersion: 'V2', credentials: { username: 'YH000001', password: 'x' }, measures: 'all', lateRenewal: 'refused' };
const OLD: SandboxInstitution = { ...BANK, code: 'BANK-0', contractVersion: 'V0', credentials: { username: 'YH000000', password: 'x' }, measures: 'usual' };
const FILLERS = Array.from({ length: 10 }, (_, i): SandboxInstitution => ({ ...BANK, code: `FILLER-${i}`, credentials: { username: `YH00009${i}`, password: 'x' }, pollSeconds: 3600 }));
const number = (sequence: number): string => `20260301N102${String(sequence).padStart(8, '0')}`;
const yuan = (fen: number, decimals = 2): string => (fen / 100).toFixed(decimals);

const PLATFORM_SERVICE: LoopbackService = {
  path: '/zgyWebService/IfConvertData',
  namespace: 'http://if.service.webService.ckw.tdh/',
  names: { getXzcxList: 'ifgetXzcxList', cxwsInfo: 'ifcxwsInfo', zjInfo: 'ifzjInfo', shfeedXzcxInfo: 'ifshfeedXzcxInfo', htInfo: 'ifhtInfo', getXzkzList: 'ifgetXzkzList', kzwsInfo: 'ifkzwsInfo', shfeedXzkzInfo: 'ifshfeedXzkzInfo' },
};

describe('institutions carry out orders on the wire', () => {
  let exchange: LoopbackExchange;
  let sandbox: Sandbox;

  const open = async (institutions: readonly SandboxInstitution[] = [BANK, OLD, ...FILLERS], service?: LoopbackService): Promise<void> => {
    exchange = await new LoopbackExchange(service).start();
    sandbox = await startSandbox({ host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: exchange.url, pollSeconds: 0.05, population: { people: 300, companies: 50 }, institutions });
  };

  afterEach(async () => {
    await sandbox.close();
    await exchange.stop();
  });

  /** The obligor's first account there, once the freezes of other courts on it have ended: figures are easier to follow. */
  const accountAt = async (code: string): Promise<string> => {
    const holdings = sandbox.population.holdings(sandbox.population.find(obligor.documentNumber, obligor.name) as Party, code);
    const account = [...(holdings?.accounts ?? []), ...(holdings?.paymentAccounts ?? [])][0]?.number ?? '';
    while ((await control('POST', `accounts/${code}`, { account, endFreeze: true })).status === 200);
    return account;
  };
  const control = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> => {
    const reply = await fetch(`${sandbox.url}/sandbox/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  };
  const balanceOf = async (code: string, account: string): Promise<number> => (await control('GET', `accounts/${code}?account=${account}`)).body['balanceFen'] as number;
  const ordered = (username: string, sequence: number, row: WrittenQuery, head: WrittenQuery = {}): string => {
    exchange.order(
      username,
      { BDHM: number(sequence), XM: obligor.name, DSRZJHM: obligor.documentNumber, FYMC: '杭州市西湖区人民法院', ...head },
      { KZCS: '01', JE: '100.00', KSRQ: '2026-11-26', JSRQ: '2027-11-25', CKWH: '（2026）浙0106执1234号之一', ...row },
    );
    return number(sequence);
  };
  const answers = async (requestNumber: string, count = 1): Promise<readonly FedRow[]> => {
    await eventually(() => exchange.controlsOf(requestNumber).length >= count, `${count} answers to ${requestNumber}`);
    return exchange.controlsOf(requestNumber);
  };
  const receiptsOf = (requestNumber: string): readonly FedRow[] =>
    exchange.of('shfeedXzkzInfo').flatMap(({ argument }) => readFeedback(argument).root.children.filter(({ name }) => name === 'hzxxList').flatMap((list) => list.children).filter((one) => one.attributes['BDHM'] === requestNumber));

  it('freezes after it fetched documents and certificates, and sends its receipt beside the row', async () => {
    await open();
    const account = await accountAt(BANK.code);
    const before = await balanceOf(BANK.code, account);
    const [row] = await answers(ordered('YH000001', 1, { KHZH: account }));
    expect(row?.attributes).toMatchObject({ CCXH: '1', KHZH: account, KZZT: '1', SKJE: '100.00', CESKJE: '0.00', DJXE: '100.00', YE: yuan(before), CSKSRQ: '2026/11/26', CSJSRQ: '2027/11/25', WNKZYY: '' });
    const [receipt] = receiptsOf(number(1));
    const bytes = Buffer.from(receipt?.attributes['WSNR'] ?? '', 'base64');
    expect([bytes.subarray(0, 5).toString(), receipt?.attributes['MD5']]).toEqual(['%PDF-', createHash('md5').update(bytes).digest('hex')]);
    expect([exchange.of('kzwsInfo').length, sandbox.calls.of(BANK.code, number(1)).asked]).toEqual([1, 1]);
  });

  it('of the oldest version writes KTZT, dashes, and the receipt inside the row', async () => {
    await open();
    const account = await accountAt(OLD.code);
    const [row] = await answers(ordered('YH000000', 1, { KHZH: account }));
    expect(row?.attributes).toMatchObject({ KTZT: '1', SKJE: '100.00', CSKSRQ: '2026-11-26' });
    expect(row?.attributes).not.toHaveProperty('KZZT');
    expect(row?.children.map(({ name }) => name)).toContain('hzxxList');
    expect((await answers(ordered('YH000000', 2, { KHZH: account, KZCS: '03' })))[0]?.attributes).toMatchObject({ KTZT: '2', BEIZ: '暂不支持该控制措施' });
  });

  it('without papers refuses the order, and no account is touched', async () => {
    await open();
    const account = await accountAt(BANK.code);
    exchange.certificates = false;
    expect((await answers(ordered('YH000001', 1, { KHZH: account })))[0]?.attributes).toMatchObject({ KZZT: '2', WNKZYY: '无证件信息' });
    expect((await control('GET', `accounts/${BANK.code}?account=${account}`)).body['freezes']).toEqual([]);
  });

  it('takes up a waiting freeze when the one before it ends, and money that comes later, under the same number', async () => {
    await open();
    const account = await accountAt(BANK.code);
    const before = await balanceOf(BANK.code, account);
    await answers(ordered('YH000001', 1, { KHZH: account, JE: yuan(before) }, { FYMC: '宁波市样例区人民法院' }));
    const [waiting] = await answers(ordered('YH000001', 2, { KHZH: account, JE: yuan(before + 5_000) }));
    expect(waiting?.attributes).toMatchObject({ KZZT: '1', SKJE: '0.00', CESKJE: yuan(before + 5_000), BEIZ: '轮候冻结' });
    expect(waiting?.children.find(({ name }) => name === 'djxxList')?.children.map((one) => one.attributes['DJJG'])).toEqual(['宁波市样例区人民法院']);

    const { freezes } = (await control('GET', `accounts/${BANK.code}?account=${account}`)).body as { freezes: { number: string }[] };
    await control('POST', `accounts/${BANK.code}`, { account, endFreeze: freezes[0]?.number });
    const [, activated] = await answers(number(2), 2);
    expect(activated?.attributes).toMatchObject({ KZZT: '1', SKJE: yuan(before), CESKJE: '50.00', BEIZ: '' });
    await control('POST', `accounts/${BANK.code}`, { account, depositFen: 3_000 });
    expect((await answers(number(2), 3))[2]?.attributes).toMatchObject({ SKJE: yuan(before + 3_000), CESKJE: '20.00' });
  });

  it('pays another bank in two steps, and shows what is left when it is asked about the account', async () => {
    await open();
    const account = await accountAt(BANK.code);
    const before = await balanceOf(BANK.code, account);
    await answers(ordered('YH000001', 1, { KHZH: account }));
    ordered('YH000001', 2, { KHZH: account, KZCS: '06', JE: '60.00', YDJDH: number(1), ZXKZHKHH: '别家银行杭州分行', ZXKZHKHHHH: '1', ZXKZHZH: '1999' });
    const [underWay, arrived] = await answers(number(2), 2);
    expect([underWay?.attributes['BEIZ'], arrived?.attributes['BEIZ']]).toEqual(['跨行汇划已提交支付系统，待收款行确认', '跨行汇划已入账']);
    expect([underWay, arrived].map((row) => [row?.attributes['KZZT'], row?.attributes['SKJE']])).toEqual([['1', '60.00'], ['1', '60.00']]);
    expect(await balanceOf(BANK.code, account)).toBe(before - 6_000);

    exchange.ask('YH000001', { BDHM: number(3), XM: obligor.name, DSRZJHM: obligor.documentNumber });
    await eventually(() => sandbox.calls.of(BANK.code, number(3)).accepted > 0, 'the answer to the query');
    const shown = exchange.of('shfeedXzcxInfo').flatMap(({ argument }) => readFeedback(argument).root.children).find((row) => row.attributes['KHZH'] === account);
    expect(shown?.attributes).toMatchObject({ YE: yuan(before - 6_000), KYYE: yuan(before - 10_000), ZHZT: '冻结' });
    expect(shown?.children.find(({ name }) => name === 'djxxList')?.children[0]?.attributes).toMatchObject({ DJJG: '杭州市西湖区人民法院', DJJE: '40.00' });
  });

  it('a lost answer: the account is frozen and nobody was told; the same order again is not carried out again', async () => {
    await open();
    const account = await accountAt(BANK.code);
    sandbox.rules.set(BANK.code, { omitRate: 1 });
    const lost = ordered('YH000001', 1, { KHZH: account });
    await eventually(() => sandbox.calls.of(BANK.code, lost).listed > 3, 'the order stands in several lists');
    expect(exchange.controlsOf(lost)).toEqual([]);
    expect((await control('GET', `accounts/${BANK.code}?account=${account}`)).body['freezes']).toMatchObject([{ requestNumber: lost, heldFen: 10_000 }]);
  });

  it('answers twice, the second time otherwise; speaks of another account; says more than can be; fails and refuses', async () => {
    await open();
    const account = await accountAt(BANK.code);
    sandbox.rules.set(BANK.code, { duplicateRate: 1 });
    const twice = await answers(ordered('YH000001', 1, { KHZH: account }), 2);
    expect(twice[0]).toEqual(twice[1]);
    sandbox.rules.set(BANK.code, { duplicateRate: 1, contradictoryRate: 1 });
    expect((await answers(ordered('YH000001', 2, { KHZH: account }), 2)).map((row) => row.attributes['KZZT'])).toEqual(['1', '2']);
    sandbox.rules.set(BANK.code, { contradictoryRate: 1 });
    expect((await answers(ordered('YH000001', 3, { KHZH: account })))[0]?.attributes).toMatchObject({ SKJE: '200.01', CESKJE: '100.00' });
    sandbox.rules.set(BANK.code, { wrongPersonRate: 1 });
    const other = (await answers(ordered('YH000001', 4, { KHZH: account })))[0]?.attributes['KHZH'];
    expect(other === account || other === undefined).toBe(false);
    sandbox.rules.set(BANK.code, { errorRate: 1 });
    expect((await answers(ordered('YH000001', 5, { KHZH: account })))[0]?.attributes).toMatchObject({ KZZT: '2', WNKZYY: '系统处理异常' });
    sandbox.rules.set(BANK.code, { refusalRate: 1 });
    expect((await answers(ordered('YH000001', 6, { KHZH: account })))[0]?.attributes).toMatchObject({ KZZT: '2', WNKZYY: '业务审核未通过' });
  });

  it('an answer the court took, whose reply was lost, is sent again and never carried out again', async () => {
    await open();
    exchange.loseReplies = 2;
    const account = await accountAt(BANK.code);
    await answers(ordered('YH000001', 1, { KHZH: account }), 2);
    expect((await control('GET', `accounts/${BANK.code}?account=${account}`)).body['freezes']).toHaveLength(1);
  });

  it('a payment platform freezes and takes from a balance, with four decimals', async () => {
    const platform: SandboxInstitution = { code: 'PAYMENT-000001', name: '样例支付', adapter: 'payment-platform', credentials: { username: 'IF000001', password: 'x' } };
    await open([platform, ...FILLERS], PLATFORM_SERVICE);
    const account = await accountAt(platform.code);
    const before = await balanceOf(platform.code, account);
    expect((await answers(ordered('IF000001', 1, { KHZH: account, JE: '1.00' })))[0]?.attributes).toMatchObject({ KZZT: '1', SKJE: '1.0000', YE: yuan(before, 4), CSKSRQ: '2026/11/26' });
    const [taken] = await answers(ordered('IF000001', 2, { KHZH: account, KZCS: '06', JE: '1.00', YDJDH: number(1), ZXKZHKHH: '样例支付', ZXKZHZH: '1999' }));
    expect(taken?.attributes).toMatchObject({ KZZT: '1', SKJE: '1.0000' });
    expect(await balanceOf(platform.code, account)).toBe(before - 100);
  });

  it('the interface of the sandbox changes one thing at a time, and says what is allowed', async () => {
    await open();
    const account = await accountAt(BANK.code);
    expect(await control('POST', `accounts/${BANK.code}`, { account, depositFen: -1 })).toMatchObject({ status: 422, body: { fields: expect.arrayContaining([expect.objectContaining({ field: 'depositFen' })]) as unknown } });
    expect(await control('POST', `accounts/${BANK.code}`, { account, depositFen: 1, nature: '党费' })).toMatchObject({ status: 422 });
    expect(await control('POST', `accounts/${BANK.code}`, { account: '1', depositFen: 1 })).toMatchObject({ status: 404 });
    expect(await control('POST', `accounts/${BANK.code}`, { day: '2020-01-01' })).toMatchObject({ status: 422 });
    expect(await control('POST', `accounts/${BANK.code}`, { day: '2099-01-01' })).toMatchObject({ status: 200, body: { day: '2099-01-01' } });
    expect(await control('POST', `accounts/${BANK.code}`, { account, nature: '农民工工资专用账户' })).toMatchObject({ status: 200, body: { nature: '农民工工资专用账户' } });
    expect((await answers(ordered('YH000001', 1, { KHZH: account })))[0]?.attributes).toMatchObject({ KZZT: '2', WNKZYY: expect.stringContaining('农民工工资专用账户') as string });
  });
});
