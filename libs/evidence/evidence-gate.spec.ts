import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf, until } from '#libs/engine-testkit';
import { silentLogger } from '#libs/telemetry';
import { Evidence, EvidenceGate } from './index.js';
import { EvidenceFixture } from './testkit/evidence-fixture.js';

describe('the gate', () => {
  const gateWith = (lags: (number | Error)[]) => {
    const changes: boolean[] = [];
    const lagSeconds = async (): Promise<number> => {
      const next = lags.shift()!;
      if (next instanceof Error) throw next;
      return next;
    };
    const gate = new EvidenceGate({ store: { lagSeconds }, mostLagSeconds: 30 });
    gate.onChange(({ open }) => changes.push(open));
    return { gate, changes };
  };

  it('closes when records wait too long, and opens when they are sealed', async () => {
    const { gate, changes } = gateWith([1, 31, 32, 50, 2]);
    for (let look = 0; look < 5; look += 1) await gate.look();
    expect(changes).toEqual([false, true]);
    expect(gate.state).toEqual({ open: true, lagSeconds: 2 });
  });

  it('one long transaction that has just committed is nobody being late', async () => {
    const { gate, changes } = gateWith([0, 45, 0, 45, 0]);
    for (let look = 0; look < 5; look += 1) await gate.look();
    expect(changes).toEqual([]);
  });

  it('refuses by a code of the catalogue while it is closed', async () => {
    const { gate } = gateWith([31, 31]);
    expect(() => gate.assertOpen()).not.toThrow();
    await gate.look();
    await gate.look();
    expect(() => gate.assertOpen()).toThrow(expect.objectContaining({ code: 'evidence-stalled', status: 503 }));
  });

  it('a look that fails for a moment changes nothing', async () => {
    const { gate, changes } = gateWith([31, 31, new Error('away'), 40, 1]);
    for (let look = 0; look < 5; look += 1) await gate.look();
    expect(changes).toEqual([false, true]);
  });
});

describe('the evidence of a process', () => {
  let fixture: EvidenceFixture;
  let folder: string;
  beforeEach(async () => {
    fixture = await EvidenceFixture.open();
    folder = await mkdtemp(join(tmpdir(), 'chakong-gate-'));
  });
  afterEach(async () => {
    await fixture.close();
    await rm(folder, { recursive: true, force: true });
  });
  const open = (anchorFile = join(folder, 'anchors.ndjson'), mostLagSeconds = 30) =>
    Evidence.open({
      database: fixture.database, logger: silentLogger(), algorithm: 'sm3', signature: 'ed25519', keyFile: join(folder, 'key.pem'), anchorFile, anchorSeconds: 1, mostLagSeconds,
    });
  const audit = async (): Promise<string[]> =>
    (await rowsOf<{ line: string }>(fixture.database, `SELECT event || ' ' || coalesce(reason, '') AS line FROM audit_event WHERE event LIKE 'evidence.%' ORDER BY id`)).map(({ line }) => line);

  it('seals what an earlier process left, goes on sealing, and anchors at the end', async () => {
    await fixture.asked(2);
    const evidence = await open();
    expect(await evidence.store.lagSeconds()).toBe(0);
    await fixture.asked(1);
    await until(async () => (await evidence.store.lagSeconds()) === 0);
    await evidence.close();
    for (const { sequence, anchored } of await evidence.store.chains()) expect(anchored?.sequence).toBe(sequence);
  });

  it('anchors cannot be written: sending stops, is on record, and goes on when they can', async () => {
    const blocked = join(folder, 'no-such-folder', 'anchors.ndjson');
    const evidence = await open(blocked, 0.5);
    const seen: boolean[] = [];
    evidence.gate.onChange((state) => seen.push(state.open));
    // With something to anchor, and something waiting to be sealed behind it.
    const asking = setInterval(() => void fixture.asked(1).catch(() => undefined), 300);
    await until(() => !evidence.gate.open, 20_000);
    expect(evidence.gate.state.why).toBe('lag');
    const { mkdir } = await import('node:fs/promises');
    await mkdir(join(folder, 'no-such-folder'));
    await until(() => evidence.gate.open, 20_000);
    clearInterval(asking);
    await until(async () => (await audit()).length === 2);
    await evidence.close();
    expect([seen, await audit()]).toEqual([[false, true], ['evidence.stalled lag', 'evidence.resumed ']]);
  }, 60_000);

  it('the database is older than the anchors outside: nothing is sent or sealed on top of it', async () => {
    const first = await open();
    await fixture.asked(2);
    await until(async () => (await first.store.lagSeconds()) === 0);
    await first.close();
    await fixture.tamper('TRUNCATE evidence_block, evidence_anchor');
    const second = await open();
    expect(second.gate.state).toMatchObject({ open: false, why: 'older-than-anchors' });
    await fixture.asked(1);
    await second.gate.look();
    expect(second.gate.open).toBe(false);
    await second.close();
    expect(await fixture.one('SELECT count(*)::int FROM evidence_block')).toBe(0);
  });
});
