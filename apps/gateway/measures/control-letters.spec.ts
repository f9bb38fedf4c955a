import { strFromU8, unzipSync } from 'fflate';
import { ControlLetters, LetterList, LetterReminders } from '#libs/control-desk';
import { readPdfText } from '#libs/legal-documents';
import { ControlOrderReader, LetterListReader } from '#libs/store';
import { accountOf, freezeOf, MeasureCalls, SAMPLE_PDF } from '../testkit/measure-calls.js';
import { RunningGateway, type Call } from '../testkit/running-gateway.js';
import { pullInstitution, withOpenCase } from '../testkit/sample-data.js';

const VILLAGE = 'VILLAGE-BANK-330122';
const CREDIT = '6222021001122334455';

let gateway: RunningGateway;
let calls: MeasureCalls;
let serial = 5300;
beforeAll(async () => {
  gateway = await RunningGateway.start();
  calls = new MeasureCalls(gateway, 5200);
  await gateway.post('/api/v1/institutions', { ...pullInstitution(VILLAGE), name: '桐庐虚构村镇银行', adapter: 'offline', contractVersion: '1', credentialsRef: undefined, region: '330122', sources: ['deposit'] }, { as: 'operator' });
});
afterAll(() => gateway.close());

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const letter = (id: number, rest = '') => `/api/v1/control-orders/${id}/letter${rest}`;
const DELIVERY = () => ({ deliveredOn: today(), way: 'in-person', deliveredBy: '林立' });
const state = async (id: number) => (await calls.order(id)).state;
const deliver = (id: number, body: object = DELIVERY()) => gateway.post(letter(id, '/delivery'), body);
const scan = async (id: number): Promise<number> => (await gateway.call('POST', letter(id, '/scans'), { body: SAMPLE_PDF, headers: { 'content-type': 'application/pdf' } })).body.scan;
const enter = async (id: number, reply: object) => gateway.post(letter(id, '/replies'), { ...reply, scan: await scan(id) });
const confirm = (id: number, number: number, call: Call = { as: 'approver' }) => gateway.post(letter(id, `/replies/${number}/confirm`), {}, call);
const ledger = async (caseId: string) => (await gateway.get(`/api/v1/cases/${caseId}/control-ledger`)).body;

/** What the village bank answered on paper, frozen by an order that is approved. */
async function approved(fen = 300_000): Promise<{ caseId: string; orderId: number }> {
  const { caseId, obligorIds } = await withOpenCase(gateway, (serial += 1));
  const inquiry = (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [obligorIds[0]], institutions: [VILLAGE], purpose: '立案查控' })).body;
  await gateway.institutions.answer(inquiry, VILLAGE, { kind: 'found', assets: [accountOf(CREDIT, fen)] });
  const { ids: [orderId], approvalId } = await calls.submitted(caseId, [freezeOf(inquiry.answers[0].requestId, fen)]);
  expect((await calls.decide(approvalId)).status).toBe(200);
  return { caseId, orderId: orderId! };
}
async function delivered(fen?: number) {
  const order = await approved(fen);
  await gateway.post(letter(order.orderId), {});
  await deliver(order.orderId);
  return order;
}

