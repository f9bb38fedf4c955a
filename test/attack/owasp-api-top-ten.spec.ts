import { connect } from 'node:net';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { InstitutionCall } from '#libs/institution-call';
import { createLogger } from '#libs/telemetry';
import { writtenApi } from '../../apps/gateway/openapi/written-api.js';
import { timingCsvLine } from '../../apps/gateway/inquiries/timing-csv.js';
import { ROLES } from '#libs/access';
import { addressOf, FILLED_WITHIN_MS, fillCourt, type FilledCourt } from '../../apps/gateway/testkit/filled-court.js';
import { RunningGateway } from '../../apps/gateway/testkit/running-gateway.js';
import { caseBody, COURT, officerBody, PUSH, pushInstitution, registerCase, withOfficers } from '../../apps/gateway/testkit/sample-data.js';

/** OWASP API Security Top 10 (2023), each with at least one attack over real HTTP. Where a test elsewhere is the whole of it, the heading says which. */
let gateway: RunningGateway;
let officers: [string, string];
let caseId: string;
let obligorId: string;
let ids: FilledCourt;

beforeAll(async () => {
  gateway = await RunningGateway.start();
  ids = await fillCourt(gateway);
  ({ caseId, obligorId } = ids);
  officers = await withOfficers(gateway);
}, FILLED_WITHIN_MS);
afterAll(() => gateway.close());

/** Bytes as they are, and all that comes back until the connection ends. */
const raw = (bytes: string | Buffer, after?: string, afterMs = 50): Promise<string> =>
  new Promise((resolve, reject) => {
    let got = '';
    const socket = connect(Number(new URL(gateway.gateway.address).port), '127.0.0.1', () => {
      socket.write(bytes);
      if (after !== undefined) setTimeout(() => socket.write(after), afterMs);
    });
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('data', (piece) => (got += String(piece))).on('close', () => resolve(got)).on('error', reject);
  });

