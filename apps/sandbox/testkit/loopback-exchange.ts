import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The court's side of the bank contract for the tests of the sandbox, written apart from everything else in this
 * repository: a WSDL by hand, a codec of twenty lines over `TextDecoder`, no XML library. GBK is written with a table made
 * from the decoder, so that no code is shared with what is tested.
 */
const ONE_ARGUMENT = ['getXzcxList', 'getXzkzList'];
const TWO_ARGUMENTS = ['cxwsInfo', 'kzwsInfo', 'zjInfo', 'shfeedXzcxInfo', 'shfeedXzkzInfo', 'htInfo', 'wsInfo'];

/** A service of the court; its operations by the names of the bank contract, where they are called otherwise. */
export interface LoopbackService {
  readonly path: string;
  readonly namespace: string;
  readonly names: Readonly<Record<string, string>>;
}

const BANK_SERVICE: LoopbackService = { path: '/ckwWebService/SyyhConvertData', namespace: 'http://syyh.service.webService.ckw.tdh/', names: {} };

const gbk = new TextDecoder('gbk');
let gbkTable: Map<string, Buffer> | undefined;

function toGbk(text: string): Buffer {
  if (gbkTable === undefined) {
    gbkTable = new Map();
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const bytes = Buffer.from([lead, trail]);
        const character = trail === 0x7f ? '\ufffd' : gbk.decode(bytes);
        if ([...character].length === 1 && character !== '\ufffd' && !gbkTable.has(character)) gbkTable.set(character, bytes);
      }
    }
  }
  return Buffer.concat([...text].map((character) => (character < '\x80' ? Buffer.from(character) : (gbkTable?.get(character) ?? Buffer.from('?')))));
}

const pack = (text: string): string => (text === '' ? '' : toGbk(text).toString('base64'));
export const unpack = (text: string): string => gbk.decode(Buffer.from(text.replaceAll(/\s/g, ''), 'base64'));

/** One request as the court writes it; attribute names of wire-contracts §2.10.1. */
export type WrittenQuery = Readonly<Record<string, string>>;

