import { randomBytes } from 'node:crypto';
import type { QueryOutcome } from '#contracts/adapter';
import { fromHeaders, isEventType, faultOf, topicName, TYPE_PREFIX, type CloudEvent, type TopicId } from '#contracts/events';
import { Collector } from '#libs/collection';
import { acceptRequests, openCase, rowsOf, until, type TestCase } from '#libs/engine-testkit';
import { DONE, MessageBus, type BusMessage } from '#libs/message-bus';
import { BrokerLine, testBrokers } from '#libs/message-bus-testkit';
import type { Database, OpenRequestRow } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { EventRelay, OutboxWatch, type RelayOptions } from './index.js';

const TIMEOUT_MS = 60_000;
const WAIT_MS = 30_000;
const silent = { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined };

let brokers: string[];
let test0: TestDatabase;
let database: Database;
let prefix: string;
let there: TestCase;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => void (brokers = await testBrokers()), TIMEOUT_MS);
beforeEach(async () => {
  prefix = `t-${randomBytes(4).toString('hex')}`;
  test0 = await createTestDatabase();
  database = test0.database;
  await database.query.insertInto('institution').values(['BANK', 'LATE'].map((code) => ({
    code, name: code, kind: 'bank', adapter: 'x', contract_version: '1', region: '000000', sources: ['deposit'], concurrency: 1, connect_timeout_ms: 1, response_timeout_ms: 1, answer_deadline_s: 1,
  })) as never).execute();
  there = await openCase(database);
});
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await test0.drop();
}, TIMEOUT_MS);

function bus(to: readonly string[] = brokers): MessageBus {
  const made = new MessageBus({ brokers: to, clientId: 'test', logger: silentLogger(), watchMs: 200 });
  open.push(() => made.close());
  return made;
}

function relay(given: Partial<RelayOptions> = {}): EventRelay {
  const made = new EventRelay({ database, bus: bus(), logger: silentLogger(), prefix, source: 'urn:test:gateway', copies: 1, idleMs: 5, ...given });
  open.push(() => made.stop());
  made.start();
  return made;
}

interface Seen extends CloudEvent {
  readonly message: BusMessage;
  readonly data: Record<string, unknown>;
}

/** Everything of some topics from the beginning, checked against its schema; each id once, unless what is told again is to be seen too. */
function reading(topics: readonly TopicId[], repeats = false): Seen[] {
  const seen: Seen[] = [];
  bus().consumer({
    group: `${prefix}-reader-${randomBytes(3).toString('hex')}`, topics: topics.map((id) => topicName(prefix, id)), sessionMs: 6000, park: async () => undefined,
    handle: async (message) => {
      const event = fromHeaders(message.headers) as CloudEvent;
      const data = JSON.parse(String(message.value)) as Record<string, unknown>;
      const type = event.type.slice(TYPE_PREFIX.length);
      if (!isEventType(type)) throw new Error(`unknown ${type}`);
      // At least once: a topic that has just been made may take a batch in part, and then all of it comes again.
      if (!repeats && seen.some(({ id }) => id === event.id)) return DONE;
      seen.push({ ...event, type, message, data: { ...data, ...(faultOf(type, data) === undefined ? {} : { fault: faultOf(type, data) }) } });
      return DONE;
    },
  }).start();
  return seen;
}

async function answer(request: OpenRequestRow, outcome: QueryOutcome): Promise<void> {
  const collector = new Collector(database, silent);
  await collector.collect({
    requestId: request.id, inquiryId: request.inquiryId, institutionCode: request.institutionCode, outcome, via: outcome.kind === 'unavailable' ? 'gateway' : 'pull', exchangeId: null,
    acceptedAtMs: request.acceptedAt.getTime(), sentAtMs: null, receivedAtMs: Date.now(), waitedMs: 0,
  });
  await collector.drain();
}

