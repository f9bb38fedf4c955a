import type { QueryOutcome } from '#contracts/adapter';
import type { ErrorCode } from '#contracts/errors';
import { rowsOf } from '#libs/engine-testkit';
import { tampering } from '#libs/store-testkit';
import type { CallbackReply } from './index.js';
import { CALLING, DeskFixture } from './testkit/desk-fixture.js';

const fixture = new DeskFixture();
beforeAll(() => fixture.open());
beforeEach(async () => {
  fixture.reset();
  await tampering(fixture.database, 'TRUNCATE exchange, audit_event');
});
afterAll(() => fixture.close());

const FOUND: QueryOutcome = { kind: 'found', assets: [{ source: 'household', reference: '1' }] };
const ours = { institutionCode: 'CALLING', channel: 'push' as const };

interface Sent {
  readonly answers?: { number: string; outcome: QueryOutcome }[];
  readonly signature?: string;
  readonly key?: string;
  readonly code?: string;
  readonly desk?: ReturnType<DeskFixture['callbackDesk']>;
}

function call({ answers = [], signature = 'good', key = 'sesame', code = 'CALLING', desk = fixture.callbackDesk() }: Sent): Promise<CallbackReply> {
  return desk.receive(code, { 'x-key': key }, Buffer.from(JSON.stringify({ signature, answers })), new Date(), { address: '10.0.0.1', certificate: () => undefined });
}
const codeOf = (promise: Promise<unknown>): Promise<ErrorCode | undefined> => promise.then(() => undefined, (error: { code?: ErrorCode }) => error.code);

describe('a callback', () => {
  it('is answered with a success only after the commit', async () => {
    const inquiry = await fixture.accept(ours);
    const { id, requestNumber } = inquiry.requests[0]!;
    const reply = await call({ answers: [{ number: requestNumber, outcome: FOUND }] });
    expect(reply).toEqual({ status: 200, body: { results: [{ requestNumber, result: 'accepted' }] } });
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'found' }]);
    const [exchange] = await fixture.exchanges('CALLING');
    expect(exchange).toMatchObject({ operation: 'callback', failure: null });
    const stored = await rowsOf(fixture.database, 'SELECT via, exchange_id FROM outcome WHERE request_id = $1', [id]);
    expect(stored).toEqual([{ via: 'callback', exchange_id: exchange!.id }]);
  });

  it('the database is away: no success, so that the institution calls again', async () => {
    const inquiry = await fixture.accept(ours);
    const desk = fixture.callbackDesk(fixture.breakable.database);
    const answers = [{ number: inquiry.requests[0]!.requestNumber, outcome: FOUND }];
    await call({ desk });
    fixture.breakable.cut();
    await expect(call({ desk, answers })).rejects.toThrow();
    fixture.breakable.restore();
    expect(await fixture.outcomes(inquiry)).toEqual([null]);
    expect(await call({ desk, answers })).toMatchObject({ status: 200 });
  });

  it('ends the conversation it was awaited in, and counts from when it was sent', async () => {
    const inquiry = await fixture.accept(ours);
    const { id, requestNumber, acceptedAt } = inquiry.requests[0]!;
    const sentAt = new Date(acceptedAt.getTime() + 40);
    await fixture.database.pool.query(`INSERT INTO conversation (request_id, state, sent_at) VALUES ($1, 'callback', $2)`, [id, sentAt]);
    await call({ answers: [{ number: requestNumber, outcome: FOUND }] });
    expect(await rowsOf(fixture.database, 'SELECT FROM conversation WHERE request_id = $1', [id])).toEqual([]);
    expect(await rowsOf(fixture.database, 'SELECT waited_ms, sent_at FROM outcome WHERE request_id = $1', [id])).toEqual([
      { waited_ms: 40, sent_at: sentAt },
    ]);
  });

  it('that comes again is repeated; the first word stands', async () => {
    const inquiry = await fixture.accept(ours);
    const number = inquiry.requests[0]!.requestNumber;
    await call({ answers: [{ number, outcome: FOUND }] });
    const again = await call({ answers: [{ number, outcome: { kind: 'nothing-found' } }] });
    expect(again).toMatchObject({ status: 200, body: { results: [{ result: 'repeated' }] } });
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'found' }]);
    expect(await fixture.exchanges('CALLING')).toHaveLength(2);
  });

  it('with several answers is stored once; each gets its own word', async () => {
    const inquiry = await fixture.accept(ours, ours);
    const [first, second] = inquiry.requests.map(({ requestNumber }) => requestNumber);
    const reply = await call({
      answers: [
        { number: 'A20260101CK1000000000001', outcome: FOUND },
        { number: first!, outcome: FOUND },
        { number: second!, outcome: { kind: 'nothing-found' } },
      ],
    });
    expect(reply.body).toEqual({
      results: [
        { requestNumber: 'A20260101CK1000000000001', result: 'unknown' },
        { requestNumber: first, result: 'accepted' },
        { requestNumber: second, result: 'accepted' },
      ],
    });
    expect(await fixture.exchanges('CALLING')).toHaveLength(1);
  });

  it('that answers the same request twice: the first counts and is told once', async () => {
    const inquiry = await fixture.accept(ours);
    const number = inquiry.requests[0]!.requestNumber;
    const reply = await call({ answers: [{ number, outcome: FOUND }, { number, outcome: { kind: 'nothing-found' } }] });
    expect(reply.body).toEqual({ results: [{ requestNumber: number, result: 'accepted' }, { requestNumber: number, result: 'repeated' }] });
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'found' }]);
    expect(fixture.told).toEqual(['CALLING found']);
  });

  it('about another person than was asked is defective, not found', async () => {
    const inquiry = await fixture.accept(ours);
    await call({ answers: [{ number: inquiry.requests[0]!.requestNumber, outcome: { ...FOUND, remarks: '别人' } }] });
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'defective' }]);
  });

  it('whose check makes the adapter throw is defective, and the others count', async () => {
    const inquiry = await fixture.accept(ours, ours);
    const [first, second] = inquiry.requests.map(({ requestNumber }) => requestNumber);
    await call({ answers: [{ number: first!, outcome: { kind: 'refused', reason: 'throw' } }, { number: second!, outcome: FOUND }] });
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'defective' }, { version: 1, kind: 'found' }]);
  });

  it("for another institution's request: unknown, kept, and nothing changes there", async () => {
    const inquiry = await fixture.accept({ institutionCode: 'OTHER', channel: 'pull' });
    const number = inquiry.requests[0]!.requestNumber;
    expect((await call({ answers: [{ number, outcome: FOUND }] })).body).toEqual({ results: [{ requestNumber: number, result: 'unknown' }] });
    expect(await fixture.outcomes(inquiry)).toEqual([null]);
    expect(await fixture.exchanges('CALLING')).toMatchObject([{ request_id: null, failure: 'unknown-request' }]);
  });
});

