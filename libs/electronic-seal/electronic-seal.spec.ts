import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { Sensitive, type HttpReply } from '#contracts/adapter';
import { DEFAULT_XML_LIMITS, readXml } from '#libs/judicial-xml';
import { faultOfSealed } from './index.js';
import { outlineOf } from './pdf-outline.js';
import { describeSealCall, sealArgument, type SealFacts } from './seal-call.js';
import { readSealReply, type SealReading } from './seal-reply.js';

const facts: SealFacts = { fileName: '裁定<1>&.pdf', keyword: '（院印）', caseId: 'D1', caseDate: '2026-03-01', page: 2 };
const seal = { name: '杭州市西湖区人民法院', password: new Sensitive('p&ss<word') };

/** A PDF with as many pages as said, and its cross-reference as table or packed. */
function pdf(pages: number, note = '', packed = false): Buffer {
  const tree = `<< /Kids [] /Resources << /Font << >> >> /Type /Pages /Count ${pages} >>`;
  let file = `%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Outlines << /Type /Outlines /Count 99 >> >>\nendobj\n%${note}\n`;
  if (packed) {
    const stream = deflateSync(Buffer.from(`2 0 ${tree}`)).toString('latin1');
    file += `3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length ${stream.length} /Filter /FlateDecode >>\nstream\n${stream}\nendstream\nendobj\n`;
  } else file += `2 0 obj\n${tree}\nendobj\n`;
  const at = file.length;
  file += packed ? '4 0 obj\n<< /Type /XRef /Length 0 >>\nstream\n\nendstream\nendobj\n' : 'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R >>\n';
  return Buffer.from(`${file}startxref\n${at}\n%%EOF\n`, 'latin1');
}

const update = (file: Buffer): Buffer => {
  const at = file.length;
  return Buffer.concat([file, Buffer.from(`9 0 obj\n<< /Type /Sig >>\nendobj\nxref\n0 0\ntrailer\n<< /Prev 1 >>\nstartxref\n${at + '9 0 obj\n<< /Type /Sig >>\nendobj\n'.length}\n%%EOF\n`)]);
};

const envelope = (value: string): string => `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><n:fjqzResponse xmlns:n="http://x/"><return>${value}</return></n:fjqzResponse></S:Body></S:Envelope>`;
const read = (body: string, status = 200): SealReading => readSealReply({ status, headers: {}, body: Buffer.from(body) } satisfies HttpReply, 100_000);
const FILE = Buffer.from('%PDF-x').toString('base64');
const escaped = (xml: string): string => xml.replaceAll('<', '&lt;');

describe('the call of the seal service (wire-contracts §11)', () => {
  it('has every element of the sample, whatever stands in the values', () => {
    const argument = readXml(sealArgument(Buffer.from('%PDF-x'), facts, seal), DEFAULT_XML_LIMITS);
    if (argument.state !== 'read') throw new Error(argument.detail);
    const of = (element: typeof argument.value): unknown => (element.children.length === 0 ? element.text : Object.fromEntries(element.children.map((child) => [child.name, of(child)])));
    expect(of(argument.value)).toEqual({
      nodeId: 'SFCK', nodeName: '查控网关', caseId: 'D1', caseDate: '2026-03-01', strSealname: seal.name, strSealPassword: 'p&ss<word', strKeyword: '（院印）', nPage: '2',
      file: { strFileName: '裁定<1>&.pdf', strFileType: '1', strFileContent: FILE },
    });
  });

  it('is one text of one operation: the argument is escaped whole', () => {
    const { body, headers } = describeSealCall(Buffer.from('x'), facts, seal);
    const read = readXml(String(body), DEFAULT_XML_LIMITS);
    const fjqz = read.state === 'read' ? read.value.children[0]!.children[0]! : undefined;
    expect(fjqz?.children.map(({ name, children, text }) => [name, children.length, text])).toEqual([['arg0', 0, sealArgument(Buffer.from('x'), facts, seal)]]);
    expect(headers['soapaction']).toContain('fjqz');
  });
});

