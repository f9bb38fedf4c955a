import { createHash } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CreateInquiryDto, ExchangeDto, InquiryResultDto, InstitutionAnswerDto, InstitutionDto, NewObligorDto, TimingRecordDto } from '#contracts/http';
import { readSeed } from '#libs/institutions';
import {
  caseOf, demoClients, eventsOf, eventually, IndependentBank, knownOfficers, newDataFolder, obligorOf, removeDataFolder, SandboxClient, seeded, StandaloneProcess, stranger,
  type DemoLoginName, type GatewayClient, type Reply, type ServerEvent, type SyntheticParty,
} from '../running/index.js';

const POLLS = ['C001H101110102001', 'C002H101110108001', 'C003H101110101001', 'C004H101110102001', 'E002H101110101001', 'E003H101110102001', 'E005H101310115001', 'E006H101440301001'] as const;
const CALLED = ['F911H101330100001', 'G912H101330100001', 'F913H101330200001', 'G914H101330200001', 'F915H101330300001', 'G916H101330300001', 'F917H101330400001'] as const;
const MIXED = [POLLS[0], CALLED[0], 'VEHICLE-330100', 'HOUSEHOLD-330000'];
const DEPOSITORY = ['CSDC-SH', 'CSDC-SZ', 'CSDC-BJ'];
const LATE_BANK = { code: 'LATE-BANK', credentialsRef: 'late-bank', username: 'YH900002', password: 'of-this-test-only' };

const random = seeded(20160429);
let dataFolder: string;
let gateway: StandaloneProcess;
let as: Record<DemoLoginName, GatewayClient>;
let sandbox: SandboxClient;
let exchangeUrl: string;
let officers: string[];
let rich: SyntheticParty;
let serial = 8000;
/** Everybody asked about: names and numbers that must not stand anywhere else. */
const personal = new Set<string>();

beforeAll(async () => {
  dataFolder = await newDataFolder();
  const credentials = join(dataFolder, 'credentials.json');
  await writeFile(credentials, JSON.stringify({ [LATE_BANK.credentialsRef]: { username: LATE_BANK.username, password: LATE_BANK.password } }));
  await chmod(credentials, 0o600);
  gateway = new StandaloneProcess({ dataFolder, settings: { CHAKONG_SANDBOX_POLL_SECONDS: '0.2', CHAKONG_FILE_POLL_SECONDS: '0.3', CHAKONG_LOG_LEVEL: 'trace' } });
  const addresses = await gateway.ready;
  ({ exchangeUrl } = addresses);
  as = await demoClients(dataFolder, addresses.gatewayUrl);
  sandbox = new SandboxClient(addresses.sandboxUrl);
  officers = await knownOfficers(as.officer);
  for (const code of DEPOSITORY) await openAtAllHours(code);
  rich = (await sandbox.people('demo=true&kind=person'))[0]!;
}, 60_000);

afterEach(async () => (gateway.isRunning ? sandbox.replaceRules({}) : undefined));

