import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCase, acceptRequests, rowsOf, type TestCase } from '#libs/engine-testkit';
import { KeyRing } from '#libs/sealed-fields';
import { createTestDatabase, openedRows, type TestDatabase } from '#libs/store-testkit';
import { createAnswerWriter, createIntakeContextReader, Database, InquiryReader, KeyStore, PLACE, type AnswerItem } from './index.js';

let folder: string;
let path: string;
let ring: KeyRing;
let test: TestDatabase;
let one: TestCase;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chakong-keys-'));
  path = join(folder, 'key-ring.json');
  ring = await KeyRing.open(path);
  test = await createTestDatabase({ keys: ring });
  one = await openCase(test.database);
});
afterEach(async () => {
  await test.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Another process: a pool, memory and ring of its own. */
async function another(): Promise<{ database: Database; ring: KeyRing; close(): Promise<void> }> {
  const own = await KeyRing.open(path);
  const database = new Database({ url: test.url, poolSize: 3, applicationName: 'another', keys: own });
  return { database, ring: own, close: () => database.close() };
}

const found = (account: string): string => JSON.stringify({ kind: 'found', assets: [{ source: 'deposit', reference: account }] });
let exchangeId = 5_000_000;
function answer(requestId: number, inquiryId: string, account: string): AnswerItem {
  const id = (exchangeId += 1);
  return {
    exchange: { id, requestId, institutionCode: 'B', operation: 'call', direction: 'out', attempt: 1, startedAtMs: 1, endedAtMs: 2, httpStatus: 200, failure: null, sent: Buffer.from(`ask ${account}`), received: Buffer.from(`has ${account}`) },
    answer: { requestId, inquiryId, kind: 'found', content: found(account), assets: 1, via: 'push', exchangeId: id, acceptedAtMs: 1, sentAtMs: 1, receivedAtMs: 2, waitedMs: 0 },
  };
}

/** Every text of the database that holds it. */
async function placesOf(secret: string): Promise<string[]> {
  const columns = await rowsOf<{ table_name: string; column_name: string; data_type: string }>(
    test.database,
    `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  const places: string[] = [];
  for (const { table_name: table, column_name: column, data_type: type } of columns) {
    const text = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`;
    const [row] = await rowsOf<{ hits: number }>(test.database, `SELECT count(*)::int AS hits FROM "${table}" WHERE position($1 IN ${text}) > 0`, [secret]);
    if (row!.hits > 0) places.push(`${table}.${column}`);
  }
  return places;
}

describe('personal data in the database', () => {
  it('names, numbers, questions and answers stand nowhere in the clear', async () => {
    const context = await createIntakeContextReader(test.database).add({ caseId: one.caseId, actor: 'a', idempotencyKey: null });
    const [subject] = context.caseFile!.subjects;
    const asked = await acceptRequests(test.database, one, [{ institutionCode: 'B' }]);
    await createAnswerWriter(test.database, { patienceMs: 0 }).add(answer(asked.requests[0]!.id, asked.inquiryId, '6222000011112222'));
    for (const secret of [subject!.documents[0]!.number, '6222000011112222', context.caseFile!.officers[0]!.phone]) {
      expect(secret.length).toBeGreaterThan(5);
      expect(await placesOf(secret)).toEqual([]);
    }
    const [row] = await new InquiryReader(test.database).requests(asked.inquiryId);
    expect(row!.outcome!.outcome).toMatchObject({ kind: 'found', assets: [{ reference: '6222000011112222' }] });
  });

  it('an answer moved to another request does not open there', async () => {
    const asked = await acceptRequests(test.database, one, [{ institutionCode: 'A' }, { institutionCode: 'B' }]);
    const writer = createAnswerWriter(test.database, { patienceMs: 0 });
    await writer.add(answer(asked.requests[0]!.id, asked.inquiryId, '1'));
    const [row] = await rowsOf<{ sealed: Buffer }>(test.database, 'SELECT sealed FROM outcome');
    const opener = await test.database.fields.opener([row!.sealed]);
    expect(opener.bytes(row!.sealed, PLACE.outcome(asked.requests[0]!.id, 1)).toString()).toBe(found('1'));
    expect(() => opener.bytes(row!.sealed, PLACE.outcome(asked.requests[1]!.id, 1))).toThrow('does not open');
    expect(() => opener.bytes(row!.sealed, PLACE.outcome(asked.requests[0]!.id, 2))).toThrow('does not open');
  });

  it('the late answer is sealed as the version it becomes', async () => {
    const asked = await acceptRequests(test.database, one, [{ institutionCode: 'A' }]);
    const { id } = asked.requests[0]!;
    const writer = createAnswerWriter(test.database, { patienceMs: 0 });
    const late = { ...answer(id, asked.inquiryId, '1').answer!, kind: 'unavailable', content: '{"kind":"unavailable","cause":"deadline-passed"}', via: 'gateway' as const, exchangeId: null };
    await writer.add({ answer: late });
    expect(await writer.add(answer(id, asked.inquiryId, '2'))).toMatchObject({ status: 'merged', version: 2 });
    const stored = await openedRows(test.database, await rowsOf<{ sealed: Buffer | null; content: object }>(test.database, 'SELECT * FROM outcome ORDER BY version'));
    expect(stored.map(({ content }) => content)).toEqual([{ kind: 'unavailable', cause: 'deadline-passed' }, JSON.parse(found('2'))]);
    // What we say ourselves names nobody, and SQL may look into it.
    expect(stored[0]!.sealed).toBeNull();
  });

  it('a message that carries several requests is sealed with the key of its day, others with those of their cases', async () => {
    const two = await openCase(test.database);
    const [first, second] = [await acceptRequests(test.database, one, [{ institutionCode: 'A' }]), await acceptRequests(test.database, two, [{ institutionCode: 'A' }])];
    const shared = answer(first.requests[0]!.id, first.inquiryId, '1');
    const stranger = await another();
    try {
      // Nothing is known in that process: what is missing is looked up for the whole group.
      const writer = createAnswerWriter(stranger.database, { patienceMs: 0 });
      await Promise.all([writer.add({ ...shared, exchange: { ...shared.exchange!, requestId: null } }), writer.add(answer(second.requests[0]!.id, second.inquiryId, '2'))]);
    } finally {
      await stranger.close();
    }
    const keys = await rowsOf<{ what: string; kind: string; case_id: string | null }>(
      test.database,
      `SELECT what, k.kind, k.case_id FROM (
         SELECT CASE WHEN request_id IS NULL THEN 'shared' ELSE 'own' END AS what, sealed FROM exchange UNION ALL SELECT 'answer', sealed FROM outcome) AS s
       JOIN data_key k ON k.id = ('x' || encode(substring(sealed FROM 2 FOR 8), 'hex'))::bit(64)::bigint ORDER BY 1, k.id`,
    );
    expect(keys).toEqual([
      { what: 'answer', kind: 'case', case_id: one.caseId }, { what: 'answer', kind: 'case', case_id: two.caseId },
      { what: 'own', kind: 'case', case_id: two.caseId }, { what: 'shared', kind: 'day', case_id: null },
    ]);
  });

  it('many ask at the same moment, in four processes, for the key of a case that has none: one is made', async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, another));
    const caseId = randomUUID();
    const sealed = await Promise.all(processes.flatMap(({ database }) => Array.from({ length: 5 }, async () => (await database.fields.ofCase(caseId)).seal(Buffer.from('x'), 'p'))));
    expect((await rowsOf(test.database, 'SELECT FROM data_key WHERE case_id = $1', [caseId])).length).toBe(1);
    const opener = await test.database.fields.opener(sealed);
    expect(new Set(sealed.map((one) => opener.bytes(one, 'p').toString()))).toEqual(new Set(['x']));
    await Promise.all(processes.map(({ close }) => close()));
  });

  it('answers to an inquiry of this process need no look-up of keys, nor does a second inquiry of the case', async () => {
    const asked = await acceptRequests(test.database, one, [{ institutionCode: 'A' }, { institutionCode: 'B' }]);
    const statements: string[] = [];
    const query = test.database.hot.query.bind(test.database.hot);
    Object.assign(test.database.hot, { query: (config: { name: string; text: string }) => (statements.push(config.name), query(config)) });
    const writer = createAnswerWriter(test.database, { patienceMs: 0 });
    for (const { id } of asked.requests) await writer.add(answer(id, asked.inquiryId, '1'));
    await createIntakeContextReader(test.database).add({ caseId: one.caseId, actor: 'a', idempotencyKey: null });
    await acceptRequests(test.database, one, [{ institutionCode: 'A' }]);
    expect(statements.filter((name) => name.startsWith('keys-'))).toEqual([]);
    expect(statements).toContain('intake');
  });
});

