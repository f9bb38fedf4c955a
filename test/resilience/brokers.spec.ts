import { join, resolve } from 'node:path';
import type { EventData, EventType } from '#contracts/events';
import { KAFKA_VERSION, startEmbeddedKafka, type EmbeddedKafka } from '../../apps/standalone/embedded-kafka/index.js';
import { EventClient } from '#libs/event-client';
import { connectToPostgres, seeded, demoClients, eventually, knownOfficers, newDataFolder, removeDataFolder, StandaloneProcess, stranger, type DemoLoginName, type GatewayClient } from '../running/index.js';

/** Three brokers of its own, ended and started under a gateway at work: nothing is lost, nothing done twice, order per case kept. */
let kafka: EmbeddedKafka;
let dataFolder: string;
let gateway: StandaloneProcess;
let as: Record<DemoLoginName, GatewayClient>;
let officers: string[];
let court: EventClient;
let reader: EventClient;
const random = seeded(20_161_101);
/** Events of each inquiry as they came, each id once. */
const told = new Map<string, string[]>();
const ids = new Set<string>();

beforeAll(async () => {
  dataFolder = await newDataFolder();
  kafka = await startEmbeddedKafka({ folder: join(dataFolder, 'brokers'), programs: resolve(import.meta.dirname, '../../.data/kafka', KAFKA_VERSION), brokers: 3 });
  gateway = new StandaloneProcess({ dataFolder, settings: { KAFKA_BROKERS: kafka.brokers.join(','), CHAKONG_SANDBOX_POLL_SECONDS: '0.2' } });
  as = await demoClients(dataFolder, (await gateway.ready).gatewayUrl);
  officers = await knownOfficers(as.officer);
  court = new EventClient({ brokers: kafka.brokers, source: 'urn:test:court', group: 'court' });
  reader = new EventClient({ brokers: kafka.brokers, source: 'urn:test:reader', group: 'reader' });
  for (const type of ['inquiry.accepted.v1', 'target.answered.v1', 'inquiry.completed.v1'] as const) {
    reader.on(type, (data, { id }) => {
      if (ids.has(id)) return;
      ids.add(id);
      told.set(data.inquiryId, [...(told.get(data.inquiryId) ?? []), type]);
    });
  }
  await reader.start();
}, 180_000);

afterAll(async () => {
  await court?.close();
  await reader?.close();
  if (gateway?.isRunning) await gateway.stop();
  await kafka?.stop();
  await removeDataFolder(dataFolder);
}, 120_000);

let serial = 0;
const filed: string[] = [];

/** Files a case and sends what happens to it behind; the same message again until the brokers have it. */
async function file(): Promise<void> {
  serial += 1;
  const caseNumber = `（2026）浙0106执${60_000 + serial}号`;
  const { kind, name, documents } = stranger(random);
  const data: EventData['case.filed.v1'] = {
    filingNumber: `BR-${serial}`, caseNumber, filedOn: '2026-05-03', owed: { principalFen: 100_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 }, officers: officers.map((id) => ({ id })),
    parties: [{ number: '1', role: 'obligor', kind: kind as 'person', name, documents }],
  };
  await sure('case.filed.v1', data, `filed-${serial}`);
  await sure('case.amount-paid.v1', { caseNumber, paidTotalFen: serial }, `paid-${serial}`);
  filed.push(caseNumber);
}

async function sure<Type extends EventType>(type: Type, data: EventData[Type], id: string): Promise<void> {
  for (;;) {
    const sent = await court.send(type, data, id).then(() => true, (error: { name?: string }) => {
      if (error.name !== 'BusAway') throw error;
      return false;
    });
    if (sent) return;
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

const fileMany = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await file();
};

/** What became of every case filed: as much as was paid, one inquiry, told from its beginning. */
async function everythingIsThere(): Promise<void> {
  const database = await connectToPostgres(dataFolder);
  try {
    const read = async () =>
      (await database.query<{ number: string; paid: string; inquiries: string[] }>(
        `SELECT c.case_number AS number, c.paid_fen::text AS paid, array_agg(i.id::text) AS inquiries FROM case_file c LEFT JOIN inquiry i ON i.case_id = c.id
         WHERE c.case_number = ANY($1) AND i.id IS NOT NULL GROUP BY c.id`, [filed],
      )).rows;
    await eventually('every case is there with what was paid', async () => {
      const rows = await read();
      return rows.length === filed.length && rows.every(({ number, paid }) => paid === String(filed.indexOf(number) + 1));
    }, { withinMs: 90_000 });
    for (const { inquiries } of await read()) {
      expect(inquiries).toHaveLength(1);
      await eventually('its inquiry is told', () => (told.get(inquiries[0]!)?.length ?? 0) > 1, { withinMs: 90_000 });
      expect(told.get(inquiries[0]!)![0]).toBe('inquiry.accepted.v1');
    }
  } finally {
    await database.end();
  }
}

test('a broker is killed in mid-stream and comes back, another is ended in order: nothing is lost or done twice', async () => {
  await fileMany(3);
  await kafka.stopBroker(0, 'kill');
  await fileMany(3);
  await kafka.startBroker(0);
  await fileMany(3);
  await kafka.stopBroker(1);
  await fileMany(3);
  await kafka.startBroker(1);
  await everythingIsThere();
}, 240_000);

test('all brokers are away: inquiries go on over HTTP, health says so, and everything is told once they are back', async () => {
  for (const index of [0, 1, 2]) await kafka.stopBroker(index, 'kill');
  const { body: known } = await as.officer.registerCase({
    caseNumber: '（2026）浙0106执69999号', kind: 'execution', filedOn: '2026-05-03', owed: { principalFen: 1, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 }, officerIds: officers, obligors: [stranger(random)],
  });
  const { body: asked } = await as.officer.ask({ caseId: known.id, purpose: '情况核实', sources: ['deposit', 'payment'] });
  await eventually('it is complete', async () => (await as.officer.result(asked.id)).body.state === 'complete', { withinMs: 60_000 });
  await eventually('health says that Kafka is away', async () => {
    const { body } = await as.operator.get<{ dependencies: { name: string; state: string }[] }>('/health/ready');
    return body.dependencies.some(({ name, state }) => name === 'kafka' && state === 'down');
  }, { withinMs: 60_000 });
  expect(told.has(asked.id)).toBe(false);
  await Promise.all([0, 1, 2].map((index) => kafka.startBroker(index)));
  await eventually('all of it is told', () => told.get(asked.id)?.at(-1) === 'inquiry.completed.v1', { withinMs: 90_000 });
  const events = told.get(asked.id)!;
  expect(events[0]).toBe('inquiry.accepted.v1');
  expect(events.filter((type) => type === 'target.answered.v1')).toHaveLength((await as.officer.result(asked.id)).body.answers.length);
  await fileMany(1);
  await everythingIsThere();
}, 240_000);