/** The SOAP library writes a line break inside an argument as a character reference. */
const unescape = (text: string): string =>
  text.replaceAll(/&#x([0-9A-Fa-f]+);/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replaceAll('&lt;', '<').replaceAll('&gt;', '>');

const attributes = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${pack(value)}"`)
    .join('');

const message = (root: string, children: readonly string[], more = ''): string =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<${root}${more}>${children.join('\n')}</${root}>`).toString('base64');

const double = (bytes: string): string => Buffer.from(Buffer.from(bytes).toString('base64')).toString('base64');

/** A row of a feedback as the test reads it. */
export interface FedRow {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly FedRow[];
}

/** Takes a feedback apart with a pattern per tag; enough for what banks write, and nothing like the sandbox's own reader. */
export function readFeedback(argument: string): { readonly xml: string; readonly root: FedRow } {
  const xml = Buffer.from(argument.replaceAll(/\s/g, ''), 'base64').toString('latin1');
  const stack: { name: string; attributes: Record<string, string>; children: FedRow[] }[] = [{ name: '', attributes: {}, children: [] }];
  for (const tag of xml.match(/<[^>]+>/g) ?? []) {
    if (tag.startsWith('<?')) continue;
    if (tag.startsWith('</')) {
      const ended = stack.pop();
      if (ended !== undefined) stack.at(-1)?.children.push(ended);
      continue;
    }
    const element = { name: /^<(\w+)/.exec(tag)?.[1] ?? '', attributes: {} as Record<string, string>, children: [] };
    for (const found of tag.matchAll(/(\w+)="([^"]*)"/g)) element.attributes[found[1] ?? ''] = unpack(found[2] ?? '');
    if (tag.endsWith('/>')) stack.at(-1)?.children.push(element);
    else stack.push(element);
  }
  const root = stack[0]?.children[0];
  if (stack.length !== 1 || root === undefined) throw new Error('the feedback is not well-formed');
  return { xml, root };
}

export interface Received {
  readonly operation: string;
  readonly username: string;
  readonly argument: string;
}

/** What the court of a test does; everything can be changed while it runs. */
export class LoopbackExchange {
  /** Waiting requests by user name. They stay until they are fed back. */
  readonly waiting = new Map<string, WrittenQuery[]>();
  /** Waiting orders by user name, each with its row; they stay until they are fed back. */
  readonly orders = new Map<string, { readonly head: WrittenQuery; readonly row: WrittenQuery }[]>();
  readonly received: Received[] = [];
  /** Request numbers that were fed back and taken. */
  readonly taken = new Set<string>();
  readonly callbacks: { readonly headers: IncomingMessage['headers']; readonly body: Buffer }[] = [];
  documents = true;
  certificates = true;
  /** Cuts the connection of this operation, so many times. */
  cut: { operation: string; times: number } | undefined;
  /** Takes a feedback, but cuts the connection before the reply, so many times. */
  loseReplies = 0;
  callbackStatus = 200;
  wsdlFetched = 0;
  #server: Server | undefined;
  url = '';

  constructor(private readonly service: LoopbackService = BANK_SERVICE) {}

  async start(): Promise<this> {
    // A caller that goes away in the middle of its message is no fault of ours.
    this.#server = createServer((request, response) => void this.#serve(request, response).catch(() => response.destroy()));
    await new Promise<void>((resolve) => this.#server?.listen(this.url === '' ? 0 : Number(new URL(this.url).port), '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  ask(username: string, query: WrittenQuery): void {
    const list = this.waiting.get(username) ?? [];
    this.waiting.set(username, list);
    list.push({ LB: 'YH', XZ: '1', ZJLX: '01', WSBH: 'AYH00000120260301000010', ...query });
  }

  /** Orders something: `kzqq` with one `kzzh` (wire-contracts §2.10.2, §2.10.3). */
  order(username: string, head: WrittenQuery, row: WrittenQuery): void {
    const list = this.orders.get(username) ?? [];
    this.orders.set(username, list);
    list.push({ head: { LB: 'YH', XZ: '2', ZJLX: '01', ...head }, row: { CCXH: '1', KZLX: '1', KZNR: '1', BZ: '156', ...row } });
  }

  /** Every `kzxx` row that was fed back for an order, oldest first. What was spoilt on purpose is passed over. */
  controlsOf(requestNumber: string): readonly FedRow[] {
    return this.of('shfeedXzkzInfo').flatMap(({ argument }) => {
      try {
        return readFeedback(argument).root.children.filter(({ name, attributes: own }) => name === 'kzxx' && own['BDHM'] === requestNumber);
      } catch {
        return [];
      }
    });
  }

  of(operation: string): Received[] {
    return this.received.filter((each) => each.operation === operation);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const path = request.url ?? '';
    if (path === `${this.service.path}?wsdl`) {
      this.wsdlFetched += 1;
      return void response.writeHead(200, { 'content-type': 'text/xml' }).end(wsdl(this.service));
    }
    if (path.startsWith('/callbacks/')) {
      this.callbacks.push({ headers: request.headers, body });
      return void response.writeHead(this.callbackStatus).end();
    }
    if (path !== this.service.path) return void response.writeHead(404).end();
    const text = body.toString('utf8');
    const operation = [...ONE_ARGUMENT, ...TWO_ARGUMENTS].find((each) => new RegExp(`<(\\w+:)?${nameOf(this.service, each)}[ >]`).test(text)) ?? '';
    if (this.cut?.operation === operation && this.cut.times > 0) {
      this.cut.times -= 1;
      return void request.socket.destroy();
    }
    const argument = (index: number): string => unescape(new RegExp(`<arg${index}>([^<]*)</arg${index}>`).exec(text)?.[1] ?? '');
    const marker = Buffer.from(argument(0).replaceAll(/\s/g, ''), 'base64').toString('latin1');
    const username = unpack(/username="([^"]*)"/.exec(marker)?.[1] ?? '');
    this.received.push({ operation, username, argument: argument(1) });
    const reply = this.#answer(operation, username, argument(1));
    if (operation.startsWith('shfeed') && this.loseReplies > 0) {
      this.loseReplies -= 1;
      return void request.socket.destroy();
    }
    response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' });
    response.end(
      `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><ns2:${nameOf(this.service, operation)}Response xmlns:ns2="${this.service.namespace}">` +
        `<return>${reply}</return></ns2:${nameOf(this.service, operation)}Response></soap:Body></soap:Envelope>`,
    );
  }

  #answer(operation: string, username: string, argument: string): string {
    switch (operation) {
      case 'getXzcxList':
        return message('cxqqList', (this.waiting.get(username) ?? []).filter(({ BDHM = '' }) => !this.taken.has(BDHM)).map((query) => `<cxqq${attributes(query)}/>`));
      case 'getXzkzList': {
        const waiting = (this.orders.get(username) ?? []).filter(({ head }) => !this.taken.has(head['BDHM'] ?? ''));
        return message('kzqqList', waiting.map(({ head, row }) => `<kzqq${attributes(head)}><kzzhlist><kzzh${attributes(row)}/></kzzhlist></kzqq>`));
      }
      case 'cxwsInfo':
      case 'kzwsInfo':
      case 'wsInfo':
        return message('wsinfoList', this.documents ? [`<wsinfo XH="${pack('1')}" WJLX="${pack('pdf')}" WSNR="${double('%PDF-1.7 sample')}"/>`] : []);
      case 'zjInfo':
        return message('zjinfoList', this.certificates ? [`<zjinfo XH="${pack('1')}" GZZ="${double('jpg')}" GWZ=""/>`, `<zjinfo XH="${pack('2')}" GZZ="" GWZ="${double('jpg')}"/>`] : []);
      default:
        return this.#feed(argument, operation === 'htInfo' ? 'htjglist' : 'cxjglist');
    }
  }

  #feed(argument: string, list: string): string {
    let numbers: string[];
    try {
      const { root } = readFeedback(argument);
      numbers = [...new Set(root.children.filter(({ name }) => name !== 'hzxxList').map((row) => row.attributes['BDHM'] ?? ''))];
    } catch {
      return message('result', [], ` errorMsg="${pack('XML解析错误')}"`);
    }
    const rows = numbers.map((number) => {
      const again = this.taken.has(number);
      this.taken.add(number);
      return `<jg bdhm="${pack(number)}" result="${pack(again ? 'fail' : 'success')}" msg="${pack(again ? '该请求单号已反馈，不能再次反馈' : '')}"/>`;
    });
    return message('result', [`<${list}>${rows.join('')}</${list}>`]);
  }
}

const nameOf = ({ names }: LoopbackService, operation: string): string => names[operation] ?? operation;

function wsdl(service: LoopbackService): string {
  const { namespace } = service;
  const one = ONE_ARGUMENT.map((name) => nameOf(service, name));
  const all = [...one, ...TWO_ARGUMENTS.map((name) => nameOf(service, name))];
  const element = (name: string): string => {
    const count = one.includes(name) ? 1 : 2;
    const parts = Array.from({ length: count }, (_, i) => `<xs:element name="arg${i}" type="xs:string" minOccurs="0"/>`).join('');
    return (
      `<xs:element name="${name}" type="tns:${name}"/><xs:element name="${name}Response" type="tns:${name}Response"/>` +
      `<xs:complexType name="${name}"><xs:sequence>${parts}</xs:sequence></xs:complexType>` +
      `<xs:complexType name="${name}Response"><xs:sequence><xs:element name="return" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>`
    );
  };
  const messages = all.map(
    (name) =>
      `<wsdl:message name="${name}"><wsdl:part name="parameters" element="tns:${name}"/></wsdl:message>` +
      `<wsdl:message name="${name}Response"><wsdl:part name="parameters" element="tns:${name}Response"/></wsdl:message>`,
  );
  const operations = all.map((name) => `<wsdl:operation name="${name}"><wsdl:input message="tns:${name}"/><wsdl:output message="tns:${name}Response"/></wsdl:operation>`);
  const bound = all.map(
    (name) =>
      `<wsdl:operation name="${name}"><soap:operation soapAction="" style="document"/>` +
      `<wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?><wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" ` +
    `xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${namespace}" name="SyyhConvertDataService" targetNamespace="${namespace}">` +
    `<wsdl:types><xs:schema elementFormDefault="unqualified" targetNamespace="${namespace}" version="1.0">${all.map(element).join('')}</xs:schema></wsdl:types>` +
    `${messages.join('')}<wsdl:portType name="SyyhConvertDataHandle">${operations.join('')}</wsdl:portType>` +
    `<wsdl:binding name="SyyhConvertDataServiceSoapBinding" type="tns:SyyhConvertDataHandle"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${bound.join('')}</wsdl:binding>` +
    `<wsdl:service name="SyyhConvertDataService"><wsdl:port name="SyyhConvertDataHandle" binding="tns:SyyhConvertDataServiceSoapBinding">` +
    `<soap:address location="http://court.example${service.path}"/></wsdl:port></wsdl:service></wsdl:definitions>`
  );
}
