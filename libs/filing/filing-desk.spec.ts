import { openedRows } from '#libs/store-testkit';
import { Problem } from '#contracts/errors';
import { EVERYTHING } from '#libs/store';
import { breakableDatabase, rowsOf } from '#libs/engine-testkit';
import { FilingDesk } from './index.js';
import { CASE_SYSTEM, FilingFixture } from './testkit/filing-fixture.js';

let fixture: FilingFixture;
beforeAll(async () => {
  fixture = await FilingFixture.open();
});
// What is still due must not count in the next test.
afterEach(() => fixture.starter.turn(new Date(fixture.now.getTime() + 3_600_000)));
afterAll(() => fixture.close());

const codeOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => (error instanceof Problem ? error.code : error));

describe('a filing', () => {
  test('registers the case with its obligors and is asked about: one case, one inquiry about the obligor only', async () => {
    const filed = await fixture.filed({ parties: [fixture.person('1'), fixture.person('2', { status: '申请执行人' }), fixture.person('3', { status: '09_05036-77' })] });
    const receipt = await fixture.file(filed);
    expect(receipt.parties.map(({ result }) => result)).toEqual(['asked', 'not-an-obligor', 'not-an-obligor']);
    const record = await fixture.cases.reader.find(receipt.caseId!);
    expect(record).toMatchObject({ caseNumber: filed.caseNumber, kind: 'execution', filedOn: '2026-11-20', owed: { principalFen: 18_650_000 }, createdBy: 'case-system' });
    expect(record!.officers).toHaveLength(2);
    expect(record!.obligors).toHaveLength(1);

    expect(await fixture.starter.turn(fixture.now)).toBe(1);
    const filing = await fixture.reader.find(receipt.filingId!);
    expect(filing).toMatchObject({ state: 'started', inquiries: [{ state: 'started', obligorIds: [record!.obligors[0]!.id] }] });
    const inquiries = await rowsOf<{ snapshot: { subjects: unknown[]; officers: unknown[] } }>(fixture.database, 'SELECT * FROM inquiry WHERE id = $1', [filing!.inquiries[0]!.inquiryId]);
    const { snapshot } = (await openedRows(fixture.database, inquiries))[0]!;
    expect(snapshot.subjects).toHaveLength(1);
    expect(await fixture.audit(receipt.caseId!)).toEqual(['case.registered', 'filing.received', 'inquiry.accepted']);
  });

  test('comes twice: one case, one inquiry, and the second time says so', async () => {
    const filed = await fixture.filed();
    const first = await fixture.file(filed);
    await fixture.starter.turn(fixture.now);
    const second = await fixture.file(filed);
    await fixture.starter.turn(fixture.now);
    expect(second).toMatchObject({ known: true, filingId: first.filingId, caseId: first.caseId, orderIds: [], parties: [{ result: 'repeated' }] });
    expect(await fixture.count('inquiry', 'case_id = $1', [first.caseId])).toBe(1);
  });

  test('comes over two gateways at the same moment, ten times: one case, one inquiry', async () => {
    const filed = await fixture.filed();
    const other = await breakableDatabase(fixture.url);
    const desks = [fixture.desk, new FilingDesk(other.database, () => fixture.now)];
    try {
      const receipts = await Promise.all(Array.from({ length: 10 }, (_, index) => desks[index % 2]!.file(filed, { actor: CASE_SYSTEM, channel: 'soap', exchangeId: null })));
      expect(new Set(receipts.map(({ caseId }) => caseId)).size).toBe(1);
      expect(receipts.filter(({ known }) => !known)).toHaveLength(1);
      expect(receipts.flatMap(({ orderIds }) => orderIds)).toHaveLength(1);
      await Promise.all([fixture.starter.turn(fixture.now), fixture.starterWith(fixture.engineOver(other.database)).turn(fixture.now)]);
      expect(await fixture.count('inquiry', 'case_id = $1', [receipts[0]!.caseId])).toBe(1);
    } finally {
      await other.close();
    }
  });

  test('two filings of one case at the same moment: one case with both obligors, each asked about once', async () => {
    const filed = await fixture.filed();
    const twin = { ...filed, number: `${filed.number}-2`, parties: [fixture.organisation('1')] };
    const receipts = await Promise.all([fixture.file(filed), fixture.file(twin)]);
    expect(receipts[0]!.caseId).toBe(receipts[1]!.caseId);
    await fixture.starter.turn(fixture.now);
    expect(await fixture.count('obligor', 'case_id = $1', [receipts[0]!.caseId])).toBe(2);
    expect(await fixture.count('inquiry_request', 'inquiry_id IN (SELECT id FROM inquiry WHERE case_id = $1)', [receipts[0]!.caseId])).toBe(4);
  });

  test('comes with other facts of the case under the same number: a conflict, on record, and nothing changes', async () => {
    const filed = await fixture.filed();
    const { caseId } = await fixture.file(filed);
    expect(await codeOf(fixture.file({ ...filed, filedOn: '2026-11-19' }))).toBe('filing-conflict');
    expect(await codeOf(fixture.file({ ...filed, caseNumber: '（2026）浙0106执999999号' }))).toBe('filing-conflict');
    expect((await fixture.cases.reader.find(caseId!))!.filedOn).toBe('2026-11-20');
    expect(await fixture.count('audit_event', "event = 'filing.conflict' AND result = 'failure'")).toBe(2);
    expect(await fixture.count('case_file', "case_number = '（2026）浙0106执999999号'")).toBe(0);
  });

  test('names another person under the number of an obligor: a conflict of that party, the others go on', async () => {
    const filed = await fixture.filed();
    const { caseId } = await fixture.file(filed);
    const receipt = await fixture.file({ ...filed, parties: [fixture.person('1'), fixture.person('2')] });
    expect(receipt.parties.map(({ result }) => result)).toEqual(['conflict', 'asked']);
    expect(await fixture.audit(caseId!)).toContain('filing.conflict failure');
  });

  test('names somebody new later: added, and only that one is asked about', async () => {
    const filed = await fixture.filed();
    const { caseId, filingId } = await fixture.file(filed);
    await fixture.starter.turn(fixture.now);
    const receipt = await fixture.file({ ...filed, parties: [...filed.parties, fixture.person('2')] });
    await fixture.starter.turn(fixture.now);
    expect(receipt.parties.map(({ result }) => result)).toEqual(['repeated', 'asked']);
    const { inquiries } = (await fixture.reader.find(filingId!))!;
    expect(inquiries.map(({ obligorIds }) => obligorIds.length)).toEqual([1, 1]);
    expect(new Set(inquiries.flatMap(({ obligorIds }) => obligorIds)).size).toBe(2);
    expect(await fixture.count('inquiry', 'case_id = $1', [caseId])).toBe(2);
  });

  test('names the same obligor under another number of party or filing: not asked about again', async () => {
    const filed = await fixture.filed();
    const twice = { ...filed, parties: [filed.parties[0]!, { ...filed.parties[0]!, number: '9' }] };
    const receipt = await fixture.file(twice);
    expect(receipt.parties.map(({ result }) => result)).toEqual(['asked', 'already-asked']);
    const other = await fixture.file({ ...filed, number: `${filed.number}-2` });
    expect(other).toMatchObject({ known: false, caseId: receipt.caseId, orderIds: [], parties: [{ result: 'already-asked' }] });
    expect((await fixture.reader.find(other.filingId!))!.state).toBe('not-started');
  });

  test('an obligor that was registered by hand and never asked about is asked about now', async () => {
    const filed = await fixture.filed();
    const officerIds = [await fixture.officer('手工甲'), await fixture.officer('手工乙')];
    const byHand = await fixture.cases.register({ ...filed, kind: 'execution', officerIds, obligors: [filed.parties[0]!] }, CASE_SYSTEM);
    const receipt = await fixture.file(filed);
    expect(receipt).toMatchObject({ caseId: byHand.id, parties: [{ result: 'asked', obligorId: byHand.obligors[0]!.id }] });
    expect((await fixture.cases.reader.find(byHand.id))!.officers.map(({ name }) => name)).toEqual(['手工甲', '手工乙']);
  });

  test('bad parties are answered one by one and the good ones go on; corrected later they are taken', async () => {
    const bad = fixture.person('2', { documents: [{ type: 'resident-id', number: '330106198001011234' }] });
    const good = fixture.person('2');
    const filed = await fixture.filed();
    const receipt = await fixture.file({ ...filed, parties: [fixture.person('1', { name: '' }), ...filed.parties.map((party) => ({ ...party, number: '3' })), bad] });
    expect(receipt.parties.map(({ result }) => result)).toEqual(['invalid', 'asked', 'invalid']);
    const words = JSON.stringify(receipt.parties);
    expect(words).toContain('/documents/0/number');
    expect(words).not.toContain('330106198001011234');
    expect((await fixture.file({ ...filed, parties: [good] })).parties).toMatchObject([{ result: 'asked' }]);
  });

  test('nothing but bad parties: nothing is registered', async () => {
    const filed = await fixture.filed();
    const receipt = await fixture.file({ ...filed, parties: [fixture.person('1', { documents: [{ type: 'resident-id', number: '1' }] })] });
    expect(receipt.filingId).toBeUndefined();
    expect(await fixture.count('case_file', 'case_number = $1', [filed.caseNumber])).toBe(0);
    expect(await fixture.count('filing', 'filing_number = $1', [filed.number])).toBe(0);
  });

  test.each([
    ['a case number that is none', { caseNumber: '2026浙0106' }, 'request-invalid'],
    ['a case of another kind', { caseNumber: '（2026）浙0106民初1号' }, 'request-invalid'],
    ['another court than the number says', { courtCode: '浙0102' }, 'request-invalid'],
    ['a day in the future', { filedOn: '2026-11-27' }, 'request-invalid'],
    ['a court that is not registered', { caseNumber: '（2026）浙0108执1号' }, 'court-unknown'],
    ['a negative claim', { owed: { principalFen: -1, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 } }, 'request-invalid'],
  ])('%s is refused', async (_, change, code) => {
    expect(await codeOf(fixture.file(await fixture.filed({ strangers: true, ...change })))).toBe(code);
  });

  test('a closed case takes no filing; an open one of the same number does', async () => {
    const filed = await fixture.filed();
    const { caseId } = await fixture.file(filed);
    await fixture.cases.changeState(caseId!, undefined, 'closed', CASE_SYSTEM);
    expect(await codeOf(fixture.file({ ...filed, parties: [fixture.person('5')] }))).toBe('case-not-open');
  });
});

