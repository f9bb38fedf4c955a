import fc from 'fast-check';
import { RunningGateway } from '../testkit/running-gateway.js';
import { caseBody, COURT, officerBody, person, pushInstitution, withOfficers } from '../testkit/sample-data.js';

/** Values that callers send by mistake or on purpose. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, '', ' ', '\u0000', 'a\u0000b', '\ud800', '%', "'; DROP TABLE case_file; --", '\\', '１', 2 ** 53, -1, 1e308, NaN, [], [[]], {}, { length: 1e9 }),
  fc.string({ unit: 'binary' }),
);

/** Replaces, adds or removes something somewhere in a body that would be accepted. */
function spoilt(body: unknown): fc.Arbitrary<unknown> {
  if (typeof body !== 'object' || body === null) return strange;
  const copies = Object.entries(body).map(([key, value]) => spoilt(value).map((other) => (Array.isArray(body) ? body.with(Number(key), other) : { ...body, [key]: other })));
  const without = Object.keys(body).map((key) => fc.constant(Array.isArray(body) ? body.slice(1) : Object.fromEntries(Object.entries(body).filter(([name]) => name !== key))));
  return fc.oneof(strange, ...copies, ...without, fc.tuple(fc.string(), strange).map(([key, value]) => ({ ...body, [key]: value })));
}

