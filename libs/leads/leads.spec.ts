import { breakableDatabase } from '#libs/engine-testkit';
import { Leads } from './index.js';
import { LeadFixture, LIN, SHEN } from './testkit/lead-fixture.js';

const FOUND = { finding: 'found', text: '现场核实货车在库' } as const;
const TOLD = { way: 'oral', on: '2026-11-05', reference: '笔录第3页', text: '已告知车辆在库，将予查封' } as const;

let fixture: LeadFixture;
beforeAll(async () => void (fixture = await LeadFixture.open()));
beforeEach(() => fixture.day('2026-11-02'));
afterAll(() => fixture.close());

const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { code?: string }) => error.code);
const registered = async (change: Parameters<LeadFixture['given']>[0] = {}) => {
  const made = await fixture.newCase();
  return { file: made, lead: (await fixture.leads.register(made.id, fixture.given(change), LIN)).lead };
};

describe('a lead is registered', () => {
  test('both last days stand with it, the earlier is the clock, and the handling officer checks it', async () => {
    const { file, lead } = await registered({ obligorId: undefined });
    expect(lead).toMatchObject({ state: 'open', owner: 'lin', overdue: false, missing: [], due: { on: '2026-11-09', byDays: '2026-11-09', byWorkingDays: '2026-11-11' }, version: 1 });
    expect((await fixture.leads.find(lead.id)).history.map(({ event, actor, detail }) => [event, actor, detail])).toEqual([['registered', 'lin', undefined], ['assigned', 'lin', 'lin']]);
    expect(await fixture.audit(file.id)).toEqual(['lead.registered lin']);
  });

  test('urgent: three days, with why; a reason without urgency is refused as well', async () => {
    const { file, lead } = await registered({ urgent: true, urgentReason: '正在转移' });
    expect([lead.due, lead.urgentReason]).toEqual([expect.objectContaining({ on: '2026-11-05', byWorkingDays: '2026-11-11' }), '正在转移']);
    for (const change of [{ urgent: true }, { urgentReason: '正在转移' }]) {
      await expect(fixture.leads.register(file.id, fixture.given(change), LIN)).rejects.toMatchObject({ code: 'request-invalid', fields: [{ field: '/urgentReason' }] });
    }
  });

  test('received in the week of the Spring Festival: seven days are not moved by it', async () => {
    fixture.day('2026-02-25');
    const { lead } = await registered({ receivedOn: '2026-02-13' });
    expect([lead.due, lead.overdue]).toEqual([{ on: '2026-02-20', byDays: '2026-02-20', byWorkingDays: '2026-03-02', calendarVersion: expect.any(String) }, true]);
  });

  test('not concrete: no clock, answered at once with what it lacks, and the party is to be told', async () => {
    const { lead } = await registered({ missing: ['place', 'holder'] });
    expect(lead).toMatchObject({ state: 'not-concrete', missing: ['place', 'holder'], noticeDueOn: '2026-11-05', outcome: { finding: 'not-concrete', late: false } });
    expect(lead.due).toBeUndefined();
  });

  test('who gave it and what it says is ciphertext in the database, bound to its row', async () => {
    const { lead } = await registered({ urgent: true, urgentReason: '正在转移', contact: '13800000000', institution: '虚构车管所' });
    const [row] = await fixture.rows<{ text: string; content: unknown }>('SELECT l::text AS text, content FROM lead l WHERE id = $1', [lead.id]);
    expect([row!.content, ['虚构', '货车', '正在转移', '13800000000'].filter((secret) => row!.text.includes(secret))]).toEqual([null, []]);
    const other = (await fixture.leads.register(lead.caseId, fixture.given({ description: '另一条' }), LIN)).lead;
    await fixture.database.pool.query('ALTER TABLE lead DISABLE TRIGGER keep');
    await fixture.database.pool.query('UPDATE lead SET sealed = (SELECT sealed FROM lead WHERE id = $1) WHERE id = $2', [lead.id, other.id]);
    await fixture.database.pool.query('ALTER TABLE lead ENABLE TRIGGER keep');
    await expect(fixture.leads.find(other.id)).rejects.toThrow();
  });

  test('an obligor of another case, or one who was taken out; an owner who only approves, or takes no part; a closed case', async () => {
    const [file, other] = [await fixture.newCase(), await fixture.newCase()];
    const add = (change: Parameters<LeadFixture['given']>[0]) => code(fixture.leads.register(file.id, fixture.given(change), LIN));
    expect(await add({ obligorId: file.obligors[0]!.id })).toBe('done');
    expect(await add({ obligorId: other.obligors[0]!.id })).toBe('obligor-unknown');
    await fixture.database.pool.query(`INSERT INTO case_member (case_id, login, part, added_by) VALUES ($1, 'zhou', 'approver', 'lin')`, [file.id]);
    expect([await add({ owner: 'zhou' }), await add({ owner: 'zhao' }), await add({ owner: 'shen' })]).toEqual(['lead-owner-unacceptable', 'lead-owner-unacceptable', 'done']);
    await fixture.database.pool.query('UPDATE obligor SET removed_at = now() WHERE id = $1', [file.obligors[0]!.id]);
    expect(await add({ obligorId: file.obligors[0]!.id })).toBe('obligor-unknown');
    expect(await add({ receivedOn: '2026-11-03' })).toBe('request-invalid');
    await fixture.cases.changeState(file.id, undefined, 'closed', LIN);
    expect(await add({})).toBe('case-not-open');
    expect((await fixture.audit(file.id)).filter((entry) => entry.includes('failure'))).toEqual([
      'obligor-unknown', 'lead-owner-unacceptable', 'lead-owner-unacceptable', 'obligor-unknown', 'request-invalid', 'case-not-open',
    ].map((why) => `lead.registered lin failure ${why}`));
  });

  test('a case nobody works on: the lead is taken all the same, and follows the first who does', async () => {
    const file = await fixture.newCase();
    await fixture.database.pool.query('UPDATE case_member SET until = now() WHERE case_id = $1', [file.id]);
    const { lead } = await fixture.leads.register(file.id, fixture.given(), { login: 'case-system', correlationId: null });
    expect(lead.owner).toBeUndefined();
    await fixture.work.turn(fixture.now);
    expect((await fixture.leads.find(lead.id)).owner).toBeUndefined();
    await fixture.database.pool.query(`UPDATE case_member SET until = NULL WHERE case_id = $1 AND login = 'shen'`, [file.id]);
    await fixture.work.turn(fixture.now);
    expect(await fixture.leads.find(lead.id)).toMatchObject({ owner: 'shen', history: [{ event: 'registered' }, { event: 'assigned', actor: 'gateway', detail: 'shen' }] });
  });
});

