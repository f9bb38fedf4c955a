import type { AssetPart, PriorMeasure, ThirdPartyRight } from '#contracts/adapter';
import { currency, day, field, joined, labelled, money, orNone, sequence, text, type Report } from '#libs/convert-data-service';
import type { CodedElement } from '#libs/judicial-xml';

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
