import type { ServerResponse } from 'node:http';
import { Collector } from '#libs/collection';
import { startLoopback, until, type LoopbackCall } from '#libs/engine-testkit';
import { callback, ticketed } from './testkit/push-adapters.js';
import { answer, FOUND, PushFixture, silent, status } from './testkit/push-fixture.js';

const fixture = new PushFixture();
beforeAll(() => fixture.open());
afterEach(() => fixture.closePlayed());
afterAll(() => fixture.close());

describe('an institution that hands out a ticket', () => {
  const tickets = (polls: (poll: number, response: ServerResponse) => unknown, askAgainInMs = 50) => {
    let asked = 0;
    let polled = 0;
    return (call: LoopbackCall, response: ServerResponse): unknown =>
      call.method === 'POST' ? status(response, 202, { ticket: `t-${(asked += 1)}`, askAgainInMs }) : polls((polled += 1), response);
  };

  it('is asked until the answer is there: one question, one outcome, every poll on record', async () => {
    const { server, dispatcher } = await fixture.play('TICKET-1', ticketed, tickets((poll, response) =>
      poll < 3 ? status(response, 202, { ticket: 't-1', askAgainInMs: 50 }) : answer(response),
    ));
    const owner = dispatcher();
    const [work] = await fixture.accept('TICKET-1');
    owner.offer([work!]);
    const outcome = await fixture.outcomeOf(owner, work!);
    expect(outcome.kind).toBe('found');
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /query', 'GET /query/t-1', 'GET /query/t-1', 'GET /query/t-1']);
    const exchanges = await fixture.exchangesOf(work!);
    expect(exchanges.map(({ operation }) => operation)).toEqual(['call', 'poll', 'poll', 'poll']);
    expect(outcome.exchange_id).toBe(exchanges[3]!.id);
    expect(await fixture.conversationsOf(work!)).toEqual([]);
  });

  it('does not know its ticket any more: it is asked anew', async () => {
    const { server, dispatcher } = await fixture.play('TICKET-2', ticketed, tickets((poll, response) =>
      poll === 1 ? status(response, 404) : answer(response),
    ));
    const owner = dispatcher();
    const [work] = await fixture.accept('TICKET-2');
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('found');
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /query', 'GET /query/t-1', 'POST /query', 'GET /query/t-2']);
  });

  it('asks for patience at a poll: the ticket is kept', async () => {
    const { server, dispatcher } = await fixture.play('TICKET-3', ticketed, tickets((poll, response) =>
      poll === 1 ? status(response, 429) : answer(response),
    ));
    const owner = dispatcher();
    const [work] = await fixture.accept('TICKET-3');
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('found');
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /query', 'GET /query/t-1', 'GET /query/t-1']);
  });

  it('we restart in between: the new process goes on with the ticket and does not ask again', async () => {
    const { server, dispatcher } = await fixture.play('TICKET-4', ticketed, tickets((_, response) => answer(response), 400));
    const first = dispatcher();
    const [work] = await fixture.accept('TICKET-4');
    first.offer([work!]);
    await until(async () => (await fixture.conversationsOf(work!)).length === 1);
    await first.stop(1000);
    expect(await fixture.outcomesOf(work!)).toEqual([]);
    const second = dispatcher();
    expect(await fixture.recover(second)).toBeGreaterThanOrEqual(1);
    const outcome = await fixture.outcomeOf(second, work!);
    expect(outcome.kind).toBe('found');
    expect(server.calls.map(({ method }) => method)).toEqual(['POST', 'GET']);
    // Sent when the first process sent it, not when the second took it up.
    expect(outcome.sent_at).toEqual((await fixture.exchangesOf(work!))[0]!.started_at);
  });

  it('never answers: the deadline ends it although the next poll would be later', async () => {
    const later = { ticket: 't', askAgainInMs: 86_400_000 };
    const { dispatcher } = await fixture.play('TICKET-5', ticketed, tickets((_, response) => status(response, 202, later), 86_400_000));
    const owner = dispatcher();
    const [work] = await fixture.accept('TICKET-5', { answerInMs: 400 });
    owner.offer([work!]);
    expect(await fixture.outcomeOf(owner, work!)).toMatchObject({ kind: 'unavailable', content: expect.objectContaining({ cause: 'deadline-passed' }) });
  });

  it('wants to be asked in a month: no timer overflows into asking at once', async () => {
    const { server, dispatcher } = await fixture.play('TICKET-6', ticketed, tickets((_, response) => answer(response), 30 * 86_400_000));
    const owner = dispatcher();
    const [work] = await fixture.accept('TICKET-6', { answerInMs: 30 * 86_400_000 });
    owner.offer([work!]);
    await until(async () => (await fixture.conversationsOf(work!)).length === 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.calls.map(({ method }) => method)).toEqual(['POST']);
    owner.cancel(work!.inquiryId);
    expect(await fixture.outcomeOf(owner, work!)).toMatchObject({ content: { kind: 'unavailable', cause: 'cancelled' } });
  });

  it('hands out a ticket that cannot be stored: defective, and its lane goes on', async () => {
    const { dispatcher } = await fixture.play('TICKET-7', ticketed, (_, response, number) => {
      if (number === 1) status(response, 202, { ticket: 'a\0b', askAgainInMs: 50 });
      else answer(response);
    }, { concurrency: 1 });
    const owner = dispatcher();
    const works = await fixture.accept('TICKET-7', { count: 2 });
    owner.offer(works);
    expect(await fixture.kindsOf(owner, works)).toEqual(['defective', 'found']);
  });

  it('moves while it works on the ticket: it is asked at its new address, with its new secret', async () => {
    const old = await fixture.play('TICKET-8', ticketed, tickets((_, response) => status(response, 500), 300), { credentialsRef: 'ref' });
    old.credentials.use({ ref: { token: 'first' } });
    const fresh = await startLoopback((_, response) => answer(response));
    fixture.onClose(() => fresh.close());
    const owner = old.dispatcher();
    const [work] = await fixture.accept('TICKET-8');
    owner.offer([work!]);
    await until(async () => (await fixture.conversationsOf(work!)).length === 1);
    old.registry.put({ ...old.record, endpoint: fresh.url, version: 2 });
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('found');
    expect([old.server.calls.length, fresh.calls.length]).toEqual([1, 1]);
    old.credentials.use({ ref: { token: 'second' } });
    const [next] = await fixture.accept('TICKET-8');
    owner.offer([next!]);
    await fixture.outcomeOf(owner, next!);
    expect(fresh.calls.at(-1)?.headers.authorization).toBe('Bearer second');
  });
});

