import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { topicName, type CloudEvent, type EventData, type EventType } from '#contracts/events';
import type { FilingPageDto, InquiryResultDto } from '#contracts/http';
import { EventClient, InquiryRefused } from '#libs/event-client';
import { MessageBus } from '#libs/message-bus';
import { testBrokers } from '#libs/message-bus-testkit';
import { silentLogger } from '#libs/telemetry';
import { connectToPostgres, demoClients, eventually, knownOfficers, newDataFolder, obligorOf, removeDataFolder, runCommand, SandboxClient, StandaloneProcess, type DemoLoginName, type GatewayClient, type SyntheticParty } from '../running/index.js';

/** The gateway on a real Kafka: a case system files over it, an example system of another court reads and asks. */
const prefix = `e2e-${randomBytes(4).toString('hex')}`;
let brokers: string[];
let dataFolder: string;
let gateway: StandaloneProcess;
let gatewayUrl: string;
let as: Record<DemoLoginName, GatewayClient>;
let officers: string[];
let party: SyntheticParty;
let court: EventClient;
const seen: { type: EventType; event: CloudEvent; data: Record<string, unknown> }[] = [];

const settings = (): Record<string, string> => ({ KAFKA_BROKERS: brokers.join(','), CHAKONG_KAFKA_PREFIX: prefix, CHAKONG_SANDBOX_POLL_SECONDS: '0.2', CHAKONG_EVENT_SENDERS: 'urn:test:court=浙0106,urn:example:case-money=*' });
const CASE = '（2026）浙0106执8801号';

const filed = (caseNumber: string, filingNumber: string): EventData['case.filed.v1'] => {
  const { kind, name, documents } = obligorOf(party);
  return {
    filingNumber, caseNumber, filedOn: '2026-05-03', owed: { principalFen: 10_000_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 }, officers: officers.map((id) => ({ id })),
    parties: [{ number: '1', role: 'obligor', kind: kind as 'person', name, documents }],
  };
};

beforeAll(async () => {
  brokers = await testBrokers();
  dataFolder = await newDataFolder();
  gateway = new StandaloneProcess({ dataFolder, settings: settings() });
  const addresses = await gateway.ready;
  gatewayUrl = addresses.gatewayUrl;
  as = await demoClients(dataFolder, gatewayUrl);
  officers = await knownOfficers(as.officer);
  party = (await new SandboxClient(addresses.sandboxUrl).people('kind=person&limit=50')).find(({ foundAt }) => foundAt.length > 2)!;
  court = new EventClient({ brokers, prefix, source: 'urn:test:court', group: `${prefix}.court` });
  const keep = (type: EventType) => (data: object, event: CloudEvent) => void seen.push({ type, event, data: data as Record<string, unknown> });
  for (const type of ['inquiry.accepted.v1', 'target.answered.v1', 'inquiry.completed.v1', 'asset.found.public.v1', 'filing.received.v1'] as const) court.on(type, keep(type));
  await court.start();
}, 120_000);