describe('the same call again', () => {
  test('twice at once and once more later: one lead, the later ones are told so and are on record as reads', async () => {
    const file = await fixture.newCase();
    const call = () => fixture.leads.register(file.id, fixture.given(), LIN, 'key-of-lead-1');
    const both = await Promise.all([call(), call(), call()]);
    expect([new Set(both.map(({ lead }) => lead.id)).size, both.filter(({ repeated }) => repeated).length]).toEqual([1, 2]);
    await fixture.leads.check(both[0]!.lead.id, 1, FOUND, LIN);
    await fixture.cases.changeState(file.id, undefined, 'closed', LIN);
    expect(await call()).toMatchObject({ repeated: true, lead: { state: 'found', version: 2 } });
    expect((await fixture.audit(file.id)).sort()).toEqual(['lead.checked lin found', 'lead.read lin', 'lead.read lin', 'lead.read lin', 'lead.registered lin']);
  });

  test('the same key for something else, or for another case: refused; of somebody else it is another key', async () => {
    const [file, other] = [await fixture.newCase(), await fixture.newCase()];
    await fixture.leads.register(file.id, fixture.given(), LIN, 'key-of-lead-2');
    expect(await code(fixture.leads.register(file.id, fixture.given({ property: 'deposit' }), LIN, 'key-of-lead-2'))).toBe('idempotency-key-reused');
    expect(await code(fixture.leads.register(other.id, fixture.given(), LIN, 'key-of-lead-2'))).toBe('idempotency-key-reused');
    expect(await fixture.leads.register(file.id, fixture.given(), SHEN, 'key-of-lead-2')).toMatchObject({ repeated: false });
    expect(await fixture.rows('SELECT id FROM lead WHERE case_id IN ($1, $2)', [file.id, other.id])).toHaveLength(2);
  });
});

