import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import pino from 'pino';
import { encode, PLAIN_NAMESPACE, plainAdapter } from './testkit/plain-adapter.js';
import { startExchange, type RunningExchange } from './testkit/running-exchange.js';
import { BAD_LOGIN, envelope, GOOD_LOGIN, post } from './testkit/soap-call.js';

let running: RunningExchange;
const logged: string[] = [];

beforeAll(async () => {
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  running = await startExchange([plainAdapter()], { logger });
});
afterAll(() => running.exchange.close());
beforeEach(() => {
  logged.length = 0;
  running.desk.kept.length = 0;
  running.desk.fed.length = 0;
  running.desk.logins = 0;
});

const POLL = envelope('listQueries', GOOD_LOGIN);

/** Whatever comes afterwards is served as if nothing had happened. */
const stillServing = async (): Promise<void> => {
  expect((await post(running.url, POLL)).value).toBe('queries:');
};

describe('hostile envelopes are refused before anybody is asked who calls', () => {
  const lol = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');
  const cases: [string, string, string][] = [
    ['a document type', `<!DOCTYPE x>${POLL.replace(/^<\?xml.*?\?>/, '')}`, 'Client'],
    [
      'entity expansion',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${lol}]>${envelope('listQueries', '&l9;').replace(/^<\?xml.*?\?>/, '')}`,
      'Client',
    ],
    [
      'an external entity',
      `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${envelope('listQueries', '&f;').replace(/^<\?xml.*?\?>/, '')}`,
      'Client',
    ],
    ['an entity that is not defined', envelope('listQueries', '&login;'), 'Client'],
    ['deep nesting', POLL.replace('<S:Header/>', `<S:Header>${'<a>'.repeat(30_000)}${'</a>'.repeat(30_000 - 20_000)}</S:Header>`), 'Client'],
    ['very many elements', POLL.replace('<S:Header/>', `<S:Header>${'<a/>'.repeat(40_000)}</S:Header>`), 'Client'],
    ['very many attributes', POLL.replace('<S:Header/>', `<S:Header ${Array.from({ length: 9000 }, (_, i) => `a${i}=""`).join(' ')}/>`), 'Client'],
    ['cut off in the middle', POLL.slice(0, POLL.length / 2), 'Client'],
    ['no XML at all', '{"operation":"listQueries"}', 'Client'],
    ['another namespace', POLL.replace(PLAIN_NAMESPACE, 'http://other.example/'), 'Client'],
    ['no namespace', POLL.replaceAll(/ns2:| xmlns:ns2="[^"]*"/g, ''), 'Client'],
    ['an operation there is not', POLL.replaceAll('listQueries', 'dropQueries'), 'Client'],
    ['the name of a property every object has', POLL.replaceAll('listQueries', 'constructor'), 'Client'],
    ['SOAP 1.2', POLL.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'), 'VersionMismatch'],
    ['two operations', POLL.replace('</S:Body>', `<ns2:listQueries xmlns:ns2="${PLAIN_NAMESPACE}"/></S:Body>`), 'Client'],
    ['two bodies', POLL.replace('</S:Envelope>', '<S:Body/></S:Envelope>'), 'Client'],
    ['two authentication messages', envelope('listQueries', GOOD_LOGIN).replace('</arg0>', `</arg0><arg0>${BAD_LOGIN}</arg0>`), 'Client'],
    ['markup instead of text', envelope('feedQuery', GOOD_LOGIN, '<zhxxList><zhxx/></zhxxList>'), 'Client'],
  ];

  test.each(cases)('%s', async (_title, body, code) => {
    const answer = await post(running.url, body);
    expect(answer).toMatchObject({ status: 500, faultCode: code, value: undefined });
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(running.desk.logins).toBe(0);
    expect(running.desk.kept).toHaveLength(0);
    await stillServing();
  });

  test('the authentication message is left out', async () => {
    const answer = await post(running.url, envelope('feedQuery').replace('</ns2:', `<arg1>${encode('Q1=found')}</arg1></ns2:`));
    expect(answer).toMatchObject({ status: 200, value: 'fault:feed-query:unreadable:empty' });
    expect(running.desk.fed).toHaveLength(0);
  });

  test('the feedback is left out', async () => {
    const answer = await post(running.url, envelope('feedQuery', GOOD_LOGIN));
    expect(answer).toMatchObject({ status: 200, value: 'fault:feed-query:unreadable:empty' });
    expect(running.desk.fed).toHaveLength(0);
  });

  test('an authentication message or a key of unlikely length is not decoded', async () => {
    const long = 'QUFB'.repeat(10_000);
    expect((await post(running.url, envelope('listQueries', long))).value).toBe('fault:list-queries:unreadable:认证信息过长');
    expect((await post(running.url, envelope('queryDocuments', GOOD_LOGIN, long))).value).toBe('fault:documents-of-query:unreadable:报文过长');
  });
});

describe('HTTP that is wrong', () => {
  test('too large, announced', async () => {
    const answer = await post(running.url, envelope('feedQuery', GOOD_LOGIN, 'QUFB'.repeat(60_000)));
    expect(answer).toMatchObject({ status: 413, faultCode: 'Client' });
    await stillServing();
  });

  test('too large, in chunks without a length', async () => {
    const chunk = Buffer.from('QUFB'.repeat(8_000));
    const endless = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 12; i += 1) controller.enqueue(chunk);
        controller.close();
      },
    });
    expect(await post(running.url, endless)).toMatchObject({ status: 413, faultCode: 'Client' });
    await stillServing();
  });

  test('no room for another large message: come again, small ones pass, and what is answered gives its room back', async () => {
    const crowded = await startExchange([plainAdapter()], { bodyBudgetBytes: 150_000 });
    const withBlanks = (count: number): string => envelope('feedQuery', GOOD_LOGIN, `${encode('Q1=found')}${'\n'.repeat(count)}`);
    for (let i = 0; i < 3; i += 1) {
      expect((await post(crowded.url, withBlanks(120_000))).value).toBe('feed-query:Q1=unknown');
      const answer = await post(crowded.url, withBlanks(160_000));
      expect(answer).toMatchObject({ status: 503, faultCode: 'Server' });
      expect(answer.headers.get('retry-after')).toBe('30');
      expect((await post(crowded.url, POLL)).value).toBe('queries:');
    }
    await crowded.exchange.close();
  });

  test.each([
    ['application/soap+xml; charset=utf-8', 'VersionMismatch'],
    ['application/json', 'Client'],
    ['multipart/related; boundary=x', 'Client'],
    ['text/plain', 'Client'],
    ['nonsense', 'Client'],
    ['text/xml; charset=klingon-8', undefined],
  ])('content type %s', async (type, code) => {
    const answer = await post(running.url, POLL.replace('<S:Header/>', '<S:Header><!-- 查控 --></S:Header>'), { 'content-type': type });
    expect(answer).toMatchObject({ status: 415, faultCode: code ?? 'Client' });
  });

  test('a compressed body is not unpacked', async () => {
    const answer = await post(running.url, gzipSync(POLL), { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 415, faultCode: 'Client' });
    expect(answer.headers.get('accept-encoding')).toBe('identity');
    await stillServing();
  });

  test('bytes that are not in the declared character set', async () => {
    const answer = await post(running.url, iconv.encode(POLL.replace('<S:Header/>', '<S:Header><!-- 查控 --></S:Header>'), 'gbk'));
    expect(answer).toMatchObject({ status: 400, faultCode: 'Client' });
  });

  test('an empty body', async () => {
    expect(await post(running.url, '')).toMatchObject({ status: 400, faultCode: 'Client' });
  });

  test('a caller that hangs up in the middle of its message changes nothing', async () => {
    const { port } = new URL(running.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST ${new URL(running.url).pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 100000\r\n\r\n${POLL}`, () =>
          socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    await stillServing();
    expect(running.desk.logins).toBe(1);
  });

  test('other methods and addresses', async () => {
    const { address } = running.exchange;
    const unknown = await fetch(`${address}/nowhere`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'route-unknown' });
    expect((await fetch(running.url, { method: 'PUT', body: POLL })).status).toBe(404);
  });
});

