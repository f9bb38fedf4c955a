import { unreachable, type FeedbackFailure, type OutgoingPackage, type PackageLabel, type QueryBatch } from '#contracts/adapter';
import { certificateFields, documentFields, queryFields } from '#libs/convert-data-service';
import { encodePlainDocument, plainElement } from '#libs/judicial-xml';
import { UNIT_KIND } from '../bank.controls.js';
import { fileName, packageName } from './bank-file.names.js';

/** `CXQQ` with requests, documents and certificates (§3). Query certificates have no `BDHM` there (§2.10.5). */
export function packQueries({ institutionCode, batchNumber, requests, documents, certificates }: QueryBatch): OutgoingPackage {
  const file = (type: 'QA' | 'QI' | 'QC', root: string, rows: readonly string[]) => ({
    name: fileName(type, institutionCode, batchNumber),
    content: encodePlainDocument(`<${root}>${rows.join('')}</${root}>`),
  });
  return {
    name: packageName('CXQQ', institutionCode, batchNumber),
    operation: 'CXQQ',
    files: [
      file('QA', 'cxqqList', requests.map((request) => plainElement('cxqq', queryFields(request, UNIT_KIND)))),
      file('QI', 'wsinfoList', documents.map((document) => plainElement('wsinfo', documentFields(document)))),
      file('QC', 'zjinfoList', certificates.map((one, index) => plainElement('zjinfo', certificateFields(one, index)))),
    ],
  };
}

/** `CXHZ` or `KZHZ`: `htxx` rows with the reasons of §4.5. */
export function packFailures(label: PackageLabel, failures: readonly FeedbackFailure[]): OutgoingPackage {
  const operation = label.kind === 'query-feedback' ? 'CXHZ' : 'KZHZ';
  const { institutionCode, batchNumber, requestNumber: named } = label;
  // Controls are fed back request by request: their receipts are named like that, or a second of a batch would replace the first.
  const numbers = named === undefined ? [batchNumber] : [batchNumber, named];
  const rows = failures.map(({ requestNumber, why, detail = '' }) => {
    const [code, words] = reasonOf(why);
    return plainElement('htxx', { BDHM: requestNumber.slice(0, 30), XCHTYY: code, XCHTBZ: detail === '' ? words : `${words}：${detail}`.slice(0, LONGEST_REMARK) });
  });
  return {
    name: packageName(operation, institutionCode, ...numbers),
    operation,
    files: [{ name: fileName('QNR', institutionCode, ...numbers), content: encodePlainDocument(`<htxxList>${rows.join('')}</htxxList>`) }],
  };
}

/** 回退原因备注 has 200 bytes (§2.10.8): sixty Chinese characters fit in every encoding. */
const LONGEST_REMARK = 60;

function reasonOf(why: FeedbackFailure['why']): readonly [code: string, words: string] {
  switch (why) {
    case 'unknown':
      return ['01', '主记录不存在'];
    case 'defective':
      return ['03', '数据结构异常'];
    case 'unreadable':
      return ['05', 'XML解析错误'];
    case 'missing':
      return ['09', '反馈包中缺少该请求单号'];
    default:
      return unreachable(why);
  }
}