describe('an institution that calls back', () => {
  it('is asked once; the request then waits for the exchange and holds nothing here', async () => {
    const { server, dispatcher } = await fixture.play('CALLBACK-1', callback, (_, response) => status(response, 202));
    const owner = dispatcher();
    const [work] = await fixture.accept('CALLBACK-1');
    owner.offer([work!]);
    await until(async () => owner.size === 0 && (await fixture.conversationsOf(work!)).length === 1);
    expect(await fixture.conversationsOf(work!)).toMatchObject([{ state: 'callback', ticket: null }]);
    expect(await fixture.outcomesOf(work!)).toEqual([]);
    const second = dispatcher();
    await fixture.recover(second);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.calls).toHaveLength(1);
  });

  it('was quicker than our record of having asked: no conversation is left over', async () => {
    const collector = new Collector(fixture.database, silent);
    const [work] = await fixture.accept('CALLBACK-2');
    const { dispatcher } = await fixture.play('CALLBACK-2', callback, async (_, response) => {
      await collector.collect({
        requestId: work!.id, inquiryId: work!.inquiryId, institutionCode: 'CALLBACK-2', outcome: FOUND, via: 'callback', exchangeId: null,
        acceptedAtMs: work!.acceptedAt.getTime(), sentAtMs: null, receivedAtMs: Date.now(), waitedMs: 0,
      });
      status(response, 202);
    });
    const owner = dispatcher();
    owner.offer([work!]);
    await until(async () => owner.size === 0 && (await fixture.exchangesOf(work!)).length === 1);
    expect(await fixture.outcomesOf(work!)).toHaveLength(1);
    expect(await fixture.conversationsOf(work!)).toEqual([]);
  });
});
