import type { Asset } from '#contracts/adapter';
import { EVERYTHING } from '#libs/store';
import { rowsOf } from '#libs/engine-testkit';
import { addDays, roundOf } from '#libs/statute';
import { spreadOverHours } from './night-hours.js';
import { CASE_SYSTEM, FilingFixture } from './testkit/filing-fixture.js';

const asset: Asset = { source: 'deposit', reference: '6222' };

const at = (day: string, hour = 2): Date => new Date(Date.parse(`${day}T00:00:00+08:00`) + hour * 3_600_000);

let fixture: FilingFixture;
beforeEach(async () => {
  fixture = await FilingFixture.open();
});
afterEach(() => fixture.close());

/** A case that ended without assets on a day, its first inquiry answered. */
async function ended(ruledOn: string): Promise<string> {
  const { caseId } = await fixture.file(await fixture.filed({ filedOn: '2024-01-05', caseNumber: `（2024）浙0106执${1 + (await fixture.count('case_file'))}号` }));
  await fixture.starter.turn(fixture.now);
  await fixture.answerAll(caseId!);
  await fixture.cases.changeState(caseId!, undefined, 'ended-without-assets', CASE_SYSTEM, ruledOn);
  return caseId!;
}

/** One turn of everything on a day, late enough for the hours of the policy to be over. */
async function day(moment: string): Promise<number> {
  const ordered = await fixture.scheduler().turn(at(moment, 1));
  await fixture.starter.turn(at(moment, 7));
  return ordered;
}

const rounds = (caseId: string): Promise<{ round: number; due_on: string; result: string }[]> =>
  rowsOf(fixture.database, 'SELECT round, due_on, result FROM requery_round WHERE case_id = $1 ORDER BY round', [caseId]);

test('ten rounds in five years, each on its day, none drifts although every run is late', async () => {
  const caseId = await ended('2026-08-31');
  const rhythm = { everyMonths: 6, forYears: 5, atMost: 10 };
  for (let round = 1; round <= 11; round += 1) {
    const due = roundOf(rhythm, '2026-08-31', Math.min(round, 10))!;
    expect(await day(addDays(due, round > 10 ? 400 : -1))).toBe(0);
    // Every run is three days late.
    expect(await day(addDays(due, 3 + (round > 10 ? 400 : 0)))).toBe(round > 10 ? 0 : 1);
    await fixture.answerAll(caseId);
  }
  expect((await rounds(caseId)).map(({ due_on, result }) => `${due_on} ${result}`)).toEqual([
    '2027-02-28', '2027-08-31', '2028-02-29', '2028-08-31', '2029-02-28', '2029-08-31', '2030-02-28', '2030-08-31', '2031-02-28', '2031-08-31',
  ].map((each) => `${each} ordered`));
  // The filing's and ten more, all with the lowest priority.
  expect(await fixture.count('inquiry', 'case_id = $1', [caseId])).toBe(11);
  expect(await fixture.count('inquiry', "case_id = $1 AND priority = 3 AND forced AND purpose = '终本案件定期查询'", [caseId])).toBe(10);
}, 60_000);

test('after an outage of over a year the missed rounds are reported and one is caught up', async () => {
  const caseId = await ended('2026-08-31');
  await day('2026-09-01');
  expect(await day('2028-03-05')).toBe(1);
  expect((await rounds(caseId)).map(({ round, result }) => `${round} ${result}`)).toEqual(['1 missed', '2 missed', '3 ordered']);
  expect(fixture.missed).toEqual([2]);
  expect(await fixture.audit(caseId)).toContain('requery.missed failure');
  expect(await day('2028-03-06')).toBe(0);
});

test('several processes at once: each round happens once', async () => {
  const caseId = await ended('2026-08-31');
  await fixture.scheduler().turn(at('2026-09-01'));
  await Promise.all(Array.from({ length: 4 }, () => fixture.scheduler().turn(at('2027-02-28'))));
  expect(await fixture.count('inquiry_order', "case_id = $1 AND cause = 'requery'", [caseId])).toBe(1);
  await Promise.all(Array.from({ length: 4 }, () => fixture.starter.turn(at('2027-02-28', 7))));
  expect(await fixture.count('inquiry', 'case_id = $1', [caseId])).toBe(2);
});

test('an earlier inquiry is still running: the round is skipped and reported, the next one comes on its day', async () => {
  const caseId = await ended('2026-08-31');
  await day('2027-02-28');
  await day('2027-08-31');
  expect((await rounds(caseId)).map(({ result }) => result)).toEqual(['ordered', 'skipped']);
  expect(fixture.ended).toContain('requery skipped');
  expect(await fixture.audit(caseId)).toContain('requery.skipped failure');
  await fixture.answerAll(caseId);
  await day('2028-02-29');
  expect((await rounds(caseId)).map(({ result }) => result)).toEqual(['ordered', 'skipped', 'ordered']);
});

