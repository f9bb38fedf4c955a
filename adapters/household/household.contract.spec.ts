import { createHmac } from 'node:crypto';
import { Sensitive, type CallbackReading, type PushReading, type QueryRequest } from '#contracts/adapter';
import { describeAdapterContract, describePublishedContract, type PushFixtures } from '#libs/adapter-testkit';
import { schemas } from './household.schema.js';
import { adapter } from './index.js';

const request: QueryRequest = {
  requestNumber: 'A20260301E0100000031',
  institutionCode: 'household-demo',
  sources: ['household'],
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106790612743' }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [
    { name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' },
    { name: '吴样员', phone: '19900005678', workCertificate: 'GZ330106002', dutyCertificate: 'ZX330106002' },
  ],
  documentNumber: 'AHJ00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询户籍通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-01T10:00:00+08:00',
};

const passportHolder: QueryRequest = {
  ...request,
  requestNumber: 'A20260301E0100000033',
  subject: { kind: 'person', name: '周样例', otherNames: [], documents: [{ type: 'chinese-passport', number: 'E00000001' }] },
};

const SECRET = 'synthetic-callback-secret';

const fixtures: PushFixtures = {
  folder: new URL('./', import.meta.url),
  request,
  institution: {
    code: 'household-demo',
    name: '样例户籍登记机关',
    credentials: { token: new Sensitive('synthetic-household-token'), callbackSecret: new Sensitive(SECRET) },
    callbackBaseUrl: 'https://exchange.court.example',
  },
  call: { file: 'request.json', method: 'POST', path: '/household/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  callback: {
    promised: { file: 'promised.json', status: 202 },
    answersAtOnce: true,
    secret: 'callbackSecret',
    staleAfterMs: 5 * 60 * 1000,
    wrap: (answer) => Buffer.concat([Buffer.from('{"answers":['), answer, Buffer.from(']}')]),
    sign,
  },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [{ file: 'wrong-person.json' }, { file: 'wrong-person-namesake.json' }],
    contradictory: [
      { file: 'found-without-person.json' },
      { file: 'none-with-person.json' },
      { file: 'refused-with-person.json' },
      { file: 'another-number.json' },
    ],
    oldVersions: [{ file: 'version-1-0.json' }],
    further: [
      { file: 'weak-corrected-name.json' },
      { file: 'weak-two-keys.json' },
      { file: 'weak-another-birth-date.json' },
      { file: 'exact-by-former-name.json' },
      { file: 'corrected-number.json' },
      { file: 'corrected-name.json' },
      { file: 'passport-holder.json', request: passportHolder },
      { file: 'passport-known.json', request: passportHolder },
    ],
  },
};

function sign(body: Uint8Array, secret: string, at: Date): Record<string, string> {
  const timestamp = at.toISOString();
  const nonce = 'nonce-0001-abcdefgh';
  const signed = Buffer.concat([Buffer.from(`${timestamp}.${nonce}.`), body]);
  return {
    'x-chakong-timestamp': timestamp,
    'x-chakong-nonce': nonce,
    'x-chakong-signature': createHmac('sha256', secret).update(signed).digest('hex'),
  };
}

describeAdapterContract(adapter, fixtures, {
  skips: [
    { case: 'duplicate-rows', reason: 'an answer carries one person, so that no row can come twice' },
  ],
});

// `Callback`, the list around the answers, is read by hand, so that one spoiled entry does not spoil the others.
describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });

describe('a call of a household register', () => {
  const at = new Date('2026-03-01T01:30:00Z');
  const call = (value: unknown): CallbackReading => {
    const body = Buffer.from(JSON.stringify(value));
    return adapter.readCallback?.({ headers: sign(body, SECRET, at), body, receivedAt: at }, fixtures.institution) as CallbackReading;
  };
  const none = (requestNumber: string): object => ({ requestNumber, result: 'none' });

  it('the example of the published document verifies', () => {
    const body = Buffer.from('{"answers":[]}');
    const headers = {
      'x-chakong-timestamp': '2026-03-01T01:30:00Z',
      'x-chakong-nonce': 'n-0001-abcdefgh',
      'x-chakong-signature': '28e03f7c74d4dd8cf623e12d7bcfb54752ea6f172509b0e128f02c6fdfd0b768',
    };
    // The signature is fine, the empty list is not.
    expect(adapter.readCallback?.({ headers, body, receivedAt: at }, fixtures.institution)).toMatchObject({ cause: 'unreadable' });
    const upper = { ...headers, 'x-chakong-signature': headers['x-chakong-signature'].toUpperCase() };
    expect(adapter.readCallback?.({ headers: upper, body, receivedAt: at }, fixtures.institution)).toMatchObject({ cause: 'unreadable' });
  });

  it('several answers: each finds its question', () => {
    expect(call({ answers: [none('A1'), none('A2')] })).toEqual({
      state: 'accepted',
      answers: [
        { requestNumber: 'A1', outcome: { kind: 'nothing-found' } },
        { requestNumber: 'A2', outcome: { kind: 'nothing-found' } },
      ],
    });
  });

  it('one answer is spoiled: it is defective, the others are taken', () => {
    expect(call({ answers: [{ requestNumber: 'A1', result: 'found', person: {} }, none('A2')] })).toMatchObject({
      state: 'accepted',
      answers: [{ outcome: { kind: 'defective', defect: 'schema' } }, { outcome: { kind: 'nothing-found' } }],
    });
  });

  it('the same answer twice: taken once', () => {
    expect(call({ answers: [none('A1'), none('A1')] })).toMatchObject({ answers: [{ outcome: { kind: 'nothing-found' } }] });
  });

  it('two different answers to one question: neither is believed, a third does not settle it', () => {
    const answers = [none('A1'), { requestNumber: 'A1', result: 'refused', refusal: { reason: '业务审核未通过' } }, none('A1')];
    const reading = call({ answers });
    expect(reading).toMatchObject({ answers: [{ requestNumber: 'A1', outcome: { kind: 'defective', defect: 'contradictory' } }] });
    expect(reading.state === 'accepted' && reading.answers).toHaveLength(1);
  });

  it.each([{}, { answers: [] }, { answers: {} }, { answers: [null] }, { answers: [{ result: 'none' }] }, { answers: [none('A1'), none('')] }, { answers: Array.from({ length: 501 }, (_, n) => none(`A${n}`)) }])(
    'a call that does not say which questions it answers: rejected as a whole (%#)',
    (value) => {
      expect(call(value)).toMatchObject({ state: 'rejected', cause: 'unreadable' });
    },
  );

  it('a question that was taken but not received: unconfirmed, not waited for', () => {
    const reading: PushReading = adapter.readReply({ status: 202, headers: {}, body: Buffer.from('{"received":false}') }, request);
    expect(reading).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
  });
});
