import { openCase } from '#libs/engine-testkit';
import { Database, RetentionStore } from '#libs/store';
import { describeFault } from './index.js';
import { EvidenceFixture } from './testkit/evidence-fixture.js';

let fixture: EvidenceFixture;
beforeEach(async () => {
  fixture = await EvidenceFixture.open();
  await fixture.asked(3);
  await fixture.sealed();
});
afterEach(() => fixture.close());

const LATER = { closedBefore: new Date('2100-01-01'), endedBefore: new Date('2100-01-01') };

async function erased(): Promise<void> {
  await fixture.database.pool.query(`UPDATE case_file SET state = 'closed' WHERE id = $1`, [fixture.testCase.caseId]);
  expect(await new RetentionStore(fixture.database).eraseCase(fixture.testCase.caseId, LATER, 'archivist', '档案〔2056〕7号')).toBe(true);
  await fixture.sealed();
}

describe('what is sealed', () => {
  it('is opened, and compared with what was on the wire', async () => {
    expect(await fixture.verification()).toMatchObject({ faults: [], sealed: { opened: 3, withoutRing: 0, erased: [] } });
  });

  it('cannot be opened without the ring: the chains still verify, and it is said what was not looked at', async () => {
    const blind = new Database({ url: fixture.url, poolSize: 2, applicationName: 'blind', keys: 'none' });
    try {
      expect(await fixture.verification({ database: blind })).toMatchObject({ faults: [], sealed: { opened: 0, withoutRing: 3 } });
    } finally {
      await blind.close();
    }
  });

  it('was moved to another row with everything the record covers: it does not open there', async () => {
    // Whoever can also write new links would not be found by them; the seal is bound to its row.
    await fixture.tamper(
      `UPDATE exchange e SET sealed = o.sealed, sealed_digest = o.sealed_digest FROM exchange o WHERE e.id = (SELECT min(id) FROM exchange) AND o.id = (SELECT max(id) FROM exchange)`,
      'DELETE FROM evidence_pending',
    );
    const id = await fixture.one<number>('SELECT min(id) FROM exchange');
    const { faults } = await fixture.verification();
    expect(describeFault(faults[0]!)).toContain(`exchange ${id}: record-changed`);
    expect(await fixture.one<number>('SELECT count(*)::int FROM exchange WHERE sha256(sealed) = sealed_digest')).toBe(3);
  });

  it('rows from before and sealed ones stand in one chain, each in its own form', async () => {
    const before = new Database({ url: fixture.url, poolSize: 2, applicationName: 'before', keys: 'none' });
    const sealed = fixture.database;
    try {
      Object.defineProperty(fixture, 'database', { value: before, configurable: true });
      fixture.testCase = await openCase(before);
      await fixture.asked(2);
    } finally {
      Object.defineProperty(fixture, 'database', { value: sealed, configurable: true });
      await before.close();
    }
    await fixture.sealed();
    expect(await fixture.one<number>('SELECT count(*)::int FROM exchange WHERE sealed IS NULL')).toBe(2);
    expect(await fixture.verification()).toMatchObject({ faults: [], sealed: { opened: 3 } });
  });
});

describe('what was erased', () => {
  it('is named with the day and the order, and is no fault', async () => {
    await erased();
    const { faults, sealed } = await fixture.verification();
    expect(faults).toEqual([]);
    expect(sealed).toMatchObject({ opened: 0, erased: [{ caseId: fixture.testCase.caseId, by: 'archivist, 档案〔2056〕7号', exchanges: 3, recorded: true }] });
  });

  it('without a record of it is a fault: somebody took the key away', async () => {
    await fixture.database.pool.query(`UPDATE data_key SET wrapped = NULL, destroyed_at = now(), destroyed_by = 'nobody' WHERE case_id = $1`, [fixture.testCase.caseId]);
    fixture.database.fields.forget([fixture.testCase.caseId]);
    expect(await fixture.verify()).toContain('key-destroyed');
  });

  it('is exported as it is stored, which verifies, and says that it was erased', async () => {
    const whole = await fixture.export({ case: fixture.testCase.caseId });
    expect(whole.some((line) => line.includes('"received":'))).toBe(true);
    await erased();
    const lines = await fixture.export({ case: fixture.testCase.caseId });
    expect(await fixture.verifyLines(lines)).toBe('ok');
    expect(lines.some((line) => line.includes('"received":') || line.includes('"content":'))).toBe(false);
    expect(lines.filter((line) => line.includes('"erased":{"at":'))).toHaveLength(1 + 3 + 3);
    const at = lines.findIndex((line) => line.includes('"sealed":"'));
    expect(await fixture.verifyLines([...lines.slice(0, at), lines[at]!.replace(/"sealed":"..../, '"sealed":"AAAA'), ...lines.slice(at + 1)])).toContain('bytes-changed');
  });
});
