import { createHash } from 'node:crypto';
import type { InquiryResultDto } from '#contracts/http';
import { ControlExchanges } from '#libs/store';
import { RunningGateway } from '../testkit/running-gateway.js';
import { withMeasure } from '../testkit/with-measure.js';
import { PULL, PUSH, withOpenCase } from '../testkit/sample-data.js';

const sha256 = (bytes: Uint8Array, encoding: 'hex' | 'base64') => createHash('sha256').update(bytes).digest(encoding);

describe('evidence over HTTP', () => {
  let gateway: RunningGateway;
  let caseId: string;
  let asked: InquiryResultDto;
  let exchangeId: number;
  const sent = Buffer.from('<query>王小明</query>');
  /** Bytes that no text decoder leaves as they are. */
  const received = Buffer.from([0x00, 0xff, 0xfe, 0x0d, 0x0a, 0xb9, 0xa4, 0x80, 0x00]);

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    const made = await withOpenCase(gateway);
    caseId = made.caseId;
    asked = (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [made.obligorIds[0]], purpose: '立案查控' })).body;
    exchangeId = (await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' }, { sent, received, tookMs: 40 }))!;
  });
  afterAll(() => gateway.close());

  const requestOf = (code: string) => asked.answers.find(({ institution }) => institution.code === code)!.requestId;
  const raw = (path: string) => fetch(`${gateway.gateway.address}${path}`, { headers: { authorization: `Bearer ${gateway.tokenOf('auditor')}`, 'personal-data': 'full' } });
  const lastAudit = async () => (await gateway.audit()).at(-1);
  const onRecord = (reason: string, actor = 'the-auditor') => ({
    event: 'evidence.read', actor, result: 'success', reason, case_id: caseId, institution_code: PUSH, correlation_id: expect.any(String),
  });

  test('facts of an exchange: moments, lengths and digests, and the read is on record', async () => {
    const answer = await gateway.get(`/api/v1/exchanges/${exchangeId}`, { as: 'auditor' });
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        id: exchangeId, requestId: requestOf(PUSH), institutionCode: PUSH, operation: 'call', direction: 'out', attempt: 1, startedAt: expect.any(String),
        endedAt: expect.any(String), durationMs: 40, httpStatus: 200,
        sent: { sha256: sha256(sent, 'hex'), bytes: sent.length, href: `/api/v1/exchanges/${exchangeId}/sent` },
        received: { sha256: sha256(received, 'hex'), bytes: received.length, href: `/api/v1/exchanges/${exchangeId}/received` },
      },
    ]);
    expect(await lastAudit()).toEqual(onRecord(`facts of exchange ${exchangeId}`));
  });

  test.each([['sent', sent], ['received', received]] as const)('what was %s: to the byte, with its digest, and the read is on record', async (side, bytes) => {
    const answer = await raw(`/api/v1/exchanges/${exchangeId}/${side}`);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(['content-type', 'content-length', 'content-disposition', 'repr-digest', 'cache-control', 'x-content-type-options'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="exchange-${exchangeId}-${side}.bin"`,
      'repr-digest': `sha-256=:${sha256(bytes, 'base64')}:`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(await lastAudit()).toEqual(onRecord(`bytes ${side} in exchange ${exchangeId}; unmasked`));
  });

  test('every exchange of a request, failed attempts included, and the read is on record', async () => {
    const answer = await gateway.get(`/api/v1/requests/${requestOf(PUSH)}/exchanges`, { as: 'supervisor' });
    expect([answer.status, answer.body.map(({ id }: { id: number }) => id)]).toEqual([200, [exchangeId]]);
    expect(await lastAudit()).toEqual(onRecord(`exchanges of request ${requestOf(PUSH)}`, 'the-supervisor'));
  });

  test('a call that came to nothing: says why, and nothing was received', async () => {
    const id = (await gateway.institutions.answer(asked, PULL, { kind: 'unavailable', cause: 'timeout' }, { sent, failure: 'timeout' }))!;
    const { body } = await gateway.get(`/api/v1/exchanges/${id}`);
    expect(body).toMatchObject({ failure: 'timeout', sent: { bytes: sent.length } });
    expect([body.received, body.httpStatus]).toEqual([undefined, undefined]);
    const answer = await gateway.get(`/api/v1/exchanges/${id}/received`);
    expect([answer.status, answer.body.code]).toEqual([404, 'exchange-unknown']);
    expect(await lastAudit()).toMatchObject({ event: 'evidence.read', actor: 'the-officer', result: 'failure', reason: 'exchange-unknown' });
  });

  test('one message about several requests: shown with each of them, and belongs to none', async () => {
    const { body: other } = await gateway.post('/api/v1/inquiries', { caseId, institutions: [PULL], purpose: '立案查控' });
    const { id } = await gateway.parts.collector.exchange({
      requestId: null, institutionCode: PULL, operation: 'feed', direction: 'in', attempt: 1, startedAtMs: 0, endedAtMs: 5, httpStatus: 200, failure: null, sent, received,
    }).then(async (exchange) => {
      for (const { requestId } of other.answers) {
        await gateway.parts.collector.collect(
          {
            requestId, inquiryId: other.id, institutionCode: PULL, outcome: { kind: 'nothing-found' }, via: 'pull', exchangeId: exchange.id, acceptedAtMs: 0, sentAtMs: 0,
            receivedAtMs: 5, waitedMs: 0,
          },
          exchange,
        );
      }
      return exchange;
    });
    for (const { requestId } of other.answers) {
      const { body } = await gateway.get(`/api/v1/requests/${requestId}/exchanges`);
      expect(body).toMatchObject([{ id, operation: 'feed', direction: 'in' }]);
      expect(body[0].requestId).toBeUndefined();
    }
    expect((await gateway.get(`/api/v1/exchanges/${id}`)).status).toBe(200);
    expect(await lastAudit()).toMatchObject({ event: 'evidence.read', result: 'success', case_id: null, institution_code: PULL });
  });

  test('a message about an order: for those who may see its case, and every read is on record with case and obligor', async () => {
    const { body: { caseNumber, obligors: [{ id: obligorId }] } } = await gateway.get(`/api/v1/cases/${caseId}`);
    const { orderId } = await withMeasure(gateway, { caseId, caseNumber, obligorId }, '6222000000000000001');
    const id = await new ControlExchanges(gateway.database).record(
      { institutionCode: PULL, operation: 'feed-control', direction: 'in', attempt: 1, startedAtMs: 0, endedAtMs: 5, httpStatus: 200, failure: null, sent, received },
      [{ orderId: Number(orderId), caseId }],
    );
    expect((await gateway.get(`/api/v1/control-orders/${orderId}`)).body.exchanges).toEqual([`/api/v1/exchanges/${id}`]);
    expect(await gateway.get(`/api/v1/exchanges/${id}`)).toMatchObject({ status: 200, body: { id, operation: 'feed-control' } });
    expect(await lastAudit()).toMatchObject({ event: 'evidence.read', result: 'success', case_id: caseId, institution_code: PULL });
    expect(Buffer.from(await (await raw(`/api/v1/exchanges/${id}/received`)).arrayBuffer())).toEqual(received);
    expect(await lastAudit()).toMatchObject({ event: 'evidence.read', result: 'success', actor: 'the-auditor', case_id: caseId, institution_code: PULL });
  });

  test('a request that was not sent yet: no exchange', async () => {
    const { body: open } = await gateway.post('/api/v1/inquiries', { caseId, institutions: [PULL], purpose: '立案查控' });
    expect((await gateway.get(`/api/v1/requests/${open.answers[0].requestId}/exchanges`)).body).toEqual([]);
  });

  test('an empty message: zero bytes and their digest', async () => {
    const { body: empty } = await gateway.post('/api/v1/inquiries', { caseId, institutions: [PUSH], purpose: '立案查控' });
    const id = await gateway.institutions.answer(empty, PUSH, { kind: 'defective', defect: 'unreadable', detail: 'empty' }, { sent, received: Buffer.alloc(0) });
    const answer = await raw(`/api/v1/exchanges/${id}/received`);
    expect([answer.status, await answer.text(), answer.headers.get('repr-digest')]).toEqual([200, '', `sha-256=:${sha256(Buffer.alloc(0), 'base64')}:`]);
  });

  test.each([
    ['/api/v1/exchanges/999999999', 'exchange-unknown'],
    ['/api/v1/exchanges/999999999/sent', 'exchange-unknown'],
    ['/api/v1/exchanges/nonsense', 'exchange-unknown'],
    ['/api/v1/exchanges/nonsense/sent', 'exchange-unknown'],
    ['/api/v1/exchanges/-1', 'exchange-unknown'],
    ['/api/v1/exchanges/1e3', 'exchange-unknown'],
    ['/api/v1/exchanges/99999999999999999999999', 'exchange-unknown'],
    ['/api/v1/requests/999999999/exchanges', 'exchange-unknown'],
    ['/api/v1/requests/nonsense/exchanges', 'exchange-unknown'],
  ])('%s: there is none', async (path, code) => {
    const answer = await gateway.get(path);
    expect([answer.status, answer.body.code]).toEqual([404, code]);
  });

  test('a message has two sides: there is no third', async () => {
    const answer = await gateway.get(`/api/v1/exchanges/${exchangeId}/neither`);
    expect([answer.status, answer.body.code]).toEqual([404, 'route-unknown']);
  });

  test('the audit record cannot be written: nothing is given away', async () => {
    await gateway.database.pool.query('ALTER TABLE audit_event RENAME TO elsewhere');
    const answers = await Promise.all([`/api/v1/exchanges/${exchangeId}`, `/api/v1/exchanges/${exchangeId}/sent`, `/api/v1/requests/${requestOf(PUSH)}/exchanges`].map((path) => gateway.get(path)));
    await gateway.database.pool.query('ALTER TABLE elsewhere RENAME TO audit_event');
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([500, 'internal']));
  });

  test('bytes do not reach the log', () => {
    expect(gateway.log.join('')).not.toContain('王小明');
  });
});
