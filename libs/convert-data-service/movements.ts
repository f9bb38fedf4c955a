import type { Transaction } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import type { Report } from './report.js';
import { currency, joined, labelled, localTime, money, orNone, sequence, text } from './values.js';

/** 资金往来 `wlxx`. What the model has no field for stands in the remarks under its Chinese name. */
export function transaction(row: CodedElement, index: number, currencyOfAsset: string, account: Report): Transaction {
  const report = account.part();
  const name = orNone(text(row, 'ZCKZXM', report));
  const number = orNone(text(row, 'ZCKZH', report));
  const bank = orNone(text(row, 'ZCKZHKHH', report));
  const institution = [
    labelled('对方行号', text(row, 'JYDSYHHH', report)),
    labelled('对方证件类型', text(row, 'JYDSZJLX', report)),
    labelled('对方证件号码', text(row, 'JYDSZJHM', report)),
    labelled('对方地址', text(row, 'JYDSTXDZ', report)),
    labelled('对方邮编', text(row, 'JYDSYZBM', report)),
    labelled('对方电话', text(row, 'JYDSLXDH', report)),
    text(row, 'BEIZ', report),
  ];
  return {
    sequence: sequence(row, 'WLXH', index),
    direction: direction(text(row, 'ZJLX', report), report),
    kind: orNone(text(row, 'JYZL', report)),
    amount: money(row, 'JE', currency(row, report, currencyOfAsset), report),
    at: localTime(row, 'JYSJ', report),
    serial: orNone(text(row, 'JYLSH', report)),
    counterparty: name === undefined && number === undefined && bank === undefined ? undefined : { name, account: number, bank },
    remarks: report.remarks(joined(institution)),
  };
}

/** 资金流向: free text (wire contracts §4.4). */
function direction(written: string, report: Report): Transaction['direction'] {
  if (['转入', '存入', '收入', '入', '贷'].includes(written)) return 'in';
  if (['转出', '取出', '支出', '出', '借'].includes(written)) return 'out';
  report.remark(written === '' ? '资金流向未注明' : `资金流向为“${written}”`);
  return 'unknown';
}
