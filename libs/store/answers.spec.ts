import { createHash, randomUUID } from 'node:crypto';
import { createTestDatabase, openedRows, type TestDatabase } from '#libs/store-testkit';
import { createAnswerWriter, type AnswerItem, type AnswerRow, type InquiryProgress } from './answer-writer.js';
import { createIntakeWriter, type IntakeItem } from './intake-writer.js';
import { InquiryReader } from './inquiry-reader.js';
import { RequestReader } from './request-reader.js';

let test: TestDatabase;
let caseId: string;
const obligorId = randomUUID();
let nextId = 1000;

beforeAll(async () => {
  test = await createTestDatabase();
  const { query } = test.database;
  caseId = randomUUID();
  await query.insertInto('court').values({ code: '浙0106', name: '杭州市西湖区人民法院', parent_code: null }).execute();
  await query.insertInto('case_file').values({
    id: caseId, case_number: '（2026）浙0106执1号', court_code: '浙0106', kind: 'execution', state: 'open', filed_on: '2026-11-01', principal_fen: 100, interest_fen: 0,
    late_interest_fen: 0, fee_fen: 0, paid_fen: 0, created_by: 'test',
  }).execute();
});
afterAll(() => test.drop());

const snapshot = JSON.stringify({ case: { caseNumber: '（2026）浙0106执1号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' }, officers: [], subjects: [] });

function intake(count: number, overrides: Partial<IntakeItem> = {}): IntakeItem {
  const inquiryId = randomUUID();
  const requests = Array.from({ length: count }, (_, index) => {
    const id = (nextId += 1);
    return { id, requestNumber: `A${id}`, obligorId, institutionCode: `B${index}`, channel: index % 2 === 0 ? ('pull' as const) : ('push' as const), sources: ['deposit'], answerByMs: Date.now() + 60_000 };
  });
  return {
    inquiryId, caseId, sources: ['deposit'], priority: 2, purpose: 'test', forced: false, actor: 'test', snapshot, documentNumber: `D${inquiryId}`,
    acceptedAtMs: Date.now(), idempotencyKey: inquiryId, requestDigest: Buffer.from('x'), correlationId: null, requests, ...overrides,
  };
}

const answerTo = (item: IntakeItem, index: number, overrides: Partial<AnswerRow> = {}): AnswerItem => ({
  answer: {
    requestId: item.requests[index]!.id, inquiryId: item.inquiryId, kind: 'nothing-found', content: '{"kind":"nothing-found"}', via: item.requests[index]!.channel === 'pull' ? 'pull' : 'push', exchangeId: null,
    acceptedAtMs: item.acceptedAtMs, sentAtMs: null, receivedAtMs: null, waitedMs: 0, ...overrides,
  },
});

async function accepted(count: number, overrides: Partial<IntakeItem> = {}): Promise<IntakeItem> {
  const item = intake(count, overrides);
  await expect(createIntakeWriter(test.database, { patienceMs: 1000 }).add(item)).resolves.toBe('committed');
  return item;
}

