import type { Account, Product } from '../../population/holding.js';
import { readFeedback, type FedRow } from '../../testkit/loopback-exchange.js';
import { encodeMessage } from '../convert-data/gbk-codec.js';
import { accountRow, type BankVersion } from './feedback-rows.js';


const measure = { sequence: 1, authority: '宁波市鄞州区人民法院', documentNumber: '（2025）浙0212执77号之一', amountFen: 5_000_000, startsOn: '2025-06-01', endsOn: '2027-05-31' };

const account: Account = {
  number: '6299990000000000013',
  category: '理财产品回款资金账户',
  status: '冻结',
  branchName: '杭州市西湖区样例支行',
  branchCode: '31333010600001',
  openedOn: '2012-05-14',
  currency: 'CNY',
  balanceFen: 12_840_56,
  availableFen: 0,
  settlementAccount: '6299990000000000021',
  remarks: 'Ⅰ类户',
  subAccounts: [{ number: '6299990000000000013-01', category: '外币活期', currency: 'USD', balanceFen: 100_00, availableFen: 90_00, remarks: '' }],
  measures: [measure],
  rights: [{ sequence: 1, kind: '质押权', holder: '样例担保有限公司', amountFen: 200_000, address: '浙江省杭州市虚构路1号', contact: '19900004321' }],
};

const product = (sale: Product['sale']): Product => ({
  reference: 'LC0000000001-1',
  code: 'YL2026A123',
  name: '样例稳健一号',
  category: '固定收益类资产',
  sale,
  region: '0571',
  wealthAccount: 'LC0000000001',
  settlementAccount: account.number,
  manager: '样例理财有限责任公司',
  ...(sale === 'direct' ? { pledgee: '样例银行' } : { custodian: '样例银行资产托管部', custodyAccount: '6299990000000000039', beneficiary: '本人' }),
  tradable: true,
  restriction: '封闭期',
  restrictionLiftedOn: '2026-09-30',
  establishedOn: '2025-10-01',
  redeemableOn: '2026-10-01',
  unit: '份',
  unitPrice: '1.0312',
  quantity: '50000.00',
  availableQuantity: '0.00',
  valueFen: 5_156_000,
  availableValueFen: 0,
  measures: [{ ...measure, amountFen: 100_000 }],
});

const movement = {
  sequence: 1,
  direction: 'in' as const,
  kind: '转账',
  amountFen: 850_000,
  at: '2026-01-15T10:02:31',
  serial: 'S202601150001',
  counterparty: '陈犇䶮',
  counterpartyAccount: '6299990000000000047',
  counterpartyBank: '样例银行',
};

/** What the court reads, in the order it was written. */
function image(version: BankVersion): FedRow {
  const context = { requestNumber: '20260301N10100000001', fedBackAt: '2026/03/01 09:30:00', address: '浙江省杭州市西湖区', postcode: '310013', phone: '19900001001' };
  const row = accountRow(version, context, 1, account, [product('direct'), product('agency')], [movement]);
  return readFeedback(encodeMessage({ name: 'zhxxList', attributes: [], children: [row] })).root.children[0] as FedRow;
}

const names = (row: FedRow | undefined): string[] => Object.keys(row?.attributes ?? {});
const list = (row: FedRow, name: string): readonly FedRow[] => row.children.find((each) => each.name === name)?.children ?? [];

