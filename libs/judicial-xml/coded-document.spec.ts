import fc from 'fast-check';
import iconv from 'iconv-lite';
import { codedElement, DEFAULT_XML_LIMITS, decodeValue, encodeBase64, encodeDocument, encodeValue, readCodedDocument, type CodedDocument } from './index.js';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const gbk = (text: string): string => base64(iconv.encode(text, 'gbk'));
const utf8 = (text: string): string => base64(Buffer.from(text, 'utf8'));
const message = (xml: string, encoding = 'gbk'): string => base64(iconv.encode(xml, encoding));

function readOf(text: string): CodedDocument {
  const reading = readCodedDocument(text, DEFAULT_XML_LIMITS);
  if (reading.state !== 'read') throw new Error(`${reading.cause}: ${reading.detail}`);
  return reading.value;
}

const causeOf = (text: string): string => {
  const reading = readCodedDocument(text, DEFAULT_XML_LIMITS);
  return reading.state === 'read' ? 'read' : reading.cause;
};

describe('a value', () => {
  it('is Base64 of GBK, and empty stays empty', () => {
    expect(encodeValue('张三')).toBe('1cXI/Q==');
    expect(encodeValue('')).toBe('');
    expect(decodeValue('1cXI\r\n/Q==')).toEqual({ state: 'read', value: '张三' });
    expect(decodeValue('')).toEqual({ state: 'read', value: '' });
  });

  it.each([
    ['clear digits', '6222021202000000019'],
    ['clear Chinese', '张三'],
    ['a clear amount', '0.00'],
    ['half a character', base64(Uint8Array.of(0xd5))],
    ['a control character', base64(Uint8Array.of(0x41, 0x00))],
  ])('that is %s is refused as encoding', (_, value) => {
    expect(decodeValue(value)).toMatchObject({ state: 'unreadable', cause: 'encoding' });
  });

  it('in UTF-8 is read where only that fits', () => {
    expect(decodeValue(utf8('查无开户信息'))).toEqual({ state: 'read', value: '查无开户信息' });
    expect(decodeValue(utf8('中'))).toEqual({ state: 'read', value: '中' });
  });

  it('round trips', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        fc.pre(text.isWellFormed() && !/[\u0000-\u001F\uFFFD\uE000-\uF8FF]/.test(text) && /^[\u0000-\u007F\u3000-\u9FFF]*$/.test(text));
        expect(decodeValue(encodeValue(text))).toEqual({ state: 'read', value: text });
      }),
      { seed: 20260108, numRuns: 500 },
    );
  });
});

describe('a message', () => {
  it('written by us has every value encoded, the prolog of the contract, and is read back', () => {
    const written = encodeDocument(codedElement('l', { a: '1' }, codedElement('z', { XM: '张三', e: '', GZZ: encodeBase64(Uint8Array.of(0xff, 0xd8)) })));
    expect(Buffer.from(written, 'base64').toString('latin1')).toBe('<?xml version="1.0" encoding="UTF-8"?><l a="MQ=="><z XM="1cXI/Q==" e="" GZZ="LzlnPQ=="/></l>');
    const { root } = readOf(written);
    expect(root.attributes.get('a')).toBe('1');
    expect(root.children[0]?.attributes.get('GZZ')).toBe('/9g=');
  });

  it('declared as anything, broken into lines, with a comment in GBK, is read', () => {
    const xml = `<?xml version="1.0" encoding="GB2312"?>\n<!-- 反馈 --><l><z XM="${gbk('张三')}"/></l>`;
    const wrapped = message(xml).replace(/.{76}/g, '$&\n');
    expect(readOf(wrapped).root.children[0]?.attributes.get('XM')).toBe('张三');
  });

  it('in UTF-8 throughout is read as such, short values included', () => {
    const { root, encoding } = readOf(message(`<l><z KHZH="${utf8('查无开户信息')}" XM="${utf8('张三')}"/></l>`));
    expect(encoding).toBe('UTF-8');
    expect(root.children[0]?.attributes.get('KHZH')).toBe('查无开户信息');
    expect(root.children[0]?.attributes.get('XM')).toBe('张三');
  });

  it('in GBK stays GBK although one short value could be UTF-8', () => {
    const either = base64(Uint8Array.of(0xe4, 0xb8, 0xad, 0xe5, 0x9b, 0xbd)); // 中国 in UTF-8
    const { root, encoding } = readOf(message(`<l><z A="${either}" XM="${gbk('张三')}"/></l>`));
    expect(encoding).toBe('GB18030');
    expect(root.children[0]?.attributes.get('XM')).toBe('张三');
  });

  it('with a comment in UTF-8 that is no GBK is read as UTF-8', () => {
    expect(readOf(message(`<!-- 中 --><l><z XM="${gbk('张三')}"/></l>`, 'utf8')).root.children).toHaveLength(1);
  });

  it('keeps a damaged value apart: its element is known to be damaged, the others are whole', () => {
    const { root } = readOf(message(`<l><z BDHM="${gbk('1')}" YE="12.00"/><z BDHM="${gbk('2')}" YE="${gbk('1.00')}"/></l>`));
    expect(root.children.map((z) => [z.attributes.get('BDHM'), z.damaged])).toEqual([['1', ['YE']], ['2', []]]);
  });

  it.each([
    ['empty', '', 'malformed'],
    ['clear XML', '<zhxxList/>', 'encoding'],
    ['Base64 of something else', base64(Uint8Array.of(1, 2, 3)), 'malformed'],
    ['UTF-16', message('<l/>', 'utf16'), 'encoding'],
    ['no text at all', base64(Uint8Array.of(0xff, 0xff)), 'encoding'],
    ['a document type inside', message('<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'), 'hostile'],
    ['larger than allowed', 'QUJD'.repeat(20_000_000), 'oversized'],
  ])('that is %s is refused', (_, text, cause) => {
    expect(causeOf(text)).toBe(cause);
  });

  it('of many damaged values costs no exceptions and is read', () => {
    const damaged = '<z a="!" b="!" c="!"/>'.repeat(50_000);
    expect(readOf(message(`<l>${damaged}</l>`)).root.children).toHaveLength(50_000);
  });
});