describe('API1 broken object level authorization (every route as every role of a foreign court: the generated test of libs/access and the gateway)', () => {
  test('numbers that count up are no way through: what is not there is not told apart from what is badly written', async () => {
    const answers = await Promise.all(['1', '2', '00000000-0000-7000-8000-000000000000', caseId.replace(/.$/, (c) => (c === '0' ? '1' : '0'))].map((id) => gateway.get(`/api/v1/cases/${id}`)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(['404 case-unknown']));
  });
});

describe('API2 broken authentication (guessing of institutions: guess-a-password.spec.ts; sign-in: libs/openid)', () => {
  test('tokens in the address, in a body, in another scheme, twice, or cut: nobody', async () => {
    const token = gateway.tokenOf('officer');
    expect((await gateway.get(`/api/v1/cases?access_token=${token}`, { as: null })).status).toBe(401);
    for (const authorization of [`Basic ${Buffer.from(`x:${token}`).toString('base64')}`, `Bearer ${token.slice(0, -1)}`, `Bearer ${token}x`, `Bearer ${token}, Bearer ${token}`, token, 'Bearer', `Bearer ${token}\tadmin`]) {
      expect((await gateway.get('/api/v1/cases', { as: null, headers: { authorization } })).status).toBe(401);
    }
  });

  test('an unsigned token, and one signed with nothing: nobody', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const alg of ['none', 'None', 'HS256']) {
      const token = `${part({ alg, typ: 'at+jwt' })}.${part({ sub: 'x', preferred_username: 'the-officer', roles: ['officer'], exp: 9_999_999_999, aud: 'urn:chakong:gateway' })}.`;
      expect((await gateway.get('/api/v1/cases', { as: null, headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    }
  });
});

/** What the server decides itself; nobody may bring it along. */
const SERVER_OWNED = { id: '11111111-1111-7111-8111-111111111111', version: 99, state: 'closed', createdBy: 'the-auditor', createdAt: '2000-01-01T00:00:00Z', approvedBy: 'the-approver', courtCode: '京0101', actor: 'x', roles: ['auditor'], isAdmin: true, stateBy: 'x', complete: true };

interface Operation {
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: { readonly $ref?: string } }> };
}

describe('API3 broken object property level authorization', () => {
  const good: Record<string, () => readonly [path: string, as: 'officer' | 'supervisor' | 'operator' | 'integration', body: object]> = {
    'post /api/v1/cases': () => ['/api/v1/cases', 'officer', caseBody(officers, 4001)],
    'patch /api/v1/cases/{caseId}': () => [`/api/v1/cases/${caseId}`, 'officer', { version: 1, owed: { paidFen: 1 } }],
    'post /api/v1/cases/{caseId}/state': () => [`/api/v1/cases/${caseId}/state`, 'officer', { state: 'open', version: 1 }],
    'post /api/v1/officers': () => ['/api/v1/officers', 'supervisor', officerBody(9)],
    'put /api/v1/courts/{code}': () => [`/api/v1/courts/${encodeURIComponent(COURT.code)}`, 'supervisor', { name: COURT.name }],
    'post /api/v1/institutions': () => ['/api/v1/institutions', 'operator', pushInstitution('MASS')],
    'patch /api/v1/institutions/{code}': () => [`/api/v1/institutions/${PUSH}`, 'operator', { version: 1, name: '新名' }],
    'post /api/v1/inquiries': () => ['/api/v1/inquiries', 'officer', { caseId, purpose: '立案查控' }],
  };

  test('every body of the API, from its document: a property it does not have is refused by name, and whoever sends it changes nothing', async () => {
    const { paths, components } = parse(await writtenApi()) as { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, { properties?: object }> } };
    const bodies = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const reference = requestBody?.content['application/json']?.schema?.$ref;
      return reference === undefined ? [] : [{ name: `${method} ${path}`, method, path, known: Object.keys(components.schemas[reference.split('/').at(-1)!]?.properties ?? {}) }];
    }));
    expect(bodies.length).toBeGreaterThan(15);
    const before = await contents();
    const tried = new Set<string>();
    for (const { name, method, path, known } of bodies) {
      const [where, as, body] = good[name]?.() ?? [addressOf(path, ids), 'officer', {}];
      for (const [property, value] of Object.entries(SERVER_OWNED).filter(([key]) => !known.includes(key))) {
        for (const role of new Set([as, ...ROLES])) {
          const answer = await gateway.call(method.toUpperCase(), where, { as: role, body: { ...body, [property]: value } });
          // Whether this caller may do that at all comes before what is in the body.
          if (answer.status === 403) continue;
          tried.add(name);
          expect([name, property, answer.status]).toEqual([name, property, 400]);
          expect([name, answer.body.fields.map(({ field }: { field: string }) => field)]).toEqual([name, expect.arrayContaining([`/${property}`])]);
          break;
        }
      }
    }
    expect(await contents()).toEqual(before);
    // A route whose address leads nowhere answers 404 above; one that nobody may call was not tried.
    expect(bodies.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
    expect(Object.keys(good).filter((name) => !tried.has(name))).toEqual([]);
  }, 120_000);

  test('properties deeper inside, and the prototype by every name: refused', async () => {
    const body = caseBody(officers, 4002);
    const [one, two] = body.obligors;
    const spoilt = [
      JSON.stringify({ ...body, owed: { ...body.owed, totalFen: 1 } }), JSON.stringify({ ...body, obligors: [{ ...one, id: caseId }, two] }),
      JSON.stringify(body).replace('{', '{"__proto__":{"state":"closed"},'), JSON.stringify(body).replace('{', '{"constructor":{"prototype":{"state":"closed"}},'), JSON.stringify(body).replace('{', '{"\\u005f\\u005fproto__":{},'),
    ];
    for (const text of spoilt) expect((await gateway.call('POST', '/api/v1/cases', { body: text })).status).toBe(400);
    expect(({} as { state?: string }).state).toBeUndefined();
  });

  const contents = async () => Promise.all((['case_file', 'obligor', 'officer', 'institution', 'inquiry'] as const).map((table) => gateway.count(table)));
});