test('an open case is asked every ninety days from its filing while it is open; rounds from before are not made up', async () => {
  const { caseId } = await fixture.file(await fixture.filed({ filedOn: '2026-05-01' }));
  await fixture.starter.turn(fixture.now);
  await fixture.answerAll(caseId!);
  expect(await day('2026-11-25')).toBe(0);
  expect(await day('2027-01-26')).toBe(1);
  expect((await rounds(caseId!)).map(({ round, due_on }) => `${round} ${due_on}`)).toEqual(['3 2027-01-26']);
  await fixture.answerAll(caseId!);
  await fixture.cases.changeState(caseId!, undefined, 'suspended', CASE_SYSTEM);
  expect(await day('2027-04-26')).toBe(0);
  await fixture.cases.changeState(caseId!, undefined, 'closed', CASE_SYSTEM);
  expect(await day('2027-12-26')).toBe(0);
});

test('preservation is never asked again by itself (C9)', async () => {
  const { caseId } = await fixture.file(await fixture.filed({ caseNumber: '（2026）浙0106财保9号', requested: true }));
  await fixture.starter.turn(fixture.now);
  await fixture.answerAll(caseId!);
  expect(await day('2027-12-31')).toBe(0);
  expect(await rounds(caseId!)).toEqual([]);
});

test('a policy that changes plans everything anew, and a new rhythm takes over where the old one stood', async () => {
  const caseId = await ended('2026-08-31');
  expect(await day('2027-02-28')).toBe(1);
  await fixture.answerAll(caseId);
  await fixture.desk.policies.put({ courtCode: '浙01' }, { requeryEnded: { everyMonths: 12, forYears: 5, atMost: 3 } }, 0, CASE_SYSTEM);
  expect(await day('2027-08-31')).toBe(0);
  expect(await day('2028-08-31')).toBe(1);
  expect((await rounds(caseId)).map(({ round, due_on }) => `${round} ${due_on}`)).toEqual(['1 2027-02-28', '2 2028-08-31']);
  await fixture.desk.policies.put({ courtCode: '浙01' }, { requeryEnded: null }, 1, CASE_SYSTEM);
  expect(await day('2029-08-31')).toBe(0);
});

test('at most so many a minute, all processes together', async () => {
  for (let n = 0; n < 5; n += 1) await ended('2026-08-31');
  await fixture.scheduler().turn(at('2027-02-28', 1));
  const starters = [fixture.starterWith(fixture.engine, 2), fixture.starterWith(fixture.engine, 2)];
  const minute = async (hour: number): Promise<number> => (await Promise.all(starters.map((one) => one.turn(at('2027-02-28', hour))))).reduce((sum, each) => sum + each, 0);
  expect([await minute(7), await minute(7 + 0.5 / 60), await minute(7 + 1.1 / 60), await minute(7 + 2.2 / 60), await minute(7 + 3.3 / 60)]).toEqual([2, 0, 2, 1, 0]);
});

describe('hours', () => {
  const ids = Array.from({ length: 400 }, (_, index) => `0198c0de-0000-7000-8000-${String(index).padStart(12, '0')}`);

  test.each([
    ['before they begin', { from: 0, to: 6 }, '2026-11-25T12:00:00+08:00', '2026-11-26T00:00:00+08:00', '2026-11-26T06:00:00+08:00'],
    ['while they last', { from: 0, to: 6 }, '2026-11-25T04:00:00+08:00', '2026-11-25T04:00:00+08:00', '2026-11-25T06:00:00+08:00'],
    ['past midnight', { from: 22, to: 6 }, '2026-11-25T02:00:00+08:00', '2026-11-25T02:00:00+08:00', '2026-11-25T06:00:00+08:00'],
    ['past midnight, in the evening', { from: 22, to: 6 }, '2026-11-25T20:00:00+08:00', '2026-11-25T22:00:00+08:00', '2026-11-26T06:00:00+08:00'],
  ])('%s: spread over all of them', (_, hours, now, from, to) => {
    const moments = ids.map((id) => spreadOverHours(id, hours, new Date(now)).getTime()).sort((a, b) => a - b);
    const [begin, end] = [Date.parse(from), Date.parse(to)];
    expect(moments[0]).toBeGreaterThanOrEqual(begin);
    expect(moments.at(-1)).toBeLessThan(end);
    const quarters = [0, 0, 0, 0];
    for (const moment of moments) quarters[Math.floor((4 * (moment - begin)) / (end - begin))]! += 1;
    expect(Math.min(...quarters)).toBeGreaterThan(60);
  });
});

