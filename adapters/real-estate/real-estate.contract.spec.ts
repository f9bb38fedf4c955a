import { describeAdapterContract, type PullFixtures } from '#libs/adapter-testkit';
import { adapter } from './index.js';
import { controlAnswers, SEAL_OPERATIONS, sealOrder } from './testkit/orders.js';
import { certificates, documents, organisationRequest, request } from './testkit/questions.js';
import { decode, encode, wrap } from './testkit/wire-image.js';

const fixtures: PullFixtures = {
  folder: new URL('./', import.meta.url),
  request,
  furtherRequests: [organisationRequest],
  encode,
  wrap,
  decode,
  otherEncoding: wrap(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><BDCFKLIST><BDCCXJG><CXQQDH>QQ==</CXQQDH></BDCCXJG></BDCFKLIST>', 'utf16le')),
  credentials: { file: 'usermarker.xml', expect: { username: 'IP000001', password: '样例-Secret 1' } },
  keys: [
    { verb: 'documents-of-query', file: 'wsbhinfo.xml', expect: 'DCK00000120260301000000000041' },
    { verb: 'documents-of-control', file: 'cxqqdhinfo.xml', expect: 'A20260301CK1000000000041' },
    { verb: 'certificates', file: 'cxqqdhinfo.xml', expect: 'A20260301CK1000000000041' },
  ],
  answers: {
    found: { file: 'found.xml' },
    nothingFound: { file: 'nothing-found.xml' },
    refused: { file: 'refused.xml' },
    unknownStatus: { file: 'unknown-code.xml' },
    wrongPerson: [{ file: 'wrong-person-name.xml' }, { file: 'wrong-person-number.xml' }],
    contradictory: [{ file: 'contradictory-code.xml' }, { file: 'two-versions-of-a-row.xml' }],
    duplicateRows: { file: 'duplicate-rows.xml' },
    further: [{ file: 'lookup-failed.xml' }, { file: 'organisation.xml', request: organisationRequest }, { file: 'only-registrations.xml' }],
  },
  controls: { rendering: { file: 'orders.xml', orders: SEAL_OPERATIONS.map((operation) => sealOrder(operation)) }, answers: controlAnswers },
  renderings: {
    emptyList: 'empty-list.xml',
    oneRequest: 'one-request.xml',
    manyRequests: 'many-requests.xml',
    documents: { file: 'documents.xml', documents },
    certificates: { file: 'certificates.xml', certificates },
    verdicts: [
      {
        file: 'verdicts.xml',
        verb: 'feed-query',
        verdicts: [
          { requestNumber: 'A20260301CK1000000000041', verdict: 'accepted' },
          { requestNumber: 'A20260301CK1000000000042', verdict: 'repeated' },
          { requestNumber: 'A20260301CK1000000000099', verdict: 'unknown' },
          { requestNumber: 'A20260301CK1000000000043', verdict: 'unreadable', detail: '缺少RESULT' },
        ],
      },
      { file: 'verdicts-of-control.xml', verb: 'feed-control', verdicts: [{ requestNumber: 'A20260301CK1000000000041', verdict: 'unknown' }] },
    ],
    faults: [
      { file: 'fault-list.xml', verb: 'list-queries', fault: { kind: 'bad-credentials' } },
      { file: 'fault-feedback.xml', verb: 'feed-query', fault: { kind: 'unreadable', detail: '报文不是Base64编码' } },
      { file: 'fault-documents.xml', verb: 'documents-of-query', fault: { kind: 'not-found', key: 'DCK00000120260301000000000041' } },
      { file: 'fault-certificates.xml', verb: 'certificates', fault: { kind: 'not-found', key: 'A20260301CK1000000000041' } },
      { verb: 'feed-receipt', fault: { kind: 'internal' } },
      { verb: 'list-controls', fault: { kind: 'not-supported', operation: 'kzBdcQL' } },
    ],
  },
};

describeAdapterContract(adapter, fixtures, {
  skips: [{ case: 'old-versions', reason: 'Only one version of this contract is known to be live (wire-contracts §7).' }],
});
