import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import type { EventType } from '#contracts/events';
import { EventClient } from '#libs/event-client';
import { testBrokers } from '#libs/message-bus-testkit';
import { caseOf, clusterOf, demoClients, eventually, knownOfficers, newDataFolder, removeDataFolder, seeded, StandaloneProcess, stranger, type GatewayClient } from '../running/index.js';

/**
 * PostgreSQL is lost and brought back from a copy that is older than what was published since: numbers of rows are given a second time, to other things.
 * No id of an event stands for two things, what is committed from then on is told whole and in order, and what was in the copy is told under no other id.
 */
const prefix = `backup-${randomBytes(4).toString('hex')}`;
const TYPES = ['inquiry.accepted.v1', 'target.answered.v1', 'inquiry.completed.v1', 'asset.found.full.v1', 'asset.found.public.v1'] as const satisfies readonly EventType[];
const random = seeded(20_161_202);
let brokers: string[];
let dataFolder: string;
let reader: EventClient;
let gateway: StandaloneProcess;
/** Every delivery, in order. */
const deliveries: { readonly id: string; readonly type: EventType; readonly inquiryId: string; readonly data: object }[] = [];

beforeAll(async () => {
  brokers = await testBrokers();
  dataFolder = await newDataFolder();
  reader = new EventClient({ brokers, prefix, source: 'urn:test:reader', group: `${prefix}.reader` });
  for (const type of TYPES) reader.on(type, (data, { id }) => void deliveries.push({ id, type, inquiryId: data.inquiryId, data }));
}, 120_000);

afterAll(async () => {
  await reader?.close();
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 120_000);

async function start(): Promise<GatewayClient> {
  gateway = new StandaloneProcess({ dataFolder, settings: { KAFKA_BROKERS: brokers.join(','), CHAKONG_KAFKA_PREFIX: prefix, CHAKONG_SANDBOX_POLL_SECONDS: '0.2' } });
  return (await demoClients(dataFolder, (await gateway.ready).gatewayUrl)).officer;
}

/** With owners and rights: PostgreSQL's account may be another than ours. */
const copyFolder = (from: string, to: string): Promise<unknown> => promisify(execFile)('cp', ['-a', from, to]);

/** Of its life, which is one topic and so in order. */
const toldOf = (inquiryId: string): string[] => deliveries.filter((one) => one.inquiryId === inquiryId && !one.type.startsWith('asset.found')).map(({ type }) => type);

/** @returns the inquiry and its case, once everything about it was told */
async function askAndHear(officer: GatewayClient, serial: number): Promise<{ inquiryId: string; caseId: string }> {
  const { status, body: known } = await officer.registerCase(caseOf(serial, await knownOfficers(officer), [stranger(random)]));
  expect(status).toBe(201);
  const { body: asked } = await officer.ask({ caseId: known.id, purpose: '情况核实', institutions: ['F911H101330100001'] });
  await eventually(`the end of the inquiry of case ${serial} is told`, () => toldOf(asked.id).includes('inquiry.completed.v1'), { withinMs: 60_000 });
  return { inquiryId: asked.id, caseId: known.id };
}

test('brought back from a copy older than what was published: no id stands for two things, and all that follows is told', async () => {
  let officer = await start();
  await reader.start();
  const kept = await askAndHear(officer, 7101);
  await gateway.stop();
  const cluster = await clusterOf(dataFolder);
  const copy = `${cluster}.copy`;
  await copyFolder(cluster, copy);

  officer = await start();
  const lost = [await askAndHear(officer, 7102)];
  const asIfNever = new Set(deliveries.map(({ id }) => id));
  await gateway.stop();
  await rm(cluster, { recursive: true });
  await copyFolder(copy, cluster);
  await rm(copy, { recursive: true });
  // The file of anchors is ahead of this database: nothing is sent until somebody has looked and moved it away.
  await rename(join(dataFolder, 'evidence-anchors.ndjson'), join(dataFolder, 'evidence-anchors.of-the-lost.ndjson'));

  officer = await start();
  expect((await officer.get(`/api/v1/cases/${kept.caseId}`)).status).toBe(200);
  for (const { caseId } of lost) expect((await officer.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
  const after = [await askAndHear(officer, 7104)];
  for (const { inquiryId } of after) {
    const told = toldOf(inquiryId);
    expect(told[0]).toBe('inquiry.accepted.v1');
    expect(told.filter((type) => type === 'target.answered.v1').length).toBe(told.length - 2);
    expect(deliveries.filter((one) => one.inquiryId === inquiryId && asIfNever.has(one.id))).toEqual([]);
  }
  const first = new Map<string, object>();
  for (const { id, data } of deliveries) {
    if (first.has(id)) expect({ id, same: isDeepStrictEqual(first.get(id), data) }).toEqual({ id, same: true });
    else first.set(id, data);
  }
  // Told under one set of ids, however often.
  expect(new Set(deliveries.filter((one) => one.inquiryId === kept.inquiryId).map(({ id }) => id)).size).toBe(new Set(deliveries.filter((one) => one.inquiryId === kept.inquiryId).map(({ type, data }) => `${type} ${JSON.stringify(data)}`)).size);
}, 400_000);
