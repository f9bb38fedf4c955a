import { v7 } from 'uuid';
import { openCase, rowsOf, type TestCase } from '#libs/engine-testkit';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { alarmRules, AlarmWatch, type AlarmThresholds } from './index.js';

/** A Monday at ten in the morning in Beijing. */
const MONDAY = Date.parse('2026-03-02T10:00:00+08:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Act {
  readonly login?: string;
  readonly event?: string;
  readonly basis?: string | null;
  readonly caseId?: string;
  readonly obligors?: readonly string[] | null;
  readonly at?: number;
  readonly result?: string;
}

describe('the watch over reads', () => {
  let test: TestDatabase;
  let testCase: TestCase;
  let now: number;
  let told: string[];
  beforeEach(async () => {
    test = await createTestDatabase();
    testCase = await openCase(test.database);
    now = MONDAY;
    told = [];
  });
  afterEach(() => test.drop());

  const watch = (thresholds?: AlarmThresholds) =>
    new AlarmWatch({ database: test.database, logger: silentLogger(), clock: () => now, onNotice: ({ kind, level }) => told.push(`${kind} ${level}`), ...(thresholds === undefined ? {} : { thresholds }) });
  const act = ({ login = 'judge', event = 'assets.read', basis = 'grant', caseId = testCase.caseId, obligors = [v7()], at = now - MINUTE, result = 'success' }: Act = {}) =>
    test.database.pool.query('INSERT INTO audit_event (at, event, actor, case_id, result, reason, basis, obligors) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      new Date(at), event, login, caseId, result, result === 'failure' ? 'role-missing' : null, basis, obligors,
    ]);
  const acts = async (count: number, one: (index: number) => Act = () => ({})) => {
    for (let index = 0; index < count; index += 1) await act(one(index));
  };
  const notices = async () => (await rowsOf<{ n: string }>(test.database, `SELECT kind || ' ' || level || ' ' || login || ' ' || count AS n FROM supervision_notice ORDER BY id`)).map(({ n }) => n);
  /** Spread over the last hours, so that nothing but the number is unusual. */
  const spread = (index: number): Act => ({ at: now - (index + 1) * 5 * MINUTE });

  describe('persons whose property was seen outside own cases (侵犯公民个人信息刑事解释 art. 5)', () => {
    it.each([[24, []], [25, ['persons-outside warning judge 25']], [50, ['persons-outside alarm judge 50']]])('%s: %j', async (count, expected) => {
      now = MONDAY + 10 * HOUR;
      await acts(count, spread);
      await act({ login: 'somebody-else' });
      await watch().look();
      expect((await notices()).filter((notice) => notice.startsWith('persons'))).toEqual(expected);
    });

    it('the same person again is no further person; who is only identified does not count; nor what is older than a day', async () => {
      const one = v7();
      await acts(40, (index) => ({ ...spread(index), obligors: [one] }));
      await acts(40, (index) => ({ ...spread(index), event: 'case.read' }));
      await acts(40, () => ({ at: now - 25 * HOUR }));
      await watch().look();
      expect((await notices()).filter((notice) => notice.startsWith('persons'))).toEqual([]);
    });

    it('a read that names nobody told of everybody in the case', async () => {
      await test.database.pool.query(`UPDATE obligor SET created_at = '2026-01-01'`);
      await act({ obligors: null });
      await watch({ personsOutside: 1, personsInCases: 400 }).look();
      expect(await notices()).toContain('persons-outside alarm judge 1');
    });

    it('first the warning, then the alarm; what is not settled grows with it, and nothing is raised twice', async () => {
      await acts(25, spread);
      await watch().look();
      await act();
      await watch().look();
      expect((await notices()).filter((notice) => notice.startsWith('persons'))).toEqual(['persons-outside warning judge 26']);
      await acts(24, spread);
      await watch().look();
      await act();
      await watch().look();
      expect((await notices()).filter((notice) => notice.startsWith('persons'))).toEqual(['persons-outside warning judge 26', 'persons-outside alarm judge 51']);
    });

    it('the next day it is raised again', async () => {
      await acts(25, spread);
      await watch().look();
      now += 25 * HOUR;
      await acts(25, spread);
      await watch().look();
      expect((await notices()).filter((notice) => notice.startsWith('persons-outside'))).toHaveLength(2);
    });
  });

  it('own cases have a threshold of their own, set by the court', async () => {
    await acts(30, (index) => ({ ...spread(index), basis: 'participant', event: 'inquiry.read' }));
    await watch().look();
    expect((await notices()).filter((notice) => notice.startsWith('persons'))).toEqual([]);
    await act({ basis: 'participant' });
    await watch({ personsOutside: 50, personsInCases: 40 }).look();
    expect((await notices()).filter((notice) => notice.startsWith('persons'))).toEqual(['persons-in-cases warning judge 31']);
  });

  it('a system of the court reads as much as it files', async () => {
    await acts(60, () => ({ basis: 'court-system', login: 'case-system' }));
    await watch({ personsOutside: 10, personsInCases: 10 }).look();
    expect(await notices()).toEqual([]);
  });

  it('many cases in one minute', async () => {
    await acts(9, (index) => ({ caseId: v7(), basis: 'participant', event: 'case.read', at: now - 5 * MINUTE + index * 3000 }));
    await watch().look();
    expect(await notices()).toEqual([]);
    await act({ caseId: v7(), basis: 'participant', event: 'case.read', at: now - 5 * MINUTE + 30_000 });
    await watch().look();
    expect(await notices()).toEqual(['burst warning judge 10']);
  });

  it('at night outside own cases; in own cases people may work as late as they want', async () => {
    now = Date.parse('2026-03-02T23:30:00+08:00');
    await act({ basis: 'participant' });
    await watch().look();
    expect(await notices()).toEqual([]);
    await act();
    await watch().look();
    expect(await notices()).toEqual(['night-outside warning judge 1']);
  });

  it('one person looked up through cases of others', async () => {
    await test.database.pool.query(`INSERT INTO obligor_document (case_id, obligor_id, type, number) SELECT $1, id, 'passport', 'E12345678' FROM obligor WHERE case_id = $1 LIMIT 1 ON CONFLICT DO NOTHING`, [testCase.caseId]);
    const [{ id } = { id: '' }] = await rowsOf<{ id: string }>(test.database, 'SELECT id FROM obligor LIMIT 1');
    await acts(3, (index) => ({ ...spread(index), caseId: v7(), obligors: [id], event: 'case.read' }));
    await watch().look();
    expect(await notices()).toEqual(['one-person-many-cases warning judge 3']);
  });

  it('sitting with a case again and again and doing nothing in it; asking is doing', async () => {
    const sittings = (caseId: string) => acts(6, (index) => ({ caseId, basis: 'participant', event: 'case.read', at: now - (index + 1) * 20 * MINUTE }));
    const worked = v7();
    await sittings(worked);
    await act({ caseId: worked, basis: 'participant', event: 'inquiry.accepted', obligors: null });
    await watch().look();
    expect(await notices()).toEqual([]);
    await sittings(v7());
    await watch().look();
    expect(await notices()).toEqual(['looks-without-work warning judge 6']);
  });

  it('refused calls pile up', async () => {
    await acts(10, () => ({ event: 'access.refused', result: 'failure', basis: null, obligors: null }));
    await acts(40, () => ({ login: 'anonymous', event: 'access.refused', result: 'failure', basis: null, obligors: null }));
    await watch().look();
    expect(await notices()).toEqual(['refusals warning judge 10']);
  });

  it('files are taken in number', async () => {
    await acts(20, (index) => ({ ...spread(index), basis: 'participant', event: 'assets.exported' }));
    await watch().look();
    expect(await notices()).toContain('exports warning judge 20');
  });

  it('the gateway itself is not watched', async () => {
    await acts(60, () => ({ login: 'gateway' }));
    await watch().look();
    expect(await notices()).toEqual([]);
  });

  describe('whatever happens to the process', () => {
    it('many processes look at once: one alarm, told once, with its audit entry', async () => {
      await acts(50, spread);
      const looked = await Promise.all(Array.from({ length: 4 }, () => watch().look()));
      expect(looked.filter((raised) => raised !== undefined && raised > 0)).toHaveLength(1);
      await watch().look();
      expect((await notices()).filter((notice) => notice.startsWith('persons'))).toEqual(['persons-outside alarm judge 50']);
      expect(told.filter((notice) => notice.startsWith('persons'))).toEqual(['persons-outside alarm']);
      expect(await rowsOf(test.database, `SELECT actor, reason FROM audit_event WHERE event = 'supervision.raised' AND reason LIKE 'persons%'`)).toEqual([{ actor: 'gateway', reason: 'persons-outside alarm: judge' }]);
      expect(await rowsOf(test.database, `SELECT payload ->> 'kind' AS kind FROM outbox WHERE type = 'supervision.raised' AND payload ->> 'kind' LIKE 'persons%'`)).toEqual([{ kind: 'persons-outside' }]);
    });

    it('it dies in the middle of a look: the next one finds the same', async () => {
      await acts(25, spread);
      await test.database.pool.query('ALTER TABLE supervision_notice ADD CONSTRAINT broken CHECK (count < 5)');
      await expect(watch().look()).rejects.toThrow();
      await test.database.pool.query('ALTER TABLE supervision_notice DROP CONSTRAINT broken');
      await watch().look();
      expect(await notices()).toContain('persons-outside warning judge 25');
    });

    it('nobody did anything since: nothing is counted', async () => {
      await acts(25, (index) => ({ ...spread(index) }));
      await watch().look();
      await test.database.pool.query('DELETE FROM supervision_notice');
      now += 2 * MINUTE;
      await watch().look();
      expect(await notices()).toEqual([]);
    });

    it('an entry that was committed after later ones is still found', async () => {
      const slow = await test.database.pool.connect();
      await slow.query('BEGIN');
      await slow.query(`INSERT INTO audit_event (at, event, actor, case_id, result, basis, obligors) VALUES ($1, 'assets.read', 'slow', $2, 'success', 'grant', ARRAY[gen_random_uuid()])`, [new Date(now), testCase.caseId]);
      await act({ at: now });
      await watch({ personsOutside: 1, personsInCases: 1 }).look();
      await slow.query('COMMIT');
      slow.release();
      await watch({ personsOutside: 1, personsInCases: 1 }).look();
      expect(await notices()).toContain('persons-outside alarm slow 1');
    });
  });

  it('an alarm goes to the court of the login, else of the case it touched', async () => {
    await test.database.pool.query(`INSERT INTO court (code, name) VALUES ('浙0199', '测试法院')`);
    await test.database.pool.query(`INSERT INTO access_identity (login, display_name, kind, court_code, roles, token_digest) VALUES ('known', '某人', 'person', '浙0199', '{officer}', 'x')`);
    await act({ login: 'known' });
    await act({ login: 'unknown' });
    await watch({ personsOutside: 1, personsInCases: 1 }).look();
    const rows = await rowsOf<{ login: string; court_code: string }>(test.database, `SELECT login, court_code FROM supervision_notice WHERE kind = 'persons-outside' ORDER BY login`);
    expect(rows).toEqual([{ login: 'known', court_code: '浙0199' }, { login: 'unknown', court_code: '浙0106' }]);
  });

  it('rules: each once, warning before alarm', () => {
    const rules = alarmRules();
    expect(new Set(rules.map(({ kind }) => kind)).size).toBe(rules.length);
    for (const { warnAt, alarmAt, quietMs, windowMs } of rules) expect([warnAt > 0, warnAt <= alarmAt, quietMs > 0, windowMs > 0]).toEqual([true, true, true, true]);
  });
});