test('printed, delivered, answered on paper, confirmed by a second person: the freeze is in force with the days of the institution', async () => {
  const { caseId, orderId } = await approved();
  expect((await deliver(orderId)).body.code).toBe('control-letter-unknown');
  expect((await gateway.post(letter(orderId), {})).body).toMatchObject({ orderId, institutionCode: VILLAGE, printedBy: 'the-officer', replies: [] });
  expect(await state(orderId)).toBe('sending');
  expect((await gateway.post(letter(orderId, '/replies'), { kind: 'effective', heldFen: 1, scan: 1 })).body.code).toBe('state-change-invalid');
  const sent = await deliver(orderId);
  expect([sent.status, sent.body.delivery]).toEqual([200, DELIVERY()]);
  expect(await state(orderId)).toBe('sent');
  const typed = await enter(orderId, { kind: 'effective', heldFen: 300_000, limitFen: 300_000, from: today(), until: '2027-11-20', institutionReference: '村银冻1号' });
  expect([typed.status, typed.body.state, typed.body.scanSha256]).toEqual([201, 'entered', expect.stringMatching(/^[0-9a-f]{64}$/)]);
  // Typed is not said: nothing is held yet.
  expect([await state(orderId), (await ledger(caseId)).heldFen]).toEqual(['sent', 0]);
  expect((await confirm(orderId, 1, { as: 'officer' })).body.code).toBe('second-person-needed');
  expect((await confirm(orderId, 1)).body).toMatchObject({ state: 'confirmed', verdict: 'taken', checkedBy: 'the-approver' });
  expect(await state(orderId)).toBe('done');
  const [measure] = (await gateway.get(`/api/v1/cases/${caseId}/measures`)).body.items;
  expect(measure).toMatchObject({ state: 'effective', heldFen: 300_000, until: '2027-11-20', institutionReference: '村银冻1号' });
  expect((await calls.order(orderId)).answers).toMatchObject([{ via: 'offline', evidence: expect.any(String) }]);
  expect((await confirm(orderId, 1)).body.code).toBe('state-change-invalid');
  expect((await gateway.audit()).filter(({ event, result, case_id }) => case_id === caseId && result === 'success' && /letter|reply/.test(event)).map(({ event }) => event)).toEqual([
    'control.letter-changed', 'control.letter-changed', 'control.reply-scanned', 'control.reply-entered', 'control.reply-confirmed',
  ]);
});

test('what is carried: the papers byte for byte as they were approved, and a form with the number of the order, marked with who printed it', async () => {
  const { orderId } = await approved();
  await gateway.post(letter(orderId), {});
  const response = await fetch(`${gateway.gateway.address}${letter(orderId, '/papers')}`, { headers: { authorization: `Bearer ${gateway.tokenOf('officer')}` } });
  expect([response.status, response.headers.get('content-type'), response.headers.get('watermark')]).toEqual([200, 'application/zip', expect.stringContaining('by=the-officer')]);
  const files = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
  expect(files.map(([name]) => name)).toEqual([expect.stringMatching(/^1-.*裁定书\.pdf$/), expect.stringMatching(/^2-.*协助执行通知书\.pdf$/), '3-送达回证及反馈表.pdf']);
  expect(strFromU8(files[0]![1], true)).toBe(SAMPLE_PDF.toString('latin1'));
  const text = readPdfText(files[2]![1]).join('').replaceAll(/\s/g, '');
  for (const words of ['送达回证', '协助执行反馈', '桐庐虚构村镇银行', (await calls.order(orderId)).requestNumber, 'the-officer']) expect(text).toContain(words);
  expect(text).not.toContain(CREDIT);
  expect((await gateway.get(letter(orderId, '/papers'), { as: 'supervisor' })).body.code).toBe('personal-data-masked');
});

test('printed twice is one letter; a day that cannot be is refused, and so is a second delivery', async () => {
  const { orderId } = await approved();
  const first = await gateway.post(letter(orderId), {});
  expect((await gateway.post(letter(orderId), {})).body).toEqual(first.body);
  for (const day of ['2020-01-01', '2099-01-01']) expect((await deliver(orderId, { ...DELIVERY(), deliveredOn: day })).body.code).toBe('request-invalid');
  expect(await state(orderId)).toBe('sending');
  expect((await deliver(orderId)).status).toBe(200);
  expect((await deliver(orderId)).body.code).toBe('state-change-invalid');
});

test('nobody there took it: it never reached the institution, and its room is free again', async () => {
  const { caseId, orderId } = await approved();
  const before = (await ledger(caseId)).underWayFen;
  await gateway.post(letter(orderId), {});
  expect((await gateway.post(letter(orderId, '/return'), { reason: '机构已撤并' })).body.returnedReason).toBe('机构已撤并');
  expect([before, (await ledger(caseId)).underWayFen, await state(orderId)]).toEqual([300_000, 0, 'not-taken']);
  expect((await deliver(orderId)).body.code).toBe('state-change-invalid');
});

