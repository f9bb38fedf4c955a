import { type FeedbackEntry, type PullAdapter, type PullVerb, type Reading } from '#contracts/adapter';
import {
  interpretReturn,
  readCredentials,
  readEntries,
  readKey,
  renderCertificates,
  renderControlList,
  renderDocuments,
  renderFault,
  renderQuery,
  renderQueryList,
  renderVerdicts,
  schemaFault,
} from '#libs/convert-data-service';
import { controls, UNIT_KIND } from './bank.controls.js';
import { manifest, service } from './bank.manifest.js';
import { interpretAccounts, transactionsByAccount } from './bank.mapping.js';
import { withTransactions } from './bank.supplement.js';

function readFeedback(verb: PullVerb, parameter: string): Reading<readonly FeedbackEntry[]> {
  switch (verb) {
    case 'feed-query':
      return readEntries(parameter, 'zhxx', (rows) => ({ interpret: (request) => interpretAccounts(request, rows) }));
    case 'return-request':
      return readEntries(parameter, 'htxx', (rows) => ({ interpret: () => interpretReturn(rows) }));
    case 'feed-transactions':
      // By themselves they answer nothing: as `found` they would stand for the whole answer, and the accounts come too late.
      return readEntries(parameter, 'wlxx', (rows) => ({
        interpret: () => ({ kind: 'unconfirmed', wireStatus: 'wlxxList', detail: '资金往来另行反馈，账户信息尚未反馈' }),
        supplement: (current) => withTransactions(current, transactionsByAccount(rows)),
      }));
    case 'feed-control':
      return readEntries(parameter, 'kzxx', () => ({ interpret: () => ({ kind: 'unconfirmed', wireStatus: 'kzxxList', detail: '控制反馈不答复查询请求' }) }));
    default:
      return schemaFault(`接口不含${verb}`);
  }
}

/** The national bank contract in WebService mode (总对总/点对点 银行 WebService): see README.md. */
export const adapter: PullAdapter = {
  manifest,
  service,
  readCredentials,
  readKey,
  renderQuery: (request) => renderQuery(request, UNIT_KIND),
  renderQueryList,
  renderControlList,
  renderDocuments,
  renderCertificates,
  readFeedback,
  renderVerdicts,
  renderFault,
  controls,
};
