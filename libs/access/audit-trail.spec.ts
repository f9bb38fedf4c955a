import { openCase, rowsOf, type TestCase } from '#libs/engine-testkit';
import { Problem } from '#contracts/errors';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { auditedChange, auditedRead, recordAudit, type Actor } from './index.js';

const GRANT = '0190c0de-0000-7000-8000-000000000001';
const SOMEBODY = '0190c0de-0000-7000-8000-000000000002';

describe('the ground of an act', () => {
  let test: TestDatabase;
  let testCase: TestCase;
  let outside: Actor;
  beforeEach(async () => {
    test = await createTestDatabase();
    testCase = await openCase(test.database);
    outside = { login: 'judge-9', correlationId: 'c-1', basis: { kind: 'grant', caseId: testCase.caseId, grantId: GRANT } };
  });
  afterEach(() => test.drop());

  const audit = () => rowsOf<{ event: string; result: string; basis: string | null; grant_id: string | null; obligors: string[] | null }>(test.database, 'SELECT event, result, basis, grant_id, obligors FROM audit_event ORDER BY id');
  const notices = () => rowsOf<{ court_code: string; kind: string; login: string; case_id: string; grant_id: string }>(test.database, 'SELECT court_code, kind, login, case_id, grant_id FROM supervision_notice');

  it('stands in the record of a read with whom it told of', async () => {
    const actor: Actor = { login: 'judge', correlationId: null, basis: { kind: 'participant', caseId: testCase.caseId } };
    await auditedRead(test.database, actor, { event: 'assets.read', caseId: testCase.caseId }, async () => 1, () => ({ obligors: [SOMEBODY] }));
    expect(await audit()).toEqual([{ event: 'assets.read', result: 'success', basis: 'participant', grant_id: null, obligors: [SOMEBODY] }]);
    expect(await notices()).toEqual([]);
  });

  it('a look outside own cases tells the supervisors of the court of the case, once a grant', async () => {
    for (let reads = 0; reads < 3; reads += 1) await auditedRead(test.database, outside, { event: 'case.read', caseId: testCase.caseId }, async () => 1);
    expect((await audit()).map(({ basis, grant_id }) => [basis, grant_id])).toEqual([['grant', GRANT], ['grant', GRANT], ['grant', GRANT]]);
    expect(await notices()).toEqual([{ court_code: '浙0106', kind: 'look-outside', login: 'judge-9', case_id: testCase.caseId, grant_id: GRANT }]);
  });

  it('many looks at the same moment: one notice', async () => {
    await Promise.all(Array.from({ length: 12 }, () => auditedRead(test.database, outside, { event: 'case.read', caseId: testCase.caseId }, async () => 1)));
    expect([(await audit()).length, (await notices()).length]).toEqual([12, 1]);
  });

  it('a look that was refused showed nothing, and tells nobody', async () => {
    const refused = auditedRead(test.database, outside, { event: 'case.read', caseId: testCase.caseId }, () => Promise.reject(new Problem('case-unknown')));
    await expect(refused).rejects.toThrow();
    expect((await audit()).map(({ result, basis }) => [result, basis])).toEqual([['failure', 'grant']]);
    expect(await notices()).toEqual([]);
  });

  it('a change that is rolled back leaves neither entry nor notice', async () => {
    const act = { event: 'case.changed', caseId: testCase.caseId } as const;
    const changed = auditedChange(test.database, outside, act, act, async (transaction) => {
      await recordAudit(transaction, { ...act, actor: 'judge-9', basis: 'grant', grantId: GRANT, result: 'success' });
      throw new Error('died');
    });
    await expect(changed).rejects.toThrow('died');
    expect([await audit(), await notices()]).toEqual([[], []]);
  });

  it('the notice cannot be written: neither is the entry, and nothing is given away', async () => {
    await test.database.pool.query('ALTER TABLE supervision_notice ADD CHECK (count > 5)');
    await expect(auditedRead(test.database, outside, { event: 'case.read', caseId: testCase.caseId }, async () => 'secret')).rejects.toThrow();
    expect(await audit()).toEqual([]);
  });

  it('what tells of several cases is one statement with an entry each, the ground only where it holds', async () => {
    const other = '0190c0de-0000-7000-8000-0000000000ff';
    const told = () => [{ caseId: testCase.caseId, obligors: [SOMEBODY] }, { caseId: other }];
    await auditedRead(test.database, outside, { event: 'evidence.read' }, async () => 1, told);
    expect((await audit()).map(({ basis, obligors }) => [basis, obligors])).toEqual([['grant', [SOMEBODY]], [null, null]]);
    expect(await rowsOf(test.database, 'SELECT records FROM evidence_pending WHERE kind = 1')).toEqual([{ records: 2 }]);
  });

  it('more people than a record holds: all of the case rather than some of them', async () => {
    const many = Array.from({ length: 101 }, (_, index) => `0190c0de-0000-7000-8000-${String(index).padStart(12, '0')}`);
    await auditedRead(test.database, outside, { event: 'assets.read', caseId: testCase.caseId }, async () => 1, () => ({ obligors: many }));
    expect((await audit())[0]!.obligors).toBeNull();
  });
});
