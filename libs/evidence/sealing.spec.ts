import { createHash } from 'node:crypto';
import { chmod, stat } from 'node:fs/promises';
import { rowsOf, until } from '#libs/engine-testkit';
import { Database, EVIDENCE_KINDS, EvidenceChainStore, evidenceForm, NOT_SEALED } from '#libs/store';
import { SigningKey, VerifyingKey, verifyDatabase } from './index.js';
import { EvidenceFixture } from './testkit/evidence-fixture.js';

let fixture: EvidenceFixture;
beforeEach(async () => {
  fixture = await EvidenceFixture.open();
});
afterEach(() => fixture.close());

const chains = async () => (await fixture.store.chains()).map(({ chain, sequence }) => ({ chain, links: sequence + 1 }));

describe('the sealer', () => {
  it('links everything that was written, to the chain of its court or of the installation, once', async () => {
    await fixture.asked(3);
    await fixture.database.pool.query(`INSERT INTO audit_event (event, actor, result) VALUES ('access.refused', 'anonymous', 'failure')`);
    const sealer = fixture.sealer();
    expect(await sealer.turn()).toBe('idle');
    // inquiry, requests, three exchanges, three outcomes, accepted and completed
    expect(await chains()).toEqual([{ chain: 'installation', links: 1 }, { chain: '浙0106', links: 10 }]);
    expect(await sealer.turn()).toBe('idle');
    expect(await chains()).toEqual([{ chain: 'installation', links: 1 }, { chain: '浙0106', links: 10 }]);
    expect(await fixture.store.lagSeconds()).toBe(0);
  });

  it('a transaction that has not ended is sealed when it has', async () => {
    const client = await fixture.database.pool.connect();
    await client.query('BEGIN');
    await client.query(`INSERT INTO audit_event (event, actor, result) VALUES ('access.refused', 'slow', 'failure')`);
    await fixture.asked(1);
    await fixture.sealer().drain();
    await client.query('COMMIT');
    client.release();
    await fixture.sealer().drain();
    expect((await chains()).map(({ chain }) => chain)).toEqual(['installation', '浙0106']);
    expect(await fixture.verify()).toBe('ok');
  });

  it('what is rolled back is not announced', async () => {
    const client = await fixture.database.pool.connect();
    await client.query('BEGIN');
    await client.query(`INSERT INTO audit_event (event, actor, result) VALUES ('access.refused', 'nobody', 'failure')`);
    await client.query('ROLLBACK');
    client.release();
    await fixture.sealer().drain();
    expect(await chains()).toEqual([]);
  });

  it('two at once: each record is in a chain once, and the chains do not fork', async () => {
    const sealers = [fixture.sealer({ everyMs: 1 }), fixture.sealer({ everyMs: 1 }), fixture.sealer({ everyMs: 1 })];
    for (const sealer of sealers) sealer.start();
    for (let round = 0; round < 8; round += 1) await Promise.all([fixture.asked(3), fixture.asked(2)]);
    await Promise.all(sealers.map((sealer) => sealer.stop()));
    await fixture.sealer().drain();
    expect(await fixture.verify()).toBe('ok');
    expect((await chains()).find(({ chain }) => chain === '浙0106')?.links).toBe(8 * (10 + 8));
  });

  it.each(['before', 'after'] as const)('dies %s any of its statements: the next one goes on, nothing is lost or sealed twice', async (death) => {
    let ends = 0;
    for (let at = 1; ; at += 1) {
      await fixture.asked(1);
      const dying = dyingStore(at, death);
      const died = await fixture.sealer({ store: dying.store }).turn().then(() => false, () => true);
      await dying.close();
      // The server lets go of the lock when it has noticed that the dead one is gone.
      await until(async () => {
        await fixture.sealer().drain();
        return (await fixture.one('SELECT count(*)::int FROM evidence_pending')) === 0;
      });
      expect(await fixture.verify()).toBe('ok');
      if (!died) break;
      ends += 1;
    }
    expect(ends).toBeGreaterThanOrEqual(10);
  }, 60_000);

  it('while the anchor file cannot be written nothing is sealed, and the lag says so', async () => {
    await fixture.asked(1);
    const faults: unknown[] = [];
    const broken = Object.assign(fixture.anchorFile, { append: async () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) });
    const sealer = fixture.sealer({ anchorFile: broken, onFault: (error) => faults.push(error) });
    // The first anchor is over nothing; from then on there is something to anchor.
    await sealer.turn();
    await fixture.asked(1);
    const again = fixture.sealer({ anchorFile: broken });
    await expect(again.turn()).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await fixture.store.lagSeconds()).toBeGreaterThan(0);
  });

  it('the digest is changed: the chain goes on with the other one', async () => {
    await fixture.asked(1);
    await fixture.sealer().drain();
    await fixture.asked(1);
    await fixture.sealer({ algorithm: 'sha256' }).drain();
    await fixture.asked(1);
    await fixture.sealed();
    const rows = await rowsOf<{ algorithm: string }>(fixture.database, `SELECT algorithm FROM evidence_block ORDER BY chain, first_sequence`);
    expect(rows.map(({ algorithm }) => algorithm)).toEqual(['sm3', 'sha256', 'sm3']);
    expect(await fixture.verify()).toBe('ok');
  });

  it('a chain of 50,000', async () => {
    await fixture.database.pool.query(
      `INSERT INTO audit_event (event, actor, case_id, result, reason) SELECT 'case.read', 'judge-' || n, $1, 'success', 'number ' || n FROM generate_series(1, 50000) AS n`,
      [fixture.testCase.caseId],
    );
    await fixture.sealed();
    expect(await chains()).toEqual([{ chain: '浙0106', links: 50_000 }]);
    const { records, faults } = await verifyDatabase(fixture.database, { keys: [fixture.key.public], anchorsOutside: (id) => fixture.anchorFile.read(id) });
    expect({ records, faults }).toEqual({ records: 50_000, faults: [] });
    await fixture.tamper(`UPDATE audit_event SET reason = 'number 0' WHERE reason = 'number 43210'`);
    expect(await fixture.verify()).toMatch(/chain 浙0106, sequence 43209, audit \d+: record-changed/);
  }, 120_000);
});

