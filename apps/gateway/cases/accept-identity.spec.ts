import type { IdentityRecord, QueryOutcome } from '#contracts/adapter';
import type { InquiryResultDto } from '#contracts/http';
import { toFifteen } from '#libs/identifiers';
import { RunningGateway, until, type Answer } from '../testkit/running-gateway.js';
import { PUSH, REGISTER, registerCase, registerInstitution, residentId, withOfficers, withOpenCase } from '../testkit/sample-data.js';

describe('a register corrects an obligor', () => {
  let gateway: RunningGateway;
  let officers: [string, string];
  let caseId: string;
  let person: string;
  let company: string;
  let serial = 4000;

  beforeAll(async () => {
    gateway = await RunningGateway.start({ identityWaitMs: 60_000 });
    await withOpenCase(gateway);
    officers = await withOfficers(gateway);
    expect((await gateway.post('/api/v1/institutions', registerInstitution(), { as: 'operator' })).status).toBe(201);
  });
  beforeEach(async () => {
    serial += 1;
    ({ caseId, obligorIds: [person, company] } = await registerCase(gateway, officers, serial));
  });
  afterAll(() => gateway.close());

  const ask = async (): Promise<InquiryResultDto> =>
    (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [person], purpose: '立案查控', institutions: [REGISTER, PUSH] })).body;
  const found = (over: Partial<IdentityRecord> = {}): QueryOutcome => ({
    kind: 'found',
    assets: [],
    identities: [{
      source: 'household', match: 'exact', name: '王晓明', formerNames: ['王小明'], status: 'registered',
      documents: [residentId(serial), (toFifteen(residentId(serial)) as { value?: string }).value ?? ''].filter((number) => number !== '').map((number) => ({ type: 'resident-id', number })),
      ...over,
    }],
  });
  const requestOf = (asked: InquiryResultDto, code = REGISTER): number => asked.answers.find(({ institution }) => institution.code === code)!.requestId;
  const accept = (requestId: number, body: object = {}, obligorId = person): Promise<Answer> =>
    gateway.post(`/api/v1/cases/${caseId}/obligors/${obligorId}/accept-identity`, { requestId, match: 'exact', version: 1, ...body });
  const answered = async (over: Partial<IdentityRecord> = {}): Promise<InquiryResultDto> => {
    const asked = await ask();
    await gateway.institutions.answer(asked, REGISTER, found(over));
    return asked;
  };
  const accepts = async (): Promise<string[]> =>
    (await gateway.audit()).filter(({ event, case_id }) => event === 'obligor.identity-accepted' && case_id === caseId).map(({ actor, result, reason }) => `${actor} ${result} ${reason}`);

  test('whoever follows the inquiry is told with which keys the others are asked, and nothing of the keys themselves', async () => {
    const asked = await ask();
    const stream = await gateway.events(asked.id);
    await gateway.institutions.answer(asked, REGISTER, found());
    await until(() => stream.of('keys').length === 1);
    const event = { obligorId: person, keys: 'corrected', why: 'corrected', requestId: requestOf(asked), decidedAt: expect.any(String), heldMs: expect.any(Number) };
    expect(stream.of('keys')).toEqual([{ event: 'keys', data: event }]);
    await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' });
    await until(() => stream.over !== undefined);
    expect(stream.kinds.indexOf('keys')).toBeLessThan(stream.kinds.lastIndexOf('outcome'));
    expect(stream.kinds.filter((kind) => kind !== 'progress').sort()).toEqual(['complete', 'keys', 'outcome', 'outcome']);
    expect(JSON.stringify(stream.events)).not.toMatch(/王晓明|王小明/);
    const again = await gateway.events(asked.id, { 'last-event-id': stream.of('outcome').at(-1)!.id! });
    await until(() => again.over !== undefined);
    expect(again.kinds).toEqual(['keys', 'progress', 'complete']);
    expect(await gateway.auditOfInquiry(asked.id)).toContain('inquiry.keys-decided gateway success');
  });

  test('nothing of it stands in the case until an officer accepts it; then it does, once, on record and as a new version', async () => {
    const asked = await answered();
    const before = (await gateway.get(`/api/v1/cases/${caseId}`)).body.obligors.find(({ id }: { id: string }) => id === person);
    expect(before).toMatchObject({ name: '王小明', version: 1 });
    const done = await accept(requestOf(asked));
    expect([done.status, done.headers.get('etag')]).toEqual([200, '"2"']);
    expect(done.body).toMatchObject({ name: '王晓明', otherNames: ['王小明'], documents: [{ type: 'resident-id', number: residentId(serial) }], version: 2 });
    const repeated = await accept(requestOf(asked));
    expect([repeated.status, repeated.body]).toEqual([200, done.body]);
    expect(await accepts()).toEqual(Array.from({ length: 2 }, () => `the-officer success exact match, request ${requestOf(asked)}`));
    const next = await ask();
    expect(gateway.institutions.offered.at(-1)!.snapshot.subjects[0]).toMatchObject({ name: '王晓明', otherNames: ['王小明'] });
    expect(next.id).not.toBe(asked.id);
  });

  test('a weak match is accepted only by somebody who says that it is one', async () => {
    const asked = await answered({ match: 'weak' });
    const refused = await accept(requestOf(asked));
    expect([refused.status, refused.body.code, refused.body.fields]).toEqual([422, 'identity-unacceptable', [{ field: '/match', allowed: 'weak, as the answer says' }]]);
    expect(await accept(requestOf(asked), { match: 'weak' })).toMatchObject({ status: 200, body: { name: '王晓明' } });
  });

  test('somebody changed the obligor meanwhile: refused, and nothing is overwritten', async () => {
    const asked = await answered();
    await gateway.patch(`/api/v1/cases/${caseId}/obligors/${person}`, { name: '王大明', version: 1 });
    expect(await accept(requestOf(asked))).toMatchObject({ status: 409, body: { code: 'version-conflict' } });
    expect(await accept(requestOf(asked), { version: 2 })).toMatchObject({ status: 200, body: { name: '王晓明', otherNames: ['王大明', '王小明'], version: 3 } });
  });

  test.each<[string, () => Promise<Answer>, number, string]>([
    ['an answer that is not there yet', async () => accept(requestOf(await ask())), 422, 'identity-unacceptable'],
    ['a request nobody made', () => accept(999_999_999), 422, 'identity-unacceptable'],
    ['an answer of a bank', async () => accept(requestOf(await answered(), PUSH)), 422, 'identity-unacceptable'],
    ['what was said about somebody else of the case', async () => accept(requestOf(await answered()), {}, company), 422, 'identity-unacceptable'],
    ['what a marriage register says', async () => accept(requestOf(await answered({ source: 'marriage' }))), 422, 'identity-unacceptable'],
    ['a version nobody named', async () => accept(requestOf(await answered()), { version: undefined }), 400, 'request-invalid'],
    ['a request number instead of a request', () => accept('A20261123CK1000000001000' as unknown as number), 400, 'request-invalid'],
    ['a match that does not exist', async () => accept(requestOf(await answered()), { match: 'sure' }), 400, 'request-invalid'],
  ])('%s: refused', async (_, call, status, code) => {
    const { status: got, body } = await call();
    expect([got, body.code]).toEqual([status, code]);
    expect((await gateway.get(`/api/v1/cases/${caseId}`)).body.obligors.every(({ version }: { version: number }) => version === 1)).toBe(true);
  });

  test('of another case, of a closed one, and without the right', async () => {
    const asked = await answered();
    const other = await registerCase(gateway, officers, (serial += 1));
    expect((await gateway.post(`/api/v1/cases/${other.caseId}/obligors/${other.obligorIds[0]}/accept-identity`, { requestId: requestOf(asked), match: 'exact', version: 1 })).body.code).toBe('identity-unacceptable');
    for (const as of ['integration', 'auditor', 'operator', 'supervisor'] as const) {
      expect((await gateway.post(`/api/v1/cases/${caseId}/obligors/${person}/accept-identity`, { requestId: requestOf(asked), match: 'exact', version: 1 }, { as })).status).toBe(403);
    }
    await gateway.database.query.updateTable('case_file').set({ state: 'closed' }).where('id', '=', caseId).execute();
    expect((await accept(requestOf(asked))).body.code).toBe('case-not-open');
  });

  test('the caller sees with what was asked, and that the obligor is dead', async () => {
    const asked = await answered({ status: 'deceased', attributes: { statusSince: '2024-02-03' } });
    await until(async () => (await gateway.get(`/api/v1/inquiries/${asked.id}`)).body.identity[0].state === 'decided');
    const { body } = await gateway.get(`/api/v1/inquiries/${asked.id}`);
    expect(body.identity).toMatchObject([{ obligorId: person, keys: 'corrected', institution: REGISTER, askedWith: { name: '王晓明' } }]);
    expect(body.warnings).toEqual([{ obligorId: person, kind: 'deceased', match: 'exact', since: '2024-02-03', institution: REGISTER, requestId: requestOf(asked) }]);
  });
});