describe('what was found', () => {
  test('in time, then the party is told: each stands, and its clock is three working days', async () => {
    const { lead } = await registered();
    fixture.day('2026-11-04');
    const checked = await fixture.leads.check(lead.id, 1, FOUND, SHEN);
    expect(checked).toMatchObject({ state: 'found', version: 2, noticeDueOn: '2026-11-09', outcome: { ...FOUND, by: 'shen', late: false } });
    fixture.day('2026-11-05');
    expect(await fixture.leads.tell(lead.id, 2, TOLD, LIN)).toMatchObject({ version: 3, notice: { ...TOLD, by: 'lin', late: false } });
    expect((await fixture.leads.find(lead.id)).history.map(({ event, detail }) => [event, detail])).toEqual([['registered', undefined], ['assigned', 'lin'], ['checked', 'found'], ['told', 'oral']]);
    expect(await code(fixture.leads.assign(lead.id, 3, 'shen', LIN))).toBe('state-change-invalid');
  });

  test('late by a minute after midnight in Beijing: kept, and marked late; on the last day it is not', async () => {
    const [{ file, lead }, { lead: other }] = [await registered(), await registered()];
    fixture.day('2026-11-09', 23.99);
    expect((await fixture.leads.check(other.id, 1, FOUND, LIN)).outcome).toMatchObject({ late: false });
    fixture.day('2026-11-10', 0.02);
    expect((await fixture.leads.find(lead.id)).overdue).toBe(true);
    expect(await fixture.leads.check(lead.id, 1, { finding: 'nothing-found', text: '查无此车' }, LIN)).toMatchObject({ overdue: false, outcome: { finding: 'nothing-found', late: true } });
    expect((await fixture.audit(file.id)).at(-1)).toBe('lead.checked lin nothing-found, late');
    fixture.day('2026-11-20');
    expect((await fixture.leads.tell(lead.id, 2, { ...TOLD, on: '2026-11-20' }, LIN)).notice).toMatchObject({ late: true });
  });

  test('two officers at once: one outcome, the other is told that it was checked', async () => {
    const { lead } = await registered();
    const ends = await Promise.allSettled([fixture.leads.check(lead.id, 1, FOUND, LIN), fixture.leads.check(lead.id, 1, { finding: 'nothing-found', text: '查无此车' }, SHEN)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find((end) => end.status === 'rejected')).toMatchObject({ reason: { code: 'lead-checked' } });
    expect(await fixture.rows(`SELECT FROM lead_event WHERE event = 'checked' AND lead_id = $1`, [lead.id])).toHaveLength(1);
  });

  test('somebody else changed it in the meantime: nothing is written over what was not seen', async () => {
    const { lead } = await registered();
    expect(await fixture.leads.assign(lead.id, 1, 'shen', LIN)).toMatchObject({ owner: 'shen', version: 2 });
    expect(await code(fixture.leads.check(lead.id, 1, FOUND, LIN))).toBe('version-conflict');
    expect(await fixture.leads.assign(lead.id, undefined, 'shen', LIN)).toMatchObject({ version: 2 });
  });

  test('what does not fit: told before it is checked or twice, on a day that cannot be, spoken without a record, lacking nothing', async () => {
    const { lead } = await registered();
    expect(await code(fixture.leads.tell(lead.id, 1, TOLD, LIN))).toBe('state-change-invalid');
    await expect(fixture.leads.check(lead.id, 1, { finding: 'not-concrete', text: '无车牌' }, LIN)).rejects.toMatchObject({ fields: [{ field: '/missing' }] });
    await expect(fixture.leads.check(lead.id, 1, { ...FOUND, missing: ['place'] }, LIN)).rejects.toMatchObject({ fields: [{ field: '/missing' }] });
    fixture.day('2026-11-05');
    expect(await fixture.leads.check(lead.id, 1, { finding: 'not-concrete', text: '无车牌', missing: ['thing'] }, LIN)).toMatchObject({ missing: ['thing'], due: { on: '2026-11-09' } });
    for (const on of ['2026-11-04', '2026-11-06', '2026-02-30']) await expect(fixture.leads.tell(lead.id, 2, { ...TOLD, on }, LIN)).rejects.toMatchObject({ fields: [{ field: '/on' }] });
    const { reference: _, ...unrecorded } = TOLD;
    await expect(fixture.leads.tell(lead.id, 2, unrecorded, LIN)).rejects.toMatchObject({ fields: [{ field: '/reference' }] });
    await fixture.leads.tell(lead.id, 2, { ...unrecorded, way: 'handed-over' }, LIN);
    expect(await code(fixture.leads.tell(lead.id, 3, TOLD, LIN))).toBe('state-change-invalid');
    expect(await code(fixture.leads.find('nothing'))).toBe('lead-unknown');
  });

  test('what it led to is of the same case, each once, before and after it is checked', async () => {
    const { file, lead } = await registered();
    const [own, foreign] = [await inquiryOf(file.id, 1), await inquiryOf((await fixture.newCase()).id, 2)];
    await expect(fixture.leads.link(lead.id, 1, { inquiryId: foreign, orderIds: [777] }, LIN)).rejects.toMatchObject({ fields: [{ field: '/inquiryId' }, { field: '/orderIds/0' }] });
    expect(await fixture.leads.link(lead.id, 1, { inquiryId: own }, LIN)).toMatchObject({ inquiryIds: [own], version: 2 });
    expect(await fixture.leads.check(lead.id, 2, { ...FOUND, inquiryId: own }, LIN)).toMatchObject({ inquiryIds: [own], version: 3 });
    expect(await fixture.leads.link(lead.id, 3, { inquiryId: own }, LIN)).toMatchObject({ version: 3 });
  });

  test('the line is cut in the middle: nothing of it is there, and the next try does it', async () => {
    const { lead } = await registered();
    const near = await breakableDatabase(fixture.url);
    const clock = (): Date => {
      near.cut();
      return fixture.now;
    };
    await expect(new Leads({ database: near.database, clock }).check(lead.id, 1, FOUND, LIN)).rejects.toThrow();
    await expect(new Leads({ database: near.database, clock }).register(lead.caseId, fixture.given(), LIN, 'key-of-lead-9')).rejects.toThrow();
    await near.close();
    expect([await fixture.leads.find(lead.id), await fixture.rows('SELECT FROM lead WHERE case_id = $1', [lead.caseId])]).toMatchObject([{ state: 'open', version: 1, history: [{ event: 'registered' }, { event: 'assigned' }] }, [{}]]);
    expect(await fixture.leads.check(lead.id, 1, FOUND, LIN)).toMatchObject({ state: 'found' });
  });

  test('the audit record cannot be written: the outcome is not either', async () => {
    const { lead } = await registered();
    await fixture.database.pool.query('ALTER TABLE audit_event RENAME TO elsewhere');
    await expect(fixture.leads.check(lead.id, 1, FOUND, LIN)).rejects.toThrow();
    await fixture.database.pool.query('ALTER TABLE elsewhere RENAME TO audit_event');
    expect(await fixture.leads.find(lead.id)).toMatchObject({ state: 'open' });
  });

  test('PostgreSQL keeps it: what was given, found and told cannot be changed, nor its history', async () => {
    const { lead } = await registered();
    await fixture.leads.check(lead.id, 1, FOUND, LIN);
    const one = `WHERE id = '${lead.id}'`;
    for (const statement of [`UPDATE lead SET received_on = '2026-10-01' ${one}`, `UPDATE lead SET state = 'nothing-found' ${one}`, `UPDATE lead SET outcome_at = now() ${one}`, `DELETE FROM lead ${one}`, 'DELETE FROM lead_event', `UPDATE lead_event SET actor = 'x'`, 'TRUNCATE lead_event']) {
      await expect(fixture.database.pool.query(statement)).rejects.toThrow(/stands as it was given|checked once|only added to|stays on record/);
    }
  });

  async function inquiryOf(caseId: string, serial: number): Promise<string> {
    const [row] = await fixture.rows<{ id: string }>(
      `INSERT INTO inquiry (id, case_id, sources, priority, purpose, forced, requested_by, snapshot, document_number, total, accepted_at)
       VALUES (gen_random_uuid(), $1, '{vehicle}', 2, 'x', false, 'lin', '{}', $2, 1, now()) RETURNING id`, [caseId, `D${serial}`],
    );
    return row!.id;
  }
});

describe('a case that ended without assets', () => {
  test('a lead turns out to be true: the task to restore, three working days over the weekend, once for all leads, with its event', async () => {
    const { file, lead } = await registered({ receivedOn: '2026-11-02' });
    await fixture.cases.changeState(file.id, undefined, 'ended-without-assets', LIN, '2026-11-02');
    const { lead: second } = await fixture.leads.register(file.id, fixture.given(), LIN);
    fixture.day('2026-11-06');
    const checked = await fixture.leads.check(lead.id, 1, FOUND, LIN);
    expect(await fixture.leads.check(second.id, 1, FOUND, LIN)).toMatchObject({ restoreTaskId: checked.restoreTaskId });
    const { items } = await fixture.tasks.list({ reach: { login: 'x', whole: '*' }, limit: 10 });
    expect(items).toEqual([expect.objectContaining({ id: checked.restoreTaskId, leadId: lead.id, dueOn: '2026-11-11', state: 'open' })]);
    expect(await fixture.rows(`SELECT payload FROM outbox WHERE type = 'restore.raised' AND key = $1`, [file.id])).toEqual([{ payload: { taskId: checked.restoreTaskId, caseId: file.id, dueOn: '2026-11-11' } }]);
    await fixture.tasks.turn(fixture.now);
    expect(await fixture.tasks.decide(items[0]!.id, 'restored', undefined, LIN)).toMatchObject({ state: 'restored', leadId: lead.id });
    expect(await fixture.cases.reader.find(file.id)).toMatchObject({ state: 'open', kind: 'restored' });
  });

  test('nothing was found, or the case is open: no task', async () => {
    const [{ file, lead }, { lead: other }] = [await registered(), await registered()];
    await fixture.cases.changeState(file.id, undefined, 'ended-without-assets', LIN, '2026-11-02');
    await fixture.leads.check(lead.id, 1, { finding: 'unverifiable', text: '无法进入' }, LIN);
    await fixture.leads.check(other.id, 1, FOUND, LIN);
    expect(await fixture.rows('SELECT FROM restore_task WHERE case_id IN ($1, $2)', [file.id, other.caseId])).toEqual([]);
  });
});
