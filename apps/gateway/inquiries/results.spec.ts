import type { InquiryResultDto } from '#contracts/http';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PULL, PUSH, registerCase, withOpenCase } from '../testkit/sample-data.js';

const NOWHERE = '0190c0de-0000-7000-8000-000000000000';
const FOUND = { kind: 'found', assets: [{ source: 'deposit', reference: '6222021001122334455', value: { fen: 1_250_000, currency: 'CNY' }, attributes: { seat: '1' } }] } as const;

describe('results over HTTP', () => {
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

  /** Two requests: one institution of either kind about one obligor. */
  const ask = async (change: object = {}): Promise<InquiryResultDto> =>
    (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [obligorId], purpose: '立案查控', ...change })).body;
  const read = (id: string, query = '', as: 'officer' | 'auditor' = 'officer') => gateway.get(`/api/v1/inquiries/${id}${query}`, { as, headers: { 'personal-data': 'full' } });
  const answerOf = (result: InquiryResultDto, code: string) => result.answers.find(({ institution }) => institution.code === code)!;

  describe('one result', () => {
    test('while it is open: what has come, who is missing, with all its times; every read is on record', async () => {
      const asked = await ask();
      const exchangeId = await gateway.institutions.answer(asked, PUSH, FOUND, { sent: Buffer.from('?'), received: Buffer.from('!') });
      const answer = await read(asked.id, '', 'auditor');
      expect([answer.status, answer.headers.get('etag'), answer.headers.get('cache-control')]).toEqual([200, '"1"', 'no-store']);
      expect(answer.body).toMatchObject({
        state: 'open', complete: false, version: 1,
        totals: { asked: 2, answered: 1, waiting: 1, byOutcome: { found: 1, 'nothing-found': 0, refused: 0, defective: 0, unavailable: 0, 'not-supported': 0, unconfirmed: 0 } },
        missing: [{ institution: { code: PULL, kind: 'bank' }, obligorId, state: 'waiting', why: 'not yet sent or fetched' }],
      });
      expect(answerOf(answer.body, PUSH)).toMatchObject({
        state: 'answered', outcome: FOUND, version: 1, evidence: `/api/v1/exchanges/${exchangeId}`,
        timing: { acceptedAt: asked.acceptedAt, sentAt: expect.any(String), receivedAt: expect.any(String), committedAt: expect.any(String), waitedMs: 10, totalMs: expect.any(Number) },
      });
      expect(answer.body.coverage.find(({ source }: { source: string }) => source === 'deposit')).toEqual({
        source: 'deposit', connected: true, asked: 2, answered: 1, found: 1, nothing: 0, refused: 0, failed: 0, waiting: 1,
      });
      expect(await gateway.auditOfInquiry(asked.id)).toEqual(['inquiry.accepted the-officer success', 'inquiry.read the-auditor success']);
    });

    test.each([
      ['refused', { kind: 'refused', reason: '证件不符', reasonCode: '07' }, 'answered'],
      ['defective', { kind: 'defective', defect: 'wrong-person', detail: 'the name differs' }, 'not-answered'],
      ['unavailable', { kind: 'unavailable', cause: 'timeout' }, 'not-answered'],
      ['not-supported', { kind: 'not-supported', detail: 'not offered' }, 'not-answered'],
      ['unconfirmed', { kind: 'unconfirmed', wireStatus: '99' }, 'not-answered'],
    ] as const)('an institution ends with %s: shown as it is, never as nothing found', async (kind, outcome, state) => {
      const asked = await ask();
      await gateway.institutions.answer(asked, PUSH, outcome);
      const { body } = await read(asked.id);
      expect(answerOf(body, PUSH)).toMatchObject({ state, outcome });
      expect(body.totals.byOutcome).toMatchObject({ [kind]: 1, 'nothing-found': 0 });
    });

    test('as it was at each version, while a late answer makes a new one', async () => {
      const asked = await ask();
      await gateway.institutions.answer(asked, PUSH, { kind: 'unavailable', cause: 'timeout' });
      await gateway.institutions.answer(asked, PULL, { kind: 'nothing-found' });
      await gateway.institutions.answer(asked, PUSH, FOUND);
      const versions = await Promise.all([0, 1, 2, 3].map(async (version) => (await read(asked.id, `?version=${version}`)).body));
      expect(versions.map(({ version, complete }) => [version, complete])).toEqual([[0, false], [1, false], [2, true], [3, true]]);
      expect(versions.map((body) => answerOf(body, PUSH).outcome?.kind)).toEqual([undefined, 'unavailable', 'unavailable', 'found']);
      expect(versions.map((body) => answerOf(body, PULL).outcome?.kind)).toEqual([undefined, undefined, 'nothing-found', 'nothing-found']);
      const newest = await read(asked.id);
      expect([newest.body, newest.headers.get('etag')]).toEqual([versions[3], '"3"']);
    });

    test('at a version that is not there yet: refused, and the refusal is on record', async () => {
      const asked = await ask();
      const answer = await read(asked.id, '?version=1');
      expect([answer.status, answer.body.code]).toEqual([404, 'answer-version-unknown']);
      expect((await gateway.auditOfInquiry(asked.id)).at(-1)).toBe('inquiry.read the-officer failure');
    });

    test.each(['version=-1', 'version=one', 'version=', 'version=1.5', 'version=1e3', 'version=0x1', 'version=1000001', 'version=1&version=2', 'versoin=1'])(
      '%s: refused with the name of the parameter',
      async (query) => {
        const answer = await read((await ask()).id, `?${query}`);
        expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([400, 'parameter-invalid', query.slice(0, query.indexOf('='))]);
      },
    );

    test.each([NOWHERE, 'nonsense', NOWHERE.replace('c', 'C')])('of an inquiry that does not exist (%s): refused', async (id) => {
      const answer = await read(id);
      expect([answer.status, answer.body.code]).toEqual([404, 'inquiry-unknown']);
    });
  });

  describe('cancelling', () => {
    const cancel = (id: string, as: 'officer' | 'integration' = 'officer', headers = {}) => gateway.post(`/api/v1/inquiries/${id}/cancel`, undefined, { as, headers });

    test('an open inquiry: nothing more is sent or fetched, what was answered stays, and it is on record', async () => {
      const asked = await ask();
      await gateway.institutions.answer(asked, PUSH, FOUND);
      const answer = await cancel(asked.id, 'officer', { 'x-correlation-id': 'withdrawn-1' });
      expect([answer.status, answer.body.state, answer.body.complete]).toEqual([200, 'cancelled', true]);
      expect(answerOf(answer.body, PUSH).outcome).toEqual(FOUND);
      expect(answerOf(answer.body, PULL).outcome).toEqual({ kind: 'unavailable', cause: 'cancelled' });
      expect(gateway.institutions.cancelled).toContain(asked.id);
      const { rows } = await gateway.database.pool.query('SELECT FROM mailbox WHERE request_id = ANY($1::bigint[])', [asked.answers.map(({ requestId }) => requestId)]);
      expect(rows).toEqual([]);
      expect((await read(asked.id)).headers.get('etag')).toBe('"2c"');
      expect((await gateway.audit()).find(({ correlation_id }) => correlation_id === 'withdrawn-1')).toMatchObject({ event: 'inquiry.cancelled', result: 'success', case_id: caseId });
    });

    test('an answer was on its way: taken all the same', async () => {
      const asked = await ask();
      await cancel(asked.id);
      await gateway.institutions.answer(asked, PUSH, FOUND);
      const { body } = await read(asked.id);
      expect([body.state, answerOf(body, PUSH).outcome?.kind]).toEqual(['cancelled', 'found']);
    });

    test('twice, or after its end: refused, and the refusal is on record', async () => {
      const asked = await ask();
      const both = await Promise.all([cancel(asked.id), cancel(asked.id, 'integration')]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const done = await ask();
      await gateway.institutions.answerAll(done);
      const answer = await cancel(done.id);
      expect([answer.status, answer.body.code]).toEqual([409, 'inquiry-finished']);
      expect((await gateway.auditOfInquiry(done.id)).at(-1)).toBe('inquiry.cancelled the-officer failure');
    });

    test.each([NOWHERE, 'nonsense'])('an inquiry that does not exist (%s): refused', async (id) => {
      expect((await cancel(id)).body.code).toBe('inquiry-unknown');
    });
  });

  describe('the inquiries of a case', () => {
    let other: string;
    let serial = 5000;
    const list = (query = '', as: 'officer' | 'auditor' = 'officer') => gateway.get(`/api/v1/cases/${other}/inquiries${query}`, { as });
    const idsOf = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);

    beforeEach(async () => {
      other = (await registerCase(gateway, [(await gateway.get('/api/v1/officers')).body.items[0].id], (serial += 1))).caseId;
    });

    test('none yet: an empty list, and the read is on record', async () => {
      const answer = await list('', 'auditor');
      expect([answer.status, answer.body]).toEqual([200, { items: [] }]);
      expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'inquiry.read', actor: 'the-auditor', result: 'success', case_id: other });
    });

    test('newest first, each with its state, without what was answered', async () => {
      const [open, done, cancelled] = [await ask({ caseId: other, obligorIds: undefined }), await ask({ caseId: other, obligorIds: undefined, sources: ['deposit'] }), await ask({ caseId: other, obligorIds: undefined })];
      await gateway.institutions.answerAll(done!);
      await gateway.post(`/api/v1/inquiries/${cancelled!.id}/cancel`, undefined);
      const { body } = await list();
      expect(body.items.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([[cancelled!.id, 'cancelled'], [done!.id, 'complete'], [open!.id, 'open']]);
      expect(body.items[1]).toEqual({
        id: done!.id, purpose: '立案查控', sources: ['deposit'], requestedBy: 'the-officer', total: 4, answered: 4, state: 'complete', acceptedAt: done!.acceptedAt,
        completedAt: expect.any(String), legalBasis: 'execution', approvedBy: 'rule:built-in',
      });
      expect(body.next).toBeUndefined();
    });

    test('page by page: each once, also when one is added in between, and the last page says that it is the last', async () => {
      const made: string[] = [];
      for (let index = 0; index < 4; index += 1) made.unshift((await ask({ caseId: other, obligorIds: undefined })).id);
      const first = await list('?limit=2');
      await ask({ caseId: other, obligorIds: undefined });
      const second = await list(`?limit=2&before=${first.body.next}`);
      expect([...idsOf(first), ...idsOf(second)]).toEqual(made);
      expect([first.body.next, second.body.next]).toEqual([made[1], undefined]);
    });

    test.each([
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=ten', 'limit'],
      ['limit=1e1', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['before=nonsense', 'before'],
      ['before=', 'before'],
      ['after=1', 'after'],
    ])('%s: refused with the name of the parameter', async (query, field) => {
      const answer = await list(`?${query}`);
      expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([400, 'parameter-invalid', field]);
    });

    test.each([NOWHERE, 'nonsense'])('of a case that does not exist (%s): refused', async (id) => {
      const answer = await gateway.get(`/api/v1/cases/${id}/inquiries`);
      expect([answer.status, answer.body.code]).toEqual([404, 'case-unknown']);
    });
  });
});
