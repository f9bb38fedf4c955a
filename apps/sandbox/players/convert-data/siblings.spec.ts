import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_OBLIGORS, startSandbox, type Party, type Sandbox } from '../../index.js';
import { eventually } from '../../testkit/eventually.js';
import { LoopbackExchange, readFeedback, type FedRow, type LoopbackService, type WrittenQuery } from '../../testkit/loopback-exchange.js';

const [obligor] = DEMO_OBLIGORS;
const STRANGER = { XM: '钱样生', DSRZJHM: '330106198001011235' };
const number = (sequence: number): string => `A120260301000000${String(sequence).padStart(6, '0')}`;
const yuan = (fen: number, decimals: number): string => (fen / 100).toFixed(decimals);

interface Sibling {
  readonly adapter: 'payment-platform' | 'housing-fund';
  readonly code: string;
  readonly username: string;
  readonly service: LoopbackService;
  /** Account numbers and balances as they must stand on the wire. */
  readonly expected: (held: NonNullable<ReturnType<Sandbox['population']['holdings']>>) => readonly (readonly [string, string])[];
  /** Where a row about somebody else names that person. */
  readonly holder: readonly [name: string, number: string];
}

const SIBLINGS: readonly Sibling[] = [
  {
    adapter: 'payment-platform',
    code: 'PAYMENT-000001',
    username: 'IF000001',
    service: {
      path: '/zgyWebService/IfConvertData',
      namespace: 'http://if.service.webService.ckw.tdh/',
      names: { getXzcxList: 'ifgetXzcxList', cxwsInfo: 'ifcxwsInfo', zjInfo: 'ifzjInfo', shfeedXzcxInfo: 'ifshfeedXzcxInfo', htInfo: 'ifhtInfo', getXzkzList: 'ifgetXzkzList', kzwsInfo: 'ifkzwsInfo', shfeedXzkzInfo: 'ifshfeedXzkzInfo' },
    },
    expected: ({ paymentAccounts }) => paymentAccounts.map((account) => [account.number, yuan(account.balanceFen, 4)]),
    holder: ['ZCMC', 'ZCZJHM'],
  },
  {
    adapter: 'housing-fund',
    code: 'HOUSING-FUND-330100',
    username: 'JJ330100',
    service: { path: '/ckwWebServiceCloud/GjjConvertData', namespace: 'http://gjj.service.webService.ckw.tdh/', names: { shfeedXzcxInfo: 'gjjfeedXzcxInfo' } },
    expected: ({ fundAccounts }) => fundAccounts.map((account) => [account.number, yuan(account.balanceFen, 2)]),
    holder: ['XM', 'DSRZJHM'],
  },
];

