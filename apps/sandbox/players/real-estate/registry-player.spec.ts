import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_OBLIGORS, startSandbox, type Party, type Sandbox, type SandboxInstitution } from '../../index.js';
import { eventually } from '../../testkit/eventually.js';
import { REGISTRY_SERVICE_PATH } from './registry-client.js';

/**
 * The court's side of the registry contract, written apart from everything else: a WSDL by hand, patterns instead of an XML library.
 */
class LoopbackCourt {
  readonly waiting: Readonly<Record<string, string>>[] = [];
  readonly fed: string[] = [];
  readonly asked: string[] = [];
  readonly taken = new Set<string>();
  notices = true;
  loseReplies = 0;
  url = '';
  #server: Server | undefined;

  async start(): Promise<this> {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => undefined);
      request.on('end', () => {
        if (request.url?.endsWith('?wsdl') === true) return void response.writeHead(200, { 'content-type': 'text/xml' }).end(wsdl());
        const body = Buffer.concat(chunks).toString('utf8');
        const operation = OPERATIONS.find(([name]) => new RegExp(`<(\\w+:)?${name}[ >]`).test(body))?.[0] ?? '';
        const parameter = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? '';
        const value = Buffer.from(this.#answer(operation, parameter)).toString('base64');
        if (operation === 'feedBdcQL' && this.loseReplies > 0) {
          this.loseReplies -= 1;
          return void request.socket.destroy();
        }
        response.writeHead(200, { 'content-type': 'text/xml' });
        response.end(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><n:${operation}Response xmlns:n="${NAMESPACE}"><return>${value}</return></n:${operation}Response></s:Body></s:Envelope>`);
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise<void>((resolve) => this.#server?.close(() => resolve()));
  }

  #answer(operation: string, parameter: (name: string) => string): string {
    this.asked.push(operation);
    switch (operation) {
      case 'cxBdcQL':
        return `<Message><Head/><Data><BDCCXQQLIST>${this.waiting.filter(({ CXQQDH = '' }) => !this.taken.has(CXQQDH)).map((query) => `<BDCCXQQ>${coded(query)}</BDCCXQQ>`).join('')}</BDCCXQQLIST></Data></Message>`;
      case 'cxwsInfo':
        return this.notices ? `<WSLIST><WSINFO>${coded({ XH: '1', WSNR: 'JVBERg==' })}</WSINFO></WSLIST>` : '<WSLIST ErrorMSG="无文书"/>';
      case 'zjInfo':
        return `<ZJLIST><ZJINFO>${coded({ XH: '1', GZZ: 'QUJD' })}</ZJINFO></ZJLIST>`;
      default:
        return this.#feed(Buffer.from(parameter('feedbackinfo'), 'base64').toString('utf8'));
    }
  }

  #feed(xml: string): string {
    const numbers = xml.includes('</Message>') ? [...xml.matchAll(/<BDCCXJG><CXQQDH>([^<]*)</g)].map(([, value = '']) => clear(value)) : [];
    if (numbers.length === 0) return `<RESULTLIST><errMsg>${code('XML解析错误')}</errMsg></RESULTLIST>`;
    this.fed.push(xml);
    const rows = numbers.map((number) => {
      const again = this.taken.has(number);
      this.taken.add(number);
      return `<JG>${coded({ CXQQDH: number, RESULT: again ? 'fail' : 'success', MSG: again ? '该请求单号已反馈，不能重复反馈' : '' })}</JG>`;
    });
    return `<RESULTLIST><CXJGLIST>${rows.join('')}</CXJGLIST></RESULTLIST>`;
  }
}

const NAMESPACE = 'http://ip.service.webService.ckw.tdh/';
const OPERATIONS = [['cxBdcQL'], ['cxwsInfo', 'wsbhinfo'], ['zjInfo', 'wsbhinfo'], ['feedBdcQL', 'feedbackinfo']] as const;
const code = (text: string): string => Buffer.from(text).toString('base64');
/** A value as it was sent: coded or in clear. */
const clear = (value: string): string => (/^[A-Za-z0-9+/]+={0,2}$/.test(value) && Buffer.from(value, 'base64').toString('base64') === value && value.length % 4 === 0 && !/^\d/.test(value) ? Buffer.from(value, 'base64').toString('utf8') : value);
const coded = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => `<${name}>${code(value)}</${name}>`).join('');

function wsdl(): string {
  const types = OPERATIONS.map(([name, ...more]) => {
    const parts = ['usermarker', ...more].map((part) => `<xs:element name="${part}" type="xs:string" minOccurs="0"/>`).join('');
    return (
      `<xs:element name="${name}"><xs:complexType><xs:sequence>${parts}</xs:sequence></xs:complexType></xs:element>` +
      `<xs:element name="${name}Response"><xs:complexType><xs:sequence><xs:element name="return" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>`
    );
  });
  const messages = OPERATIONS.map(([name]) => `<w:message name="${name}"><w:part name="p" element="t:${name}"/></w:message><w:message name="${name}Response"><w:part name="p" element="t:${name}Response"/></w:message>`);
  const port = OPERATIONS.map(([name]) => `<w:operation name="${name}"><w:input message="t:${name}"/><w:output message="t:${name}Response"/></w:operation>`);
  const bound = OPERATIONS.map(([name]) => `<w:operation name="${name}"><s:operation soapAction="" style="document"/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>`);
  return (
    `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="${NAMESPACE}" targetNamespace="${NAMESPACE}">` +
    `<w:types><xs:schema targetNamespace="${NAMESPACE}" elementFormDefault="unqualified">${types.join('')}</xs:schema></w:types>${messages.join('')}<w:portType name="P">${port.join('')}</w:portType>` +
    `<w:binding name="B" type="t:P"><s:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${bound.join('')}</w:binding>` +
    `<w:service name="S"><w:port name="P" binding="t:B"><s:address location="http://court.example${REGISTRY_SERVICE_PATH}"/></w:port></w:service></w:definitions>`
  );
}

const REGISTRY: SandboxInstitution = { code: 'REAL-ESTATE-330100', name: '样例登记中心', adapter: 'real-estate', credentials: { username: 'IP000001', password: '样例口令' }, clearValues: false };
const [obligor] = DEMO_OBLIGORS;
const number = (sequence: number): string => `20260301N101${String(sequence).padStart(8, '0')}`;

describe('a real-estate registry', () => {
  let court: LoopbackCourt;
  let sandbox: Sandbox;

  const open = async (more: Partial<SandboxInstitution> = {}): Promise<void> => {
    sandbox = await startSandbox({ host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: court.url, institutions: [{ ...REGISTRY, ...more }], pollSeconds: 0.05, population: { people: 300, companies: 50 } });
  };
  const answered = async (sequence: number, query: Readonly<Record<string, string>> = {}): Promise<string> => {
    court.waiting.push({ CXQQDH: number(sequence), XM: obligor.name, ZJH: obligor.documentNumber, WSBH: 'AIP00000120260301000010', ...query });
    await eventually(() => sandbox.calls.of(REGISTRY.code, number(sequence)).accepted > 0, `answer to ${number(sequence)}`);
    return court.fed.at(-1) ?? '';
  };
  const values = (xml: string, name: string): string[] => [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value = '']) => Buffer.from(value, 'base64').toString('utf8'));
  const held = (): readonly { readonly unit: string; readonly seizures: readonly unknown[] }[] =>
    sandbox.population.holdings(sandbox.population.find(obligor.documentNumber, obligor.name) as Party, REGISTRY.code)?.estates ?? [];

  beforeEach(async () => {
    court = await new LoopbackCourt().start();
  });

  afterEach(async () => {
    await sandbox.close();
    await court.stop();
  });

  it('fetches notice and certificates, and answers with what it holds: house, land, owners, mortgages, seizures', async () => {
    await open();
    const xml = await answered(1);
    expect(held().length).toBeGreaterThan(0);
    expect(values(/<FDCQLIST>.*<\/FDCQLIST>/s.exec(xml)?.[0].replace(/<QLRXXLIST>.*?<\/QLRXXLIST>/gs, '') ?? '', 'BDCDYH')).toEqual(held().map(({ unit }) => unit));
    expect(values(xml, 'RESULT')).toEqual(['0000']);
    expect(values(xml, 'QLRMC')).toContain(obligor.name);
    expect(values(/<CFDJLIST>.*<\/CFDJLIST>/s.exec(xml)?.[0] ?? '', 'CFLX')).toHaveLength(held().reduce((sum, { seizures }) => sum + seizures.length, 0));
    await answered(2);
    expect(court.asked.filter((operation) => operation === 'cxwsInfo')).toHaveLength(1);
    expect(court.asked.filter((operation) => operation === 'zjInfo')).toHaveLength(2);
  });

  it('says 0000 without lists for somebody it does not know, also when the number is right and the name is not', async () => {
    await open();
    for (const [sequence, query] of [[1, { XM: '无此人' }], [2, { ZJH: '330106198001011235' }]] as const) {
      const xml = await answered(sequence, query);
      expect(values(xml, 'RESULT')).toEqual(['0000']);
      expect(xml).not.toContain('BDCDYH');
    }
  });

  it('leaves its values in clear when its data says so', async () => {
    await open({ clearValues: true });
    expect(await answered(1)).toContain(`<QLRMC>${obligor.name}</QLRMC>`);
  });

  it.each([
    ['errorRate', ['2040'], '查询异常'],
    ['refusalRate', ['2040'], '业务审核未通过：请补充材料'],
    ['contradictoryRate', ['2040'], '查询异常'],
  ])('%s', async (rule, results, message) => {
    await open();
    sandbox.rules.set(REGISTRY.code, { [rule]: 1 });
    const xml = await answered(1);
    expect(values(xml, 'RESULT')).toEqual(results);
    expect(values(xml, 'MESSAGE')).toEqual([message]);
    expect(xml.includes('<FDCQ>')).toBe(rule === 'contradictoryRate');
  });

  it('wrongPersonRate: units of somebody else', async () => {
    await open();
    sandbox.rules.set(REGISTRY.code, { wrongPersonRate: 1 });
    const xml = await answered(1);
    expect(values(xml, 'QLRMC').length).toBeGreaterThan(0);
    expect(values(xml, 'QLRMC')).not.toContain(obligor.name);
  });

  it.each(['truncated', 'html', 'empty'])('a message spoilt as %s is repaired when the court does not take it', async (kind) => {
    await open();
    sandbox.rules.set(REGISTRY.code, { malformedRate: 1, malformedKinds: [kind] });
    expect(values(await answered(1), 'QLRMC')).toContain(obligor.name);
    expect(sandbox.calls.of(REGISTRY.code, number(1)).answered).toBe(2);
  });

  it.each(['wrong-encoding', 'half-character'])('a message spoilt as %s has names nobody can read', async (kind) => {
    await open();
    sandbox.rules.set(REGISTRY.code, { malformedRate: 1, malformedKinds: [kind] });
    const names = values(await answered(1), 'QLRMC');
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => name.includes('\ufffd'))).toBe(true);
  });

  it('a lost reply, a double answer and a slow one are each counted once by the court', async () => {
    await open();
    court.loseReplies = 1;
    await answered(1);
    expect(sandbox.calls.of(REGISTRY.code, number(1)).answered).toBe(2);
    sandbox.rules.set(REGISTRY.code, { duplicateRate: 1, slowDripRate: 1, slowDripBytesPerSecond: 20_000 });
    await answered(2, { XM: '无此人' });
    await eventually(() => sandbox.calls.of(REGISTRY.code, number(2)).answered === 2, 'the second of two answers');
  });

  it('refuses when the court has no notice, and does not poll while it is out', async () => {
    court.notices = false;
    await open();
    const xml = await answered(1);
    expect(values(xml, 'MESSAGE')).toEqual(['无文书']);
    sandbox.rules.set(REGISTRY.code, { outage: { kind: 'refuse' } });
    const polls = (): number => court.asked.filter((operation) => operation === 'cxBdcQL').length;
    await sleep(150); // a poll under way ends
    const before = polls();
    await sleep(400);
    expect(polls()).toBe(before);
    sandbox.rules.clear(REGISTRY.code);
    await answered(2);
  });
});
