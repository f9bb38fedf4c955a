import { randomBytes } from 'node:crypto';
import { TOPICS, toHeaders, topicName, type EventData, type EventType, type TopicId, EVENT_TYPES } from '#contracts/events';
import { breakableDatabase, until, type BreakableDatabase } from '#libs/engine-testkit';
import { CaseEvents, parkedIn, Parking, readMessage, Senders, type IncomingEvent } from '#libs/event-intake';
import { CaseService } from '#libs/cases';
import { FilingDesk } from '#libs/filing';
import { MessageBus, type OutgoingMessage } from '#libs/message-bus';
import { testBrokers } from '#libs/message-bus-testkit';
import { EventKnown } from '#libs/store';
import { silentLogger } from '#libs/telemetry';
import { pushInstitution, residentId, withOfficers } from '../testkit/sample-data.js';
import { RunningGateway } from '../testkit/running-gateway.js';
import { startEventIntake, type EventIntakeParts } from './event-intake.js';

const TIMEOUT_MS = 60_000;
const WAIT_MS = 30_000;
const SOURCE = 'urn:court:cases';

let gateway: RunningGateway;
let line: BreakableDatabase;
let officers: [string, string];
let prefix: string;
let bus: MessageBus;
let serial = 0;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const brokers = await testBrokers();
  gateway = await RunningGateway.start({ reach: async (url) => (line = await breakableDatabase(url)).database });
  officers = await withOfficers(gateway);
  expect((await gateway.post('/api/v1/institutions', pushInstitution(), { as: 'operator' })).status).toBe(201);
  bus = new MessageBus({ brokers, clientId: 'test', logger: silentLogger() });
}, TIMEOUT_MS);
afterAll(async () => {
  await bus.close();
  await gateway.close();
  await line.close();
}, TIMEOUT_MS);

beforeEach(async () => {
  prefix = `t-${randomBytes(4).toString('hex')}`;
  const plans = (['case', 'command', 'parked'] as const).map((id) => ({ name: topicName(prefix, id), partitions: 3, copies: 1, settings: { 'max.message.bytes': '3000000' } }));
  await bus.ensureTopics(plans);
}, TIMEOUT_MS);
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
}, TIMEOUT_MS);

async function intake(given: Partial<EventIntakeParts> = {}): Promise<{ close(): Promise<void> }> {
  const { database, engine, control, metrics, logger } = gateway.parts;
  const started = await startEventIntake({ bus, prefix, database, engine, control, metrics, logger, tuning: { attempts: 3, pauseMs: () => 20, sessionMs: 6000 }, ...given });
  open.push(() => started.close());
  return started;
}

const numberOf = (index: number): string => `（2026）浙0106执${5000 + index}号`;
const party = (number: string, seed: number, change: object = {}) => ({ number, role: 'obligor' as const, kind: 'person' as const, name: '虚构人甲', documents: [{ type: 'resident-id', number: residentId(seed) }], ...change });

