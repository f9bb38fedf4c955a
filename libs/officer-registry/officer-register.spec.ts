import { randomUUID } from 'node:crypto';
import { institution, openCase, rowsOf, until } from '#libs/engine-testkit';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { OfficerRegister, OfficerRegistrations, RegistrationTasks } from './index.js';

const ACTOR = { login: 'supervisor', correlationId: null };
const BANK = institution({ code: 'BANK-1', officerRegistration: 'required' });
const TODAY = new Date('2026-11-26T04:00:00Z');

let test: TestDatabase;
let officerIds: string[];
let here: OfficerRegister;
let elsewhere: OfficerRegister;
let registrations: OfficerRegistrations;

beforeAll(async () => {
  test = await createTestDatabase();
  await openCase(test.database);
  officerIds = (await rowsOf<{ id: string }>(test.database, 'SELECT id FROM officer ORDER BY work_certificate')).map(({ id }) => id);
  for (const code of ['BANK-1', 'BANK-2']) {
    await test.database.pool.query(
      `INSERT INTO institution (code, name, kind, adapter, contract_version, region, sources, concurrency, connect_timeout_ms, response_timeout_ms, answer_deadline_s)
       VALUES ($1, 'bank', 'bank', 'test', '1', '000000', '{deposit}', 1, 100, 100, 1)`, [code]);
  }
  [here, elsewhere] = [0, 1].map(() => new OfficerRegister({ database: test.database, logger: silentLogger(), clock: () => TODAY })) as [OfficerRegister, OfficerRegister];
  await Promise.all([here.start(), elsewhere.start()]);
  await until(() => here.listening && elsewhere.listening);
  registrations = new OfficerRegistrations(test.database, () => TODAY, (ids) => here.refresh(ids));
});
afterAll(async () => {
  await Promise.all([here.close(), elsewhere.close()]);
  await test.drop();
});
beforeEach(async () => {
  await test.database.pool.query('DELETE FROM officer_registration_task; DELETE FROM officer_registration');
  await Promise.all([here.refresh(), elsewhere.refresh()]);
});

const signer = () => [{ id: officerIds[0]! }];
const order = (change: object = {}) => ({ officerIds: [officerIds[0]!], institutionCodes: ['BANK-1'], state: 'registered' as const, ...change });
const causeOf = async (register: OfficerRegister): Promise<string | undefined> => (await register.refusal(signer(), BANK))?.cause;

describe('the register in memory', () => {
  it('answers at once for whom it knows, without a question to the database', async () => {
    await registrations.put(order(), undefined, ACTOR);
    expect(here.refusal(signer(), BANK)).toBeUndefined();
    expect(here.refusal([{ id: officerIds[1]! }], BANK)).toMatchObject({ cause: 'officer-not-registered' });
  });

  it('another process hears of a registration that begins and of one that ends', async () => {
    expect(await causeOf(elsewhere)).toBe('officer-not-registered');
    await registrations.put(order(), undefined, ACTOR);
    await until(async () => (await causeOf(elsewhere)) === undefined);
    await registrations.put(order({ state: 'ended', reason: '调离' }), undefined, ACTOR);
    await until(async () => (await causeOf(elsewhere)) === 'officer-not-registered');
  });

  it('whatever statement suspends an officer, every process hears of it', async () => {
    await registrations.put(order(), undefined, ACTOR);
    await until(async () => (await causeOf(elsewhere)) === undefined);
    await test.database.pool.query(`UPDATE officer SET suspended_at = now(), suspended_by = 'dba', suspended_reason = 'x' WHERE id = $1`, [officerIds[0]]);
    await until(async () => (await causeOf(elsewhere)) === 'officer-not-valid' && (await causeOf(here)) === 'officer-not-valid');
    await test.database.pool.query('UPDATE officer SET suspended_at = NULL, suspended_by = NULL, suspended_reason = NULL WHERE id = $1', [officerIds[0]]);
    await until(async () => (await causeOf(here)) === undefined);
  });

  it('an officer nobody told of is read when first asked about; one that does not exist signs nothing', async () => {
    const late = new OfficerRegister({ database: test.database, logger: silentLogger(), clock: () => TODAY });
    await registrations.put(order(), undefined, ACTOR);
    // Never started: it hears nothing and believes nothing for long.
    expect(await late.refusal(signer(), BANK)).toBeUndefined();
    expect(await late.invalidity({ id: randomUUID() })).toEqual({ rule: 'unknown' });
  });

  it('the database is away when an unknown officer is asked about: the question fails, it is not let through', async () => {
    const lost = await createTestDatabase();
    const register = new OfficerRegister({ database: lost.database, logger: silentLogger() });
    await lost.drop();
    await expect(Promise.resolve(register.refusal(signer(), BANK))).rejects.toThrow();
  });
});

