import { hash } from 'node:crypto';
import type { ControlReceipt } from '#contracts/adapter';
import { decodeBase64, type CodedElement } from '#libs/judicial-xml';
import type { Report } from './report.js';
import { isDamaged, field } from './read-messages.js';
import { text } from './values.js';

/** 回执 `hzxx` (§2.10.7), each once. One whose bytes cannot be had is left out with a remark: the rest of the answer stands. */
export function receiptsOf(rows: readonly CodedElement[], report: Report): readonly ControlReceipt[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const content = isDamaged(row, 'WSNR') ? undefined : decodeBase64(field(row, 'WSNR'));
    if (content === undefined || content.length === 0) {
      report.remark('回执内容缺失或无法解码');
      return [];
    }
    const said = field(row, 'MD5').toLowerCase();
    const digest = hash('md5', content, 'hex');
    const fileType = text(row, 'WJLX', report).toLowerCase() || 'pdf';
    const fileName = text(row, 'WJMC', report) || `回执.${fileType}`;
    if (said !== '' && said !== digest) report.remark('回执MD5与内容不符');
    const identity = `${digest} ${fileName}`;
    if (seen.has(identity)) return [];
    seen.add(identity);
    return [{ fileName, fileType, content, ...(said === '' ? {} : { digestMatches: said === digest }) }];
  });
}