describe('callers that differ only in style are served', () => {
  const styles: [string, string | Buffer, Record<string, string>][] = [
    ['GBK, said in the header', iconv.encode(POLL.replace('<S:Header/>', '<S:Header><w>查控</w></S:Header>'), 'gbk'), { 'content-type': 'text/xml; charset=GBK' }],
    [
      'GBK, said in the declaration only',
      iconv.encode(POLL.replace('UTF-8', 'GBK').replace('<S:Header/>', '<S:Header><w>查控</w></S:Header>'), 'gbk'),
      { 'content-type': 'text/xml' },
    ],
    ['UTF-8 with a byte order mark', `\ufeff${POLL}`, { 'content-type': 'text/xml' }],
    ['a declaration of UTF-16 over bytes of UTF-8', POLL.replace('UTF-8', 'utf-16'), { 'content-type': 'text/xml' }],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${POLL.replace('UTF-8', 'UTF-16')}`, 'utf16le'), { 'content-type': 'text/xml' }],
    ['a quoted character set', POLL, { 'content-type': 'text/xml;charset="UTF-8"' }],
    ['application/xml', POLL, { 'content-type': 'application/xml' }],
    ['a SOAPAction of its own', POLL, { soapaction: '"urn:whatever"' }],
    ['uncompressed, said so', POLL, { 'content-encoding': 'identity' }],
    ['another prefix, no header', POLL.replaceAll(/\bS:/g, 'soapenv:').replace('xmlns:S=', 'xmlns:soapenv=').replace('<soapenv:Header/>', ''), {}],
    ['no prefix at all', POLL.replaceAll(/\bS:/g, '').replace('xmlns:S=', 'xmlns=').replaceAll(/<(\/?)arg0/g, '<$1arg0'), {}],
    ['qualified parameters', POLL.replace('<arg0>', '<ns2:arg0>').replace('</arg0>', '</ns2:arg0>'), {}],
    ['CDATA and line breaks', envelope('listQueries', `<![CDATA[\n${GOOD_LOGIN.slice(0, 7)}\r\n]]>${GOOD_LOGIN.slice(7)}&#13;\n`), {}],
  ];

  test.each(styles)('%s', async (_title, body, headers) => {
    expect(await post(running.url, body, headers)).toMatchObject({ status: 200, value: 'queries:' });
  });

  test('in chunks', async () => {
    const pieces = new ReadableStream({
      start(controller) {
        for (const piece of POLL.match(/[^]{1,50}/g) ?? []) controller.enqueue(Buffer.from(piece));
        controller.close();
      },
    });
    expect((await post(running.url, pieces)).value).toBe('queries:');
  });

  test('without a content type, with a trailing slash', async () => {
    const { port, pathname } = new URL(running.url);
    const reply = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST ${pathname}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(POLL)}\r\n\r\n${POLL}`);
      });
      socket.on('data', (data) => (text += data.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(reply).toMatch(/^HTTP\/1\.1 200 /);
    expect(reply).toContain(`<return>${encode('queries:')}</return>`);
  });
});

describe('?wsdl', () => {
  test.each(['?wsdl', '?WSDL', '?Wsdl=1', '?x=1&wsdl'])('%s', async (query) => {
    const response = await fetch(running.url + query);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await response.text()).toContain(`<soap:address location="${running.url}"/>`);
  });

  test('behind a proxy: the address the caller used', async () => {
    const response = await fetch(`${running.url}?wsdl`, {
      headers: { 'x-forwarded-host': 'court.example:8443, inner', 'x-forwarded-proto': 'https' },
    });
    expect(await response.text()).toContain('location="https://court.example:8443/plainWebService/PlainConvertData"');
  });

  test('a host that is none gets nowhere', async () => {
    const response = await fetch(`${running.url}?wsdl`, { headers: { 'x-forwarded-host': 'a"><script>' } });
    const text = await response.text();
    expect(text).not.toContain('script');
    expect(text).toContain(`location="${running.url}"`);
  });

  test('a configured address wins', async () => {
    const other = await startExchange([plainAdapter()], { publicAddress: 'https://court.example/exchange/' });
    const response = await fetch(`${other.url}?wsdl`, { headers: { 'x-forwarded-host': 'elsewhere.example' } });
    expect(await response.text()).toContain('location="https://court.example/exchange/plainWebService/PlainConvertData"');
    await other.exchange.close();
  });

  test('the address alone says how it is used', async () => {
    const response = await fetch(running.url);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});

describe('the log', () => {
  test('holds operation, institution, outcome and count, and nothing of the message', async () => {
    const { desk, url } = running;
    desk.known.add('Q77');
    desk.beforeCommit = () => Promise.reject(new Error('张三 330106199001011234'));
    await post(url, envelope('feedQuery', GOOD_LOGIN, encode('Q77=张三')));
    desk.beforeCommit = () => Promise.resolve();
    await post(url, envelope('feedQuery', GOOD_LOGIN, encode('Q77=张三,Q78=李四')));
    await post(url, envelope('listQueries', BAD_LOGIN));
    await post(url, envelope('listQueries', GOOD_LOGIN));
    await post(url, POLL.replace('</S:Body>', ''));

    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { level: 50, adapter: 'plain', operation: 'feedQuery', outcome: 'failed', error: { type: 'Error' } },
      { level: 30, adapter: 'plain', operation: 'feedQuery', institutionCode: 'bank-YH000001', outcome: 'partly-accepted', count: 2 },
      { level: 40, adapter: 'plain', operation: 'listQueries', outcome: 'bad-credentials' },
      { level: 20, adapter: 'plain', operation: 'listQueries', institutionCode: 'bank-YH000001', outcome: 'listed', count: 0 },
      { level: 40, adapter: 'plain', outcome: 'envelope-refused', cause: 'malformed' },
    ]);
    expect(logged.join('')).not.toMatch(/张三|李四|330106|secret|guessed|Q77/);
  });
});
