import { EvidenceFixture } from './testkit/evidence-fixture.js';
import { SigningKey } from './index.js';

const CHAIN = `chain = '浙0106'`;
let fixture: EvidenceFixture;
beforeEach(async () => {
  fixture = await EvidenceFixture.open();
});
afterEach(() => fixture.close());

/** The bytes of one link of the first block, in SQL. */
const entry = (index: number): string => `substring(entries FROM ${index * 81 + 1} FOR 81)`;
const head = (count: number): string => `substring(entries FOR ${count * 81})`;
const tail = (from: number): string => `substring(entries FROM ${from * 81 + 1})`;

/** Two rounds of questions, each sealed and anchored: 浙0106 has two anchors. */
async function twoRounds(): Promise<void> {
  await fixture.asked();
  await fixture.sealed();
  await fixture.asked();
  await fixture.sealed();
}

describe('nothing was changed', () => {
  it('everything verifies, and an empty database does too', async () => {
    expect(await fixture.verify()).toBe('ok');
    await twoRounds();
    expect(await fixture.verify()).toBe('ok');
    expect(await fixture.one(`SELECT count(*)::int FROM evidence_anchor WHERE ${CHAIN}`)).toBe(2);
  });

  it('what is committed and not sealed yet is no fault', async () => {
    await twoRounds();
    await fixture.asked();
    expect(await fixture.verify()).toBe('ok');
  });
});

describe('a record is changed', () => {
  it.each([
    ['the reason of an audit event', `UPDATE audit_event SET reason = 'x' WHERE id = (SELECT min(id) FROM audit_event)`, /audit \d+: record-changed/],
    ['the time of an audit event by a microsecond', `UPDATE audit_event SET at = at + interval '1 microsecond' WHERE id = (SELECT max(id) FROM audit_event)`, /audit \d+: record-changed/],
    ['a byte of what is sealed', `UPDATE exchange SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE id = (SELECT min(id) FROM exchange)`, /exchange \d+: bytes-changed/],
    ['the digest of what was received', `UPDATE exchange SET received_digest = sha256('x') WHERE id = (SELECT min(id) FROM exchange)`, /exchange \d+: record-changed/],
    ['bytes beside those that are sealed', `UPDATE exchange SET sent_bytes = 'x' WHERE id = (SELECT min(id) FROM exchange)`, /exchange \d+: bytes-changed/],
    ['a byte of a sealed outcome', `UPDATE outcome SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE request_id = (SELECT min(request_id) FROM outcome)`, /outcome \d+ version 1: record-changed/],
    ['a sealed outcome for one in the clear', `UPDATE outcome SET sealed = NULL, assets = NULL, content = '{"kind": "nothing-found"}' WHERE request_id = (SELECT min(request_id) FROM outcome)`, /outcome \d+ version 1: record-changed/],
    ['how much was found', `UPDATE outcome SET assets = 0 WHERE request_id = (SELECT min(request_id) FROM outcome)`, /outcome \d+ version 1: record-changed/],
    ['a byte that was sent, and its digest', `UPDATE exchange SET sent_bytes = 'x', sent_digest = sha256('x') WHERE id = (SELECT min(id) FROM exchange)`, /exchange \d+: record-changed/],
    ['the kind of an outcome', `UPDATE outcome SET kind = 'nothing-found' WHERE request_id = (SELECT max(request_id) FROM outcome)`, /outcome \d+ version 1: record-changed/],
    ['who asked', `UPDATE inquiry SET requested_by = 'somebody else'`, /inquiry [0-9a-f-]{36}: record-changed/],
    ['about whom was asked', `UPDATE inquiry_request SET obligor_id = gen_random_uuid() WHERE id = (SELECT max(id) FROM inquiry_request)`, /requests \d+–\d+: record-changed/],
  ])('%s', async (_, statement, expected) => {
    await twoRounds();
    await fixture.tamper(statement);
    expect(await fixture.verify()).toMatch(expected);
  });

  const READ = `INSERT INTO audit_event (event, actor, case_id, result, basis, grant_id, obligors)
    SELECT 'case.read', 'judge-9', case_id, 'success', 'grant', '0190c0de-0000-7000-8000-00000000000a', ARRAY['0190c0de-0000-7000-8000-00000000000b']::uuid[] FROM inquiry LIMIT 1`;
  it.each([
    ['the ground of a read', `basis = 'participant'`],
    ['the grant of a read', 'grant_id = gen_random_uuid()'],
    ['whom a read told of', 'obligors = array_append(obligors, gen_random_uuid())'],
    ['that it told of everybody', 'obligors = NULL'],
    ['that there was a ground', 'basis = NULL'],
    ['that there was a grant', 'grant_id = NULL'],
    ['everything that was added to the form', 'basis = NULL, grant_id = NULL, obligors = NULL'],
  ])('%s', async (_, change) => {
    await twoRounds();
    await fixture.database.pool.query(READ);
    await fixture.sealed();
    expect(await fixture.verify()).toBe('ok');
    await fixture.tamper(`UPDATE audit_event SET ${change} WHERE event = 'case.read'`);
    expect(await fixture.verify()).toMatch(/audit \d+: record-changed/);
  });

  it('a record from before there were grounds is given one', async () => {
    await twoRounds();
    await fixture.tamper(`UPDATE audit_event SET basis = 'participant' WHERE id = (SELECT min(id) FROM audit_event)`);
    expect(await fixture.verify()).toMatch(/audit \d+: record-changed/);
  });

  it('two outcomes change places', async () => {
    await twoRounds();
    await fixture.tamper(
      `WITH two AS (SELECT request_id, sealed, row_number() OVER (ORDER BY request_id) AS n FROM outcome ORDER BY request_id LIMIT 2)
       UPDATE outcome SET sealed = (SELECT sealed FROM two WHERE two.request_id <> outcome.request_id) WHERE request_id IN (SELECT request_id FROM two)`,
    );
    expect(await fixture.verify()).toMatch(/outcome \d+ version 1: record-changed/);
  });

  it('the counters of an inquiry go on counting: no fault', async () => {
    await twoRounds();
    await fixture.database.pool.query('UPDATE inquiry SET cancelled_at = now(), cancelled_by = $1', ['judge']);
    expect(await fixture.verify()).toBe('ok');
  });
});

