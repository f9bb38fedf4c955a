import { Problem } from '#contracts/errors';
import { generateToken, provisionIdentity } from '#libs/access';
import { controlRequestNumber, type Measure, type RefusedOrder } from '#libs/control';
import { ControlBatchRunner } from '#libs/control-batch';
import type { PaperMaker } from '#libs/control-desk';
import { changes, sampleMeasure, sampleOrder } from '#libs/control-testkit';
import { addDays, beijingDay } from '#libs/statute';
import { RunningGateway, until, type Answer, type Call } from '../testkit/running-gateway.js';
import { officerBody, PULL, registerCase, withOpenCase } from '../testkit/sample-data.js';

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
const TODAY = beijingDay(new Date());
/** Ends soon enough to be renewed. */
const ENDS = addDays(TODAY, 20);

let gateway: RunningGateway;
let serial = 500;
let before: () => Promise<void>;
const maker: PaperMaker = {
  make: async (_, orderIds, kinds) => {
    await before();
    return new Map(orderIds.map((id) => [id, kinds.map((kind) => ({ kind, number: `${id}之一`, content: PDF, sealed: true }))]));
  },
};
const someoneElse = generateToken();

beforeAll(async () => {
  gateway = await RunningGateway.start({ maker });
  await provisionIdentity(gateway.database, { login: 'another-officer', displayName: '另一人员', kind: 'person', courtCode: '浙0106', roles: ['officer'] }, someoneElse);
});
beforeEach(() => {
  before = async () => undefined;
});
afterAll(() => gateway.close());

const another: Call = { as: null, headers: { authorization: `Bearer ${someoneElse.reveal()}` } };
const give = (body: object, call?: Call): Promise<Answer> => gateway.post('/api/v1/control-batches', { operation: 'renew', reason: '依裁定续行', approver: 'the-approver', ...body }, call);
const read = async (id: string) => (await gateway.get(`/api/v1/control-batches/${id}`)).body;
const lines = async (id: string, query = '') => (await gateway.get(`/api/v1/control-batches/${id}/lines?limit=200${query}`)).body.items;
const decide = (approvalId: string, body: object = { decision: 'approve' }): Promise<Answer> => gateway.post(`/api/v1/approvals/${approvalId}/decision`, body, { as: 'approver' });
const cancel = (id: string, call?: Call): Promise<Answer> => gateway.post(`/api/v1/control-batches/${id}/cancel`, { reason: '裁定撤回' }, call);
const order = async (id: number) => (await gateway.get(`/api/v1/control-orders/${id}`)).body;

async function reaches(id: string, state: string) {
  await until(async () => {
    gateway.parts.batchRunner.look();
    return (await read(id)).state === state;
  });
  return read(id);
}

/** A case with this many freezes in force. */
async function frozen(count = 1, change: Partial<Measure> = {}, open = () => withOpenCase(gateway, (serial += 1))): Promise<{ caseId: string; measureIds: string[] }> {
  const { caseId, obligorIds } = await open();
  const { store } = gateway.parts.control;
  const of = { caseId, caseNumber: `（2016）浙0106执${serial}号`, obligorId: obligorIds[0] };
  const measureIds: string[] = [];
  for (const id of await store.nextOrderIds(count)) {
    const target = { kind: 'account', reference: String(6_222_020_000_000_000_000n + BigInt(id)), sequence: 1 } as const;
    const began = sampleOrder(id, of, { institutionCode: PULL, state: 'done', target, draftedBy: 'the-officer', approver: 'the-approver', approvedBy: 'the-approver' });
    const measure = sampleMeasure(began, of, { id: controlRequestNumber(id, '2025-11-26'), from: addDays(ENDS, -364), until: ENDS, ...change });
    await store.change(caseId, () => ({ changes: changes({ orders: [began], measures: [measure] }), result: undefined }));
    measureIds.push(measure.id);
  }
  return { caseId, measureIds };
}

/** Given, and every line submitted. */
async function submitted(body: object): Promise<{ id: string; approvalId: string }> {
  const { id } = (await give(body)).body;
  return { id, approvalId: (await reaches(id, 'waiting-for-approval')).approvalId };
}