describe('what is covered', () => {
  it.each(EVIDENCE_KINDS)('every column of the table of %s is in its record, or is named as one that is not', async (kind) => {
    const { table, fields, second, from } = evidenceForm(kind);
    const namesIn = (text: string): Set<string> => new Set([...text.matchAll(/\br\.(\w+)/g)].map((match) => match[1]!.replace(/_bytes$/, '_digest')));
    const named = namesIn(`${fields} ${second?.fields ?? ''} ${from}`);
    const rows = await rowsOf<{ column_name: string }>(fixture.database, 'SELECT column_name FROM information_schema.columns WHERE table_name = $1', [table]);
    const columns = rows.map(({ column_name }) => column_name).filter((name) => !(NOT_SEALED[table] ?? []).includes(name) && !name.endsWith('_bytes'));
    expect(columns.filter((name) => !named.has(name))).toEqual([]);
    // A sealed row is covered as far as one in the clear: only what it seals is in another column.
    const ofSealed = namesIn(`${second?.fields ?? fields} ${from}`);
    expect([...namesIn(`${fields} ${from}`)].filter((name) => !ofSealed.has(name) && !['content', 'snapshot'].includes(name))).toEqual([]);
  });

  it('somebody else checks a chain with a program of his own, by the document', async () => {
    await fixture.asked(2);
    await fixture.sealed();
    const lines = (await fixture.export({ court: '浙0106' })).map((line) => JSON.parse(line));
    const [sm3, sha256] = ['sm3', 'sha256'].map((name) => (...parts: Buffer[]) => createHash(name).update(Buffer.concat(parts)).digest());
    let link = sm3!(Buffer.from(`chakong-evidence/1\n${lines[0].installation}\n浙0106\n`));
    const records = new Map<number, string>(lines.filter(({ record }) => record !== undefined).map(({ record }) => [record.sequence, record.text]));
    let sequence = 0;
    for (const { block } of lines.filter((line) => line.block !== undefined)) {
      const entries = Buffer.from(block.entries, 'base64');
      for (let at = 0; at < entries.length; at += 81) {
        const place = Buffer.alloc(8);
        place.writeBigUInt64BE(BigInt(sequence));
        expect(entries[at]! & 0xf0).toBe(0x10);
        expect(sha256!(Buffer.from(records.get(sequence)!)).equals(entries.subarray(at + 17, at + 49))).toBe(true);
        link = sm3!(link, place, entries.subarray(at, at + 49));
        expect(link.equals(entries.subarray(at + 49, at + 81))).toBe(true);
        sequence += 1;
      }
    }
    expect(sequence).toBe(8);
    const outcome = JSON.parse([...records.values()].find((text) => text.includes('"outcome"'))!);
    expect([outcome[0], outcome[1], outcome[5]]).toEqual([2, 'outcome', 'found']);
    const { record } = lines.find((line) => line.record?.content?.includes('6222'));
    expect(JSON.parse(record.content).assets[0].reference.slice(0, 8)).toBe('6222"\\\t\n');
    expect(createHash('sha256').update(Buffer.from(record.sealed, 'base64')).digest('hex')).toBe(JSON.parse(record.text)[6]);
    const { anchor } = lines.find((line) => line.anchor !== undefined);
    const message = `chakong-evidence-anchor/1\n${anchor.installation}\n${anchor.chain}\n${anchor.sequence}\n${anchor.link}\n${anchor.at}\n`;
    expect(VerifyingKey.of(lines[0].keys[0].pem).verifies(Buffer.from(message), Buffer.from(anchor.signature, 'base64'))).toBe(true);
  });
});

