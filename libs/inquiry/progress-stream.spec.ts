import pg from 'pg';
import type { QueryOutcome } from '#contracts/adapter';
import { Collector } from '#libs/collection';
import { acceptRequests, openCase, until, type AcceptedInquiry, type TestCase } from '#libs/engine-testkit';
import { InquiryReader } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { parseEventId, progressOf, type ProgressEvent } from './index.js';

let test: TestDatabase;
let testCase: TestCase;
let collector: Collector;
let reader: InquiryReader;
const controllers: AbortController[] = [];

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 10 });
  testCase = await openCase(test.database);
  reader = new InquiryReader(test.database);
});
beforeEach(() => {
  collector = collectorOfProcess();
});
afterEach(() => {
  for (const controller of controllers.splice(0)) controller.abort();
});
afterAll(() => test.drop());

const collectorOfProcess = (): Collector =>
  new Collector(test.database, { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined });
const accept = (count: number): Promise<AcceptedInquiry> =>
  acceptRequests(test.database, testCase, Array.from({ length: count }, (_, index) => ({ institutionCode: `B-${index}`, channel: 'pull' as const })));

async function answer({ inquiryId, requests }: AcceptedInquiry, index: number, options: { by?: Collector; outcome?: QueryOutcome } = {}): Promise<void> {
  const request = requests[index]!;
  const outcome = options.outcome ?? { kind: 'nothing-found' };
  await (options.by ?? collector).collect({
    requestId: request.id, inquiryId, institutionCode: request.institutionCode, outcome, via: outcome.kind === 'unavailable' ? 'gateway' : 'pull',
    exchangeId: null, acceptedAtMs: request.acceptedAt.getTime(), sentAtMs: null, receivedAtMs: Date.now(), waitedMs: 0,
  });
}

/** A client that reads a stream until it is ended, by the server or by itself. */
function listen(inquiryId: string, lastEventId?: string): { events: ProgressEvent[]; ended: boolean; hangUp(): void; over: Promise<void> } {
  const controller = new AbortController();
  controllers.push(controller);
  const client = { events: [] as ProgressEvent[], ended: false, hangUp: () => controller.abort(), over: Promise.resolve() };
  client.over = (async () => {
    for await (const { outcomes } of progressOf(reader, collector, inquiryId, lastEventId, controller.signal)) client.events.push(...outcomes);
    client.ended = !controller.signal.aborted;
  })();
  return client;
}

const institutions = (events: readonly ProgressEvent[]): string[] => events.map(({ institutionCode }) => institutionCode);