describe('input nobody thought of', () => {
  let gateway: RunningGateway;
  let officers: [string, string];
  let caseId: string;
  let obligorId: string;
  let inquiryId: string;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    officers = await withOfficers(gateway);
    const made = (await gateway.post('/api/v1/cases', caseBody(officers))).body;
    caseId = made.id;
    obligorId = made.obligors[0].id;
    await gateway.post('/api/v1/institutions', pushInstitution('KNOWN'), { as: 'operator' });
    inquiryId = (await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控' })).body.id;
  });
  afterAll(() => gateway.close());

  const routes = () =>
    [
      ['POST', '/api/v1/cases', 'officer', caseBody(officers)],
      ['PATCH', `/api/v1/cases/${caseId}`, 'officer', { version: 1, kind: 'execution', filedOn: '2016-05-03', owed: { paidFen: 1 }, officerIds: officers }],
      ['POST', `/api/v1/cases/${caseId}/state`, 'officer', { state: 'open', version: 1 }],
      ['POST', `/api/v1/cases/${caseId}/obligors`, 'officer', { ...person(1), otherNames: ['甲'] }],
      ['PATCH', `/api/v1/cases/${caseId}/obligors/${obligorId}`, 'officer', { version: 1, ...person(1), otherNames: ['甲'] }],
      ['POST', '/api/v1/officers', 'supervisor', officerBody()],
      ['PUT', `/api/v1/courts/${encodeURIComponent(COURT.code)}`, 'supervisor', { name: '法院', parentCode: '浙01' }],
      ['POST', '/api/v1/institutions', 'operator', pushInstitution('SPOILT')],
      ['PATCH', '/api/v1/institutions/KNOWN', 'operator', { version: 1, ...pushInstitution(), code: undefined }],
      ['POST', '/api/v1/institutions/KNOWN/out-of-service', 'operator', { reason: '升级', version: 1 }],
      [
        'POST',
        '/api/v1/inquiries',
        'officer',
        {
          caseId, obligorIds: [obligorId], sources: ['deposit', 'wealth'], institutions: ['KNOWN'], purpose: '立案查控', priority: 'urgent', force: true,
          transactions: { from: '2020-01-01', to: '2020-12-31' },
        },
      ],
      ['POST', `/api/v1/inquiries/${inquiryId}/cancel`, 'officer', { reason: '撤回' }],
    ] as const;

  test.each(Array.from({ length: 12 }, (_, index) => index))('a spoilt body (route %i): taken or refused, never a fault of ours', async (index) => {
    const [method, path, as, body] = routes()[index]!;
    await fc.assert(
      fc.asyncProperty(spoilt(body), async (sent) => {
        const answer = await gateway.call(method, path, { as, body: JSON.stringify(sent) ?? '' });
        expect([answer.status < 500, answer.text]).toEqual([true, expect.anything()]);
        if (answer.status >= 400) expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      }),
      { numRuns: 60 },
    );
  });

  test('spoilt addresses: never a fault of ours', async () => {
    const paths = [
      '/api/v1/cases/', '/api/v1/cases/by-number/', '/api/v1/officers/', '/api/v1/institutions/', '/api/v1/cases?caseNumberPrefix=', '/api/v1/cases?courtCode=',
      '/api/v1/cases?cursor=', '/api/v1/courts?parentCode=', '/api/v1/officers?courtCode=', '/api/v1/inquiries/', `/api/v1/inquiries/${inquiryId}?version=`,
      `/api/v1/inquiries/${inquiryId}?`, `/api/v1/cases/${caseId}/inquiries?before=`, `/api/v1/cases/${caseId}/inquiries?limit=`, `/api/v1/cases/${caseId}/timing?after=`,
      `/api/v1/cases/${caseId}/timing?limit=`, '/api/v1/exchanges/', '/api/v1/exchanges/1/',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\u0000', '%', '_', '\\', '..', "'")), async (path, tail) => {
        const answer = await gateway.get(`${path}${encodeURIComponent(tail)}`);
        expect([answer.status < 500, answer.text]).toEqual([true, expect.anything()]);
      }),
      { numRuns: 400 },
    );
    const inTheMiddle = [
      (text: string) => `/api/v1/inquiries/${text}/events`, (text: string) => `/api/v1/cases/${text}/timing`, (text: string) => `/api/v1/cases/${text}/inquiries`,
      (text: string) => `/api/v1/requests/${text}/exchanges`, (text: string) => `/api/v1/exchanges/${text}/sent`,
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...inTheMiddle), fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('\u0000', '%', '9'.repeat(400), '-1', '1e9')), async (path, text) => {
        const answer = await gateway.get(path(encodeURIComponent(text)));
        expect([answer.status >= 400 && answer.status < 500, answer.text]).toEqual([true, expect.anything()]);
      }),
      { numRuns: 100 },
    );
    const answer = await gateway.patch('/api/v1/institutions/A%00B', { version: 1 }, { as: 'operator' });
    expect([answer.status, answer.body.code]).toEqual([400, 'parameter-invalid']);
  });

  test('spoilt headers: never a fault of ours', async () => {
    const done = (await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控' })).body;
    await gateway.institutions.answerAll(done);
    const routes = [
      ['POST', '/api/v1/inquiries', 'prefer'],
      ['POST', '/api/v1/inquiries', 'idempotency-key'],
      ['GET', `/api/v1/inquiries/${done.id}/events`, 'last-event-id'],
      ['GET', `/api/v1/cases/${caseId}/timing`, 'accept'],
      ['GET', `/api/v1/cases/${caseId}`, 'x-correlation-id'],
      ['PATCH', `/api/v1/cases/${caseId}`, 'if-match'],
    ] as const;
    // What a header can hold at all: visible characters of Latin-1 and spaces.
    const character = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff })).map((code) => String.fromCharCode(code));
    const known = fc.constantFrom('wait=', 'wait="', ',', ';', '=', '"', '1', '99999999999999999999', '-', 'text/csv', ';q=', '*/*', 'W/"');
    const value = fc.array(fc.oneof(character, known), { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), value, async ([method, path, name], text) => {
        const body = method === 'GET' ? undefined : method === 'POST' ? { caseId, purpose: '立案查控' } : { version: 1 };
        // A wish to wait for some seconds is taken; here nobody answers.
        fc.pre(name !== 'prefer' || !/wait\s*=\s*"?0*[1-9]/i.test(text));
        const answer = await gateway.call(method, path, { body, headers: { [name]: text } });
        expect([answer.status < 500, answer.text]).toEqual([true, expect.anything()]);
      }),
      { numRuns: 150 },
    );
  });
});
