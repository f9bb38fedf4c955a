import type { ServerResponse } from 'node:http';
import { until } from '#libs/engine-testkit';
import { synchronous } from './testkit/push-adapters.js';
import { answer, FOUND, PushFixture, status, type StoredOutcome } from './testkit/push-fixture.js';

const fixture = new PushFixture();
beforeAll(() => fixture.open());
afterEach(() => fixture.closePlayed());
afterAll(() => fixture.close());

describe('an institution that answers at once', () => {
  it('found: one call, one exchange with both bodies, one outcome with its four times', async () => {
    const { server, dispatcher } = await fixture.play('SYNC-1', synchronous, (_, response) => answer(response));
    const owner = dispatcher();
    const [work] = await fixture.accept('SYNC-1');
    owner.offer([work!]);
    const outcome = await fixture.outcomeOf(owner, work!);
    expect(outcome).toMatchObject({ version: 1, kind: 'found', content: FOUND, via: 'push' });
    expect(outcome.sent_at!.getTime()).toBeGreaterThanOrEqual(work!.acceptedAt.getTime());
    expect(outcome.received_at!.getTime()).toBeGreaterThanOrEqual(outcome.sent_at!.getTime());
    const exchanges = await fixture.exchangesOf(work!);
    expect(exchanges).toMatchObject([{ id: outcome.exchange_id, operation: 'call', attempt: 1, http_status: 200, failure: null }]);
    expect(JSON.parse(exchanges[0]!.sent_bytes!.toString())).toMatchObject({ number: work!.requestNumber, version: '1' });
    expect(JSON.parse(exchanges[0]!.received_bytes!.toString())).toEqual({ outcome: FOUND });
    expect(server.calls).toHaveLength(1);
  });

  it('whoever follows the inquiry is told that it is asked while it thinks; not of one to which no connection can be made', async () => {
    let reply: ((value?: unknown) => void) | undefined;
    const { dispatcher, server } = await fixture.play('SYNC-5', synchronous, async (_, response) => {
      await new Promise((resolve) => (reply = resolve));
      answer(response);
    });
    const collector = fixture.collector();
    const owner = dispatcher(undefined, undefined, collector);
    const [work] = await fixture.accept('SYNC-5');
    const told: number[] = [];
    collector.onAsking(work!.inquiryId, (requestId) => told.push(requestId));
    owner.offer([work!]);
    await until(() => reply !== undefined);
    expect([told, collector.askedNow(work!.inquiryId), server.calls.length]).toEqual([[work!.id], [work!.id], 1]);
    reply!();
    await fixture.outcomeOf(owner, work!);
    await until(() => collector.askedNow(work!.inquiryId).length === 0);

    const closed = await fixture.play('SYNC-6', synchronous, (_, response) => answer(response), { endpoint: 'http://127.0.0.1:9' });
    const elsewhere = fixture.collector();
    const other = closed.dispatcher(undefined, undefined, elsewhere);
    const [never] = await fixture.accept('SYNC-6');
    const none: number[] = [];
    elsewhere.onAsking(never!.inquiryId, (requestId) => none.push(requestId));
    other.offer([never!]);
    expect(await fixture.outcomeOf(other, never!)).toMatchObject({ kind: 'unavailable' });
    expect(none).toEqual([]);
  });

  it.each<[string, (response: ServerResponse) => unknown, Partial<StoredOutcome>]>([
    ['nothing', (response) => answer(response, { kind: 'nothing-found' }), { kind: 'nothing-found' }],
    ['a refusal', (response) => status(response, 422), { kind: 'refused', content: { kind: 'refused', reason: '手续不全' } }],
    ['more than allowed', (response) => response.end('x'.repeat(10_001)), { kind: 'defective', content: expect.objectContaining({ defect: 'oversized' }) }],
    ['what makes its adapter throw', (response) => response.end('no json'), { kind: 'defective', content: expect.objectContaining({ defect: 'unreadable' }) }],
  ])('%s: asked once, and the answer stands', async (_, reply, expected) => {
    const { server, dispatcher } = await fixture.play('SYNC-2', synchronous, (_call, response) => reply(response));
    const owner = dispatcher();
    const [work] = await fixture.accept('SYNC-2');
    owner.offer([work!]);
    expect(await fixture.outcomeOf(owner, work!)).toMatchObject(expected);
    expect(server.calls).toHaveLength(1);
    expect(await fixture.exchangesOf(work!)).toHaveLength(1);
  });

  it('an adapter that throws does not stop its lane: the next request is answered', async () => {
    const { dispatcher } = await fixture.play('SYNC-3', synchronous, (_, response, number) => {
      if (number === 1) response.end('no json');
      else answer(response);
    }, { concurrency: 1 });
    const owner = dispatcher();
    const works = await fixture.accept('SYNC-3', { count: 2 });
    owner.offer(works);
    expect(await fixture.kindsOf(owner, works)).toEqual(['defective', 'found']);
  });

  it('a question its adapter cannot write: nothing is sent, and neither breaker nor lane suffers', async () => {
    const { server, dispatcher } = await fixture.play('SYNC-4', synchronous, (_, response) => answer(response));
    const owner = dispatcher();
    const works = [...(await fixture.accept('SYNC-4', { sources: ['vehicle'], count: 10 })), ...(await fixture.accept('SYNC-4'))];
    owner.offer(works);
    const kinds = await fixture.kindsOf(owner, works);
    expect(kinds).toEqual([...Array.from({ length: 10 }, () => 'not-supported'), 'found']);
    expect(server.calls).toHaveLength(1);
  });

  it('fails and then succeeds: both attempts are on record', async () => {
    const { server, dispatcher } = await fixture.play('SYNC-5', synchronous, (_, response, number) =>
      number === 1 ? status(response, 503) : answer(response),
    );
    const owner = dispatcher();
    const [work] = await fixture.accept('SYNC-5');
    owner.offer([work!]);
    const outcome = await fixture.outcomeOf(owner, work!);
    expect(outcome.kind).toBe('found');
    const exchanges = await fixture.exchangesOf(work!);
    expect(exchanges).toMatchObject([{ attempt: 1, http_status: 503 }, { attempt: 2, http_status: 200 }]);
    expect(outcome.exchange_id).toBe(exchanges[1]!.id);
    expect(server.calls).toHaveLength(2);
  });

  it('asks for patience: asked again after its time', async () => {
    const { server, dispatcher } = await fixture.play('SYNC-6', synchronous, (_, response, number) =>
      number === 1 ? status(response, 429) : answer(response),
    );
    const owner = dispatcher();
    const [work] = await fixture.accept('SYNC-6');
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('found');
    expect(server.calls).toHaveLength(2);
  });

  it('every attempt fails: unavailable with the last cause, and nobody is asked a fourth time', async () => {
    const { server, dispatcher } = await fixture.play('SYNC-7', synchronous, (_, response, number) =>
      number < 3 ? status(response, 503) : response.socket!.destroy(),
    );
    const owner = dispatcher();
    const [work] = await fixture.accept('SYNC-7');
    owner.offer([work!]);
    const outcome = await fixture.outcomeOf(owner, work!);
    expect(outcome).toMatchObject({ via: 'gateway', content: { kind: 'unavailable', cause: 'connect-failed' } });
    expect((await fixture.exchangesOf(work!)).map(({ http_status, failure }) => http_status ?? failure)).toEqual([503, 503, 'connect-failed']);
    expect(server.calls).toHaveLength(3);
  });

  it('does not answer in time: the deadline ends it', async () => {
    const { dispatcher } = await fixture.play('SYNC-8', synchronous, () => undefined);
    const owner = dispatcher();
    const [work] = await fixture.accept('SYNC-8', { answerInMs: 300 });
    owner.offer([work!]);
    expect(await fixture.outcomeOf(owner, work!)).toMatchObject({ kind: 'unavailable', content: expect.objectContaining({ cause: 'timeout' }) });
  });

  it('is dead: after its breaker opened the rest is told so and it is not called for them', async () => {
    const { server, dispatcher } = await fixture.play('SYNC-9', synchronous, (_, response) => status(response, 500), { concurrency: 1 });
    const owner = dispatcher();
    const works = await fixture.accept('SYNC-9', { count: 30 });
    owner.offer(works);
    await until(() => owner.size === 0);
    const causes = (await Promise.all(works.map((work) => fixture.outcomesOf(work)))).map(([outcome]) => (outcome?.content as { cause?: string }).cause);
    expect(new Set(causes)).toEqual(new Set(['breaker-open']));
    expect(server.calls.length).toBeLessThan(30);
  });

  it('offered twice at the same time: sent once; offered again after its end: still one outcome', async () => {
    const { server, dispatcher } = await fixture.play('SYNC-10', synchronous, (_, response) => setTimeout(() => answer(response), 30));
    const owner = dispatcher();
    const [work] = await fixture.accept('SYNC-10');
    owner.offer([work!, work!]);
    owner.offer([work!]);
    await fixture.outcomeOf(owner, work!);
    expect(server.calls).toHaveLength(1);
    owner.offer([work!]);
    await until(() => owner.size === 0);
    expect(await fixture.outcomesOf(work!)).toHaveLength(1);
  });

  it('has a text that no database can hold (NUL, half a surrogate pair): stored with replacement characters', async () => {
    const body = '{"outcome":{"kind":"found","assets":[{"source":"deposit","reference":"6222\\u0000\\ud800","attributes":{"a\\u0000b":"\\\\u0000"}}]}}';
    const { dispatcher } = await fixture.play('SYNC-11', synchronous, (_, response) => response.end(body));
    const owner = dispatcher();
    const [work] = await fixture.accept('SYNC-11');
    owner.offer([work!]);
    const outcome = await fixture.outcomeOf(owner, work!);
    expect(outcome.content).toEqual({ kind: 'found', assets: [{ source: 'deposit', reference: '6222\uFFFD\uFFFD', attributes: { 'a\uFFFDb': '\\u0000' } }] });
    expect((await fixture.exchangesOf(work!))[0]!.received_bytes!.toString()).toBe(body);
  });
});