describe('a progress stream', () => {
  it('tells every outcome once, in the order of commits, and ends with the last', async () => {
    const inquiry = await accept(3);
    const client = listen(inquiry.inquiryId);
    for (const index of [2, 0, 1]) await answer(inquiry, index);
    await client.over;
    expect(client.ended).toBe(true);
    expect(institutions(client.events)).toEqual(['B-2', 'B-0', 'B-1']);
    expect(client.events[0]).toMatchObject({ kind: 'nothing-found', version: 1, requestId: inquiry.requests[2]!.id });
    expect(client.events[0]!.elapsedMs).toBeGreaterThanOrEqual(0);
  });

  it('tells who was asked, together and each once; after a break all that are still open', async () => {
    const inquiry = await accept(3);
    const [first, second, third] = inquiry.requests.map(({ id }) => id);
    const fetched = (ids: readonly (number | undefined)[]) => test.database.pool.query('UPDATE mailbox SET first_fetched_at = now() WHERE request_id = ANY($1::bigint[])', [ids]);
    const rounds: number[][] = [];
    const follow = (signal: AbortSignal) => (async () => {
      for await (const { asked } of progressOf(reader, collector, inquiry.inquiryId, undefined, signal)) if (asked.length > 0) rounds.push([...asked]);
    })();
    const line = new AbortController();
    controllers.push(line);
    await fetched([first, second]);
    const over = follow(line.signal);
    await until(() => rounds.length === 1);
    await fetched([third]);
    await until(() => rounds.length === 2);
    expect(rounds).toEqual([[first, second], [third]]);
    line.abort();
    await over;
    await answer(inquiry, 0);
    const again = new AbortController();
    controllers.push(again);
    const anew = follow(again.signal);
    await until(() => rounds.length === 3);
    expect(rounds[2]).toEqual([second, third]);
    again.abort();
    await anew;
  });

  it('a call that leaves is told while it is under way, and before its outcome; who comes later is told of what is still open', async () => {
    const inquiry = await accept(3);
    const [first, second, third] = inquiry.requests.map(({ id }) => id);
    const told: (number | string)[] = [];
    let reads = 0;
    const counting: InquiryReader = Object.assign(Object.create(reader) as InquiryReader, { outcomesAfter: (...of: Parameters<InquiryReader['outcomesAfter']>) => ((reads += 1), reader.outcomesAfter(...of)) });
    const follow = (seen: (number | string)[], signal: AbortSignal) => (async () => {
      for await (const { outcomes, asked } of progressOf(counting, collector, inquiry.inquiryId, undefined, signal)) seen.push(...asked, ...outcomes.map(({ requestId }) => `answered ${requestId}`));
    })();
    const line = new AbortController();
    controllers.push(line);
    const over = follow(told, line.signal);
    // Past the first look: what is told from here on comes out of memory.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const readsBefore = reads;
    collector.asking(inquiry.inquiryId, first!);
    collector.asking(inquiry.inquiryId, second!);
    collector.asking(inquiry.inquiryId, first!);
    await until(() => told.length === 2);
    expect([told, reads - readsBefore]).toEqual([[first, second], 0]);
    await answer(inquiry, 0);
    await until(() => told.length === 3);
    collector.asking(inquiry.inquiryId, third!);
    await answer(inquiry, 2);
    await until(() => told.includes(`answered ${third}`));
    // With the outcome, or not at all: never after it.
    expect(told.slice(2).filter((one) => one !== third)).toEqual([`answered ${first}`, `answered ${third}`]);
    expect(told.indexOf(third!)).toBeLessThan(told.indexOf(`answered ${third}`));
    line.abort();
    await over;
    const later: (number | string)[] = [];
    const again = new AbortController();
    controllers.push(again);
    const anew = follow(later, again.signal);
    await until(() => later.includes(second!));
    expect(later.filter((one) => typeof one === 'number')).toEqual([second]);
    again.abort();
    await anew;
  });

  it('of an inquiry that is complete already: everything, then the end', async () => {
    const inquiry = await accept(2);
    await Promise.all([0, 1].map((index) => answer(inquiry, index)));
    const client = listen(inquiry.inquiryId);
    await client.over;
    expect(client.events).toHaveLength(2);
  });

  it('of an inquiry nobody knows ends at once', async () => {
    const client = listen('00000000-0000-7000-8000-000000000000');
    await client.over;
    expect([client.events.length, client.ended]).toEqual([0, true]);
  });

  it('sees what another process commits, without being told', async () => {
    const inquiry = await accept(1);
    const client = listen(inquiry.inquiryId);
    await answer(inquiry, 0, { by: collectorOfProcess() });
    await client.over;
    expect(client.events).toHaveLength(1);
  });

  it('goes on after Last-Event-ID: nothing lost, nothing repeated, wherever the line broke', async () => {
    const inquiry = await accept(6);
    for (const index of [3, 1, 5, 0, 2, 4]) await answer(inquiry, index);
    const whole = listen(inquiry.inquiryId);
    await whole.over;
    for (let seen = 0; seen <= 6; seen += 1) {
      const rest = listen(inquiry.inquiryId, whole.events[seen - 1]?.id);
      await rest.over;
      expect(institutions(rest.events)).toEqual(institutions(whole.events).slice(seen));
    }
  });

  it('the line breaks in the middle while answers go on: the client has each exactly once', async () => {
    const inquiry = await accept(40);
    const seen: ProgressEvent[] = [];
    const answering = (async () => {
      for (let index = 0; index < 40; index += 1) await answer(inquiry, index);
    })();
    for (;;) {
      const client = listen(inquiry.inquiryId, seen.at(-1)?.id);
      await until(() => client.ended || client.events.length > 2);
      client.hangUp();
      await client.over;
      seen.push(...client.events);
      if (client.ended) break;
    }
    await answering;
    expect(institutions(seen).sort()).toEqual(inquiry.requests.map(({ institutionCode }) => institutionCode).sort());
  });

  it('a late version is told while the inquiry is open', async () => {
    const inquiry = await accept(2);
    const client = listen(inquiry.inquiryId);
    await answer(inquiry, 0, { outcome: { kind: 'unavailable', cause: 'deadline-passed' } });
    await until(() => client.events.length === 1);
    await answer(inquiry, 0);
    await answer(inquiry, 1);
    await client.over;
    expect(client.events.map(({ kind, version }) => [kind, version])).toEqual([['unavailable', 1], ['nothing-found', 2], ['nothing-found', 1]]);
  });

  it('more outcomes than one page: all of them', async () => {
    const inquiry = await accept(1100);
    await Promise.all(inquiry.requests.map((_, index) => answer(inquiry, index)));
    const client = listen(inquiry.inquiryId);
    await client.over;
    expect(new Set(client.events.map(({ id }) => id)).size).toBe(1100);
    expect(client.events).toHaveLength(1100);
  });

  it('hung up: ends soon and reads no more', async () => {
    const inquiry = await accept(1);
    const client = listen(inquiry.inquiryId);
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.hangUp();
    await client.over;
    expect(client.ended).toBe(false);
  });
});