describe('officers', () => {
  test('nobody knows the officer: the case is registered, nobody is asked, and it is visible; registered later it starts by itself', async () => {
    const filed = await fixture.filed({ strangers: true });
    const receipt = await fixture.file(filed);
    expect(receipt.waitingForOfficer).toBe(true);
    await fixture.watch.turn(fixture.now);
    expect(await fixture.starter.turn(fixture.now)).toBe(0);
    expect((await fixture.reader.list({ reach: EVERYTHING, limit: 10, state: 'waiting-for-officer' })).items.map(({ id }) => id)).toContain(receipt.filingId);
    expect(await fixture.reader.waitingForOfficer()).toBe(1);
    await expect(fixture.engine.submit({ caseId: receipt.caseId!, purpose: '立案查控' }, { actor: 'judge', waitMs: 0 })).rejects.toMatchObject({ code: 'officer-missing' });

    await fixture.officer(filed.officers[0]!.name!);
    await fixture.watch.turn(fixture.now);
    expect((await fixture.reader.find(receipt.filingId!))!.state).toBe('waiting-for-officer');
    await fixture.officer(filed.officers[1]!.name!);
    expect(await fixture.watch.turn(fixture.now)).toBe(1);
    expect(await fixture.starter.turn(fixture.now)).toBe(1);
    expect((await fixture.reader.find(receipt.filingId!))!.state).toBe('started');
    expect(await fixture.reader.waitingForOfficer()).toBe(0);
    expect(await fixture.audit(receipt.caseId!)).toEqual(['case.registered', 'filing.received', 'filing.waiting-for-officer', 'filing.officer-found', 'inquiry.accepted']);
  });

  test('two officers of that name: nobody is guessed; bound by hand it starts by itself', async () => {
    const filed = await fixture.filed({ strangers: true });
    const [handling] = [await fixture.officer(filed.officers[0]!.name!), await fixture.officer(filed.officers[0]!.name!)];
    const second = await fixture.officer(filed.officers[1]!.name!);
    const receipt = await fixture.file(filed);
    expect(receipt.waitingForOfficer).toBe(true);
    await fixture.cases.change(receipt.caseId!, undefined, { officerIds: [handling!, second] }, CASE_SYSTEM);
    expect(await fixture.watch.turn(fixture.now)).toBe(1);
    expect(await fixture.starter.turn(fixture.now)).toBe(1);
  });

  test('an officer of another court is not taken', async () => {
    const filed = await fixture.filed({ strangers: true });
    for (const { name } of filed.officers) await fixture.officer(name!, '浙0102');
    expect((await fixture.file(filed)).waitingForOfficer).toBe(true);
  });

  test('found by certificate and by id', async () => {
    const ids = [await fixture.officer('持证甲'), await fixture.officer('持证乙')];
    const [{ duty_certificate: certificate }] = (await rowsOf<{ duty_certificate: string }>(fixture.database, 'SELECT duty_certificate FROM officer WHERE id = $1', [ids[0]])) as [{ duty_certificate: string }];
    const receipt = await fixture.file(await fixture.filed({ strangers: true, officers: [{ certificate }, { id: ids[1]! }] }));
    expect((await fixture.cases.reader.find(receipt.caseId!))!.officers.map(({ id }) => id)).toEqual(ids);
  });

  test('the standing second officer of the court steps in where the filing names nobody who is registered', async () => {
    const second = await fixture.officer('常设乙', '浙0102');
    await fixture.desk.policies.put({ courtCode: '浙0102' }, { secondOfficerId: second }, 0, CASE_SYSTEM);
    const handling = await fixture.officer('上城甲', '浙0102');
    const receipt = await fixture.file(await fixture.filed({ strangers: true, caseNumber: '（2026）浙0102执77号', officers: [{ name: '上城甲' }, { name: '无此人' }] }));
    expect(receipt.waitingForOfficer).toBe(false);
    expect((await fixture.cases.reader.find(receipt.caseId!))!.officers.map(({ id }) => id)).toEqual([handling, second]);
  });
});

