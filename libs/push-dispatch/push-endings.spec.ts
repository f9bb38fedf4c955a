import { until } from '#libs/engine-testkit';
import { InquiryReader } from '#libs/store';
import { synchronous } from './testkit/push-adapters.js';
import { answer, PushFixture, type PlayedInstitution } from './testkit/push-fixture.js';

const fixture = new PushFixture();
beforeAll(() => fixture.open());
afterEach(() => fixture.closePlayed());
afterAll(() => fixture.close());

describe('what cannot be asked', () => {
  it.each<[string, (played: PlayedInstitution) => void]>([
    ['an institution that is no longer registered', ({ registry }) => registry.remove('GONE')],
    ['one whose contract is not installed', ({ registry, record }) => registry.put({ ...record, adapter: 'unknown', version: 2 })],
    ['one without an address', ({ registry, record }) => registry.put({ ...record, endpoint: undefined, version: 2 })],
  ])('%s: said so, not left open', async (_, change) => {
    const played = await fixture.play('GONE', synchronous, (_call, response) => answer(response));
    const owner = played.dispatcher();
    const [work] = await fixture.accept('GONE');
    change(played);
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('not-supported');
    expect(played.server.calls).toHaveLength(0);
  });
});

describe('a changed institution', () => {
  it('is open round the clock from now on: what waited for its opening is sent at once', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).getUTCDay();
    const workingHours = { days: [((today + 2) % 7) + 1], from: '00:00', to: '00:01', timezone: 'Asia/Shanghai' } as const;
    const played = await fixture.play('HOURS', synchronous, (_, response) => answer(response), { workingHours });
    const owner = played.dispatcher();
    const [work] = await fixture.accept('HOURS');
    owner.offer([work!]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(played.server.calls).toHaveLength(0);
    played.registry.put({ ...played.record, workingHours: undefined, version: 2 });
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('found');
  });
});

describe('cancel', () => {
  it('before it was sent: never sent; under way: given up; each with one outcome', async () => {
    const { server, dispatcher } = await fixture.play('CANCEL-1', synchronous, () => undefined, { concurrency: 1 });
    const owner = dispatcher();
    const works = await fixture.accept('CANCEL-1', { count: 3 });
    owner.offer(works);
    await until(() => server.calls.length === 1);
    owner.cancel(works[0]!.inquiryId);
    await until(() => owner.size === 0);
    const outcomes = await Promise.all(works.map((work) => fixture.outcomesOf(work)));
    expect(outcomes.map((rows) => rows.map(({ content }) => content))).toEqual(works.map(() => [{ kind: 'unavailable', cause: 'cancelled' }]));
    expect(server.calls).toHaveLength(1);
  });

  it('of an inquiry so wide that not all of it is begun: what was not begun is never sent', async () => {
    const { server, dispatcher } = await fixture.play('CANCEL-WIDE', synchronous, () => undefined, { concurrency: 1 });
    const owner = dispatcher();
    const works = await fixture.accept('CANCEL-WIDE', { count: 180 });
    owner.offer(works);
    owner.cancel(works[0]!.inquiryId);
    await until(() => owner.size === 0);
    const outcomes = await Promise.all(works.map((work) => fixture.outcomesOf(work)));
    expect(outcomes.map((rows) => rows.map(({ content }) => content))).toEqual(works.map(() => [{ kind: 'unavailable', cause: 'cancelled' }]));
    expect(server.calls.length).toBeLessThanOrEqual(1);
  });

  it('does not touch another inquiry at the same institution', async () => {
    const { server, dispatcher } = await fixture.play('CANCEL-2', synchronous, (_, response) => setTimeout(() => answer(response), 200));
    const owner = dispatcher();
    const [one] = await fixture.accept('CANCEL-2');
    const [other] = await fixture.accept('CANCEL-2');
    owner.offer([one!, other!]);
    await until(() => server.calls.length === 2);
    owner.cancel(one!.inquiryId);
    await until(() => owner.size === 0);
    expect([(await fixture.outcomesOf(one!))[0]?.kind, (await fixture.outcomesOf(other!))[0]?.kind]).toEqual(['unavailable', 'found']);
  });

  it('the process died between the cancel and its outcomes: after the restart nobody is asked', async () => {
    const { server, dispatcher } = await fixture.play('CANCEL-3', synchronous, (_, response) => answer(response));
    const [work] = await fixture.accept('CANCEL-3');
    await new InquiryReader(fixture.database).markCancelled(work!.inquiryId, 'test');
    const owner = dispatcher();
    await fixture.recover(owner);
    expect(await fixture.outcomeOf(owner, work!)).toMatchObject({ content: { kind: 'unavailable', cause: 'cancelled' } });
    expect(server.calls).toHaveLength(0);
  });
});

