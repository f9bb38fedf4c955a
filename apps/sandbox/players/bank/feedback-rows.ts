import type { Account, Currency, Measure, Movement, Product, Right, SubAccount } from '../../population/holding.js';
import { listOf, slashed, type RowContext } from '../convert-data/contract.js';
import type { Element } from '../convert-data/gbk-codec.js';

/** Version of the bank contract (wire-contracts §2.9): V0 2011 provincial, V1 2016, V2 2017 with wealth products. */
export type BankVersion = 'V0' | 'V1' | 'V2';

type Attribute = readonly [string, string];

const CURRENCIES: Readonly<Record<Currency, readonly [number: string, name: string]>> = {
  CNY: ['156', '人民币'],
  USD: ['840', '美元'],
  HKD: ['344', '港币'],
  EUR: ['978', '欧元'],
};

/** The oldest banks put the name, all others the number of ISO 4217. */
const currency = (code: Currency, version: BankVersion): string => CURRENCIES[code][version === 'V0' ? 1 : 0];

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const compact = (day: string): string => day.replaceAll('-', '');

/** The attributes of `from` version on; an older one leaves them out altogether. */
const since = (version: BankVersion, from: BankVersion, ...attributes: Attribute[]): Attribute[] => (version >= from ? attributes : []);

const measure = (row: Measure, sequence: number, version: BankVersion, product?: { sequence: number; code: string }): Element => ({
  name: 'djxx',
  attributes: [
    ['CSXH', String(sequence)],
    ...(product === undefined ? [] : since(version, 'V2', ['ZCXH', String(product.sequence)], ['JRCPBH', product.code])),
    ['DJJZRQ', slashed(row.endsOn)],
    ['DJJG', row.authority],
    ['DJWH', row.documentNumber],
    ['DJJE', yuan(row.amountFen)],
    ['BEIZ', ''],
    ...(version === 'V0' ? [['SFBDJ', '1'] as const] : []),
  ],
});

const right = (row: Right): Element => ({
  name: 'qlxx',
  attributes: [
    ['XH', String(row.sequence)],
    ['QLLX', row.kind],
    ['QLR', row.holder],
    ['QLJE', yuan(row.amountFen)],
    ['QLRDZ', row.address],
    ['QLRLXFS', row.contact],
    ['BEIZ', ''],
  ],
});

const subAccount = (row: SubAccount, main: string, position: number, version: BankVersion): Element => ({
  name: 'glxx',
  attributes: [
    ['GLXH', String(position + 1)],
    ['ZKHZH', main],
    ['GLZHLB', row.category],
    ['GLZHHM', row.number],
    ['BZ', currency(row.currency, version)],
    ['YE', yuan(row.balanceFen)],
    ['KYYE', yuan(row.availableFen)],
    ['BEIZ', row.remarks],
    ...(version === 'V0' ? [['GLZHMC', ''] as const] : []),
  ],
});

const movement = (row: Movement, version: BankVersion): Element => ({
  name: 'wlxx',
  attributes: [
    ['WLXH', String(row.sequence)],
    ...since(version, 'V1', ['JYZL', row.kind]),
    ['ZJLX', row.direction === 'in' ? '转入' : '转出'],
    ['BZ', currency('CNY', version)],
    ['JE', yuan(row.amountFen)],
    ['JYSJ', slashed(row.at)],
    ...since(version, 'V1', ['JYLSH', row.serial]),
    ['ZCKZXM', row.counterparty],
    ['ZCKZH', row.counterpartyAccount],
    ...since(version, 'V1', ['ZCKZHKHH', row.counterpartyBank], ['JYDSYHHH', ''], ['JYDSZJLX', ''], ['JYDSZJHM', ''], ['BEIZ', '']),
  ],
});

const product = (row: Product, sequence: number, version: BankVersion): Element => ({
  name: 'jrxx',
  attributes: [
    ['ZCXH', String(sequence)],
    ['ZCMC', row.name],
    ['ZCLX', row.category],
    ...since(
      version,
      'V2',
      ['CPXSZL', row.sale === 'direct' ? '直销' : '代销'],
      ['DQH', row.region],
      ['JRCPBH', row.code],
      ['LCZH', row.wealthAccount],
      ['ZJHKZH', row.settlementAccount],
    ),
    ['ZCGLR', row.manager],
    ['ZCKFJY', row.tradable ? '是' : '否'],
    ['ZCJYXZ', row.restriction ?? ''],
    ['XZXCRQ', slashed(row.restrictionLiftedOn)],
    // A direct sale names the pledgee; an agency sale names custodian, beneficiary, term and custody account.
    ...(row.sale === 'direct'
      ? since(version, 'V2', ['ZYQR', row.pledgee ?? ''])
      : since(
          version,
          'V2',
          ['TGR', row.custodian ?? ''],
          ['SYR', row.beneficiary ?? ''],
          ['CLR', compact(row.establishedOn)],
          ['SHR', compact(row.redeemableOn)],
          ['TGZH', row.custodyAccount ?? ''],
        )),
    ['JLDW', row.unit],
    ['BZ', currency('CNY', version)],
    ['ZCDWJG', row.unitPrice],
    ['SE', row.quantity],
    ['KYSE', row.availableQuantity],
    ...since(version, 'V2', ['ZCZJE', yuan(row.valueFen)], ['KYZCZJE', yuan(row.availableValueFen)]),
    ['BEIZ', ''],
  ],
});

/** One account with all that belongs to it (`zhxx`, §2.10.6). */
export function accountRow(
  version: BankVersion,
  context: RowContext,
  position: number,
  account: Account,
  products: readonly Product[],
  movements: readonly Movement[],
): Element {
  const shown = version === 'V0' ? [] : products;
  const measures = [
    ...account.measures.map((row) => ({ row, product: undefined })),
    ...shown.flatMap((each, i) => each.measures.map((row) => ({ row, product: { sequence: i + 1, code: each.code } }))),
  ];
  return {
    name: 'zhxx',
    attributes: [
      ['BDHM', context.requestNumber],
      ['CCXH', String(position)],
      ['KHZH', account.number],
      ['CCLB', account.category],
      ['ZHZT', account.status],
      ['KHWD', account.branchName],
      ...since(version, 'V1', ['KHWDDM', account.branchCode], ['KHRQ', slashed(account.openedOn)], ['XHRQ', slashed(account.closedOn)]),
      ['BZ', currency(account.currency, version)],
      ['YE', yuan(account.balanceFen)],
      ...since(version, 'V1', ['KYYE', yuan(account.availableFen)], ['GLZJZH', account.settlementAccount ?? '']),
      ['FKSJ', context.fedBackAt],
      ['TXDZ', context.address],
      ['YZBM', context.postcode],
      ['LXDH', context.phone],
      ['BEIZ', account.remarks],
      ...(version === 'V0' ? [['SFTZ', account.balanceFen < 0 ? '是' : '否'] as const] : []),
    ],
    children: [
      ...listOf('jrxx', shown.map((each, i) => product(each, i + 1, version))),
      ...listOf('djxx', measures.map((each, i) => measure(each.row, i + 1, version, each.product))),
      ...listOf('wlxx', movements.map((each) => movement(each, version))),
      ...listOf('qlxx', version === 'V0' ? [] : account.rights.map(right)),
      ...listOf('glxx', account.subAccounts.map((each, i) => subAccount(each, account.number, i, version))),
    ],
  };
}
