import { EVERYTHING } from '#libs/store';
import { LeadFixture, LIN } from './testkit/lead-fixture.js';

let fixture: LeadFixture;
beforeEach(async () => void (fixture = await LeadFixture.open()));
afterEach(() => fixture.close());

const FOUND = { finding: 'found', text: '在库' } as const;
const add = async (change: Parameters<LeadFixture['given']>[0] = {}, caseId?: string) => (await fixture.leads.register(caseId ?? (await fixture.newCase()).id, fixture.given(change), LIN)).lead;

describe('what happens to leads in time', () => {
  test('its day passes: reported once, by whatever process and however late; what was checked is not', async () => {
    const [lead, checked] = [await add(), await add()];
    await fixture.leads.check(checked.id, 1, FOUND, LIN);
    fixture.day('2026-11-09', 23);
    expect(await fixture.work.turn(fixture.now)).toBe(0);
    fixture.day('2026-11-13');
    const turns = await Promise.all([fixture.work.turn(fixture.now), fixture.work.turn(fixture.now)]);
    expect([turns.reduce((sum, one) => sum + one, 0), await fixture.work.turn(fixture.now)]).toEqual([1, 0]);
    expect(await fixture.audit(lead.caseId)).toEqual(['lead.registered lin', 'lead.overdue gateway failure due 2026-11-09']);
    expect((await fixture.leads.find(lead.id)).history.at(-1)).toMatchObject({ event: 'overdue', actor: 'gateway', detail: '2026-11-09' });
  });

  test('the officers of the case change: what waits goes to who handles it now, what is done stays as it was', async () => {
    const file = await fixture.newCase();
    const [open, untold, done] = [await add({}, file.id), await add({ missing: ['place'] }, file.id), await add({ missing: ['place'] }, file.id)];
    await fixture.leads.tell(done.id, 1, { way: 'post', on: '2026-11-02', text: '请补充' }, LIN);
    expect(await fixture.work.turn(fixture.now)).toBe(0);
    await fixture.cases.change(file.id, undefined, { officerIds: [fixture.officerId(2)] }, LIN);
    await fixture.database.pool.query(`UPDATE case_member SET until = now() WHERE case_id = $1 AND part = 'registrar'`, [file.id]);
    await Promise.all([fixture.work.turn(fixture.now), fixture.work.turn(fixture.now)]);
    expect(await Promise.all([open, untold, done].map(async ({ id }) => (await fixture.leads.find(id)).owner))).toEqual(['zhao', 'zhao', 'lin']);
    expect((await fixture.audit(file.id)).filter((entry) => entry.startsWith('lead.assigned'))).toEqual(['lead.assigned gateway zhao', 'lead.assigned gateway zhao']);
    // Whoever had it before is told that it changed, and does not write over it.
    await expect(fixture.leads.check(open.id, 1, FOUND, LIN)).rejects.toMatchObject({ code: 'version-conflict' });
  });

  test('a case ends over a lead: told once for each ending; a lead that comes after the ruling is what such a case is watched for', async () => {
    const file = await fixture.newCase();
    const lead = await add({}, file.id);
    await fixture.work.turn(fixture.now);
    await fixture.cases.changeState(file.id, undefined, 'ended-without-assets', LIN, '2026-11-02');
    fixture.day('2026-11-03');
    const later = await add({ receivedOn: '2026-11-03' }, file.id);
    for (let turn = 0; turn < 2; turn += 1) await Promise.all([fixture.work.turn(fixture.now), fixture.work.turn(fixture.now)]);
    await fixture.cases.changeState(file.id, undefined, 'closed', LIN);
    await fixture.work.turn(fixture.now);
    expect((await fixture.audit(file.id)).filter((entry) => entry.startsWith('lead.left-open'))).toEqual([
      'lead.left-open gateway failure ended-without-assets 2026-11-02', 'lead.left-open gateway failure closed', 'lead.left-open gateway failure closed',
    ]);
    expect((await fixture.leads.find(later.id)).history.map(({ event }) => event)).toEqual(['registered', 'assigned', 'case-ended']);
    // The party is owed an answer all the same.
    expect(await fixture.leads.check(lead.id, undefined, FOUND, LIN)).toMatchObject({ state: 'found' });
  });

  test('counted: what is to be checked and to be told, in time and overdue, and how much was checked in time lately', async () => {
    await add();
    await add({ urgent: true, urgentReason: '转移' });
    const [soon, late] = [await add(), await add()];
    await fixture.leads.check(soon.id, 1, FOUND, LIN);
    fixture.day('2026-11-12');
    await fixture.leads.check(late.id, 1, FOUND, LIN);
    await add({ receivedOn: '2026-11-12' });
    expect(await fixture.work.counts(fixture.now)).toEqual({ toCheck: { inTime: 1, overdue: 2 }, toTell: { inTime: 1, overdue: 1 }, checked: { inTime: 1, late: 1 } });
    fixture.day('2026-12-20');
    expect((await fixture.work.counts(fixture.now)).checked).toEqual({ inTime: 0, late: 0 });
  });
});