describe('the feedback image of one account', () => {
  it('has the attributes of the version and no later ones (wire-contracts §2.9, §2.10.6)', () => {
    expect(names(image('V0'))).toEqual('BDHM CCXH KHZH CCLB ZHZT KHWD BZ YE FKSJ TXDZ YZBM LXDH BEIZ SFTZ'.split(' '));
    const later = 'BDHM CCXH KHZH CCLB ZHZT KHWD KHWDDM KHRQ XHRQ BZ YE KYYE GLZJZH FKSJ TXDZ YZBM LXDH BEIZ'.split(' ');
    expect(names(image('V1'))).toEqual(later);
    expect(names(image('V2'))).toEqual(later);
  });

  it('has the children of the version', () => {
    expect(image('V0').children.map(({ name }) => name)).toEqual(['djxxList', 'wlxxList', 'glxxList']);
    for (const version of ['V1', 'V2'] as const) expect(image(version).children.map(({ name }) => name)).toEqual(['jrxxList', 'djxxList', 'wlxxList', 'qlxxList', 'glxxList']);
  });

  it('writes wealth products with the codes of the second phase only in V2, and what direct and agency sale differ in', () => {
    const [direct, agency] = list(image('V2'), 'jrxxList');
    expect(direct?.attributes).toMatchObject({ ZCXH: '1', CPXSZL: '直销', JRCPBH: 'YL2026A123', LCZH: 'LC0000000001', ZJHKZH: account.number, ZYQR: '样例银行', SE: '50000.00', KYSE: '0.00', ZCDWJG: '1.0312', ZCZJE: '51560.00', KYZCZJE: '0.00', ZCKFJY: '是' });
    expect(agency?.attributes).toMatchObject({ ZCXH: '2', CPXSZL: '代销', TGR: '样例银行资产托管部', SYR: '本人', CLR: '20251001', SHR: '20261001', TGZH: '6299990000000000039' });
    expect(names(direct)).not.toContain('TGR');
    expect(names(agency)).not.toContain('ZYQR');
    expect(names(list(image('V1'), 'jrxxList')[0])).toEqual('ZCXH ZCMC ZCLX ZCGLR ZCKFJY ZCJYXZ XZXCRQ JLDW BZ ZCDWJG SE KYSE BEIZ'.split(' '));
  });

  it('names the product of a measure in V2, marks measures with SFBDJ in V0', () => {
    const [own, first, second] = list(image('V2'), 'djxxList');
    expect(own?.attributes).toMatchObject({ CSXH: '1', DJJG: measure.authority, DJWH: measure.documentNumber, DJJE: '50000.00', DJJZRQ: '2027/05/31 00:00:00' });
    expect(names(own)).not.toContain('JRCPBH');
    expect(first?.attributes).toMatchObject({ CSXH: '2', ZCXH: '1', JRCPBH: 'YL2026A123' });
    expect(second?.attributes).toMatchObject({ CSXH: '3', ZCXH: '2' });
    expect(list(image('V0'), 'djxxList')).toHaveLength(1);
    expect(list(image('V0'), 'djxxList')[0]?.attributes['SFBDJ']).toBe('1');
  });

  it('writes money with two decimals, currency by number or by name, rare characters in GBK', () => {
    // FE 9F is 䶮 for some decoders and a private-use character for others (ICU): both are the same two bytes.
    expect(image('V2').attributes).toMatchObject({ YE: '12840.56', KYYE: '0.00', BZ: '156' });
    expect(image('V0').attributes['BZ']).toBe('人民币');
    expect(list(image('V2'), 'glxxList')[0]?.attributes).toMatchObject({ ZKHZH: account.number, BZ: '840', YE: '100.00', KYYE: '90.00' });
    expect(list(image('V0'), 'glxxList')[0]?.attributes).toMatchObject({ BZ: '美元', GLZHMC: '' });
    expect(list(image('V2'), 'wlxxList')[0]?.attributes).toMatchObject({ WLXH: '1', ZJLX: '转入', JE: '8500.00', JYSJ: '2026/01/15 10:02:31', ZCKZXM: expect.stringMatching(/^陈犇[䶮\ue863]$/) as string });
    expect(names(list(image('V0'), 'wlxxList')[0])).toEqual('WLXH ZJLX BZ JE JYSJ ZCKZXM ZCKZH'.split(' '));
    expect(list(image('V1'), 'qlxxList')[0]?.attributes).toMatchObject({ XH: '1', QLLX: '质押权', QLR: '样例担保有限公司', QLJE: '2000.00' });
  });

  it('says UTF-8 in the prolog although the bytes are GBK, and keeps empty values empty', () => {
    const { xml } = readFeedback(encodeMessage({ name: 'a', attributes: [['b', ''], ['c', '杭']] }));
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?><a b="" c="${Buffer.from([0xba, 0xbc]).toString('base64')}"/>`);
  });
});
