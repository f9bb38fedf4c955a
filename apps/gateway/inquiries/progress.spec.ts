import type { InquiryResultDto } from '#contracts/http';
import { ProgressController } from './progress.controller.js';
import { RunningGateway, until } from '../testkit/running-gateway.js';
import { PULL, PUSH, withOpenCase } from '../testkit/sample-data.js';

const NOWHERE = '0190c0de-0000-7000-8000-000000000000';

describe('progress over HTTP', () => {
  let gateway: RunningGateway;
  let caseId: string;
  let obligorId: string;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    const made = await withOpenCase(gateway);
    caseId = made.caseId;
    obligorId = made.obligorIds[0];
  });
  afterAll(() => gateway.close());

  const ask = async (change: object = {}): Promise<InquiryResultDto> =>
    (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [obligorId], purpose: '立案查控', ...change })).body;
  const streams = () => gateway.gateway.app.get(ProgressController).streams;
  const outcomes = (stream: { of: (event: string) => { data: { institutionCode: string; kind: string; version: number } }[] }) =>
    stream.of('outcome').map(({ data }) => `${data.institutionCode} ${data.kind} ${data.version}`);

  test('each outcome as it becomes durable, counts in between, and the end when the last has come', async () => {
    const asked = await ask();
    const stream = await gateway.events(asked.id);
    expect(stream.response.statusCode).toBe(200);
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff',
      'x-correlation-id': expect.any(String),
    });
    expect(stream.events).toEqual([]);
    await gateway.institutions.answer(asked, PULL, { kind: 'refused', reason: '证件不符' });
    await until(() => stream.of('progress').length === 1);
    expect(stream.events).toEqual([
      {
        id: expect.stringMatching(/^\d+-\d+-1$/), event: 'outcome',
        data: { requestId: asked.answers.find(({ institution }) => institution.code === PULL)!.requestId, version: 1, kind: 'refused', institutionCode: PULL, obligorId, committedAt: expect.any(String), elapsedMs: expect.any(Number) },
      },
      { event: 'progress', data: { answered: 1, total: 2 } },
    ]);
    await gateway.institutions.answer(asked, PUSH, { kind: 'found', assets: [] });
    await until(() => stream.over !== undefined);
    expect([stream.over, stream.kinds, stream.events.at(-1)]).toEqual([
      'ended', ['outcome', 'progress', 'outcome', 'progress', 'complete'], { event: 'complete', data: { total: 2 } },
    ]);
    expect(await gateway.auditOfInquiry(asked.id)).toEqual(['inquiry.accepted the-officer success', 'inquiry.read the-officer success', 'inquiry.completed gateway success']);
    expect(streams()).toBe(0);
  });

  test('whoever stays reads on: recorded at the opening, and then once a minute while something is told', async () => {
    const controller = gateway.gateway.app.get(ProgressController);
    let now = Date.now();
    controller.clock = () => now;
    try {
      const asked = await ask();
      const stream = await gateway.events(asked.id);
      const reads = async () => (await gateway.auditOfInquiry(asked.id)).filter((line) => line.startsWith('inquiry.read')).length;
      await gateway.institutions.answer(asked, PULL, { kind: 'refused', reason: '证件不符' });
      await until(() => stream.of('progress').length === 1);
      expect(await reads()).toBe(1);
      now += 60_000;
      await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' });
      await until(() => stream.over === 'ended');
      expect(await reads()).toBe(2);
    } finally {
      controller.clock = Date.now;
    }
  });

  test('what cannot be recorded a minute later is not told: the stream breaks off', async () => {
    const controller = gateway.gateway.app.get(ProgressController);
    let now = Date.now();
    controller.clock = () => now;
    try {
      const asked = await ask();
      const stream = await gateway.events(asked.id);
      now += 60_000;
      await gateway.database.pool.query(`ALTER TABLE audit_event ADD CONSTRAINT full_disk CHECK (event <> 'inquiry.read') NOT VALID`);
      await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' });
      await until(() => stream.over !== undefined);
      expect(stream.events).toEqual([]);
    } finally {
      controller.clock = Date.now;
      await gateway.database.pool.query('ALTER TABLE audit_event DROP CONSTRAINT IF EXISTS full_disk');
    }
  });

  test('nothing of what was found and nobody by name', async () => {
    const asked = await ask({ institutions: [PUSH] });
    const stream = await gateway.events(asked.id);
    await gateway.institutions.answer(asked, PUSH, { kind: 'found', assets: [{ source: 'deposit', reference: '6222021001122334455' }], remarks: '王小明' });
    await until(() => stream.over === 'ended');
    expect(JSON.stringify(stream.events)).not.toMatch(/6222021001122334455|王小明/);
  });

  test('of an inquiry that is complete: everything at once, then the end', async () => {
    const asked = await ask();
    await gateway.institutions.answerAll(asked);
    const stream = await gateway.events(asked.id);
    await until(() => stream.over === 'ended');
    expect([outcomes(stream).length, stream.kinds.at(-1)]).toEqual([2, 'complete']);
  });

  test('of an inquiry that is cancelled: says so by its outcomes, and ends', async () => {
    const asked = await ask();
    const stream = await gateway.events(asked.id);
    await gateway.post(`/api/v1/inquiries/${asked.id}/cancel`, undefined);
    await until(() => stream.over === 'ended');
    expect(outcomes(stream).sort()).toEqual([`${PULL} unavailable 1`, `${PUSH} unavailable 1`]);
    expect(stream.kinds.at(-1)).toBe('complete');
  });

  test('two clients at the same inquiry: both see everything in the same order', async () => {
    const asked = await ask();
    const both = await Promise.all([gateway.events(asked.id), gateway.events(asked.id)]);
    await gateway.institutions.answerAll(asked);
    await until(() => both.every(({ over }) => over === 'ended'));
    expect(both[0]!.of('outcome')).toEqual(both[1]!.of('outcome'));
    expect(outcomes(both[0]!)).toHaveLength(2);
  });

  describe('the client comes back', () => {
    test('with the id of the last event it saw: the rest, nothing lost, nothing repeated', async () => {
      const asked = await ask();
      const first = await gateway.events(asked.id);
      await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' });
      await until(() => first.of('outcome').length === 1);
      first.hangUp();
      await gateway.institutions.answer(asked, PULL, { kind: 'nothing-found' });
      const second = await gateway.events(asked.id, { 'last-event-id': first.of('outcome')[0]!.id! });
      await until(() => second.over === 'ended');
      expect([...outcomes(first), ...outcomes(second)]).toEqual([`${PUSH} nothing-found 1`, `${PULL} nothing-found 1`]);
    });

    test('after it had seen everything: only the end', async () => {
      const asked = await ask({ institutions: [PUSH] });
      await gateway.institutions.answerAll(asked);
      const first = await gateway.events(asked.id);
      await until(() => first.over === 'ended');
      const second = await gateway.events(asked.id, { 'last-event-id': first.of('outcome').at(-1)!.id! });
      await until(() => second.over === 'ended');
      expect(second.kinds).toEqual(['complete']);
    });

    test.each(['nonsense', '', '1-2', '18446744073709551616-1-1', '99999999999999999999-1-1', "1-1-1'; --"])('with the id %j, which is none of ours: from the beginning', async (id) => {
      const asked = await ask({ institutions: [PUSH] });
      await gateway.institutions.answerAll(asked);
      const stream = await gateway.events(asked.id, { 'last-event-id': id });
      await until(() => stream.over === 'ended');
      expect(stream.kinds).toEqual(['outcome', 'progress', 'complete']);
    });
  });

  describe('the stream is let go of', () => {
    test('the client goes away: at once, and the inquiry goes on', async () => {
      const asked = await ask();
      const stream = await gateway.events(asked.id);
      await until(() => streams() === 1);
      stream.hangUp();
      await until(() => streams() === 0);
      await gateway.institutions.answerAll(asked);
      expect((await gateway.get(`/api/v1/inquiries/${asked.id}`)).body.complete).toBe(true);
    });

    test('the client goes away before the first byte: let go of as well', async () => {
      const asked = await ask();
      const blocker = await gateway.database.dedicatedClient();
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE');
      const abort = new AbortController();
      const call = fetch(`${gateway.gateway.address}/api/v1/inquiries/${asked.id}/events`, { headers: { authorization: `Bearer ${gateway.tokenOf('officer')}` }, signal: abort.signal });
      await new Promise((resolve) => setTimeout(resolve, 100));
      abort.abort();
      await expect(call).rejects.toThrow();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await blocker.query('COMMIT');
      await blocker.end();
      await until(async () => (await gateway.auditOfInquiry(asked.id)).length === 2);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(streams()).toBe(0);
    });

    test('the database is away for a moment: the stream breaks off without the end, and the client that comes back misses nothing', async () => {
      const asked = await ask({ institutions: [PUSH] });
      const first = await gateway.events(asked.id);
      await gateway.database.pool.query('ALTER TABLE outcome RENAME TO elsewhere');
      await until(() => first.over !== undefined);
      await gateway.database.pool.query('ALTER TABLE elsewhere RENAME TO outcome');
      expect([first.kinds, streams()]).toEqual([[], 0]);
      await gateway.institutions.answerAll(asked);
      const second = await gateway.events(asked.id);
      await until(() => second.over === 'ended');
      expect(second.kinds).toEqual(['outcome', 'progress', 'complete']);
    });

    test('asked only for its headers: answered without a stream', async () => {
      const asked = await ask();
      const answer = await gateway.call('HEAD', `/api/v1/inquiries/${asked.id}/events`);
      expect([answer.status, answer.headers.get('content-type'), streams()]).toEqual([200, 'text/event-stream; charset=utf-8', 0]);
    });

    test('the gateway shuts down: streams end without the end event, and new ones are refused', async () => {
      const other = await RunningGateway.start();
      try {
        const made = await withOpenCase(other);
        const { body: asked } = await other.post('/api/v1/inquiries', { caseId: made.caseId, purpose: '立案查控' });
        const open = await Promise.all([other.events(asked.id), other.events(asked.id)]);
        await other.gateway.close();
        await until(() => open.every(({ over }) => over !== undefined));
        // In order, not cut off after the grace period.
        expect(open.map(({ over, kinds }) => [over, kinds])).toEqual(Array(2).fill(['ended', []]));
      } finally {
        await other.close();
      }
    });
  });

  test.each([NOWHERE, 'nonsense'])('of an inquiry that does not exist (%s): a problem document, no stream', async (id) => {
    const answer = await gateway.get(`/api/v1/inquiries/${id}/events`);
    expect([answer.status, answer.body.code, answer.headers.get('content-type')]).toEqual([404, 'inquiry-unknown', 'application/problem+json; charset=utf-8']);
  });
});
