import { ACCOUNT, accountOf, freezeOf, MeasureCalls } from '../testkit/measure-calls.js';
import { RunningGateway, type Answer, type Call } from '../testkit/running-gateway.js';
import { PULL, registerCase } from '../testkit/sample-data.js';

let gateway: RunningGateway;
let calls: MeasureCalls;
let serial = 5500;
beforeAll(async () => {
  gateway = await RunningGateway.start();
  calls = new MeasureCalls(gateway, 5100);
});
afterAll(() => gateway.close());

const measuresOf = async (caseId: string) => (await gateway.get(`/api/v1/cases/${caseId}/measures`)).body.items;
const ledger = async (caseId: string) => (await gateway.get(`/api/v1/cases/${caseId}/control-ledger`)).body;
const audited = async (event: string, caseId: string) => (await gateway.audit()).filter((row) => row.event === event && row.case_id === caseId);

describe('a measure is handed over', () => {
  const handOver = (measureId: string, toCaseId: string, call?: Call): Promise<Answer> => gateway.post(`/api/v1/measures/${measureId}/hand-over`, { toCaseId, reason: '保全转入执行' }, call);

  /** Another case against the same person. */
  async function sameperson(caseId: string): Promise<{ caseId: string; obligorId: string }> {
    const { officers, obligors } = (await gateway.get(`/api/v1/cases/${caseId}`)).body;
    const [{ kind, name, documents }] = obligors;
    const { body } = await gateway.post('/api/v1/cases', {
      caseNumber: `（2016）浙0106执${(serial += 1)}号`, kind: 'execution', filedOn: '2016-05-03', officerIds: officers.map(({ id }: { id: string }) => id), obligors: [{ kind, name, documents }],
      owed: { principalFen: 1_000_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
    });
    return { caseId: body.id, obligorId: body.obligors[0].id };
  }

  test('to another case of the same person: rank, dates and what it holds stay; it counts there and no longer here', async () => {
    const { caseId, measureId } = await calls.frozen(300_000);
    const [before] = await measuresOf(caseId);
    const to = await sameperson(caseId);
    const { status, body } = await handOver(measureId, to.caseId);
    expect([status, body]).toEqual([200, expect.objectContaining({ id: measureId, caseId: to.caseId, obligorId: to.obligorId, state: 'effective', heldFen: 300_000, beganWithNumber: before.beganWithNumber, beganForCase: before.beganForCase })]);
    expect([body.from, body.until, body.effectiveAt]).toEqual([before.from, before.until, before.effectiveAt]);
    expect([(await measuresOf(caseId)).length, (await measuresOf(to.caseId)).length]).toEqual([0, 1]);
    expect([(await ledger(caseId)).heldFen, (await ledger(to.caseId)).heldFen]).toEqual([0, 300_000]);
    expect(await audited('control.measure-changed', caseId)).toContainEqual(expect.objectContaining({ actor: 'the-officer', result: 'success' }));
    // What is said of the order that began it is said of the other case's measure now, and released from there.
    expect((await calls.draft(to.caseId, [{ operation: 'release', measureId, reason: '已履行完毕' }])).status).toBe(201);
    expect((await calls.draft(caseId, [{ operation: 'release', measureId, reason: '已履行完毕' }])).body.code).toBe('measure-unknown');
  });

  test('where nobody is that person, where the caller takes no part, and where there is no such case or measure', async () => {
    const { caseId, measureId } = await calls.frozen(300_000);
    const { officers } = (await gateway.get(`/api/v1/cases/${caseId}`)).body;
    const stranger = await registerCase(gateway, officers.map(({ id }: { id: string }) => id), (serial += 1));
    const foreign = await sameperson(caseId);
    await gateway.database.pool.query(`UPDATE case_member SET until = now() WHERE case_id = $1`, [foreign.caseId]);
    const codes = await Promise.all([handOver(measureId, stranger.caseId), handOver(measureId, foreign.caseId), handOver(measureId, '0190c0de-0000-7000-8000-000000000009'), handOver('A20250101CK2999999999999', foreign.caseId), handOver(measureId, 'x')]);
    expect(codes.map(({ body }) => body.code)).toEqual(['obligor-unknown', 'case-unknown', 'case-unknown', 'measure-unknown', 'request-invalid']);
    expect((await measuresOf(caseId))[0]).toMatchObject({ id: measureId, caseId });
  });

  test('while an order on it is under way, and once it has ended: refused with the rule', async () => {
    const { caseId, measureId } = await calls.frozen(300_000);
    const to = await sameperson(caseId);
    const { approvalId } = await calls.submitted(caseId, [{ operation: 'release', measureId, extent: { by: 'amount', fen: 1000 }, reason: '部分履行' }]);
    await calls.decide(approvalId);
    expect((await handOver(measureId, to.caseId)).body).toMatchObject({ code: 'measure-refused', rules: [{ code: 'order-under-way', law: expect.any(String), remedy: expect.any(String) }] });
    await gateway.database.pool.query(`UPDATE control_order SET state = 'done' WHERE measure_id = $1`, [measureId]);
    await gateway.database.pool.query(`UPDATE control_measure SET state = 'lapsed', held_fen = 0 WHERE id = $1`, [measureId]);
    expect((await handOver(measureId, to.caseId)).body.rules.map(({ code }: { code: string }) => code)).toEqual(['measure-ended']);
    expect(await audited('control.measure-changed', caseId)).toContainEqual(expect.objectContaining({ actor: 'the-officer', result: 'failure', reason: 'measure-refused' }));
  });
});

describe('a person says how an order ended', () => {
  const settle = (orderId: number, body: object, as: 'approver' | 'supervisor' | 'officer' = 'approver'): Promise<Answer> => gateway.post(`/api/v1/control-orders/${orderId}/settlement`, { reason: '已电话核实并取得书面回复', ...body }, { as });

  /** Sent, and nobody knows what became of it. */
  async function unconfirmed(): Promise<{ caseId: string; orderId: number }> {
    const { caseId, requestId } = await calls.found([accountOf(ACCOUNT, 300_000)]);
    const { ids: [orderId], approvalId } = await calls.submitted(caseId, [freezeOf(requestId, 300_000)]);
    await calls.decide(approvalId);
    const { engine } = gateway.parts.control;
    await engine.beginSending(caseId, orderId!);
    await engine.lostSight(caseId, orderId!, { code: 'line-lost', word: 'timeout' });
    expect((await calls.order(orderId!)).state).toBe('unconfirmed');
    return { caseId, orderId: orderId! };
  }

  test('it took effect: a measure with what the institution wrote, and the whole counts once', async () => {
    const { caseId, orderId } = await unconfirmed();
    const { status, body } = await settle(orderId, { as: 'effective', heldFen: 200_000, from: '2026-11-26', until: '2027-11-25', institutionReference: 'DJ2026112601' });
    expect([status, body.state, body.outcome]).toEqual([200, 'done', expect.objectContaining({ kind: 'effective', held: { fen: 200_000, currency: 'CNY' } })]);
    expect(await measuresOf(caseId)).toEqual([expect.objectContaining({ state: 'effective', heldFen: 200_000, until: '2027-11-25', institutionReference: 'DJ2026112601' })]);
    expect(await ledger(caseId)).toMatchObject({ heldFen: 200_000, underWayFen: 0 });
    expect((await calls.order(orderId)).events).toContainEqual(expect.objectContaining({ event: 'settle-done', actor: 'the-approver', reason: '已电话核实并取得书面回复' }));
  });

  test('it waits behind others: no money; it was refused: nothing is held, and the account may be frozen again', async () => {
    const waits = await unconfirmed();
    expect((await settle(waits.orderId, { as: 'waiting', position: 2 })).body.state).toBe('done');
    expect((await measuresOf(waits.caseId))[0]).toMatchObject({ state: 'waiting', heldFen: 0, position: 2 });
    expect(await ledger(waits.caseId)).toMatchObject({ heldFen: 0, waitingFen: 300_000 });
    const not = await unconfirmed();
    expect((await settle(not.orderId, { as: 'refused' }, 'supervisor')).body.state).toBe('refused');
    expect([await measuresOf(not.caseId), (await ledger(not.caseId)).underWayFen]).toEqual([[], 0]);
  });

  test('effective without how much is no answer; an order that ended has nothing to be settled; officers do not settle', async () => {
    const { orderId } = await unconfirmed();
    expect((await settle(orderId, { as: 'effective' })).body).toMatchObject({ code: 'request-invalid', fields: [{ field: '/outcome' }] });
    expect((await settle(orderId, { as: 'effective', heldFen: 1 }, 'officer')).body.code).toBe('role-missing');
    expect((await settle(orderId, { as: 'refused' })).status).toBe(200);
    expect((await settle(orderId, { as: 'effective', heldFen: 1, from: '2026-11-26', until: '2027-11-25' })).body.code).toBe('control-order-ended');
    expect((await settle(999_999_999, { as: 'refused' })).body.code).toBe('control-order-unknown');
  });

  test('an officer of the case does not settle, whatever else they are', async () => {
    const { caseId, orderId } = await unconfirmed();
    await gateway.database.pool.query(`UPDATE officer SET login = 'the-approver' WHERE id = (SELECT officer_id FROM case_officer WHERE case_id = $1 ORDER BY position OFFSET 1 LIMIT 1)`, [caseId]);
    try {
      expect((await settle(orderId, { as: 'refused' })).body).toMatchObject({ code: 'measure-refused', rules: [{ code: 'second-person' }] });
    } finally {
      await gateway.database.pool.query(`UPDATE officer SET login = NULL WHERE login = 'the-approver'`);
    }
  });

  test('two answers contradict each other: nothing is undone until somebody settles it, then what stood on the wrong one is', async () => {
    const { caseId, orderId, measureId } = await calls.frozen(300_000);
    await gateway.parts.control.engine.answer({ orderId, outcome: { kind: 'refused', reason: '账户已销户' }, via: 'gateway', exchangeId: null, receivedAtMs: Date.now() }, PULL);
    expect([(await calls.order(orderId)).state, (await measuresOf(caseId))[0].heldFen]).toEqual(['disputed', 300_000]);
    expect((await gateway.get(`/api/v1/control-tasks?kind=conflict&caseId=${caseId}`)).body.items).toHaveLength(1);
    expect((await settle(orderId, { as: 'refused' })).body.state).toBe('refused');
    expect((await measuresOf(caseId)).find(({ id }: { id: string }) => id === measureId)).toMatchObject({ state: 'released', heldFen: 0 });
    expect(await ledger(caseId)).toMatchObject({ heldFen: 0, underWayFen: 0 });
  });
});
