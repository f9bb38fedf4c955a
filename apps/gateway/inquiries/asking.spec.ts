import { RunningGateway, until, type Call } from '../testkit/running-gateway.js';
import { PULL, PUSH, registerCase, withOpenCase } from '../testkit/sample-data.js';

describe('asking over HTTP', () => {
  let gateway: RunningGateway;
  let caseId: string;
  let obligorIds: [string, string];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    ({ caseId, obligorIds } = await withOpenCase(gateway));
  });
  afterAll(() => gateway.close());

  const question = (change: object = {}) => ({ caseId, purpose: '立案查控', ...change });
  const ask = (change: object = {}, call: Call = {}) => gateway.post('/api/v1/inquiries', question(change), call);
  const waiting = (seconds: number): Call => ({ headers: { prefer: `wait=${seconds}` } });
  /** Everything an inquiry leaves behind. */
  const rows = async () => [
    await gateway.count('inquiry'),
    await gateway.count('inquiry_request'),
    await gateway.count('mailbox'),
    await gateway.count('outcome'),
    await gateway.count('outbox'),
  ];
  const offeredFor = (inquiryId: string) => gateway.institutions.offered.filter((work) => work.inquiryId === inquiryId);

  describe('it is accepted', () => {
    test('without waiting: 202, every institution about every obligor, and on record with the correlation id', async () => {
      const answer = await ask({}, { headers: { 'x-correlation-id': 'filing-7' } });
      expect(answer.status).toBe(202);
      expect(answer.headers.get('location')).toBe(`/api/v1/inquiries/${answer.body.id}`);
      expect(answer.headers.get('preference-applied')).toBeNull();
      expect(answer.body).toMatchObject({ caseId, caseNumber: '（2016）浙0106执1234号', purpose: '立案查控', state: 'open', complete: false, version: 0 });
      expect(answer.body.totals).toMatchObject({ asked: 4, answered: 0, waiting: 4 });
      expect(answer.body.missing).toHaveLength(4);
      expect(answer.body.answers.map((each: { institution: { code: string }; obligorId: string }) => `${each.institution.code} ${each.obligorId}`).sort()).toEqual(
        [PULL, PUSH].flatMap((code) => obligorIds.map((id) => `${code} ${id}`)).sort(),
      );
      expect(offeredFor(answer.body.id).map(({ institutionCode }) => institutionCode)).toEqual([PUSH, PUSH]);
      expect((await gateway.audit()).at(-1)).toEqual({
        event: 'inquiry.accepted', actor: 'the-officer', result: 'success', reason: null, case_id: caseId, institution_code: null, correlation_id: 'filing-7',
      });
    });

    test('only some obligors, sources and institutions, urgently, with account movements: exactly these are asked', async () => {
      const before = gateway.institutions.offered.length;
      const answer = await ask({
        obligorIds: [obligorIds[1]], sources: ['deposit'], institutions: [PUSH], priority: 'urgent', force: true, transactions: { from: '2020-01-01', to: '2020-12-31' },
      });
      expect(answer.body.answers).toMatchObject([{ obligorId: obligorIds[1], institution: { code: PUSH }, sources: ['deposit'], state: 'waiting' }]);
      const [work] = gateway.institutions.offered.slice(before);
      expect(work).toMatchObject({ priority: 0, snapshot: { transactions: { from: '2020-01-01', to: '2020-12-31' } } });
    });

    test('ids in capital letters: the same case and obligor', async () => {
      const answer = await ask({ caseId: caseId.toUpperCase(), obligorIds: [obligorIds[0].toUpperCase()] });
      expect([answer.status, answer.body.caseId, answer.body.answers[0].obligorId]).toEqual([202, caseId, obligorIds[0]]);
    });

    test('a case system asks as well', async () => {
      expect((await ask({}, { as: 'integration' })).status).toBe(202);
    });

    test('nobody in service keeps it: complete at once, and it says who was not asked and why', async () => {
      await gateway.post(`/api/v1/institutions/${PUSH}/out-of-service`, { reason: '系统升级' }, { as: 'operator' });
      const answer = await ask({ institutions: [PUSH] });
      await gateway.post(`/api/v1/institutions/${PUSH}/in-service`, { reason: '升级完成' }, { as: 'operator' });
      expect([answer.status, answer.body.state]).toEqual([200, 'complete']);
      expect(answer.body.missing[0]).toMatchObject({ state: 'unavailable', why: 'out-of-service: 系统升级' });
    });
  });

  describe('the caller waits', () => {
    test('all answer in time: 200 with everything, before the time is over', async () => {
      const offered = gateway.institutions.offered.length;
      const pending = ask({ institutions: [PUSH], obligorIds: [obligorIds[0]] }, waiting(5));
      await until(() => gateway.institutions.offered.length > offered);
      const { inquiryId } = gateway.institutions.offered.at(-1)!;
      const open = (await gateway.get(`/api/v1/inquiries/${inquiryId}`)).body;
      await gateway.institutions.answer(open, PUSH, { kind: 'found', assets: [{ source: 'deposit', reference: '6222021001122334455', value: { fen: 1_250_000, currency: 'CNY' } }] });
      const answer = await pending;
      expect([answer.status, answer.headers.get('preference-applied'), answer.headers.get('location')]).toEqual([200, 'wait=5', `/api/v1/inquiries/${inquiryId}`]);
      expect(answer.body).toMatchObject({ complete: true, state: 'complete', version: 1, totals: { byOutcome: { found: 1 } }, missing: [] });
      expect(answer.body.answers[0].outcome.assets[0].value).toEqual({ fen: 1_250_000, currency: 'CNY' });
    });

    test('not all answer in time: 202 with what has come by then', async () => {
      const offered = gateway.institutions.offered.length;
      const pending = ask({ obligorIds: [obligorIds[0]] }, waiting(1));
      await until(() => gateway.institutions.offered.length > offered);
      const { inquiryId } = gateway.institutions.offered.at(-1)!;
      await gateway.institutions.answer((await gateway.get(`/api/v1/inquiries/${inquiryId}`)).body, PUSH, { kind: 'nothing-found' });
      const answer = await pending;
      expect(answer.status).toBe(202);
      expect(answer.body).toMatchObject({ complete: false, state: 'open', totals: { answered: 1, waiting: 1 } });
      expect(answer.body.missing).toMatchObject([{ institution: { code: PULL }, state: 'waiting' }]);
    });

    test('the caller goes away: the inquiry goes on without it', async () => {
      const offered = gateway.institutions.offered.length;
      const abort = new AbortController();
      const pending = fetch(`${gateway.gateway.address}/api/v1/inquiries`, {
        method: 'POST', body: JSON.stringify(question({ institutions: [PUSH] })), signal: abort.signal,
        headers: { authorization: `Bearer ${gateway.tokenOf('officer')}`, 'content-type': 'application/json', prefer: 'wait=5' },
      });
      await until(() => gateway.institutions.offered.length > offered);
      abort.abort();
      await expect(pending).rejects.toThrow();
      const { inquiryId } = gateway.institutions.offered.at(-1)!;
      await gateway.institutions.answerAll((await gateway.get(`/api/v1/inquiries/${inquiryId}`)).body);
      expect((await gateway.get(`/api/v1/inquiries/${inquiryId}`)).body.complete).toBe(true);
    });
  });

  describe('the same key', () => {
    let keys = 0;
    const nextKey = () => `filing-2016-${(keys += 1)}`;

    test('and the same question, also with its parts in another order: the same inquiry, asked once, and the repeated reading is on record', async () => {
      const headers = { 'idempotency-key': nextKey() };
      const first = await ask({ sources: ['deposit'], obligorIds: [obligorIds[0]] }, { headers });
      const sent = offeredFor(first.body.id).length;
      const again = await gateway.post('/api/v1/inquiries', { obligorIds: [obligorIds[0].toUpperCase()], purpose: '立案查控', sources: ['deposit'], caseId }, { headers });
      expect([again.status, again.body.id, again.headers.get('idempotent-replayed'), again.headers.get('location')]).toEqual([
        202, first.body.id, 'true', `/api/v1/inquiries/${first.body.id}`,
      ]);
      expect(first.headers.get('idempotent-replayed')).toBeNull();
      expect(offeredFor(first.body.id)).toHaveLength(sent);
      expect(await gateway.auditOfInquiry(first.body.id)).toEqual(['inquiry.accepted the-officer success', 'inquiry.read the-officer success']);
    });

    test('and another question: refused, on record, nothing is written', async () => {
      const headers = { 'idempotency-key': nextKey() };
      await ask({}, { headers });
      const before = await rows();
      const answer = await ask({ sources: ['deposit'] }, { headers });
      expect([answer.status, answer.body.code]).toEqual([422, 'idempotency-key-reused']);
      expect(await rows()).toEqual(before);
      expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'inquiry.accepted', result: 'failure', reason: 'idempotency-key-reused', case_id: caseId });
    });

    test('of somebody else: another inquiry', async () => {
      const headers = { 'idempotency-key': nextKey() };
      const first = await ask({}, { headers });
      const other = await ask({}, { headers, as: 'integration' });
      expect(other.body.id).not.toBe(first.body.id);
    });

    test('eight times at the same moment: one inquiry, and the others say that they repeat it', async () => {
      const before = await gateway.count('inquiry');
      const headers = { 'idempotency-key': nextKey() };
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask({}, { headers })));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter((answer) => answer.headers.get('idempotent-replayed') === null)).toHaveLength(1);
      expect(await gateway.count('inquiry')).toBe(before + 1);
      expect(offeredFor(answers[0]!.body.id)).toHaveLength(2);
    });

    test('after all have answered: 200 with the whole, without waiting', async () => {
      const headers = { 'idempotency-key': nextKey() };
      const first = await ask({}, { headers });
      await gateway.institutions.answerAll(first.body);
      const again = await ask({}, { headers: { ...headers, prefer: 'wait=5' } });
      expect([again.status, again.body.complete]).toEqual([200, true]);
    });
  });

  describe('the headers are wrong', () => {
    test.each([
      ['more seconds than are allowed', { prefer: 'wait=6' }, 'Prefer'],
      ['seconds that are no number', { prefer: 'wait=soon' }, 'Prefer'],
      ['no seconds at all', { prefer: 'respond-async, wait' }, 'Prefer'],
      ['a key that is too short', { 'idempotency-key': '1234567' }, 'Idempotency-Key'],
      ['a key with a space', { 'idempotency-key': 'one two three' }, 'Idempotency-Key'],
    ])('%s: refused with the name of the header, nothing is written', async (_, headers, field) => {
      const before = await rows();
      const answer = await ask({}, { headers: headers as Record<string, string> });
      expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([400, 'parameter-invalid', field]);
      expect(await rows()).toEqual(before);
    });

    const twice = (name: string, first: string, second: string) =>
      fetch(`${gateway.gateway.address}/api/v1/inquiries`, {
        method: 'POST',
        body: JSON.stringify(question()),
        headers: [['authorization', `Bearer ${gateway.tokenOf('officer')}`], ['content-type', 'application/json'], [name, first], [name, second]],
      });

    test('the key comes twice: refused, whichever of them was meant', async () => {
      const before = await rows();
      for (const second of ['key-number-1', 'key-number-2']) {
        const answer = await twice('idempotency-key', 'key-number-1', second);
        expect([answer.status, ((await answer.json()) as { fields: { field: string }[] }).fields[0]!.field]).toEqual([400, 'Idempotency-Key']);
      }
      expect(await rows()).toEqual(before);
    });

    test('the preference comes twice: the first counts, as the RFC says', async () => {
      const answer = await twice('prefer', 'wait=0', 'wait=5');
      expect([answer.status, answer.headers.get('preference-applied')]).toEqual([202, null]);
    });
  });

  describe('the question is wrong', () => {
    test.each<[string, object, string]>([
      ['no case', { caseId: undefined }, '/caseId'],
      ['a case that is null', { caseId: null }, '/caseId'],
      ['a case that is no id', { caseId: 'nonsense' }, '/caseId'],
      ['a case in a list', { caseId: ['0190c0de-0000-7000-8000-000000000000'] }, '/caseId'],
      ['no purpose', { purpose: undefined }, '/purpose'],
      ['a purpose of one character', { purpose: '查' }, '/purpose'],
      ['a purpose of spaces', { purpose: '     ' }, '/purpose'],
      ['a purpose that is too long', { purpose: '查'.repeat(201) }, '/purpose'],
      ...(['obligorIds', 'sources', 'institutions'] as const).flatMap((field): [string, object, string][] => [
        [`${field} that are null`, { [field]: null }, `/${field}`],
        [`${field} that are a text`, { [field]: 'deposit' }, `/${field}`],
        [`${field} that are an object`, { [field]: { length: 1, 0: 'deposit' } }, `/${field}`],
        [`${field} without one`, { [field]: [] }, `/${field}`],
        [`${field} with a list inside`, { [field]: [[]] }, `/${field}`],
        [`${field} with a list of texts inside`, { [field]: [['deposit']] }, `/${field}`],
        [`${field} with null inside`, { [field]: [null] }, `/${field}`],
        [`${field} with a number inside`, { [field]: [1] }, `/${field}`],
        [`${field} with an empty text inside`, { [field]: [''] }, `/${field}`],
      ]),
      ['an obligor twice', { obligorIds: ['0190c0de-0000-7000-8000-00000000000a', '0190C0DE-0000-7000-8000-00000000000A'] }, '/obligorIds'],
      ['a source twice', { sources: ['deposit', 'deposit'] }, '/sources'],
      ['an institution twice', { institutions: [PUSH, PUSH] }, '/institutions'],
      ['a source that does not exist', { sources: ['deposit', 'gold'] }, '/sources'],
      ['more obligors than are allowed', { obligorIds: Array.from({ length: 201 }, (_, index) => `0190c0de-0000-7000-8000-${String(index).padStart(12, '0')}`) }, '/obligorIds'],
      ['a priority that does not exist', { priority: 'at once' }, '/priority'],
      ['a priority that is null', { priority: null }, '/priority'],
      ['force as a text', { force: 'true' }, '/force'],
      ['force that is null', { force: null }, '/force'],
      ['a period that is null', { transactions: null }, '/transactions'],
      ['a period that is a text', { transactions: '2020' }, '/transactions'],
      ['a period that is an empty list', { transactions: [] }, '/transactions'],
      ['a period that is a list in a list', { transactions: [[]] }, '/transactions'],
      ['a period in a list', { transactions: [{ from: '2020-01-01', to: '2020-12-31' }] }, '/transactions'],
      ['a period without its end', { transactions: { from: '2020-01-01' } }, '/transactions/to'],
      ['a period with an end that is null', { transactions: { from: '2020-01-01', to: null } }, '/transactions/to'],
      ['a period with moments', { transactions: { from: '2020-01-01T00:00:00Z', to: '2020-12-31' } }, '/transactions/from'],
      ['a period that ends before it begins', { transactions: { from: '2020-12-31', to: '2020-01-01' } }, '/transactions/to'],
      ['a period with a day that does not exist', { transactions: { from: '2020-02-30', to: '2020-12-31' } }, '/transactions/from'],
      ['a period in the future', { transactions: { from: '2020-01-01', to: '2199-01-01' } }, '/transactions/to'],
      ['a period of more than five years', { transactions: { from: '2015-01-01', to: '2020-01-02' } }, '/transactions/to'],
      ['a field that does not exist', { urgent: true }, '/urgent'],
      ['a field that does not exist in the period', { transactions: { from: '2020-01-01', to: '2020-12-31', zone: 8 } }, '/transactions/zone'],
    ])('%s: refused with its place, nothing is written', async (_, change, field) => {
      const before = await rows();
      const answer = await ask(change);
      expect([answer.status, answer.body.code, answer.body.fields?.map((each: { field: string }) => each.field)]).toEqual([400, 'request-invalid', [field]]);
      expect(await rows()).toEqual(before);
    });

    test('many things at once: each is named, no value is repeated', async () => {
      const answer = await ask({ caseId: '秘密', obligorIds: [[]], sources: null, transactions: [[]], purpose: '' });
      expect(answer.body.fields.map(({ field }: { field: string }) => field).sort()).toEqual(['/caseId', '/obligorIds', '/purpose', '/sources', '/transactions']);
      expect(answer.text).not.toContain('秘密');
    });

    test.each([
      ['a case that does not exist', { caseId: '0190c0de-0000-7000-8000-000000000000' }, 404, 'case-unknown'],
      ['an obligor of no case', { obligorIds: ['0190c0de-0000-7000-8000-000000000000'] }, 404, 'obligor-unknown'],
      ['an institution that does not exist', { institutions: [PUSH, 'NOBODY'] }, 404, 'institution-unknown'],
      ['a source that nobody keeps', { sources: ['tax'] }, 422, 'no-institution-matches'],
    ])('%s: refused, the refusal is on record, nothing is written', async (_, change, status, code) => {
      const before = await rows();
      const answer = await ask(change, { headers: { 'x-correlation-id': 'curious-2' } });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(await rows()).toEqual(before);
      expect((await gateway.audit()).at(-1)).toMatchObject({ actor: 'the-officer', result: 'failure', correlation_id: 'curious-2', ...(code === 'case-unknown' ? { event: 'access.refused', reason: 'case-unknown: POST /api/v1/inquiries' } : { event: 'inquiry.accepted', reason: code }) });
    });

    test('about somebody of another case: refused (A7)', async () => {
      const other = await registerCase(gateway, [(await gateway.get('/api/v1/officers')).body.items[0].id], 77);
      expect((await ask({ obligorIds: [obligorIds[0], other.obligorIds[0]] })).body.code).toBe('obligor-unknown');
    });

    test.each(['suspended', 'ended-without-assets', 'closed'])('about a case that is %s: refused', async (state) => {
      const { caseId: other } = await registerCase(gateway, [(await gateway.get('/api/v1/officers')).body.items[0].id], 100 + state.length);
      await gateway.post(`/api/v1/cases/${other}/state`, { state });
      const answer = await ask({ caseId: other });
      expect([answer.status, answer.body.code]).toEqual([409, 'case-not-open']);
    });

    test.each(['approver', 'supervisor', 'auditor', 'operator'] as const)('asked by %s: refused', async (role) => {
      expect((await ask({}, { as: role })).body.code).toBe('role-missing');
    });
  });

  describe('never half-done', () => {
    /** The next statement of this name fails in this way, `after` it was executed or before. */
    function breakOnce(name: string, error: object, when: 'before' | 'after'): () => void {
      const { pool } = gateway.database;
      const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>;
      let broken = false;
      const replaced = async (...given: unknown[]): Promise<unknown> => {
        const hit = !broken && (given[0] as { name?: string } | null)?.name === name;
        if (hit) broken = true;
        if (hit && when === 'before') throw error;
        const result = await query(...given);
        if (hit) throw error;
        return result;
      };
      Object.assign(pool, { query: replaced });
      return () => Object.assign(pool, { query });
    }

    test('the connection breaks before the commit: accepted at the second try, once', async () => {
      const before = await gateway.count('inquiry');
      const mend = breakOnce('intake', Object.assign(new Error('gone'), { code: 'ECONNRESET' }), 'before');
      const answer = await ask();
      mend();
      expect([answer.status, await gateway.count('inquiry')]).toEqual([202, before + 1]);
      expect(offeredFor(answer.body.id)).toHaveLength(2);
    });

    test.each([['with a key', { 'idempotency-key': 'lost-word-1' }], ['without a key', {}]])(
      'the connection breaks right after the commit, so that we do not know (%s): accepted once, and really asked',
      async (_, headers) => {
        const before = await gateway.count('inquiry');
        const mend = breakOnce('intake', Object.assign(new Error('gone'), { code: 'ECONNRESET' }), 'after');
        const answer = await ask({}, { headers: headers as Record<string, string> });
        mend();
        expect([answer.status, answer.headers.get('idempotent-replayed'), await gateway.count('inquiry')]).toEqual([202, null, before + 1]);
        expect(offeredFor(answer.body.id)).toHaveLength(2);
      },
    );

    test('the database refuses: a fault of ours, and nothing is written or sent', async () => {
      const before = await rows();
      const offered = gateway.institutions.offered.length;
      await gateway.database.pool.query('ALTER TABLE outbox RENAME TO elsewhere');
      const answer = await ask();
      await gateway.database.pool.query('ALTER TABLE elsewhere RENAME TO outbox');
      expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
      expect(await rows()).toEqual(before);
      expect(gateway.institutions.offered).toHaveLength(offered);
    });

    test('the audit record cannot be written: not accepted', async () => {
      const before = await rows();
      await gateway.database.pool.query('ALTER TABLE audit_event RENAME TO elsewhere');
      const answer = await ask();
      await gateway.database.pool.query('ALTER TABLE elsewhere RENAME TO audit_event');
      expect(answer.status).toBe(500);
      expect(await rows()).toEqual(before);
    });
  });

  test('personal data does not reach the log', async () => {
    await ask({ purpose: '查王小明' });
    const log = gateway.log.join('');
    for (const secret of ['王小明', '查王小明', '虚构贸易', '（2016）浙0106执1234号']) expect(log).not.toContain(secret);
  });
});
