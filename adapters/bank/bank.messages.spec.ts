import { readFileSync } from 'node:fs';
import type { PullFault, QueryOutcome } from '#contracts/adapter';
import { readResult } from '#libs/convert-data-service';
import { decode, encode } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { request } from './testkit/questions.js';

const golden = (file: string): string => readFileSync(new URL(`golden/${file}`, import.meta.url), 'utf8');
const outcomeOf = (name: string): unknown => JSON.parse(golden(`${name}.outcome.json`)) as unknown;

/** The only entry of a query feedback, interpreted, as it is stored. */
function answer(message: string): QueryOutcome {
  const reading = adapter.readFeedback('feed-query', message);
  if (reading.state !== 'read') throw new Error(reading.detail);
  expect(reading.value.map(({ requestNumber }) => requestNumber)).toEqual([request.requestNumber]);
  return JSON.parse(JSON.stringify(reading.value[0]?.interpret(request))) as QueryOutcome;
}

describe('the same feedback in another wire image', () => {
  it.each(['found', 'v0', 'v1', 'nothing-found', 'refused', 'unknown-word'])('%s means the same in UTF-8 and in MIME lines', (name) => {
    expect(answer(encode(golden(`${name}.xml`), 'utf8'))).toEqual(outcomeOf(name));
    expect(answer(encode(golden(`${name}.xml`)).replace(/.{76}/g, '$&\r\n'))).toEqual(outcomeOf(name));
  });
});

describe('messages to a bank', () => {
  it('an empty list of control requests is what a bank expects while measures are not offered', () => {
    expect(decode(adapter.renderControlList?.([]) ?? '')).toEqual({ name: 'kzqqList', attributes: {}, children: [] });
  });

  it('an acknowledgement is read back as a bank reads it', () => {
    const message = adapter.renderVerdicts('feed-query', [
      { requestNumber: 'A', verdict: 'accepted' },
      { requestNumber: 'B', verdict: 'repeated' },
      { requestNumber: 'C', verdict: 'unreadable' },
    ]);
    expect(readResult(message)).toEqual({
      state: 'read',
      value: {
        verdicts: [
          { requestNumber: 'A', success: true, message: '' },
          { requestNumber: 'B', success: false, message: '该请求单号已反馈，不能重复反馈' },
          { requestNumber: 'C', success: false, message: '数据结构异常' },
        ],
      },
    });
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
