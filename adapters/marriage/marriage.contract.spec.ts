import { IDENTITY_SOURCES, PERSON_SOURCES, Sensitive, type QueryOutcome, type QueryRequest } from '#contracts/adapter';
import { describeAdapterContract, describePublishedContract, type PushFixtures } from '#libs/adapter-testkit';
import fc from 'fast-check';
import { adapter } from './index.js';
import { schemas } from './marriage.schema.js';

const request: QueryRequest = {
  requestNumber: 'A20260301E0100000061',
  institutionCode: 'marriage-demo',
  sources: ['marriage'],
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106197906127430' }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [
    { name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' },
    { name: '吴样员', phone: '19900005678', workCertificate: 'GZ330106002', dutyCertificate: 'ZX330106002' },
  ],
  documentNumber: 'AHY00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询婚姻登记通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const fixtures: PushFixtures = {
  folder: new URL('./', import.meta.url),
  request,
  institution: {
    code: 'marriage-demo',
    name: '样例民政局',
    credentials: { token: new Sensitive('synthetic-marriage-token') },
    callbackBaseUrl: 'https://exchange.court.example',
  },
  call: { file: 'request.json', method: 'POST', path: '/marriage/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [{ file: 'wrong-person-spouse.json' }, { file: 'wrong-person-namesake.json' }],
    contradictory: [
      { file: 'found-without-person.json' },
      { file: 'none-with-person.json' },
      { file: 'refused-with-person.json' },
      { file: 'another-number.json' },
      { file: 'divorced-with-spouse.json' },
    ],
    further: [{ file: 'divorced.json' }, { file: 'passport-of-spouse.json' }, { file: 'unknown-marital-status.json' }, { file: 'no-status.json' }],
  },
};

describeAdapterContract(adapter, fixtures, {
  skips: [
    { case: 'old-versions', reason: 'version 1.0 is the first one, there is none older' },
    { case: 'duplicate-rows', reason: 'an answer carries one person, so that no row can come twice' },
  ],
});

describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });

describe('marriage is a fact about a person', () => {
  const read = (value: unknown): QueryOutcome => {
    const reading = adapter.readReply({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(value)) }, request);
    if (reading.state !== 'final') throw new Error('not an answer');
    return reading.outcome;
  };
  const person = { name: '林试样', documentNumber: '330106197906127430', status: 'married' };

  it('it is an identity source that knows natural persons only, beside the household register and no other', () => {
    expect(IDENTITY_SOURCES).toEqual(['household', 'marriage']);
    expect(PERSON_SOURCES).toEqual(['household', 'marriage']);
    expect(Object.keys(adapter.manifest.operations)).toEqual(['marriage']);
    expect(adapter.manifest.operations.marriage).toEqual(['query']);
  });

  it('whatever a register adds to its answer, it never becomes an asset', () => {
    const more = fc.dictionary(fc.constantFrom('assets', 'accounts', 'vehicles', 'shareholdings', 'property', 'source', 'kind', 'remarks'), fc.jsonValue({ maxDepth: 2 }));
    let found = 0;
    fc.assert(
      fc.property(more, more, (above, beside) => {
        const outcome = read({ ...above, requestNumber: request.requestNumber, result: 'found', person: { ...beside, ...person } });
        if (outcome.kind !== 'found') return;
        found += 1;
        expect(outcome.assets).toEqual([]);
        expect(outcome.identities?.map(({ source }) => source)).toEqual(['marriage']);
      }),
      { seed: 20160429, numRuns: 300 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('the spouse stands in attributes that begin with "spouse" and nowhere else', () => {
    const outcome = read({ requestNumber: request.requestNumber, result: 'found', person: { ...person, spouse: { name: '周样例', documentNumber: '330106198511306885' } } });
    expect(outcome).toMatchObject({ kind: 'found', identities: [{ attributes: { spouseName: '周样例', spouseDocumentNumber: '330106198511306885' } }] });
    const redacted = JSON.stringify(outcome, (key: string, value: unknown) => (key.startsWith('spouse') ? undefined : value));
    expect(redacted).not.toMatch(/周样例|330106198511306885/);
    expect(redacted).toContain('married');
  });
});
