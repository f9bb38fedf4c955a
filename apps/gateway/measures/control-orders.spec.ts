import { ACCOUNT, accountOf as account, freezeOf as freeze, MeasureCalls, NEEDED, SAMPLE_PDF as PDF } from '../testkit/measure-calls.js';
import { beijingDay } from '#libs/statute';
import { RunningGateway, type Call } from '../testkit/running-gateway.js';
import { PULL } from '../testkit/sample-data.js';

let gateway: RunningGateway;
let calls: MeasureCalls;
beforeAll(async () => {
  gateway = await RunningGateway.start();
  calls = new MeasureCalls(gateway, 100);
});
afterAll(() => gateway.close());

const found: MeasureCalls['found'] = (...of) => calls.found(...of);
const draft: MeasureCalls['draft'] = (...of) => calls.draft(...of);
const attach: MeasureCalls['attach'] = (...of) => calls.attach(...of);
const submit: MeasureCalls['submit'] = (...of) => calls.submit(...of);
const submitted: MeasureCalls['submitted'] = (...of) => calls.submitted(...of);
const frozen: MeasureCalls['frozen'] = (...of) => calls.frozen(...of);
const order: MeasureCalls['order'] = (id) => calls.order(id);
const decide: MeasureCalls['decide'] = (...of) => calls.decide(...of);
const ledger = async (caseId: string) => (await gateway.get(`/api/v1/cases/${caseId}/control-ledger`)).body;