describe('a callback that is not accepted', () => {
  it.each<[string, Sent, ErrorCode, string]>([
    ['a bad signature', { signature: 'bad' }, 'signature-invalid', 'signature'],
    ["another's secret", { key: 'guess' }, 'signature-invalid', 'signature'],
    ['one that is too old', { signature: 'stale' }, 'signature-invalid', 'stale'],
    ['one that makes its adapter throw', { signature: 'throw' }, 'request-invalid', 'unreadable'],
  ])('%s: refused, kept, audited, nothing changes', async (_, sent, code, failure) => {
    const inquiry = await fixture.accept(ours);
    expect(await codeOf(call({ ...sent, answers: [{ number: inquiry.requests[0]!.requestNumber, outcome: FOUND }] }))).toBe(code);
    expect(await fixture.outcomes(inquiry)).toEqual([null]);
    expect(await fixture.exchanges('CALLING')).toMatchObject([{ failure }]);
    const audited = await rowsOf(fixture.database, `SELECT event, actor, institution_code, reason FROM audit_event WHERE result = 'failure'`);
    const actor = failure === 'unreadable' ? 'CALLING' : 'unknown';
    expect(audited).toEqual([{ event: 'exchange.feedback-rejected', actor, institution_code: 'CALLING', reason: failure }]);
  });

  it('an institution that is unknown, and one that never calls back, look like a bad signature', async () => {
    expect(await codeOf(call({ code: 'NOBODY' }))).toBe('signature-invalid');
    expect(await codeOf(call({ code: 'POLLING' }))).toBe('signature-invalid');
    expect([...(await fixture.exchanges('NOBODY')), ...(await fixture.exchanges('POLLING'))]).toEqual([]);
  });

  it('what the institution signed and we cannot read is kept whole', async () => {
    const body = Buffer.from(JSON.stringify({ signature: 'unreadable', answers: [], padding: 'x'.repeat(50_000) }));
    expect(await codeOf(fixture.callbackDesk().receive('CALLING', { 'x-key': 'sesame' }, body, new Date(), { address: '10.0.0.1', certificate: () => undefined }))).toBe('request-invalid');
    expect(await fixture.exchanges('CALLING')).toMatchObject([{ failure: 'unreadable', received_bytes: body }]);
  });

  it('strangers cannot fill the evidence: little of each, and not every one', async () => {
    const desk = fixture.callbackDesk();
    for (let index = 0; index < 50; index += 1) {
      const body = Buffer.from(JSON.stringify({ signature: 'bad', answers: [], padding: 'x'.repeat(50_000) }));
      expect(await codeOf(desk.receive('CALLING', {}, body, new Date(), { address: `10.0.0.${index}`, certificate: () => undefined }))).toBe('signature-invalid');
    }
    const kept = await fixture.exchanges('CALLING');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(20);
    expect(kept.every(({ received_bytes }) => received_bytes!.length <= 4096)).toBe(true);
  });

  it('out of service it may still bring what it was asked', async () => {
    const inquiry = await fixture.accept(ours);
    fixture.registry.put({ ...CALLING, state: 'out-of-service', version: 2 });
    expect(await call({ answers: [{ number: inquiry.requests[0]!.requestNumber, outcome: FOUND }] })).toMatchObject({ status: 200 });
  });
});
