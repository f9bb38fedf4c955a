import { type FeedbackEntry, type PullAdapter, type PullVerb, type Reading } from '#contracts/adapter';
import { manifest, service } from './bank.manifest.js';
import { interpretAccounts, interpretReturn, transactionsByAccount } from './bank.mapping.js';
import { renderCertificates, renderControlList, renderDocuments, renderQuery, renderQueryList } from './bank.requests.js';
import { renderFault, renderVerdicts } from './bank.verdicts.js';
import { withTransactions } from './bank.supplement.js';
import { readCredentials, readKey, readRows, schemaFault, type RequestRows } from './bank.wire.js';

function readFeedback(verb: PullVerb, parameter: string): Reading<readonly FeedbackEntry[]> {
  switch (verb) {
    case 'feed-query':
      return entries(parameter, 'zhxx', (rows) => ({ interpret: (request) => interpretAccounts(request, rows) }));
    case 'return-request':
      return entries(parameter, 'htxx', (rows) => ({ interpret: () => interpretReturn(rows) }));
    case 'feed-transactions':
      // By themselves they answer nothing: as `found` they would stand for the whole answer, and the accounts come too late.
      return entries(parameter, 'wlxx', (rows) => ({
        interpret: () => ({ kind: 'unconfirmed', wireStatus: 'wlxxList', detail: '资金往来另行反馈，账户信息尚未反馈' }),
        supplement: (current) => withTransactions(current, transactionsByAccount(rows)),
      }));
    case 'feed-control':
      return entries(parameter, 'kzxx', () => ({ interpret: () => ({ kind: 'not-supported', detail: '暂不支持控制反馈' }) }));
    default:
      return schemaFault(`接口不含${verb}`);
  }
}

function entries(
  message: string,
  rowName: string,
  entry: (rows: RequestRows) => Omit<FeedbackEntry, 'requestNumber' | 'position'>,
): Reading<readonly FeedbackEntry[]> {
  const reading = readRows(message, rowName);
  if (reading.state !== 'read') return reading;
  return {
    state: 'read',
    value: reading.value.map((rows) => ({ requestNumber: rows.requestNumber, position: rows.rows[0]?.position ?? 0, ...entry(rows) })),
  };
}

/** The national bank contract in WebService mode (总对总/点对点 银行 WebService): see README.md. */
export const adapter: PullAdapter = {
  manifest,
  service,
  readCredentials,
  readKey,
  renderQuery,
  renderQueryList,
  renderControlList,
  renderDocuments,
  renderCertificates,
  readFeedback,
  renderVerdicts,
  renderFault,
};
