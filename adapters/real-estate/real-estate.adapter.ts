import { type FeedbackEntry, type PullAdapter, type PullVerb, type Reading } from '#contracts/adapter';
import { readControlFeedback } from './real-estate.control-feedback.js';
import { renderControl } from './real-estate.control-request.js';
import { manifest, service } from './real-estate.manifest.js';
import { interpretAnswer } from './real-estate.mapping.js';
import { renderCertificates, renderControlList, renderDocuments, renderQuery, renderQueryList } from './real-estate.requests.js';
import { renderFault, renderVerdicts } from './real-estate.verdicts.js';
import { readCredentials, readKey, readRecords, schemaFault, type RequestRecords } from './real-estate.wire.js';

function readFeedback(verb: PullVerb, parameter: string): Reading<readonly FeedbackEntry[]> {
  switch (verb) {
    case 'feed-query':
      return entries(readRecords(parameter, 'BDCCXJG'), (records) => ({ interpret: (request) => interpretAnswer(request, records) }));
    // About a query these say nothing; about an order they are read by `controls`.
    case 'feed-control':
      return entries(readRecords(parameter, 'BDCKZJG'), () => ({ interpret: () => ({ kind: 'not-supported', detail: '控制反馈不是查询的答复' }) }));
    case 'feed-receipt':
      return entries(readRecords(parameter, 'HZXX'), () => ({ interpret: () => ({ kind: 'not-supported', detail: '控制回执不是查询的答复' }) }));
    default:
      return schemaFault(`接口不含${verb}`);
  }
}

function entries(
  reading: Reading<readonly RequestRecords[]>,
  entry: (records: RequestRecords) => Omit<FeedbackEntry, 'requestNumber' | 'position'>,
): Reading<readonly FeedbackEntry[]> {
  if (reading.state !== 'read') return reading;
  return { state: 'read', value: reading.value.map((records) => ({ requestNumber: records.requestNumber, position: records.position, ...entry(records) })) };
}

/** The contract of real-estate registries in WebService mode (不动产登记机构 WebService): see README.md. */
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
  controls: { renderControl, readControlFeedback },
};
