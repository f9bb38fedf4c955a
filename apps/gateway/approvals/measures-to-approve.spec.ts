import { changes, sampleMeasure, sampleOrder } from '#libs/control-testkit';
import { ACCOUNT, accountOf, freezeOf, MeasureCalls, NEEDED } from '../testkit/measure-calls.js';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PULL } from '../testkit/sample-data.js';

const OTHER = '6222020000000000017';

let gateway: RunningGateway;
let calls: MeasureCalls;
beforeAll(async () => {
  gateway = await RunningGateway.start();
  calls = new MeasureCalls(gateway, 2100);
});
afterAll(() => gateway.close());

const read = async (id: string, as: 'approver' | 'officer' | 'supervisor' = 'approver') => (await gateway.get(`/api/v1/approvals/${id}`, { as })).body;
const listed = async (id: string, as: 'approver' | 'supervisor' = 'approver') => (await gateway.get('/api/v1/approvals?limit=200', { as })).body.items.find((one: { id: string }) => one.id === id);

describe('whoever approves measures', () => {
  test('sees of each order what is done, where, on what, of whom, how much and until when; the read is on record', async () => {
    const { caseId, obligorId, requestId } = await calls.found([accountOf(ACCOUNT, 500_000)]);
    const { ids, approvalId } = await calls.submitted(caseId, [freezeOf(requestId, 300_000)]);
    const { measures } = await read(approvalId);
    expect(measures.orderIds).toEqual(ids);
    expect(measures.orders).toEqual([expect.objectContaining({
      orderId: ids[0], operation: 'freeze', operationName: '冻结', source: 'deposit', institutionCode: PULL, institutionName: '中国工商银行', obligor: { id: obligorId, kind: 'person', name: '王小明' },
      target: { kind: 'account', reference: ACCOUNT, details: expect.any(Object) }, extent: { by: 'amount', amount: { fen: 300_000, currency: 'CNY' } }, limitFen: 300_000,
      from: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), reason: '依裁定冻结', nature: '活期储蓄', state: 'submitted', rules: [],
    })]);
    const reads = (await gateway.audit()).filter(({ event, actor, reason }) => event === 'control.read' && actor === 'the-approver' && reason === `approval ${approvalId}`);
    expect(reads.map(({ case_id }) => case_id)).toEqual([caseId]);
  });

  test('in a list nobody is named: account and person are masked for whoever reads it, what is done is not', async () => {
    const { caseId, requestId } = await calls.found([accountOf(ACCOUNT, 500_000)]);
    const { approvalId } = await calls.submitted(caseId, [freezeOf(requestId, 300_000)]);
    for (const as of ['approver', 'supervisor'] as const) {
      const { measures: { orders: [order] } } = await listed(approvalId, as);
      expect(order).toMatchObject({ operationName: '冻结', institutionName: '中国工商银行', limitFen: 300_000, obligor: { kind: 'person' } });
      expect(JSON.stringify(order)).not.toMatch(new RegExp(`${ACCOUNT}|王小明`));
      expect(order.target.reference).toMatch(/4455$/);
    }
    expect((await gateway.audit()).filter(({ event, case_id, actor }) => event === 'control.read' && case_id === caseId && actor === 'the-supervisor')).toEqual([]);
  });

  test('a supervisor sees it masked, and in full with the header, which goes on record', async () => {
    const { caseId, requestId } = await calls.found([accountOf(ACCOUNT, 500_000)]);
    const { approvalId } = await calls.submitted(caseId, [freezeOf(requestId, 300_000)]);
    expect(JSON.stringify(await read(approvalId, 'supervisor'))).not.toContain(ACCOUNT);
    const full = await gateway.get(`/api/v1/approvals/${approvalId}`, { as: 'supervisor', headers: { 'personal-data': 'full' } });
    expect(full.body.measures.orders[0].target.reference).toBe(ACCOUNT);
    expect((await gateway.audit()).filter(({ case_id, reason }) => case_id === caseId && reason?.includes('unmasked'))).toHaveLength(1);
  });

  test('sees what speaks against it now, with law and remedy, and which reason would lift it', async () => {
    const { caseId, requestId } = await calls.found([accountOf(ACCOUNT, NEEDED), accountOf(OTHER, NEEDED)]);
    // Each alone is within what is owed, and the whole of the second account is more than is left then.
    const other = { ...freezeOf(requestId, 0), found: { requestId, reference: OTHER }, extent: { by: 'account' }, worthFen: NEEDED };
    const { ids: [id], approvalId } = await calls.submitted(caseId, [other]);
    const first = await calls.submitted(caseId, [freezeOf(requestId, NEEDED - 1000)]);
    expect((await calls.decide(first.approvalId)).status).toBe(200);
    const { measures: { orders: [order] } } = await read(approvalId);
    expect(order.rules).toEqual([expect.objectContaining({ code: 'more-than-owed', law: expect.stringContaining('第十九条'), remedy: expect.any(String), acceptableWith: 'excessReason' })]);
    expect((await calls.decide(approvalId)).body.rules.map(({ code }: { code: string }) => code)).toEqual(['more-than-owed']);
    expect((await calls.decide(approvalId, { decision: 'approve', excessReason: '该账户不可分，别无足额财产' })).status).toBe(200);
    expect(await calls.order(id!)).toMatchObject({ state: 'approved', excessReason: '该账户不可分，别无足额财产' });
    expect((await read(approvalId)).measures.orders[0]).toMatchObject({ state: 'approved', excessReason: '该账户不可分，别无足额财产', rules: [] });
  });

  test('less than the living costs would be left: the rule says which reason is asked for, and the reason stands in the approval', async () => {
    const { caseId, obligorId, measureId } = await calls.frozen(300_000);
    await gateway.call('PUT', `/api/v1/cases/${caseId}/case-account`, { as: 'integration', body: { accountName: '执行款专户', bankName: '样例银行', bankNumber: '931331000019', accountNumber: '19990101040000001' } });
    await gateway.call('PUT', `/api/v1/cases/${caseId}/obligors/${obligorId}/living-reserve`, { body: { fen: 250_000, reason: '两名家属，三个月' } });
    const { approvalId } = await calls.submitted(caseId, [{ operation: 'deduct', measureId, extent: { by: 'amount', fen: 100_000 }, reason: '依裁定扣划' }]);
    const [order] = (await read(approvalId)).measures.orders;
    expect([order.operationName, order.measureId, order.rules]).toEqual(['扣划', measureId, [expect.objectContaining({ code: 'living-costs', acceptableWith: 'livingReason', detail: '250000 fen are reserved: 两名家属，三个月' })]]);
    expect((await calls.decide(approvalId)).body.code).toBe('measure-refused');
    expect((await calls.decide(approvalId, { decision: 'approve', livingReason: '已另行发放生活费' })).body.measures.orders[0]).toMatchObject({ state: 'approved', livingReason: '已另行发放生活费' });
  });

  test('a rule that nobody can sign away names no reason; rejected and withdrawn approvals still say what they were about', async () => {
    const { caseId, requestId } = await calls.found([accountOf(ACCOUNT, 500_000)]);
    const { ids, approvalId } = await calls.submitted(caseId, [freezeOf(requestId, 1000)]);
    await gateway.call('PUT', `/api/v1/cases/${caseId}/obligors/${(await read(approvalId)).measures.orders[0].obligor.id}/bankruptcy`, { body: { acceptedOn: '2026-11-20', court: '浙01' } });
    const { rules } = (await read(approvalId)).measures.orders[0];
    expect(rules.map(({ code, acceptableWith }: Record<string, string>) => [code, acceptableWith])).toEqual([['bankruptcy-accepted', undefined]]);
    await gateway.post(`/api/v1/approvals/${approvalId}/withdraw`, {});
    expect((await read(approvalId)).measures.orders).toEqual([expect.objectContaining({ orderId: ids[0], operation: 'freeze', state: 'returned', rules: [] })]);
  });

  test('an order for many measures says what is done with how many, alone and in the list', async () => {
    const { caseId, obligorId } = await calls.found([accountOf(ACCOUNT, 500_000)]);
    const { store, batches } = gateway.parts.control;
    const of = { caseId, caseNumber: '（2016）浙0106执2199号', obligorId };
    const [id] = await store.nextOrderIds(1);
    const began = sampleOrder(id!, of, { institutionCode: PULL, state: 'done', draftedBy: 'the-officer', approver: 'the-approver', approvedBy: 'the-approver' });
    await store.change(caseId, () => ({ changes: changes({ orders: [began], measures: [sampleMeasure(began, of)] }), result: undefined }));
    const { batch } = await batches.accept({ operation: 'release', lines: [{ measureId: sampleMeasure(began, of).id }], reason: '已履行完毕', approver: 'the-approver', reach: { login: 'the-officer', own: '浙0106' }, body: {} }, { login: 'the-officer', correlationId: null });
    const { approval } = await gateway.parts.approvals.desk.approvals.ask({ kind: 'measure', caseId, subject: { batchId: batch.id }, why: ['control-measure'], rule: 'x', approver: 'the-approver' }, { login: 'the-officer', correlationId: null });
    const about = { batchId: batch.id, batch: { operation: 'release', operationName: '解除', reason: '已履行完毕', total: 1 } };
    expect([(await read(approval.id)).measures, (await listed(approval.id)).measures]).toEqual([about, about]);
  });
});