describe('a record from before personal data were sealed is changed', () => {
  beforeEach(async () => {
    await fixture.close();
    fixture = await EvidenceFixture.open('ed25519', 'none');
  });

  it.each([
    ['a byte that was received', `UPDATE exchange SET received_bytes = set_byte(received_bytes, 2, 7) WHERE id = (SELECT min(id) FROM exchange)`, /exchange \d+: bytes-changed/],
    ['an amount in an outcome', `UPDATE outcome SET content = replace(content::text, '100', '900')::jsonb WHERE request_id = (SELECT min(request_id) FROM outcome)`, /outcome \d+ version 1: record-changed/],
  ])('%s', async (_, statement, expected) => {
    await twoRounds();
    expect(await fixture.verify()).toBe('ok');
    await fixture.tamper(statement);
    expect(await fixture.verify()).toMatch(expected);
  });

  it('two outcomes change places', async () => {
    await twoRounds();
    await fixture.tamper(
      `WITH two AS (SELECT request_id, content, row_number() OVER (ORDER BY request_id) AS n FROM outcome ORDER BY request_id LIMIT 2)
       UPDATE outcome SET content = (SELECT content FROM two WHERE two.request_id <> outcome.request_id) WHERE request_id IN (SELECT request_id FROM two)`,
    );
    expect(await fixture.verify()).toMatch(/outcome \d+ version 1: record-changed/);
  });
});

describe('a record is deleted or slipped in', () => {
  it.each([
    ['audit_event', 'id', /audit \d+: record-missing/],
    ['exchange', 'id', /exchange \d+: record-missing/],
    ['outcome', 'request_id', /outcome \d+ version 1: record-missing/],
    ['inquiry', 'id', /inquiry [0-9a-f-]{36}: record-missing/],
  ])('a row of %s is deleted', async (table, key, expected) => {
    await twoRounds();
    await fixture.tamper(`DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} LIMIT 1)`);
    expect(await fixture.verify()).toMatch(expected);
  });

  it.each([['first', 'min'], ['last', 'max']])('the %s request of an inquiry is deleted', async (_, which) => {
    await fixture.asked();
    await fixture.sealed();
    await fixture.tamper(`DELETE FROM inquiry_request WHERE id = (SELECT ${which}(id) FROM inquiry_request)`);
    expect(await fixture.verify()).toMatch(/requests \d+–\d+: record-(missing|changed)/);
  });

  it('before it was sealed: it was announced, and that it is gone is sealed', async () => {
    await fixture.asked();
    await fixture.tamper(`DELETE FROM outcome WHERE request_id = (SELECT min(request_id) FROM outcome)`);
    await fixture.sealed();
    expect(await fixture.verify()).toMatch(/outcome \d+ version 1: record-missing/);
  });

  it('a forged record without an announcement', async () => {
    await twoRounds();
    await fixture.tamper(`INSERT INTO audit_event (event, actor, result) VALUES ('case.read', 'nobody', 'success')`);
    const id = await fixture.one('SELECT max(id) FROM audit_event');
    expect(await fixture.verify()).toMatch(new RegExp(`audit ${id}: record-unsealed`));
  });

  it('a second version of an outcome without an announcement', async () => {
    await twoRounds();
    await fixture.tamper(
      `INSERT INTO outcome SELECT request_id, 2, inquiry_id, 'nothing-found', '{}', via, exchange_id, reused_from, accepted_at, sent_at, received_at, committed_at, waited_ms
       FROM outcome ORDER BY request_id LIMIT 1`,
    );
    expect(await fixture.verify()).toMatch(/outcome \d+ version 2: record-unsealed/);
  });
});

