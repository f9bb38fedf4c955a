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
  otherEncoding: wrap(iconv.encode('<?xml version="1.0" encoding="UTF-16"?><zhxxList><zhxx BDHM="QQ==" KHZH="MQ=="/></zhxxList>', 'utf-16')),
  credentials: { file: 'usermarker.xml', expect: { username: 'IF000001', password: '样例-Secret 1' } },
  keys: [
    { verb: 'documents-of-query', file: 'wsbhinfo.xml', expect: 'DIF00000120260301000041' },
    { verb: 'documents-of-control', file: 'bdhminfo.xml', expect: 'A120260301000000100041' },
    { verb: 'certificates', file: 'bdhminfo.xml', expect: 'A120260301000000100041' },
  ],
  answers: {
    found: { file: 'found.xml' },
    nothingFound: { file: 'nothing-found.xml' },
    refused: { file: 'refused.xml' },
    unknownStatus: { file: 'unknown-word.xml' },
    wrongPerson: [{ file: 'wrong-person-number.xml' }, { file: 'wrong-person-name.xml' }, { file: 'wrong-person-one-of-two.xml' }],
    contradictory: [{ file: 'contradictory.xml' }, { file: 'two-versions-of-a-row.xml' }, { file: 'nothing-with-card.xml' }],
    duplicateRows: { file: 'duplicate-rows.xml' },
    further: [{ file: 'query-failed.xml' }, { file: 'organisation.xml', request: organisationRequest }],
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
          { requestNumber: 'A120260301000000100041', verdict: 'accepted' },
          { requestNumber: 'A120260301000000100042', verdict: 'repeated' },
          { requestNumber: 'A120260301000000100099', verdict: 'unknown' },
          { requestNumber: 'A120260301000000100043', verdict: 'unreadable', detail: '第2行缺少KHZH' },
        ],
      },
      { file: 'verdicts-of-return.xml', verb: 'return-request', verdicts: [{ requestNumber: 'A120260301000000100041', verdict: 'accepted' }] },
    ],
    faults: [
      { file: 'fault-list.xml', verb: 'list-queries', fault: { kind: 'bad-credentials' } },
      { file: 'fault-feedback.xml', verb: 'feed-query', fault: { kind: 'unreadable', detail: '报文不是Base64编码' } },
      { file: 'fault-return.xml', verb: 'return-request', fault: { kind: 'internal' } },
      { file: 'fault-documents.xml', verb: 'documents-of-query', fault: { kind: 'not-found', key: 'DIF00000120260301000041' } },
      { file: 'fault-certificates.xml', verb: 'certificates', fault: { kind: 'not-found', key: 'A120260301000000100041' } },
      { verb: 'feed-receipt', fault: { kind: 'not-supported', operation: 'feed-receipt' } },
    ],
  },
};

describeAdapterContract(adapter, fixtures, { skips: [{ case: 'old-versions', reason: 'one version of the contract is known (wire-contracts §5)' }] });