const ACCOUNT = '6222021200000000013';
const ADDRESS = '浙江省杭州市西湖区样例路1号';
const FOUND: QueryOutcome = {
  kind: 'found', remarks: '王小明',
  assets: [{
    source: 'deposit', reference: ACCOUNT, category: '活期储蓄', heldAt: ADDRESS, value: { fen: 1_250_000, currency: 'CNY' }, available: { fen: 1000, currency: 'CNY' }, holders: [{ name: '王小明' }],
    priorMeasures: [{ sequence: 1, authority: '某院', documentNumber: '（2026）浙0106执1号' }], attributes: { postalAddress: ADDRESS },
  }],
};
const types = (seen: readonly Seen[]): string[] => seen.map(({ type }) => type);

describe('what was committed is published', () => {
  it('an inquiry from beginning to end: in order, as its schemas say, who is missing and why; each view shows what it may', async () => {
    const { inquiryId, requests } = await acceptRequests(database, there, [{ institutionCode: 'BANK', channel: 'pull' }, { institutionCode: 'LATE', channel: 'pull' }]);
    relay();
    const life = await topicsReady(() => reading(['inquiry']));
    const full = reading(['resultFull']);
    const shown = reading(['resultPublic']);
    await answer(requests[0]!, FOUND);
    await answer(requests[1]!, { kind: 'unavailable', cause: 'deadline-passed' });
    await until(() => types(life).includes('inquiry.completed.v1') && full.length > 0 && shown.length > 0, WAIT_MS);
    expect(types(life)).toEqual(['inquiry.accepted.v1', 'target.answered.v1', 'target.answered.v1', 'inquiry.completed.v1']);
    expect([...life, ...full, ...shown].filter(({ data }) => 'fault' in data).map(({ type, data }) => `${type} ${String(data['fault'])}`)).toEqual([]);
    expect(life[0]).toMatchObject({ source: 'urn:test:gateway', subject: there.caseId, data: { inquiryId, caseId: there.caseId, total: 2 } });
    expect(life[1]!.data).toMatchObject({ requestId: requests[0]!.id, institutionCode: 'BANK', outcome: 'found', answered: true, assets: 1, version: 1 });
    expect(life[3]!.data).toMatchObject({ complete: false, missingCount: 1, missing: [{ requestId: requests[1]!.id, institutionCode: 'LATE', outcome: 'unavailable', cause: 'deadline-passed' }] });
    expect(full[0]!.data).toMatchObject({ inquiryId, obligorId: there.obligorIds[0], assets: [{ reference: ACCOUNT, heldAt: ADDRESS, holders: [{ name: '王小明' }] }], remarks: '王小明' });
    expect(shown[0]!.data['assets']).toEqual([{ source: 'deposit', value: { fen: 1_250_000, currency: 'CNY' }, available: { fen: 1000, currency: 'CNY' }, controlled: true }]);
    // Personal data are in the values of one topic and nowhere else.
    for (const { message } of [...life, ...shown]) for (const secret of [ACCOUNT, '王小明', '样例路', '虚构人']) expect(String(message.value)).not.toContain(secret);
    for (const { message } of [...life, ...full, ...shown]) expect(JSON.stringify([message.key, message.headers])).not.toMatch(/王小明|6222|样例路/);
    expect(new Set([...life, ...full, ...shown].map(({ message }) => message.key))).toEqual(new Set([there.caseId]));
  }, TIMEOUT_MS);

  it('a late answer is told again as a further version, and an answer of a register has no public side', async () => {
    const { requests } = await acceptRequests(database, there, [{ institutionCode: 'BANK', channel: 'pull' }]);
    await answer(requests[0]!, { kind: 'unavailable', cause: 'deadline-passed' });
    await answer(requests[0]!, { kind: 'found', assets: [], identities: [{ source: 'marriage', match: 'exact', name: '王小明', attributes: { maritalStatus: 'married', spouseName: '周样例' } }] });
    relay();
    const life = await topicsReady(() => reading(['inquiry']));
    const found = reading(['resultFull', 'resultPublic']);
    await until(() => life.length === 4 && found.length === 1, WAIT_MS);
    expect(types(life)).toEqual(['inquiry.accepted.v1', 'target.answered.v1', 'inquiry.completed.v1', 'target.answered.v1']);
    expect(life[3]!.data).toMatchObject({ version: 2, outcome: 'found' });
    expect(types(found)).toEqual(['asset.found.full.v1']);
    // Who is named beside an obligor is for the handling officer alone.
    expect(String(found[0]!.message.value)).toContain('married');
    expect(String(found[0]!.message.value)).not.toContain('周样例');
  }, TIMEOUT_MS);

  it('a transaction that began earlier commits later: nothing behind it is published before it, and nothing is passed over', async () => {
    const slow = await database.pool.connect();
    await slow.query('BEGIN');
    await slow.query(`INSERT INTO outbox (type, key, payload) VALUES ('measure', 'k', '{}'), ('control.case-changed', $1, '{"caseId": "x", "event": "slow"}')`, [there.caseId]);
    await database.pool.query(`INSERT INTO outbox (type, key, payload) VALUES ('control.case-changed', $1, '{"caseId": "x", "event": "quick"}')`, [there.caseId]);
    const passedOver: string[] = [];
    relay({ observer: { published: () => undefined, passedOver: (why) => passedOver.push(why) } });
    const seen = await topicsReady(() => reading(['measure']));
    const watch = new OutboxWatch({ database, logger: silentLogger(), mostSeconds: -1 });
    expect((await watch.lag()).events).toBeGreaterThan(0);
    await expect(watch.check()).rejects.toMatchObject({ code: 'events-wait' });
    expect(seen).toEqual([]);
    await slow.query('COMMIT');
    slow.release();
    await until(() => seen.length === 2, WAIT_MS);
    expect(seen.map(({ data }) => data['event'])).toEqual(['slow', 'quick']);
    // A page that is sent again, because the topics have just been made, is gone through again.
    expect([...new Set(passedOver)]).toEqual(['unknown-type']);
    await until(async () => (await watch.lag()).events === 0, WAIT_MS);
  }, TIMEOUT_MS);

  it('something larger than the brokers take: told without its content, and what comes behind it is told', async () => {
    const { requests } = await acceptRequests(database, there, [{ institutionCode: 'BANK', channel: 'pull' }]);
    const assets = Array.from({ length: 1500 }, (_, index) => ({ source: 'deposit' as const, reference: `${ACCOUNT}${index}`, remarks: randomBytes(400).toString('hex') }));
    await answer(requests[0]!, { kind: 'found', assets });
    relay();
    const life = await topicsReady(() => reading(['inquiry']));
    const full = reading(['resultFull']);
    await until(() => types(life).includes('inquiry.completed.v1') && full.length === 1, WAIT_MS);
    expect(full[0]!.data).toMatchObject({ omitted: 'too-large', assets: [] });
    expect(life[1]!.data).toMatchObject({ assets: 1500 });
  }, TIMEOUT_MS);

  it('published and old: removed; not published: kept however old', async () => {
    await database.pool.query(`INSERT INTO outbox (type, key, payload, created_at) VALUES ('control.case-changed', $1, '{"caseId": "x", "event": "old"}', now() - interval '30 days')`, [there.caseId]);
    const away = relay({ bus: bus(['127.0.0.1:1']) });
    await away.stop();
    expect(await rowsOf(database, 'SELECT FROM outbox')).toHaveLength(1);
    const first = relay();
    const seen = await topicsReady(() => reading(['measure']));
    await until(() => seen.length === 1, WAIT_MS);
    await first.stop();
    await database.pool.query(`INSERT INTO outbox (type, key, payload) VALUES ('control.case-changed', $1, '{"caseId": "x", "event": "new"}')`, [there.caseId]);
    const second = relay();
    await until(() => seen.length === 2, WAIT_MS);
    await second.stop();
    relay();
    await until(async () => (await rowsOf(database, 'SELECT FROM outbox')).length === 1, WAIT_MS);
  }, TIMEOUT_MS);
});