describe('policy', () => {
  test('preservation starts only when the applicant asked in writing (C9)', async () => {
    const silent = await fixture.file(await fixture.filed({ caseNumber: '（2026）浙0106执保501号' }));
    expect(silent).toMatchObject({ held: true, waitingForOfficer: false });
    expect((await fixture.reader.find(silent.filingId!))!).toMatchObject({ state: 'not-started', inquiries: [{ state: 'held', reason: 'not-requested' }] });
    const asked = await fixture.file(await fixture.filed({ caseNumber: '（2026）浙0106执保502号', requested: true }));
    expect(asked.held).toBe(false);
    const [order] = await rowsOf<{ command: { priority: string } }>(fixture.database, 'SELECT command FROM inquiry_order WHERE id = $1', [asked.orderIds[0]]);
    expect(order!.command.priority).toBe('urgent');
  });

  test('who was filed and held is asked about when the applicant asks later under another number', async () => {
    const filed = await fixture.filed({ caseNumber: '（2026）浙0106执保503号' });
    await fixture.file(filed);
    expect((await fixture.file({ ...filed, number: `${filed.number}-b`, requested: true })).parties).toMatchObject([{ result: 'asked' }]);
  });

  test('urgent by cause and by amount; sources and freshness go with the order', async () => {
    const commandOf = async (change: object): Promise<object> => {
      const { orderIds } = await fixture.file(await fixture.filed(change));
      return (await rowsOf<{ command: object }>(fixture.database, 'SELECT command FROM inquiry_order WHERE id = $1', [orderIds[0]]))[0]!.command;
    };
    expect(await commandOf({})).toMatchObject({ priority: 'filing' });
    expect(await commandOf({ cause: '追索劳动报酬纠纷' })).toMatchObject({ priority: 'urgent' });
    const { version } = await fixture.desk.policies.put({ courtCode: '浙', caseKind: 'execution' }, { urgent: { causes: [], fromFen: 100_000_000, kinds: [] }, sources: ['vehicle'], freshnessSeconds: 60 }, 0, CASE_SYSTEM);
    expect(await commandOf({ cause: '追索劳动报酬纠纷' })).toMatchObject({ priority: 'filing', sources: ['vehicle'], freshnessMs: 60_000 });
    expect(await commandOf({ owed: { principalFen: 100_000_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 } })).toMatchObject({ priority: 'urgent' });
    await fixture.desk.policies.put({ courtCode: '浙', caseKind: 'execution' }, {}, version, CASE_SYSTEM);
  });

  test('a court inherits from those above it; the nearer and the more specific word wins; versions are kept', async () => {
    const { policies } = fixture.desk;
    await policies.put({}, { freshnessSeconds: 1, requeryOpen: { everyDays: 10, atMost: 1 } }, 0, CASE_SYSTEM);
    await policies.put({ courtCode: '浙01' }, { freshnessSeconds: 2 }, 0, CASE_SYSTEM);
    await policies.put({ courtCode: '浙01', caseKind: 'restored' }, { freshnessSeconds: 3 }, 0, CASE_SYSTEM);
    expect(await policies.inForce('浙0106', 'execution')).toMatchObject({ freshnessSeconds: 2, requeryOpen: { everyDays: 10, atMost: 1 }, startAtFiling: 'always' });
    expect(await policies.inForce('浙0106', 'restored')).toMatchObject({ freshnessSeconds: 3 });
    expect(await policies.inForce('浙', 'restored')).toMatchObject({ freshnessSeconds: 1 });
    await policies.put({ courtCode: '浙0106' }, { freshnessSeconds: null, requeryOpen: null }, 0, CASE_SYSTEM);
    expect(await policies.inForce('浙0106', 'restored')).toMatchObject({ freshnessSeconds: null, requeryOpen: null });

    expect(await codeOf(policies.put({ courtCode: '浙0106' }, {}, 0, CASE_SYSTEM))).toBe('version-conflict');
    await policies.put({ courtCode: '浙0106' }, {}, 1, CASE_SYSTEM);
    const history = (await policies.list({ history: true })).filter(({ courtCode }) => courtCode === '浙0106');
    expect(history.map(({ version, replacedAt }) => [version, replacedAt === undefined])).toEqual([[2, true], [1, false]]);
    expect(await fixture.count('audit_event', "event = 'policy.changed' AND result = 'failure' AND reason = 'version-conflict'")).toBe(1);
    await policies.put({}, {}, 1, CASE_SYSTEM);
    await policies.put({ courtCode: '浙01' }, {}, 1, CASE_SYSTEM);
  });

  test.each([
    ['no sources', { sources: [] }, 'request-invalid'],
    ['hours of no length', { requeryHours: { from: 3, to: 3 } }, 'request-invalid'],
    ['nobody who owes', { obligorStatuses: [] }, 'request-invalid'],
    ['an officer nobody knows', { secondOfficerId: '0198c0de-0000-7000-8000-000000000000' }, 'officer-unknown'],
  ])('a policy with %s is refused', async (_, content, code) => {
    expect(await codeOf(fixture.desk.policies.put({ courtCode: '浙0102', caseKind: 'restored' }, content, 0, CASE_SYSTEM))).toBe(code);
  });
});

