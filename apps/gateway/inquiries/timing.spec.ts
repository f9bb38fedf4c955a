import type { InquiryResultDto, TimingLineDto } from '#contracts/http';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PULL, PUSH, registerCase, withOpenCase } from '../testkit/sample-data.js';

const NOWHERE = '0190c0de-0000-7000-8000-000000000000';

describe('the timing record over HTTP', () => {
  let gateway: RunningGateway;
  let officers: string[];
  let caseId: string;
  let obligorIds: [string, string];
  let serial = 6000;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    await withOpenCase(gateway);
    officers = (await gateway.get('/api/v1/officers')).body.items.map(({ id }: { id: string }) => id);
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    ({ caseId, obligorIds } = await registerCase(gateway, officers, (serial += 1)));
  });

  const ask = async (change: object = {}): Promise<InquiryResultDto> => (await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', ...change })).body;
  const timing = (query = '', as: 'officer' | 'auditor' = 'officer') => gateway.get(`/api/v1/cases/${caseId}/timing${query}`, { as });
  const asCsv = async () => {
    const response = await fetch(`${gateway.gateway.address}/api/v1/cases/${caseId}/timing`, { headers: { authorization: `Bearer ${gateway.tokenOf('auditor')}`, accept: 'text/csv' } });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  test('a line for each request in the order asked: four moments, durations, exchanges; and the read is on record', async () => {
    const asked = await ask({ obligorIds: [obligorIds[0]] });
    const exchangeId = await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' }, { sent: Buffer.from('?'), received: Buffer.from('!'), tookMs: 40 });
    const answer = await timing('', 'auditor');
    expect([answer.status, answer.body.caseId, answer.body.caseNumber, answer.body.next]).toEqual([200, caseId, `（2016）浙0106执${serial}号`, undefined]);
    const lines = answer.body.lines as TimingLineDto[];
    expect(lines.map(({ requestId }) => requestId)).toEqual(asked.answers.map(({ requestId }) => requestId));
    const pushed = lines.find(({ institutionCode }) => institutionCode === PUSH)!;
    expect(pushed).toEqual({
      inquiryId: asked.id, requestId: expect.any(Number), requestNumber: expect.stringMatching(/^A\d{8}CK1\d{12}$/), institutionCode: PUSH, sources: ['deposit'], channel: 'push',
      outcome: 'nothing-found', version: 1, acceptedAt: asked.acceptedAt, sentAt: expect.any(String), receivedAt: expect.any(String), committedAt: expect.any(String),
      waitedMs: 10, answeredMs: 40, totalMs: expect.any(Number),
      exchanges: [{ id: exchangeId, operation: 'call', attempt: 1, startedAt: pushed.sentAt, endedAt: pushed.receivedAt }],
    });
    expect(Date.parse(pushed.sentAt!) - Date.parse(pushed.acceptedAt)).toBe(10);
    expect(lines.find(({ institutionCode }) => institutionCode === PULL)).toEqual({
      inquiryId: asked.id, requestId: expect.any(Number), requestNumber: expect.any(String), institutionCode: PULL, sources: ['deposit', 'wealth'], channel: 'pull', outcome: 'waiting',
      acceptedAt: asked.acceptedAt, exchanges: [],
    });
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'timing.read', actor: 'the-auditor', result: 'success', case_id: caseId });
  });

  test('a late answer: its line says the newest version', async () => {
    const asked = await ask({ institutions: [PUSH], obligorIds: [obligorIds[0]] });
    await gateway.institutions.answer(asked, PUSH, { kind: 'unavailable', cause: 'timeout' });
    await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' });
    expect((await timing()).body.lines).toMatchObject([{ outcome: 'nothing-found', version: 2 }]);
  });

  test('page by page over several inquiries: each request once, and the last page says that it is the last', async () => {
    const made = [await ask(), await ask(), await ask()].flatMap(({ answers }) => answers.map(({ requestId }) => requestId));
    const seen: number[] = [];
    const sizes: number[] = [];
    let next: number | undefined;
    do {
      const { body } = await timing(`?limit=4${next === undefined ? '' : `&after=${next}`}`);
      seen.push(...body.lines.map(({ requestId }: TimingLineDto) => requestId));
      sizes.push(body.lines.length);
      next = body.next;
    } while (next !== undefined);
    expect([seen, sizes]).toEqual([made, [4, 4, 4]]);
  });

  test('a case nobody was asked about: no lines, and CSV of nothing but headers', async () => {
    expect((await timing()).body).toEqual({ caseId, caseNumber: `（2016）浙0106执${serial}号`, lines: [] });
    expect((await asCsv()).bytes.toString().split('\r\n')).toHaveLength(2);
  });

  describe('as CSV', () => {
    test('whole, with a byte order mark, to be opened in a spreadsheet; and the read is on record', async () => {
      const asked = await ask();
      await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' }, { sent: Buffer.from('?') });
      const { response, bytes } = await asCsv();
      expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition'), response.headers.get('cache-control')]).toEqual([
        200, 'text/csv; charset=utf-8', expect.stringMatching(/^attachment; filename="timing_the-auditor_\d{8}T\d{6}_[0-9a-f-]{36}\.csv"$/), 'no-store',
      ]);
      expect(response.headers.get('x-correlation-id')).not.toBeNull();
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const lines = bytes.subarray(3).toString().split('\r\n');
      expect(lines[0]).toContain('request_number 请求单号,institution 机构,');
      expect(lines.slice(1, -1).map((line) => line.split(',')[1])).toEqual(asked.answers.map(({ requestNumber }) => requestNumber));
      expect(lines.at(-1)).toBe('');
      expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'timing.read', actor: 'the-auditor', result: 'success', case_id: caseId });
    });

    test('more lines than are read at once: all of them, each once', async () => {
      const asked = await ask();
      const { acceptedAt } = asked;
      await gateway.database.pool.query(
        `INSERT INTO inquiry_request (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by)
         SELECT 500000000 + n, $1, $2, 'BANK-' || n, 'pull', 'R' || n, '{deposit}', $3 FROM generate_series(1, 2500) AS n`,
        [asked.id, obligorIds[0], acceptedAt],
      );
      const lines = (await asCsv()).bytes.toString().trimEnd().split('\r\n').slice(1);
      expect([lines.length, new Set(lines).size]).toEqual([2504, 2504]);
    });

    test('the client goes away in the middle: the rest is not read', async () => {
      const asked = await ask();
      await gateway.database.pool.query(
        `INSERT INTO inquiry_request (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by)
         SELECT 600000000 + n, $1, $2, 'BANK-' || n, 'pull', repeat('R', 500) || n, '{deposit}', now() FROM generate_series(1, 30000) AS n`,
        [asked.id, obligorIds[0]],
      );
      let pages = 0;
      const { pool } = gateway.parts.desk;
      const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>;
      Object.assign(pool, { query: (...given: unknown[]) => ((pages += String(given[0]).includes('"requestNumber"') ? 1 : 0), query(...given)) });
      const response = await fetch(`${gateway.gateway.address}/api/v1/cases/${caseId}/timing`, { headers: { authorization: `Bearer ${gateway.tokenOf('auditor')}`, accept: 'text/csv' } });
      const reader = response.body!.getReader();
      await reader.read();
      await reader.cancel();
      await new Promise((resolve) => setTimeout(resolve, 300));
      const read = pages;
      await new Promise((resolve) => setTimeout(resolve, 300));
      Object.assign(pool, { query });
      expect(pages).toBe(read);
      expect(read).toBeLessThan(30);
    });

    test('the database is away in the middle: cut off, so that nobody takes it for the whole', async () => {
      const asked = await ask();
      await gateway.database.pool.query(
        `INSERT INTO inquiry_request (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by)
         SELECT 700000000 + n, $1, $2, 'BANK-' || n, 'pull', 'R' || n, '{deposit}', now() FROM generate_series(1, 3000) AS n`,
        [asked.id, obligorIds[0]],
      );
      let pages = 0;
      const { pool } = gateway.parts.desk;
      const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>;
      const breaking = (...given: unknown[]): Promise<unknown> => {
        if (String(given[0]).includes('"requestNumber"') && (pages += 1) === 3) return Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
        return query(...given);
      };
      Object.assign(pool, { query: breaking });
      await expect(asCsv()).rejects.toThrow();
      pages = 2;
      const answer = await gateway.get(`/api/v1/cases/${caseId}/timing`, { headers: { accept: 'text/csv' } });
      Object.assign(pool, { query });
      // Before the first line there is still time to say so.
      expect([answer.status, answer.body.code]).toEqual([503, 'database-unavailable']);
    });
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=', 'limit'],
    ['after=0', 'after'],
    ['after=-1', 'after'],
    ['after=1.5', 'after'],
    ['after=9007199254740992', 'after'],
    ['after=1&after=2', 'after'],
    ['before=1', 'before'],
  ])('%s: refused with the name of the parameter', async (query, field) => {
    const answer = await timing(`?${query}`);
    expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([400, 'parameter-invalid', field]);
  });

  test.each([NOWHERE, 'nonsense'])('of a case that does not exist (%s), as JSON or CSV: refused', async (id) => {
    for (const accept of ['application/json', 'text/csv']) {
      const answer = await gateway.get(`/api/v1/cases/${id}/timing`, { headers: { accept } });
      expect([answer.status, answer.body.code]).toEqual([404, 'case-unknown']);
    }
  });
});
