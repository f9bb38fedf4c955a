import { randomUUID } from 'node:crypto';
import type { InquiryResultDto } from '#contracts/http';
import { openCase, until } from '#libs/engine-testkit';
import type { InquiryCommand } from './index.js';
import { codeOf, EngineFixture, stateOf } from './testkit/engine-fixture.js';

const fixture = new EngineFixture();
beforeAll(() => fixture.open());
beforeEach(() => fixture.reset());
afterAll(() => fixture.close());

describe('accepting', () => {
  it('commits before anything leaves, then hands over to lanes and mailboxes', async () => {
    const { result, repeated } = await fixture.submit();
    expect(repeated).toBe(false);
    const { caseNumber } = fixture.testCase;
    expect(result).toMatchObject({ state: 'open', complete: false, caseNumber, purpose: '立案查控', totals: { asked: 3, answered: 1, waiting: 2 } });
    expect([stateOf(result, 'PUSH'), stateOf(result, 'POLLING'), stateOf(result, 'CLOSED')]).toEqual(['waiting', 'waiting', 'unavailable']);
    expect(fixture.handover.offered).toMatchObject([{ inquiryId: result.id, institutionCode: 'PUSH', priority: 2, documentNumber: result.documentNumber }]);
    expect(await fixture.mailbox.fetch('POLLING')).toHaveLength(1);
    const answers = result.answers.map(({ requestId, requestNumber }) => ({ requestId, requestNumber }));
    expect(await fixture.engine.result(result.id)).toMatchObject({ totals: result.totals, answers });
    const numbers = new Set(result.answers.map(({ requestNumber }) => requestNumber));
    expect(numbers.size).toBe(3);
  });

  it('all obligors when none is named, and only those of the case', async () => {
    expect((await fixture.submit({ obligorIds: undefined })).result.totals.asked).toBe(6);
    const other = await openCase(fixture.database);
    expect(await codeOf(fixture.submit({ obligorIds: [other.obligorIds[0]!] }))).toBe('obligor-unknown');
  });

  it('the result says nothing of a person beyond the id, but the question does', async () => {
    const { result } = await fixture.submit();
    const { name } = fixture.handover.offered[0]!.snapshot.subjects[0]!;
    expect(JSON.stringify(result)).not.toContain(name);
  });

  it('a case nobody knows, one that is closed, one that is closed while we accept', async () => {
    expect(await codeOf(fixture.submit({ caseId: randomUUID() }))).toBe('case-unknown');
    await fixture.database.pool.query(`UPDATE case_file SET state = 'closed' WHERE id = $1`, [fixture.testCase.caseId]);
    expect(await codeOf(fixture.submit())).toBe('case-not-open');
    expect(await fixture.count('FROM inquiry WHERE case_id = $1', [fixture.testCase.caseId])).toBe(0);
    expect(fixture.handover.offered).toEqual([]);
  });

  it('nobody needs to be asked: complete at once, and everybody who listens for completion hears of it', async () => {
    const { result } = await fixture.submit({ sources: ['vehicle'] });
    expect(result).toMatchObject({ state: 'complete', complete: true });
    expect(result.completedAt).toBeDefined();
    expect((await fixture.engine.result(result.id)).complete).toBe(true);
    expect(fixture.handover.offered).toEqual([]);
    expect(await fixture.count(`FROM outbox WHERE payload ->> 'inquiryId' = $1 AND type = 'inquiry.completed'`, [result.id])).toBe(1);
    expect(await fixture.count(`FROM audit_event WHERE inquiry_id = $1 AND event = 'inquiry.completed'`, [result.id])).toBe(1);
  });
});

describe('the same key', () => {
  it('and the same command, whatever the order of its properties and with defaults written out: the same inquiry, sent once', async () => {
    const transactions = { from: '2026-01-01', to: '2026-02-01' };
    const first = await fixture.submit({ transactions }, { idempotencyKey: 'key-1' });
    const { from, to } = transactions;
    const again = await fixture.submit({ force: false, priority: 'filing', transactions: { to, from } }, { idempotencyKey: 'key-1' });
    expect(again).toMatchObject({ repeated: true, result: { id: first.result.id } });
    expect(fixture.handover.offered).toHaveLength(1);
    expect(await fixture.count('FROM inquiry WHERE case_id = $1', [fixture.testCase.caseId])).toBe(1);
  });

  it.each<[string, Partial<InquiryCommand>]>([
    ['purpose', { purpose: '复查' }],
    ['force', { force: true }],
    ['sources', { sources: ['deposit'] }],
    ['priority', { priority: 'urgent' }],
    ['transactions', { transactions: { from: '2026-01-01', to: '2026-02-01' } }],
  ])('and another command (%s): refused', async (_, other) => {
    const key = randomUUID();
    await fixture.submit({}, { idempotencyKey: key });
    expect(await codeOf(fixture.submit(other, { idempotencyKey: key }))).toBe('idempotency-key-reused');
  });

  it('of another person: another inquiry', async () => {
    const key = randomUUID();
    const first = await fixture.submit({}, { idempotencyKey: key, actor: 'a' });
    expect((await fixture.submit({}, { idempotencyKey: key, actor: 'b' })).result.id).not.toBe(first.result.id);
  });

  it('twice at the same moment: one inquiry, one of them says repeated', async () => {
    const key = randomUUID();
    const both = await Promise.all([fixture.submit({}, { idempotencyKey: key }), fixture.submit({}, { idempotencyKey: key })]);
    expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(new Set(both.map(({ result }) => result.id)).size).toBe(1);
    expect(fixture.handover.offered).toHaveLength(1);
  });

  it('at the same moment in two processes: one inquiry', async () => {
    const other = fixture.engineWith({});
    const key = randomUUID();
    const caller = { actor: 'judge', waitMs: 0, idempotencyKey: key };
    const all = await Promise.all([fixture.engine, other, fixture.engine, other].map((one) => one.submit(fixture.command(), caller)));
    expect(all.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(all.map(({ result }) => result.id)).size).toBe(1);
    expect(await fixture.count('FROM inquiry WHERE case_id = $1', [fixture.testCase.caseId])).toBe(1);
  });

  it('without a key every command is an inquiry of its own', async () => {
    const [first, second] = [await fixture.submit(), await fixture.submit()];
    expect(first.result.id).not.toBe(second.result.id);
  });
});