describe('links are changed', () => {
  it.each([
    ['a link is cut out of a block', `UPDATE evidence_block SET entries = ${head(2)} || ${tail(3)} WHERE ${CHAIN} AND first_sequence = 0`, 'sequence 2,'],
    ['two links change places', `UPDATE evidence_block SET entries = ${head(1)} || ${entry(2)} || ${entry(1)} || ${tail(3)} WHERE ${CHAIN} AND first_sequence = 0`, 'sequence 1,'],
    ['one bit of a digest is flipped', `UPDATE evidence_block SET entries = set_bit(entries, 81 * 8 * 3 + 200, 1 - get_bit(entries, 81 * 8 * 3 + 200)) WHERE ${CHAIN} AND first_sequence = 0`, 'sequence 3,'],
    ['the first link is cut off', `UPDATE evidence_block SET entries = ${tail(1)}, first_sequence = 1 WHERE ${CHAIN} AND first_sequence = 0`, 'sequence 0: link-missing'],
    ['half a link is cut off at the end', `UPDATE evidence_block SET entries = substring(entries FOR octet_length(entries) - 40) WHERE ${CHAIN} AND first_sequence = 0`, 'link-broken'],
    ['a block is deleted', `DELETE FROM evidence_block WHERE ${CHAIN} AND first_sequence = 0`, 'sequence 0: link-missing'],
    ['the digest is said to be another', `UPDATE evidence_block SET algorithm = 'sha256' WHERE ${CHAIN}`, 'sequence 0, '],
    ['the chain is given to another court', `UPDATE evidence_block SET chain = '浙0108' WHERE ${CHAIN}`, 'chain-cut-off'],
    ['the installation is said to be another', 'UPDATE evidence_installation SET id = gen_random_uuid()', 'link-broken'],
  ])('%s', async (_, statement, expected) => {
    await twoRounds();
    await fixture.tamper(statement);
    const found = await fixture.verify({ withoutFile: true });
    expect(found).not.toBe('ok');
    expect(found).toContain(expected);
  });

  it('the guards refuse it to the owner who does not put them aside', async () => {
    await twoRounds();
    for (const table of ['evidence_block', 'evidence_anchor', 'audit_event', 'exchange', 'outcome', 'inquiry', 'inquiry_request']) {
      await expect(fixture.database.pool.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
      await expect(fixture.database.pool.query(`TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({ code: '42501' });
    }
    for (const change of ['audit_event SET actor = actor', 'exchange SET failure = null', 'outcome SET kind = kind', 'evidence_block SET entries = entries', 'inquiry SET snapshot = snapshot', 'inquiry_request SET channel = channel']) {
      await expect(fixture.database.pool.query(`UPDATE ${change}`)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await fixture.verify()).toBe('ok');
  });
});

describe('the end is cut off', () => {
  /** What a careful attacker does: records, links and announcements of the second round go, without a trace inside. */
  const secondRound = (anchorsToo: boolean): string[] => {
    const cut = '(SELECT min(accepted_at) FROM (SELECT accepted_at FROM inquiry ORDER BY accepted_at DESC LIMIT 1) AS newest)';
    return [
      `DELETE FROM evidence_block WHERE ${CHAIN} AND first_sequence > 0`,
      ...(anchorsToo ? [`DELETE FROM evidence_anchor WHERE ${CHAIN} AND sequence = (SELECT max(sequence) FROM evidence_anchor WHERE ${CHAIN})`] : []),
      `DELETE FROM audit_event WHERE at >= ${cut}`,
      `DELETE FROM exchange WHERE request_id IN (SELECT r.id FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id WHERE i.accepted_at = ${cut})`,
      `DELETE FROM outcome WHERE inquiry_id = (SELECT id FROM inquiry ORDER BY accepted_at DESC LIMIT 1)`,
      `DELETE FROM inquiry_request WHERE inquiry_id = (SELECT id FROM inquiry ORDER BY accepted_at DESC LIMIT 1)`,
      `DELETE FROM inquiry WHERE id = (SELECT id FROM inquiry ORDER BY accepted_at DESC LIMIT 1)`,
    ];
  };

  it('the anchors in the database tell', async () => {
    await twoRounds();
    await fixture.tamper(...secondRound(false));
    expect(await fixture.verify({ withoutFile: true })).toContain('chain-cut-off');
  });

  it('together with its anchors: the file outside tells, and only it', async () => {
    await twoRounds();
    await fixture.tamper(...secondRound(true));
    expect(await fixture.verify({ withoutFile: true })).toBe('ok');
    expect(await fixture.verify()).toContain('chain-cut-off');
  });

  it('all of it: the file outside tells', async () => {
    await twoRounds();
    await fixture.tamper('TRUNCATE evidence_block, evidence_anchor, evidence_pending, audit_event, exchange, outcome, inquiry_request, inquiry, lead_link');
    expect(await fixture.verify()).toContain('chain 浙0106, sequence');
  });

  it('links only: the records that are left tell', async () => {
    await fixture.asked();
    await fixture.sealed();
    await fixture.tamper('TRUNCATE evidence_block, evidence_anchor');
    expect(await fixture.verify({ withoutFile: true })).toContain('record-unsealed');
  });

  it('a record and everything after it is sealed anew: the anchor was over another link', async () => {
    await twoRounds();
    await fixture.tamper(
      `UPDATE outcome SET kind = 'nothing-found' WHERE request_id = (SELECT min(request_id) FROM outcome)`,
      'TRUNCATE evidence_block, evidence_anchor, evidence_pending',
      `INSERT INTO evidence_pending (kind, records, a) SELECT 1, count(*), array_agg(id) FROM audit_event`,
      `INSERT INTO evidence_pending (kind, records, u) SELECT 2, count(*), array_agg(id) FROM inquiry`,
      `INSERT INTO evidence_pending (kind, records, a, b) SELECT 3, count(*), array_agg(a), array_agg(b) FROM (SELECT min(id) AS a, max(id) AS b FROM inquiry_request GROUP BY inquiry_id) AS t`,
      `INSERT INTO evidence_pending (kind, records, a) SELECT 4, count(*), array_agg(id) FROM exchange`,
      `INSERT INTO evidence_pending (kind, records, a, b) SELECT 5, count(*), array_agg(request_id), array_agg(version) FROM outcome`,
    );
    await fixture.sealer().drain();
    expect(await fixture.verify()).toContain('anchor-differs');
  });
});

describe('anchors', () => {
  it('an old copy of the database is brought back: the file outside is ahead of it', async () => {
    await fixture.asked();
    await fixture.sealed();
    const old = await fixture.one<string>(`SELECT encode(entries, 'hex') FROM evidence_block WHERE ${CHAIN}`);
    await fixture.asked();
    await fixture.sealed();
    await fixture.tamper(
      `DELETE FROM evidence_block WHERE ${CHAIN}`, `DELETE FROM evidence_anchor WHERE sequence > ${old.length / 162 - 1}`,
      `INSERT INTO evidence_block VALUES ('浙0106', 0, 'sm3', decode('${old}', 'hex'))`,
    );
    expect(await fixture.verify()).toContain('chain-cut-off');
  });

  it('are signed with a key that is not ours', async () => {
    await twoRounds();
    expect(await fixture.verify({ keys: [SigningKey.fresh('ed25519')] })).toContain('anchor-unsigned');
  });

  it.each([
    ['a later time', `UPDATE evidence_anchor SET at = at + interval '1 hour'`],
    ['another place', `UPDATE evidence_anchor SET sequence = sequence - 1 WHERE sequence = (SELECT min(sequence) FROM evidence_anchor WHERE ${CHAIN})`],
    ['another link', `UPDATE evidence_anchor SET link = sha256('x')`],
    ['another signature', `UPDATE evidence_anchor SET signature = set_byte(signature, 5, 255 - get_byte(signature, 5))`],
  ])('are given %s', async (_, statement) => {
    await twoRounds();
    await fixture.tamper(statement);
    expect(await fixture.verify()).toContain('anchor-unsigned');
  });

  it('the last line of the file was not finished: the others count', async () => {
    await twoRounds();
    await fixture.rewriteAnchors((text) => text.slice(0, -30));
    expect(await fixture.verify()).toBe('ok');
  });

  it('a line of the file is changed', async () => {
    await twoRounds();
    await fixture.rewriteAnchors((text) => text.replace(/"sequence":(\d)/, '"sequence":9$1'));
    expect(await fixture.verify()).toContain('anchor-unsigned');
  });
});
