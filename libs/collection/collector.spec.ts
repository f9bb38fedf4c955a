import { hash } from 'node:crypto';
import type { QueryOutcome } from '#contracts/adapter';
import { acceptRequests, breakableDatabase, openCase, rowsOf, until, type AcceptedInquiry, type TestCase } from '#libs/engine-testkit';
import { InquiryReader, isConnectionFault, type InquiryProgress } from '#libs/store';
import { createTestDatabase, openedRows, type TestDatabase } from '#libs/store-testkit';
import { Collector, type CollectedAnswer } from './index.js';

let test: TestDatabase;
let testCase: TestCase;
let groups: number[];
let told: { code: string; kind: string; late: boolean }[];
let completed: InquiryProgress[];
let collector: Collector;

beforeAll(async () => {
  test = await createTestDatabase();
  testCase = await openCase(test.database);
});
afterAll(() => test.drop());
beforeEach(() => {
  groups = [];
  told = [];
  completed = [];
  collector = collectorOver(test.database);
});

function collectorOver(database: TestDatabase['database'], patienceMs = 2000): Collector {
  return new Collector(
    database,
    {
      groupCommitted: (size) => void groups.push(size),
      outcomeCommitted: (code, kind, _seconds, late) => void told.push({ code, kind, late }),
      inquiryCompleted: (progress) => void completed.push(progress),
    },
    { patienceMs },
  );
}

const accept = (count: number): Promise<AcceptedInquiry> =>
  acceptRequests(test.database, testCase, Array.from({ length: count }, (_, index) => ({ institutionCode: `BANK-${index}`, channel: 'pull' as const })));

function answer(
  inquiry: AcceptedInquiry,
  index: number,
  outcome: QueryOutcome = { kind: 'nothing-found' },
  overrides: Partial<CollectedAnswer> = {},
): CollectedAnswer {
  const request = inquiry.requests[index]!;
  return {
    requestId: request.id, inquiryId: inquiry.inquiryId, institutionCode: request.institutionCode, outcome, via: 'pull', exchangeId: null,
    acceptedAtMs: request.acceptedAt.getTime(), sentAtMs: null, receivedAtMs: Date.now(), waitedMs: 0, ...overrides,
  };
}

const exchange = (received: string) => ({
  requestId: null, institutionCode: 'BANK-0', operation: 'feed', direction: 'in' as const, attempt: 1, startedAtMs: 1, endedAtMs: 2, httpStatus: null,
  failure: null, sent: null, received: Buffer.from(received),
});

describe('collecting', () => {
  it('answers that come together are committed together, and each is told once', async () => {
    const inquiry = await accept(5);
    const results = await Promise.all([0, 1, 2, 3, 4].map((index) => collector.collect(answer(inquiry, index))));
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'committed'));
    expect(groups).toEqual([5]);
    expect(told).toHaveLength(5);
    expect(completed).toMatchObject([{ inquiryId: inquiry.inquiryId, answered: 5, total: 5 }]);
  });

  it('the exchange is stored with its digest before anybody is told of the answer', async () => {
    const inquiry = await accept(1);
    const row = await collector.exchange(exchange('<feedback/>'));
    await collector.collect(answer(inquiry, 0, undefined, { exchangeId: row.id }), row);
    const [stored] = await openedRows(test.database, await rowsOf<object>(test.database, 'SELECT * FROM exchange WHERE id = $1', [row.id]));
    expect(stored).toMatchObject({ received_bytes: Buffer.from('<feedback/>'), received_digest: hash('sha256', '<feedback/>', 'buffer'), sent_bytes: null });
  });

  it('an answer that comes again is evidence only and nobody is told', async () => {
    const inquiry = await accept(1);
    await collector.collect(answer(inquiry, 0));
    const again = await collector.exchange(exchange('again'));
    const refusal = answer(inquiry, 0, { kind: 'refused', reason: 'x' }, { exchangeId: again.id });
    expect(await collector.collect(refusal, again)).toEqual({ status: 'repeated', version: 1 });
    expect(told).toHaveLength(1);
    expect(await rowsOf(test.database, 'SELECT FROM exchange WHERE id = $1', [again.id])).toHaveLength(1);
  });

  it.each(['\0', '\ud83d', '\udfff'])('%j in names and values: stored as U+FFFD and told as stored; whole pairs and an escaped backslash stay', async (bad) => {
    const inquiry = await accept(1);
    const remarks = '\\u0000 \ud83d\ude00 "\u0007';
    const found = (bad: string): QueryOutcome => ({
      kind: 'found',
      assets: [{ source: 'deposit', reference: `62${bad} 22`, name: `半${bad}个`, remarks, attributes: { [`a${bad}`]: bad } }],
    });
    const clean = found('\uFFFD');
    const watch = collector.watch(inquiry.inquiryId, 1);
    expect(await collector.collect(answer(inquiry, 0, found(bad)))).toMatchObject({ status: 'committed' });
    expect((await new InquiryReader(test.database).requests(inquiry.inquiryId))[0]!.outcome!.outcome).toEqual(clean);
    expect([...watch.outcomes.values()][0]!.outcome).toEqual(clean);
    watch.close();
  });

  it('a wait longer than an integer of milliseconds (24.8 days) is no reason to refuse the answer', async () => {
    const inquiry = await accept(1);
    await collector.collect(answer(inquiry, 0, undefined, { waitedMs: 30 * 86_400_000 }));
    expect((await new InquiryReader(test.database).requests(inquiry.inquiryId))[0]!.outcome!.waitedMs).toBe(2 ** 31 - 1);
  });

  it('a statement of ours after the institution has answered is dropped and not told', async () => {
    const inquiry = await accept(1);
    await collector.collect(answer(inquiry, 0));
    const late = answer(inquiry, 0, { kind: 'unavailable', cause: 'deadline-passed' }, { via: 'gateway' });
    expect(await collector.collect(late)).toMatchObject({ status: 'superseded' });
    expect(told).toHaveLength(1);
  });

  it('a late answer becomes the next version and is told as late', async () => {
    const inquiry = await accept(1);
    await collector.collect(answer(inquiry, 0, { kind: 'unavailable', cause: 'deadline-passed' }, { via: 'gateway' }));
    expect(await collector.collect(answer(inquiry, 0))).toMatchObject({ status: 'merged', version: 2 });
    expect(told).toEqual([{ code: 'BANK-0', kind: 'unavailable', late: false }, { code: 'BANK-0', kind: 'nothing-found', late: true }]);
    expect(completed).toHaveLength(1);
  });
});

