import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { acceptRequests, openCase, rowsOf, type TestCase } from '#libs/engine-testkit';
import type { ControlOrder, Measure } from '#libs/control';
import { changes, sampleMeasure, sampleOrder } from '#libs/control-testkit';
import { Leads } from '#libs/leads';
import { beijingDay } from '#libs/statute';
import { CaseAnswersReader, ControlReader, createAnswerWriter, InquiryReader, PostgresControlStore } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { begunBefore, CountDiffers, Retention, RETENTION } from './index.js';

const NOW = new Date('2060-06-01T03:00:00Z');
const ORDER = { by: 'archivist', number: '档案〔2060〕1号' };
let test: TestDatabase;
beforeEach(async () => void (test = await createTestDatabase()));
afterEach(() => test.drop());

const desk = (): Retention => new Retention(test.database, () => NOW);

async function caseWith(facts: string, answered = true): Promise<TestCase & { inquiryId: string }> {
  const one = await openCase(test.database);
  const { inquiryId, requests } = await acceptRequests(test.database, one, [{ institutionCode: 'B' }]);
  if (answered) {
    await createAnswerWriter(test.database, { patienceMs: 0 }).add({
      answer: { requestId: requests[0]!.id, inquiryId, kind: 'found', content: '{"kind":"found","assets":[]}', via: 'push', exchangeId: null, acceptedAtMs: 1, sentAtMs: 1, receivedAtMs: 2, waitedMs: 0 },
    });
  }
  await test.database.pool.query(`UPDATE case_file SET ${facts} WHERE id = $1`, [one.caseId]);
  return { ...one, inquiryId };
}

const CLOSED_LONG_AGO = `state = 'closed', updated_at = '2030-05-30T00:00:00Z'`;

describe('which cases are due', () => {
  it.each([
    ['open', `updated_at = '2000-01-01'`, true],
    ['ended without assets, however long ago', `state = 'ended-without-assets', ended_on = '2001-01-01', updated_at = '2001-01-01'`, true],
    ['suspended', `state = 'suspended', updated_at = '2000-01-01'`, true],
    ['closed a day too late', `state = 'closed', updated_at = '2030-06-02T00:00:00Z'`, true],
    ['closed long ago, and within five years of a ruling', `${CLOSED_LONG_AGO}, ended_on = '2055-06-02'`, true],
    ['closed long ago, with a question that nobody has answered', CLOSED_LONG_AGO, false],
  ])('%s: not', async (_, facts, answered) => {
    await caseWith(facts, answered);
    expect((await desk().due()).cases).toEqual([]);
    await expect(desk().apply({ ...ORDER, cases: 1 })).rejects.toThrow(CountDiffers);
    expect(await rowsOf(test.database, 'SELECT FROM data_key WHERE destroyed_at IS NOT NULL')).toEqual([]);
  });

  it('closed for longer than the period: due', async () => {
    const one = await caseWith(`${CLOSED_LONG_AGO}, ended_on = '2025-01-01'`);
    expect((await desk().due()).cases).toMatchObject([{ caseId: one.caseId, inClear: false }]);
  });

  it('with records from before personal data were sealed: named, and not erased, since they would stay readable', async () => {
    const one = await caseWith(CLOSED_LONG_AGO);
    await test.database.pool.query(
      `INSERT INTO inquiry (id, case_id, sources, priority, purpose, forced, requested_by, snapshot, document_number, total, accepted_at, completed_at)
       VALUES ($1, $2, '{}', 1, 'x', false, 'x', '{"subjects": []}', 'old', 0, now(), now())`,
      [randomUUID(), one.caseId],
    );
    expect(await desk().due()).toMatchObject({ cases: [], inClear: [{ caseId: one.caseId }] });
    expect(await desk().apply({ ...ORDER, cases: 0 })).toMatchObject({ cases: 0 });
  });
});

