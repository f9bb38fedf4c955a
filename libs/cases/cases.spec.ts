import { DocumentReader } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { CASE_STATES, CaseService, Courts, mayChangeTo, Officers, type NewCase } from './index.js';

const ACTOR = { login: 'filing', correlationId: null };
const JPEG = (mark: number) => Uint8Array.of(0xff, 0xd8, 0xff, mark);
const officer = (name: string, mark: number) => ({
  courtCode: '浙0106',
  name,
  phone: '0571-12345678',
  workCertificate: `W${mark}`,
  dutyCertificate: `D${mark}`,
  images: { type: 'jpg' as const, workCertificate: JPEG(mark), dutyCertificate: JPEG(mark + 100) },
});

describe('cases for other parts of the gateway', () => {
  let test: TestDatabase;
  let cases: CaseService;
  let officers: Officers;

  beforeAll(async () => {
    test = await createTestDatabase();
    cases = new CaseService(test.database, () => new Date('2016-05-10T00:00:00+08:00'));
    officers = new Officers(test.database);
    await new Courts(test.database).put({ code: '浙0106', name: '杭州市西湖区人民法院' }, ACTOR);
  });
  afterAll(() => test.drop());

  const newCase = (serial: number, officerIds: readonly string[]): NewCase => ({
    caseNumber: `(2016)浙0106执${serial}号`,
    kind: 'execution',
    filedOn: '2016-05-10',
    owed: { principalFen: Number.MAX_SAFE_INTEGER, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 5 },
    officerIds,
    obligors: [{ kind: 'person', name: '王小明', documents: [{ type: 'resident-id', number: '330106198001011235' }] }],
  });

  it('certificates with their pictures come in the order asked for; unknown officers are left out', async () => {
    const [first, second] = [await officers.register(officer('甲', 1), ACTOR), await officers.register(officer('乙', 2), ACTOR)];
    const reader = new DocumentReader(test.database);
    const found = await reader.certificates([second.id, '0190c0de-0000-7000-8000-000000000000', first.id]);
    expect(found.map(({ officerName }) => officerName)).toEqual(['乙', '甲']);
    expect(found[0]).toMatchObject({ workCertificate: { number: 'W2', imageType: 'jpg' }, dutyCertificate: { number: 'D2' } });
    expect([...(found[0]?.dutyCertificate.image ?? [])]).toEqual([0xff, 0xd8, 0xff, 102]);
    expect(await reader.certificates([])).toEqual([]);
  });

  it('the reader leaves no trace in the audit record, the service does', async () => {
    const { id } = await officers.register(officer('丙', 3), ACTOR);
    const made = await cases.register(newCase(1, [id]), ACTOR);
    const reads = async () => (await test.database.query.selectFrom('audit_event').select('id').where('event', '=', 'case.read').execute()).length;
    expect(await cases.reader.find(made.id)).toEqual(made);
    expect(await cases.reader.findByNumber('（2016）浙0106执1号')).toEqual(made);
    expect([await cases.reader.find('nonsense'), await cases.reader.findByNumber('（2016）浙0106执2号')]).toEqual([undefined, undefined]);
    expect(await reads()).toBe(0);
    await cases.read(made.id, ACTOR);
    expect(await reads()).toBe(1);
  });

  it('the largest amount that is stored exactly: comes back as it was', async () => {
    const { id } = await officers.register(officer('丁', 4), ACTOR);
    const { owed } = await cases.register(newCase(3, [id]), ACTOR);
    expect([owed.totalFen, owed.outstandingFen]).toEqual([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 5]);
  });

  it('more was paid than owed: nothing is outstanding, never less than nothing', async () => {
    const { id } = await officers.register(officer('戊', 5), ACTOR);
    const { id: caseId } = await cases.register(newCase(4, [id]), ACTOR);
    const { owed } = await cases.change(caseId, 1, { owed: { principalFen: 100, paidFen: 101 } }, ACTOR);
    expect([owed.totalFen, owed.outstandingFen]).toEqual([100, 0]);
  });

  it('the day of filing is a day in Beijing: today is allowed, tomorrow is not', async () => {
    const { id } = await officers.register(officer('己', 6), ACTOR);
    await expect(cases.register({ ...newCase(5, [id]), filedOn: '2016-05-11' }, ACTOR)).rejects.toMatchObject({ code: 'request-invalid', fields: [{ field: '/filedOn' }] });
    expect(await cases.register({ ...newCase(5, [id]), filedOn: '2016-05-10' }, ACTOR)).toMatchObject({ filedOn: '2016-05-10' });
  });

  it('the audit record cannot be written: the case is not either', async () => {
    const { id } = await officers.register(officer('庚', 7), ACTOR);
    await test.database.pool.query('ALTER TABLE audit_event RENAME TO elsewhere');
    await expect(cases.register(newCase(6, [id]), ACTOR)).rejects.toThrow();
    await test.database.pool.query('ALTER TABLE elsewhere RENAME TO audit_event');
    expect(await cases.reader.findByNumber('（2016）浙0106执6号')).toBeUndefined();
  });

  it('states change only as the table says', () => {
    const possible = CASE_STATES.flatMap((from) => CASE_STATES.filter((to) => mayChangeTo(from, to)).map((to) => `${from} -> ${to}`));
    expect(possible).toEqual([
      'open -> suspended',
      'open -> ended-without-assets',
      'open -> closed',
      'suspended -> open',
      'suspended -> closed',
      'ended-without-assets -> open',
      'ended-without-assets -> closed',
    ]);
  });
});