test('the same again is a repetition; another word after it is a contradiction that a person settles', async () => {
  const { orderId } = await delivered();
  await enter(orderId, { kind: 'refused', reason: '账户已销户' });
  expect((await enter(orderId, { kind: 'refused', reason: '账户已销户' })).body.code).toBe('state-change-invalid');
  expect((await confirm(orderId, 1)).body.verdict).toBe('taken');
  expect(await state(orderId)).toBe('refused');
  await enter(orderId, { kind: 'refused', reason: '账户已销户' });
  expect((await confirm(orderId, 2)).body.verdict).toBe('repeated');
  await enter(orderId, { kind: 'effective', heldFen: 300_000 });
  expect((await confirm(orderId, 3)).body.verdict).toBe('conflict');
  expect(await state(orderId)).toBe('disputed');
});

test('what waits holds nothing; a reply that was mistyped is sent back and changes nothing', async () => {
  const { caseId, orderId } = await delivered();
  await enter(orderId, { kind: 'effective', heldFen: 300_000 });
  expect((await gateway.post(letter(orderId, '/replies/1/reject'), { reason: '金额录错' }, { as: 'approver' })).body).toMatchObject({ state: 'rejected', rejectReason: '金额录错' });
  expect(await state(orderId)).toBe('sent');
  await enter(orderId, { kind: 'waiting', limitFen: 300_000, position: 2 });
  expect((await confirm(orderId, 2)).body.verdict).toBe('taken');
  expect(await ledger(caseId)).toMatchObject({ heldFen: 0, waitingFen: 300_000 });
  expect((await gateway.get(letter(orderId))).body.replies.map(({ state: is }: { state: string }) => is)).toEqual(['rejected', 'confirmed']);
});

test('a reply that cannot be: without its scan, refused without a reason, waiting with money', async () => {
  const { orderId } = await delivered();
  const fields = (answer: { body: { errors?: { field: string }[] } }) => JSON.stringify(answer.body);
  expect(fields(await gateway.post(letter(orderId, '/replies'), { kind: 'effective', heldFen: 1, scan: 999_999_999 }))).toContain('/scan');
  expect(fields(await enter(orderId, { kind: 'refused' }))).toContain('/reason');
  expect(fields(await enter(orderId, { kind: 'waiting', heldFen: 5 }))).toContain('/heldFen');
  expect((await gateway.call('POST', letter(orderId, '/scans'), { body: Buffer.from('%PDF-1.4 half'), headers: { 'content-type': 'application/pdf' } })).body.code).toBe('document-unreadable');
});

test('where there is a line, nothing is printed', async () => {
  const found = await calls.found([accountOf(CREDIT, 300_000)]);
  const { ids: [orderId], approvalId } = await calls.submitted(found.caseId, [freezeOf(found.requestId, 300_000)]);
  await calls.decide(approvalId);
  expect((await gateway.post(letter(orderId!), {})).body.code).toBe('not-carried-by-hand');
});

test('nobody answered in time, and then the reply comes: late is not lost', async () => {
  const { caseId, orderId } = await delivered();
  await gateway.parts.control.engine.lostSight(caseId, orderId, { code: 'line-lost', word: 'timeout' });
  expect(await state(orderId)).toBe('unconfirmed');
  await enter(orderId, { kind: 'effective', heldFen: 300_000 });
  expect([(await confirm(orderId, 1)).body.verdict, await state(orderId)]).toEqual(['taken', 'done']);
});

test('what was printed may be on its way: it is not taken back, and weeks pass before anybody is asked', async () => {
  const { orderId } = await approved();
  await gateway.post(letter(orderId), {});
  expect((await gateway.post(`/api/v1/control-orders/${orderId}/withdraw`, { reason: '不再需要' })).body.code).toBe('state-change-invalid');
  expect(Date.parse((await calls.order(orderId)).answerBy) - Date.now()).toBeGreaterThan(29 * 86_400_000);
});

test('a rule came in between approval and printing: the order is withdrawn, and nothing is printed', async () => {
  const { caseId, orderId } = await approved();
  await gateway.database.pool.query('UPDATE case_file SET paid_fen = principal_fen + interest_fen + late_interest_fen + fee_fen WHERE id = $1', [caseId]);
  expect((await gateway.post(letter(orderId), {})).body.code).toBe('state-change-invalid');
  expect(await state(orderId)).toBe('withdrawn');
  expect((await gateway.get(letter(orderId))).body.code).toBe('control-letter-unknown');
});