afterAll(async () => {
  await court?.close();
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

const of = (type: EventType) => seen.filter((one) => one.type === type);

test('a case filed over Kafka is asked about by itself; what institutions answer is told as it comes, in two views', async () => {
  await court.send('case.filed.v1', filed(CASE, 'RW-E2E-1'));
  await eventually('the filing is started', async () => (await as.officer.get<FilingPageDto>('/api/v1/filings?state=started')).body.items.some(({ filingNumber }) => filingNumber === 'RW-E2E-1'));
  const filing = (await as.officer.get<FilingPageDto>('/api/v1/filings')).body.items.find(({ filingNumber }) => filingNumber === 'RW-E2E-1')!;
  expect(filing).toMatchObject({ channel: 'kafka', filedBy: 'kafka:urn:test:court' });
  const { inquiryId } = filing.inquiries[0]!;
  const mine = (type: EventType) => of(type).filter(({ data }) => data['inquiryId'] === inquiryId);
  await eventually('as many answers are told as there are', async () => {
    const { body } = await as.officer.get<InquiryResultDto>(`/api/v1/inquiries/${inquiryId}`);
    const answered = body.answers.filter(({ state }) => state !== 'waiting').length;
    return answered > 50 && mine('target.answered.v1').length === answered && mine('asset.found.public.v1').length === body.answers.filter(({ outcome }) => outcome?.kind === 'found' && outcome.assets.length > 0).length;
  }, { withinMs: 60_000 });
  expect(seen.find(({ data }) => data['inquiryId'] === inquiryId)!.type).toBe('inquiry.accepted.v1');
  expect(mine('asset.found.public.v1').length).toBeGreaterThan(0);
  const told = JSON.stringify(seen);
  expect(told).not.toContain(party.name);
  expect(told).not.toContain(party.documentNumber);
}, 120_000);

test('twenty lines are enough to ask over Kafka, wait for the end, and read what is found', async () => {
  const { code, stdout } = await runCommand('apps/example-consumer/twenty-lines.js', [brokers.join(','), prefix, CASE], {});
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d+ institutions asked, (all answered|\d+ did not answer)$/m);
  expect(stdout).toMatch(/^\S+: \d+ things, \d+ fen available$/m);
  const source = await readFile(resolve(import.meta.dirname, '../../apps/example-consumer/twenty-lines.ts'), 'utf8');
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
}, 120_000);

test('the example system asks over Kafka, waits for the end, and adds up what was found', async () => {
  const { code, stdout, stderr } = await runCommand('apps/example-consumer/main.js', [CASE, '（2026）浙0106执9999999号'], settings());
  expect(stderr.replaceAll(/.*(TimeoutNegativeWarning|Timeout duration|node --trace).*\n/g, '')).toBe('');
  expect(code).toBe(0);
  const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
  expect(lines.find(({ refused }) => refused !== undefined)).toEqual({ refused: { caseNumber: '（2026）浙0106执9999999号', code: 'case-unknown' } });
  const completed = lines.find((line) => line['completed'] !== undefined)!['completed']!;
  const { body } = await as.officer.get<InquiryResultDto>(`/api/v1/inquiries/${String(completed['inquiryId'])}`);
  expect(body).toMatchObject({ state: 'complete', purpose: '案款核实' });
  expect(body.answers).toHaveLength(Number(completed['total']));
  expect(lines.filter(({ found }) => found !== undefined).length).toBeGreaterThan(0);
  expect(stdout).not.toContain(party.name);
}, 120_000);

test('somebody who was not named is refused, and a message nobody can read is put aside: listed, shown, replayed', async () => {
  const stranger = new EventClient({ brokers, prefix, source: 'urn:nobody', group: `${prefix}.nobody` });
  await expect(stranger.inquire({ caseNumber: CASE, purpose: '测试' }, { timeoutMs: 30_000 })).rejects.toEqual(new InquiryRefused('sender-unknown', 'Events of this sender are not taken'));
  await stranger.close();
  const bus = new MessageBus({ brokers, clientId: 'test', logger: silentLogger() });
  const producer = bus.producer();
  await producer.send([{ topic: topicName(prefix, 'case'), key: CASE, value: 'no JSON', headers: { ce_specversion: '1.0', ce_id: '1', ce_source: 'urn:test:court', ce_type: 'chakong.case.closed.v1' } }]);
  await eventually('it is parked', async () => (await bus.read(topicName(prefix, 'parked'))).length === 1);
  await bus.close();
  const parked = (...parameters: string[]) => runCommand('apps/standalone/parked/main.js', parameters, { ...settings(), CHAKONG_DATA: dataFolder });
  const listed = await parked('list');
  expect(listed.stdout).toMatch(/value-unreadable \(1 try\)\n1 parked\./);
  const place = /^(\d+\/\d+)/.exec(listed.stdout)![1]!;
  const shown = await parked('show', place);
  expect(shown.stdout).toContain('no JSON');
  expect((await parked('replay', place)).stdout).toContain('1 replayed.');
  expect((await parked('replay', 'all')).code).toBe(2);
  const database = await connectToPostgres(dataFolder);
  const { rows } = await database.query(`SELECT event, actor LIKE 'os:%' AS by_operator FROM audit_event WHERE event LIKE 'event.%' ORDER BY id`);
  await database.end();
  expect(rows).toEqual([{ event: 'event.shown', by_operator: true }, { event: 'event.replayed', by_operator: true }]);
}, 120_000);

test('metrics and health say how Kafka and the events are doing', async () => {
  const page = await (await fetch(`${gatewayUrl}/metrics`)).text();
  expect(page).toMatch(/chakong_events_published_total\{topic="inquiry.v1"\} [1-9]/);
  expect(page).toMatch(/chakong_events_received_total\{type="case.filed.v1",result="done"\} 1/);
  expect(page).toMatch(/chakong_outbox_lag_seconds [\d.]+/);
  const { body } = await as.operator.get<{ dependencies: { name: string; state: string }[] }>('/health/ready');
  expect(body.dependencies.filter(({ name }) => name === 'kafka' || name === 'event-outbox')).toMatchObject([{ state: 'up' }, { state: 'up' }]);
});

test('brokers that are away at start: everything is served, and health says what waits', async () => {
  const folder = await newDataFolder();
  const alone = new StandaloneProcess({ dataFolder: folder, settings: { ...settings(), KAFKA_BROKERS: '127.0.0.1:1', CHAKONG_OUTBOX_ALARM_SECONDS: '1' } });
  try {
    const addresses = await alone.ready;
    const clients = await demoClients(folder, addresses.gatewayUrl);
    const people = (await new SandboxClient(addresses.sandboxUrl).people('kind=person&limit=1')).map(obligorOf);
    const { body: known } = await clients.officer.registerCase({ caseNumber: CASE, kind: 'execution', filedOn: '2026-05-03', owed: { principalFen: 1, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 }, officerIds: await knownOfficers(clients.officer), obligors: people });
    expect((await clients.officer.ask({ caseId: known.id, purpose: '情况核实', sources: ['deposit'] })).status).toBe(202);
    await eventually('the alarm is there', async () => {
      const { body } = await clients.operator.get<{ state: string; dependencies: { name: string; state: string; sentence?: string }[] }>('/health/ready');
      const down = body.dependencies.filter(({ state }) => state === 'down').map(({ name }) => name).sort();
      return body.state === 'degraded' && down.join() === 'event-outbox,kafka';
    });
  } finally {
    await alone.stop();
    await removeDataFolder(folder);
  }
}, 120_000);
