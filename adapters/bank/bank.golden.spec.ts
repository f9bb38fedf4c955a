import { readFileSync } from 'node:fs';
import type { FeedbackVerdict, PullFault, PullVerb, QueryOutcome } from '#contracts/adapter';
import { adapter, readResult } from './index.js';
import { certificates, documents, organisationRequest, request } from './testkit/questions.js';
import { clear, decode, encode } from './testkit/wire-image.js';

const golden = (file: string): string => readFileSync(new URL(`golden/${file}`, import.meta.url), 'utf8');
const outcomeOf = (name: string): unknown => JSON.parse(golden(`${name}.outcome.json`)) as unknown;

/** The only entry of a query feedback, interpreted, as it is stored. */
function answer(clearXml: string, charset?: string): QueryOutcome {
  const reading = adapter.readFeedback('feed-query', encode(clearXml, charset));
  if (reading.state !== 'read') throw new Error(reading.detail);
  expect(reading.value.map(({ requestNumber }) => requestNumber)).toEqual([request.requestNumber]);
  return JSON.parse(JSON.stringify(reading.value[0]?.interpret(request))) as QueryOutcome;
}

describe('feedback written by hand from the field tables', () => {
  it.each([
    ['found', 'V2: accounts, products on sale both ways, measures and rights on account and product, sub-accounts'],
    ['v1', 'V1: products without number, a product counted in money, movements'],
    ['v0', 'V0: currency in words, SFTZ, SFBDJ, GLZHMC'],
    ['nothing-found', '查无开户信息'],
    ['refused', '业务审核未通过'],
    ['query-failed', '查询异常'],
    ['unknown-word', 'a word this version does not know'],
    ['contradictory', 'an account and "no account"'],
    ['two-versions-of-a-row', 'the same row with two balances'],
    ['wrong-person', 'an echo of another number'],
  ])('%s (%s) is read as it stands beside it', (name) => {
    expect(answer(golden(`${name}.xml`))).toEqual(outcomeOf(name));
  });

  it('means the same in UTF-8, in MIME lines, and with a row sent twice', () => {
    expect(answer(golden('found.xml'), 'utf8')).toEqual(outcomeOf('found'));
    expect(answer(golden('nothing-found.xml'), 'utf8')).toEqual(outcomeOf('nothing-found'));
    expect(answer(golden('duplicate-rows.xml'))).toEqual(outcomeOf('found'));
    const lines = encode(golden('found.xml')).replace(/.{76}/g, '$&\r\n');
    const reading = adapter.readFeedback('feed-query', lines);
    expect(reading.state === 'read' && JSON.parse(JSON.stringify(reading.value[0]?.interpret(request)))).toEqual(outcomeOf('found'));
  });
});

