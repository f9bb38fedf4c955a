import iconv from 'iconv-lite';
import { describeAdapterContract, type PullFixtures } from '#libs/adapter-testkit';
import { decode, encode, wrap } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { controlAnswers, writtenOrders } from './testkit/orders.js';
import { certificates, documents, organisationRequest, request } from './testkit/questions.js';

const fixtures: PullFixtures = {
  folder: new URL('./', import.meta.url),
  request,
  furtherRequests: [organisationRequest],
  encode,
  wrap,
  decode,
  // UTF-8 is read, as some deployments write it; UTF-16 is nobody's.
  otherEncoding: wrap(iconv.encode('<?xml version="1.0" encoding="UTF-16"?><zhxxList><zhxx BDHM="QQ==" KHZH="MQ=="/></zhxxList>', 'utf-16')),
  credentials: { file: 'usermarker.xml', expect: { username: 'YH000001', password: '样例-Secret 1' } },
  keys: [
    { verb: 'documents-of-query', file: 'wsbhinfo.xml', expect: 'DCK00000120260301000000000041' },
    { verb: 'documents-of-control', file: 'bdhminfo.xml', expect: 'A20260301CK1000000000041' },
    { verb: 'documents-of-any', file: 'bdhminfo.xml', expect: 'A20260301CK1000000000041' },
    { verb: 'certificates', file: 'bdhminfo.xml', expect: 'A20260301CK1000000000041' },
  ],
  answers: {
    found: { file: 'found.xml' },
    nothingFound: { file: 'nothing-found.xml' },
    refused: { file: 'refused.xml' },
    unknownStatus: { file: 'unknown-word.xml' },
    wrongPerson: [{ file: 'wrong-person.xml' }],
    contradictory: [{ file: 'contradictory.xml' }, { file: 'two-versions-of-a-row.xml' }],
    duplicateRows: { file: 'duplicate-rows.xml' },
    oldVersions: [{ file: 'v0.xml' }, { file: 'v1.xml' }],
    further: [{ file: 'query-failed.xml' }],
  },
  controls: { rendering: { file: 'orders.xml', orders: writtenOrders }, answers: controlAnswers },
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
          { requestNumber: 'A20260301CK1000000000043', verdict: 'unreadable', detail: '第2行缺少KHZH' },
        ],
      },
      { file: 'verdicts-of-return.xml', verb: 'return-request', verdicts: [{ requestNumber: 'A20260301CK1000000000041', verdict: 'accepted' }] },
    ],
    faults: [
      { file: 'fault-list.xml', verb: 'list-queries', fault: { kind: 'bad-credentials' } },
      { file: 'fault-feedback.xml', verb: 'feed-query', fault: { kind: 'unreadable', detail: '报文不是Base64编码' } },
      { file: 'fault-return.xml', verb: 'return-request', fault: { kind: 'internal' } },
      { file: 'fault-documents.xml', verb: 'documents-of-query', fault: { kind: 'not-found', key: 'DCK00000120260301000000000041' } },
      { file: 'fault-certificates.xml', verb: 'certificates', fault: { kind: 'not-found', key: 'A20260301CK1000000000041' } },
      { verb: 'feed-receipt', fault: { kind: 'not-supported', operation: 'feed-receipt' } },
    ],
  },
};

describeAdapterContract(adapter, fixtures);
