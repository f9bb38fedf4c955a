import type { CourtOrder } from '../../ledgers/order.js';

/** Reads a value of an element by its attribute name; empty when there is none. */
export type Values = (name: string) => string;

/** `kzqq` with one of its rows as the institution understands it (wire-contracts §2.10.2, §2.10.3). */
export function orderOf(head: Values, row: Values): CourtOrder {
  const amount = row('JE');
  const code = row('JRCPBH') || row('ZCMC');
  return {
    requestNumber: head('BDHM'),
    rowNumber: row('CCXH'),
    measure: row('KZCS'),
    name: head('XM'),
    documentNumber: head('DSRZJHM'),
    court: head('FYMC'),
    ruling: row('CKWH'),
    account: row('KHZH'),
    ...(row('KZLX') === '2' ? { product: { code, quantity: row('SE'), unit: row('JLDW') } } : {}),
    wholeAccount: row('KZNR') === '2',
    ...(amount === '' ? {} : { amountFen: Math.round(Number(amount) * 100) }),
    from: dayOf(row('KSRQ')),
    until: dayOf(row('JSRQ')),
    original: row('YDJDH'),
    payee: { bank: row('ZXKZHKHH'), bankNumber: row('ZXKZHKHHHH'), account: row('ZXKZHZH') },
  };
}

const dayOf = (text: string): string => text.slice(0, 10).replaceAll('/', '-');
