import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ControlEntry, ControlOperation, ControlRequest } from '#contracts/adapter';
import { adapter } from '#adapters/real-estate';
import { DEMO_OBLIGORS, startSandbox, type Estate, type Party, type Sandbox, type SandboxInstitution } from '../../index.js';
import { eventually } from '../../testkit/eventually.js';
import { REGISTRY_SERVICE_PATH } from './registry-client.js';
import type { RegistryPlayer } from './registry-player.js';

const NAMESPACE = 'http://ip.service.webService.ckw.tdh/';
const OPERATIONS = [['cxBdcQL'], ['cxwsInfo', 'wsbhinfo'], ['zjInfo', 'wsbhinfo'], ['feedBdcQL', 'feedbackinfo'], ['kzBdcQL'], ['kzwsInfo', 'wsbhinfo'], ['feedkzBdcQL', 'feedbackinfo'], ['feedkzhzBdcQL', 'feedbackinfo']] as const;
const code = (text: string): string => Buffer.from(text).toString('base64');
const coded = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => `<${name}>${code(value)}</${name}>`).join('');

type Row = Readonly<Record<string, string>>;

/** The court's side of orders, written apart from everything else: a WSDL by hand, patterns instead of an XML library. */
class OrderCourt {
  readonly orders: { readonly head: Row; readonly unit: Row }[] = [];
  /** Every row the registry fed back, and every receipt, in their order. */
  readonly said: { readonly operation: string; readonly number: string; readonly rows: readonly Row[] }[] = [];
  readonly papersOf: string[] = [];
  /** The feedbacks as they came, and a list to give out as it is. */
  readonly arguments: { readonly operation: string; readonly argument: string }[] = [];
  list: string | undefined;
  papers = true;
  loseReplies = 0;
  url = '';
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => undefined);
      request.on('end', () => {
        if (request.url?.endsWith('?wsdl') === true) return void response.writeHead(200, { 'content-type': 'text/xml' }).end(wsdl());
        const body = Buffer.concat(chunks).toString('utf8');
        const operation = OPERATIONS.find(([name]) => new RegExp(`<(\\w+:)?${name}[ >]`).test(body))?.[0] ?? '';
        const parameter = (name: string): string => Buffer.from(new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? '', 'base64').toString('utf8');
        const raw = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? '';
        if (operation.startsWith('feedkz')) this.arguments.push({ operation, argument: raw('feedbackinfo') });
        const value = operation === 'kzBdcQL' && this.list !== undefined ? this.list : code(this.#answer(operation, parameter));
        if (operation === 'feedkzBdcQL' && this.loseReplies > 0) {
          this.loseReplies -= 1;
          return void request.socket.destroy();
        }
        response.writeHead(200, { 'content-type': 'text/xml' });
        response.end(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><n:${operation}Response xmlns:n="${NAMESPACE}"><return>${value}</return></n:${operation}Response></s:Body></s:Envelope>`);
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  of(number: string, operation = 'feedkzBdcQL'): readonly Row[] {
    return this.said.filter((one) => one.number === number && one.operation === operation).flatMap(({ rows }) => rows);
  }

  #answer(operation: string, parameter: (name: string) => string): string {
    switch (operation) {
      case 'cxBdcQL':
        return '<Message><Head/><Data><BDCCXQQLIST></BDCCXQQLIST></Data></Message>';
      // Listed again until it is fed back, and after that too: the registry must not carry it out twice.
      case 'kzBdcQL':
        return `<Message><Head/><Data><BDCKZQQLIST>${this.orders.map(({ head, unit }) => `<BDCKZQQ>${coded(head)}<BDCQLLIST><BDCQL>${coded(unit)}<GHDXLIST/></BDCQL></BDCQLLIST></BDCKZQQ>`).join('')}</BDCKZQQLIST></Data></Message>`;
      case 'kzwsInfo':
        this.papersOf.push(decoded(/<CXQQDH>([^<]*)</.exec(parameter('wsbhinfo'))?.[1] ?? ''));
        return this.papers ? `<WSLIST><WSINFO>${coded({ XH: '1', WSNR: 'JVBERg==' })}</WSINFO></WSLIST>` : '<WSLIST ErrorMSG="无文书"/>';
      case 'zjInfo':
        return `<ZJLIST><ZJINFO>${coded({ XH: '1', GZZ: 'QUJD' })}</ZJINFO></ZJLIST>`;
      default:
        return this.#take(operation, parameter('feedbackinfo'));
    }
  }

  #take(operation: string, xml: string): string {
    const [record, row] = operation === 'feedkzhzBdcQL' ? ['HZXX', 'HZXX'] : ['BDCKZJG', 'KZXX'];
    const records = [...xml.matchAll(new RegExp(`<${record}>(.*?)</${record}>`, 'gs'))].map(([, inside = '']) => inside);
    if (records.length === 0 || !/<\/(Message|HZXXLIST)>$/.test(xml)) return `<RESULTLIST><errMsg>${code('XML解析错误')}</errMsg></RESULTLIST>`;
    const verdicts = records.map((inside) => {
      const number = decoded(/<CXQQDH>([^<]*)</.exec(inside)?.[1] ?? '');
      const rows = row === record ? [inside] : [...inside.matchAll(new RegExp(`<${row}>(.*?)</${row}>`, 'gs'))].map(([, each = '']) => each);
      this.said.push({ operation, number, rows: rows.map((each) => Object.fromEntries([...each.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', value = '']) => [name, decoded(value)]))) });
      return `<JG>${coded({ CXQQDH: number, RESULT: 'success', MSG: '' })}</JG>`;
    });
    return `<RESULTLIST><KZJGLIST>${verdicts.join('')}</KZJGLIST></RESULTLIST>`;
  }
}

const decoded = (value: string): string => Buffer.from(value, 'base64').toString('utf8');

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

describe('a real-estate registry that is ordered to seal', () => {
  let court: OrderCourt;
  let sandbox: Sandbox;
  let estate: Estate;

  const seals = () => (sandbox.players.get(REGISTRY.code) as RegistryPlayer).seals;
  const order = (number: string, measure: string, unit: Readonly<Record<string, string>> = {}): void => {
    court.orders.push({
      head: { CXQQDH: number, XM: obligor.name, ZJH: obligor.documentNumber, FYMC: '西湖法院', AH: '（2026）浙0106执1号' },
      unit: { BDCDYH: estate.unit, BDCQZH: estate.certificate, KZCS: measure, CKWH: '西1', KSRQ: '2026/11/26', JSRQ: '2059/11/25', YDJAH: '', YDJDH: '', YWH: '', YCFYWH: '', ...unit },
    });
  };
  const answered = async (number: string, count = 1): Promise<readonly Row[]> => {
    await eventually(() => court.of(number).length >= count, `${count} answers to ${number}`);
    return court.of(number);
  };

  beforeEach(async () => {
    court = await new OrderCourt().start();
    sandbox = await startSandbox({ host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: court.url, institutions: [REGISTRY], pollSeconds: 0.05, population: { people: 300, companies: 50 } });
    const owned = sandbox.population.holdings(sandbox.population.find(obligor.documentNumber, obligor.name) as Party, REGISTRY.code)?.estates ?? [];
    estate = owned[0] as Estate;
    seals().setTransfer(estate.unit, 'none');
    for (let earlier = estate.seizures.length; earlier > 0; earlier--) seals().endEarlier(estate);
  });

  afterEach(async () => {
    await sandbox.close();
    await court.stop();
  });

  it('fetches ruling and certificates, seals, sends a receipt, and the register shows the seal; the list repeats the order, and it is sealed once', async () => {
    order('A1', '11');
    expect(await answered('A1')).toMatchObject([{ KZZT: '1', BDCDYH: estate.unit, CSKSRQ: '2026-11-26', CSJSRQ: '2059-11-25', CFYWH: expect.stringMatching(/^CF/) as string }]);
    await eventually(() => court.of('A1', 'feedkzhzBdcQL').length === 1, 'the receipt');
    expect(court.of('A1', 'feedkzhzBdcQL')).toMatchObject([{ WSLB: '回执', WJLX: 'pdf' }]);
    expect(court.papersOf).toEqual(['A1']);
    await eventually(() => sandbox.calls.of(REGISTRY.code, 'A1').listed > 3, 'the list to repeat the order');
    expect(seals().seizures(estate).filter(({ authority }) => authority === '西湖法院')).toHaveLength(1);
    expect(court.of('A1')).toHaveLength(1);
  });

  it('another order waits; the first is released, and the one that waited is fed back again with its days', async () => {
    order('A1', '11');
    await answered('A1');
    order('A2', '13', {});
    expect(await answered('A2')).toMatchObject([{ KZZT: '1', BEIZ: '轮候查封，第1位', CSJSRQ: '' }]);
    order('A3', '14', { YDJDH: 'A1' });
    await answered('A3');
    expect((await answered('A2', 2))[1]).toMatchObject({ KZZT: '1', BEIZ: '轮候查封已生效', CSKSRQ: expect.stringMatching(/^\d{4}-/) as string, CSJSRQ: expect.stringMatching(/^\d{4}-/) as string });
  });

  it('lateRefusalRate: says 1 at once and 2 afterwards, and the seal is gone', async () => {
    sandbox.rules.set(REGISTRY.code, { lateRefusalRate: 1 });
    order('A1', '11');
    expect((await answered('A1', 2)).map(({ KZZT, WNKZYY }) => [KZZT, WNKZYY])).toEqual([['1', ''], ['2', expect.stringContaining('登簿审核未通过')]]);
    expect(seals().seizures(estate).filter(({ authority }) => authority === '西湖法院')).toEqual([]);
  });

  it.each([['registered', '已办理转移登记'], ['pending', '尚未登簿'], ['ordered-by-another-court', '在先送达过户裁定']] as const)('%s: refused with its own reason', async (transfer, words) => {
    seals().setTransfer(estate.unit, transfer);
    order('A1', '11');
    expect(await answered('A1')).toMatchObject([{ KZZT: '2', WNKZYY: expect.stringContaining(words) as string }]);
  });

  it('a unit of nobody, and an order without papers: refused, nothing is sealed', async () => {
    order('A1', '11', { BDCDYH: '330106009009GB00009F00090009', BDCQZH: '' });
    expect(await answered('A1')).toMatchObject([{ KZZT: '2', WNKZYY: expect.stringContaining('查无此不动产单元') as string }]);
    court.papers = false;
    order('A2', '11');
    expect(await answered('A2')).toMatchObject([{ KZZT: '2', WNKZYY: '无文书' }]);
    expect(seals().seizures(estate).filter(({ authority }) => authority === '西湖法院')).toEqual([]);
  });

  it('a lost reply: the same answer comes again, and the unit is sealed once', async () => {
    court.loseReplies = 1;
    order('A1', '11');
    await answered('A1', 2);
    expect(new Set(court.of('A1').map((row) => JSON.stringify(row))).size).toBe(1);
    expect(seals().seizures(estate).filter(({ authority }) => authority === '西湖法院')).toHaveLength(1);
  });

  it.each([
    ['duplicateRate', ['1', '1']], ['contradictoryRate', ['1', '2']],
  ])('%s: the answer is spoilt, the seal is there', async (rule, statuses) => {
    sandbox.rules.set(REGISTRY.code, { [rule]: 1 });
    order('A1', '11');
    expect((await answered('A1', 2)).map(({ KZZT }) => KZZT)).toEqual(statuses);
    expect(seals().seizures(estate).filter(({ authority }) => authority === '西湖法院')).toHaveLength(1);
  });

  it('omitRate: the unit is sealed and nobody says so; errorRate: an error is said', async () => {
    sandbox.rules.set(REGISTRY.code, { omitRate: 1 });
    order('A1', '11');
    await eventually(() => seals().seizures(estate).some(({ authority }) => authority === '西湖法院'), 'the seal');
    await eventually(() => sandbox.calls.of(REGISTRY.code, 'A1').listed > 3, 'the list to repeat the order');
    expect(court.said.filter(({ number }) => number === 'A1')).toEqual([]);
    sandbox.rules.set(REGISTRY.code, { errorRate: 1 });
    order('A2', '12', { YDJDH: 'A1', JSRQ: '2060/01/01' });
    await eventually(() => court.said.some(({ number }) => number === 'A2'), 'the error');
    expect(court.of('A2')).toEqual([]);
  });

  it('what our adapter writes the registry carries out, and what the registry says our adapter reads', async () => {
    const { renderControl, readControlFeedback } = adapter.controls!;
    const ordered = (requestNumber: string, operation: ControlOperation, more: Partial<ControlRequest> = {}): ControlRequest => ({
      requestNumber, institutionCode: REGISTRY.code, operation, source: 'real-estate', subject: { kind: 'person', name: obligor.name, otherNames: [], documents: [{ type: 'resident-id', number: obligor.documentNumber }] },
      case: { caseNumber: '（2026）浙0106执1号', courtCode: '3306', courtName: '西湖法院' }, officers: [{ name: '周承办', phone: '1', workCertificate: 'G1', dutyCertificate: 'W1' }],
      target: { kind: 'real-estate', reference: estate.unit, unitCode: estate.unit, certificate: estate.certificate }, extent: { by: 'whole' }, rulingNumber: '西1', noticeName: '协助查封通知书',
      acceptedAt: '2026-11-26T10:00:00+08:00', answerBy: '2026-11-27T10:00:00+08:00', ...more,
    });
    const term = { from: '2026-11-26', until: '2059-11-25' };
    const original = { requestNumber: 'A1', caseNumber: '（2026）浙0106执1号' };
    const orders = [ordered('A1', 'seal', term), ordered('A2', 'wait-seal', term), ordered('A3', 'release-seal', { original })];
    const entriesOf = (order: ControlRequest, operation: string): readonly ControlEntry[] =>
      court.arguments.filter((one) => one.operation === operation).flatMap(({ argument }) => {
        const reading = readControlFeedback(operation === 'feedkzBdcQL' ? 'feed-control' : 'feed-receipt', argument);
        if (reading.state !== 'read') throw new Error(reading.detail);
        return reading.value.filter(({ requestNumber }) => requestNumber === order.requestNumber);
      });
    const kinds = (order: ControlRequest): readonly string[] => entriesOf(order, 'feedkzBdcQL').map((entry) => entry.interpret(order).kind);
    const [first, second, third] = orders as [ControlRequest, ControlRequest, ControlRequest];
    for (const [count, order] of orders.entries()) {
      court.list = adapter.renderControlList!(orders.slice(0, count + 1).map((one) => renderControl(one)));
      await eventually(() => kinds(order).length > 0, `an answer to ${order.requestNumber}`);
    }
    await eventually(() => kinds(second).length === 2, 'the second answer to the order that waited');
    expect([kinds(first), kinds(second), kinds(third)]).toEqual([['effective'], ['waiting', 'effective'], ['effective']]);
    expect(entriesOf(first, 'feedkzBdcQL')[0]!.interpret(first)).toMatchObject({ effect: { ...term, institutionReference: expect.stringMatching(/^CF/) as string } });
    await eventually(() => entriesOf(first, 'feedkzhzBdcQL').length > 0, 'the receipt');
    expect(entriesOf(first, 'feedkzhzBdcQL')[0]!.supplement!({ kind: 'effective', effect: {} })).toMatchObject({ effect: { receipts: [{ fileType: 'pdf' }] } });
  });
});