function filing(change: Partial<EventData['case.filed.v1']> = {}): EventData['case.filed.v1'] {
  serial += 1;
  return {
    filingNumber: `KF-${serial}`, caseNumber: numberOf(serial), filedOn: '2026-05-03', owed: { principalFen: 100_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
    officers: officers.map((id) => ({ id })), parties: [party('1', 40_000 + serial)], ...change,
  };
}

function message<Type extends EventType>(type: Type, data: EventData[Type], id: string = randomBytes(6).toString('hex'), source = SOURCE): OutgoingMessage {
  const key = (data as { caseNumber: string }).caseNumber;
  return { topic: topicName(prefix, EVENT_TYPES[type]), key, value: JSON.stringify(data), headers: toHeaders(type, { id, source, time: new Date().toISOString(), subject: key }) };
}

async function send(...messages: OutgoingMessage[]): Promise<void> {
  const producer = bus.producer();
  await producer.send(messages);
  await producer.close();
}

const parked = async () => parkedIn(await bus.read(topicName(prefix, 'parked')));
const caseOf = (number: string) => new CaseService(gateway.database).reader.findByNumber(number);
const filingsOf = async (caseId: string) => (await gateway.get(`/api/v1/filings?caseId=${caseId}`, { as: 'auditor' })).body.items;
const read = (id: TopicId) => bus.lag(`${prefix}.gateway.${TOPICS[id].name}`, topicName(prefix, id));

describe('events of case systems', () => {
  test('a case is filed: registered and asked about by itself; the same event, and the same filing under another id, count once', async () => {
    await intake();
    const data = filing();
    await send(message('case.filed.v1', data, 'one'), message('case.filed.v1', data, 'one'), message('case.filed.v1', data, 'two'));
    await until(async () => (await read('case')) === 0n, WAIT_MS);
    const known = (await caseOf(data.caseNumber))!;
    expect(known).toMatchObject({ createdBy: `kafka:${SOURCE}`, owed: { principalFen: 100_000 } });
    const filings = await filingsOf(known.id);
    expect(filings).toMatchObject([{ channel: 'kafka', state: 'started', inquiries: [{ state: 'started' }] }]);
    expect(await parked()).toEqual([]);
    expect((await gateway.audit()).filter(({ event, case_id: id }) => event === 'filing.received' && id === known.id).map(({ actor, result }) => `${actor} ${result}`)).toEqual([`kafka:${SOURCE} success`, `kafka:${SOURCE} success`]);
  }, TIMEOUT_MS);

  test('the life of a case, in order: every event has its effect once, in the transaction of its record', async () => {
    await intake();
    const data = filing();
    const { caseNumber } = data;
    const second = { type: 'resident-id', number: residentId(90_000 + serial) };
    const events = [
      message('case.filed.v1', data),
      message('case.changed.v1', { caseNumber, owed: { interestFen: 500 } }),
      message('case.obligor-added.v1', { caseNumber, kind: 'person', name: '虚构人乙', documents: [second], ask: true }),
      message('case.amount-paid.v1', { caseNumber, paidTotalFen: 40_000 }),
      message('case.bankruptcy-accepted.v1', { caseNumber, document: second, acceptedOn: '2026-06-01', court: '某中院' }),
      message('case.obligor-removed.v1', { caseNumber, document: second }),
      message('case.ended-without-assets.v1', { caseNumber, ruledOn: '2026-08-01' }),
      message('case.restored.v1', { caseNumber }),
      message('case.closed.v1', { caseNumber }),
      message('case.closed.v1', { caseNumber }),
    ];
    await send(...events, ...events);
    await until(async () => (await read('case')) === 0n, WAIT_MS);
    expect((await parked()).map(({ reason }) => reason)).toEqual([]);
    const known = (await caseOf(caseNumber))!;
    expect(known).toMatchObject({ state: 'closed', kind: 'restored', owed: { interestFen: 500, paidFen: 40_000 } });
    expect(known.obligors.map(({ name, removedAt }) => `${name} ${removedAt !== undefined}`)).toEqual(['虚构人甲 false', '虚构人乙 true']);
    const { rows } = await gateway.database.pool.query('SELECT count(*)::int AS taken FROM received_event WHERE topic = $1', [topicName(prefix, 'case')]);
    expect(rows).toEqual([{ taken: events.length }]);
    const inquiries = await gateway.database.query.selectFrom('inquiry').select(['requested_by']).where('case_id', '=', known.id).execute();
    expect(inquiries.map(({ requested_by: by }) => by)).toEqual([`kafka:${SOURCE}`, `kafka:${SOURCE}`]);
  }, TIMEOUT_MS);

  test('what nobody should send: put aside with its reason and its bytes, holds up nobody, and tells nothing of what it says', async () => {
    await intake();
    const data = filing();
    const good = message('case.filed.v1', data);
    const bad = (change: Partial<OutgoingMessage>, headers: Record<string, string> = {}): OutgoingMessage => ({ ...good, ...change, headers: { ...good.headers, ...headers } });
    const secret = '虚构人甲';
    await send(
      { ...good, headers: {} },
      bad({}, { ce_type: 'chakong.case.filed.v2' }),
      bad({}, { ce_type: 'chakong.inquiry.accepted.v1' }),
      bad({}, { ce_type: 'chakong.inquiry.requested.v1' }),
      bad({}, { 'content-type': 'application/avro' }),
      bad({ value: Buffer.from([0xff, 0xfe, 0x00]) }),
      bad({ value: `{"name": "${secret}"` }),
      bad({ value: JSON.stringify({ ...data, filedOn: secret }) }),
      bad({ value: JSON.stringify({ ...data, caseNumber: secret }) }),
      bad({ value: JSON.stringify({ ...data, remarks: 'x'.repeat(1_200_000) }) }),
      bad({ key: numberOf(1) }),
      bad({ value: JSON.stringify({ ...data, parties: [party('1', 1, { documents: [{ type: 'resident-id', number: '330106198001011234' }] })] }) }),
      message('case.closed.v1', { caseNumber: numberOf(999_999) }),
      { ...good, headers: { ...good.headers, ce_id: 'the-good-one' } },
    );
    await until(async () => (await read('case')) === 0n, WAIT_MS);
    const aside = await parked();
    expect(aside.map(({ reason }) => reason).sort()).toEqual([
      'case-number-invalid', 'case-unknown', 'header-invalid: ce_specversion', 'header-invalid: content-type', 'key-mismatch', 'request-invalid /parties/0/documents/0/number', 'schema: /filedOn: pattern',
      'topic-wrong', 'type-unknown', 'type-unknown', 'value-too-large', 'value-unreadable', 'value-unreadable',
    ]);
    expect(aside.find(({ reason }) => reason === 'case-unknown')).toMatchObject({ attempts: 3 });
    expect(aside.find(({ reason }) => reason === 'value-too-large')!.message.value!.length).toBeGreaterThan(1_200_000);
    expect(await caseOf(data.caseNumber)).toBeDefined();
    expect(gateway.log.join('\n')).not.toMatch(/虚构人甲|330106198001011234/);
    expect(JSON.stringify(aside.map(({ reason, message: { headers } }) => [reason, Object.entries(headers).filter(([name]) => name.startsWith('parked-'))]))).not.toContain(secret);
  }, TIMEOUT_MS);

  test('a parked message is replayed when its cause is gone: handled once, and noted as replayed', async () => {
    await intake();
    const data = filing();
    const closed = message('case.closed.v1', { caseNumber: data.caseNumber });
    await send(closed);
    await until(async () => (await parked()).length === 1, WAIT_MS);
    await send(message('case.filed.v1', data));
    await until(async () => (await caseOf(data.caseNumber)) !== undefined, WAIT_MS);
    const producer = bus.producer();
    const [aside] = await parked();
    expect(aside!.message.value!.toString()).toBe(closed.value);
    await new Parking(producer, prefix).replay(aside!);
    await until(async () => (await caseOf(data.caseNumber))?.state === 'closed', WAIT_MS);
    expect(await parked()).toMatchObject([{ replayed: true, reason: 'case-unknown' }]);
    await new Parking(producer, prefix).replay(aside!);
    await until(async () => (await read('case')) === 0n, WAIT_MS);
    expect(await parked()).toHaveLength(1);
  }, TIMEOUT_MS);

  test('senders that were not named, and cases of other courts: put aside', async () => {
    await intake({ senders: new Map([['urn:court:home', '浙0106'], ['urn:court:other', '浙0201'], ['urn:province', '*']]) });
    const [home, other, stranger, province] = [filing(), filing(), filing(), filing()];
    await send(
      message('case.filed.v1', home, 'a', 'urn:court:home'), message('case.filed.v1', other, 'b', 'urn:court:other'), message('case.filed.v1', stranger, 'c', 'urn:stranger'), message('case.filed.v1', province, 'd', 'urn:province'),
    );
    await until(async () => (await read('case')) === 0n, WAIT_MS);
    await send(message('case.closed.v1', { caseNumber: home.caseNumber }, 'e', 'urn:court:other'), message('case.closed.v1', { caseNumber: home.caseNumber }, 'f', 'urn:stranger'));
    await until(async () => (await read('case')) === 0n, WAIT_MS);
    expect((await parked()).map(({ reason }) => reason).sort()).toEqual(['court-beyond-reach', 'court-beyond-reach', 'sender-unknown', 'sender-unknown']);
    expect([await caseOf(home.caseNumber), await caseOf(province.caseNumber)].map((one) => one?.state)).toEqual(['open', 'open']);
  }, TIMEOUT_MS);
});

describe('commands', () => {
  const told = async () => (await gateway.database.query.selectFrom('outbox').select(['type', 'key', 'payload']).where('type', 'like', 'inquiry.command-%').orderBy('id').execute()).map(({ type, key, payload }) => ({ type, key, ...(payload as object) }));

  test('asked for, twice under one id: one inquiry, one answer; refused: told with the code, not parked', async () => {
    await intake();
    const data = filing({ officers: [] });
    await send(message('case.filed.v1', data));
    await until(async () => (await caseOf(data.caseNumber)) !== undefined, WAIT_MS);
    const known = (await caseOf(data.caseNumber))!;
    await gateway.database.query.insertInto('case_officer').values(officers.map((officer_id, position) => ({ case_id: known.id, officer_id, position }))).onConflict((conflict) => conflict.doNothing()).execute();
    const ask = { caseNumber: data.caseNumber, purpose: '情况核实', sources: ['deposit' as const] };
    await send(
      message('inquiry.requested.v1', ask, 'ask-1'), message('inquiry.requested.v1', ask, 'ask-1'), message('inquiry.requested.v1', { ...ask, sources: ['land'] }, 'ask-2'),
      message('inquiry.requested.v1', { ...ask, caseNumber: numberOf(888_888) }, 'ask-3'), message('inquiry.requested.v1', { ...ask, legalBasis: 'none' }, 'ask-4'),
    );
    await until(async () => (await told()).length === 4, WAIT_MS);
    const answers = await told();
    expect(answers.filter(({ type }) => type === 'inquiry.command-accepted')).toMatchObject([{ key: known.id, commandId: 'ask-1', commandSource: SOURCE, caseId: known.id }]);
    expect(answers.filter(({ type }) => type === 'inquiry.command-refused').map((one) => `${(one as never)['commandId']} ${(one as never)['code']}`).sort()).toEqual(['ask-2 no-institution-matches', 'ask-3 case-unknown', 'ask-4 request-invalid']);
    expect(await parked()).toEqual([]);
    const inquiries = await gateway.database.query.selectFrom('inquiry').select('purpose').where('case_id', '=', known.id).where('purpose', '=', '情况核实').execute();
    expect(inquiries).toHaveLength(1);
  }, TIMEOUT_MS);
});

describe('several at the same time', () => {
  test('two gateways race on one filing, and the case system files it over HTTP too: one case, one inquiry', async () => {
    const { database, engine, control } = gateway.parts;
    const data = filing();
    const given = message('case.filed.v1', data);
    const event = readMessage({ topic: given.topic, partition: 0, offset: 7n, key: given.key, value: Buffer.from(given.value), headers: given.headers, sentMs: 0 }) as IncomingEvent<'case.filed.v1'>;
    const process = () => new CaseEvents({ database, engine, desk: new FilingDesk(database), cases: new CaseService(database), facts: control.facts, senders: new Senders(database, undefined) });
    const results = await Promise.allSettled([process().filed(event), process().filed(event), process().filed(event), gateway.post('/api/v1/filings', { ...data }, { as: 'integration' })]);
    const failures = results.filter((one) => one.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(failures).toHaveLength(2);
    for (const failure of failures) expect(failure).toBeInstanceOf(EventKnown);
    const known = (await caseOf(data.caseNumber))!;
    const [one, ...more] = await filingsOf(known.id);
    expect(more).toEqual([]);
    expect(one.inquiries).toHaveLength(1);
  }, TIMEOUT_MS);

  test('a second gateway joins under load and the first one goes: every filing is taken once, nothing is parked', async () => {
    const filings = Array.from({ length: 60 }, () => filing());
    const first = await intake();
    await send(...filings.slice(0, 30).map((data) => message('case.filed.v1', data)));
    await until(async () => (await caseOf(filings[5]!.caseNumber)) !== undefined, WAIT_MS);
    await intake();
    await send(...filings.slice(30).map((data) => message('case.filed.v1', data)));
    await until(async () => (await caseOf(filings[40]!.caseNumber)) !== undefined, WAIT_MS);
    await first.close();
    await until(async () => (await read('case')) === 0n, WAIT_MS);
    const { rows } = await gateway.database.pool.query(
      `SELECT count(DISTINCT c.id)::int AS cases, count(o.id)::int AS orders FROM case_file c JOIN inquiry_order o ON o.case_id = c.id WHERE c.case_number = ANY($1)`, [filings.map(({ caseNumber }) => caseNumber)],
    );
    expect(rows).toEqual([{ cases: 60, orders: 60 }]);
    expect(await parked()).toEqual([]);
  }, TIMEOUT_MS);

  test('the database is away for a while: the events wait, none is parked, all are done', async () => {
    await intake();
    line.cut();
    const filings = Array.from({ length: 10 }, () => filing());
    await send(...filings.map((data) => message('case.filed.v1', data)));
    await until(async () => /events_received_total\{type="case.filed.v1",result="wait"\} (\d{2,}|[5-9])\n/.test(await gateway.metrics.page()), WAIT_MS);
    line.restore();
    await until(async () => (await read('case')) === 0n, WAIT_MS);
    for (const { caseNumber } of filings) expect(await caseOf(caseNumber)).toBeDefined();
    expect(await parked()).toEqual([]);
  }, TIMEOUT_MS);
});
