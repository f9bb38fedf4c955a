import type { FundAccount, Measure, Movement } from '../../population/holding.js';
import { fundMovements } from '../../population/housing-fund-holdings.js';
import { listOf, slashed, type ConvertDataContract, type RowContext } from '../convert-data/contract.js';
import type { Element } from '../convert-data/gbk-codec.js';

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const yesOrNo = (holds: boolean): string => (holds ? '是' : '否');

/** One account with its freezes and movements (`zhxx`, wire-contracts §6). */
export function fundRow(context: RowContext, position: number, account: FundAccount, movements: readonly Movement[]): Element {
  return {
    name: 'zhxx',
    attributes: [
      ['BDHM', context.requestNumber],
      ['CCXH', String(position)],
      ['KHZH', account.number],
      ['KHWD', account.branchName],
      ['KHRQ', slashed(account.openedOn)],
      ['ZHZT', account.status],
      ['YE', yuan(account.balanceFen)],
      ['BZ', '156'],
      ['YJCE', yuan(account.monthlyDepositFen)],
      ['SLDQ', account.region],
      ['TXDZ', context.address],
      ['YZBM', context.postcode],
      ['LXDH', context.phone],
      ['DWMC', account.employer.name],
      ['DWDZ', account.employer.address],
      ['DWLXR', account.employer.contact],
      ['LXRZJHM', account.employer.contactDocument],
      ['FKSJ', context.fedBackAt],
      ['SFYWJQDK', yesOrNo(account.loanOutstanding)],
      ['SFBFYDJ', yesOrNo(account.measures.length > 0)],
      ['BEIZ', ''],
    ],
    // The list of freezes is spelt with a small l (§6).
    children: [...listOf('wlxx', movements.map(movement)), ...listOf('djxx', account.measures.map(freeze), 'list')],
  };
}

const movement = (row: Movement): Element => ({
  name: 'wlxx',
  attributes: [
    ['WLXH', String(row.sequence)],
    ['ZJLX', row.direction === 'in' ? '转入' : '取出'],
    ['ZCKZH', row.counterpartyAccount],
    ['ZCKZXM', row.counterparty],
    ['BZ', '156'],
    ['JE', yuan(row.amountFen)],
    ['JYSJ', slashed(row.at)],
  ],
});

const freeze = (row: Measure): Element => ({
  name: 'djxx',
  attributes: [
    ['DJXH', String(row.sequence)],
    ['DJDW', row.authority],
    ['DJWH', row.documentNumber],
    ['DJKSSJ', slashed(row.startsOn)],
    ['DJJSSJ', slashed(row.endsOn)],
  ],
});

/** Housing fund centres (§6): built against the one known operation and the bank's names for the others. */
export const HOUSING_FUND_CONTRACT: ConvertDataContract = {
  service: { path: '/ckwWebServiceCloud/GjjConvertData', namespace: 'http://gjj.service.webService.ckw.tdh/', port: 'GjjConvertDataHandle' },
  operations: { list: 'getXzcxList', documents: 'cxwsInfo', certificates: 'zjInfo', feedback: 'gjjfeedXzcxInfo', giveBack: 'htInfo' },
  papersByRequest: () => false,
  writer: () => ({
    namesHolder: false,
    rows: (context, { period }, _party, { fundAccounts }) =>
      fundAccounts.map((account, i) => fundRow(context, i + 1, account, period === undefined ? [] : fundMovements(account, period.from, period.to))),
  }),
};