describe('API4 unrestricted resource consumption (bodies, nesting, files, how often: apps/gateway/http; Excel and PDF at once: apps/gateway/assets; connections: exhaust-connections.spec.ts)', () => {
  test('pages and texts have a most', async () => {
    for (const query of ['limit=0', 'limit=100000', 'limit=-1', 'limit=1e9', `caseNumberPrefix=${'a'.repeat(5000)}`, 'cursor=' + 'x'.repeat(10_000)]) {
      const { status } = await gateway.get(`/api/v1/cases?${query}`);
      expect([query.slice(0, 20), status >= 400 && status < 500]).toEqual([query.slice(0, 20), true]);
    }
  });

  test('headers without end, and ten thousand parameters: refused before anything is looked up', async () => {
    expect(await raw(`GET /api/v1/cases HTTP/1.1\r\nHost: x\r\n${`X-A: ${'a'.repeat(1000)}\r\n`.repeat(100)}\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect((await gateway.get(`/api/v1/cases?${Array.from({ length: 1500 }, (_, index) => `p${index}=1`).join('&')}`)).status).toBe(400);
  });

  test('more progress streams than anybody needs: the hundred and first of one caller is refused, others and later ones are not', async () => {
    const { id } = (await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控' })).body;
    const streams = await Promise.all(Array.from({ length: 100 }, () => gateway.events(id)));
    try {
      const refused = await gateway.get(`/api/v1/inquiries/${id}/events`);
      expect([refused.status, refused.body.code]).toEqual([503, 'too-many-waiting']);
      const other = new AbortController();
      expect((await fetch(`${gateway.gateway.address}/api/v1/inquiries/${id}/events`, { headers: { authorization: `Bearer ${gateway.tokenOf('auditor')}` }, signal: other.signal })).status).toBe(200);
      other.abort();
    } finally {
      for (const stream of streams) stream.hangUp();
    }
  });
});

describe('API5 broken function level authorization (every route as every role: apps/gateway/http/roles.spec.ts)', () => {
  test('the method in a header or in the address is not the method', async () => {
    for (const header of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      const answer = await gateway.call('POST', '/api/v1/cases?_method=DELETE', { as: 'auditor', body: {}, headers: { [header]: 'GET' } });
      expect(answer.status).toBe(403);
    }
  });
});

describe('API6 unrestricted access to sensitive business flows (how often one login asks: apps/gateway/http/call-rates.spec.ts)', () => {
  test('the same question again and again is one inquiry; nobody but obligors of an open case can be asked about', async () => {
    const ask = () => gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控' }, { headers: { 'idempotency-key': 'again-and-again' } });
    const ids = (await Promise.all(Array.from({ length: 10 }, ask))).map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(1);
    const other = await registerCase(gateway, officers, 4100);
    const stranger = await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [other.obligorIds[0]], purpose: '立案查控' });
    expect(stranger.status).toBeGreaterThanOrEqual(400);
    expect(obligorId).not.toBe(other.obligorIds[0]);
  });
});

describe('API7 server side request forgery', () => {
  const SECRET_PLACES = [
    'http://169.254.169.254/latest', 'http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/', 'http://[fe80::1]/', 'http://[::ffff:169.254.169.254]/', 'http://[::ffff:a9fe:a9fe]/', 'http://[fd00:ec2::254]/',
    'http://100.100.100.200/', 'http://metadata.google.internal/', 'http://metadata/', 'http://0.0.0.0/', 'http://[::]/', 'http://224.0.0.1/', 'http://255.255.255.255/',
    'file:///etc/passwd', 'gopher://bank.example/', 'ftp://bank.example/', 'http://user:pass@bank.example/', 'http://bank.example/?x=1', 'http://bank.example/#x', '//bank.example/',
  ];

  test.each(SECRET_PLACES)('an institution at %s: refused', async (endpoint) => {
    const answer = await gateway.post('/api/v1/institutions', { ...pushInstitution('SSRF'), endpoint }, { as: 'operator' });
    expect([answer.status, answer.body.fields?.[0]?.field]).toEqual([400, '/endpoint']);
    const institution = (await gateway.get(`/api/v1/institutions/${PUSH}`, { as: 'operator' })).body;
    expect((await gateway.patch(`/api/v1/institutions/${PUSH}`, { version: institution.version, endpoint }, { as: 'operator' })).status).toBe(400);
  });

  const target = { code: 'X', connectTimeoutMs: 500, responseTimeoutMs: 1000, connections: 1, maxMessageBytes: 1000 };

  test('written into the register by another way: not called all the same', async () => {
    const call = new InstitutionCall();
    for (const endpoint of ['http://169.254.169.254', 'http://[fe80::1]', 'http://0.0.0.0:1']) {
      const { failure, reply } = await call.send({ method: 'GET', path: '/', headers: {} }, { ...target, code: endpoint, endpoint }, Date.now() + 1000);
      expect([failure?.detail, reply]).toEqual(['ADDRESS_REFUSED', null]);
    }
    await call.close();
  });

  test('an institution that sends us elsewhere is not followed', async () => {
    let asked = 0;
    const inside = createServer((_, reply) => void (asked++, reply.end('secret')));
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    const there = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/`;
    const bank = createServer((_, reply) => void reply.writeHead(302, { location: there }).end());
    await new Promise<void>((resolve) => bank.listen(0, '127.0.0.1', resolve));
    const call = new InstitutionCall();
    const { reply } = await call.send({ method: 'POST', path: '/', headers: {}, body: '{}' }, { ...target, endpoint: `http://127.0.0.1:${(bank.address() as AddressInfo).port}` }, Date.now() + 2000);
    expect([reply?.status, asked]).toEqual([302, 0]);
    await call.close();
    for (const server of [bank, inside]) await new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  });

  test('signing in does not lead to another site', async () => {
    for (const returnTo of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const answer = await fetch(`${gateway.gateway.address}/auth/login?returnTo=${encodeURIComponent(returnTo)}`, { redirect: 'manual' });
      expect(answer.headers.get('location') ?? '').not.toMatch(/^https?:\/\/evil|^\/\/evil|^\/\\|^javascript/);
    }
  });
});

describe('API8 security misconfiguration', () => {
  test('no other origin is let in, no method but ours, nothing about what we are built with', async () => {
    const preflight = await fetch(`${gateway.gateway.address}/api/v1/cases`, { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([404, null]);
    const answer = await gateway.get('/api/v1/cases', { headers: { origin: 'https://evil.example' } });
    const shown = Object.fromEntries(answer.headers);
    expect(Object.keys(shown).filter((name) => /^access-control|powered|^server$/.test(name))).toEqual([]);
    expect(shown).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    // Over plain HTTP it would be a lie; with TLS it is there (transport.spec.ts).
    expect(shown['strict-transport-security']).toBeUndefined();
    expect(await raw('TRACE /api/v1/cases HTTP/1.1\r\nHost: x\r\nCookie: secret\r\nConnection: close\r\n\r\n')).not.toContain('secret');
    expect(await raw('CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: x\r\n\r\n')).not.toMatch(/^HTTP\/1\.1 2/);
  });

  test('errors say nothing of the inside', async () => {
    const answers = await Promise.all([
      gateway.get('/api/v1/cases/%'), gateway.get("/api/v1/cases/by-number/'"), gateway.call('POST', '/api/v1/cases', { body: '{"a":' }), gateway.get('/api/v1/inquiries/x/events'), gateway.get('/.env', { as: null }), gateway.get('/api/v1/../../etc/passwd', { as: null }),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|\.ts\b|\.js:\d|at \w+ \(|SELECT|pg_|stack/i);
    }
  });

  test.each([
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['chunks in disguise', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['chunks twice', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a length that is none', 'Content-Length: +5\r\n\r\nhello'],
    ['a length in another base', 'Content-Length: 0x5\r\n\r\nhello'],
    ['a blank before the colon', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
    ['a line folded', 'X-A: a\r\n Transfer-Encoding: chunked\r\n\r\n'],
    ['a chunk size that overflows', 'Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx\r\n0\r\n\r\n'],
  ])('a request inside a request by %s: one answer at most, a refusal, and the connection ends', async (_, rest) => {
    const got = await raw(`POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${rest}`);
    expect(got).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(got.match(/HTTP\/1\.1 \d\d\d/g)).toHaveLength(1);
    expect(gateway.log.join('')).not.toContain('smuggled');
  });
});

describe('API9 improper inventory management', () => {
  test('every route there is stands in the published document, but for the page that shows it', async () => {
    const { paths } = parse(await writtenApi()) as { paths: Record<string, Record<string, unknown>> };
    const documented = new Set(Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)));
    const routes = routesOf(gateway.gateway.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }));
    expect(routes.length).toBeGreaterThan(60);
    const undocumented = routes.filter((route) => !route.startsWith('HEAD ') && !documented.has(route));
    expect(undocumented.filter((route) => !/^GET \/api\/(docs|openapi\.(json|yaml))/.test(route))).toEqual([]);
    expect([...documented].filter((route) => !routes.includes(route))).toEqual([]);
  });

  /** `├── api/v1/cases (GET, HEAD)`, four characters a level. */
  function routesOf(tree: string): string[] {
    const path: string[] = [];
    return tree.split('\n').flatMap((line) => {
      const found = /^([│\s]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
      if (found === null) return [];
      const [, indent = '', piece = '', methods] = found;
      path.length = indent.length / 4;
      path.push(piece);
      return methods === undefined ? [] : methods.split(', ').map((method) => `${method} ${path.join('')}`);
    });
  }
});

describe('API10 unsafe consumption of APIs (readers of every contract: the fuzz of libs/adapter-testkit; workbooks: libs/asset-workbook)', () => {
  test('what an institution wrote runs as no formula in a table', () => {
    const line = timingCsvLine({ inquiryId: '=cmd|calc', requestNumber: '+1', institutionCode: '@SUM(A1)', sources: ['\t=1' as never], channel: '-2' as never, outcome: '＝1' as never, acceptedAt: 'a"b,c\r\n=d', exchanges: [] } as never);
    expect(line.startsWith("'=cmd|calc,'+1,'@SUM(A1),")).toBe(true);
    expect(line).toContain("'＝1");
    expect(line).toContain('"a""b,c\r\n=d"');
  });

  test('what a caller calls himself makes no second line in the log', () => {
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', component: 'x\n{"level":60}', destination: { write: (line) => void lines.push(line) } });
    logger.info({ institutionCode: 'A\r\n{"level":50,"msg":"forged"}' }, 'b\nc');
    expect(lines).toHaveLength(1);
    expect(lines[0]!.trimEnd()).not.toContain('\n');
  });
});