describe('a case with measures', () => {
  const ORDERED = { institutionCode: 'B', draftedBy: 'chen', approver: 'wang', approvedBy: 'wang' } as const;

  /** A closed case with one order, and what it began. */
  async function controlled(order: Partial<ControlOrder>, measure?: Partial<Measure>, database = test.database): Promise<{ caseId: string; orderId: number; measureId?: string }> {
    const { caseId, obligorIds } = await caseWith(CLOSED_LONG_AGO);
    const [{ number }] = (await rowsOf<{ number: string }>(database, 'SELECT case_number AS number FROM case_file WHERE id = $1', [caseId])) as [{ number: string }];
    const store = new PostgresControlStore(database);
    const [id] = await store.nextOrderIds(1);
    const of = { caseId, caseNumber: number, obligorId: obligorIds[0]! };
    const given = sampleOrder(id!, of, { ...ORDERED, state: 'done', ...order });
    const began = measure === undefined ? undefined : sampleMeasure(given, of, measure);
    await store.change(caseId, () => ({ changes: changes({ orders: [given], ...(began === undefined ? {} : { measures: [began] }) }), result: undefined }));
    return { caseId, orderId: id!, ...(began === undefined ? {} : { measureId: began.id }) };
  }

  it.each(['effective', 'unfunded', 'waiting'] as const)('a measure is %s: nothing of the case is due, whatever was ordered', async (state) => {
    const { caseId } = await controlled({}, { state, ...(state === 'effective' ? {} : { heldFen: 0 }) });
    expect((await desk().due()).cases).toEqual([]);
    await expect(desk().apply({ ...ORDER, cases: 1 })).rejects.toThrow(CountDiffers);
    expect(await rowsOf(test.database, 'SELECT FROM data_key WHERE case_id = $1 AND destroyed_at IS NOT NULL', [caseId])).toEqual([]);
  });

  it.each(['drafted', 'submitted', 'returned', 'approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'disputed'] as const)('an order is %s: not due', async (state) => {
    await controlled({ state });
    expect((await desk().due()).cases).toEqual([]);
  });

  it.each(['released', 'deducted', 'lapsed'] as const)('its only measure was %s: due, and erased with its orders', async (state) => {
    const { caseId, orderId } = await controlled({}, { state, heldFen: 0 });
    expect(await desk().apply({ ...ORDER, cases: 1 })).toMatchObject({ cases: 1 });
    await expect(new ControlReader(test.database, test.database).order(orderId)).rejects.toMatchObject({ code: 'personal-data-erased' });
    await expect(new PostgresControlStore(test.database).read(caseId)).rejects.toMatchObject({ code: 'personal-data-erased' });
  });

  it('its measure was handed over and is in force for another case: the orders and papers that began it stay, until it ends', async () => {
    const { caseId, measureId } = await controlled({}, {});
    const to = await caseWith(`state = 'open'`);
    await test.database.pool.query('UPDATE control_measure SET case_id = $2, obligor_id = $3 WHERE id = $1', [measureId, to.caseId, to.obligorIds[0]]);
    expect((await desk().due()).cases).toEqual([]);
    await test.database.pool.query(`UPDATE control_measure SET state = 'released', held_fen = 0 WHERE id = $1`, [measureId]);
    expect((await desk().due()).cases).toMatchObject([{ caseId }]);
  });

  it('an institution objected and was not answered: not due', async () => {
    const { caseId, measureId } = await controlled({}, { state: 'released', heldFen: 0 });
    await test.database.pool.query(`INSERT INTO control_objection (id, case_id, measure_id, received_on, answer_by, grounds, entered_by) VALUES ($1, $2, $3, '2026-11-01', '2026-11-16', '专用账户', 'chen')`, [randomUUID(), caseId, measureId]);
    expect((await desk().due()).cases).toEqual([]);
  });

  it('a lead was not checked, or whoever gave it was not told: not due; told, it is', async () => {
    const { caseId } = await controlled({}, { state: 'released', heldFen: 0 });
    const leads = new Leads({ database: test.database });
    const actor = { login: 'chen', correlationId: null };
    await test.database.pool.query(`UPDATE case_file SET state = 'open' WHERE id = $1`, [caseId]);
    const { lead } = await leads.register(caseId, { givenAs: 'applicant', giver: '虚构申请人', receivedOn: '2026-11-01', channel: 'phone', property: 'deposit', description: '某行有存款' }, actor);
    await test.database.pool.query(`UPDATE case_file SET state = 'closed' WHERE id = $1`, [caseId]);
    expect((await desk().due()).cases).toEqual([]);
    await leads.check(lead.id, 1, { finding: 'nothing-found', text: '查无' }, actor);
    expect((await desk().due()).cases).toEqual([]);
    await leads.tell(lead.id, 2, { way: 'post', on: beijingDay(new Date()), text: '查无' }, actor);
    expect((await desk().due()).cases).toMatchObject([{ caseId }]);
  });

  it('an order stands in the clear, from an installation without keys: named, and not erased', async () => {
    const { caseId, orderId } = await controlled({}, { state: 'released', heldFen: 0 });
    await test.database.pool.query(`UPDATE control_order SET sealed = NULL, content = '{}' WHERE id = $1`, [orderId]);
    expect(await desk().due()).toMatchObject({ cases: [], inClear: [{ caseId }] });
  });
});