describe('intake', () => {
  it('writes inquiry, requests, mailbox rows for those who poll us, audit and event together', async () => {
    const item = await accepted(4);
    const { rows } = await test.database.pool.query(
      `SELECT (SELECT count(*)::int FROM inquiry_request WHERE inquiry_id = $1) AS requests,
        (SELECT count(*)::int FROM mailbox WHERE request_id = ANY($2)) AS waiting,
        (SELECT count(*)::int FROM audit_event WHERE inquiry_id = $1 AND event = 'inquiry.accepted') AS audited,
        (SELECT count(*)::int FROM outbox WHERE payload ->> 'inquiryId' = $1::text) AS events`,
      [item.inquiryId, item.requests.map(({ id }) => id)],
    );
    expect(rows[0]).toEqual({ requests: 4, waiting: 2, audited: 1, events: 1 });
  });

  it('a repeated key writes nothing, also when both come in one group', async () => {
    const writer = createIntakeWriter(test.database, { patienceMs: 1000 });
    const first = intake(2, { idempotencyKey: 'same' });
    const second = intake(2, { idempotencyKey: 'same' });
    expect((await Promise.all([writer.add(first), writer.add(second)])).sort()).toEqual(['committed', 'repeated']);
    expect(await writer.add(intake(2, { idempotencyKey: 'same' }))).toBe('repeated');
    const { rows } = await test.database.pool.query('SELECT count(*)::int AS count FROM inquiry WHERE id = ANY($1)', [[first.inquiryId, second.inquiryId]]);
    expect(rows[0].count).toBe(1);
  });

  it('the same group sent again after a lost connection counts as committed and doubles nothing', async () => {
    const item = intake(2);
    const writer = createIntakeWriter(test.database, { patienceMs: 1000 });
    expect(await writer.add(item)).toBe('committed');
    expect(await writer.add(item)).toBe('committed');
    const { rows } = await test.database.pool.query('SELECT count(*)::int AS count FROM inquiry_request WHERE inquiry_id = $1', [item.inquiryId]);
    expect(rows[0].count).toBe(2);
  });

  it('a case that is no longer open takes no inquiry', async () => {
    await test.database.pool.query(`UPDATE case_file SET state = 'closed' WHERE id = $1`, [caseId]);
    expect(await createIntakeWriter(test.database, { patienceMs: 1000 }).add(intake(1))).toBe('repeated');
    await test.database.pool.query(`UPDATE case_file SET state = 'open' WHERE id = $1`, [caseId]);
  });
});

