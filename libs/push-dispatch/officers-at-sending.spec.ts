import { WITHDRAWN, WithdrawnRight } from '#libs/engine-testkit';
import { synchronous, ticketed } from './testkit/push-adapters.js';
import { answer, PushFixture, status } from './testkit/push-fixture.js';

const fixture = new PushFixture();
beforeAll(() => fixture.open());
afterEach(() => fixture.closePlayed());
afterAll(() => fixture.close());

describe('an officer who lost the right to sign after the inquiry was accepted', () => {
  it('before the first byte: the institution is never called, and the inquiry says why', async () => {
    const played = await fixture.play('ONE', synchronous, (_, response) => answer(response));
    const right = new WithdrawnRight();
    right.withdrawn = true;
    const owner = played.dispatcher(fixture.database, right);
    const [work] = await fixture.accept('ONE');
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).content).toEqual({ kind: 'unavailable', ...WITHDRAWN });
    expect([played.server.calls.length, (await fixture.exchangesOf(work!)).length]).toEqual([0, 0]);
  });

  it('between two attempts: the institution is not called again', async () => {
    const right = new WithdrawnRight();
    const played = await fixture.play('TWO', synchronous, (_, response) => {
      right.withdrawn = true;
      status(response, 503);
    });
    const owner = played.dispatcher(fixture.database, right);
    const [work] = await fixture.accept('TWO');
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).content).toEqual({ kind: 'unavailable', ...WITHDRAWN });
    expect(played.server.calls).toHaveLength(1);
  });

  it('while the institution works on it: its answer is fetched, for the question was put under a right that held', async () => {
    const right = new WithdrawnRight();
    const played = await fixture.play('THREE', ticketed, (_, response, number) => {
      right.withdrawn = true;
      if (number === 1) status(response, 202, { ticket: 't-1', askAgainInMs: 50 });
      else answer(response);
    });
    const owner = played.dispatcher(fixture.database, right);
    const [work] = await fixture.accept('THREE');
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('found');
    expect(played.server.calls).toHaveLength(2);
  });

  it('the register cannot be read: nothing is sent, and in the end that is said', async () => {
    const played = await fixture.play('FOUR', synchronous, (_, response) => answer(response));
    const owner = played.dispatcher(fixture.database, { refusal: () => Promise.reject(new Error('away')), invalidity: () => undefined });
    const [work] = await fixture.accept('FOUR', { answerInMs: 400 });
    owner.offer([work!]);
    expect((await fixture.outcomeOf(owner, work!)).kind).toBe('unavailable');
    expect(played.server.calls).toHaveLength(0);
  });
});