describe('while an old transaction is open elsewhere', () => {
  /** A writer that has begun before everything else and has not committed yet. */
  async function oldTransaction(): Promise<{ insert: (inquiry: AcceptedInquiry, index: number) => Promise<unknown>; commit: () => Promise<void> }> {
    const client = new pg.Client({ connectionString: test.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    return {
      insert: ({ inquiryId, requests }, index) =>
        client.query(
          `INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, accepted_at, waited_ms)
           VALUES ($1, 1, $2, 'refused', '{"kind":"refused","reason":"x"}', 'pull', now(), 0)`,
          [requests[index]!.id, inquiryId],
        ),
      commit: async () => {
        await client.query('COMMIT');
        await client.end();
      },
    };
  }

  it('outcomes are held back until nothing can slip in front of them, then come in order', async () => {
    const inquiry = await accept(3);
    const old = await oldTransaction();
    const client = listen(inquiry.inquiryId);
    await answer(inquiry, 0);
    await answer(inquiry, 1);
    await old.insert(inquiry, 2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(client.events).toEqual([]);
    await old.commit();
    await until(() => client.events.length === 3);
    expect(institutions(client.events)).toEqual(['B-2', 'B-0', 'B-1']);
  });

  it('a client that reconnects in between loses nothing and sees nothing twice', async () => {
    const inquiry = await accept(4);
    await answer(inquiry, 0);
    const before = listen(inquiry.inquiryId);
    await until(() => before.events.length === 1);
    const old = await oldTransaction();
    await answer(inquiry, 1);
    await old.insert(inquiry, 2);
    await answer(inquiry, 3);
    before.hangUp();
    await before.over;
    const after = listen(inquiry.inquiryId, before.events.at(-1)!.id);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(after.events).toEqual([]);
    await old.commit();
    await until(() => after.events.length === 3);
    expect(institutions([...before.events, ...after.events])).toEqual(['B-0', 'B-2', 'B-1', 'B-3']);
  });

  it('the inquiry is complete: the stream does not end before the last outcome is told', async () => {
    const inquiry = await accept(1);
    const old = await oldTransaction();
    const client = listen(inquiry.inquiryId);
    await answer(inquiry, 0);
    expect((await reader.inquiry(inquiry.inquiryId))!.completedAt).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([client.events.length, client.ended]).toEqual([0, false]);
    await old.commit();
    await client.over;
    expect([client.events.length, client.ended]).toEqual([1, true]);
  });
});

describe('event ids', () => {
  it('name a place in the order of commits', () => {
    expect(parseEventId('745-1001-2')).toEqual({ xid: '745', requestId: 1001, version: 2 });
  });

  it.each(['', 'x', '1-2', '1-2-3-4', '-1-2-3', '1.5-2-3', '99999999999999999999-1-1', "1';--2-3"])('%j is none of ours: from the beginning', async (id) => {
    expect(parseEventId(id)).toBeUndefined();
    const inquiry = await accept(1);
    await answer(inquiry, 0);
    const client = listen(inquiry.inquiryId, id);
    await client.over;
    expect(client.events).toHaveLength(1);
  });
});
