import { RunningGateway } from '../testkit/running-gateway.js';
import { caseBody, creditCode, organisation, person, residentId, withOfficers } from '../testkit/sample-data.js';

describe('obligors over HTTP', () => {
  let gateway: RunningGateway;
  let officers: [string, string];
  let serial = 0;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer as it came
  let made: any;
  let at: string;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    officers = await withOfficers(gateway);
  });

  beforeEach(async () => {
    made = (await gateway.post('/api/v1/cases', caseBody(officers, (serial += 1)))).body;
    at = `/api/v1/cases/${made.id}/obligors`;
  });

  afterAll(() => gateway.close());

  const obligors = async () => (await gateway.get(`/api/v1/cases/${made.id}`)).body.obligors;

  test('somebody is added: in the case, on record, and the case has a new version', async () => {
    const answer = await gateway.post(at, { ...person(900), otherNames: ['王小名'] });
    expect([answer.status, answer.headers.get('etag')]).toEqual([201, '"1"']);
    expect(answer.body).toMatchObject({ kind: 'person', name: '王小明', otherNames: ['王小名'], documents: person(900).documents });
    const record = (await gateway.get(`/api/v1/cases/${made.id}`)).body;
    expect(record.version).toBe(2);
    expect(record.obligors.map(({ id }: { id: string }) => id)).toEqual([...made.obligors.map(({ id }: { id: string }) => id), answer.body.id]);
    expect((await gateway.audit()).filter(({ event, case_id }) => event === 'obligor.added' && case_id === made.id)).toHaveLength(1);
  });

  test('one person with several documents and names: all are kept, the principal document first', async () => {
    const documents = [
      { type: 'resident-id', number: residentId(901) },
      { type: 'chinese-passport', number: 'e12345678' },
      { type: 'hk-macao-permit', number: 'H12345678' },
    ];
    const answer = await gateway.post(at, { kind: 'person', name: '陈㛃', otherNames: ['陈洁', '陈 洁'], documents });
    expect(answer.body).toMatchObject({ name: '陈㛃', otherNames: ['陈洁', '陈 洁'] });
    expect(answer.body.documents).toEqual([documents[0], { type: 'chinese-passport', number: 'E12345678' }, documents[2]]);
  });

  test('the same resident number in its old form of 15 digits: recognised as the same person', async () => {
    const number = '330106198001011235';
    expect((await gateway.post(at, { kind: 'person', name: '赵一', documents: [{ type: 'resident-id', number }] })).status).toBe(201);
    const again = await gateway.post(at, { kind: 'person', name: '赵一', documents: [{ type: 'resident-id', number: '330106800101123' }] });
    expect([again.status, again.body.code]).toEqual([409, 'obligor-duplicate']);
  });

  test('somebody of the case again, under a second document: refused, nothing is written', async () => {
    const before = await obligors();
    const { documents } = made.obligors[0];
    const answer = await gateway.post(at, { kind: 'person', name: '别名', documents: [{ type: 'resident-id', number: residentId(902) }, ...documents] });
    expect([answer.status, answer.body.code]).toEqual([409, 'obligor-duplicate']);
    expect(await obligors()).toEqual(before);
  });

  test('the same person added twice at the same moment: one stands in the case', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => gateway.post(at, person(903))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await obligors()).toHaveLength(3);
  });

  test('the same person in another case: that is another matter', async () => {
    const other = (await gateway.post('/api/v1/cases', { ...caseBody(officers, (serial += 1)), obligors: [person(904)] })).body;
    expect(other.id).toBeDefined();
    expect((await gateway.post(at, person(904))).status).toBe(201);
  });

  test.each([
    ['no document', { ...person(1), documents: [] }, '/documents'],
    ['a document type that does not exist', { ...person(1), documents: [{ type: 'library-card', number: '1' }] }, '/documents/0/type'],
    ['a person with papers of an organisation', { ...person(1), documents: organisation(1).documents }, '/documents/0/type'],
    ['an organisation with papers of a person', { ...organisation(1), documents: person(1).documents }, '/documents/0/type'],
    ['a wrong check digit', { ...person(1), documents: [{ type: 'resident-id', number: '330106198001011234' }] }, '/documents/0/number'],
    ['a name of line breaks', { ...person(1), name: '王\n小明' }, '/name'],
    ['a further name of spaces', { ...person(1), otherNames: ['   '] }, '/otherNames/0'],
    ['a number that is a number', { ...person(1), documents: [{ type: 'resident-id', number: 330106198001011 }] }, '/documents/0/number'],
  ])('%s: refused with its place, nothing is written', async (_, body, field) => {
    const before = await obligors();
    const answer = await gateway.post(at, body);
    expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([400, 'request-invalid', field]);
    expect(await obligors()).toEqual(before);
  });

  test('name and documents change, from the version that was seen', async () => {
    const [first] = made.obligors;
    const documents = [{ type: 'resident-id', number: residentId(905) }];
    const answer = await gateway.patch(`${at}/${first.id}`, { name: '王大明', otherNames: ['王小明'], documents }, { headers: { 'if-match': '"1"' } });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
    expect(answer.body).toMatchObject({ id: first.id, name: '王大明', otherNames: ['王小明'], documents, version: 2 });
    // The document given up is free for somebody else, the new one is not.
    expect((await gateway.post(at, { ...person(1), documents: first.documents })).status).toBe(201);
    expect((await gateway.post(at, { ...person(1), documents })).status).toBe(409);
  });

  test('a change to the documents of another obligor: refused, both stay as they were', async () => {
    const before = await obligors();
    const third = (await gateway.post(at, person(906))).body;
    const answer = await gateway.patch(`${at}/${third.id}`, { version: 1, documents: made.obligors[0].documents });
    expect([answer.status, answer.body.code]).toEqual([409, 'obligor-duplicate']);
    expect(await obligors()).toEqual([...before, third]);
  });

  test('somebody else changed the obligor: version-conflict', async () => {
    const { id } = made.obligors[0];
    await gateway.patch(`${at}/${id}`, { version: 1, name: '甲' });
    for (const answer of [
      await gateway.patch(`${at}/${id}`, { version: 1, name: '乙' }),
      await gateway.call('DELETE', `${at}/${id}`, { headers: { 'if-match': '"1"' } }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'version-conflict']);
    }
    expect((await gateway.patch(`${at}/${id}`, { name: '丙' })).body.fields[0].field).toBe('/version');
  });

  test('an obligor is taken out: still on record with the time, never changed again, and may come back as a new one', async () => {
    const [gone] = made.obligors;
    const answer = await gateway.call('DELETE', `${at}/${gone.id}`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    const [kept] = await obligors();
    expect(kept).toEqual({ ...gone, version: 2, removedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    for (const again of [await gateway.call('DELETE', `${at}/${gone.id}`), await gateway.patch(`${at}/${gone.id}`, { version: 2, name: '甲' })]) {
      expect([again.status, again.body.code]).toEqual([404, 'obligor-unknown']);
    }
    const back = await gateway.post(at, { kind: gone.kind, name: gone.name, documents: gone.documents });
    expect([back.status, back.body.id === gone.id]).toEqual([201, false]);
    expect(await gateway.count('obligor')).toBe(await countRows());
    expect((await gateway.audit()).find(({ event, case_id }) => event === 'obligor.changed' && case_id === made.id)).toMatchObject({ result: 'success', reason: 'removed' });
  });

  /** No row has gone: as many as were ever answered with an id. */
  async function countRows(): Promise<number> {
    const rows = await gateway.database.query.selectFrom('obligor').select('id').execute();
    return new Set(rows.map(({ id }) => id)).size;
  }

  test('an obligor of another case, or none: refused', async () => {
    const other = (await gateway.post('/api/v1/cases', caseBody(officers, (serial += 1)))).body;
    for (const id of [other.obligors[0].id, '0190c0de-0000-7000-8000-000000000000', 'nonsense']) {
      expect((await gateway.patch(`${at}/${id}`, { version: 1, name: '甲' })).body.code).toBe('obligor-unknown');
      expect((await gateway.call('DELETE', `${at}/${id}`)).body.code).toBe('obligor-unknown');
    }
    const unknown = '/api/v1/cases/0190c0de-0000-7000-8000-000000000000/obligors';
    expect((await gateway.post(unknown, person(1))).body.code).toBe('case-unknown');
    expect((await gateway.call('DELETE', `${unknown}/${other.obligors[0].id}`)).body.code).toBe('case-unknown');
    expect((await gateway.post('/api/v1/cases/nonsense/obligors', person(1))).body.code).toBe('case-unknown');
  });

  test('a credit code is changed for the organisation code inside it: the same organisation, so it may', async () => {
    const company = made.obligors[1];
    const code = creditCode(serial);
    expect(company.documents[0].number).toBe(code);
    const answer = await gateway.patch(`${at}/${company.id}`, { version: 1, documents: [{ type: 'organisation-code', number: code.slice(8, 17) }] });
    expect(answer.status).toBe(200);
    expect((await gateway.post(at, { ...organisation(1), documents: company.documents })).body.code).toBe('obligor-duplicate');
  });

  test.each(['approver', 'supervisor', 'auditor', 'operator'] as const)('%s may not change who owes', async (as) => {
    for (const answer of [
      await gateway.post(at, person(1), { as }),
      await gateway.patch(`${at}/${made.obligors[0].id}`, { version: 1, name: '甲' }, { as }),
      await gateway.call('DELETE', `${at}/${made.obligors[0].id}`, { as }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'role-missing']);
    }
  });
});
