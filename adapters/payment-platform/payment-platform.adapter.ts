import type { FeedbackEntry, PullAdapter, PullVerb, Reading } from '#contracts/adapter';
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
import { controls, UNIT_KIND } from './payment-platform.controls.js';
import { manifest, service } from './payment-platform.manifest.js';
import { interpretAccounts } from './payment-platform.mapping.js';

function readFeedback(verb: PullVerb, parameter: string): Reading<readonly FeedbackEntry[]> {
  switch (verb) {
    case 'feed-query':
      return readEntries(parameter, 'zhxx', (rows) => ({ interpret: (request) => interpretAccounts(request, rows) }));
    case 'return-request':
      return readEntries(parameter, 'htxx', (rows) => ({ interpret: () => interpretReturn(rows) }));
    case 'feed-control':
      return readEntries(parameter, 'kzxx', () => ({ interpret: () => ({ kind: 'unconfirmed', wireStatus: 'kzxxList', detail: '控制反馈不答复查询请求' }) }));
    default:
      return schemaFault(`接口不含${verb}`);
  }
}

/** Payment platforms (支付宝, 财付通 …) over SOAP, a sibling of the bank contract: see README.md. */
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