describe('stop', () => {
  it('lets calls under way end and keeps their answers; what waited is open and nothing new is taken', async () => {
    const { server, dispatcher } = await fixture.play('STOP-1', synchronous, (_, response) => setTimeout(() => answer(response), 200), { concurrency: 1 });
    const owner = dispatcher();
    const [runs, waits] = await fixture.accept('STOP-1', { count: 2 });
    const [late] = await fixture.accept('STOP-1');
    owner.offer([runs!, waits!]);
    await until(() => server.calls.length === 1);
    const stopped = owner.stop(5000);
    owner.offer([late!]);
    await stopped;
    expect([(await fixture.outcomesOf(runs!)).length, (await fixture.outcomesOf(waits!)).length, (await fixture.outcomesOf(late!)).length]).toEqual([1, 0, 0]);
    expect(server.calls).toHaveLength(1);
    const next = dispatcher();
    await fixture.recover(next);
    await until(async () => (await fixture.outcomesOf(waits!)).length === 1 && (await fixture.outcomesOf(late!)).length === 1);
    expect(server.calls).toHaveLength(3);
  });

  it('a call that does not end within the grace is cut off and left open, never reported as a failure of the institution', async () => {
    const { server, dispatcher } = await fixture.play('STOP-2', synchronous, (_, response, number) => (number === 1 ? undefined : answer(response)));
    const owner = dispatcher();
    const [work] = await fixture.accept('STOP-2');
    owner.offer([work!]);
    await until(() => server.calls.length === 1);
    await owner.stop(50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await fixture.outcomesOf(work!)).toEqual([]);
    const next = dispatcher();
    await fixture.recover(next);
    expect((await fixture.outcomeOf(next, work!)).kind).toBe('found');
    expect(server.calls).toHaveLength(2);
  });
});

describe('the database is away', () => {
  it('when the answer comes: it is kept until the database is back, and the institution is not asked again', async () => {
    const { server, dispatcher } = await fixture.play('AWAY-1', synchronous, (_, response) => {
      fixture.breakable.cut();
      answer(response);
      setTimeout(() => fixture.breakable.restore(), 700);
    });
    const owner = dispatcher(fixture.breakable.database);
    const [work] = await fixture.accept('AWAY-1');
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('found');
    expect(server.calls).toHaveLength(1);
    expect(await fixture.exchangesOf(work!)).toHaveLength(1);
  }, 15_000);

  it('and we stop: nothing is invented; the next process asks again', async () => {
    const { server, dispatcher } = await fixture.play('AWAY-2', synchronous, (_, response, number) => {
      if (number === 1) fixture.breakable.cut();
      answer(response);
    });
    const owner = dispatcher(fixture.breakable.database);
    const [work] = await fixture.accept('AWAY-2');
    owner.offer([work!]);
    await until(() => server.calls.length === 1);
    await owner.stop(10_000);
    expect(await fixture.outcomesOf(work!)).toEqual([]);
    const next = dispatcher();
    await fixture.recover(next);
    expect((await fixture.outcomeOf(next, work!)).kind).toBe('found');
    expect(server.calls).toHaveLength(2);
  }, 15_000);
});

describe('a wide inquiry', () => {
  it('is begun by and by: all of it is sent, each request once, also when it is handed over twice', async () => {
    const { server, dispatcher } = await fixture.play('WIDE', synchronous, (_, response) => answer(response), { concurrency: 8 });
    const owner = dispatcher();
    const works = await fixture.accept('WIDE', { count: 180 });
    owner.offer(works);
    owner.offer(works);
    const [late] = await fixture.accept('WIDE');
    owner.offer([late!]);
    await until(() => owner.size === 0);
    expect(server.calls).toHaveLength(181);
    const outcomes = await Promise.all([...works, late!].map((work) => fixture.outcomesOf(work)));
    expect(outcomes.every((rows) => rows.length === 1 && rows[0]!.kind === 'found')).toBe(true);
  });
});