describe('the list over many cases', () => {
  test('by the clock, what is done last; narrowed by what waits, by state, by owner, and to the reach', async () => {
    const [usual, urgent, told] = [await add(), await add({ urgent: true, urgentReason: '转移' }), await add({ missing: ['thing'] })];
    await fixture.leads.tell(told.id, 1, { way: 'online', on: '2026-11-02', text: '请补充' }, LIN);
    const untold = await add({ missing: ['place'] });
    await fixture.leads.assign(usual.id, 1, 'shen', LIN);
    const ids = async (filter: object = {}) => (await fixture.list.page({ reach: EVERYTHING, limit: 10, ...filter })).items.map(({ id }) => id);
    expect(await ids()).toEqual([urgent.id, untold.id, usual.id, told.id]);
    expect([await ids({ waits: 'to-check' }), await ids({ waits: 'to-tell' }), await ids({ waits: 'overdue' })]).toEqual([[urgent.id, usual.id], [untold.id], []]);
    expect([await ids({ owner: 'shen' }), await ids({ state: 'not-concrete' }), await ids({ caseId: urgent.caseId })]).toEqual([[usual.id], [untold.id, told.id], [urgent.id]]);
    fixture.day('2026-11-06');
    expect(await ids({ waits: 'overdue' })).toEqual([urgent.id, untold.id]);
    expect((await fixture.list.page({ reach: EVERYTHING, limit: 1 })).items[0]).toMatchObject({ overdue: true, late: false, dueOn: '2026-11-05', caseNumber: '（2026）浙0106执2号', owner: 'lin' });
    expect([await ids({ reach: { login: 'lin', own: '浙0106' } }), await ids({ reach: { login: 'wu', own: '浙0106' } }), await ids({ reach: { login: 'zhao', whole: '浙0201' } })].map(({ length }) => length)).toEqual([4, 0, 0]);
  });

  test('page by page, each once, also over what is done; a cursor that is none of ours is refused', async () => {
    const file = await fixture.newCase();
    for (let serial = 0; serial < 5; serial += 1) {
      const lead = await add(serial % 2 === 0 ? {} : { missing: ['thing'] }, file.id);
      if (serial > 2) await fixture.leads.tell(lead.id, 1, { way: 'online', on: '2026-11-02', text: '请补充' }, LIN).catch(() => undefined);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await fixture.list.page({ reach: EVERYTHING, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
    await expect(fixture.list.page({ reach: EVERYTHING, limit: 2, cursor: `c1.${Buffer.from('2026-02-31 x').toString('base64url')}` })).rejects.toMatchObject({ code: 'cursor-invalid' });
    const first = await fixture.leads.ofCase(file.id, { limit: 3 });
    const rest = await fixture.leads.ofCase(file.id, { limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([...seen].sort().reverse());
  });
});