describe('registrations', () => {
  const rows = () => rowsOf<{ state: string; since: string; until: string | null; version: number }>(test.database,
    'SELECT state, registered_since AS since, registered_until AS until, version FROM officer_registration ORDER BY officer_id, institution_code');
  const audited = async (): Promise<number> => (await rowsOf(test.database, `SELECT FROM audit_event WHERE event = 'officer.registration-changed' AND result = 'success'`)).length;

  it('several officers at several institutions at once; repeated, nothing changes and nothing is recorded', async () => {
    const all = order({ officerIds, institutionCodes: ['BANK-2', 'BANK-1'], reference: '备2026-1' });
    const before = await audited();
    expect(await registrations.put(all, undefined, ACTOR)).toEqual({ changed: 4, unchanged: 0 });
    expect(await registrations.put(all, undefined, ACTOR)).toEqual({ changed: 0, unchanged: 4 });
    expect(await rows()).toEqual(Array.from({ length: 4 }, () => ({ state: 'registered', since: '2026-11-26', until: null, version: 1 })));
    expect((await audited()) - before).toBe(4);
  });

  it.each<[string, Record<string, () => unknown>, string]>([
    ['an officer that is none', { officerIds: () => [officerIds[0]!, randomUUID()] }, 'officer-unknown'],
    ['an institution that is none', { institutionCodes: () => ['BANK-1', 'NOWHERE'] }, 'institution-unknown'],
    ['one of them cannot move so', { state: () => 'ended', reason: () => '调离' }, 'state-change-invalid'],
    ['a last day before the first', { since: () => '2026-11-20', until: () => '2026-11-19' }, 'request-invalid'],
    ['an end without a reason', { state: () => 'ended' }, 'request-invalid'],
    ['an end that is still to come', { state: () => 'ended', reason: () => 'x', until: () => '2026-11-27' }, 'request-invalid'],
    ['a day that is in no calendar', { since: () => '2026-02-30' }, 'request-invalid'],
  ])('all or nothing: %s', async (_, change, code) => {
    const built = Object.fromEntries(Object.entries(change).map(([key, make]) => [key, make()]));
    await registrations.put(order({ institutionCodes: ['BANK-2'] }), undefined, ACTOR);
    await expect(registrations.put(order({ institutionCodes: ['BANK-1', 'BANK-2'], ...built }), undefined, ACTOR)).rejects.toMatchObject({ code });
    expect(await rows()).toHaveLength(1);
  });

  it('officers of another court look like none', async () => {
    await test.database.pool.query(`INSERT INTO court (code, name) VALUES ('浙0102', '上城') ON CONFLICT DO NOTHING`);
    await expect(registrations.put(order(), '浙0102', ACTOR)).rejects.toMatchObject({ code: 'officer-unknown' });
    await registrations.put(order(), '浙0106', ACTOR);
    expect([(await registrations.list({ limit: 10, withinCourt: '浙0102' })).length, (await registrations.list({ limit: 10, withinCourt: '浙0106' })).length]).toEqual([0, 1]);
  });

  it('two calls about the same officers at the same moment: both are done, one after the other', async () => {
    const calls = await Promise.all([1, 2].map((n) => registrations.put(order({ officerIds, reference: `备${n}` }), undefined, ACTOR)));
    expect(calls.map(({ changed }) => changed)).toEqual([2, 2]);
    expect((await rows()).map(({ version }) => version)).toEqual([2, 2]);
  });

  it('announced, registered, ended, announced again: a first day is kept, and a new registration has its own', async () => {
    for (const step of [{ state: 'requested' }, { state: 'registered', since: '2026-11-01' }, { state: 'ended', reason: '调离', until: '2026-11-20' }]) await registrations.put(order(step), undefined, ACTOR);
    expect(await rows()).toEqual([{ state: 'ended', since: '2026-11-01', until: '2026-11-20', version: 3 }]);
    await registrations.put(order(), undefined, ACTOR);
    expect(await rows()).toEqual([{ state: 'registered', since: '2026-11-26', until: null, version: 4 }]);
  });
});

describe('tasks of telling institutions', () => {
  it('told twice under the same number is told once; what is not told cannot be confirmed; another court sees none', async () => {
    const tasks = new RegistrationTasks(test.database);
    await test.database.pool.query(`INSERT INTO officer_registration_task (id, officer_id, institution_code, causes, raised_by) VALUES (gen_random_uuid(), $1, 'BANK-1', '{suspended}', 'x')`, [officerIds[0]]);
    const { id } = (await tasks.list({ limit: 5 }))[0]!;
    await expect(tasks.confirm(id, undefined, ACTOR)).rejects.toMatchObject({ code: 'state-change-invalid' });
    await expect(tasks.report(id, 'L-1', '浙0102', ACTOR)).rejects.toMatchObject({ code: 'registration-task-unknown' });
    expect(await tasks.report(id, 'L-1', '浙0106', ACTOR)).toMatchObject({ state: 'reported', reference: 'L-1', reportedBy: 'supervisor' });
    expect(await tasks.report(id, 'L-1', undefined, ACTOR)).toMatchObject({ state: 'reported' });
    await expect(tasks.report(id, 'L-2', undefined, ACTOR)).rejects.toMatchObject({ code: 'state-change-invalid' });
    expect(await tasks.confirm(id, undefined, ACTOR)).toMatchObject({ state: 'confirmed', confirmedBy: 'supervisor' });
  });
});
