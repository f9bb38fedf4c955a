import { jest } from '@jest/globals';
import { InquiryWatch, type WatchedOutcome } from './index.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const outcome = (requestId: number, version = 1, kind: 'found' | 'nothing-found' = 'nothing-found'): WatchedOutcome => ({
  requestId, inquiryId: 'i', institutionCode: 'B', outcome: kind === 'found' ? { kind, assets: [] } : { kind }, via: 'push', exchangeId: null,
  acceptedAtMs: 0, sentAtMs: null, receivedAtMs: null, waitedMs: 0, version, committedAtMs: 1,
});

/** What became of a wait: undefined while it goes on. */
function observed(wait: Promise<void>): { settled: boolean } {
  const seen = { settled: false };
  void wait.then(() => (seen.settled = true));
  return seen;
}
const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0).then(() => undefined);

describe('a watch', () => {
  it('settles with the last outcome and leaves no timer', async () => {
    const watch = new InquiryWatch('i', 2, () => undefined);
    const wait = observed(watch.settled(10_000));
    watch.record(outcome(1));
    await settle();
    expect(wait.settled).toBe(false);
    watch.record(outcome(2));
    await settle();
    expect(wait.settled).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('settles when the time is over', async () => {
    const watch = new InquiryWatch('i', 2, () => undefined);
    const wait = observed(watch.settled(500));
    watch.record(outcome(1));
    await jest.advanceTimersByTimeAsync(499);
    expect(wait.settled).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(wait.settled).toBe(true);
  });

  it.each([
    ['nothing is awaited', 0, 10_000],
    ['no time is given', 3, 0],
  ])('settles at once when %s', async (_, awaited, ms) => {
    const wait = observed(new InquiryWatch('i', awaited, () => undefined).settled(ms));
    await settle();
    expect(wait.settled).toBe(true);
  });

  it('a request that is answered twice counts once, and its newest version is kept', async () => {
    const watch = new InquiryWatch('i', 2, () => undefined);
    const wait = observed(watch.settled(10_000));
    watch.record(outcome(1, 2, 'found'));
    watch.record(outcome(1, 1));
    await settle();
    expect(wait.settled).toBe(false);
    expect(watch.outcomes.get(1)).toMatchObject({ version: 2, outcome: { kind: 'found' } });
  });

  it('outcomes that came before somebody waits count', async () => {
    const watch = new InquiryWatch('i', 1, () => undefined);
    watch.record(outcome(1));
    const wait = observed(watch.settled(10_000));
    await settle();
    expect(wait.settled).toBe(true);
  });

  it('is closed while somebody waits: the wait ends, and it is released', async () => {
    let released = 0;
    const watch = new InquiryWatch('i', 1, () => (released += 1));
    const wait = observed(watch.settled(10_000));
    watch.close();
    await settle();
    expect([wait.settled, released, jest.getTimerCount()]).toEqual([true, 1, 0]);
  });
});