describe('messages to a bank, decoded by somebody else', () => {
  const rendered = (message: string) => decode(message);

  it('lists of requests', () => {
    expect(rendered(adapter.renderQueryList([]))).toEqual(clear(golden('empty-list.xml')));
    const one = adapter.renderQuery(request);
    expect(rendered(adapter.renderQueryList([one]))).toEqual(clear(golden('one-request.xml')));
    expect(rendered(adapter.renderQueryList([one, adapter.renderQuery(organisationRequest)]))).toEqual(clear(golden('many-requests.xml')));
    expect(adapter.renderControlList === undefined ? '' : rendered(adapter.renderControlList([]))).toEqual({ name: 'kzqqList', attributes: {}, children: [] });
  });

  it('documents with their MD5, and certificates of both officers', () => {
    expect(rendered(adapter.renderDocuments(documents))).toEqual(clear(golden('documents.xml')));
    expect(rendered(adapter.renderCertificates(request.requestNumber, certificates))).toEqual(clear(golden('certificates.xml')));
  });

  it('verdicts', () => {
    const verdicts: FeedbackVerdict[] = [
      { requestNumber: 'A20260301CK1000000000041', verdict: 'accepted' },
      { requestNumber: 'A20260301CK1000000000042', verdict: 'repeated' },
      { requestNumber: 'A20260301CK1000000000099', verdict: 'unknown' },
      { requestNumber: 'A20260301CK1000000000043', verdict: 'unreadable', detail: '第2行缺少KHZH' },
    ];
    const message = adapter.renderVerdicts('feed-query', verdicts);
    expect(rendered(message)).toEqual(clear(golden('verdicts.xml')));
    expect(readResult(message)).toMatchObject({ state: 'read', value: { verdicts: [{ success: true, message: '' }, { success: false }, { success: false }, { success: false }] } });
    expect(rendered(adapter.renderVerdicts('return-request', verdicts.slice(0, 1)))).toEqual(clear(golden('verdicts-of-return.xml')));
  });

  it.each<[string, PullVerb, PullFault]>([
    ['fault-list.xml', 'list-queries', { kind: 'bad-credentials' }],
    ['fault-feedback.xml', 'feed-query', { kind: 'unreadable', detail: '报文不是Base64编码' }],
    ['fault-return.xml', 'return-request', { kind: 'internal' }],
    ['fault-documents.xml', 'documents-of-query', { kind: 'not-found', key: 'DCK00000120260301000000000041' }],
    ['fault-certificates.xml', 'certificates', { kind: 'not-found', key: 'A20260301CK1000000000041' }],
  ])('%s', (file, verb, fault) => {
    expect(rendered(adapter.renderFault(verb, fault))).toEqual(clear(golden(file)));
  });

  it('every operation has an error for every fault', () => {
    const faults: PullFault[] = [
      { kind: 'bad-credentials' },
      { kind: 'unreadable', detail: 'x' },
      { kind: 'not-found', key: 'x' },
      { kind: 'not-supported', operation: 'x' },
      { kind: 'internal' },
    ];
    for (const { verb } of adapter.service.operations) {
      for (const fault of faults) {
        const { attributes } = decode(adapter.renderFault(verb, fault));
        expect(Object.values(attributes)).toEqual([expect.stringMatching(/\p{Script=Han}/u)]);
      }
    }
  });
});

describe('small messages of a bank', () => {
  it('authentication: both values, blanks of the password kept', () => {
    expect(adapter.readCredentials(encode(golden('usermarker.xml')))).toEqual({ state: 'read', value: { username: 'YH000001', password: '样例-Secret 1' } });
  });

  it('keys, by the operation they are for', () => {
    expect(adapter.readKey('documents-of-query', encode(golden('wsbhinfo.xml')))).toEqual({ state: 'read', value: 'DCK00000120260301000000000041' });
    for (const verb of ['documents-of-control', 'documents-of-any', 'certificates'] as const) {
      expect(adapter.readKey(verb, encode(golden('bdhminfo.xml')))).toEqual({ state: 'read', value: 'A20260301CK1000000000041' });
    }
  });

  it.each([
    ['a key of the other kind', () => adapter.readKey('documents-of-query', encode(golden('bdhminfo.xml'))), 'schema'],
    ['no condition', () => adapter.readCredentials(encode('<usermarker/>')), 'schema'],
    ['no password', () => adapter.readCredentials(encode('<usermarker><condition username="YH000001" password=""/></usermarker>')), 'schema'],
    ['an empty key', () => adapter.readKey('certificates', encode('<bdhminfo><condition BDHM=""/></bdhminfo>')), 'schema'],
    ['clear text', () => adapter.readCredentials('YH000001'), 'malformed'],
    ['nothing', () => adapter.readCredentials(''), 'malformed'],
    ['too much', () => adapter.readCredentials('QUJD'.repeat(20_000)), 'oversized'],
  ])('%s is refused', (_, read, cause) => {
    expect(read()).toMatchObject({ state: 'unreadable', cause });
  });
});

describe('result messages as a bank reads them', () => {
  it.each(['errorMsg', 'ErrorMSG', 'errMsg'])('an error of the whole message is called %s', (attribute) => {
    expect(readResult(encode(`<result ${attribute}="数据库异常"/>`))).toEqual({ state: 'read', value: { error: '数据库异常', verdicts: [] } });
  });

  it('another root is no result', () => {
    expect(readResult(encode('<cxqqList/>'))).toMatchObject({ state: 'unreadable', cause: 'schema' });
  });
});
