import { connect } from 'node:net';
import { generateToken, provisionIdentity } from '#libs/access';
import { RunningGateway } from '../testkit/running-gateway.js';
import { caseBody, withOfficers } from '../testkit/sample-data.js';

describe('the edge of the HTTP API', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await RunningGateway.start();
  });
  afterAll(() => gateway.close());

  const refusal = (answer: { status: number; body: { code: string } }) => [answer.status, answer.body.code];

  describe('who calls', () => {
    test.each([
      ['no token', {}, 'token-missing'],
      ['an empty header', { authorization: '' }, 'token-missing'],
      ['another scheme', { authorization: 'Basic b2ZmaWNlcjpvZmZpY2Vy' }, 'token-invalid'],
      ['a token that nobody has', { authorization: 'Bearer ckg_nobody' }, 'token-invalid'],
      ['a token with a space inside', { authorization: 'Bearer a b' }, 'token-invalid'],
      ['a token of many thousand characters', { authorization: `Bearer ${'a'.repeat(5000)}` }, 'token-invalid'],
    ])('%s: 401, and what scheme is wanted', async (_, headers, code) => {
      const answer = await gateway.get('/api/v1/cases', { as: null, headers: headers as Record<string, string> });
      expect(refusal(answer)).toEqual([401, code]);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    });

    test('a role that may not: 403, and the refusal is on record with the pattern of the route', async () => {
      const answer = await gateway.get('/api/v1/cases/0190c0de-0000-7000-8000-000000000001', { as: 'operator', headers: { 'x-correlation-id': 'curious-1' } });
      expect(refusal(answer)).toEqual([403, 'role-missing']);
      expect((await gateway.audit()).at(-1)).toEqual({
        event: 'access.refused',
        actor: 'the-operator',
        result: 'failure',
        reason: 'role-missing: GET /api/v1/cases/:caseId',
        case_id: null,
        institution_code: null,
        correlation_id: 'curious-1',
      });
    });

    test('the token never reaches the log', async () => {
      const token = generateToken();
      await gateway.get('/api/v1/cases', { as: null, headers: { authorization: `Bearer ${token.reveal()}` } });
      await gateway.get('/api/v1/cases');
      expect(gateway.log.join('')).toContain('/api/v1/cases');
      expect(gateway.log.join('')).not.toContain(token.reveal());
      expect(gateway.log.join('')).not.toContain(gateway.tokenOf('officer'));
    });

    test('an identity with two roles may do what either may', async () => {
      const token = generateToken();
      await provisionIdentity(gateway.database, { login: 'both', displayName: 'both', kind: 'person', roles: ['auditor', 'operator'] }, token);
      const headers = { authorization: `Bearer ${token.reveal()}` };
      expect((await gateway.get('/api/v1/cases', { as: null, headers })).status).toBe(200);
      expect((await gateway.post('/api/v1/institutions', {}, { as: null, headers })).body.code).toBe('request-invalid');
    });
  });

  describe('what is sent', () => {
    const send = (body: unknown, headers: Record<string, string> = {}) => gateway.call('POST', '/api/v1/cases', { body, headers });

    test.each([
      ['an address that does not exist', 'GET', '/api/v1/nothing'],
      ['an address outside of the API', 'GET', '/wp-login.php'],
      ['a method that the address does not have', 'DELETE', '/api/v1/cases'],
      ['an address with broken encoding', 'GET', '/api/v1/cases/%E0%A4%A'],
      ['an address with a segment of a thousand characters', 'GET', `/api/v1/cases/${'a'.repeat(1000)}`],
    ])('%s: 404', async (_, method, path) => {
      const answer = await gateway.call(method, path);
      expect(refusal(answer)).toEqual([404, 'route-unknown']);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answer.headers.get('x-correlation-id')).toBeTruthy();
    });

    test.each([
      ['JSON that ends too early', '{"caseNumber": "（2016）'],
      ['text', 'hello'],
      ['JSON with a prototype inside', '{"__proto__": {"admin": true}}'],
      ['JSON in GBK', new Uint8Array([0x7b, 0x22, 0xb0, 0xb8, 0xba, 0xc5, 0x22, 0x3a, 0x31, 0x7d])],
      ['lists in lists in lists …', '['.repeat(2000) + ']'.repeat(2000)],
    ])('%s: 400, and the text of the parser stays inside', async (_, body) => {
      const answer = await send(body);
      expect(refusal(answer)).toEqual([400, 'json-malformed']);
      expect(answer.text).not.toMatch(/Unexpected|position|2016/);
    });

    test('a list in lists so deep that naive readers break: 400', async () => {
      expect(refusal(await send('['.repeat(400_000) + ']'.repeat(400_000)))).toEqual([400, 'json-malformed']);
    });

    test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])('%s: 415', async (type) => {
      expect(refusal(await send('{}', { 'content-type': type }))).toEqual([415, 'media-type-unsupported']);
    });

    test('a body of more than 1 MiB: 413', async () => {
      expect(refusal(await send(JSON.stringify({ caseNumber: 'x'.repeat(1_048_577) })))).toEqual([413, 'body-too-large']);
    });

    test('a body of exactly 1 MiB: read', async () => {
      const body = JSON.stringify({ filler: 'x'.repeat(1_048_576 - 13) });
      expect(Buffer.byteLength(body)).toBe(1_048_576);
      expect(refusal(await send(body))).toEqual([400, 'request-invalid']);
    });

    test('a thousand unknown fields: the answer stays small', async () => {
      const answer = await send(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${'f'.repeat(200)}${index}`, 1])));
      expect(answer.body.fields).toHaveLength(100);
      expect(answer.text.length).toBeLessThan(20_000);
    });

    test('bytes that are no HTTP: a problem document, and the connection ends', async () => {
      const text = await new Promise<string>((resolve, reject) => {
        const socket = connect(Number(new URL(gateway.gateway.address).port), '127.0.0.1', () => socket.write('\x16\x03\x01 hello\r\n\r\n'));
        let received = '';
        socket.on('data', (chunk) => (received += String(chunk)));
        socket.on('end', () => resolve(received));
        socket.on('error', reject);
      });
      expect(text).toMatch(/^HTTP\/1\.1 400/);
      expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).toMatchObject({ code: 'request-invalid' });
    });
  });

  describe('correlation', () => {
    test('the caller names its call: the answer, the problem and the log carry that name', async () => {
      const answer = await gateway.get('/api/v1/cases/nothing', { headers: { 'x-correlation-id': 'filing-2016.4711' } });
      expect(answer.headers.get('x-correlation-id')).toBe('filing-2016.4711');
      expect(answer.body.instance).toBe('urn:chakong:call:filing-2016.4711');
      expect(gateway.log.some((line) => line.includes('"correlationId":"filing-2016.4711"') && line.includes('/api/v1/cases/:caseId'))).toBe(true);
    });

    test.each(['', 'a b', '<script>', 'x'.repeat(65), '.hidden'])('the name %j is no name: a new one is made', async (name) => {
      const answer = await gateway.get('/api/v1/cases', { headers: { 'x-correlation-id': name } });
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    });
  });

  test('personal data does not reach the log, whether a case is registered or refused', async () => {
    const officers = await withOfficers(gateway);
    const body = caseBody(officers, 31);
    await gateway.post('/api/v1/cases', body);
    await gateway.post('/api/v1/cases', body);
    await gateway.post('/api/v1/cases', { ...body, filedOn: '王小明' });
    const log = gateway.log.join('');
    for (const secret of ['王小明', '李四', body.obligors[0]!.documents[0]!.number, body.caseNumber]) expect(log).not.toContain(secret);
  });
});
