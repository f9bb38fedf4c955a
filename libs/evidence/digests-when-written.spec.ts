import { Database, type EvidenceKind } from '#libs/store';
import { openCase, rowsOf } from '#libs/engine-testkit';
import { EvidenceFixture } from './testkit/evidence-fixture.js';

let fixture: EvidenceFixture;
beforeEach(async () => {
  fixture = await EvidenceFixture.open();
});
afterEach(() => fixture.close());

/** Links of each kind, told by their first byte: with the digest that was made when the record was written, and when it was sealed. */
async function links(): Promise<Record<'whenWritten' | 'whenSealed', number>> {
  const blocks = await rowsOf<{ entries: Buffer }>(fixture.database, 'SELECT entries FROM evidence_block');
  const first = blocks.flatMap(({ entries }) => Array.from({ length: entries.length / 81 }, (_, index) => entries[index * 81]!));
  const whenWritten = first.filter((byte) => byte > 0x10).length;
  return { whenWritten, whenSealed: first.length - whenWritten };
}

/** Writes with a process that has no keys: rows as they were before personal data were sealed. */
async function inTheClear(work: () => Promise<unknown>): Promise<void> {
  const plain = new Database({ url: fixture.url, poolSize: 2, applicationName: 'before', keys: 'none' });
  const sealed = fixture.database;
  Object.defineProperty(fixture, 'database', { value: plain, configurable: true });
  try {
    await work();
  } finally {
    Object.defineProperty(fixture, 'database', { value: sealed, configurable: true });
    await plain.close();
  }
}

/** A record of every kind in each of its forms. */
async function everyForm(): Promise<void> {
  await fixture.asked(2, { legalBasis: 'execution', approvedBy: 'rule:built-in' });
  await inTheClear(async () => {
    fixture.testCase = await openCase(fixture.database);
    await fixture.asked(2);
    await fixture.asked(1, { legalBasis: 'execution' });
  });
  await fixture.database.pool.query(
    `INSERT INTO audit_event (event, actor, case_id, result, reason, basis, obligors) VALUES ('case.read', 'judge', $1, 'success', E'"\\\\\t\u0001 理由', 'taking-part', ARRAY[$1]::uuid[]),
       ('access.refused', 'anonymous', NULL, 'failure', NULL, NULL, NULL)`,
    [fixture.testCase.caseId],
  );
}

describe('the digest of a record is made by the statement that writes it', () => {
  it('for every kind and form, it is that of the text the record has when it is verified', async () => {
    await everyForm();
    expect(await fixture.one<number>('SELECT count(*)::int FROM evidence_pending WHERE entries IS NULL OR octet_length(entries) <> records * 65')).toBe(0);
    await fixture.sealed();
    expect((await links()).whenSealed).toBe(0);
    expect(await fixture.verify()).toBe('ok');
    expect(await fixture.verifyLines(await fixture.export({ all: true }))).toBe('ok');
  });

  it('whatever time zone the writer is in', async () => {
    const client = await fixture.database.pool.connect();
    await client.query(`SET timezone = 'Asia/Shanghai'`);
    await client.query(`INSERT INTO audit_event (event, actor, result) VALUES ('access.refused', 'far away', 'failure')`);
    expect((await client.query<{ TimeZone: string }>('SHOW timezone')).rows[0]!.TimeZone).toBe('Asia/Shanghai');
    client.release(true);
    await fixture.sealed();
    expect(await fixture.verify()).toBe('ok');
  });

  it.each([
    ['exchange', `UPDATE exchange SET http_status = 500 WHERE id = (SELECT min(id) FROM exchange)`],
    ['outcome', `UPDATE outcome SET waited_ms = 17 WHERE request_id = (SELECT min(request_id) FROM outcome)`],
    ['inquiry', `UPDATE inquiry SET purpose = 'another' WHERE id = (SELECT min(id::text)::uuid FROM inquiry)`],
    ['audit', `UPDATE audit_event SET actor = 'somebody else' WHERE id = (SELECT min(id) FROM audit_event)`],
  ] satisfies [EvidenceKind, string][])('changed between writing and sealing: %s is found', async (kind, statement) => {
    await fixture.asked(2);
    await fixture.tamper(statement);
    await fixture.sealed();
    expect(await fixture.verify()).toMatch(new RegExp(`${kind} .*: record-changed`));
  });

  it('removed between writing and sealing: found', async () => {
    await fixture.asked(2);
    await fixture.tamper('DELETE FROM outcome WHERE request_id = (SELECT min(request_id) FROM outcome)');
    await fixture.sealed();
    expect(await fixture.verify()).toMatch(/outcome .*: record-missing/);
  });

  it('the digest of what waits to be sealed is changed: found', async () => {
    await fixture.asked(1);
    await fixture.tamper(`UPDATE evidence_pending SET entries = overlay(entries PLACING '\\x00' FROM 65) WHERE kind = 4`);
    await fixture.sealed();
    expect(await fixture.verify()).toMatch(/exchange .*: record-changed/);
  });

  it('announced by its key alone, as before or by a table of later: read back, and in the same chain', async () => {
    await fixture.asked(2);
    await fixture.tamper('UPDATE evidence_pending SET entries = NULL WHERE id % 2 = 0');
    await fixture.sealed();
    const { whenWritten, whenSealed } = await links();
    expect([whenWritten > 0, whenSealed > 0]).toEqual([true, true]);
    expect(await fixture.verify()).toBe('ok');
    expect(await fixture.verifyLines(await fixture.export({ all: true }))).toBe('ok');
  });

  it('made to look as if it had been sealed with the other digest: the link does not hold', async () => {
    await fixture.asked(1);
    await fixture.sealed();
    await fixture.tamper(`UPDATE evidence_block SET entries = set_byte(entries, 0, get_byte(entries, 0) - 16)`);
    expect(await fixture.verify()).toMatch(/sequence 0, .*: link-broken/);
  });

  it('an exchange without an outcome, and one that belongs to nobody, find their chains', async () => {
    const { requests } = await fixture.asked(1);
    await fixture.sealed();
    await fixture.database.pool.query(
      `INSERT INTO exchange (id, request_id, institution_code, operation, direction, attempt, started_at, ended_at)
       VALUES (9000001, $1, 'BANK-0', 'call', 'out', 2, now(), now()), (9000002, NULL, 'BANK-0', 'call', 'in', 1, now(), now())`,
      [requests[0]!.id],
    );
    const before = new Map((await fixture.store.chains()).map(({ chain, sequence }) => [chain, sequence + 1]));
    await fixture.sealed();
    const after = (await fixture.store.chains()).map(({ chain, sequence }) => [chain, sequence + 1 - (before.get(chain) ?? 0)]);
    expect(after).toEqual([['installation', 1], ['浙0106', 1]]);
    expect(await fixture.verify()).toBe('ok');
  });
});
