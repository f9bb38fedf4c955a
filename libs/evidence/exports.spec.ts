import { openCase } from '#libs/engine-testkit';
import { SigningKey } from './index.js';
import { EvidenceFixture } from './testkit/evidence-fixture.js';

let fixture: EvidenceFixture;
beforeAll(async () => {
  fixture = await EvidenceFixture.open();
  const first = fixture.testCase;
  await fixture.asked(3);
  await fixture.sealed();
  // Another case of the same court comes between.
  fixture.testCase = await openCase(fixture.database);
  await fixture.asked(4);
  await fixture.sealed();
  fixture.testCase = first;
  await fixture.asked(2);
  await fixture.database.pool.query(`INSERT INTO audit_event (event, actor, result) VALUES ('access.refused', 'anonymous', 'failure')`);
  await fixture.sealed();
});
afterAll(() => fixture.close());

const count = (lines: readonly string[], kind: string): number => lines.filter((line) => line.startsWith(`{"${kind}"`)).length;
const ofCase = () => fixture.export({ case: fixture.testCase.caseId });
const ofCourt = () => fixture.export({ court: '浙0106' });

describe('an export', () => {
  it('of a case holds its records only, with runs of links between anchors', async () => {
    const lines = await ofCase();
    expect(await fixture.verifyLines(lines)).toBe('ok');
    // Two inquiries: with requests, accepted, completed; five exchanges and outcomes.
    expect(count(lines, 'record')).toBe(2 * 4 + 2 * 5);
    expect([count(lines, 'segment'), count(lines, 'anchor')]).toEqual([2, 2]);
    expect(lines.join('\n')).not.toContain('BANK-3');
  });

  it('of a record with a ground has the second form, and one byte of it changed is found', async () => {
    const own = await EvidenceFixture.open();
    const obligor = '0190c0de-0000-7000-8000-00000000000b';
    await own.database.pool.query(`INSERT INTO audit_event (event, actor, case_id, result, basis, obligors) VALUES ('case.read', 'judge', $1, 'success', 'participant', $2)`, [own.testCase.caseId, [obligor]]);
    await own.sealed();
    const lines = await own.export({ all: true });
    const at = lines.findIndex((line) => line.includes('participant'));
    const fields = JSON.parse((JSON.parse(lines[at]!) as { record: { text: string } }).record.text) as unknown[];
    expect([fields.slice(0, 2), fields.slice(12)]).toEqual([[2, 'audit'], ['participant', null, [obligor]]]);
    expect(await own.verifyLines(lines)).toBe('ok');
    expect(await own.verifyLines(lines.with(at, lines[at]!.replace('participant', 'grant')))).toMatch(/record-changed/);
    await own.close();
  });

  it('of a court holds every record of its chain, of everything also what belongs to no case', async () => {
    const [court, all] = [await ofCourt(), await fixture.export({ all: true })];
    expect([await fixture.verifyLines(court), await fixture.verifyLines(all)]).toEqual(['ok', 'ok']);
    expect([count(court, 'record'), count(all, 'record')]).toEqual([3 * 4 + 2 * 9, 3 * 4 + 2 * 9 + 1]);
  });

  it('of a case that does not exist is refused', async () => {
    await expect(fixture.export({ case: '00000000-0000-7000-8000-000000000000' })).rejects.toMatchObject({ code: 'case-unknown' });
  });

  it('of a database without evidence verifies', async () => {
    const empty = await EvidenceFixture.open();
    expect(await empty.verifyLines(await empty.export({ all: true }), [empty.key])).toBe('ok');
    await empty.close();
  });

  it('is signed with a key that is not trusted', async () => {
    expect(await fixture.verifyLines(await ofCourt(), [SigningKey.fresh('ed25519')])).toContain('anchor-unsigned');
  });
});

describe('somebody changes an export', () => {
  const change = (from: string | RegExp, to: string) => (lines: string[]) => {
    const at = lines.findIndex((line) => line.search(from) !== -1);
    lines[at] = lines[at]!.replace(from, to);
    return lines;
  };
  const without = (which: (line: string) => boolean) => (lines: string[]) => {
    const at = lines.findIndex(which);
    return [...lines.slice(0, at), ...lines.slice(at + 1)];
  };

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ['a record', change(/\\"found\\", /, '\\"refused\\", '), /outcome \d+ version 1: record-changed/],
    ['bytes that were received', change(/"received":"AP8/, '"received":"AP9'), /exchange \d+: bytes-changed/],
    ['bytes are left out', change(/,"sent":"[^"]*"/, ''), /exchange \d+: bytes-changed/],
    ['a digest among the links', change(/("entries":".{100})(.)/, '$1!'), /link-broken/],
    ['a record is left out', without((line) => line.startsWith('{"record"')), /record-missing/],
    ['a block is left out', without((line) => line.startsWith('{"block"')), /file-broken|link-missing/],
    ['an anchor is left out', without((line) => line.startsWith('{"anchor"')), /file-broken/],
    ['the end is left out', (lines) => lines.slice(0, -1), /file-broken/],
    ['it is cut off', (lines) => lines.slice(0, 6), /file-broken/],
    ['two lines change places', (lines) => [...lines.slice(0, 3), lines[4]!, lines[3]!, ...lines.slice(5)], /record-missing|file-broken/],
    ['lines are added', (lines) => [...lines, lines[3]!], /file-broken/],
    ['it is no JSON any more', change('{"block"', '{block'), /file-broken/],
  ])('%s', async (_, tamper, expected) => {
    const lines = await ofCourt();
    expect(await fixture.verifyLines(lines)).toBe('ok');
    expect(await fixture.verifyLines(tamper([...lines]))).toMatch(expected);
  });

  it('of a case: a record is left out, and the signature of the whole tells', async () => {
    const lines = without((line) => line.startsWith('{"record"'))(await ofCase());
    expect(await fixture.verifyLines(lines)).toMatch(/file-broken/);
  });

  it('of a case: a segment begins after another anchor', async () => {
    const lines = await ofCase();
    const at = lines.findIndex((line) => line.includes('"after":{'));
    lines[at] = lines[at]!.replace(/"link":"../, '"link":"00');
    expect(await fixture.verifyLines(lines)).toContain('anchor-unsigned');
  });
});
