import type { AssetPart, PriorMeasure, ThirdPartyRight, Transaction } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import type { Report } from './bank.report.js';
import { currency, day, localTime, money, orNone, sequence, text } from './bank.values.js';
import { field } from './bank.wire.js';

/** 司法强制措施 `djxx`. The contract gives the end of a measure, not its start. */
export function priorMeasure(row: CodedElement, index: number, currencyOfAsset: string, account: Report): PriorMeasure | undefined {
  const report = account.part();
  const authority = text(row, 'DJJG', report);
  const documentNumber = text(row, 'DJWH', report);
  const frozen = field(row, 'SFBDJ');
  // V0 lists every account with "frozen: no"; that is no measure.
  if ((frozen === '0' || frozen === '否') && authority === '' && documentNumber === '') return undefined;
  if (frozen === '0' || frozen === '否') report.remark('SFBDJ为未冻结');
  return {
    sequence: sequence(row, 'CSXH', index),
    authority,
    documentNumber: orNone(documentNumber),
    amount: money(row, 'DJJE', currencyOfAsset, report),
    endsOn: day(row, 'DJJZRQ', report),
    remarks: report.remarks(text(row, 'BEIZ', report)),
  };
}

/** 共有权/优先权 `qlxx`. */
export function thirdPartyRight(row: CodedElement, index: number, currencyOfAsset: string, account: Report): ThirdPartyRight {
  const report = account.part();
  return {
    sequence: sequence(row, 'XH', index),
    kind: text(row, 'QLLX', report),
    holder: text(row, 'QLR', report),
    amount: money(row, 'QLJE', currencyOfAsset, report),
    address: orNone(text(row, 'QLRDZ', report)),
    contact: orNone(text(row, 'QLRLXFS', report)),
    remarks: report.remarks(text(row, 'BEIZ', report)),
  };
}

/** 关联子账户 `glxx`. Numbered `GLXH` when the sub-account has no number of its own. */
export function accountPart(row: CodedElement, index: number, currencyOfAsset: string, account: Report): AssetPart {
  const report = account.part();
  const own = currency(row, report, currencyOfAsset);
  const institution = [labelled('管理单位名称', text(row, 'GLZHMC', report)), text(row, 'BEIZ', report)];
  return {
    reference: text(row, 'GLZHHM', report) || `GLXH${sequence(row, 'GLXH', index)}`,
    category: orNone(text(row, 'GLZHLB', report)),
    balance: money(row, 'YE', own, report),
    available: money(row, 'KYYE', own, report),
    remarks: report.remarks(joined(institution)),
  };
}

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

const labelled = (label: string, value: string): string => (value === '' ? '' : `${label}：${value}`);

const joined = (texts: readonly string[]): string => texts.filter((value) => value !== '').join('；');
