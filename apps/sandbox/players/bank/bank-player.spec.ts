import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_CASES, DEMO_OBLIGORS, startSandbox, type Party, type Sandbox, type SandboxInstitution } from '../../index.js';
import { eventually } from '../../testkit/eventually.js';
import { LoopbackExchange, readFeedback, type FedRow, type WrittenQuery } from '../../testkit/loopback-exchange.js';

const bank = (version: string, more: Partial<SandboxInstitution> = {}): SandboxInstitution => ({
  code: `BANK-${version}`,
  name: `样例银行${version}`,
  adapter: 'bank',
  contractVersion: version,
  credentials: { username: `YH00000${version.slice(1)}`, password: '样例口令' },
  ...more,
});

const BANKS = [bank('V0', { mimeBase64: true }), bank('V1'), bank('V2', { mimeBase64: false })];
const [obligor] = DEMO_OBLIGORS;
const number = (sequence: number): string => `20260301N101${String(sequence).padStart(8, '0')}`;

describe('a bank on the WebService contract', () => {
  let exchange: LoopbackExchange;
  let sandbox: Sandbox;
  const warnings: string[] = [];

  const open = async (institutions: readonly SandboxInstitution[] = BANKS): Promise<void> => {
    sandbox = await startSandbox({
      host: '127.0.0.1',
      port: 0,
      seed: 20160429,
      exchangeUrl: exchange.url,
      institutions,
      pollSeconds: 0.05,
      population: { people: 300, companies: 50 },
      logger: { info: () => undefined, warn: (fields, text) => warnings.push(`${text} ${JSON.stringify(fields)}`) },
    });
  };

  /** Asks one bank about the first demonstration obligor, or about somebody else. */
  const ask = (version: string, sequence: number, query: WrittenQuery = {}): string => {
    exchange.ask(`YH00000${version.slice(1)}`, { BDHM: number(sequence), XM: obligor.name, DSRZJHM: obligor.documentNumber, AH: DEMO_CASES[0].caseNumber, ...query });
    return number(sequence);
  };
  const accepted = (version: string, requestNumber: string): boolean => sandbox.calls.of(`BANK-${version}`, requestNumber).accepted > 0;
  const rowsOf = (requestNumber: string): readonly FedRow[] => {
    for (const { argument } of [...exchange.of('shfeedXzcxInfo')].reverse()) {
      let rows: readonly FedRow[];
      try {
        rows = readFeedback(argument).root.children.filter((row) => row.attributes['BDHM'] === requestNumber);
      } catch {
        continue; // spoilt on purpose
      }
      if (rows.length > 0) return rows;
    }
    return [];
  };
  const answered = async (version: string, sequence: number, query?: WrittenQuery): Promise<readonly FedRow[]> => {
    const requestNumber = ask(version, sequence, query);
    await eventually(() => accepted(version, requestNumber), `answer to ${requestNumber}`);
    return rowsOf(requestNumber);
  };
  const children = (rows: readonly FedRow[], list: string): readonly FedRow[] => rows.flatMap((row) => row.children.filter(({ name }) => name === list).flatMap((each) => each.children));

  beforeEach(async () => {
    warnings.length = 0;
    exchange = await new LoopbackExchange().start();
  });

  afterEach(async () => {
    await sandbox.close();
    await exchange.stop();
  });

  const heldBy = (version: string): NonNullable<ReturnType<Sandbox['population']['holdings']>> =>
    sandbox.population.holdings(sandbox.population.find(obligor.documentNumber, obligor.name) as Party, `BANK-${version}`) as never;

  it('answers with the image of 2017 when it speaks V2: accounts, wealth products, prior freezes, rights, sub-accounts', async () => {
    await open();
    const rows = await answered('V2', 1);
    const held = heldBy('V2');
    expect(rows.map((row) => row.attributes['KHZH'])).toEqual(held.accounts.map((account) => account.number));
    expect(rows[0]?.attributes).toMatchObject({
      BDHM: number(1),
      CCXH: '1',
      BZ: '156',
      YE: ((held.accounts[0]?.balanceFen ?? 0) / 100).toFixed(2),
      KYYE: ((held.accounts[0]?.availableFen ?? 0) / 100).toFixed(2),
      KHWD: held.accounts[0]?.branchName,
      TXDZ: obligor.address,
      KHRQ: expect.stringMatching(/^\d{4}\/\d\d\/\d\d 00:00:00$/) as string,
      FKSJ: expect.stringMatching(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d$/) as string,
    });
    expect(children(rows, 'glxxList').length).toBe(held.accounts.reduce((sum, account) => sum + account.subAccounts.length, 0));
    const products = children(rows, 'jrxxList');
    expect(products).toHaveLength(held.products.length);
    for (const product of products) expect(product.attributes).toMatchObject({ ZJHKZH: held.accounts[0]?.number, JRCPBH: expect.any(String) as string, JLDW: '份' });
    expect(children(rows, 'wlxxList')).toHaveLength(0); // no period was asked for
  });

  it('answers with the image of 2016 when it speaks V1: products without the codes of the second phase', async () => {
    await open();
    const rows = await answered('V1', 1);
    expect(rows[0]?.attributes).toHaveProperty('KHWDDM');
    for (const row of children(rows, 'jrxxList')) {
      expect(row.attributes).toHaveProperty('ZCMC');
      for (const later of ['CPXSZL', 'DQH', 'JRCPBH', 'LCZH', 'ZJHKZH', 'ZYQR', 'TGR', 'ZCZJE']) expect(row.attributes).not.toHaveProperty(later);
    }
    for (const row of children(rows, 'djxxList')) expect(row.attributes).not.toHaveProperty('JRCPBH');
  });

  it('answers with the image of 2011 when it speaks V0: no products, no rights, currency by name, Base64 in lines', async () => {
    await open();
    const rows = await answered('V0', 1, { WSBH: '' });
    expect(rows[0]?.attributes).toMatchObject({ BZ: '人民币', SFTZ: expect.stringMatching(/是|否/) as string });
    for (const later of ['KYYE', 'KHRQ', 'KHWDDM', 'GLZJZH']) expect(rows[0]?.attributes).not.toHaveProperty(later);
    expect(children(rows, 'jrxxList')).toHaveLength(0);
    expect(children(rows, 'qlxxList')).toHaveLength(0);
    for (const row of children(rows, 'djxxList')) expect(row.attributes['SFBDJ']).toBe('1');
    expect(exchange.of('shfeedXzcxInfo')[0]?.argument).toMatch(/^[A-Za-z0-9+/=]{76}\n/);
    expect(exchange.of('wsInfo')).toHaveLength(1); // documents by request number, as then
  });

  it('writes transactions only for the period asked', async () => {
    await open();
    const rows = await answered('V2', 1, { CKKSSJ: '2024/01/01 00:00:00', CKJSSJ: '2025/12/31 23:59:59' });
    const movements = children(rows, 'wlxxList');
    expect(movements.length).toBeGreaterThan(0);
    for (const { attributes } of movements) {
      expect(attributes['JYSJ']).toMatch(/^202[45]\/\d\d\/\d\d \d\d:\d\d:\d\d$/);
      expect(attributes['ZJLX']).toMatch(/^转[入出]$/);
    }
  });

  it('says 查无开户信息 for a stranger, for a wrong name, and where the person has nothing', async () => {
    await open();
    const stranger = await answered('V2', 1, { XM: '钱样生', DSRZJHM: '330106198001011235' });
    expect(stranger).toHaveLength(1);
    expect(stranger[0]?.attributes).toMatchObject({ CCXH: '1', KHZH: '查无开户信息' });
    expect((await answered('V2', 2, { XM: '钱样生' }))[0]?.attributes['KHZH']).toBe('查无开户信息');
  });

  it('knows a customer by the fifteen-digit number and by a name with a dot of another kind', async () => {
    await open();
    const old = sandbox.population.findByDocument(obligor.documentNumber) as Extract<Party, { kind: 'person' }>;
    expect((await answered('V2', 1, { DSRZJHM: old.oldDocumentNumber ?? '' }))[0]?.attributes['KHZH']).toMatch(/^\d{19}$/);
    const minority = DEMO_OBLIGORS[1];
    expect((await answered('V2', 2, { XM: minority.name.replace('·', '．'), DSRZJHM: minority.documentNumber }))[0]?.attributes['KHZH']).toMatch(/^\d{19}$/);
  });

  it('is asked once however often the list repeats a request, and fetches a shared notice once', async () => {
    await open();
    ask('V2', 1);
    ask('V2', 2);
    ask('V2', 3);
    sandbox.rules.set('BANK-V2', { latency: { kind: 'fixed', medianMs: 300 } });
    await eventually(() => [1, 2, 3].every((sequence) => accepted('V2', number(sequence))), 'three answers');
    for (const sequence of [1, 2, 3]) {
      const count = sandbox.calls.of('BANK-V2', number(sequence));
      expect(count).toMatchObject({ asked: 1, answered: 1, accepted: 1 });
      expect(count.listed).toBeGreaterThan(1);
    }
    expect(exchange.of('cxwsInfo')).toHaveLength(1);
    expect(exchange.of('zjInfo')).toHaveLength(3);
    expect(exchange.wsdlFetched).toBe(1);
  });

  it('is refused by the bank when documents or certificates are missing', async () => {
    exchange.documents = false;
    await open();
    expect((await answered('V1', 1))[0]?.attributes).toMatchObject({ KHZH: '业务审核未通过', BEIZ: '无法律文书' });
    exchange.documents = true;
    exchange.certificates = false;
    expect((await answered('V2', 2))[0]?.attributes).toMatchObject({ KHZH: '业务审核未通过', BEIZ: '无证件信息' });
    expect((await answered('V2', 3, { WSBH: '' }))[0]?.attributes).toMatchObject({ KHZH: '业务审核未通过', BEIZ: '无文书编号' });
  });

  it('keeps its answer when the connection breaks and sends it again; already fed back counts as success', async () => {
    exchange.cut = { operation: 'shfeedXzcxInfo', times: 1 };
    await open();
    const rows = await answered('V2', 1);
    expect(rows.length).toBeGreaterThan(0);
    expect(sandbox.calls.of('BANK-V2', number(1))).toMatchObject({ asked: 1, answered: 2, accepted: 1 });
    exchange.loseReplies = 1; // taken, but the bank does not hear of it
    await answered('V2', 2);
    expect(sandbox.calls.of('BANK-V2', number(2))).toMatchObject({ asked: 1, answered: 2, accepted: 1 });
    expect(exchange.of('shfeedXzcxInfo').at(-1)?.argument).toBe(exchange.of('shfeedXzcxInfo').at(-2)?.argument);
    expect(warnings.some((line) => line.includes('not delivered'))).toBe(true);
    expect(warnings.join()).not.toContain(obligor.name);
    expect(warnings.join()).not.toContain(obligor.documentNumber);
  });

  it('works on once the court is back, and while the court is away keeps trying', async () => {
    await open();
    await answered('V2', 1);
    await exchange.stop();
    await sleep(200);
    await exchange.start();
    await answered('V2', 2);
    expect(sandbox.calls.of('BANK-V2', number(2)).asked).toBe(1);
  });

  it('stops cleanly in the middle and finishes after the next start, without being asked again', async () => {
    await open();
    sandbox.rules.set('BANK-V2', { latency: { kind: 'fixed', medianMs: 400 } });
    ask('V2', 1);
    await eventually(() => sandbox.calls.asked('BANK-V2', number(1)) === 1, 'the question');
    await sandbox.players.get('BANK-V2')?.stop();
    await sleep(50); // what was on the wire may still arrive
    const calls = exchange.received.filter(({ username }) => username === 'YH000002').length;
    await sleep(600);
    expect(exchange.received.filter(({ username }) => username === 'YH000002')).toHaveLength(calls);
    sandbox.players.get('BANK-V2')?.start();
    await eventually(() => accepted('V2', number(1)), 'the answer');
    expect(sandbox.calls.of('BANK-V2', number(1))).toMatchObject({ asked: 1, answered: 1, accepted: 1 });
  });

  it('paused takes nothing up and loses nothing', async () => {
    await open();
    sandbox.players.get('BANK-V2')?.pause();
    ask('V2', 1);
    await sleep(300);
    expect(sandbox.calls.asked('BANK-V2', number(1))).toBe(0);
    sandbox.players.get('BANK-V2')?.resume();
    await eventually(() => accepted('V2', number(1)), 'the answer');
  });

  describe('with faults on demand', () => {
    it('fails technically: 查询异常', async () => {
      await open();
      sandbox.rules.set('BANK-V2', { errorRate: 1 });
      expect((await answered('V2', 1)).map((row) => row.attributes['KHZH'])).toEqual(['查询异常']);
    });

    it('refuses in a feedback, or by rollback', async () => {
      await open();
      sandbox.rules.set('BANK-V2', { refusalRate: 1 });
      expect((await answered('V2', 1))[0]?.attributes).toMatchObject({ KHZH: '业务审核未通过', BEIZ: expect.stringMatching(/./) as string });
      sandbox.rules.set('BANK-V2', { refusalRate: 1, refusalBy: 'return' });
      await answered('V2', 2);
      const { root } = readFeedback(exchange.of('htInfo')[0]?.argument ?? '');
      expect(root).toMatchObject({ name: 'htxxList', children: [{ name: 'htxx', attributes: { BDHM: number(2), XCHTYY: '04' } }] });
    });

    it('contradicts itself: accounts and 查无开户信息 in one answer', async () => {
      await open();
      sandbox.rules.set('BANK-V2', { contradictoryRate: 1 });
      for (const [sequence, query] of [[1, {}], [2, { XM: '钱样生', DSRZJHM: '330106198001011235' }]] as const) {
        const accounts = (await answered('V2', sequence, query)).map((row) => row.attributes['KHZH'] ?? '');
        expect(accounts).toContain('查无开户信息');
        expect(accounts.some((account) => /^\d{19}$/.test(account))).toBe(true);
      }
    });

    it('speaks of somebody else', async () => {
      await open();
      sandbox.rules.set('BANK-V2', { wrongPersonRate: 1 });
      const rows = await answered('V2', 1);
      expect(rows[0]?.attributes).toMatchObject({ XM: expect.any(String) as string, DSRZJHM: expect.stringMatching(/^33/) as string });
      expect(rows[0]?.attributes['DSRZJHM']).not.toBe(obligor.documentNumber);
    });

    it.each([
      ['truncated', (argument: string) => expect(() => readFeedback(argument)).toThrow()],
      ['wrong-encoding', (argument: string) => expect(Buffer.from(argument, 'base64').toString()).toContain(Buffer.from(obligor.address, 'utf8').toString('base64'))],
      ['half-character', (argument: string) => expect(readFeedback(argument).root.children[0]?.attributes['TXDZ']).toMatch(/\ufffd$/)],
      ['html', (argument: string) => expect(argument).toContain('502 Bad Gateway')],
      ['empty', (argument: string) => expect(argument).toBe('')],
    ])('sends a feedback that is %s, then corrects what was not taken', async (kind, check) => {
      await open();
      sandbox.rules.set('BANK-V2', { malformedRate: 1, malformedKinds: [kind] });
      const rows = await answered('V2', 1);
      check(exchange.of('shfeedXzcxInfo')[0]?.argument ?? '?');
      expect(rows[0]?.attributes['BDHM']).toBe(number(1));
      expect(exchange.of('shfeedXzcxInfo')).toHaveLength(kind === 'wrong-encoding' || kind === 'half-character' ? 1 : 2);
    });

    it('gives up what it does not repair', async () => {
      await open();
      sandbox.rules.set('BANK-V2', { malformedRate: 1, malformedKinds: ['truncated'], repairs: false });
      ask('V2', 1);
      await eventually(() => warnings.some((line) => line.includes('does not take')), 'giving up');
      await sleep(300);
      expect(exchange.of('shfeedXzcxInfo')).toHaveLength(1);
      expect(accepted('V2', number(1))).toBe(false);
    });

    it('answers twice, late, and byte by byte', async () => {
      await open();
      sandbox.rules.set('BANK-V2', { duplicateRate: 1, lateByMs: 300 });
      const asked = Date.now();
      await answered('V2', 1);
      expect(Date.now() - asked).toBeGreaterThanOrEqual(300);
      await eventually(() => sandbox.calls.of('BANK-V2', number(1)).accepted === 2, 'the second answer');
      expect(sandbox.calls.of('BANK-V2', number(1))).toMatchObject({ asked: 1, answered: 2 });
      sandbox.rules.set('BANK-V2', { slowDripRate: 1, slowDripBytesPerSecond: 20_000 });
      expect((await answered('V2', 2)).length).toBeGreaterThan(0);
    });

    it('does not poll during an outage; hanging, it takes requests and keeps the answers', async () => {
      await open();
      sandbox.rules.set('BANK-V2', { outage: { kind: 'refuse' } });
      ask('V2', 1);
      await sleep(300);
      expect(sandbox.calls.asked('BANK-V2', number(1))).toBe(0);
      sandbox.rules.set('BANK-V2', { outage: { kind: 'hang' } });
      await eventually(() => sandbox.calls.asked('BANK-V2', number(1)) === 1, 'the question');
      await sleep(300);
      expect(sandbox.calls.of('BANK-V2', number(1)).answered).toBe(0);
      sandbox.rules.clear('BANK-V2');
      await eventually(() => accepted('V2', number(1)), 'the answer');
    });
  });

  it('does the same over the light client', async () => {
    await open([bank('V2', { transport: 'light' })]);
    const rows = await answered('V2', 1);
    expect(rows.map((row) => row.attributes['KHZH'])).toEqual(heldBy('V2').accounts.map((account) => account.number));
    expect(exchange.wsdlFetched).toBe(0);
  });
});