describe('a measure is drafted', () => {
  test('on an account an answer names: number, bank and obligor come from there, and nothing is sent', async () => {
    const { caseId, obligorId, requestId } = await found([account(ACCOUNT, 500_000)]);
    const { status, body } = await draft(caseId, [freeze(requestId, 300_000)]);
    expect([status, body.items[0]]).toEqual([201, expect.objectContaining({
      obligorId, institutionCode: PULL, state: 'drafted', limitFen: 300_000, foundInRequest: requestId, draftedBy: 'the-officer', next: ['submit', 'withdraw'],
      target: expect.objectContaining({ kind: 'account', reference: ACCOUNT }), until: expect.any(String),
    })]);
    expect(await ledger(caseId)).toMatchObject({ neededFen: NEEDED, underWayFen: 0, roomFen: NEEDED });
    expect((await gateway.audit()).filter(({ case_id, event }) => case_id === caseId && event === 'control.order-changed')).toHaveLength(1);
  });

  test('refused: every rule with law, remedy and place, and the place among the fields', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 99_000_000_000)]);
    const { status, body } = await draft(caseId, [freeze(requestId, 1000), freeze(requestId, NEEDED + 1, { until: '2099-01-01' })]);
    expect([status, body.code]).toEqual([422, 'measure-refused']);
    expect(body.rules.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`)).toEqual(['term-too-long /orders/1/until', 'more-than-owed /orders/1/extent/amount']);
    expect(body.rules[1]).toEqual(expect.objectContaining({ law: expect.stringContaining('第十九条'), says: expect.any(String), remedy: expect.any(String), detail: expect.stringContaining(`${NEEDED - 1000}`) }));
    expect(body.fields.map(({ field }: { field: string }) => field)).toEqual(['/orders/1/until', '/orders/1/extent/amount']);
    expect((await gateway.get(`/api/v1/control-orders?caseId=${caseId}`)).body.items).toEqual([]);
  });

  test('the person is perhaps another: never controlled, whatever the caller says (I2)', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000)], [{ source: 'household', match: 'weak', name: '王小明' }]);
    const { body } = await draft(caseId, [freeze(requestId, 300_000)]);
    expect(body.rules.map(({ code }: { code: string }) => code)).toEqual(['weak-match']);
  });

  test('what no answer names, and answers of other cases: there is no such thing', async () => {
    const [one, other] = [await found([account(ACCOUNT, 500_000)]), await found([account(ACCOUNT, 500_000)])];
    expect((await draft(one.caseId, [freeze(other.requestId, 1000)])).body.code).toBe('found-thing-unknown');
    expect((await draft(one.caseId, [{ ...freeze(one.requestId, 1000), found: { requestId: one.requestId, reference: '6222020000000000017' } }])).body.code).toBe('found-thing-unknown');
    expect((await draft(one.caseId, [{ operation: 'freeze', reason: '冻结' }])).body).toMatchObject({ code: 'request-invalid', fields: [{ field: '/orders/0' }] });
  });

  test('protected funds: the row of the table, with its own law', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000, { category: '住房公积金专户' })]);
    expect((await draft(caseId, [freeze(requestId, 1000)])).body.rules).toEqual([expect.objectContaining({ code: 'exempt-from-freeze', detail: 'X11', law: expect.stringContaining('住房公积金管理条例') })]);
  });

  test('the same key: the same orders, however the answers changed; another call with it is refused', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000)]);
    const headers = { 'idempotency-key': 'draft-of-the-same-key' };
    const calls = await Promise.all([1, 2].map(() => draft(caseId, [freeze(requestId, 1000)], { headers })));
    expect(new Set(calls.map(({ body }) => body.items[0].id)).size).toBe(1);
    expect((await draft(caseId, [freeze(requestId, 1000)], { headers })).headers.get('idempotent-replayed')).toBe('true');
    expect((await draft(caseId, [freeze(requestId, 2000)], { headers })).body.code).toBe('idempotency-key-reused');
    expect((await gateway.get(`/api/v1/control-orders?caseId=${caseId}`)).body.items).toHaveLength(1);
  });
});

describe('a second person approves', () => {
  test('without ruling or notice nothing is submitted; nor is half a PDF a ruling', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000)]);
    const id = (await draft(caseId, [freeze(requestId, 1000)])).body.items[0].id;
    expect((await attach(caseId, [id], 'ruling', PDF.subarray(0, 20))).body.code).toBe('document-unreadable');
    await attach(caseId, [id], 'ruling');
    const { body } = await submit(caseId, [id]);
    expect([body.code, body.rules[0].code, body.rules[0].detail]).toEqual(['measure-refused', 'documents-missing', `order ${id}: notice`]);
    expect((await order(id)).state).toBe('drafted');
  });

  test('approved: durable together with the approval; documents stay as they were from then on', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000)]);
    const { ids: [id], approvalId } = await submitted(caseId, [freeze(requestId, 300_000)]);
    expect((await order(id!)).state).toBe('submitted');
    expect((await decide(approvalId, { decision: 'approve' })).body).toMatchObject({ state: 'approved', kind: 'measure', measures: { orderIds: [id] } });
    expect(await order(id!)).toMatchObject({ state: 'approved', approvedBy: 'the-approver', documents: [{ kind: 'ruling', version: 1 }, { kind: 'notice', version: 1 }] });
    expect(await ledger(caseId)).toMatchObject({ underWayFen: 300_000, roomFen: NEEDED - 300_000 });
    expect((await gateway.get('/metrics', { as: null })).text).toMatch(/control_orders_under_way\{operation="freeze",source="deposit",state="approved"[^}]*\} [1-9]/);
    expect((await attach(caseId, [id!], 'ruling')).body.code).toBe('state-change-invalid');
    await expect(gateway.database.pool.query(`INSERT INTO control_document (id, case_id, order_id, kind, version, number, file_name, digest, size, e_sealed, origin, bytes, created_by)
      VALUES (gen_random_uuid(), $1, $2, 'ruling', 9, 'x', 'x', '', 0, false, 'attached', '', 'x')`, [caseId, id])).rejects.toMatchObject({ code: '42501' });
  });

  test('the second officer of the case does not approve, by no way', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000)]);
    await gateway.database.pool.query(`UPDATE officer SET login = 'the-approver' WHERE id = (SELECT officer_id FROM case_officer WHERE case_id = $1 ORDER BY position OFFSET 1 LIMIT 1)`, [caseId]);
    const id = (await draft(caseId, [freeze(requestId, 1000)])).body.items[0].id;
    await attach(caseId, [id], 'ruling');
    await attach(caseId, [id], 'notice');
    try {
      expect((await submit(caseId, [id])).body.rules.map(({ code }: { code: string }) => code)).toEqual(['second-person']);
    } finally {
      await gateway.database.pool.query(`UPDATE officer SET login = NULL WHERE login = 'the-approver'`);
    }
  });

  test('rejected: back to who drafted, with the reason; withdrawn by them: the approval finds nothing to approve', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000)]);
    const { ids: [id], approvalId } = await submitted(caseId, [freeze(requestId, 1000)]);
    await decide(approvalId, { decision: 'reject', reason: '金额有误' });
    expect(await order(id!)).toMatchObject({ state: 'returned', events: expect.arrayContaining([expect.objectContaining({ event: 'return', reason: '金额有误', actor: 'the-approver' })]) });
    // What a person said has no cause: it stands as they said it.
    expect((await order(id!)).events.filter(({ cause }: { cause?: object }) => cause !== undefined)).toEqual([]);
    const again = (await submit(caseId, [id!])).body.id;
    await gateway.post(`/api/v1/control-orders/${id}/withdraw`, { reason: '不再需要' });
    expect((await decide(again, { decision: 'approve' })).body.code).toBe('state-change-invalid');
    expect((await gateway.get(`/api/v1/approvals/${again}`, { as: 'approver' })).body.state).toBe('waiting-for-approval');
  });

  test('two officers draft for the whole need: the second approval is refused, and what it waited for still waits', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, NEEDED), account('6222020000000000017', NEEDED)]);
    const [first, second] = [await submitted(caseId, [freeze(requestId, NEEDED)]), await submitted(caseId, [{ ...freeze(requestId, NEEDED), found: { requestId, reference: '6222020000000000017' } }])];
    const decided = await Promise.all([first, second].map(({ approvalId }) => decide(approvalId, { decision: 'approve' })));
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await ledger(caseId)).toMatchObject({ underWayFen: NEEDED, roomFen: 0 });
    expect((await gateway.get(`/api/v1/control-orders?caseId=${caseId}&state=submitted`)).body.items).toHaveLength(1);
  });
});

describe('what is in force', () => {
  test('the ledger, the measure and its end, each word of the bank; and what is owed less is released at once', async () => {
    const { caseId, orderId } = await frozen(300_000, 200_000);
    expect(await ledger(caseId)).toMatchObject({ heldFen: 200_000, held: [{ source: 'deposit', heldFen: 200_000, measures: 1 }], unfundedFen: 100_000, excessFen: 0 });
    expect(await order(orderId)).toMatchObject({ state: 'done', answers: [{ version: 1, via: 'gateway', outcome: { kind: 'effective', held: { fen: 200_000, currency: 'CNY' } } }] });
    const metrics = (await gateway.get('/metrics', { as: null })).text;
    for (const event of ['requested', 'effective']) expect(metrics).toMatch(new RegExp(`control_measures_total\\{event="${event}",source="deposit"[^}]*\\} [1-9]`));
    expect(metrics).toMatch(new RegExp(`control_effect_seconds_count\\{institution="${PULL}"[^}]*\\} [1-9]`));
    const ends = (await gateway.get('/api/v1/expiring-measures?days=400')).body.items;
    expect(ends.find((one: { caseId: string }) => one.caseId === caseId)).toMatchObject({ heldFen: 200_000, daysLeft: expect.any(Number) });
    expect((await gateway.get('/api/v1/expiring-measures?days=30')).body.items).toEqual([]);
  });

  test('money is taken to the account of the case only, and arriving is a fact of its own', async () => {
    const { caseId, measureId } = await frozen(300_000);
    const deduct = { operation: 'deduct', measureId, extent: { by: 'amount', fen: 100_000 }, reason: '依裁定扣划' };
    expect((await draft(caseId, [deduct])).body.rules.map(({ code }: { code: string }) => code)).toEqual(['case-account-missing']);
    const payee = { accountName: '杭州市西湖区人民法院执行款专户', bankName: '样例银行杭州西湖支行', bankNumber: '931331000019', accountNumber: '19990101040000001' };
    const put = (body: object, call?: Call) => gateway.call('PUT', `/api/v1/cases/${caseId}/case-account`, { as: 'integration', body, ...call });
    expect((await put(payee, { as: 'officer' })).body.code).toBe('role-missing');
    expect((await put({ ...payee, bankNumber: '93133100001' })).body.fields[0].field).toBe('/bankNumber');
    expect((await put(payee)).body).toMatchObject({ version: 1, registeredBy: 'the-integration' });
    expect((await put(payee)).body.code).toBe('version-conflict');
    const { ids: [id], approvalId } = await submitted(caseId, [deduct]);
    expect((await decide(approvalId, { decision: 'approve' })).status).toBe(200);
    const { engine } = gateway.parts.control;
    await engine.beginSending(caseId, id!);
    await engine.answer({ orderId: id!, outcome: { kind: 'effective', effect: { held: { fen: 100_000, currency: 'CNY' } } }, via: 'gateway', exchangeId: null, receivedAtMs: Date.now() }, PULL);
    expect(await ledger(caseId)).toMatchObject({ deductedFen: 100_000, arrivedFen: 0, heldFen: 200_000 });
    const arrive = async (reference: string, fen: number): Promise<readonly unknown[]> => {
      const { status, body } = await gateway.post(`/api/v1/control-orders/${id}/arrival`, { reference, fen, day: '2026-11-26' });
      return [status, body?.code];
    };
    expect(await arrive('T1', 100_001)).toEqual([422, 'arrival-exceeds']);
    expect((await gateway.post(`/api/v1/control-orders/${id}/arrival`, { fen: 1, day: '2026-11-26' })).body.fields[0].field).toBe('/reference');
    // Two payments of one sum are two; the first, told again at the same moment as the second comes, is one.
    expect(await Promise.all([arrive('T1', 50_000), arrive('T1', 50_000), arrive('T2', 50_000)])).toEqual([[204, undefined], [204, undefined], [204, undefined]]);
    expect(await arrive('T2', 40_000)).toEqual([409, 'arrival-contradicted']);
    expect((await ledger(caseId)).arrivedFen).toBe(100_000);
  });

  test('an order that has ended: whoever submits it, or tells of money for it, hears when and how it ended', async () => {
    const { caseId, requestId, obligorId } = await found([account(ACCOUNT, 500_000)]);
    const { body: { items: [{ id }] } } = await draft(caseId, [freeze(requestId, 300_000)]);
    const arrival = (orderId: number) => gateway.post(`/api/v1/control-orders/${orderId}/arrival`, { reference: 'T9', fen: 1, day: '2026-11-26' });
    expect([(await arrival(id)).body.code, (await arrival(id)).body.detail]).toEqual(['state-change-invalid', 'Nothing was deducted under this order: it is to freeze, and drafted.']);
    const withdraw = () => gateway.post(`/api/v1/control-orders/${id}/withdraw`, { reason: '重复起草' });
    expect((await withdraw()).status).toBe(200);
    const today = beijingDay(new Date());
    for (const answer of [await submit(caseId, [id]), await arrival(id), await withdraw()]) {
      expect([answer.status, answer.body.code, answer.body.number, answer.body.detail]).toEqual([409, 'control-order-ended', 1512, `Order ${id} ended on ${today}: withdrawn before it was sent, by the-officer (重复起草).`]);
    }
    // Refused by the bank; and carried out, which the case still knows because it holds something.
    const { ids: [refused], approvalId } = await submitted(caseId, [freeze(requestId, 200_000)]);
    await decide(approvalId);
    await gateway.parts.control.engine.beginSending(caseId, refused!);
    await gateway.parts.control.engine.answer({ orderId: refused!, outcome: { kind: 'refused', reason: '账户已销户' }, via: 'gateway', exchangeId: null, receivedAtMs: Date.now() }, PULL);
    expect((await arrival(refused!)).body.detail).toBe(`Order ${refused} ended on ${today}: not carried out by the institution, by ${PULL} (by the institution).`);
    const { orderId: done, caseId: other } = await frozen(100_000);
    expect([(await submit(other, [done])).body.code, (await arrival(done)).body.code]).toEqual(['control-order-ended', 'control-order-ended']);
    // Of another case: none there is.
    expect((await submit(other, [id])).body.code).toBe('control-order-unknown');
    expect(obligorId).toBeDefined();
  });

  test('taken outside trading hours: the order says by when it will be in effect, and is asked about then', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000)]);
    const { ids: [id], approvalId } = await submitted(caseId, [freeze(requestId, 300_000)]);
    await decide(approvalId);
    const { engine } = gateway.parts.control;
    await engine.beginSending(caseId, id!);
    const takesEffectBy = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2 * 86_400_000).toISOString();
    await engine.answer({ orderId: id!, outcome: { kind: 'in-progress', effect: {}, detail: `taken, in effect by ${takesEffectBy} at the latest`, takesEffectBy }, via: 'gateway', exchangeId: null, receivedAtMs: Date.now() }, PULL);
    const shown = await order(id!);
    expect([shown.state, shown.takesEffectBy, shown.askAt, shown.outcome.reason]).toEqual(['in-progress', takesEffectBy, takesEffectBy, `taken, in effect by ${takesEffectBy} at the latest`]);
    expect(Date.parse(shown.answerBy)).toBeGreaterThan(Date.parse(takesEffectBy));
    expect(shown.events.find(({ event }: { event: string }) => event === 'progress')).toMatchObject({ reason: `in effect by ${takesEffectBy} at the latest`, cause: { code: 'effect-by', at: takesEffectBy } });
  });

  test('a draft that would leave less than the living costs: said at once, with the law, and what an approver could sign', async () => {
    const { caseId, obligorId, measureId } = await frozen(300_000);
    await gateway.call('PUT', `/api/v1/cases/${caseId}/case-account`, { as: 'integration', body: { accountName: '执行款专户', bankName: '样例银行', bankNumber: '931331000019', accountNumber: '19990101040000001' } });
    await gateway.call('PUT', `/api/v1/cases/${caseId}/obligors/${obligorId}/living-reserve`, { body: { fen: 250_000, reason: '两名家属，三个月' } });
    const deduct = (fen: number) => draft(caseId, [{ operation: 'deduct', measureId, extent: { by: 'amount', fen }, reason: '依裁定扣划' }]);
    expect((await deduct(50_000)).body.toSign).toBeUndefined();
    const { status, body } = await deduct(50_001);
    expect([status, body.toSign]).toEqual([201, [{
      orderId: body.items[0].id,
      rules: [{
        code: 'living-costs', law: '《民事诉讼法》第二百五十四条；查扣冻规定第三条', says: '应当保留被执行人及其所扶养家属的生活必需费用', remedy: '减少金额，或由审批人说明理由',
        detail: '250000 fen are reserved: 两名家属，三个月', facts: { code: 'reserved', fen: 250_000, text: '两名家属，三个月' }, acceptableWith: 'livingReason',
      }],
    }]]);
  });

  test('the institution objects: fifteen days, nothing is taken meanwhile, answered once', async () => {
    const { caseId, measureId } = await frozen(300_000);
    const object = () => gateway.post(`/api/v1/measures/${measureId}/objections`, { receivedOn: '2026-11-01', grounds: '账户为专用账户', exemptFund: 'X05' });
    const { body } = await object();
    expect(body).toMatchObject({ state: 'open', answerBy: '2026-11-16' });
    expect((await object()).body.code).toBe('state-change-invalid');
    expect((await gateway.get(`/api/v1/cases/${caseId}/measures`)).body.items[0].underObjection).toBe(true);
    await gateway.call('PUT', `/api/v1/cases/${caseId}/case-account`, { as: 'integration', body: { accountName: '执行款专户', bankName: '样例银行', bankNumber: '931331000019', accountNumber: '19990101040000001' } });
    expect((await draft(caseId, [{ operation: 'deduct', measureId, extent: { by: 'amount', fen: 1 }, reason: '扣划' }])).body.rules.map(({ code }: { code: string }) => code)).toContain('under-objection');
    const task = (await gateway.get(`/api/v1/control-tasks?kind=objection&caseId=${caseId}`)).body.items[0];
    expect(task).toMatchObject({ state: 'open', dueOn: '2026-11-16', measureId });
    const answer = () => gateway.post(`/api/v1/objections/${body.id}/answer`, { finding: 'rejected', answer: '账户性质证明不足' });
    expect((await answer()).body.state).toBe('rejected');
    expect((await answer()).body.code).toBe('objection-answered');
    // Both steps say on what right, as every other decision about a measure does.
    const told = (await gateway.auditWithGround()).filter(({ case_id, event, reason }) => case_id === caseId && event === 'control.measure-changed' && /objected|objection-answered/.test(reason ?? ''));
    expect(told.map(({ basis, correlation_id, actor }) => [actor, basis, typeof correlation_id])).toEqual([['the-officer', 'participant', 'string'], ['the-officer', 'participant', 'string']]);
    expect((await gateway.get(`/api/v1/cases/${caseId}/measures`)).body.items[0].underObjection).toBe(false);
    expect((await gateway.post(`/api/v1/control-tasks/${task.id}/settlement`, { reason: '已答复' })).body.code).toBe('control-task-settled');
  });

  test('bankruptcy was accepted: releases are put before a person, and nothing new is drafted', async () => {
    const { caseId, obligorId } = await frozen(300_000);
    const put = (acceptedOn: string) => gateway.call('PUT', `/api/v1/cases/${caseId}/obligors/${obligorId}/bankruptcy`, { body: { acceptedOn, court: '浙01' } });
    expect((await put('2999-01-01')).body.fields[0].field).toBe('/acceptedOn');
    expect((await put('2026-11-20')).body).toMatchObject({ obligorId, bankruptcyAcceptedOn: '2026-11-20' });
    const tasks = (await gateway.get(`/api/v1/control-tasks?caseId=${caseId}&state=open&kind=release-on-bankruptcy`)).body.items;
    expect(tasks).toHaveLength(1);
    expect((await gateway.post(`/api/v1/control-tasks/${tasks[0].id}/settlement`, { reason: '已通知管理人' })).body).toMatchObject({ state: 'settled', settledBy: 'the-officer' });
  });

  test('what a person lives on: a sum with a reason where no standard is known', async () => {
    const { caseId, obligorId } = await found([account(ACCOUNT, 500_000)]);
    const put = (body: object) => gateway.call('PUT', `/api/v1/cases/${caseId}/obligors/${obligorId}/living-reserve`, { body });
    expect((await put({ people: 2, months: 3, region: '330106', reason: '两名家属' })).body.code).toBe('request-invalid');
    expect((await put({ fen: 360_000, reason: '两名家属，三个月' })).body.livingReserveFen).toBe(360_000);
    const { body } = await gateway.get(`/api/v1/cases/${caseId}/control-proposal`);
    expect([body.orders[0].fen, body.orders[0].protectedFen, body.living]).toEqual([140_000, 360_000, [{ obligorId, reserveFen: 360_000, keptFen: 360_000, basis: '两名家属，三个月' }]]);
  });
});

describe('a proposal', () => {
  test('is drafted as it was looked at, or not at all', async () => {
    const { caseId, requestId } = await found([account(ACCOUNT, 500_000), account('6222020000000000017', 90_000, { category: '住房公积金专户' })]);
    const { body } = await gateway.get(`/api/v1/cases/${caseId}/control-proposal`);
    expect(body).toMatchObject({ roomFen: NEEDED, shortFen: NEEDED - 500_000, orders: [{ operation: 'freeze', fen: 500_000, because: 'adds' }], leftOut: [{ why: 'exempt', rule: { code: 'X11' } }] });
    const draftIt = () => gateway.post(`/api/v1/cases/${caseId}/control-proposal/drafts`, { digest: body.digest, reason: '依裁定冻结' });
    expect((await draftIt()).body.items).toEqual([expect.objectContaining({ state: 'drafted', limitFen: 500_000, foundInRequest: requestId })]);
    // The draft is a measure under way for the proposal now.
    expect((await draftIt()).body.code).toBe('version-conflict');
  });
});