describe('keys are rotated', () => {
  it('while answers come in from two processes: nothing fails, the old version may go, and nothing is lost', async () => {
    const cases = [one, await openCase(test.database), await openCase(test.database)];
    const asked = await Promise.all(cases.map((each) => acceptRequests(test.database, each, Array.from({ length: 40 }, (_, index) => ({ institutionCode: `B${index}` })))));
    const other = await another();
    const writers = [createAnswerWriter(test.database, { patienceMs: 0 }), createAnswerWriter(other.database, { patienceMs: 0 })];
    const answering = (async () => {
      for (let index = 0; index < 40; index += 1) {
        await Promise.all(asked.map(({ inquiryId, requests }) => writers[index % 2]!.add(answer(requests[index]!.id, inquiryId, `account ${index}`))));
        // A new case now and then: its key is made while the ring changes.
        if (index % 10 === 0) await other.database.fields.ofCase(randomUUID());
      }
    })();
    const command = await another();
    const store = new KeyStore(command.database);
    expect(await command.ring.addVersion(new Date())).toBe(2);
    await store.rewrap(command.ring);
    await answering;
    await store.rewrap(command.ring);
    expect(await store.wrappedUnder(1)).toBe(0);
    await command.ring.dropVersion(1);
    const fresh = await another();
    await new KeyStore(fresh.database).check(fresh.ring, path);
    const rows = await Promise.all(asked.map(({ inquiryId }) => new InquiryReader(fresh.database).requests(inquiryId)));
    expect(rows.flat().map(({ outcome }) => outcome?.outcome.kind)).toEqual(Array.from({ length: 120 }, () => 'found'));
    await Promise.all([other, command, fresh].map(({ close }) => close()));
  });

  it('ended in the middle and begun again: each key opens, whichever version it is under', async () => {
    await openCase(test.database);
    await ring.addVersion(new Date());
    const store = new KeyStore(test.database);
    await expect(store.rewrap(ring, () => {
      throw new Error('killed');
    })).rejects.toThrow('killed');
    expect(await store.rewrap(ring)).toBe(0);
    expect((await store.status()).wrapped).toEqual([{ version: 2, keys: expect.any(Number) }]);
  });

  it('the old version is taken away too early: the start says which is missing and changes nothing', async () => {
    const command = await another();
    await command.ring.addVersion(new Date());
    await command.ring.dropVersion(1);
    const fresh = await another();
    await expect(new KeyStore(fresh.database).check(fresh.ring, path)).rejects.toThrow(/under version 1 of the key ring.*holds only 2/);
    await Promise.all([command, fresh].map(({ close }) => close()));
  });

  it('the ring of another installation, or a new one in the place of a lost one: the start says so', async () => {
    const strange = join(folder, 'strange.json');
    await expect(new KeyStore(test.database).check(await KeyRing.open(strange), strange)).rejects.toThrow(/is not the one of this database/);
  });
});

describe('a data key in the database', () => {
  it.each([
    ['is deleted', 'DELETE FROM data_key'],
    ['is given to another case', `UPDATE data_key SET case_id = gen_random_uuid() WHERE kind = 'case'`],
  ])('%s: refused', async (_, statement) => {
    await expect(test.database.pool.query(statement)).rejects.toThrow('only wrapped anew or destroyed');
  });

  it('that was destroyed comes back: refused', async () => {
    await test.database.pool.query(`UPDATE data_key SET wrapped = NULL, destroyed_at = now(), destroyed_by = 'x'`);
    await expect(test.database.pool.query(`UPDATE data_key SET wrapped = 'y', destroyed_at = NULL, destroyed_by = NULL`)).rejects.toThrow('only wrapped anew or destroyed');
  });
});
