import { readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { InquiryResultDto } from '#contracts/http';
import { INSTITUTION_CHANNEL } from '#libs/institutions';
import { RunningGateway } from '../testkit/running-gateway.js';
import { caseBody, PUSH, residentId, withOfficers, withOpenCase } from '../testkit/sample-data.js';

/** Synthetic people who stand nowhere else. */
const NAME = '欧阳试样';
const STRANGER = '司徒样本';
const NUMBER = residentId(990_001);
const ACCOUNT = '6222021299887766554';
const PHONE = '19987654321';
const ADDRESS = '虚构县样例路九十九号';
const PERSONAL = [NAME, STRANGER, NUMBER, ACCOUNT, PHONE, ADDRESS];

describe('personal data stands in answers and in the tables of cases, and nowhere else', () => {
  let gateway: RunningGateway;
  const shown: string[] = [];
  const problems: string[] = [];
  const notices: string[] = [];
  let listener: pg.Client;
  let began: number;

  beforeAll(async () => {
    began = Date.now() - 1000;
    gateway = await RunningGateway.start();
    listener = new pg.Client({ connectionString: gateway.databaseUrl });
    await listener.connect();
    listener.on('notification', ({ channel, payload }) => void notices.push(`${channel} ${payload ?? ''}`));
    await listener.query(`LISTEN ${INSTITUTION_CHANNEL}`);
    await withOpenCase(gateway, 41);
    const officers = await withOfficers(gateway);
    const obligor = { kind: 'person', name: NAME, documents: [{ type: 'resident-id', number: NUMBER }] };
    const made = await gateway.post('/api/v1/cases', { ...caseBody(officers, 42), obligors: [obligor] });
    expect(made.status).toBe(201);
    const caseId = made.body.id as string;
    const refused = async (...call: Parameters<RunningGateway['call']>): Promise<void> => {
      const answer = await gateway.call(...call);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      problems.push(answer.text, JSON.stringify([...answer.headers]));
    };

    // Answers of every kind, with what institutions should not write where they write it.
    const outcomes = [
      { kind: 'found', assets: [{ source: 'deposit', reference: ACCOUNT, holders: [{ name: STRANGER }], attributes: { phone: PHONE, postalAddress: ADDRESS }, remarks: `${NAME} ${NUMBER}` }] },
      { kind: 'refused', reason: `${NAME} ${NUMBER} 查无此人`, contact: PHONE },
      { kind: 'unconfirmed', wireStatus: NUMBER, detail: NAME },
      { kind: 'nothing-found', remarks: `${STRANGER} ${PHONE}` },
      { kind: 'defective', defect: 'unreadable', detail: 'line 1' },
    ] as const;
    for (const outcome of outcomes) {
      const asked = (await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', force: true })).body as InquiryResultDto;
      await gateway.institutions.answer(asked, PUSH, outcome, { sent: Buffer.from(NUMBER), received: Buffer.from(`${NAME}${ACCOUNT}`) });
      for (const path of [`inquiries/${asked.id}`, `inquiries/${asked.id}/assets`, `cases/${caseId}/assets?format=xlsx`, `cases/${caseId}/assets?format=pdf`, `cases/${caseId}/timing`]) {
        const { status, text } = await gateway.get(`/api/v1/${path}`);
        expect(status).toBe(200);
        shown.push(text);
        await gateway.get(`/api/v1/${path}`, { as: 'supervisor' });
      }
    }

    // Everything that can be said wrongly with somebody in it.
    await refused('POST', '/api/v1/cases', { body: { ...caseBody(officers, 43), obligors: [{ ...obligor, name: NAME.repeat(100), documents: [{ type: 'resident-id', number: `${NUMBER.slice(0, 17)}?` }] }] } });
    await refused('POST', '/api/v1/cases', { body: { ...caseBody(officers, 44), obligors: [obligor, obligor] } });
    await refused('POST', '/api/v1/cases', { body: { ...caseBody(officers, 45), [NAME]: NUMBER } });
    await refused('POST', '/api/v1/cases', { body: `{"obligors":["${NAME} ${NUMBER}"` });
    await refused('POST', '/api/v1/cases', { body: { ...caseBody(officers, 46), caseNumber: `${NAME}${NUMBER}` } });
    await refused('POST', `/api/v1/cases/${caseId}/obligors`, { body: obligor });
    await refused('POST', '/api/v1/inquiries', { body: { caseId, purpose: '查', institutions: [NAME] } });
    await refused('GET', `/api/v1/cases/${encodeURIComponent(NAME)}`);
    await refused('GET', `/api/v1/cases/by-number/${encodeURIComponent(NAME)}`);
    await refused('GET', `/api/v1/${NUMBER}/${encodeURIComponent(NAME)}?name=${encodeURIComponent(STRANGER)}&number=${NUMBER}`);
    await refused('GET', `/api/v1/cases?courtCode=${encodeURIComponent(NAME.repeat(20))}`);
    await refused('GET', `/api/v1/cases/${caseId}`, { as: null, headers: { authorization: `Bearer ${NUMBER}` } });
    await refused('GET', `/api/v1/cases/${caseId}`, { as: null, headers: { authorization: encodeURIComponent(NAME) } });
    await refused('GET', `/api/v1/cases/${caseId}`, { as: 'operator', headers: { 'x-correlation-id': `${NUMBER} ${PHONE}` } });
    await refused('GET', `/api/v1/cases/${caseId}`, { headers: { 'personal-data': NUMBER } });
  });
  afterAll(async () => {
    await listener.end();
    await gateway.close();
  });

  const found = (text: string): string[] => PERSONAL.filter((one) => text.includes(one) || text.includes(encodeURIComponent(one)));
  const rows = async (sql: string): Promise<string> => JSON.stringify((await gateway.database.pool.query<Record<string, unknown>>(sql)).rows);

  test('it really was there', () => expect(found(shown.join('\n'))).toEqual(expect.arrayContaining([NAME, STRANGER, ACCOUNT, PHONE, ADDRESS])));
  test('tables of cases hold it sealed', async () => {
    for (const table of ['outcome', 'exchange', 'obligor', 'obligor_document', 'inquiry']) expect([table, found(await rows(`SELECT * FROM ${table}`))]).toEqual([table, []]);
  });
  test('error bodies and headers', () => {
    expect(problems.length).toBeGreaterThan(28);
    expect(found(problems.join('\n'))).toEqual([]);
  });
  test('the log, at its most talkative', () => {
    expect(gateway.log.length).toBeGreaterThan(20);
    expect(found(gateway.log.join(''))).toEqual([]);
  });
  test('metrics and health', async () => {
    const texts = await Promise.all(['/metrics', '/health', '/health/ready', '/health/live'].map(async (path) => (await gateway.get(path)).text));
    expect(texts[0]).toContain('http');
    expect(found(texts.join('\n'))).toEqual([]);
  });
  test('the audit record', async () => {
    const audit = await rows('SELECT * FROM audit_event');
    expect(audit).toContain('case.registered');
    expect(found(audit)).toEqual([]);
  });
  test('outgoing events: they leave for other systems', async () => {
    const outbox = await rows('SELECT * FROM outbox');
    expect(outbox).toContain('inquiry');
    expect(found(outbox)).toEqual([]);
  });
  test('what the database tells its sessions, and who it knows them by', async () => {
    expect(notices.length).toBeGreaterThan(0);
    expect(found(notices.join('\n'))).toEqual([]);
    expect(found(await rows('SELECT application_name, query FROM pg_stat_activity'))).toEqual([]);
  });
  test('files for a while: none is made', async () => {
    for (const name of await readdir(tmpdir())) {
      const path = join(tmpdir(), name);
      const facts = await stat(path).catch(() => undefined);
      if (facts?.isFile() !== true || facts.mtimeMs < began || facts.size > 1_000_000) continue;
      expect({ path, found: found(await readFile(path, 'utf8').catch(() => '')) }).toEqual({ path, found: [] });
    }
  });
  test('a database that goes away in the middle: the answer and the log say that, and nothing of what was asked', async () => {
    await gateway.database.pool.query('ALTER TABLE obligor RENAME TO obligor_away');
    try {
      const answer = await gateway.post('/api/v1/cases', { ...caseBody([], 47), officerIds: (await gateway.get('/api/v1/officers')).body.items.map(({ id }: { id: string }) => id).slice(0, 1), obligors: [{ kind: 'person', name: NAME, documents: [{ type: 'resident-id', number: NUMBER }] }] });
      expect([answer.status, found(answer.text)]).toEqual([500, []]);
      expect(found(gateway.log.join(''))).toEqual([]);
    } finally {
      await gateway.database.pool.query('ALTER TABLE obligor_away RENAME TO obligor');
    }
  });
});