describe('the signing key', () => {
  it('is made once, readable by its owner only, and then kept, whatever kind is asked for', async () => {
    expect((await stat(fixture.keyFile)).mode & 0o777).toBe(0o600);
    const again = await SigningKey.open(fixture.keyFile, 'sm2');
    expect([again.public.id, again.public.algorithm]).toEqual([fixture.key.public.id, 'ed25519']);
  });

  it('may be read by others: it is refused', async () => {
    await chmod(fixture.keyFile, 0o640);
    await expect(SigningKey.open(fixture.keyFile, 'ed25519')).rejects.toThrow(/0600/);
  });

  it('is SM2: anchors verify', async () => {
    const other = await EvidenceFixture.open('sm2');
    await other.asked(1);
    await other.sealed();
    expect(other.key.public.algorithm).toBe('sm2');
    expect(await other.verify()).toBe('ok');
    expect(await other.verify({ keys: [SigningKey.fresh('sm2')] })).toContain('anchor-unsigned');
    await other.close();
  });
});

/** A store whose connection breaks before or after its `at`-th statement. */
function dyingStore(at: number, death: 'before' | 'after'): { store: EvidenceChainStore; close: () => Promise<void> } {
  const database = new Database({ url: fixture.url, poolSize: 1, applicationName: 'dying', keys: 'none' });
  let statements = 0;
  const dies = async (ask: () => Promise<unknown>): Promise<unknown> => {
    if (++statements !== at) return ask();
    if (death === 'after') await ask();
    throw Object.assign(new Error('Connection terminated unexpectedly'), { dead: true });
  };
  const { pool } = database;
  const connect = pool.connect.bind(pool) as () => Promise<{ query: (...p: unknown[]) => Promise<unknown>; release: (error?: Error) => void }>;
  const query = pool.query.bind(pool) as (...parameters: unknown[]) => Promise<unknown>;
  // `pool.query` connects by itself; only what the store asks for is counted.
  const dying = Object.assign(Object.create(pool) as typeof pool, {
    query: (...parameters: unknown[]) => dies(() => query(...parameters)),
    connect: async () => {
      const client = await connect();
      const ask = client.query.bind(client);
      let dead = false;
      const inner = (...parameters: unknown[]): Promise<unknown> => {
        if (dead) return Promise.reject(new Error('Connection terminated'));
        return dies(() => ask(...parameters)).catch((error: unknown) => {
          dead = (error as { dead?: boolean }).dead === true;
          throw error;
        });
      };
      return Object.assign(Object.create(client) as typeof client, { query: inner, release: () => client.release(new Error('gone')) });
    },
  });
  return { store: new EvidenceChainStore(Object.assign(Object.create(database) as Database, { pool: dying })), close: () => database.close() };
}