describe('what is erased', () => {
  it('names, questions and answers of the case are readable nowhere, those of others stay, and the order is on record', async () => {
    const [gone, stays] = [await caseWith(CLOSED_LONG_AGO), await caseWith(`state = 'open'`)];
    const wrapped = await rowsOf<{ wrapped: Buffer }>(test.database, 'SELECT wrapped FROM data_key WHERE case_id = $1', [gone.caseId]);
    expect(wrapped[0]!.wrapped).not.toBeNull();
    expect(await desk().apply({ ...ORDER, cases: 1 })).toMatchObject({ cases: 1 });
    const erased = { code: 'personal-data-erased', detail: expect.stringMatching(/^Erased on \d{4}-\d\d-\d\d by order of archivist, 档案〔2060〕1号\.$/) };
    await expect(new CaseAnswersReader(test.database).subjects(gone.caseId)).rejects.toMatchObject(erased);
    await expect(new InquiryReader(test.database).inquiry(gone.inquiryId)).rejects.toMatchObject(erased);
    await expect(new InquiryReader(test.database).requests(gone.inquiryId)).rejects.toMatchObject(erased);
    expect((await new InquiryReader(test.database).requests(stays.inquiryId))[0]?.outcome?.outcome.kind).toBe('found');
    expect(await rowsOf(test.database, 'SELECT FROM obligor_document WHERE case_id = $1', [gone.caseId])).toEqual([]);
    expect(await rowsOf(test.database, 'SELECT name_index, wrapped FROM obligor o JOIN data_key k USING (case_id) WHERE case_id = $1', [gone.caseId])).toEqual(
      gone.obligorIds.map(() => ({ name_index: null, wrapped: null })),
    );
    expect(await rowsOf(test.database, `SELECT actor, case_id, result, reason FROM audit_event WHERE event = 'personal-data.erased'`)).toEqual([
      { actor: 'archivist', case_id: gone.caseId, result: 'success', reason: expect.stringMatching(/^key \d+, order 档案〔2060〕1号$/) },
    ]);
  });

  it('the order names one case too many or too few: nothing', async () => {
    await caseWith(CLOSED_LONG_AGO);
    await caseWith(CLOSED_LONG_AGO);
    for (const cases of [0, 1, 3, 20]) await expect(desk().apply({ ...ORDER, cases })).rejects.toThrow(/2 cases are due/);
    expect(await rowsOf(test.database, 'SELECT FROM data_key WHERE destroyed_at IS NOT NULL')).toEqual([]);
  });

  it('an answer that comes after that is kept, with the key of its day', async () => {
    const one = await caseWith(CLOSED_LONG_AGO);
    await desk().apply({ ...ORDER, cases: 1 });
    const [{ id }] = (await rowsOf<{ id: number }>(test.database, 'SELECT id FROM inquiry_request WHERE inquiry_id = $1', [one.inquiryId])) as [{ id: number }];
    await createAnswerWriter(test.database, { patienceMs: 0 }).add({
      exchange: { id: 77, requestId: id, institutionCode: 'B', operation: 'callback', direction: 'in', attempt: 1, startedAtMs: 1, endedAtMs: 2, httpStatus: 200, failure: null, sent: null, received: Buffer.from('late') },
    });
    const [row] = await rowsOf<{ sealed: Buffer }>(test.database, 'SELECT sealed FROM exchange WHERE id = 77');
    expect((await test.database.fields.opener([row!.sealed])).bytes(row!.sealed, 'exchange.sealed 77').toString()).toBe('late');
  });

  it('messages of a day that belong to no single case go with the last case that was asked about then', async () => {
    await test.database.fields.ofDay('2026-01-05');
    const one = await caseWith(CLOSED_LONG_AGO);
    // Asked about from the 4th to the 6th.
    await test.database.pool.query(`UPDATE inquiry SET completed_at = '2026-01-06T00:00:00Z' WHERE id = $1`, [one.inquiryId]);
    const { rows } = await test.database.pool.query(`SELECT accepted_at FROM inquiry WHERE id = $1`, [one.inquiryId]);
    expect(rows[0].accepted_at.getTime()).toBeGreaterThan(Date.parse('2026-01-07'));
    expect((await desk().due()).days.map(({ day }) => day)).toEqual(['2026-01-05']);
    expect(await desk().apply({ ...ORDER, cases: 1 })).toMatchObject({ cases: 1, days: 1 });
  });

  it('what is deleted by age is counted first, and audited', async () => {
    await caseWith(`state = 'open'`);
    const { rows } = await desk().due();
    expect(rows).toEqual({ sessions: 0, 'idempotency-keys': 1, mailboxes: 0 });
    expect((await desk().apply({ ...ORDER, cases: 0 })).rows).toEqual(rows);
    expect(await rowsOf(test.database, `SELECT actor, reason FROM audit_event WHERE event = 'retention.deleted'`)).toEqual([{ actor: 'archivist', reason: 'idempotency-keys 1' }]);
    expect((await desk().due()).rows['idempotency-keys']).toBe(0);
  });
});

describe('the table of periods', () => {
  it('begins so many months before, at the end of a shorter month', () => {
    expect(begunBefore('mailboxes', new Date('2026-03-31T10:00:00Z')).toISOString()).toBe('2026-02-28T10:00:00.000Z');
    expect(begunBefore('case-data', NOW).toISOString()).toBe('2030-06-01T03:00:00.000Z');
  });

  it('is the one that is published', async () => {
    const published = await readFile(new URL('../../docs/retention.md', import.meta.url), 'utf8');
    for (const [kind, { what, months, since, then, basis }] of Object.entries(RETENTION)) {
      const period = months % 12 === 0 ? `${months / 12} years` : `${months} month${months === 1 ? '' : 's'}`;
      expect(published).toContain(`| \`${kind}\` | ${what} | ${period} | ${since} | ${then} | ${basis} |`);
    }
    expect(published.match(/^\| `/gm)).toHaveLength(Object.keys(RETENTION).length);
  });
});