describe('a database that was dumped and restored on a server that counts from the beginning', () => {
  /** As a dump carries them over: numbers of transactions of the server before, far above those of this one. */
  async function restored(): Promise<void> {
    const ahead = `((commit_xid::text)::bigint + 1000000000)::text::xid8`;
    await database.pool.query(`UPDATE outbox SET commit_xid = ${ahead}`);
    await database.pool.query(`UPDATE outcome SET commit_xid = ${ahead}`);
    await database.pool.query(`UPDATE event_relay SET commit_xid = ${ahead}, server = 1, moved_at = moved_at - interval '1 hour'`);
    await database.pool.query(`UPDATE outbox SET created_at = created_at - interval '1 hour'`);
  }
  const ask = async (): Promise<string> => {
    const { inquiryId, requests } = await acceptRequests(database, there, [{ institutionCode: 'BANK', channel: 'pull' }, { institutionCode: 'LATE', channel: 'pull' }]);
    await answer(requests[1]!, { kind: 'nothing-found' });
    await answer(requests[0]!, { kind: 'nothing-found' });
    return inquiryId;
  };

  it('what was not published, and what is committed from now on, is published in order; what was published is not told again one day', async () => {
    const first = relay();
    const life = await topicsReady(() => reading(['inquiry']));
    const before = await ask();
    await until(() => life.length === 4, WAIT_MS);
    await first.stop();
    const unpublished = await ask();
    await restored();
    const after = await ask();
    relay();
    const ofInquiry = (id: string): string[] => life.filter(({ data }) => data['inquiryId'] === id).map(({ type }) => type);
    const whole = ['inquiry.accepted.v1', 'target.answered.v1', 'target.answered.v1', 'inquiry.completed.v1'];
    await until(() => ofInquiry(unpublished).length >= 4 && ofInquiry(after).length >= 4, WAIT_MS);
    const later = await ask();
    await until(() => ofInquiry(later).length === 4, WAIT_MS);
    expect([unpublished, after, later].map(ofInquiry)).toEqual([whole, whole, whole]);
    // Answered within the five minutes that clocks may differ: told again, under the same ids (but for the moments that `restored` has moved, which no dump does).
    expect(new Set(life.filter(({ data }) => data['inquiryId'] === before).map(({ id }) => id.replace(/-[0-9a-z]+$/, ''))).size).toBe(4);
    const { rows } = await database.pool.query(`SELECT count(*)::int AS ahead FROM (SELECT commit_xid FROM outbox UNION ALL SELECT commit_xid FROM outcome) all_of_it WHERE commit_xid >= pg_snapshot_xmax(pg_current_snapshot())`);
    expect(rows).toEqual([{ ahead: 0 }]);
    expect(await rowsOf(database, 'SELECT FROM event_relay, pg_control_system() s WHERE server = s.system_identifier')).toHaveLength(1);
  }, TIMEOUT_MS);

  it('published long before: not told again, and the order of answers within an inquiry stays', async () => {
    const first = relay();
    const life = await topicsReady(() => reading(['inquiry'], true));
    const { inquiryId, requests } = await acceptRequests(database, there, [{ institutionCode: 'BANK', channel: 'pull' }, { institutionCode: 'LATE', channel: 'pull' }]);
    await answer(requests[1]!, { kind: 'nothing-found' });
    await answer(requests[0]!, { kind: 'nothing-found' });
    await until(() => life.length >= 4, WAIT_MS);
    await first.stop();
    const told = life.length;
    await restored();
    // An hour later nothing more had been published.
    await database.pool.query(`UPDATE event_relay SET moved_at = clock_timestamp() + interval '10 minutes'`);
    const second = relay();
    const order = () => rowsOf<{ request_id: number }>(database, `SELECT request_id FROM outcome WHERE inquiry_id = $1 ORDER BY commit_xid, request_id`, [inquiryId]);
    await until(async () => (await rowsOf(database, 'SELECT FROM event_relay WHERE server <> 1')).length === 1, WAIT_MS);
    expect((await order()).map((row) => row.request_id)).toEqual([requests[1]!.id, requests[0]!.id]);
    await second.stop();
    expect(life).toHaveLength(told);
  }, TIMEOUT_MS);

  it('nothing but the number of its transaction changes in an outcome', async () => {
    await ask();
    await expect(database.pool.query(`UPDATE outcome SET waited_ms = 1, commit_xid = '5'`)).rejects.toThrow('only ever added');
    await expect(database.pool.query('DELETE FROM outcome')).rejects.toThrow('permission denied');
  });
});