describe('watching', () => {
  it('settles when everything awaited is durable, with the moment of completion', async () => {
    const inquiry = await accept(2);
    const watch = collector.watch(inquiry.inquiryId, 2);
    const settled = watch.settled(10_000);
    void collector.collect(answer(inquiry, 0));
    void collector.collect(answer(inquiry, 1, { kind: 'found', assets: [] }));
    await settled;
    expect([...watch.outcomes.values()].map(({ outcome, version }) => [outcome.kind, version])).toEqual([['nothing-found', 1], ['found', 1]]);
    const stored = await new InquiryReader(test.database).inquiry(inquiry.inquiryId);
    expect(watch.completedAtMs).not.toBeNull();
    expect(Math.abs(watch.completedAtMs! - stored!.completedAt!.getTime())).toBeLessThan(2);
    watch.close();
  });

  it('sees a late version while it is open', async () => {
    const inquiry = await accept(1);
    const watch = collector.watch(inquiry.inquiryId, 1);
    await collector.collect(answer(inquiry, 0, { kind: 'unavailable', cause: 'deadline-passed' }, { via: 'gateway' }));
    await collector.collect(answer(inquiry, 0));
    expect([...watch.outcomes.values()]).toMatchObject([{ version: 2, outcome: { kind: 'nothing-found' } }]);
    watch.close();
  });

  it('two that watch the same inquiry both see it; one that closed sees nothing more; others see nothing at all', async () => {
    const [inquiry, other] = [await accept(2), await accept(1)];
    const watches = [collector.watch(inquiry.inquiryId, 2), collector.watch(inquiry.inquiryId, 2), collector.watch(other.inquiryId, 1)];
    await collector.collect(answer(inquiry, 0));
    watches[0]!.close();
    await collector.collect(answer(inquiry, 1));
    expect(watches.map(({ outcomes }) => outcomes.size)).toEqual([1, 2, 0]);
  });

  it('a listener hears of its inquiry only, and not after it stopped', async () => {
    const [inquiry, other] = [await accept(2), await accept(1)];
    let heard = 0;
    const stop = collector.onOutcome(inquiry.inquiryId, () => (heard += 1));
    await collector.collect(answer(other, 0));
    expect(heard).toBe(0);
    await collector.collect(answer(inquiry, 0));
    expect(heard).toBe(1);
    stop();
    await collector.collect(answer(inquiry, 1));
    expect(heard).toBe(1);
  });
});

describe('the database is away', () => {
  it('for longer than our patience: the answer is rejected, nothing is told, and nothing of it counts', async () => {
    const breakable = await breakableDatabase(test.url);
    const patient = collectorOver(breakable.database, 100);
    const inquiry = await accept(2);
    await patient.collect(answer(inquiry, 0));
    breakable.cut();
    const fault: unknown = await patient.collect(answer(inquiry, 1)).catch((error: unknown) => error);
    expect(isConnectionFault(fault)).toBe(true);
    expect(told).toHaveLength(1);
    breakable.restore();
    expect((await new InquiryReader(test.database).inquiry(inquiry.inquiryId))!.answered).toBe(1);
    expect(await patient.collect(answer(inquiry, 1))).toMatchObject({ status: 'committed' });
    await breakable.close();
  });

  it('for a moment: the answer waits and is committed once', async () => {
    const breakable = await breakableDatabase(test.url);
    const patient = collectorOver(breakable.database, 10_000);
    const inquiry = await accept(1);
    breakable.cut();
    const pending = patient.collect(answer(inquiry, 0));
    setTimeout(() => breakable.restore(), 200);
    expect(await pending).toMatchObject({ status: 'committed', version: 1 });
    expect(told).toHaveLength(1);
    await breakable.close();
  });
});

describe('draining', () => {
  it('resolves when everything handed over before is durable', async () => {
    const inquiry = await accept(3);
    let durable = 0;
    for (const index of [0, 1, 2]) void collector.collect(answer(inquiry, index)).then(() => (durable += 1));
    expect(collector.depth).toBe(3);
    await collector.drain();
    await until(() => durable === 3);
    expect((await new InquiryReader(test.database).inquiry(inquiry.inquiryId))!.answered).toBe(3);
    expect(collector.depth).toBe(0);
  });

  it('resolves at once when there is nothing', async () => {
    await expect(collector.drain()).resolves.toBeUndefined();
  });
});
