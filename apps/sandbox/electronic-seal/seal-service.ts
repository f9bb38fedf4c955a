import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fate } from '../rules/fate.js';
import type { CallLedger } from '../players/call-ledger.js';
import type { RuleBook } from '../rules/rule-book.js';
import { stampPdf } from './stamp-pdf.js';

/** Under this code the rules of the service are set and its calls are counted. */
export const SEAL_SERVICE_CODE = 'electronic-seal';
export const SEAL_SERVICE_PATH = '/electronic-seal/FjqzConvertData';

export interface SealServiceOptions {
  readonly sealName: string;
  readonly password: string;
  /** What `fjqz` returns: the sealed file as Base64, or an XML text with a result and the file (wire-contracts §11 leaves it open). */
  readonly returns: 'base64' | 'xml';
}

const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** The courts' seal service (FjqzConvertData) as the sandbox plays it: it stamps a visible seal at the keyword. */
export class SealService {
  constructor(
    private readonly options: SealServiceOptions,
    private readonly rules: RuleBook,
    private readonly calls: CallLedger,
  ) {}

  handle(request: IncomingMessage, response: ServerResponse): void {
    const outage = this.rules.outage(SEAL_SERVICE_CODE);
    if (outage?.kind === 'refuse') return void request.destroy();
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => ((size += chunk.length) > MOST_BODY_BYTES ? request.destroy() : chunks.push(chunk)));
    request.on('end', () => {
      if (outage?.kind === 'hang') return;
      if (outage?.kind === 'unavailable') return void response.writeHead(503).end();
      this.#answer(Buffer.concat(chunks).toString('utf8'), response);
    });
  }

  #answer(envelope: string, response: ServerResponse): void {
    const argument = unescape(/<arg0>([^]*?)<\/arg0>/.exec(envelope)?.[1] ?? '');
    const leaf = (name: string): string => unescape(new RegExp(`<${name}>([^<]*)</${name}>`).exec(argument)?.[1] ?? '');
    const caseId = leaf('caseId');
    if (!/<(?:\w+:)?fjqz[\s>]/.test(envelope) || caseId === '') {
      this.calls.countTurnedAway(SEAL_SERVICE_CODE);
      return fault(response, 'no fjqz, or no caseId');
    }
    this.calls.count(SEAL_SERVICE_CODE, caseId, 'asked');
    const lot = this.rules.nextLot(SEAL_SERVICE_CODE, caseId);
    setTimeout(() => this.#say(leaf, lot.fate, caseId, response), lot.delayMs);
  }

  #say(leaf: (name: string) => string, fate: Fate, caseId: string, response: ServerResponse): void {
    if (response.destroyed) return;
    this.calls.count(SEAL_SERVICE_CODE, caseId, 'answered');
    const original = Buffer.from(leaf('strFileContent'), 'base64');
    if (fate.kind === 'error') return fault(response, '系统处理异常');
    if (fate.kind === 'refusal' || leaf('strSealname') !== this.options.sealName || leaf('strSealPassword') !== this.options.password) return this.#refuse(response, '印章名称或者密码错误');
    const stamping = stampPdf(original, leaf('strKeyword'), Number(leaf('nPage')) || 0);
    if (stamping.state === 'keyword-not-found') return this.#refuse(response, '未找到关键字');
    if (stamping.state === 'not-understood') return this.#refuse(response, '文件格式错误');
    if (fate.kind !== 'malformed') return this.#seal(response, lied(fate, original, stamping.pdf));
    switch (fate.malformation) {
      case 'html':
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><head><title>502 Bad Gateway</title></head></html>');
      case 'empty':
        return void response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).end('');
      case 'truncated':
      case 'wrong-encoding':
      case 'half-character':
      case 'bad-signature':
        return this.#seal(response, stamping.pdf.subarray(0, Math.floor(stamping.pdf.length * 0.6)));
      default: {
        const never: never = fate.malformation;
        return never;
      }
    }
  }

  #seal(response: ServerResponse, pdf: Uint8Array): void {
    const content = Buffer.from(pdf).toString('base64');
    returned(response, this.options.returns === 'base64' ? content : `<root><result>0</result><msg>成功</msg><file><strFileContent>${content}</strFileContent></file></root>`);
  }

  /** Words as the return value, in whichever form files come. */
  #refuse(response: ServerResponse, reason: string): void {
    returned(response, this.options.returns === 'base64' ? reason : `<root><result>1</result><msg>${reason}</msg></root>`);
  }
}

/** A service that says it sealed, and did not, or sealed something else. */
function lied(fate: Fate, original: Buffer, sealed: Buffer): Uint8Array {
  if (fate.kind === 'contradictory') return original;
  return fate.kind === 'wrong-person' ? OTHER_DOCUMENT : sealed;
}

/** A whole PDF with no page of what was sent. */
const OTHER_DOCUMENT = wholePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']);

function wholePdf(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  return Buffer.from(`${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`);
}

const NAMESPACE = 'http://fjqz.service.webService.ckw.tdh/';
const envelopeOf = (inside: string): string => `<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${inside}</S:Body></S:Envelope>`;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const unescape = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

function returned(response: ServerResponse, value: string): void {
  response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).end(envelopeOf(`<ns2:fjqzResponse xmlns:ns2="${NAMESPACE}"><return>${escape(value)}</return></ns2:fjqzResponse>`));
}

function fault(response: ServerResponse, text: string): void {
  response.writeHead(500, { 'content-type': 'text/xml; charset=utf-8' }).end(envelopeOf(`<S:Fault><faultcode>S:Server</faultcode><faultstring>${escape(text)}</faultstring></S:Fault>`));
}