describe('when something goes wrong', () => {
  it('the brokers are away: inquiries go on, and all of it is told in order once they are there', async () => {
    const line = await BrokerLine.to(brokers[0]!);
    open.push(() => line.close());
    line.cut();
    relay({ bus: bus([line.address]) });
    const expected: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { inquiryId, requests } = await acceptRequests(database, there, [{ institutionCode: 'BANK', channel: 'pull' }]);
      await answer(requests[0]!, { kind: 'nothing-found' });
      expected.push(`inquiry.accepted.v1 ${inquiryId}`, `target.answered.v1 ${inquiryId}`, `inquiry.completed.v1 ${inquiryId}`);
    }
    await until(() => line.refused > 1, WAIT_MS);
    const watch = new OutboxWatch({ database, logger: silentLogger(), mostSeconds: 3600 });
    expect((await watch.lag()).events).toBe(15);
    line.mend();
    const life = await topicsReady(() => reading(['inquiry']));
    await until(() => life.length === 15, WAIT_MS);
    expect(life.map(({ type, data }) => `${type} ${String(data['inquiryId'])}`)).toEqual(expected);
  }, TIMEOUT_MS);

  it('dies between publishing and writing that down: told twice under the same id, and nothing is lost', async () => {
    const { requests } = await acceptRequests(database, there, [{ institutionCode: 'BANK', channel: 'pull' }]);
    await answer(requests[0]!, { kind: 'nothing-found' });
    let failures = 1;
    const ask = database.pool.query.bind(database.pool) as (...given: unknown[]) => Promise<unknown>;
    const pool = Object.assign(Object.create(database.pool) as Database['pool'], {
      query: (...given: unknown[]) => (String(given[0]).includes('UPDATE event_relay') && failures-- > 0 ? Promise.reject(new Error('died')) : ask(...given)),
    });
    relay({ database: Object.assign(Object.create(database) as Database, { pool }) });
    const life = await topicsReady(() => reading(['inquiry'], true));
    await until(() => life.length >= 6, WAIT_MS);
    expect(types(life.slice(0, 3))).toEqual(types(life.slice(3, 6)));
    expect(new Set(life.map(({ id }) => id)).size).toBe(3);
  }, TIMEOUT_MS);

  it('two processes: one publishes at a time, each event once; the one that stops is followed by the other', async () => {
    const published: string[] = [];
    const processes = ['first', 'second'].map((name) => relay({ observer: { published: (topic, count) => void published.push(`${name} ${topic} ${count}`), passedOver: () => undefined } }));
    const life = await topicsReady(() => reading(['inquiry'], true));
    const ask = async (): Promise<void> => {
      const { requests } = await acceptRequests(database, there, [{ institutionCode: 'BANK', channel: 'pull' }]);
      await answer(requests[0]!, { kind: 'nothing-found' });
    };
    for (let round = 0; round < 20; round += 1) await ask();
    await until(() => life.length >= 60, WAIT_MS);
    const active = published[0]!.split(' ')[0]!;
    await processes[active === 'first' ? 0 : 1]!.stop();
    for (let round = 0; round < 5; round += 1) await ask();
    await until(() => life.length >= 75, WAIT_MS);
    expect(new Set(life.map(({ id }) => id)).size).toBe(75);
    expect(life).toHaveLength(75);
  }, TIMEOUT_MS);
});

/** Topics are made by the relay; who reads a topic that is not there tries again and again. */
async function topicsReady<T>(read: () => T): Promise<T> {
  const probe = bus();
  await until(async () => (await probe.topics()).includes(topicName(prefix, 'parked')), WAIT_MS);
  return read();
}
