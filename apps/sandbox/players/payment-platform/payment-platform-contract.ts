import type { OrderAnswer } from '../../ledgers/order.js';
import type { PaymentAccount } from '../../population/holding.js';
import type { Party } from '../../population/party.js';
import { listOf, slashed, type ConvertDataContract, type RowContext } from '../convert-data/contract.js';
import type { Element } from '../convert-data/gbk-codec.js';

/** Amounts of platforms have four decimals (wire-contracts §5). */
const yuan = (fen: number): string => (fen / 100).toFixed(4);

/** One account with its additional information and bound cards (`zhxx`, §5). */
export function platformRow(context: RowContext, position: number, party: Party, account: PaymentAccount): Element {
  return {
    name: 'zhxx',
    attributes: [
      ['BDHM', context.requestNumber],
      ['CCXH', String(position)],
      ['ZCMC', party.name],
      ['ZCZJLX', party.kind === 'person' ? '身份证' : '统一社会信用代码'],
      ['ZCZJHM', party.documentNumber],
      ['ZCSJHM', account.registeredPhone],
      ['KHZH', account.number],
      ['CCLB', account.category],
      ['ZHZT', account.status],
      ['ZCSJ', slashed(account.registeredAt)],
      ['BZ', '156'],
      ['YE', yuan(account.balanceFen)],
      ['KYYE', yuan(account.availableFen)],
      ['FKSJ', context.fedBackAt],
      ['TXDZ', context.address],
      ['YZBM', context.postcode],
      ['LXDH', context.phone],
      ['BEIZ', account.remarks],
    ],
    children: [
      ...listOf(
        'fjxx',
        account.funds.map(({ name, units }, i) => ({
          name: 'fjxx',
          attributes: [['FJXH', String(i + 1)], ['FJXX', name], ['FJXXNR', units], ['ZT', '正常'], ['BDSJH', account.registeredPhone], ['BEIZ', '']],
        })),
      ),
      ...listOf(
        'glxx',
        account.cards.map((card, i) => ({
          name: 'glxx',
          attributes: [['GLXH', String(i + 1)], ['MC', card.holder], ['KH', card.number], ['KLB', card.kind], ['KHH', card.bank], ['BEIZ', '']],
        })),
      ),
    ],
  };
}

/** What became of an order (`kzxx`, §5): no earlier freezes, no rights; units only where funds were frozen. */
export function platformControlRow({ order, controlled, reason, remark, balanceFen, availableFen, from, until, limitFen, heldFen, unfundedFen, heldQuantity }: OrderAnswer): Element {
  const money = (fen: number | undefined): string => (fen === undefined ? '' : yuan(fen));
  return {
    name: 'kzxx',
    attributes: [
      ['BDHM', order.requestNumber],
      ['CCXH', order.rowNumber],
      ['KHZH', order.account],
      ['KZZT', controlled ? '1' : '2'],
      ['YE', money(balanceFen)],
      ['KYYE', money(availableFen)],
      ['CSKSRQ', from.replaceAll('-', '/')],
      ['CSJSRQ', until.replaceAll('-', '/')],
      ['DJXE', money(limitFen)],
      ...(heldQuantity === undefined ? [] : [['SKSE', heldQuantity] as const]),
      ['SKJE', money(heldFen)],
      ['CESKJE', money(unfundedFen)],
      ['WNKZYY', reason],
      ['BEIZ', remark],
    ],
  };
}

/** Payment platforms (§5): built against the names with the industry's prefix. */
export const PAYMENT_PLATFORM_CONTRACT: ConvertDataContract = {
  service: { path: '/zgyWebService/IfConvertData', namespace: 'http://if.service.webService.ckw.tdh/', port: 'IfConvertDataHandle' },
  operations: {
    list: 'ifgetXzcxList', documents: 'ifcxwsInfo', certificates: 'ifzjInfo', feedback: 'ifshfeedXzcxInfo', giveBack: 'ifhtInfo',
    controls: { list: 'ifgetXzkzList', documents: 'ifkzwsInfo', feedback: 'ifshfeedXzkzInfo' },
  },
  controlWriter: () => ({ row: platformControlRow, receiptsInside: false }),
  papersByRequest: () => false,
  writer: () => ({
    namesHolder: true,
    rows: (context, _query, party, { paymentAccounts }) => paymentAccounts.map((account, i) => platformRow(context, i + 1, party, account)),
  }),
};
