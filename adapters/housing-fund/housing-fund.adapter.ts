import type { FeedbackEntry, PullAdapter, PullVerb, Reading } from '#contracts/adapter';
import {
  interpretReturn,
  readCredentials,
  readEntries,
  readKey,
  renderCertificates,
  renderDocuments,
  renderFault,
  renderQuery,
  renderQueryList,
  renderVerdicts,
  schemaFault,
} from '#libs/convert-data-service';
import { manifest, service, UNIT_KIND } from './housing-fund.manifest.js';
import { interpretAccounts } from './housing-fund.mapping.js';

function readFeedback(verb: PullVerb, parameter: string): Reading<readonly FeedbackEntry[]> {
  switch (verb) {
    case 'feed-query':
      return readEntries(parameter, 'zhxx', (rows) => ({ interpret: (request) => interpretAccounts(request, rows) }));
    case 'return-request':
      return readEntries(parameter, 'htxx', (rows) => ({ interpret: () => interpretReturn(rows) }));
    default:
      return schemaFault(`接口不含${verb}`);
  }
}

/** Housing fund centres (住房公积金管理中心) over SOAP, a sibling of the bank contract: see README.md. */
export const adapter: PullAdapter = {
  manifest,
  service,
  readCredentials,
  readKey,
  renderQuery: (request) => renderQuery(request, UNIT_KIND),
  renderQueryList,
  renderDocuments,
  renderCertificates,
  readFeedback,
  renderVerdicts,
  renderFault,
};