afterAll(async () => {
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

/** So that what is asked does not depend on the hour at which the tests run. */
async function openAtAllHours(code: string): Promise<void> {
  const path = `/api/v1/institutions/${code}`;
  const { version } = (await as.operator.get<InstitutionDto>(path)).body;
  const { status } = await as.operator.call('PATCH', path, { body: { workingHours: null, version } });
  expect(status).toBe(200);
}

/** A new case about people the test names, or one nobody knows. */
async function newCase(...obligors: NewObligorDto[]): Promise<string> {
  serial += 1;
  const people = obligors.length > 0 ? obligors : [stranger(random, '虚构某人')];
  for (const { name, documents } of people) for (const text of [name, ...documents.map(({ number }) => number)]) personal.add(text);
  const { status, body } = await as.officer.registerCase(caseOf(serial, officers, people));
  expect(status).toBe(201);
  return body.id;
}

const question = (caseId: string, institutions: readonly string[], more: Partial<CreateInquiryDto> = {}): CreateInquiryDto => ({
  caseId, purpose: '立案查控', institutions: [...institutions], ...more,
});

async function asked(caseId: string, institutions: readonly string[], more: Partial<CreateInquiryDto> = {}, waitSeconds = 20): Promise<InquiryResultDto> {
  const { status, body } = await as.officer.ask(question(caseId, institutions, more), { prefer: `wait=${waitSeconds}` });
  expect([status, body.state]).toEqual([200, 'complete']);
  return body;
}

function answerOf(result: InquiryResultDto, code: string): InstitutionAnswerDto {
  return result.answers.find(({ institution }) => institution.code === code)!;
}

/** `{code: kind, or kind and why}`. */
const kinds = (result: InquiryResultDto): Record<string, string> =>
  Object.fromEntries(
    result.answers.map(({ institution, outcome }) => {
      const why = outcome?.kind === 'unavailable' ? outcome.cause : outcome?.kind === 'defective' ? outcome.defect : undefined;
      return [institution.code, why === undefined ? (outcome?.kind ?? 'waiting') : `${outcome!.kind}: ${why}`];
    }),
  );

const whoIsMissing = ({ missing }: InquiryResultDto): Record<string, string> => Object.fromEntries(missing.map(({ institution, why }) => [institution.code, why]));

async function laterResult(inquiryId: string, what: string, holds: (result: InquiryResultDto) => boolean): Promise<InquiryResultDto> {
  let result!: InquiryResultDto;
  await eventually(what, async () => holds((result = (await as.officer.result(inquiryId)).body)));
  return result;
}

describe('asking', () => {
  test('a caller that waits gets every answer, and they are what the institutions hold', async () => {
    const caseId = await newCase(obligorOf(rich));
    const { status, headers, body } = await as.officer.ask({ caseId, purpose: '立案查控' }, { prefer: 'wait=20' });
    const seed = await readSeed('http://127.0.0.1', { directory: 'file:///banks', sftp: 'sftp://127.0.0.1/banks', hostKey: 'none' });
    // Who has no line is written to only when somebody asks for that.
    const everybody = seed.filter(({ adapter }) => adapter !== 'offline').length;
    expect(status).toBe(200);
    expect(headers.get('location')).toBe(`/api/v1/inquiries/${body.id}`);
    expect(headers.get('preference-applied')).toBe('wait=20');
    expect(body).toMatchObject({ state: 'complete', complete: true, missing: [], totals: { asked: everybody, answered: everybody, waiting: 0 } });
    const found = body.answers.filter(({ outcome }) => outcome?.kind === 'found').map(({ institution }) => institution.code);
    // Registers of people find persons, and the people page counts property.
    expect(found.filter((code) => !/^(HOUSEHOLD|MARRIAGE)-/.test(code)).sort()).toEqual([...rich.foundAt].sort());
    expect(found).toContain('HOUSEHOLD-330000');
    // Account and card numbers are nobody else's business either.
    for (const [, number] of JSON.stringify(body.answers).matchAll(/"(\d{12,})"/g)) personal.add(number!);
    const stored = await as.officer.result(body.id);
    expect(stored.body.answers).toEqual(body.answers);
    expect(stored.headers.get('etag')).toBe(`"${body.version}"`);
    for (const { requestNumber, institution } of body.answers) expect((await sandbox.calls(institution.code, requestNumber)).asked).toBe(1);
  }, 40_000);

  test('a caller that does not wait is told at once who is missing, and finds the rest later', async () => {
    await sandbox.setRules('*', { latency: { kind: 'fixed', medianMs: 300 } });
    const { status, body } = await as.officer.ask(question(await newCase(), MIXED));
    expect([status, body.complete]).toEqual([202, false]);
    expect(Object.keys(whoIsMissing(body)).sort()).toEqual([...MIXED].sort());
    expect(body.missing.every(({ state, why }) => state === 'waiting' && why !== '')).toBe(true);
    const later = await laterResult(body.id, 'complete', ({ complete }) => complete);
    expect(later).toMatchObject({ state: 'complete', missing: [], version: MIXED.length });
    expect(later.completedAt).toBeDefined();
  }, 30_000);

  test('one institution takes long: the others are there in time, and it is named', async () => {
    await sandbox.setRules(CALLED[1], { latency: { kind: 'fixed', medianMs: 3000 } });
    const { status, body } = await as.officer.ask(question(await newCase(), [POLLS[0], CALLED[0], CALLED[1]]), { prefer: 'wait=2' });
    expect([status, body.complete, body.totals.answered]).toEqual([202, false, 2]);
    expect(whoIsMissing(body)).toEqual({ [CALLED[1]]: expect.any(String) });
    await laterResult(body.id, 'complete', ({ complete }) => complete);
  }, 30_000);

  test('an earlier version of a result is shown as it was, and one that is not there yet is refused', async () => {
    const result = await asked(await newCase(), MIXED);
    for (const version of [0, 1, 3, 4]) {
      const { body } = await as.officer.result(result.id, `?version=${version}`);
      expect(body).toMatchObject({ version, complete: version === 4, totals: { answered: version, waiting: 4 - version } });
    }
    expect(await as.officer.result(result.id, '?version=5')).toMatchObject({ status: 404, body: { code: 'answer-version-unknown' } });
    expect(await as.officer.result(result.id, '?version=-1')).toMatchObject({ status: 400 });
  }, 30_000);

  test('the same key is the same inquiry, also when it is used ten times at once; another question under it is refused', async () => {
    const caseId = await newCase();
    const key = { 'idempotency-key': 'e2e-key-0000001' };
    const replies = await Promise.all(Array.from({ length: 10 }, () => as.officer.ask(question(caseId, MIXED), key)));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(9);
    expect(await as.officer.ask(question(caseId, MIXED, { purpose: '恢复执行' }), key)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await as.officer.ask(question(caseId, MIXED), { 'idempotency-key': 'short' })).toMatchObject({ status: 400, body: { code: 'parameter-invalid' } });
    const { body } = await as.officer.get<{ items: unknown[] }>(`/api/v1/cases/${caseId}/inquiries`);
    expect(body.items).toHaveLength(1);
    await laterResult(replies[0]!.body.id, 'complete', ({ complete }) => complete);
  }, 30_000);

  test('asked again within the freshness window: served from store without a call; forced: asked anew', async () => {
    const caseId = await newCase(obligorOf(rich));
    const first = await asked(caseId, MIXED);
    const second = await asked(caseId, MIXED);
    for (const answer of second.answers) {
      expect(answer.servedFrom).toEqual({ requestId: answerOf(first, answer.institution.code).requestId });
      expect(answer.outcome).toEqual(answerOf(first, answer.institution.code).outcome);
      expect((await sandbox.calls(answer.institution.code, answer.requestNumber)).asked).toBe(0);
    }
    const third = await asked(caseId, MIXED, { force: true });
    for (const answer of third.answers) {
      expect(answer.servedFrom).toBeUndefined();
      expect((await sandbox.calls(answer.institution.code, answer.requestNumber)).asked).toBe(1);
    }
    // The same person in another case is asked about anew: an answer belongs to the case it was given for.
    const elsewhere = await asked(await newCase(obligorOf(rich)), MIXED);
    expect(elsewhere.answers.filter(({ servedFrom }) => servedFrom !== undefined)).toEqual([]);
  }, 60_000);
});

describe('following', () => {
  test('a stream that breaks is taken up with the last id: nothing lost, nothing twice, and it ends by itself', async () => {
    await sandbox.setRules('*', { latency: { kind: 'uniform', medianMs: 800, spreadMs: 700 } });
    const { body } = await as.officer.ask(question(await newCase(), [...POLLS, ...CALLED, 'VEHICLE-330100', 'HOUSEHOLD-330000']));
    const seen: ServerEvent[] = [];
    let ended = 0;
    for (let breaks = 0; ended === 0 && breaks < 20; breaks += 1) {
      let here = 0;
      for await (const event of eventsOf(as.officer, body.id, seen.at(-1)?.id)) {
        if (event.event === 'complete') ended += 1;
        if (event.event !== 'outcome') continue;
        seen.push(event);
        here += 1;
        if (here === 3 && breaks < 4) break;
      }
    }
    expect(ended).toBe(1);
    const result = (await as.officer.result(body.id)).body;
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    const told = seen.map(({ data }) => JSON.parse(data) as { requestId: number; kind: string });
    const byRequest = (left: { requestId: number }, right: { requestId: number }): number => left.requestId - right.requestId;
    expect(told.map(({ requestId, kind }) => ({ requestId, kind })).sort(byRequest)).toEqual(
      result.answers.map(({ requestId, outcome }) => ({ requestId, kind: outcome!.kind })).sort(byRequest),
    );
    for (const { data } of seen) for (const text of personal) expect(data).not.toContain(text);
    // Whoever comes when all is over gets everything from the start, or only what he has not seen.
    expect(await outcomesOf(body.id)).toEqual(seen.map(({ id }) => id));
    expect(await outcomesOf(body.id, seen[4]!.id)).toEqual(seen.slice(5).map(({ id }) => id));
    expect(await outcomesOf(body.id, 'no-id-of-ours')).toHaveLength(seen.length);
  }, 60_000);

  async function outcomesOf(inquiryId: string, lastEventId?: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const { id, event } of eventsOf(as.officer, inquiryId, lastEventId)) if (event === 'outcome') ids.push(id);
    return ids;
  }

  test('cancelled: what was not sent is not sent, who had been asked may still answer, and it cannot be cancelled twice', async () => {
    await sandbox.setRules(POLLS[0], { latency: { kind: 'fixed', medianMs: 2500 } });
    const closed = { days: [1, 2, 3, 4, 5, 6, 7], ...hoursFarFromNow(), timezone: 'Asia/Shanghai' };
    await as.operator.changeInstitution(CALLED[6], { workingHours: closed });
    const { body } = await as.officer.ask(question(await newCase(), [POLLS[0], CALLED[6]]));
    const waiting = answerOf(body, CALLED[6]);
    await eventually('the bank has taken it', async () => (await sandbox.calls(POLLS[0], answerOf(body, POLLS[0]).requestNumber)).asked === 1);
    const cancelled = await as.officer.call<InquiryResultDto>('POST', `/api/v1/inquiries/${body.id}/cancel`);
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled', complete: true } });
    expect(kinds(cancelled.body)).toEqual({ [POLLS[0]]: 'unavailable: cancelled', [CALLED[6]]: 'unavailable: cancelled' });
    expect(await as.officer.call('POST', `/api/v1/inquiries/${body.id}/cancel`)).toMatchObject({ status: 409, body: { code: 'inquiry-finished' } });
    const later = await laterResult(body.id, 'the answer on its way is taken', (result) => answerOf(result, POLLS[0]).version === 2);
    expect(kinds(later)).toEqual({ [POLLS[0]]: 'nothing-found', [CALLED[6]]: 'unavailable: cancelled' });
    expect(later.state).toBe('cancelled');
    await as.operator.changeInstitution(CALLED[6], { workingHours: null });
    expect(await sandbox.calls(CALLED[6], waiting.requestNumber)).toMatchObject({ asked: 0 });
  }, 40_000);

  /** One hour that begins in about twelve. */
  function hoursFarFromNow(): { from: string; to: string } {
    const inBeijing = new Date(Date.now() + 8 * 3600_000).getUTCHours();
    const hour = inBeijing < 12 ? inBeijing + 11 : inBeijing - 12;
    return { from: `${String(hour).padStart(2, '0')}:00`, to: `${String(hour).padStart(2, '0')}:59` };
  }
});

describe('late', () => {
  test('a bank of the register answers after its deadline: a new version, and the earlier one stays', async () => {
    await as.operator.changeInstitution(POLLS[7], { answerDeadlineSeconds: 2 });
    await sandbox.setRules(POLLS[7], { latency: { kind: 'fixed', medianMs: 4500 } });
    const result = await asked(await newCase(obligorOf(rich)), [POLLS[7], CALLED[0]]);
    expect(kinds(result)[POLLS[7]]).toBe('unavailable: deadline-passed');
    expect(whoIsMissing(result)).toEqual({ [POLLS[7]]: expect.stringContaining('deadline-passed') });
    const later = await laterResult(result.id, 'the late answer is merged', (now) => answerOf(now, POLLS[7]).version === 2);
    expect(kinds(later)[POLLS[7]]).toBe(rich.foundAt.includes(POLLS[7]) ? 'found' : 'nothing-found');
    expect(later).toMatchObject({ version: 3, missing: [], state: 'complete', completedAt: result.completedAt });
    const before = (await as.officer.result(result.id, '?version=2')).body;
    expect(kinds(before)).toEqual(kinds(result));
    await as.operator.changeInstitution(POLLS[7], { answerDeadlineSeconds: 86_400 });
  }, 40_000);

  test('a bank registered over the API, with a program of its own, answers too late', async () => {
    const registered = await as.operator.call<InstitutionDto>('POST', '/api/v1/institutions', {
      body: {
        code: LATE_BANK.code, name: '迟到样本银行', kind: 'bank', adapter: 'bank', contractVersion: 'V2', credentialsRef: LATE_BANK.credentialsRef, region: '330100',
        sources: ['deposit'], concurrency: 1, connectTimeoutMs: 3000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 2,
      },
    });
    expect(registered.status).toBe(201);
    expect(await sandbox.played()).not.toContain(LATE_BANK.code);
    const result = await asked(await newCase(), [LATE_BANK.code]);
    expect(whoIsMissing(result)).toEqual({ [LATE_BANK.code]: expect.stringMatching(/deadline-passed.*never fetched/) });
    const bank = new IndependentBank({ ...LATE_BANK, exchangeUrl, random, pollMs: 1000, thinkMs: 0 });
    const { requestNumber } = answerOf(result, LATE_BANK.code);
    const account = '6299000011112222';
    personal.add(account);
    expect(await bank.feedBack([{ requestNumber, account }])).toEqual([{ bdhm: requestNumber, result: 'success', msg: '' }]);
    const later = (await as.officer.result(result.id)).body;
    expect(answerOf(later, LATE_BANK.code)).toMatchObject({ version: 2, state: 'answered', outcome: { kind: 'found' } });
    expect(JSON.stringify(answerOf(later, LATE_BANK.code).outcome)).toContain(account);
    expect(await bank.feedBack([{ requestNumber, account: undefined }])).toEqual([{ bdhm: requestNumber, result: 'fail', msg: expect.stringContaining('已反馈') }]);
    expect((await as.officer.result(result.id)).body.version).toBe(2);
    expect(bank.complaints).toEqual([]);
    const { body } = await as.officer.get<TimingRecordDto>(`/api/v1/cases/${result.caseId}/timing`);
    expect(body.lines[0]).toMatchObject({ outcome: 'found', version: 2 });
  }, 40_000);
});

describe('institutions in trouble', () => {
  test('each that is called says something else: the right kind of outcome, and who is missing and why', async () => {
    await Promise.all([0, 1, 2].map((index) => as.operator.changeInstitution(CALLED[index]!, { responseTimeoutMs: 400, connectTimeoutMs: 300 })));
    await sandbox.replaceRules({
      [CALLED[0]]: { outage: { kind: 'refuse' } },
      [CALLED[1]]: { outage: { kind: 'unavailable' } },
      [CALLED[2]]: { outage: { kind: 'hang' } },
      [CALLED[3]]: { malformedRate: 1, malformedKinds: ['truncated'] },
      [CALLED[4]]: { wrongPersonRate: 1 },
      [CALLED[5]]: { contradictoryRate: 1 },
      [CALLED[6]]: { refusalRate: 1 },
    });
    const result = await asked(await newCase(obligorOf(rich)), [...CALLED, 'VEHICLE-330100']);
    expect(kinds(result)).toEqual({
      [CALLED[0]]: 'unavailable: connect-failed',
      [CALLED[1]]: 'unavailable: server-error',
      [CALLED[2]]: 'unavailable: timeout',
      [CALLED[3]]: expect.stringMatching(/^defective: (truncated|unreadable|schema)$/),
      [CALLED[4]]: 'defective: wrong-person',
      [CALLED[5]]: 'defective: contradictory',
      [CALLED[6]]: 'refused',
      'VEHICLE-330100': expect.stringMatching(/found/),
    });
    // A refusal is the institution's own word; everybody else is missing, with a reason.
    const missing = whoIsMissing(result);
    expect(Object.keys(missing).sort()).toEqual([...CALLED.slice(0, 6)].sort());
    for (const why of Object.values(missing)) expect(why.length).toBeGreaterThan(5);
    expect(result.totals.byOutcome).toMatchObject({ unavailable: 3, defective: 3, refused: 1 });
    expect(result.coverage.find(({ source }) => source === 'deposit')).toMatchObject({ asked: 7, refused: 1, failed: 6, waiting: 0 });
    await Promise.all([0, 1, 2].map((index) => as.operator.changeInstitution(CALLED[index]!, { responseTimeoutMs: 10_000, connectTimeoutMs: 2000 })));
  }, 60_000);

  test('each that polls says something else: what cannot be taken is told back, repaired, and counted once', async () => {
    await sandbox.replaceRules({
      [POLLS[0]]: { duplicateRate: 1 },
      [POLLS[1]]: { contradictoryRate: 1 },
      [POLLS[2]]: { wrongPersonRate: 1 },
      [POLLS[3]]: { refusalRate: 1 },
      [POLLS[4]]: { refusalRate: 1, refusalBy: 'return' },
      [POLLS[5]]: { errorRate: 1 },
      [POLLS[6]]: { malformedRate: 1, malformedKinds: ['truncated'] },
    });
    const result = await asked(await newCase(obligorOf(rich)), POLLS.slice(0, 7));
    expect(kinds(result)).toEqual({
      [POLLS[0]]: rich.foundAt.includes(POLLS[0]) ? 'found' : 'nothing-found',
      [POLLS[1]]: 'defective: contradictory',
      [POLLS[2]]: 'defective: wrong-person',
      [POLLS[3]]: 'refused',
      [POLLS[4]]: 'refused',
      [POLLS[5]]: 'unavailable: server-error',
      // Nothing could be read of it, not even which request it is about; corrected and sent again, it is the first answer.
      [POLLS[6]]: rich.foundAt.includes(POLLS[6]) ? 'found' : 'nothing-found',
    });
    expect(Object.keys(whoIsMissing(result)).sort()).toEqual([POLLS[1], POLLS[2], POLLS[5]].sort());
    const twice = answerOf(result, POLLS[0]);
    await eventually('the second feedback was sent', async () => (await sandbox.calls(POLLS[0], twice.requestNumber)).answered === 2);
    expect(answerOf((await as.officer.result(result.id)).body, POLLS[0]).version).toBe(1);
  }, 60_000);

  test('one dead institution costs the others nothing, and its breaker is on the metrics page', async () => {
    await sandbox.setRules(CALLED[5], { outage: { kind: 'refuse' } });
    let open = '';
    for (let turn = 0; turn < 6 && open === ''; turn += 1) {
      const result = await asked(await newCase(), [CALLED[5], CALLED[4], 'VEHICLE-330200']);
      expect(kinds(result)).toMatchObject({ [CALLED[5]]: expect.stringMatching(/^unavailable: (connect-failed|breaker-open)$/), [CALLED[4]]: 'nothing-found', 'VEHICLE-330200': 'nothing-found' });
      open = /^chakong_breaker_state\{institution_code="G916H101330300001"\} 2$/m.exec(await metrics())?.[0] ?? '';
    }
    expect(open).not.toBe('');
    const begun = Date.now();
    const refused = await asked(await newCase(), [CALLED[5]]);
    if (Date.now() - begun < 5000) expect(kinds(refused)).toEqual({ [CALLED[5]]: 'unavailable: breaker-open' });
  }, 60_000);

  test('taken out of service and put back by the operator', async () => {
    const path = `/api/v1/institutions/${POLLS[5]}`;
    const out = await as.operator.call<InstitutionDto>('POST', `${path}/out-of-service`, { body: { reason: '机构系统升级' } });
    expect(out).toMatchObject({ status: 200, body: { state: 'out-of-service', stateReason: '机构系统升级', stateBy: 'operator' } });
    const result = await asked(await newCase(), [POLLS[5], CALLED[0]]);
    expect(kinds(result)).toMatchObject({ [POLLS[5]]: 'unavailable: out-of-service' });
    expect(whoIsMissing(result)[POLLS[5]]).toContain('机构系统升级');
    expect((await as.operator.call('POST', `${path}/out-of-service`, { body: { reason: '再次停用' } })).status).toBe(409);
    expect((await as.operator.call('POST', `${path}/in-service`, { body: { reason: '升级完成' } })).status).toBe(200);
    expect(kinds(await asked(await newCase(), [POLLS[5]]))).toEqual({ [POLLS[5]]: 'nothing-found' });
    expect((await sandbox.calls(POLLS[5], answerOf(result, POLLS[5]).requestNumber)).asked).toBe(0);
  }, 40_000);
});

describe('the record', () => {
  test('times of a case as JSON in pages and as CSV', async () => {
    const caseId = await newCase(obligorOf(rich));
    await asked(caseId, MIXED);
    expect(await as.auditor.get(`/api/v1/cases/${caseId}/timing`)).toMatchObject({ status: 403, body: { code: 'reason-needed' } });
    await as.auditor.giveReason(caseId);
    const { body } = await as.auditor.get<TimingRecordDto>(`/api/v1/cases/${caseId}/timing`);
    expect(body.lines.map(({ institutionCode }) => institutionCode).sort()).toEqual([...MIXED].sort());
    for (const line of body.lines) {
      const moments = [line.acceptedAt, line.sentAt, line.receivedAt, line.committedAt].map((moment) => Date.parse(moment!));
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
      expect(line.exchanges.length).toBeGreaterThan(0);
    }
    const first = await as.auditor.get<TimingRecordDto>(`/api/v1/cases/${caseId}/timing?limit=3`);
    const second = await as.auditor.get<TimingRecordDto>(`/api/v1/cases/${caseId}/timing?limit=3&after=${first.body.next}`);
    expect([...first.body.lines, ...second.body.lines]).toEqual(body.lines);
    expect(second.body.next).toBeUndefined();

    const csv = await as.auditor.get(`/api/v1/cases/${caseId}/timing`, { accept: 'text/csv' });
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = csv.bytes.toString('utf8').trimEnd().split('\r\n');
    expect(rows).toHaveLength(1 + MIXED.length);
    for (const { requestNumber } of body.lines) expect(rows.filter((row) => row.includes(requestNumber))).toHaveLength(1);
    for (const text of personal) expect(csv.bytes.toString('utf8')).not.toContain(text);
  }, 40_000);

  test('the bytes of every exchange, with a digest that verifies', async () => {
    const result = await asked(await newCase(obligorOf(rich)), MIXED);
    await as.auditor.giveReason(result.caseId);
    const sides: string[] = [];
    for (const { requestId, requestNumber, institution, evidence } of result.answers) {
      const exchanges = (await as.auditor.get<ExchangeDto[]>(`/api/v1/requests/${requestId}/exchanges`)).body;
      expect(exchanges.length).toBeGreaterThan(0);
      const answered = (await as.auditor.get<ExchangeDto>(evidence!)).body;
      expect(answered.institutionCode).toBe(institution.code);
      for (const exchange of [...exchanges, answered]) {
        for (const part of [exchange.sent, exchange.received]) {
          if (part === undefined) continue;
          const { bytes, headers, status } = await as.auditor.get(part.href, { 'personal-data': 'full' });
          const digest = createHash('sha256').update(bytes).digest();
          expect([status, bytes.length, digest.toString('hex')]).toEqual([200, part.bytes, part.sha256]);
          expect(headers.get('repr-digest')).toBe(`sha-256=:${digest.toString('base64')}:`);
          expect(headers.get('content-type')).toBe('application/octet-stream');
          if (part === exchange.sent && exchange.operation === 'call') expect(bytes.toString('utf8')).toContain(requestNumber);
          sides.push(exchange.operation);
        }
      }
    }
    expect(new Set(sides)).toEqual(new Set(['list', 'shfeedXzcxInfo', 'call', 'poll', 'callback']));
    expect(await as.auditor.get('/api/v1/exchanges/999999999')).toMatchObject({ status: 404, body: { code: 'exchange-unknown' } });
  }, 40_000);

  test('the metrics page has what an operator needs, with values', async () => {
    const page = await metrics();
    for (const [family, type] of Object.entries({
      chakong_requests_total: 'counter', chakong_outcomes_total: 'counter', chakong_outcomes_late_total: 'counter', chakong_call_duration_seconds: 'histogram',
      chakong_call_failures_total: 'counter', chakong_lane_wait_seconds: 'histogram', chakong_lane_waiting: 'gauge', chakong_lane_in_flight: 'gauge',
      chakong_breaker_state: 'gauge', chakong_mailbox_waiting: 'gauge', chakong_mailbox_oldest_seconds: 'gauge', chakong_commit_group_size: 'histogram',
      chakong_commit_duration_seconds: 'histogram', chakong_inquiry_duration_seconds: 'histogram', chakong_http_request_duration_seconds: 'histogram',
    })) {
      expect(page).toContain(`# TYPE ${family} ${type}\n`);
    }
    for (const counted of [
      /^chakong_requests_total\{institution_kind="bank",channel="push"\} [1-9]/m, /^chakong_outcomes_total\{institution_kind="bank",kind="nothing-found"\} [1-9]/m,
      /^chakong_outcomes_late_total\{institution_kind="bank"\} [1-9]/m, /^chakong_call_duration_seconds_count\{institution_kind="bank"\} [1-9]/m,
      /^chakong_call_failures_total\{institution_kind="bank",cause="connect-failed"\} [1-9]/m, /^chakong_lane_waiting\{institution_kind="police"\} \d/m,
      /^chakong_commit_group_size_count [1-9]/m, /^chakong_inquiry_duration_seconds_count\{complete="true"\} [1-9]/m,
      /^chakong_inquiry_duration_seconds_count\{complete="false"\} [1-9]/m, /^chakong_inquiries_accepted_total [1-9]/m,
      /^chakong_outcomes_reused_total\{institution_kind="bank"\} [1-9]/m,
      /^chakong_exchange_duration_seconds_count\{adapter="bank",operation="shfeedXzcxInfo",result="accepted"\} [1-9]/m,
      /^chakong_exchange_duration_seconds_count\{adapter="callback",operation="callback",result="200"\} [1-9]/m,
    ]) {
      expect(page).toMatch(counted);
    }
    await sandbox.setRules(POLLS[0], { latency: { kind: 'fixed', medianMs: 1500 } });
    const { body } = await as.officer.ask(question(await newCase(), [POLLS[0]]));
    expect(await metrics()).toMatch(/^chakong_mailbox_waiting\{institution_kind="bank"\} [1-9]/m);
    await laterResult(body.id, 'complete', ({ complete }) => complete);
  }, 30_000);
});

describe('at the door', () => {
  test.each<[string, DemoLoginName, string, string, object | undefined]>([
    ['an operator reads no case', 'operator', 'GET', '/api/v1/cases?limit=1', undefined],
    ['an operator reads no inquiry', 'operator', 'GET', '/api/v1/inquiries/01a20889-1833-7782-a2a8-2e910992a625', undefined],
    ['an operator reads no evidence', 'operator', 'GET', '/api/v1/exchanges/1/sent', undefined],
    ['an officer changes no institution', 'officer', 'PATCH', `/api/v1/institutions/${CALLED[0]}`, { concurrency: 1, version: 1 }],
    ['an officer takes no institution out of service', 'officer', 'POST', `/api/v1/institutions/${CALLED[0]}/out-of-service`, { reason: '测试' }],
    ['an auditor asks nothing', 'auditor', 'POST', '/api/v1/inquiries', { caseId: '01a20889-1833-7782-a2a8-2e910992a625', purpose: '立案查控' }],
  ])('%s', async (_, login, method, path, body) => {
    const reply = await as[login].call(method, path, { body });
    expect(reply).toMatchObject({ status: 403, body: { code: 'role-missing', status: 403, retryable: false } });
    expectProblem(reply);
  });

  test.each<[string, number, string, () => Promise<Reply<unknown>>]>([
    ['no token', 401, 'token-missing', () => as.officer.call('GET', '/api/v1/me', { headers: { authorization: '' } })],
    ['a token nobody has', 401, 'token-invalid', () => as.officer.call('GET', '/api/v1/me', { headers: { authorization: 'Bearer ckg_not-a-token' } })],
    ['an unknown address', 404, 'route-unknown', () => as.officer.get('/api/v1/nothing-here')],
    ['a body that is no JSON', 400, 'json-malformed', () => as.officer.call('POST', '/api/v1/inquiries', { raw: '{"caseId":' })],
    ['a body of another type', 415, 'media-type-unsupported', () => as.officer.call('POST', '/api/v1/inquiries', { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })],
    ['a question without a purpose', 400, 'request-invalid', async () => as.officer.call('POST', '/api/v1/inquiries', { body: { caseId: await newCase() } })],
    ['a case nobody knows', 404, 'case-unknown', () => as.officer.ask(question('01a20889-1833-7782-a2a8-2e910992a625', MIXED))],
    ['a wait beyond the limit', 400, 'parameter-invalid', async () => as.officer.ask(question(await newCase(), MIXED), { prefer: 'wait=99999' })],
    ['an institution nobody knows', 404, 'institution-unknown', async () => as.officer.ask(question(await newCase(), ['NOBODY-1']))],
    ['an inquiry nobody knows', 404, 'inquiry-unknown', () => as.officer.result('01a20889-1833-7782-a2a8-2e910992a625')],
    ['something that is no id', 404, 'inquiry-unknown', () => as.officer.result('not-an-id')],
  ])('%s: HTTP %d %s', async (_, status, code, call) => {
    const reply = await call();
    expect(reply).toMatchObject({ status, body: { code, status } });
    expectProblem(reply);
  });

  function expectProblem(reply: Reply<unknown>): void {
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(reply.headers.get('x-correlation-id')).toBeTruthy();
    expect(Object.keys(reply.body as object)).toEqual(expect.arrayContaining(['type', 'title', 'status', 'code', 'number', 'retryable']));
  }

  test('alive and ready', async () => {
    expect(await as.officer.get('/health/live')).toMatchObject({ status: 200, body: { state: 'up' } });
    const ready = await as.officer.get<{ state: string; dependencies: { name: string; state: string }[] }>('/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { state: 'up' } });
    expect(ready.body.dependencies).toContainEqual(expect.objectContaining({ name: 'database', state: 'up' }));
  });
});

test('nobody who was asked about stands in metrics, in the log or in what was written to the terminal', async () => {
  expect(personal.size).toBeGreaterThan(10);
  const page = await metrics();
  expect((await gateway.stop()).code).toBe(0);
  const log = await readFile(join(dataFolder, 'gateway.log'), 'utf8');
  expect(log.split('\n').length).toBeGreaterThan(100);
  for (const [where, text] of Object.entries({ metrics: page, log, stdout: gateway.stdout, stderr: gateway.stderr })) {
    expect([where, ...[...personal].filter((secret) => text.includes(secret))]).toEqual([where]);
  }
}, 30_000);

async function metrics(): Promise<string> {
  const { status, bytes } = await as.officer.get('/metrics');
  expect(status).toBe(200);
  return bytes.toString('utf8');
}