describe('waiting for answers', () => {
  it('not at all: the answer comes at once and says who is missing', async () => {
    const { result } = await fixture.submit();
    expect(result.missing.map(({ institution: { code } }) => code).sort()).toEqual(['CLOSED', 'POLLING', 'PUSH']);
  });

  it('until the last one is there: complete, although the time was not over', async () => {
    const pending = fixture.submit({}, { waitMs: 30_000 });
    await until(() => fixture.handover.offered.length === 1);
    const open = await fixture.engine.result(fixture.handover.offered[0]!.inquiryId);
    await fixture.answer(open, 'PUSH', { kind: 'found', assets: [{ source: 'wealth', reference: 'P1' }] });
    await fixture.answer(open, 'POLLING');
    const { result } = await pending;
    expect(result).toMatchObject({ complete: true, state: 'complete', version: 3, completedAt: expect.any(String) });
    const stored = await fixture.engine.result(result.id);
    const timeless = ({ elapsedMs: _, completedAt: __, answers, ...rest }: InquiryResultDto) => ({
      ...rest, answers: answers.map(({ timing: ___, ...one }) => one),
    });
    expect(timeless(result)).toEqual(timeless(stored));
  });

  it('for a while: says what has come by then', async () => {
    const pending = fixture.submit({}, { waitMs: 400 });
    await until(() => fixture.handover.offered.length === 1);
    await fixture.answer(await fixture.engine.result(fixture.handover.offered[0]!.inquiryId), 'PUSH');
    const { result } = await pending;
    expect(result).toMatchObject({ complete: false, state: 'open' });
    expect([stateOf(result, 'PUSH'), stateOf(result, 'POLLING')]).toEqual(['nothing-found', 'waiting']);
  });

  it('with a key used before: waits for the same inquiry', async () => {
    const key = randomUUID();
    const first = await fixture.submit({}, { idempotencyKey: key });
    const pending = fixture.submit({}, { idempotencyKey: key, waitMs: 30_000 });
    await fixture.answer(first.result, 'PUSH');
    await fixture.answer(first.result, 'POLLING');
    expect(await pending).toMatchObject({ repeated: true, result: { complete: true } });
  });
});

describe('cancelling', () => {
  it('ends what is open as cancelled, takes it out of the mailbox, and tells the lanes', async () => {
    const { result } = await fixture.submit();
    await fixture.answer(result, 'PUSH');
    const cancelled = await fixture.engine.cancel(result.id, 'judge');
    expect(cancelled).toMatchObject({ state: 'cancelled', complete: true });
    expect([stateOf(cancelled, 'PUSH'), stateOf(cancelled, 'POLLING')]).toEqual(['nothing-found', 'unavailable']);
    expect(fixture.handover.cancelled).toEqual([result.id]);
    expect(await fixture.mailbox.fetch('POLLING')).not.toContain(result.answers.find(({ institution: { code } }) => code === 'POLLING')!.requestId);
    expect(await fixture.count(`FROM audit_event WHERE inquiry_id = $1 AND event = 'inquiry.cancelled' AND actor = 'judge'`, [result.id])).toBe(1);
  });

  it('an answer on its way is still taken, as a further version', async () => {
    const { result } = await fixture.submit();
    await fixture.engine.cancel(result.id, 'judge');
    await fixture.answer(result, 'POLLING');
    expect(stateOf(await fixture.engine.result(result.id), 'POLLING')).toBe('nothing-found');
  });

  it('twice, after its end, or of what does not exist', async () => {
    const { result } = await fixture.submit();
    const both = await Promise.all([codeOf(fixture.engine.cancel(result.id, 'a')), codeOf(fixture.engine.cancel(result.id, 'b'))]);
    expect(both.sort()).toEqual(['inquiry-finished', undefined]);
    const { result: done } = await fixture.submit({ sources: ['vehicle'] });
    expect(await codeOf(fixture.engine.cancel(done.id, 'a'))).toBe('inquiry-finished');
    expect(await codeOf(fixture.engine.cancel(randomUUID(), 'a'))).toBe('inquiry-unknown');
  });
});