test('two confirm at the same moment: one does, and the institution said it once', async () => {
  const { orderId } = await delivered();
  await enter(orderId, { kind: 'effective', heldFen: 300_000 });
  const both = await Promise.all([confirm(orderId, 1), confirm(orderId, 1)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await calls.order(orderId)).answers).toHaveLength(1);
});

test('nothing is held behind two earlier freezes: it becomes a measure that waits in rank, with their authors and the rights of others', async () => {
  const { caseId, orderId } = await delivered();
  const priorMeasures = [{ authority: '杭州市虚构区人民法院', documentNumber: '（2025）浙0199执7号', amountFen: 900_000, endsOn: '2099-01-31' }, { authority: '虚构海关' }];
  const { status, body } = await enter(orderId, { kind: 'effective', heldFen: 0, unfundedFen: 300_000, institutionReference: '村银轮3号', priorMeasures, rights: [{ kind: '质押权', holder: '桐庐虚构担保有限公司', amountFen: 50_000 }] });
  expect([status, body.outcome]).toMatchObject([201, { kind: 'waiting', position: 3, priorMeasures: [{ sequence: 1, authority: '杭州市虚构区人民法院', amount: { fen: 900_000 } }, { sequence: 2 }], rights: [{ kind: '质押权' }] }]);
  expect((await confirm(orderId, 1)).body.verdict).toBe('taken');
  const [measure] = (await gateway.get(`/api/v1/cases/${caseId}/measures`)).body.items;
  expect(measure).toMatchObject({ state: 'waiting', position: 3, heldFen: 0, institutionReference: '村银轮3号' });
  expect(await ledger(caseId)).toMatchObject({ heldFen: 0, waitingFen: 300_000 });
});

test('an officer whose certificate ran out since the approval carries nothing: nothing is printed, and the order stays approved', async () => {
  const { caseId, orderId } = await approved();
  const lacking = { index: 0, refusals: [{ rule: 'officers-incomplete' as const, detail: 'one officer' }] };
  const letters = new ControlLetters({ ...gateway.parts.control, database: gateway.database, orders: new ControlOrderReader(gateway.database), registry: gateway.registry, carried: async () => [lacking] });
  const print = () => letters.print(caseId, orderId, { login: 'the-officer', correlationId: null });
  await expect(print()).rejects.toMatchObject({ code: 'measure-refused', rules: [{ code: 'officers-incomplete' }] });
  expect([await state(orderId), (await gateway.get(letter(orderId))).body.code]).toEqual(['approved', 'control-letter-unknown']);
  expect((await gateway.audit()).filter(({ event, result, case_id }) => case_id === caseId && event === 'control.letter-changed' && result === 'failure')).toHaveLength(1);
  // What was printed before stays printed: the papers are out of the house.
  await gateway.post(letter(orderId), {});
  await expect(print()).resolves.toMatchObject({ order_id: orderId });
});