describe('assets in a case that ended without any', () => {
  test('a task with three working days, once, with its event; restored it is decided', async () => {
    const caseId = await ended('2026-05-31');
    await day('2026-11-30');
    const tasks = fixture.tasks();
    expect(await tasks.turn(fixture.now)).toBe(0);
    await fixture.answerAll(caseId, { kind: 'found', assets: [asset] });
    expect(await tasks.turn(fixture.now)).toBe(1);
    expect(await tasks.turn(fixture.now)).toBe(0);
    const { items } = await tasks.list({ reach: EVERYTHING, limit: 10, state: 'open' });
    expect(items).toMatchObject([{ caseId, state: 'open', overdue: false, calendarVersion: '2026-11' }]);
    const [event] = await rowsOf<{ payload: { dueOn: string } }>(fixture.database, "SELECT payload FROM outbox WHERE type = 'restore.raised'");
    expect(event!.payload.dueOn).toBe(items[0]!.dueOn);

    await expect(tasks.decide(items[0]!.id, 'not-restored', undefined, CASE_SYSTEM)).rejects.toMatchObject({ code: 'request-invalid' });
    expect(await tasks.decide(items[0]!.id, 'restored', undefined, CASE_SYSTEM)).toMatchObject({ state: 'restored', decidedBy: 'case-system' });
    expect(await fixture.cases.reader.find(caseId)).toMatchObject({ state: 'open', kind: 'restored' });
    await expect(tasks.decide(items[0]!.id, 'restored', undefined, CASE_SYSTEM)).rejects.toMatchObject({ code: 'restore-task-decided' });
    expect((await fixture.audit(caseId)).filter((event) => event.startsWith('restore.'))).toEqual(['restore.raised', 'restore.decided failure', 'restore.decided', 'restore.decided failure']);
  });

  test('nothing but facts about people, or nothing at all: no task', async () => {
    const caseId = await ended('2026-05-31');
    await day('2026-11-30');
    await fixture.answerAll(caseId, { kind: 'found', assets: [], identities: [] });
    expect(await fixture.tasks().turn(fixture.now)).toBe(0);
  });

  test('an answer that comes late, after the inquiry was complete, still raises one', async () => {
    const caseId = await ended('2026-05-31');
    await day('2026-11-30');
    const [row] = await rowsOf<{ id: number; inquiry_id: string }>(fixture.database, "SELECT r.id, r.inquiry_id FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id WHERE i.case_id = $1 AND i.priority = 3 ORDER BY r.id", [caseId]);
    await fixture.answerAll(caseId, { kind: 'unavailable', cause: 'deadline-passed' });
    expect(await fixture.tasks().turn(fixture.now)).toBe(0);
    await fixture.collector.collect({
      requestId: row!.id, inquiryId: row!.inquiry_id, institutionCode: 'PUSH', outcome: { kind: 'found', assets: [asset] }, via: 'push', exchangeId: null, acceptedAtMs: Date.now(),
      sentAtMs: null, receivedAtMs: Date.now(), waitedMs: 0,
    });
    expect(await fixture.tasks().turn(fixture.now)).toBe(1);
  });

  test('three working days pass: reported once; a case restored elsewhere closes its task', async () => {
    const caseId = await ended('2026-05-31');
    await day('2026-11-30');
    await fixture.answerAll(caseId, { kind: 'found', assets: [asset] });
    const tasks = fixture.tasks();
    await tasks.turn(fixture.now);
    const { dueOn } = (await tasks.list({ reach: EVERYTHING, limit: 1 })).items[0]!;
    await tasks.turn(at(dueOn, 20));
    expect(await fixture.audit(caseId)).not.toContain('restore.overdue failure');
    await tasks.turn(at(addDays(dueOn, 1)));
    await tasks.turn(at(addDays(dueOn, 2)));
    expect((await fixture.audit(caseId)).filter((event) => event === 'restore.overdue failure')).toHaveLength(1);
    await fixture.cases.changeState(caseId, undefined, 'open', CASE_SYSTEM);
    await tasks.turn(at(addDays(dueOn, 3)));
    expect((await tasks.list({ reach: EVERYTHING, limit: 1 })).items).toMatchObject([{ state: 'restored', decidedBy: 'gateway' }]);
    expect(await tasks.openCount()).toBe(0);
  });
});