describe('what comes back', () => {
  it.each([
    ['the file as Base64', envelope(FILE)],
    ['the file with line breaks', envelope(FILE.replace(/.{4}/g, '$&\r\n'))],
    ['XML, escaped', envelope(escaped(`<root><result>0</result><file><strFileContent>${FILE}</strFileContent></file></root>`))],
    ['XML in CDATA', envelope(`<![CDATA[<root><success>true</success><fileContent>${FILE}</fileContent></root>]]>`)],
    ['XML as it is', envelope(`<result><code>200</code><content>${FILE}</content></result>`)],
    ['XML as Base64', envelope(Buffer.from(`<root><file>${FILE}</file></root>`).toString('base64'))],
    ['a status in an attribute', envelope(escaped(`<root result="success"><data>${FILE}</data></root>`))],
  ])('%s: read', (_, body) => {
    expect(read(body)).toEqual({ state: 'file', bytes: Buffer.from('%PDF-x') });
  });

  it.each([
    ['words', envelope('密码错误'), 'refused'],
    ['a status that is not good, and a file all the same', envelope(escaped(`<root><result>9</result><content>${FILE}</content></root>`)), 'refused'],
    ['a status nobody knows, and a file', envelope(escaped(`<root><result>maybe</result><content>${FILE}</content></root>`)), 'refused'],
    ['words in XML', envelope(escaped('<root><msg>无此印章</msg></root>')), 'refused'],
    ['nothing', envelope(''), 'unreadable'],
    ['XML without a file', envelope(escaped('<root><a>b</a></root>')), 'unreadable'],
    ['XML that is none', envelope(escaped('<root><a>')), 'unreadable'],
    ['a file that is no Base64', envelope(escaped('<root><content>%%%</content></root>')), 'unreadable'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'unreadable'],
    ['a page', '<html><body>x</body></html>', 'unreadable'],
    ['a fault', '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultstring>p&amp;ss&lt;word</faultstring></S:Fault></S:Body></S:Envelope>', 'failed'],
  ])('%s: %#', (_, body, state) => {
    const reading = read(body);
    expect(reading.state).toBe(state);
    // The service may quote what it was sent, the password among it.
    expect(JSON.stringify(reading)).not.toContain('<word');
    expect(read(body, 500).state).not.toBe('file');
  });

  it('a good file with a bad status of HTTP is none', () => {
    expect(read(envelope(FILE), 500)).toEqual({ state: 'failed', detail: 'HTTP 500' });
  });

  it('whatever comes: nothing throws, and no file comes out of noise', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 80 }).map((value) => envelope(escaped(`<root>${value}</root>`)))), fc.constantFrom(200, 500), (body, status) => {
      expect(read(body, status).state).not.toBe('file');
    }), { seed: 1, numRuns: 300 });
  });
});

describe('whether a file can be the sealed document', () => {
  const original = pdf(3);

  it('the document with an update at its end, or written anew with all its pages: yes', () => {
    expect(faultOfSealed(original, update(original))).toBeUndefined();
    expect(faultOfSealed(original, pdf(3, 'sealed'))).toBeUndefined();
    expect(faultOfSealed(original, pdf(3, 'sealed', true))).toBeUndefined();
    expect(faultOfSealed(original, pdf(4, 'a page for the seal'))).toBeUndefined();
  });

  it.each([
    ['the document itself', original, 'unchanged'],
    ['the document with blanks', Buffer.concat([original, Buffer.from('  \n')]), 'unchanged'],
    ['fewer pages', pdf(2, 'x'), 'content-lost'],
    ['no pages', pdf(0, 'x'), 'content-lost'],
    ['half of it', original.subarray(0, 100), 'not-a-pdf'],
    ['an update cut short', update(original).subarray(0, -9), 'not-a-pdf'],
    ['a reference that leads nowhere', Buffer.from(pdf(3).toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1'), 'not-a-pdf'],
    ['a text', Buffer.from('sealed'), 'not-a-pdf'],
    ['nothing', Buffer.alloc(0), 'not-a-pdf'],
  ])('%s: no', (_, file, fault) => {
    expect(faultOfSealed(original, file)).toBe(fault);
  });

  it('noise in the middle, or a bomb packed in it, is looked at within bounds', () => {
    const bomb = deflateSync(Buffer.alloc(40 * 1024 * 1024)).toString('latin1');
    const file = Buffer.from(pdf(3).toString('latin1').replace('%\n', `%\n7 0 obj\n<< /Type /ObjStm >>\nstream\n${bomb}\nendstream\nendobj\n${'/Type /Pages '.repeat(10_000)}\n`), 'latin1');
    expect(() => outlineOf(file)).not.toThrow();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(original.length), (noise, at) => {
      expect(() => outlineOf(Buffer.concat([original.subarray(0, at), noise, original.subarray(at)]))).not.toThrow();
    }), { numRuns: 200 });
  });
});