describe('a process that dies', () => {
  test('between filing and inquiry: the order is there and the next process starts it, once', async () => {
    const receipt = await fixture.file(await fixture.filed());
    // Claimed, and never heard of again.
    const dead = fixture.starterWith({ submit: () => new Promise(() => undefined) });
    void dead.turn(fixture.now);
    while ((await fixture.count('inquiry_order', "id = $1 AND attempts > 0", [receipt.orderIds[0]])) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await fixture.starter.turn(fixture.now)).toBe(0);
    const later = new Date(fixture.now.getTime() + 31_000);
    expect(await fixture.starter.turn(later)).toBe(1);
    expect(await fixture.starter.turn(new Date(later.getTime() + 600_000))).toBe(0);
    expect(await fixture.count('inquiry', 'case_id = $1', [receipt.caseId])).toBe(1);
  });

  test('after the inquiry was committed and before the order says so: no second inquiry', async () => {
    const receipt = await fixture.file(await fixture.filed());
    const deaf = fixture.starterWith({
      submit: async (command, caller) => {
        await fixture.engine.submit(command, caller);
        throw Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
      },
    });
    expect(await deaf.turn(fixture.now)).toBe(0);
    expect((await fixture.reader.find(receipt.filingId!))!.state).toBe('accepted');
    expect(await fixture.starter.turn(new Date(fixture.now.getTime() + 31_000))).toBe(1);
    expect(await fixture.count('inquiry', 'case_id = $1', [receipt.caseId])).toBe(1);
    expect((await fixture.reader.find(receipt.filingId!))!).toMatchObject({ state: 'started', inquiries: [{ inquiryId: expect.any(String) }] });
  });

  test('within the transaction: neither case nor filing is there, and the same filing is taken afterwards', async () => {
    const filed = await fixture.filed();
    const line = await breakableDatabase(fixture.url);
    try {
      // The order cannot be written: its table is locked while the line is cut.
      const holder = await fixture.database.pool.connect();
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE inquiry_order IN ACCESS EXCLUSIVE MODE');
      const broken = new FilingDesk(line.database, () => fixture.now).file(filed, { actor: CASE_SYSTEM, channel: 'soap', exchangeId: null });
      broken.catch(() => undefined);
      while ((await fixture.count('pg_stat_activity', "wait_event_type = 'Lock' AND query LIKE '%inquiry_order%' AND application_name = 'test-breakable'")) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      line.cut();
      await expect(broken).rejects.toThrow();
      await holder.query('ROLLBACK');
      holder.release();
    } finally {
      await line.close();
    }
    while ((await fixture.count('pg_stat_activity', "application_name = 'test-breakable' AND state <> 'idle'")) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await fixture.count('case_file', 'case_number = $1', [filed.caseNumber])).toBe(0);
    const receipt = await fixture.file(filed);
    expect(receipt).toMatchObject({ known: false, parties: [{ result: 'asked' }] });
    expect(await fixture.starter.turn(fixture.now)).toBe(1);
  });

  test('an inquiry that is refused for good is visible with its reason', async () => {
    const receipt = await fixture.file(await fixture.filed());
    await fixture.cases.changeState(receipt.caseId!, undefined, 'suspended', CASE_SYSTEM);
    await fixture.starter.turn(fixture.now);
    expect((await fixture.reader.find(receipt.filingId!))!).toMatchObject({ state: 'refused', inquiries: [{ state: 'refused', reason: 'case-not-open' }] });
    expect(await fixture.audit(receipt.caseId!)).toContain('filing.inquiry-refused failure');
  });
});
