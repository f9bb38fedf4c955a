import type { Asset, QueryOutcome } from '#contracts/adapter';
import { encode } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { request } from './testkit/questions.js';

const BDHM = request.requestNumber;
const row = (attributes: string, children = ''): string => `<zhxx BDHM="${BDHM}" CCXH="1" KHZH="330100012345678" ${attributes}>${children}</zhxx>`;

function outcome(...rows: readonly string[]): QueryOutcome {
  const reading = adapter.readFeedback('feed-query', encode(`<zhxxList>${rows.join('')}</zhxxList>`));
  if (reading.state !== 'read') throw new Error(reading.detail);
  return reading.value[0]!.interpret(request);
}

function account(attributes: string, children?: string): Asset {
  const found = outcome(row(attributes, children));
  if (found.kind !== 'found' || found.assets.length !== 1) throw new Error(JSON.stringify(found));
  return found.assets[0]!;
}

const FREEZE = '<djxx DJXH="1" DJDW="甲法院" DJWH="（2025）浙0203执12号" DJKSSJ="2025/06/01" DJJSSJ="2026/05/31"/>';

describe('whether the account is frozen', () => {
  it.each([
    ['yes with its freeze', 'SFBFYDJ="是"', `<djxxlist>${FREEZE}</djxxlist>`, 'yes', 1, undefined],
    ['yes without a freeze', 'SFBFYDJ="是"', '', 'yes', undefined, '〔网关〕反馈为被法院冻结，但未列明冻结措施'],
    ['yes with an empty list', 'SFBFYDJ="1"', '<djxxlist/>', 'yes', undefined, '〔网关〕反馈为被法院冻结，但未列明冻结措施'],
    ['no with a freeze', 'SFBFYDJ="否"', `<djxxList>${FREEZE}</djxxList>`, 'no', 1, '〔网关〕反馈为未被法院冻结，但列有冻结措施'],
    ['no without', 'SFBFYDJ="否"', '', 'no', undefined, undefined],
    ['not said, with a freeze', '', FREEZE, undefined, 1, undefined],
    ['a word nobody knows', 'SFBFYDJ="部分"', '', '部分', undefined, undefined],
  ])('%s', (_, attributes, children, frozen, measures, remarks) => {
    const found = account(`YE="1.00" ${attributes}`, children);
    expect(found.attributes?.['frozenByCourt']).toBe(frozen);
    expect(found.priorMeasures?.length).toBe(measures);
    expect(found.remarks).toBe(remarks);
  });
});

describe('what stands in an account', () => {
  it('nothing is said to be available: the fund is paid out under its own conditions only', () => {
    expect(account('YE="85230.4500" KYYE="85230.45"')).toMatchObject({ value: { fen: 8523045, currency: 'CNY' } });
    expect(account('YE="85230.4500" KYYE="85230.45"').available).toBeUndefined();
  });

  it.each([
    ['1800', '1800.00', undefined],
    ['1,800.5000', '1800.50', undefined],
    ['', undefined, undefined],
    ['按月', undefined, '〔网关〕YJCE不是金额'],
  ])('a monthly deposit of "%s"', (written, expected, remarks) => {
    const found = account(`YE="1.00" YJCE="${written}"`);
    expect(found.attributes?.['monthlyDeposit']).toBe(expected);
    expect(found.remarks).toBe(remarks);
  });

  it('the document number of the employer’s contact, who is no obligor, goes no further', () => {
    expect(JSON.stringify(account('YE="1.00" DWLXR="吴样联" LXRZJHM="330106198505050010"'))).not.toContain('330106198505050010');
  });

  it('movements of a centre: deposits and withdrawals', () => {
    const { transactions } = account('YE="1.00"', '<wlxxList><wlxx WLXH="1" ZJLX="取出" JE="5.00" JYSJ="2025/01/02"/><wlxx WLXH="2" ZJLX="转出" JE="6.00"/><wlxx WLXH="3" ZJLX="结息" JE="7.00"/></wlxxList>');
    expect(transactions).toMatchObject([
      { direction: 'out', amount: { fen: 500 }, at: '2025-01-02T00:00:00' },
      { direction: 'out', amount: { fen: 600 } },
      { direction: 'unknown', amount: { fen: 700 }, remarks: '〔网关〕资金流向为“结息”' },
    ]);
  });

  it('an unreadable balance is a defect', () => {
    expect(outcome(row('YE="若干"'))).toEqual({ kind: 'defective', defect: 'schema', detail: '第1行YE不是金额' });
    expect(outcome(`<zhxx BDHM="${BDHM}" CCXH="1" KHZH="" YE="1.00"/>`)).toEqual({ kind: 'defective', defect: 'schema', detail: '第1行缺少KHZH' });
  });
});

describe('words instead of an account', () => {
  it.each<[string, QueryOutcome['kind']]>([
    ['查无开户信息', 'nothing-found'],
    ['业务审核未通过', 'refused'],
    ['查询异常', 'unavailable'],
    ['账户已转移外地', 'unconfirmed'],
  ])('%s: %s', (word, kind) => {
    expect(outcome(`<zhxx BDHM="${BDHM}" CCXH="1" KHZH="${word}"/>`).kind).toBe(kind);
  });

  it('"nothing" beside a freeze is contradictory', () => {
    expect(outcome(row('', `<djxxlist>${FREEZE}</djxxlist>`).replace('330100012345678', '查无开户信息'))).toMatchObject({ kind: 'defective', defect: 'contradictory' });
  });
});

it('control feedback is no part of this contract', () => {
  expect(adapter.service.operations.map(({ verb }) => verb)).not.toContain('feed-control');
  expect(adapter.readFeedback('feed-control', encode(`<kzxxList><kzxx BDHM="${BDHM}"/></kzxxList>`))).toMatchObject({ state: 'unreadable', cause: 'schema' });
});