describe('many measures in one order', () => {
  test('renewals in several cases with one approval: each order by itself, routine, with papers, in the name of who approved', async () => {
    const [one, other] = [await frozen(2), await frozen()];
    const measureIds = [...one.measureIds, ...other.measureIds];
    const { status, headers, body } = await give({ measureIds });
    expect([status, headers.get('location'), body.total]).toEqual([202, `/api/v1/control-batches/${body.id}`, 3]);
    const { approvalId, lines: counted } = await reaches(body.id, 'waiting-for-approval');
    expect(counted).toEqual({ waiting: 0, drafted: 0, refused: 0, submitted: 3, approved: 0, withdrawn: 0 });
    expect((await decide(approvalId)).body).toMatchObject({ state: 'approved', measures: { batchId: body.id } });
    expect(await reaches(body.id, 'done')).toMatchObject({ lines: { approved: 3 }, orders: { approved: 3 }, finishedAt: expect.any(String) });
    const all = await lines(body.id);
    expect(all.map(({ measureId, state, orderState }: Record<string, string>) => [measureId, state, orderState])).toEqual(measureIds.map((id) => [id, 'approved', 'approved']));
    expect(await order(all[2].orderId)).toMatchObject({
      operation: 'renew', measureId: measureIds[2], batchId: body.id, priority: 'routine', draftedBy: 'the-officer', approvedBy: 'the-approver', documents: [{ kind: 'ruling' }, { kind: 'notice' }],
    });
    expect((await gateway.audit()).filter(({ event, reason }) => event === 'control.batch-changed' && reason?.startsWith(body.id)).map(({ reason }) => reason)).toEqual([`${body.id} accepted: renew, 3`, `${body.id} done`]);
  });

  test('a measure that ended fails alone with its rule; one of a case of somebody else looks like one that does not exist', async () => {
    const [own, ended, foreign] = [await frozen(), await frozen(1, { state: 'lapsed', heldFen: 0 }), await frozen()];
    await gateway.database.pool.query(`UPDATE case_member SET until = now() WHERE case_id = $1 AND login = 'the-officer'`, [foreign.caseId]);
    const { id } = await submitted({ measureIds: [...own.measureIds, ...ended.measureIds, ...foreign.measureIds, 'A20250101CK2999999999999'] });
    const [first, second, third, fourth] = await lines(id);
    expect(first).toMatchObject({ state: 'submitted', caseId: own.caseId });
    expect(second).toMatchObject({ state: 'refused', code: 'measure-refused', rules: [{ code: 'measure-ended', law: expect.stringContaining('第二十七条'), remedy: expect.any(String) }] });
    expect(third).toEqual({ line: 3, measureId: foreign.measureIds[0], state: 'refused', code: 'measure-unknown', rules: [] });
    expect(fourth).toEqual({ ...third, line: 4, measureId: 'A20250101CK2999999999999' });
    expect(await lines(id, '&state=refused')).toHaveLength(3);
  });

  test('the approver is an officer of one of the cases: that line is refused, and its order does not lie about', async () => {
    const officer = (await gateway.post('/api/v1/officers', officerBody(7), { as: 'supervisor' })).body.id;
    const [own, theirs] = [await frozen(), await frozen(1, {}, () => registerCase(gateway, [officer], (serial += 1)))];
    await gateway.database.pool.query(`UPDATE officer SET login = 'the-approver' WHERE id = $1`, [officer]);
    const { id } = await submitted({ measureIds: [...own.measureIds, ...theirs.measureIds] });
    const [first, second] = await lines(id);
    expect([first.state, second]).toEqual(['submitted', expect.objectContaining({ state: 'refused', orderState: 'withdrawn', rules: [expect.objectContaining({ code: 'second-person' })] })]);
    expect((await give({ measureIds: own.measureIds, approver: 'the-officer' })).body.code).toBe('approver-unacceptable');
  });

  test('the same key: the same batch; another call with it is refused', async () => {
    const { measureIds } = await frozen();
    const headers = { 'idempotency-key': `batch-${serial}` };
    const calls = await Promise.all([1, 2].map(() => give({ measureIds }, { headers })));
    expect(new Set(calls.map(({ body }) => body.id)).size).toBe(1);
    expect(calls.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect((await give({ measureIds, reason: '另一事由' }, { headers })).body.code).toBe('idempotency-key-reused');
  });

  test('a filter by end: those of the caller; neither both nor none, no more than 5,000', async () => {
    const soon = await frozen(1, { until: addDays(TODAY, 3) });
    const { body } = await give({ filter: { expiringBefore: addDays(TODAY, 4) } });
    await reaches(body.id, 'waiting-for-approval');
    expect((await lines(body.id)).map(({ measureId }: { measureId: string }) => measureId)).toEqual(soon.measureIds);
    const wrong = [{}, { measureIds: ['A1'], filter: { expiringBefore: TODAY } }, { measureIds: Array.from({ length: 5001 }, (_, n) => `A${n}`) }, { operation: 'release', measureIds: ['A1'], until: ENDS }, { filter: { expiringBefore: '2000-01-01' } }];
    expect((await Promise.all(wrong.map((one) => give(one)))).map(({ body: { code } }) => code)).toEqual(wrong.map(() => 'request-invalid'));
  });

  test('whoever else asks for it finds nothing; the approver reads it', async () => {
    const { id } = (await give({ measureIds: (await frozen()).measureIds })).body;
    expect((await gateway.get(`/api/v1/control-batches/${id}/lines`, another)).body.code).toBe('control-batch-unknown');
    expect((await cancel(id, another)).body.code).toBe('control-batch-unknown');
    expect((await gateway.get(`/api/v1/control-batches/${id}`, { as: 'approver' })).status).toBe(200);
  });
});

describe('releases in part', () => {
  const parts = (measures: object[], change: object = {}) => give({ operation: 'release', measures, ...change });

  test('each line with its own sum, a line without one as a whole', async () => {
    const { measureIds } = await frozen(3, { limitFen: 50_000, heldFen: 50_000 });
    const { id } = (await parts([{ measureId: measureIds[0], fen: 20_000 }, { measureId: measureIds[1], fen: 50_000 }, { measureId: measureIds[2] }])).body;
    const { approvalId } = await reaches(id, 'waiting-for-approval');
    await decide(approvalId);
    await reaches(id, 'done');
    const all = await lines(id);
    expect(all.map(({ fen, state }: { fen?: number; state: string }) => [fen, state])).toEqual([[20_000, 'approved'], [50_000, 'approved'], [undefined, 'approved']]);
    const orders = await Promise.all(all.map(({ orderId }: { orderId: number }) => order(orderId)));
    expect(orders.map(({ operation, limitFen, extent }) => [operation, limitFen, extent.amount.fen])).toEqual([['release', 20_000, 20_000], ['release', 50_000, 50_000], ['release', 50_000, 50_000]]);
  });

  test('more than is held, a thing that cannot be divided, shares by money: those lines are refused alone', async () => {
    const own = await frozen(2, { limitFen: 50_000, heldFen: 50_000 });
    const house = await frozen(1, { source: 'real-estate', target: { kind: 'real-estate', reference: '浙（2019）杭州市不动产权第0012345号', unitCode: '330106001001GB00001F00010001', registrar: '杭州市不动产登记中心' } as Measure['target'], divisible: false, limitFen: 90_000, heldFen: 90_000 });
    const shares = await frozen(1, { source: 'securities', target: { kind: 'security', reference: '0101234567/600000', account: '0101234567', code: '600000' } as Measure['target'], limitFen: 90_000, heldFen: 90_000 });
    const { id } = (await parts([{ measureId: own.measureIds[0], fen: 50_001 }, { measureId: house.measureIds[0], fen: 10 }, { measureId: shares.measureIds[0], fen: 10 }, { measureId: own.measureIds[1], fen: 1 }])).body;
    await reaches(id, 'waiting-for-approval');
    expect((await lines(id)).map(({ state, rules }: { state: string; rules?: { code: string }[] }) => [state, rules?.map(({ code }) => code).includes('more-than-held')])).toEqual([
      ['refused', true], ['refused', true], ['refused', true], ['submitted', undefined],
    ]);
  });

  test('a renewal in part, the same measure twice, a sum of nothing, and two ways to say which: refused as a whole', async () => {
    const [measureId] = (await frozen()).measureIds;
    const answers = await Promise.all([
      parts([{ measureId, fen: 1 }], { operation: 'renew' }), parts([{ measureId, fen: 1 }, { measureId, fen: 2 }]), parts([{ measureId, fen: 0 }]), parts([{ measureId }], { measureIds: [measureId] }), parts([{ measureId: '../x' }]),
    ]);
    expect(answers.map(({ body }) => [body.code, body.fields[0].field])).toEqual([
      ['request-invalid', '/measures'], ['request-invalid', '/measures/1'], ['request-invalid', '/measures/0'], ['request-invalid', '/measureIds'], ['request-invalid', '/measures/0'],
    ]);
  });
});

describe('the list of a court', () => {
  const list = async (query = '', call?: Call) => (await gateway.get(`/api/v1/control-batches?limit=200${query}`, call)).body;
  const ids = async (query = '', call?: Call): Promise<string[]> => (await list(query, call)).items.map(({ id }: { id: string }) => id);

  test('whoever gave it, who approves it and the supervisor of the court find it, with how far it is; others do not', async () => {
    const { id } = await submitted({ measureIds: [...(await frozen(2)).measureIds, 'A20250101CK2999999999999'] });
    const [shown] = (await list()).items;
    expect(shown).toMatchObject({ id, state: 'waiting-for-approval', courtCode: '浙0106', total: 3, lines: { submitted: 2, refused: 1 }, prepared: 3, decided: 1, requestedBy: 'the-officer', approver: 'the-approver' });
    for (const as of ['approver', 'supervisor', 'auditor'] as const) expect(await ids('', { as })).toContain(id);
    expect([await ids('', another), await ids('', { as: 'integration' })]).toEqual([[], []]);
    expect((await gateway.get('/api/v1/control-batches', { as: 'operator' })).body.code).toBe('role-missing');
  });

  test('by state and court, and page by page, newest first', async () => {
    const { id } = await submitted({ measureIds: (await frozen()).measureIds });
    await cancel(id);
    await reaches(id, 'withdrawn');
    const latest = await submitted({ measureIds: (await frozen()).measureIds });
    expect(await ids('&state=withdrawn')).toContain(id);
    expect(await ids('&state=waiting-for-approval')).not.toContain(id);
    expect(await ids(`&court=${encodeURIComponent('浙0102')}`, { as: 'supervisor' })).toEqual([]);
    const all = await ids();
    expect(all[0]).toBe(latest.id);
    const paged: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { items, nextCursor }: { items: { id: string }[]; nextCursor?: string } = (await gateway.get(`/api/v1/control-batches?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)).body;
      paged.push(...items.map((one) => one.id));
      cursor = nextCursor;
    }
    expect(paged).toEqual(all);
    expect((await gateway.get('/api/v1/control-batches?cursor=c1.eA')).body.code).toBe('cursor-invalid');
  });
});

describe('what goes wrong', () => {
  const runner = (times: { claimMs: number; restMs: number }) => new ControlBatchRunner({ ...gateway.parts, ...gateway.parts.control, maker, approvals: gateway.parts.approvals.desk.approvals, times });
  const counted = async (batchId: string) => (await gateway.database.pool.query('SELECT count(*)::int AS orders, count(DISTINCT measure_id)::int AS measures FROM control_order WHERE batch_id = $1', [batchId])).rows[0];

  test('the process dies while papers are made: another one goes on, each measure has one order and one submission', async () => {
    const measureIds = (await Promise.all(Array.from({ length: 6 }, () => frozen()))).flatMap((one) => one.measureIds);
    let made = 0;
    // Nobody is told that the papers came; the claim runs out.
    before = () => ((made += 1) <= 3 ? new Promise<void>(() => undefined) : Promise.resolve());
    const dead = runner({ claimMs: 1, restMs: 1 });
    await gateway.parts.control.batches.accept({ operation: 'renew', lines: measureIds.map((measureId) => ({ measureId })), reason: '续行', approver: 'the-approver', reach: { login: 'the-officer', own: '浙0106' }, body: {} }, { login: 'the-officer', correlationId: null });
    dead.look();
    await until(async () => made > 3);
    const { rows } = await gateway.database.pool.query('SELECT id FROM control_batch ORDER BY id DESC LIMIT 1');
    const { id } = rows[0];
    const { approvalId, lines: states } = await reaches(id, 'waiting-for-approval');
    expect([states.submitted, await counted(id)]).toEqual([6, { orders: 6, measures: 6 }]);
    await decide(approvalId);
    // Two at once.
    const two = [runner({ claimMs: 1, restMs: 1 }), runner({ claimMs: 1, restMs: 1 })];
    await Promise.all(two.map((one) => one.run()));
    expect(await reaches(id, 'done')).toMatchObject({ lines: { approved: 6 } });
    expect((await gateway.database.pool.query(`SELECT count(*)::int AS n FROM control_event e JOIN control_order o ON o.id = e.order_id WHERE o.batch_id = $1 AND e.event = 'approve'`, [id])).rows[0].n).toBe(6);
  });

  test('lines of one case go together, and a rule that speaks against one of them refuses that one alone; the papers of all are made once', async () => {
    const { caseId, measureIds } = await frozen(5);
    await gateway.database.pool.query(`UPDATE control_measure SET state = 'lapsed', held_fen = 0 WHERE id = $1`, [measureIds[2]]);
    const asked: number[] = [];
    const counting: PaperMaker = { make: (caseOf, ids, kinds) => (asked.push(ids.length), maker.make(caseOf, ids, kinds)) };
    const { id } = (await gateway.parts.control.batches.accept({ operation: 'renew', lines: measureIds.map((measureId) => ({ measureId })), reason: '续行', approver: 'the-approver', reach: { login: 'the-officer', own: '浙0106' }, body: {} }, { login: 'the-officer', correlationId: null })).batch;
    await new ControlBatchRunner({ ...gateway.parts, ...gateway.parts.control, maker: counting, approvals: gateway.parts.approvals.desk.approvals }).run();
    expect((await lines(id)).map(({ state, caseId: of }: Record<string, string>) => [state, of])).toEqual(['submitted', 'submitted', 'refused', 'submitted', 'submitted'].map((state) => [state, caseId]));
    expect(asked).toEqual([4]);
  });

  test('what the contract cannot carry, or nobody may sign: refused before papers are made, as a single order is', async () => {
    const [one, other] = [await frozen(2), await frozen()];
    let made = 0;
    before = async () => void (made += 1);
    // Says no to whatever is about this measure.
    const carried = async (orderIds: readonly number[]): Promise<RefusedOrder[]> => {
      const { rows } = await gateway.database.pool.query('SELECT id::int AS id FROM control_order WHERE measure_id = $1', [one.measureIds[1]]);
      return orderIds.flatMap((id, index) => (rows.some((row) => row.id === id) ? [{ index, refusals: [{ rule: 'not-offered' as const, field: '/operation', detail: 'too long for its field', remedy: '线下办理' }] }] : []));
    };
    const { id } = (await gateway.parts.control.batches.accept({ operation: 'renew', lines: [...one.measureIds, ...other.measureIds].map((measureId) => ({ measureId })), reason: '续行', approver: 'the-approver', reach: { login: 'the-officer', own: '浙0106' }, body: {} }, { login: 'the-officer', correlationId: null })).batch;
    await new ControlBatchRunner({ ...gateway.parts, ...gateway.parts.control, maker, carried, approvals: gateway.parts.approvals.desk.approvals }).run();
    expect((await lines(id)).map(({ state, orderState, rules }: { state: string; orderState: string; rules?: { code: string; remedy: string }[] }) => [state, orderState, rules?.map(({ code, remedy }) => `${code}: ${remedy}`)])).toEqual([
      ['submitted', 'submitted', undefined], ['refused', 'withdrawn', ['not-offered: 线下办理']], ['submitted', 'submitted', undefined],
    ]);
    expect(made).toBe(2);
  });

  test('every step of a line says on what right it was done: who gave it, who approved, who cancelled', async () => {
    const { caseId, measureIds } = await frozen(2);
    const { id, approvalId } = await submitted({ measureIds });
    await decide(approvalId);
    await reaches(id, 'done');
    const told = (await gateway.auditWithGround()).filter(({ event, case_id, reason }) => event === 'control.order-changed' && case_id === caseId && / (draft|submit|approve) /.test(`${reason} `));
    expect(new Set(told.map(({ actor, basis, reason }) => `${reason!.split(' ')[2]} by ${actor}: ${basis}`))).toEqual(new Set(['draft by the-officer: participant', 'submit by the-officer: participant', 'approve by the-approver: participant']));
    expect(told.filter(({ actor }) => actor === 'the-officer').every(({ correlation_id }) => correlation_id !== null)).toBe(true);
    await cancel(id);
    await reaches(id, 'withdrawn');
    expect((await gateway.auditWithGround()).filter(({ case_id, reason }) => case_id === caseId && reason?.includes(' withdraw ')).map(({ actor, basis }) => [actor, basis])).toEqual([['the-officer', 'participant'], ['the-officer', 'participant']]);
    // A system of the court has its right from the court.
    const system = (await give({ measureIds: (await frozen()).measureIds }, { as: 'integration' })).body;
    await until(async () => (gateway.parts.batchRunner.look(), (await gateway.get(`/api/v1/control-batches/${system.id}`, { as: 'integration' })).body.state === 'waiting-for-approval'));
    const ofSystem = (await gateway.auditWithGround()).filter(({ actor, event }) => actor === 'the-integration' && event === 'control.order-changed');
    expect(new Set(ofSystem.map(({ basis }) => basis))).toEqual(new Set(['court-system']));
  });

  test('the seal service is away: the line waits and is tried again', async () => {
    const { measureIds } = await frozen();
    let away = true;
    before = async () => {
      if (away) throw new Problem('seal-unavailable');
    };
    const { id } = (await give({ measureIds })).body;
    await until(async () => (await lines(id))[0].state === 'drafted');
    away = false;
    expect((await reaches(id, 'waiting-for-approval')).lines.submitted).toBe(1);
  });

  test('a rule speaks against one line at the approval: it fails alone, the others leave', async () => {
    const [one, other] = [await frozen(), await frozen()];
    const { id, approvalId } = await submitted({ measureIds: [...one.measureIds, ...other.measureIds] });
    await gateway.database.pool.query(`UPDATE control_measure SET state = 'lapsed', held_fen = 0 WHERE id = $1`, [one.measureIds[0]]);
    await decide(approvalId);
    expect((await reaches(id, 'done')).lines).toMatchObject({ approved: 1, refused: 1 });
    expect((await lines(id))[0]).toMatchObject({ state: 'refused', orderState: 'withdrawn', rules: [{ code: 'measure-ended' }] });
  });

  test('rejected: every order is taken back with the reason', async () => {
    const { id, approvalId } = await submitted({ measureIds: (await frozen(2)).measureIds });
    await decide(approvalId, { decision: 'reject', reason: '期限有误' });
    expect(await reaches(id, 'withdrawn')).toMatchObject({ lines: { withdrawn: 2 }, orders: { withdrawn: 2 }, stoppedBy: 'the-approver', stoppedWhy: '期限有误' });
  });

  test('cancelled while it waits: nobody can approve it any more', async () => {
    const { id, approvalId } = await submitted({ measureIds: (await frozen(2)).measureIds });
    expect((await cancel(id)).body.state).toBe('withdrawing');
    expect((await decide(approvalId)).body.code).toBe('approval-decided');
    expect(await reaches(id, 'withdrawn')).toMatchObject({ orders: { withdrawn: 2 }, stoppedWhy: '裁定撤回' });
    expect((await cancel(id)).body.code).toBe('control-batch-over');
  });

  test('cancelled by a supervisor: its approval is closed in the same moment, with who and why, and waits for nobody', async () => {
    const { id, approvalId } = await submitted({ measureIds: (await frozen(2)).measureIds });
    expect((await cancel(id, { as: 'supervisor' })).body).toMatchObject({ state: 'withdrawing', stoppedBy: 'the-supervisor' });
    expect((await gateway.get(`/api/v1/approvals/${approvalId}`, { as: 'approver' })).body).toMatchObject({ state: 'withdrawn', decidedBy: 'the-supervisor', reason: '裁定撤回' });
    expect((await gateway.get('/api/v1/approvals?state=waiting-for-approval&limit=200', { as: 'approver' })).body.items.map((one: { id: string }) => one.id)).not.toContain(approvalId);
    expect((await gateway.audit()).filter(({ event, reason }) => event === 'approval.withdrawn' && reason === `${approvalId} withdrawn`).map(({ actor }) => actor)).toEqual(['the-supervisor']);
    expect((await gateway.database.pool.query(`SELECT payload ->> 'state' AS state FROM outbox WHERE type = 'approval.decided' AND payload ->> 'approvalId' = $1`, [approvalId])).rows).toEqual([{ state: 'withdrawn' }]);
    expect(await reaches(id, 'withdrawn')).toMatchObject({ lines: { withdrawn: 2 }, prepared: 2, decided: 2, answered: 2 });
  });

  test('approved and cancelled at the same moment: one of both, nobody waits for ever, and no approval is left open', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id, approvalId } = await submitted({ measureIds: (await frozen()).measureIds });
      const [decided, cancelled] = await Promise.all([decide(approvalId), cancel(id)]);
      expect([[200, 409].includes(decided.status), cancelled.status < 500]).toEqual([true, true]);
      await until(async () => {
        gateway.parts.batchRunner.look();
        return ['done', 'withdrawn'].includes((await read(id)).state);
      });
      expect((await gateway.get(`/api/v1/approvals/${approvalId}`, { as: 'approver' })).body.state).toBe(decided.status === 200 ? 'approved' : 'withdrawn');
    }
  });

  test('cancelled when it was approved: what an institution may have stays, the rest is taken back', async () => {
    const { caseId, measureIds } = await frozen(3);
    const { id, approvalId } = await submitted({ measureIds });
    await decide(approvalId);
    await reaches(id, 'done');
    const [first] = await lines(id);
    await gateway.parts.control.engine.beginSending(caseId, first.orderId);
    await cancel(id);
    expect(await reaches(id, 'withdrawn')).toMatchObject({ lines: { approved: 1, withdrawn: 2 }, orders: { sending: 1, withdrawn: 2 } });
  });
});

test('an urgent release overtakes a batch of renewals: it is sent first, and the renewal of the same measure does not leave', async () => {
  const { caseId, measureIds } = await frozen(4);
  const { id, approvalId } = await submitted({ measureIds });
  await decide(approvalId);
  await reaches(id, 'done');
  const draft = (await gateway.post(`/api/v1/cases/${caseId}/control-orders`, { orders: [{ operation: 'release', measureId: measureIds[3], reason: '已履行完毕' }] })).body.items[0];
  expect(draft.priority).toBe('urgent');
  const approval = (await gateway.post(`/api/v1/cases/${caseId}/control-submissions`, { orderIds: [draft.id], approver: 'the-approver' })).body;
  await decide(approval.id);
  const due = (await gateway.parts.control.store.dueForSending(PULL, 1000)).map(({ orderId }) => orderId);
  const renewals: { orderId: number; orderState: string }[] = await lines(id);
  expect(due[0]).toBe(draft.id);
  expect(renewals.map(({ orderState }) => orderState)).toEqual(['approved', 'approved', 'approved', 'withdrawn']);
  expect(renewals.map(({ orderId }) => due.includes(orderId))).toEqual([true, true, true, false]);
});