describe('answers', () => {
  it('completes the inquiry in exactly one commit, however the answers are grouped', async () => {
    const item = await accepted(6);
    const progress: InquiryProgress[] = [];
    const writer = createAnswerWriter(test.database, { patienceMs: 1000, onProgress: (rows) => progress.push(...rows) });
    await Promise.all([0, 1, 2].map((index) => writer.add(answerTo(item, index))));
    await writer.add(answerTo(item, 3));
    await Promise.all([4, 5, 5].map((index) => writer.add(answerTo(item, index))));
    expect(progress.filter(({ completedAtMs }) => completedAtMs !== null)).toHaveLength(1);
    expect(progress.at(-1)).toMatchObject({ answered: 6, total: 6 });
    const { rows } = await test.database.pool.query('SELECT answered, completed_at IS NOT NULL AS complete FROM inquiry WHERE id = $1', [item.inquiryId]);
    expect(rows[0]).toEqual({ answered: 6, complete: true });
    const waiting = await test.database.pool.query('SELECT count(*)::int AS count FROM mailbox WHERE request_id = ANY($1)', [item.requests.map(({ id }) => id)]);
    expect(waiting.rows[0].count).toBe(0);
  });

  it('an answer that comes twice is counted once and the first word stands', async () => {
    const item = await accepted(1);
    const writer = createAnswerWriter(test.database, { patienceMs: 1000 });
    expect(await writer.add(answerTo(item, 0))).toMatchObject({ status: 'committed', version: 1 });
    expect(await writer.add(answerTo(item, 0, { kind: 'found', content: '{"kind":"found","assets":[]}' }))).toEqual({ status: 'repeated', version: 1 });
    const [request] = await new InquiryReader(test.database).requests(item.inquiryId);
    expect(request?.outcome).toMatchObject({ version: 1, outcome: { kind: 'nothing-found' } });
  });

  it('an answer after the deadline is merged as a new version, and the earlier state can be read again', async () => {
    const item = await accepted(1);
    const writer = createAnswerWriter(test.database, { patienceMs: 1000 });
    await writer.add(answerTo(item, 0, { kind: 'unavailable', content: '{"kind":"unavailable","cause":"deadline-passed"}', via: 'gateway' }));
    expect(await writer.add(answerTo(item, 0))).toMatchObject({ status: 'merged', version: 2 });
    const reader = new InquiryReader(test.database);
    expect((await reader.requests(item.inquiryId))[0]?.outcome).toMatchObject({ version: 2, outcome: { kind: 'nothing-found' }, resultVersion: 2 });
    expect((await reader.requests(item.inquiryId, 1))[0]?.outcome).toMatchObject({ version: 1, outcome: { kind: 'unavailable' } });
    expect((await reader.inquiry(item.inquiryId))?.answered).toBe(1);
  });

  it('a deadline that fires after the answer is dropped', async () => {
    const item = await accepted(1);
    const writer = createAnswerWriter(test.database, { patienceMs: 1000 });
    await writer.add(answerTo(item, 0));
    expect(await writer.add(answerTo(item, 0, { kind: 'unavailable', content: '{"kind":"unavailable","cause":"deadline-passed"}', via: 'gateway' }))).toEqual({ status: 'superseded', version: 1 });
  });

  it('a group written twice because its connection broke after the commit is one answer with one exchange', async () => {
    const item = await accepted(1);
    const exchange = {
      id: nextId + 1_000_000, requestId: item.requests[0]!.id, institutionCode: 'B0', operation: 'call', direction: 'out' as const, attempt: 1, startedAtMs: 1, endedAtMs: 2,
      httpStatus: 200, failure: null, sent: Buffer.from('q'), received: Buffer.from([0, 255, 92, 34]),
    };
    const writer = createAnswerWriter(test.database, { patienceMs: 1000 });
    const answer = { ...answerTo(item, 0, { exchangeId: exchange.id }), exchange };
    expect(await writer.add(answer)).toMatchObject({ status: 'committed' });
    expect(await writer.add(answer)).toMatchObject({ status: 'committed', version: 1 });
    const { rows } = await test.database.pool.query('SELECT * FROM exchange WHERE id = $1', [exchange.id]);
    const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
    expect(await openedRows(test.database, rows)).toMatchObject([
      { sent_bytes: exchange.sent, sent_digest: digest(exchange.sent), received_bytes: exchange.received, received_digest: digest(exchange.received) },
    ]);
  });

  it('bytes of several exchanges are cut apart again, with nothing sent, nothing received and empty bodies among them', async () => {
    const parts: [Buffer | null, Buffer | null][] = [[Buffer.from('eins'), null], [null, Buffer.from('zwei')], [Buffer.alloc(0), Buffer.from([0, 1, 2])], [null, null]];
    const writer = createAnswerWriter(test.database, { patienceMs: 1000 });
    const first = nextId + 2_000_000;
    await Promise.all(
      parts.map(([sent, received], index) =>
        writer.add({
          exchange: {
            id: first + index, requestId: null, institutionCode: 'a "b", {c}', operation: 'call', direction: 'out', attempt: 1, startedAtMs: 1, endedAtMs: 2,
            httpStatus: null, failure: null, sent, received,
          },
        }),
      ),
    );
    const { rows } = await test.database.pool.query('SELECT * FROM exchange WHERE id >= $1 ORDER BY id', [first]);
    expect(await openedRows(test.database, rows)).toMatchObject(parts.map(([sent_bytes, received_bytes]) => ({ institution_code: 'a "b", {c}', sent_bytes, received_bytes })));
  });

  it('open push requests are found for recovery, with the conversation they were in', async () => {
    const item = await accepted(2);
    const push = item.requests[1]!;
    await createAnswerWriter(test.database, { patienceMs: 1000 }).add({
      conversation: { requestId: push.id, state: 'ticket', ticket: 't-1', sentAtMs: Date.now(), askAgainAtMs: Date.now() + 1000 },
    });
    const open = (await new RequestReader(test.database).openPush(push.id - 1, 10)).filter(({ inquiryId }) => inquiryId === item.inquiryId);
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({ id: push.id, conversation: { state: 'ticket', ticket: 't-1' } });
  });

  it('requests looked up together each come with the snapshot of their own inquiry, to whoever asked', async () => {
    const [one, other] = [await accepted(2), await accepted(2, { snapshot: snapshot.replace('执1号', '执2号') })];
    const reader = new RequestReader(test.database);
    const ids = (item: IntakeItem): number[] => item.requests.map(({ id }) => id);
    const found = await Promise.all([reader.byIds([...ids(one), ids(other)[0]!]), reader.byIds(ids(other)), reader.byIds([1]), reader.byIds([])]);
    const seen = found.map((rows) => rows.map(({ id, inquiryId, snapshot }) => [id, inquiryId, snapshot]));
    const of = (item: IntakeItem): unknown[][] => ids(item).map((id) => [id, item.inquiryId, JSON.parse(item.snapshot)]);
    expect(seen).toEqual([[...of(one), of(other)[0]], of(other), [], []]);
  });
});
