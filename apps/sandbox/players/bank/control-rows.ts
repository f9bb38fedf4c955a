import type { OrderAnswer } from '../../ledgers/order.js';
import { listOf, type ControlWriter } from '../convert-data/contract.js';
import type { Element } from '../convert-data/gbk-codec.js';
import type { BankVersion } from './feedback-rows.js';

const yuan = (fen: number | undefined): string => (fen === undefined ? '' : (fen / 100).toFixed(2));

/** What became of an order, in the image of each version of the contract (wire-contracts §2.9, §2.10.7). */
export function bankControlWriter(version: BankVersion): ControlWriter {
  // The oldest banks write days with dashes, the others with slashes.
  const day = (text: string): string => (version === 'V0' ? text : text.replaceAll('-', '/'));
  return { receiptsInside: version === 'V0', row: (answer) => (version === 'V0' ? oldRow(answer, day) : row(answer, version, day)) };
}

type Day = (text: string) => string;

const oldRow = ({ order, controlled, reason, remark, heldFen, from, until }: OrderAnswer, day: Day): Element => ({
  name: 'kzxx',
  attributes: [
    ['BDHM', order.requestNumber],
    ['CCXH', order.rowNumber],
    ['KHZH', order.account],
    ['KTZT', controlled ? '1' : '2'],
    ['CSKSRQ', day(from)],
    ['CSJSRQ', day(until)],
    ['SKJE', yuan(controlled ? heldFen : 0)],
    ['BEIZ', [reason, remark].filter((text) => text !== '').join('；')],
  ],
});

function row(answer: OrderAnswer, version: BankVersion, day: Day): Element {
  const { order, controlled, reason, remark, balanceFen, availableFen, limitFen, heldFen, unfundedFen, heldQuantity, from, until, before, rights } = answer;
  const isV2 = version === 'V2';
  const code = isV2 ? [['JRCPBH', order.product?.code ?? ''] as const] : [];
  const own = [['BDHM', order.requestNumber], ['CCXH', order.rowNumber]] as const;
  return {
    name: 'kzxx',
    attributes: [
      ...own,
      ['KHZH', order.account],
      ...(isV2 ? [...code, ['LCZH', ''] as const] : []),
      ['KZNR', order.wholeAccount ? '2' : '1'],
      ['KZZT', controlled ? '1' : '2'],
      ['YE', yuan(balanceFen)],
      ['KYYE', yuan(availableFen)],
      ['CSKSRQ', day(from)],
      ['CSJSRQ', day(until)],
      ['DJXE', yuan(limitFen)],
      ...(isV2 ? [['SKSE', heldQuantity ?? ''] as const] : []),
      ['SKJE', yuan(heldFen)],
      ['CESKJE', yuan(unfundedFen)],
      ['WNKZYY', reason],
      ['BEIZ', remark],
    ],
    children: [
      ...listOf('djxx', before.map((freeze, at): Element => ({
        name: 'djxx',
        attributes: [...own, ['CSXH', String(at + 1)], ...code, ['DJJG', freeze.authority], ['DJWH', freeze.documentNumber], ['DJJE', freeze.wholeAccount ? '' : yuan(freeze.limitFen)], ['DJJZRQ', day(freeze.until)], ['BEIZ', '']],
      }))),
      ...listOf('qlxx', rights.map((right): Element => ({
        name: 'qlxx',
        attributes: [...own, ['XH', String(right.sequence)], ...code, ['QLLX', right.kind], ['QLR', right.holder], ['QLJE', yuan(right.amountFen)], ['QLRDZ', right.address], ['QLRLXFS', right.contact], ['BEIZ', '']],
      }))),
    ],
  };
}
