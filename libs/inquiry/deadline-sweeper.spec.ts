import { randomUUID } from 'node:crypto';
import { until } from '#libs/engine-testkit';
import { RequestReader } from '#libs/store';
import { DeadlineSweeper } from './index.js';
import { codeOf, EngineFixture, POLLING } from './testkit/engine-fixture.js';

const fixture = new EngineFixture();
beforeAll(() => fixture.open());
beforeEach(() => fixture.reset());
afterAll(() => fixture.close());

describe('deadlines and late answers', () => {
  const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
  const sweeper = (): DeadlineSweeper => new DeadlineSweeper(new RequestReader(fixture.database), fixture.collector);

  it('before the deadline nothing is ended; after it the inquiry is complete and says who never fetched', async () => {
    const { result } = await fixture.submit({ institutions: ['POLLING'] });
    await sweeper().sweep(later(50));
    expect((await fixture.engine.result(result.id)).complete).toBe(false);
    expect(await sweeper().sweep(later(61))).toBeGreaterThanOrEqual(1);
    const ended = await fixture.engine.result(result.id);
    const outcome = { kind: 'unavailable', cause: 'deadline-passed', detail: 'the institution never fetched the request' };
    expect(ended).toMatchObject({ complete: true, answers: [{ outcome }] });
    expect(await fixture.mailbox.fetch('POLLING')).toEqual([]);
  });

  it('the answer that comes after it is merged as a new version; the earlier state can still be read', async () => {
    const { result } = await fixture.submit({ institutions: ['POLLING'] });
    await fixture.mailbox.fetch('POLLING');
    await sweeper().sweep(later(61));
    await fixture.answer(result, 'POLLING', { kind: 'found', assets: [{ source: 'deposit', reference: '6222' }] });
    expect(await fixture.engine.result(result.id)).toMatchObject({ version: 2, complete: true, answers: [{ version: 2, outcome: { kind: 'found' } }] });
    expect(await fixture.engine.result(result.id, 1)).toMatchObject({ version: 1, answers: [{ version: 1, outcome: { kind: 'unavailable' } }] });
    expect(await fixture.engine.result(result.id, 0)).toMatchObject({ version: 0, complete: false, answers: [{ state: 'waiting' }] });
    expect(await codeOf(fixture.engine.result(result.id, 3))).toBe('answer-version-unknown');
    expect(await codeOf(fixture.engine.result(randomUUID()))).toBe('inquiry-unknown');
  });

  it('a request that was sent and promised a callback waited only until it was sent', async () => {
    const { result } = await fixture.submit({ institutions: ['PUSH'] });
    const requestId = result.answers[0]!.requestId;
    await fixture.collector.record(undefined, { requestId, state: 'callback', ticket: null, sentAtMs: Date.parse(result.acceptedAt) + 5, askAgainAtMs: null });
    await sweeper().sweep(later(61));
    const ended = (await fixture.engine.result(result.id)).answers[0]!;
    expect(ended).toMatchObject({ outcome: { cause: 'deadline-passed' }, timing: { waitedMs: 5 } });
    expect(ended.timing.sentAt).toBe(new Date(Date.parse(result.acceptedAt) + 5).toISOString());
  });

  it('runs by itself until it is stopped, and goes on after the database was away', async () => {
    const { result } = await fixture.submit({ institutions: ['POLLING'] });
    const { requestId } = result.answers[0]!;
    await fixture.database.pool.query(`UPDATE mailbox SET answer_by = now() - interval '1 second' WHERE request_id = $1`, [requestId]);
    let failures = 0;
    const reader = new RequestReader(fixture.database);
    const overdue = reader.overdue.bind(reader);
    reader.overdue = (now, limit) => ((failures += 1) < 3 ? Promise.reject(new Error('away')) : overdue(now, limit));
    const running = new DeadlineSweeper(reader, fixture.collector, 5);
    running.start();
    await until(async () => (await fixture.engine.result(result.id)).complete);
    await running.stop();
    expect(failures).toBeGreaterThanOrEqual(3);
  });

  it('more are overdue than one batch holds: all are ended in one turn', async () => {
    fixture.registry.put(...Array.from({ length: 600 }, (_, index) => ({ ...POLLING, code: `P-${index}` })));
    const { result } = await fixture.submit({ institutions: Array.from({ length: 600 }, (_, index) => `P-${index}`) });
    await sweeper().sweep(later(61));
    expect((await fixture.engine.result(result.id)).totals).toMatchObject({ asked: 600, waiting: 0 });
  });
});