describe.each(SIBLINGS)('$adapter polls like a bank', ({ adapter, code, username, service, expected, holder }) => {
  let exchange: LoopbackExchange;
  let sandbox: Sandbox;
  let transport: 'soap' | 'light' = 'soap';
  const BANKS = Array.from({ length: 12 }, (_, i) => ({ code: `BANK-${i}`, name: `样例银行${i}`, adapter: 'bank' as const, credentials: { username: `YH0000${i + 10}`, password: 'x' }, pollSeconds: 3600 }));

  const open = async (): Promise<void> => {
    sandbox = await startSandbox({
      host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: exchange.url, pollSeconds: 0.05, population: { people: 300, companies: 50 },
      institutions: [{ code, name: '样例', adapter, credentials: { username, password: '样例口令' }, transport }, ...BANKS],
    });
  };
  const rowsOf = (requestNumber: string): readonly FedRow[] =>
    [...exchange.of('shfeedXzcxInfo')].reverse().flatMap(({ argument }) => {
      try {
        return readFeedback(argument).root.children.filter((row) => row.attributes['BDHM'] === requestNumber);
      } catch {
        return []; // spoilt on purpose
      }
    });
  const counts = (sequence: number) => sandbox.calls.of(code, number(sequence));
  const ask = (sequence: number, query: WrittenQuery = {}): void => exchange.ask(username, { BDHM: number(sequence), XM: obligor.name, DSRZJHM: obligor.documentNumber, ...query });
  const answered = async (sequence: number, query?: WrittenQuery): Promise<readonly FedRow[]> => {
    ask(sequence, query);
    await eventually(() => counts(sequence).accepted > 0, `answer to ${number(sequence)}`);
    return rowsOf(number(sequence));
  };
  const held = (): NonNullable<ReturnType<Sandbox['population']['holdings']>> => sandbox.population.holdings(sandbox.population.find(obligor.documentNumber, obligor.name) as Party, code) as never;

  beforeEach(async () => {
    exchange = await new LoopbackExchange(service).start();
  });

  afterEach(async () => {
    transport = 'soap';
    await sandbox.close();
    await exchange.stop();
  });

  it.each(['soap', 'light'] as const)('and answers with what it holds, over the %s client', async (way) => {
    transport = way;
    await open();
    const rows = await answered(1);
    expect(rows.map(({ attributes }) => [attributes['KHZH'], attributes['YE']])).toEqual(expected(held()));
    expect(rows.length).toBeGreaterThan(0);
    expect(counts(1)).toMatchObject({ asked: 1, answered: 1, accepted: 1 });
    expect(exchange.of('cxwsInfo')).toHaveLength(1);
    expect(exchange.of('zjInfo')).toHaveLength(1);
  });

  it('says 查无开户信息 for a stranger', async () => {
    await open();
    expect((await answered(1, STRANGER)).map((row) => row.attributes['KHZH'])).toEqual(['查无开户信息']);
  });

  it('is refused papers: refuses in its turn', async () => {
    exchange.documents = false;
    await open();
    expect((await answered(1))[0]?.attributes).toMatchObject({ KHZH: '业务审核未通过', BEIZ: '无法律文书' });
  });

  it('fails, refuses in two ways, contradicts itself and mixes people up, on demand', async () => {
    await open();
    sandbox.rules.set(code, { errorRate: 1 });
    expect((await answered(1)).map((row) => row.attributes['KHZH'])).toEqual(['查询异常']);
    sandbox.rules.set(code, { refusalRate: 1 });
    expect((await answered(2))[0]?.attributes).toMatchObject({ KHZH: '业务审核未通过' });
    sandbox.rules.set(code, { refusalRate: 1, refusalBy: 'return' });
    await answered(3);
    expect(readFeedback(exchange.of('htInfo')[0]?.argument ?? '').root.children[0]?.attributes).toMatchObject({ BDHM: number(3), XCHTYY: '04' });
    sandbox.rules.set(code, { contradictoryRate: 1 });
    const said = (await answered(4)).map((row) => row.attributes['KHZH'] ?? '');
    expect(said).toContain('查无开户信息');
    expect(said.length).toBeGreaterThan(1);
    const aboutStranger = await answered(6, STRANGER);
    expect(aboutStranger.map((row) => row.attributes['KHZH'])).toContain('查无开户信息');
    expect(aboutStranger.map((row) => row.attributes[holder[0]] ?? STRANGER.XM)).toEqual(aboutStranger.map(() => STRANGER.XM));
    sandbox.rules.set(code, { wrongPersonRate: 1 });
    const [stranger] = await answered(5);
    expect(stranger?.attributes[holder[1]]).toMatch(/^\w{18}$/);
    expect(stranger?.attributes[holder[1]]).not.toBe(obligor.documentNumber);
    expect(stranger?.attributes[holder[0]]).not.toBe(obligor.name);
  });

  it('spoils a feedback and corrects it, answers twice and late', async () => {
    await open();
    sandbox.rules.set(code, { malformedRate: 1, malformedKinds: ['truncated'] });
    expect((await answered(1)).length).toBeGreaterThan(0);
    expect(counts(1)).toMatchObject({ answered: 2, accepted: 1 });
    sandbox.rules.set(code, { duplicateRate: 1, lateByMs: 200 });
    await answered(2);
    await eventually(() => counts(2).accepted === 2, 'the second answer');
  });

  it('does not poll during an outage, and hanging keeps its answers', async () => {
    await open();
    sandbox.rules.set(code, { outage: { kind: 'refuse' } });
    ask(1);
    await sleep(300);
    expect(counts(1).asked).toBe(0);
    sandbox.rules.set(code, { outage: { kind: 'hang' } });
    await eventually(() => counts(1).asked === 1, 'the question');
    await sleep(200);
    expect(counts(1).answered).toBe(0);
    sandbox.rules.clear(code);
    await eventually(() => counts(1).accepted === 1, 'the answer');
  });

  if (adapter === 'payment-platform') {
    it('registers the person asked about, with fund units in four decimals and cards that their banks know', async () => {
      await open();
      const rows = await answered(1);
      expect(rows[0]?.attributes).toMatchObject({ ZCMC: obligor.name, ZCZJLX: '身份证', ZCZJHM: obligor.documentNumber, ZCSJHM: obligor.phone, YE: expect.stringMatching(/^\d+\.\d{4}$/) as string });
      const party = sandbox.population.find(obligor.documentNumber, obligor.name) as Party;
      const known = BANKS.flatMap((bank) => (sandbox.population.holdings(party, bank.code)?.accounts ?? []).map((account) => `${bank.name} ${account.number}`));
      const cards = rows.flatMap((row) => row.children.filter(({ name }) => name === 'glxxList').flatMap(({ children }) => children));
      expect(cards.length).toBeGreaterThan(0);
      for (const { attributes } of cards) {
        expect(known).toContain(`${attributes['KHH']} ${attributes['KH']}`);
        expect(attributes['MC']).toBe(obligor.name);
      }
      for (const row of rows) for (const list of row.children.filter(({ name }) => name === 'fjxxList')) expect(list.children[0]?.attributes['FJXXNR']).toMatch(/^\d+\.\d{4}$/);
    });
  } else {
    it('names the employer, its freezes under djxxlist, and movements only for the period asked', async () => {
      await open();
      const [row] = await answered(1);
      const [account] = held().fundAccounts;
      expect(sandbox.population.findByDocument(obligor.documentNumber)).toBeDefined();
      expect(row?.attributes).toMatchObject({ SLDQ: '浙江省杭州市', DWMC: account?.employer.name, SFBFYDJ: account?.measures.length === 0 ? '否' : '是' });
      expect(row?.children.map(({ name }) => name)).toEqual(account?.measures.length === 0 ? [] : ['djxxlist']);
      const [withMovements] = await answered(2, { CKKSSJ: '2024/01/01 00:00:00', CKJSSJ: '2025/12/31 23:59:59' });
      const movements = withMovements?.children.filter(({ name }) => name === 'wlxxList').flatMap(({ children }) => children) ?? [];
      for (const { attributes } of movements) expect(attributes['JYSJ']).toMatch(/^202[45]\/\d\d\/10 /);
      expect(movements.length > 0).toBe((account?.monthlyDepositFen ?? 0) > 0);
    });

    it('has no account of an organisation', async () => {
      await open();
      const company = DEMO_OBLIGORS[3];
      expect((await answered(1, { XM: company.name, DSRZJHM: company.documentNumber })).map((row) => row.attributes['KHZH'])).toEqual(['查无开户信息']);
    });
  }
});