describe('letters of the whole court', () => {
  const list = async (query = '', call: Call = {}) => (await gateway.get(`/api/v1/control-letters?limit=200${query}`, call)).body.items as { orderId: number; state: string; overdue: boolean; dueOn?: string; replyWaits: boolean; caseId: string }[];
  const line = async (orderId: number) => (await list()).find((one) => one.orderId === orderId);
  const ago = (orderId: number, days: number) => gateway.database.pool.query(`UPDATE control_letter SET printed_at = now() - make_interval(days => $2), delivered_on = delivered_on - $2::int WHERE order_id = $1`, [orderId, days]);

  test('one stands there from its approval to its answer, with the working day by which it has to go on', async () => {
    const { caseId, orderId } = await approved();
    expect(await line(orderId)).toMatchObject({ state: 'to-print', caseId, overdue: false, dueOn: expect.stringMatching(/^\d{4}-/), since: today(), draftedBy: 'the-officer' });
    await gateway.post(letter(orderId), {});
    expect(await line(orderId)).toMatchObject({ state: 'printed', orderState: 'sending' });
    await deliver(orderId);
    expect(await line(orderId)).toMatchObject({ state: 'delivered', replyWaits: false });
    await enter(orderId, { kind: 'effective', heldFen: 300_000 });
    expect(await line(orderId)).toMatchObject({ state: 'delivered', replyWaits: true });
    await confirm(orderId, 1);
    const done = await line(orderId);
    expect([done?.state, done?.replyWaits, done?.dueOn]).toEqual(['answered', false, undefined]);
  });

  test('what waits too long comes first, then what is new, and what is done comes last; narrowed by state, case, institution and officer', async () => {
    const [late, fresh, returned] = [await delivered(), await approved(), await approved()];
    await ago(late.orderId, 25);
    await gateway.post(letter(returned.orderId), {});
    await gateway.post(letter(returned.orderId, '/return'), { reason: '机构已撤并' });
    const order = (await list()).map(({ orderId }) => orderId);
    const places = [late, fresh, returned].map(({ orderId }) => order.indexOf(orderId));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect((await list('&state=overdue')).map(({ orderId }) => orderId)).toContain(late.orderId);
    expect((await list('&state=overdue')).every(({ overdue }) => overdue)).toBe(true);
    expect(new Set((await list('&state=returned')).map(({ state: is }) => is))).toEqual(new Set(['returned']));
    expect((await list(`&caseId=${fresh.caseId}`)).map(({ orderId }) => orderId)).toEqual([fresh.orderId]);
    expect([await list('&institution=NOBODY'), await list('&officer=nobody')]).toEqual([[], []]);
    expect((await list(`&institution=${VILLAGE}&officer=the-officer`)).length).toBe(order.length);
    expect((await gateway.get('/api/v1/control-letters?state=lost')).body.code).toBe('parameter-invalid');
    expect((await gateway.get('/api/v1/control-letters', { as: 'operator' })).status).toBe(403);
  });

  test('page by page it is the same list', async () => {
    const whole = (await list()).map(({ orderId }) => orderId);
    const paged: number[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const { items, nextCursor } = (await gateway.get(`/api/v1/control-letters?limit=3${cursor === undefined ? '' : `&cursor=${cursor}`}`)).body;
      paged.push(...items.map(({ orderId }: { orderId: number }) => orderId));
      cursor = nextCursor;
      more = cursor !== undefined;
    }
    expect(paged).toEqual(whole);
    expect((await gateway.get('/api/v1/control-letters?cursor=x')).body.code).toBe('cursor-invalid');
  });

  test('not printed, not delivered, not answered: each becomes one task in time, and ends by itself when the letter went on', async () => {
    let later = 0;
    const days = { 'to-print': 2, printed: 5, delivered: 10 };
    const letters = new LetterList({ reader: new LetterListReader(gateway.database), registry: gateway.registry, days, clock: () => new Date(Date.now() + later * 86_400_000) });
    const reminders = new LetterReminders({ ...gateway.parts.control, database: gateway.database, letters, logger: gateway.parts.logger });
    const tasks = async (caseId: string) => (await gateway.get(`/api/v1/control-tasks?caseId=${caseId}&limit=50`)).body.items.map(({ kind, state: is }: { kind: string; state: string }) => `${kind} ${is}`).reverse();
    const { caseId, orderId } = await approved();
    await reminders.turn();
    expect(await tasks(caseId)).toEqual([]);
    later = 12;
    await Promise.all([reminders.turn(), reminders.turn()]);
    expect(await tasks(caseId)).toEqual(['letter-unprinted open']);
    await gateway.post(letter(orderId), {});
    later = 20;
    await reminders.turn();
    expect(await tasks(caseId)).toEqual(['letter-unprinted settled', 'letter-undelivered open']);
    // Settled by a person, who knows why: nobody is told of it again.
    const [{ id }] = (await gateway.get(`/api/v1/control-tasks?caseId=${caseId}&state=open`)).body.items;
    await gateway.post(`/api/v1/control-tasks/${id}/settlement`, { reason: '明日送达' });
    await reminders.turn();
    expect(await tasks(caseId)).toEqual(['letter-unprinted settled', 'letter-undelivered settled']);
    await deliver(orderId);
    later = 29;
    await reminders.turn();
    expect((await tasks(caseId)).at(-1)).toBe('letter-unanswered open');
    // Long before the thirty days are over.
    expect(await state(orderId)).toBe('sent');
    await enter(orderId, { kind: 'refused', reason: '账户已销户' });
    await confirm(orderId, 1);
    await reminders.turn();
    expect((await tasks(caseId)).at(-1)).toBe('letter-unanswered settled');
  });
});
