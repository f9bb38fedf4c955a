import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { unzip } from '#libs/file-exchange';
import { RunningGateway } from '../../apps/gateway/testkit/running-gateway.js';
import { caseBody, withOfficers } from '../../apps/gateway/testkit/sample-data.js';
import { element, message } from '../running/index.js';
import { BANK_PATH, bankEnvelope, CASE_SYSTEM_PATH, ICBC, nothingOf, signed, soapEnvelope, StandingExchange } from './standing/standing-exchange.js';

const BANK = 'http://syyh.service.webService.ckw.tdh/';
let exchange: StandingExchange;
/** A machine inside that no reader may be made to call. */
let inside: Server;
let asked = 0;
let insideUrl: string;

beforeAll(async () => {
  exchange = await StandingExchange.start();
  inside = createServer((_, reply) => void (asked++, reply.end('<!ENTITY got "it">')));
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  insideUrl = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await exchange.close();
  await new Promise((resolve) => (inside.close(resolve), inside.closeAllConnections()));
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const LOL = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');

/** Documents that are weapons, around a root and with something in its middle. */
const WEAPONS: readonly [string, (root: string, inside: string) => string][] = [
  ['a billion laughs', (root) => `<!DOCTYPE x [<!ENTITY l0 "lol">${LOL}]><${root} a="&l9;">&l9;</${root}>`],
  ['quadratic blow-up', (root) => `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]><${root}>${'&a;'.repeat(1000)}</${root}>`],
  ['a file of this machine', (root) => `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><${root} a="&f;">&f;</${root}>`],
  ['a machine inside', (root) => `<!DOCTYPE x [<!ENTITY f SYSTEM "${insideUrl}/entity">]><${root}>&f;</${root}>`],
  ['a document type of a machine inside', (root) => `<!DOCTYPE x SYSTEM "${insideUrl}/dtd"><${root}/>`],
  ['a public document type of a machine inside', (root) => `<!DOCTYPE x PUBLIC "-//x" "${insideUrl}/public"><${root}/>`],
  ['a parameter entity', (root) => `<!DOCTYPE x [<!ENTITY % p SYSTEM "${insideUrl}/p">%p;]><${root}/>`],
  ['an inclusion of a machine inside', (root) => `<${root} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${insideUrl}/xi" parse="text"/></${root}>`],
  ['a style sheet of a machine inside', (root) => `<?xml-stylesheet href="${insideUrl}/s"?><${root}/>`],
  ['a schema of a machine inside', (root) => `<${root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x ${insideUrl}/xsd"/>`],
  ['a hundred thousand levels', (root) => `<${root}>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</${root}>`],
  ['a hundred thousand attributes', (root) => `<${root} ${Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(' ')}/>`],
  ['a hundred thousand namespaces', (root) => `<${root} ${Array.from({ length: 100_000 }, (_, index) => `xmlns:n${index}="u"`).join(' ')}/>`],
  ['an attribute twice', (root) => `<${root} a="1" a="2"/>`],
  ['a NUL', (root) => `<${root} a="\0"/>`],
  ['a reference to a character there is not', (root) => `<${root} a="&#0;&#xD800;&#x110000;"/>`],
  ['an entity nobody declared', (root) => `<${root} a="&login;"/>`],
  ['UTF-7 said', (root) => `<?xml version="1.0" encoding="UTF-7"?>+ADw-${root}/+AD4-`],
  ['two roots', (root) => `<${root}/><${root}/>`],
  ['markup cut off', (root) => `<${root}><![CDATA[`],
  ['five megabytes of text', (root) => `<${root}>${'x'.repeat(5_000_000)}</${root}>`],
];

const stillServing = async (): Promise<void> => expect((await exchange.bankCalls(ICBC)).error).toBe('');

describe.each(WEAPONS)('%s', (_, weapon) => {
  const ways: readonly [string, () => Promise<{ status: number; text: string }>][] = [
    ['as the envelope', () => exchange.send({ path: BANK_PATH, body: weapon('s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"', '').replaceAll(/<\/s:Envelope [^>]*>/g, '</s:Envelope>') })],
    ['as the authentication message of a bank', () => exchange.send({ path: BANK_PATH, body: soapEnvelope(BANK, 'getXzcxList', { arg0: base64(weapon('usermarker', '')) }) })],
    ['as the feedback of a bank', () => exchange.send({ path: BANK_PATH, body: bankEnvelope(ICBC, 'shfeedXzcxInfo', base64(weapon('zhxxList', ''))) })],
    ['as the key of a bank', () => exchange.send({ path: BANK_PATH, body: bankEnvelope(ICBC, 'cxwsInfo', base64(weapon('wsbhinfo', ''))) })],
    ['as the marker of a case system', () => exchange.send({ path: CASE_SYSTEM_PATH, body: soapEnvelope('http://service.api.ckw2court/', 'CccxRequests', { usermarker: base64(weapon('usermarker', '')), body: base64('<cxsqmarker/>') }) })],
    ['as the filing of a case system', () => exchange.send({ path: CASE_SYSTEM_PATH, body: soapEnvelope('http://service.api.ckw2court/', 'CccxRequests', { usermarker: base64('<usermarker><condition username="SPXT" password="password-of-the-case-system"/></usermarker>'), body: base64(weapon('cxsqmarker', '')) }) })],
  ];

  test.each(ways)('%s: refused, nothing of this machine in the answer, nobody inside called, and the next is served', async (_way, send) => {
    const got = await send();
    const answer = got.text + Buffer.from(/<return>([^<]*)</.exec(got.text)?.[1] ?? '', 'base64').toString();
    expect(answer).not.toMatch(/root:|lollol|<!ENTITY got/);
    expect(answer).toMatch(/errorMsg=|errMsg=|<faultcode>|:faultcode|faultcode/);
    expect(await exchange.count('outcome')).toBe(0);
    expect(asked).toBe(0);
    await stillServing();
  });
});

describe('characters that are others', () => {
  test('said to be GBK, sent as UTF-8, with comments and CDATA in between: the value is one or none, never two', async () => {
    const inquiry = await exchange.accept();
    const { requestNumber } = inquiry.requests[0]!;
    const half = requestNumber.length >> 1;
    const split = [`${requestNumber.slice(0, half)}<!-- x -->${requestNumber.slice(half)}`, `<![CDATA[${requestNumber}]]>`, `${requestNumber}<b/>`].map((inner) => base64(`<zhxxList><zhxx><BDHM>${inner}</BDHM></zhxx></zhxxList>`));
    const declared = iconv.encode(`<?xml version="1.0" encoding="GBK"?>${Buffer.from(nothingOf(requestNumber), 'base64').toString('latin1')}`, 'utf16le').toString('base64');
    for (const argument of [...split, declared]) await exchange.send({ path: BANK_PATH, body: bankEnvelope(ICBC, 'shfeedXzcxInfo', argument) });
    expect(await exchange.outcomes(inquiry)).toEqual([]);
  });

  test('the user name in two conditions: the first is not read with the password of the second', async () => {
    const login = message('usermarker', [element('condition', { username: ICBC.username, password: 'x' }), element('condition', { username: 'x', password: ICBC.password })]);
    const { text } = await exchange.send({ path: BANK_PATH, body: soapEnvelope(BANK, 'getXzcxList', { arg0: login }) });
    expect(Buffer.from(/<return>([^<]*)</.exec(text)?.[1] ?? '', 'base64').toString()).toContain('errorMsg');
  });
});

describe('JSON of registers that call back', () => {
  test.each([
    ['a prototype', '{"answers":[],"__proto__":{"polluted":true}}'],
    ['a constructor', '{"answers":[],"constructor":{"prototype":{"polluted":true}}}'],
    ['ten thousand levels', `{"answers":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['a number beyond all numbers', '{"answers":[{"requestNumber":1e999,"result":"none"}]}'],
    ['half a character', '{"answers":[{"requestNumber":"\\ud800","result":"none"}]}'],
    ['a NUL', '{"answers":[{"requestNumber":"\\u0000","result":"none"}]}'],
    ['no JSON', '<answers/>'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a hundred thousand answers', `{"answers":[${Array.from({ length: 20_000 }, () => '{"requestNumber":"A","result":"none"}').join(',')}]}`],
  ])('%s: answered without a fault of ours, nothing changes, nothing is polluted', async (_, body) => {
    const got = await exchange.send({ path: '/callbacks/POLICE', ...signed(body) });
    expect([got.status < 500, ({} as { polluted?: boolean }).polluted]).toEqual([true, undefined]);
    expect(await exchange.count('outcome')).toBe(0);
  });

  test('a key twice: one answer at most, and none for a request of somebody else', async () => {
    const [mine, other] = [await exchange.accept('POLICE', 'push'), await exchange.accept('SECOND', 'push')];
    const [a, b] = [mine, other].map(({ requests }) => requests[0]!.requestNumber);
    await exchange.send({ path: '/callbacks/POLICE', ...signed(`{"answers":[{"requestNumber":"${a}","requestNumber":"${b}","result":"none"}]}`) });
    expect(await exchange.outcomes(other)).toEqual([]);
  });
});

describe('JSON of our own callers', () => {
  test('a key twice does not show one thing to whoever checks and another to us; numbers that would be rounded are refused', async () => {
    const gateway = await RunningGateway.start();
    try {
      const officers = await withOfficers(gateway);
      const body = JSON.stringify(caseBody(officers, 91));
      const twice = await gateway.call('POST', '/api/v1/cases', { body: body.replace('{', '{"caseNumber":"（2016）浙0106执92号",') });
      expect([twice.status, twice.body.caseNumber ?? '（2016）浙0106执91号']).toEqual([expect.any(Number), '（2016）浙0106执91号']);
      for (const amount of ['9007199254740993', '1e400', '-0.5', '1.5', '"1"']) {
        const answer = await gateway.call('POST', '/api/v1/cases', { body: JSON.stringify(caseBody(officers, 93)).replace(/"principalFen":\d+/, `"principalFen":${amount}`) });
        expect([amount, answer.status]).toEqual([amount, 400]);
      }
    } finally {
      await gateway.close();
    }
  });
});

describe('archives (bombs, paths, names, cuts: libs/file-exchange/archive.spec.ts)', () => {
  const LIMITS = { maxFiles: 10, maxArchiveBytes: 10_000_000, maxTotalBytes: 4_000_000 };

  interface Lie {
    readonly localName?: string;
    readonly attributes?: number;
    readonly extra?: Buffer;
    readonly size?: number;
    readonly entries?: number;
  }

  /** One entry, whose heads may say what they like. */
  function archive(name: Buffer | string, content: Buffer, { localName, attributes = 0, extra = Buffer.alloc(0), size = content.length, entries = 1 }: Lie = {}): Buffer {
    const data = deflateRawSync(content);
    const head = (named: Buffer, extraBytes: Buffer): Buffer => {
      const facts = Buffer.alloc(26);
      facts.writeUInt16LE(45, 0);
      facts.writeUInt16LE(8, 4);
      facts.writeUInt32LE(crc32(content), 10);
      facts.writeUInt32LE(data.length, 14);
      facts.writeUInt32LE(size, 18);
      facts.writeUInt16LE(named.length, 22);
      facts.writeUInt16LE(extraBytes.length, 24);
      return facts;
    };
    const central = Buffer.from(name as string);
    const local = localName === undefined ? central : Buffer.from(localName);
    const first = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head(local, Buffer.alloc(0)), local, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(attributes, 6);
    const directory = Buffer.concat([Buffer.from('PK\x01\x02\x2d\x03', 'latin1'), head(central, extra), tail, central, extra]);
    const all = Buffer.concat(Array.from({ length: entries }, () => directory));
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(entries, 8);
    end.writeUInt16LE(entries, 10);
    end.writeUInt32LE(all.length, 12);
    end.writeUInt32LE(first.length, 16);
    return Buffer.concat([first, all, end]);
  }

  const text = Buffer.from('text');

  test.each<[string, Buffer]>([
    ['a name with a NUL', archive('a.xml\0.exe', text)],
    ['a path with dots', archive('..\\..\\a.xml', text)],
    ['a path in GBK whose second byte is a backslash', archive(Buffer.concat([Buffer.from('x'), Buffer.from([0x81, 0x5c]), Buffer.from('a.xml')]), text)],
    ['a length of 64 bits that is not there', archive('a.xml', text, { size: 0xffffffff })],
    ['a length of 64 bits beyond all numbers', archive('a.xml', text, { size: 0xffffffff, extra: Buffer.concat([Buffer.from([1, 0, 8, 0]), Buffer.alloc(8, 0xff)]) })],
    ['many entries that share their bytes', archive('a.xml', Buffer.alloc(900_000, 'x'), { entries: 9 })],
  ])('%s: refused', async (_, bytes) => {
    expect((await unzip(bytes, LIMITS)).state).toBe('refused');
  });

  test('a link is no link here: nothing is ever written to a disk by its name, and what is inside an archive is not opened', async () => {
    const link = await unzip(archive('a.xml', Buffer.from('/etc/passwd'), { attributes: (0o120777 << 16) >>> 0 }), LIMITS);
    if (link.state === 'opened') expect(String(link.files[0]!.content)).toBe('/etc/passwd');
    const nested = await unzip(archive('a.zip', archive('b.xml', text)), LIMITS);
    if (nested.state === 'opened') expect(nested.files.map(({ name }) => name)).toEqual(['a.zip']);
  });
});
