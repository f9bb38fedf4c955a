import { v7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { asDeskCall, DeskDatabase, enterDesk, withDeskScope, type DeskScope } from './desk-database.js';

/** Tables in which nothing of a case stands. A new table belongs here, or gets a policy in a migration. */
const NOT_CASE_DATA = [
  'access_identity', 'court', 'event_relay', 'evidence_anchor', 'evidence_block', 'evidence_installation', 'evidence_pending', 'external_identity', 'file_package', 'file_received', 'institution',
  'inquiry_policy', 'kysely_migration', 'kysely_migration_lock', 'living_standard', 'officer', 'outbox', 'received_event', 'sign_in_session',
];
/** Of those, the ones that name people all the same: desks cannot read them at all. */
const CLOSED_TO_DESKS = ['access_identity', 'event_relay', 'evidence_anchor', 'evidence_block', 'evidence_installation', 'evidence_pending', 'external_identity', 'file_received', 'inquiry_policy', 'kysely_migration', 'kysely_migration_lock', 'outbox', 'received_event', 'sign_in_session'];

const PEOPLE = ['obligor', 'obligor_document', 'inquiry', 'inquiry_request', 'outcome', 'exchange', 'identity_key'] as const;

let test0: TestDatabase;
let desk: DeskDatabase;
const cases = { home: v7(), neighbour: v7(), foreign: v7() };

beforeAll(async () => {
  test0 = await createTestDatabase();
  desk = new DeskDatabase(test0.database, { poolSize: 2 });
  const { pool } = test0.database;
  await pool.query(`INSERT INTO court (code, name, parent_code) VALUES ('浙', '高院', NULL), ('浙01', '中院', '浙'), ('浙0106', '西湖', '浙01'), ('浙0201', '海曙', '浙')`);
  await pool.query(`INSERT INTO institution (code, name, kind, adapter, contract_version, region, sources, concurrency, connect_timeout_ms, response_timeout_ms, answer_deadline_s)
    VALUES ('BANK', '银行', 'bank', 'bank', '1', '000000', '{deposit}', 1, 1, 1, 1)`);
  let number = 0;
  for (const [name, court] of [['home', '浙0106'], ['neighbour', '浙0106'], ['foreign', '浙0201']] as const) {
    number += 1;
    const [id, obligor, inquiry] = [cases[name], v7(), v7()];
    await pool.query(
      `INSERT INTO case_file (id, case_number, court_code, kind, state, filed_on, principal_fen, interest_fen, late_interest_fen, fee_fen, paid_fen, created_by)
       VALUES ($1, $2, $3, 'execution', 'open', '2026-01-01', 0, 0, 0, 0, 0, 'test')`,
      [id, `（2026）${court}执${number}号`, court],
    );
    await pool.query(`INSERT INTO obligor (id, case_id, kind, name, documents) VALUES ($1, $2, 'person', '虚构人', '[]')`, [obligor, id]);
    await pool.query(`INSERT INTO obligor_document (case_id, obligor_id, type, number) VALUES ($1, $2, 'resident-id', $3)`, [id, obligor, String(number)]);
    await pool.query(
      `INSERT INTO inquiry (id, case_id, sources, priority, purpose, forced, requested_by, snapshot, document_number, total, accepted_at)
       VALUES ($1, $2, '{deposit}', 2, 'x', false, 'test', '{}', $3, 1, now())`,
      [inquiry, id, `D${number}`],
    );
    await pool.query(`INSERT INTO inquiry_request (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by) VALUES ($1, $2, $3, 'BANK', 'pull', 'R', '{deposit}', now())`, [number, inquiry, obligor]);
    await pool.query(`INSERT INTO exchange (id, request_id, institution_code, operation, direction, attempt, started_at, ended_at) VALUES ($1, $2, 'BANK', 'call', 'out', 1, now(), now())`, [number, number]);
    await pool.query(`INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, exchange_id, accepted_at, waited_ms) VALUES ($1, 1, $2, 'found', '{}', 'pull', 99, now(), 0)`, [number, inquiry]);
    await pool.query(`INSERT INTO identity_key (inquiry_id, obligor_id, asked, ask_by) VALUES ($1, $2, '{}', now())`, [inquiry, obligor]);
    await pool.query(
      `INSERT INTO filing (id, court_code, filing_number, channel, actor, case_id, head, head_digest, officers, state) VALUES ($1, $2, $3, 'rest', 'x', $4, '{}', '', '[]', 'started')`,
      [v7(), court, `F${number}`, id],
    );
  }
  // One message that carried the answers of all three.
  await pool.query(`INSERT INTO exchange (id, institution_code, operation, direction, attempt, started_at, ended_at) VALUES (99, 'BANK', 'feed', 'in', 1, now(), now()), (98, 'BANK', 'feed', 'in', 1, now(), now())`);
  await pool.query(`INSERT INTO case_member (case_id, login, part, added_by) VALUES ($1, 'lin', 'registrar', 'test'), ($2, 'lin', 'registrar', 'test')`, [cases.home, cases.foreign]);
});
afterAll(async () => {
  await desk.close();
  await test0.drop();
});

const scope = (change: Partial<DeskScope> = {}): DeskScope => ({ login: 'lin', court: '浙0106', below: false, whole: false, system: false, cases: [], ...change });
const supervisor = (change: Partial<DeskScope> = {}): DeskScope => scope({ login: 'shen', court: '浙01', below: true, whole: true, ...change });
const all = Object.values(cases);

/** How many rows a statement without any condition sees. */
const rows = async (table: string): Promise<number> => (await desk.pool.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n;
const peopleSeen = (given: DeskScope): Promise<number[]> => withDeskScope(given, () => Promise.all(PEOPLE.map(rows)));
const NOBODY = PEOPLE.map(() => 0);

describe('what a desk can read, whatever it asks', () => {
  test('outside of a call, and in one that nobody let through: nothing', async () => {
    expect(await Promise.all([...PEOPLE, 'case_file', 'filing'].map(rows))).toEqual([...NOBODY, 0, 0]);
    expect(await asDeskCall(() => Promise.all([...PEOPLE, 'case_file', 'filing'].map(rows)))).toEqual([...NOBODY, 0, 0]);
  });

  test('an officer, let through for their own case: that case, and the message it stood in', async () => {
    expect(await peopleSeen(scope({ cases: [cases.home] }))).toEqual([1, 1, 1, 1, 1, 2, 1]);
  });

  test('an officer on a list: the cases in which they take part, of their own court, and nobody in them', async () => {
    const seen = await withDeskScope(scope(), async () => (await desk.pool.query('SELECT id FROM case_file')).rows.map(({ id }) => id));
    expect(seen).toEqual([cases.home]);
    expect(await peopleSeen(scope())).toEqual(NOBODY);
    expect(await withDeskScope(scope(), () => rows('filing'))).toBe(1);
  });

  test('the gateway was wrong and let somebody through for cases without a ground: still nothing', async () => {
    expect(await peopleSeen(scope({ cases: [cases.neighbour] }))).toEqual(NOBODY);
    // Takes part by mistake in a case of another court.
    expect(await peopleSeen(scope({ cases: [cases.foreign] }))).toEqual(NOBODY);
    expect(await peopleSeen(scope({ login: 'nobody', cases: all }))).toEqual(NOBODY);
    expect(await peopleSeen(scope({ court: undefined, cases: all }))).toEqual(NOBODY);
  });

  test('a supervisor: every case of the courts below by its number; people only of the one they gave a reason for, while it holds', async () => {
    const seen = await withDeskScope(supervisor(), async () => (await desk.pool.query('SELECT id FROM case_file ORDER BY id')).rows.map(({ id }) => id));
    expect(seen).toEqual([cases.home, cases.neighbour].sort());
    expect(await peopleSeen(supervisor({ cases: all }))).toEqual(NOBODY);
    const { pool } = test0.database;
    const id = v7();
    await pool.query(`INSERT INTO access_grant (id, login, case_id, purpose, reason, until) VALUES ($1, 'shen', $2, 'supervision', '核查超期未结案件', now() + interval '1 hour')`, [id, cases.neighbour]);
    await pool.query(`INSERT INTO access_grant (id, login, case_id, purpose, reason, until) VALUES ($1, 'shen', $2, 'supervision', '核查超期未结案件', now() + interval '1 hour')`, [v7(), cases.foreign]);
    expect(await peopleSeen(supervisor({ cases: all }))).toEqual([1, 1, 1, 1, 1, 2, 1]);
    await pool.query('UPDATE access_grant SET ended_at = now() WHERE id = $1', [id]);
    expect(await peopleSeen(supervisor({ cases: all }))).toEqual(NOBODY);
  });

  test('an approver of the court above: the case they were asked about and no other, on lists too; of no court that is not above', async () => {
    const approver = (change: Partial<DeskScope> = {}): DeskScope => scope({ login: 'zhou', court: '浙01', approves: '浙01', ...change });
    const listed = (given: DeskScope) => withDeskScope(given, async () => (await desk.pool.query('SELECT id FROM case_file')).rows.map(({ id }) => id));
    expect([await peopleSeen(approver({ cases: all })), await listed(approver())]).toEqual([NOBODY, []]);
    await test0.database.pool.query(`INSERT INTO case_member (case_id, login, part, added_by) VALUES ($1, 'zhou', 'approver', 'lin'), ($2, 'zhou', 'second', 'lin'), ($3, 'zhou', 'approver', 'lin')`, [cases.home, cases.neighbour, cases.foreign]);
    expect([await peopleSeen(approver({ cases: all })), await listed(approver())]).toEqual([[1, 1, 1, 1, 1, 2, 1], [cases.home]]);
    expect([await peopleSeen(scope({ login: 'zhou', court: '浙01', cases: all })), await listed(scope({ login: 'zhou', court: '浙01' }))]).toEqual([NOBODY, []]);
    expect(await peopleSeen(approver({ court: '浙02', approves: '浙02', cases: all }))).toEqual(NOBODY);
    expect(await peopleSeen(approver({ court: '浙0106', approves: '浙0106', cases: [] }))).toEqual(NOBODY);
    await test0.database.pool.query(`UPDATE case_member SET until = now() WHERE login = 'zhou' AND part = 'approver'`);
    expect([await peopleSeen(approver({ cases: all })), await listed(approver())]).toEqual([NOBODY, []]);
    await test0.database.pool.query(`DELETE FROM case_member WHERE login = 'zhou'`);
  });

  test('the case system of the high court: all it is let through for', async () => {
    expect(await peopleSeen(supervisor({ login: 'system', court: '浙', system: true, cases: all }))).toEqual([3, 3, 3, 3, 3, 4, 3]);
  });

  test('calls that share a connection do not see what the other was let through for', async () => {
    const narrow = new DeskDatabase(test0.database, { poolSize: 1 });
    const seen = (given: DeskScope) => withDeskScope(given, async () => (await narrow.pool.query('SELECT count(*)::int AS n FROM obligor')).rows[0].n as number);
    const given = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? scope({ cases: [cases.home] }) : scope({ login: 'other', cases: [cases.home] })));
    expect(await Promise.all(given.map(seen))).toEqual(given.map((_, index) => (index % 2 === 0 ? 1 : 0)));
    await asDeskCall(async () => {
      enterDesk(scope({ cases: [cases.home] }));
      expect(await narrow.query.selectFrom('obligor').select('id').execute()).toHaveLength(1);
    });
    expect(await narrow.query.selectFrom('obligor').select('id').execute()).toHaveLength(0);
    await narrow.close();
  });

  test('a right is withdrawn between two statements of one transaction: what was looked up for the first says nothing about the second', async () => {
    const client = await withDeskScope(scope({ cases: [cases.home] }), () => desk.pool.connect());
    const seen = async () => (await client.query('SELECT (SELECT count(*) FROM obligor)::int AS people, (SELECT count(*) FROM inquiry)::int AS inquiries')).rows[0];
    const taken = (until: string) => test0.database.pool.query(`UPDATE case_member SET until = ${until} WHERE login = 'lin' AND case_id = $1`, [cases.home]);
    try {
      await client.query('BEGIN');
      expect(await seen()).toEqual({ people: 1, inquiries: 1 });
      await taken('now()');
      expect(await seen()).toEqual({ people: 0, inquiries: 0 });
      await taken('NULL');
      expect(await seen()).toEqual({ people: 1, inquiries: 1 });
      await client.query('COMMIT');
    } finally {
      client.release(true);
    }
  });

  test('nothing can be written, and officers’ pictures and tokens cannot be read', async () => {
    await withDeskScope(scope({ cases: [cases.home] }), async () => {
      for (const statement of ['UPDATE case_file SET paid_fen = 1', 'DELETE FROM obligor', `INSERT INTO case_member (case_id, login, part, added_by) VALUES ('${cases.neighbour}', 'lin', 'approver', 'lin')`, 'SELECT work_image FROM officer', 'SELECT token_digest FROM access_identity']) {
        await expect(desk.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  test('RESET ROLE leads back to the role of desks; a login of its own leads nowhere else', async () => {
    const client = await withDeskScope(scope(), () => desk.pool.connect());
    await client.query('RESET ROLE');
    expect((await client.query('SELECT current_user AS who')).rows[0].who).toBe('chakong_desk');
    client.release(true);
    const { rows: roles } = await test0.database.pool.query(`SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'chakong_desk'`);
    expect(roles).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false }]);
  });

  test('an address that leads past the role is found out before anybody reads', async () => {
    await expect(desk.check()).resolves.toBeUndefined();
    const past = new DeskDatabase(test0.database, { url: `${test0.url}?options=${encodeURIComponent('-c role=none')}` });
    await expect(past.check()).rejects.toThrow('chakong_desk');
    await past.close();
  });

  test('a login is named for desks that is the owner of the tables: found out, because SET ROLE NONE would lead there', async () => {
    const same = new DeskDatabase(test0.database, { url: test0.url, poolSize: 1 });
    await expect(same.check()).rejects.toThrow('can become the owner of the tables');
    // What it is found out for: people without any scope.
    expect((await same.pool.query('SELECT count(*)::int AS n FROM obligor')).rows[0].n).toBe(0);
    const client = await same.pool.connect();
    await client.query('SET ROLE NONE');
    expect((await client.query('SELECT count(*)::int AS n FROM obligor')).rows[0].n).toBe(3);
    client.release(true);
    await same.close();
  });

  test('every table has a policy, or is known to hold nothing of a case', async () => {
    const { rows: tables } = await test0.database.pool.query(
      `SELECT c.relname AS name, c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS guarded, has_table_privilege('chakong_desk', c.oid, 'SELECT') AS open
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY 1`,
    );
    expect(tables.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual([...NOT_CASE_DATA].sort());
    expect(tables.filter(({ name, open }) => CLOSED_TO_DESKS.includes(name) && open).map(({ name }) => name)).toEqual([]);
  });
});
