import { provisionIdentity, generateToken } from '#libs/access';
import { ACCOUNT, accountOf, freezeOf, MeasureCalls, NEEDED } from '../testkit/measure-calls.js';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PULL } from '../testkit/sample-data.js';

const HIGH = '浙';
const HOME = '浙0106';

describe('control policies of courts', () => {
  let gateway: RunningGateway;
  let calls: MeasureCalls;
  let stranger: string;
  beforeAll(async () => {
    gateway = await RunningGateway.start();
    calls = new MeasureCalls(gateway, 7300);
    for (const [code, parentCode] of [[HIGH, undefined], ['浙02', HIGH], [HOME, HIGH]] as const) await court(code, parentCode);
    const token = generateToken();
    stranger = token.reveal();
    await provisionIdentity(gateway.database, { login: 'supervisor-of-02', displayName: '外院人员', kind: 'person', courtCode: '浙02', roles: ['supervisor'] }, token);
  });
  afterAll(() => gateway.close());

  const court = (code: string, parentCode?: string) =>
    gateway.call('PUT', `/api/v1/courts/${encodeURIComponent(code)}`, { as: 'operator', body: { name: `${code}法院`, ...(parentCode === undefined ? {} : { parentCode }) } });
  const at = (court: string): string => `/api/v1/courts/${encodeURIComponent(court)}/control-policy`;
  const put = (court: string, version: number, content: object) => gateway.call('PUT', at(court), { as: 'operator', body: { version, content, reason: '本院人手有限' } });
  const asStranger = (method: string, court: string, body?: object) =>
    gateway.call(method, at(court), { as: null, headers: { authorization: `Bearer ${stranger}` }, ...(body === undefined ? {} : { body }) });
  const steps = async (orderId: number) => (await calls.order(orderId)).events.map(({ event, policy }: { event: string; policy?: string }) => `${event}: ${policy ?? 'as it comes'}`);

  test('nobody wrote anything: what comes with the software; and what is beyond a range or the law is refused with what would be allowed', async () => {
    expect((await gateway.get(at(HOME))).body).toEqual({
      courtCode: HOME, version: 0,
      content: { releaseExcessByRule: true, askAfterSeconds: 60, askAtMostSeconds: 3600, unconfirmedAlarmSeconds: 7200, answerWithinSeconds: 86_400, remindFromDays: 60 },
      settings: [
        { name: 'releaseExcessByRule' }, { name: 'askAfterSeconds', least: 10, most: 3600 }, { name: 'askAtMostSeconds', least: 60, most: 259_200 }, { name: 'unconfirmedAlarmSeconds', least: 600, most: 86_400 },
        { name: 'answerWithinSeconds', least: 3600, most: 86_400, law: '法〔2018〕64号' }, { name: 'remindFromDays', least: 7, most: 60, law: '保全规定（法释〔2016〕22号）第十八条' },
      ],
    });
    const beyond = await put(HOME, 0, { askAfterSeconds: 1, remindFromDays: 90 });
    expect([beyond.status, beyond.body.code, beyond.body.fields]).toEqual([422, 'control-policy-beyond-range', [{ field: '/content/askAfterSeconds', allowed: '10 to 3600' }, { field: '/content/remindFromDays', allowed: '7 to 60' }]]);
    const loose = await put(HOME, 0, { answerWithinSeconds: 172_800 });
    expect([loose.status, loose.body.code, loose.body.rules]).toEqual([422, 'control-policy-against-law', [expect.objectContaining({ code: 'answer-within-a-day', law: '法〔2018〕64号', field: '/content/answerWithinSeconds', detail: 'at most 86400' })]]);
    expect((await put(HOME, 0, { unheardOf: 1 })).body.code).toBe('request-invalid');
    expect((await put('浙0199', 0, {})).body.code).toBe('court-unknown');
    expect((await gateway.get(at(HOME))).body.version).toBe(0);
  });

  test('a court inherits from the one above it, setting by setting; two that saw the same version: the second is told', async () => {
    expect((await put(HIGH, 0, { answerWithinSeconds: 7200, askAfterSeconds: 120 })).body).toMatchObject({ courtCode: HIGH, version: 1, from: '浙/1' });
    expect((await gateway.get(at(HOME))).body).toMatchObject({ version: 0, from: '浙/1', content: { answerWithinSeconds: 7200, askAfterSeconds: 120, remindFromDays: 60 } });
    expect((await put(HOME, 0, { askAfterSeconds: 300 })).body).toMatchObject({ version: 1, from: '浙0106/1 浙/1', content: { answerWithinSeconds: 7200, askAfterSeconds: 300 } });
    const whose = ((await gateway.get(at(HOME))).body.settings as { name: string; courtCode?: string; version?: number }[]).map(({ name, courtCode, version }) => [name, courtCode, version]);
    expect(whose.slice(1, 5)).toEqual([['askAfterSeconds', HOME, 1], ['askAtMostSeconds', undefined, undefined], ['unconfirmedAlarmSeconds', undefined, undefined], ['answerWithinSeconds', HIGH, 1]]);
    const both = await Promise.all([put(HOME, 1, { remindFromDays: 30 }), put(HOME, 1, { remindFromDays: 15 })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)!.body.code).toBe('version-conflict');
    const { items } = (await gateway.get(`${at(HOME)}/history`)).body;
    expect(items.map(({ version, changedBy, replacedAt }: { version: number; changedBy: string; replacedAt?: string }) => [version, changedBy, replacedAt !== undefined])).toEqual([[2, 'the-operator', false], [1, 'the-operator', true]]);
    expect(items.map(({ reason }: { reason?: string }) => reason)).toEqual(['本院人手有限', '本院人手有限']);
    const audit = (await gateway.audit()).filter(({ event }) => event === 'control.policy-changed');
    expect(audit.filter(({ result }) => result === 'success').map(({ reason }) => reason)).toEqual(['浙: version 1', '浙0106: version 1', '浙0106: version 2']);
    expect(audit.some(({ result }) => result === 'failure')).toBe(true);
  });

  test('somebody of another court: neither reads nor writes it, and nothing changes', async () => {
    const before = (await gateway.get(at(HOME))).body;
    for (const court of [HOME, HIGH, '浙0199']) {
      expect((await asStranger('PUT', court, { version: 0, content: {} })).body.code).toBe('court-beyond-reach');
      expect((await asStranger('GET', court)).body.code).toBe('court-beyond-reach');
    }
    expect((await asStranger('PUT', '浙02', { version: 0, content: { releaseExcessByRule: false } })).body).toMatchObject({ courtCode: '浙02', version: 1, from: '浙02/1 浙/1' });
    expect((await gateway.call('PUT', at(HOME), { as: 'officer', body: { version: 2, content: {} } })).body.code).toBe('role-missing');
    expect((await gateway.get(at(HOME))).body).toEqual(before);
  });

  test('changed between draft and approval: each step of the order names the version it was decided under, and the order leaves under the new one', async () => {
    await put(HOME, 2, { answerWithinSeconds: 3600 });
    const { caseId, requestId } = await calls.found([accountOf(ACCOUNT, NEEDED)]);
    await court(HOME, HIGH);
    const { ids: [id], approvalId } = await calls.submitted(caseId, [freezeOf(requestId, NEEDED)]);
    await put(HOME, 3, { answerWithinSeconds: 10_800 });
    await calls.decide(approvalId);
    const { engine } = gateway.parts.control;
    const { order } = await engine.beginSending(caseId, id!);
    expect(order.answerByMs! - order.sentAtMs!).toBe(10_800_000);
    expect(await steps(id!)).toEqual(['draft: 浙0106/3 浙/1', 'submit: 浙0106/3 浙/1', 'approve: 浙0106/4 浙/1', 'send: 浙0106/4 浙/1']);
    await put(HOME, 4, { releaseExcessByRule: false });
    await engine.answer({ orderId: id!, outcome: { kind: 'effective', effect: { held: { fen: NEEDED, currency: 'CNY' } } }, via: 'gateway', exchangeId: null, receivedAtMs: Date.now() }, PULL);
    await gateway.database.pool.query('UPDATE case_file SET paid_fen = paid_fen + 1000000 WHERE id = $1', [caseId]);
    await engine.recount(caseId, 'the-officer', 'paid');
    const releases = (await engine.read(caseId)).orders.filter(({ operation }) => operation === 'release').map(({ state }) => state);
    expect(releases).toEqual(['submitted']);
  });
});
