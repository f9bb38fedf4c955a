import { Collector } from '#libs/collection';
import { acceptRequests, openCase, until } from '#libs/engine-testkit';
import { Mailbox } from '#libs/mailbox';
import { Database, MailboxStore } from '#libs/store';
import { createTestDatabase, TEST_RING, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { ClosingOrder } from './closing-order.js';
import { hearCancelled, hearCommitted, hearDispatch, hearMailboxes, signalMailboxes, tellCancelled, tellCommitted, tellOffered } from './process-news.js';

const silent = { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined };

let test0: TestDatabase;
let closing: ClosingOrder;
beforeAll(async () => void (test0 = await createTestDatabase()));
beforeEach(() => void (closing = new ClosingOrder()));
afterEach(() => closing.close());
afterAll(() => test0.drop());

/** A process: connections of its own, to the same PostgreSQL. */
function process(): { database: Database; closing: ClosingOrder } {
  const database = closing.opened(new Database({ url: test0.url, poolSize: 3, applicationName: 'test', keys: TEST_RING }), (one) => one.close());
  return { database, closing };
}

const answer = (collector: Collector, { id, inquiryId, institutionCode, acceptedAt }: { id: number; inquiryId: string; institutionCode: string; acceptedAt: Date }) =>
  collector.collect({ requestId: id, inquiryId, institutionCode, outcome: { kind: 'nothing-found' }, via: 'pull', exchangeId: null, acceptedAtMs: acceptedAt.getTime(), sentAtMs: null, receivedAtMs: null, waitedMs: 0 });

describe('answers that another process commits', () => {
  it('are told to who waits here: as they come, and when nothing is missing any more', async () => {
    const [gateway, exchange] = [process(), process()];
    const here = new Collector(gateway.database, silent, { tellOthers: tellCommitted(gateway) });
    const listener = hearCommitted(here, gateway, silentLogger());
    const there = new Collector(exchange.database, silent, { tellOthers: tellCommitted(exchange) });
    await until(() => listener.listening);
    const { inquiryId, requests } = await acceptRequests(gateway.database, await openCase(gateway.database), [{ institutionCode: 'A', channel: 'pull' }, { institutionCode: 'B', channel: 'pull' }]);
    const heard: unknown[] = [];
    here.onOutcome(inquiryId, (what) => heard.push(what));
    const watch = here.watch(inquiryId, 2);
    let settled = false;
    const waiting = watch.settled(60_000).then(() => (settled = true));
    await answer(there, requests[0]!);
    await until(() => heard.includes('elsewhere'));
    expect(settled).toBe(false);
    await answer(there, requests[1]!);
    await waiting;
    // What they are stands in PostgreSQL only.
    expect(watch.hasAll).toBe(false);
    watch.close();
  });

  it('a call that leaves there is told here, once, before its answer, and forgotten with the last answer', async () => {
    const [gateway, dispatcher] = [process(), process()];
    const here = new Collector(gateway.database, silent, { tellOthers: tellCommitted(gateway) });
    const listener = hearCommitted(here, gateway, silentLogger());
    const there = new Collector(dispatcher.database, silent, { tellOthers: tellCommitted(dispatcher) });
    await until(() => listener.listening);
    const { inquiryId, requests } = await acceptRequests(gateway.database, await openCase(gateway.database), [{ institutionCode: 'A', channel: 'push' }]);
    const heard: unknown[] = [];
    here.onOutcome(inquiryId, (what) => heard.push(what));
    here.onAsking(inquiryId, (requestId) => heard.push(requestId));
    there.asking(inquiryId, requests[0]!.id);
    there.asking(inquiryId, requests[0]!.id);
    await until(() => heard.length === 1);
    expect([heard, here.askedNow(inquiryId), there.askedNow(inquiryId)]).toEqual([[requests[0]!.id], [requests[0]!.id], [requests[0]!.id]]);
    await answer(there, requests[0]!);
    await until(() => here.askedNow(inquiryId).length === 0);
    expect([heard[0], there.askedNow(inquiryId)]).toEqual([requests[0]!.id, []]);
  });

  it('half of them here, half there: the last one settles it, wherever it is', async () => {
    const [gateway, exchange] = [process(), process()];
    const here = new Collector(gateway.database, silent, { tellOthers: tellCommitted(gateway) });
    const { inquiryId, requests } = await acceptRequests(gateway.database, await openCase(gateway.database), [{ institutionCode: 'A', channel: 'pull' }, { institutionCode: 'B', channel: 'pull' }]);
    const watch = here.watch(inquiryId, 2);
    await answer(new Collector(exchange.database, silent), requests[0]!);
    await answer(here, requests[1]!);
    await watch.settled(60_000);
    watch.close();
  });

  it('whoever is about to end keeps nobody waiting', async () => {
    const here = new Collector(process().database, silent);
    const watch = here.watch('00000000-0000-7000-8000-000000000000', 1);
    const waiting = watch.settled(60_000);
    here.endWaiting();
    await waiting;
    await here.watch('00000000-0000-7000-8000-000000000001', 1).settled(60_000);
    expect(here.mayWait).toBe(false);
  });
});

describe('mailboxes', () => {
  it('what a gateway puts there, an exchange lists at the next poll; two exchanges list nothing twice', async () => {
    const [gateway, one, other] = [process(), process(), process()];
    const exchanges = [one, other].map((place) => new Mailbox(new MailboxStore(place.database)));
    for (const mailbox of exchanges) await mailbox.load();
    const listeners = exchanges.map((mailbox, index) => hearMailboxes(mailbox, [one, other][index]!, silentLogger()));
    await until(() => listeners.every(({ listening }) => listening));
    const { signal } = signalMailboxes(gateway);
    const wanted = Array.from({ length: 50 }, () => ({ institutionCode: 'POLLS', channel: 'pull' as const }));
    const { requests } = await acceptRequests(gateway.database, await openCase(gateway.database), wanted);
    signal(['POLLS']);
    const listed: number[] = [];
    await until(async () => {
      for (const ids of await Promise.all(exchanges.map((mailbox) => mailbox.fetch('POLLS')))) listed.push(...ids);
      return listed.length >= requests.length;
    });
    expect(listed.sort((a, b) => a - b)).toEqual(requests.map(({ id }) => id));
  });
});

describe('dispatchers', () => {
  it('hear what is cancelled, what is offered while Kafka is away, and what another is to have', async () => {
    const [gateway, dispatcher] = [process(), process()];
    const cancelled: string[] = [];
    const offered: number[] = [];
    const asked: number[] = [];
    const listener = hearCancelled((id) => cancelled.push(id), dispatcher, silentLogger());
    const { ask } = hearDispatch(dispatcher, silentLogger(), { asked: (partitions) => asked.push(...partitions), offered: (ids) => offered.push(...ids) });
    await until(() => listener.listening);
    // Every listener of this process is on its way: the first word may be early.
    const tell = { cancelled: tellCancelled(gateway), offered: tellOffered(gateway) };
    await until(() => {
      tell.cancelled('x');
      tell.offered.tell(['7', '8']);
      ask([3, 4]);
      return cancelled.includes('x') && offered.includes(8) && asked.includes(4);
    });
  });

  it('a word is told again when the database was away, and many words need several notifications', async () => {
    const gateway = process();
    const heard = new Set<number>();
    const { ask } = hearDispatch(gateway, silentLogger(), { asked: () => undefined, offered: (ids) => ids.forEach((id) => heard.add(id)) });
    void ask;
    const sender = tellOffered(gateway);
    await until(() => {
      sender.tell(['0']);
      return heard.has(0);
    });
    sender.tell(Array.from({ length: 3000 }, (_, index) => String(1_000_000 + index)));
    await until(() => heard.size === 3001);
  });
});
