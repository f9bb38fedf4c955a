import { codedLeaf, encodeLeafDocument, leafParent, readLeafDocument, type LeafDocument } from './coded-leaves.js';
import { DEFAULT_XML_LIMITS } from './xml-element.js';

const wire = (xml: string | Buffer): string => Buffer.from(xml).toString('base64');
const b64 = (text: string): string => Buffer.from(text).toString('base64');

function read(message: string): LeafDocument {
  const reading = readLeafDocument(message, DEFAULT_XML_LIMITS);
  if (reading.state !== 'read') throw new Error(`${reading.cause}: ${reading.detail}`);
  return reading.value;
}

const texts = (message: string): readonly string[] => read(message).root.children.map(({ text, damaged }) => (damaged ? '‹damaged›' : text));

describe('values in the leaves of a message', () => {
  it('are Base64 of UTF-8, whatever characters, with line breaks as well', () => {
    const name = '张𠮷·阿依古丽&<>"\n二';
    const message = encodeLeafDocument(leafParent('A', codedLeaf('XM', name) + codedLeaf('EMPTY', '') + codedLeaf('N', '0000'), { ErrorMSG: '无<文>"书' }));
    expect(read(message)).toMatchObject({ coded: true, root: { name: 'A' } });
    expect(read(message).root.attributes.get('ErrorMSG')).toBe('无<文>"书');
    expect(texts(message)).toEqual([name, '', '0000']);
    expect(texts(message.replace(/.{40}/g, '$&\r\n'))).toEqual([name, '', '0000']);
  });

  it('in clear are recognised as such, also when one of them looks like Base64', () => {
    const document = read(wire(`<A name="说明"><XM name="姓名">林试样</XM><CODE>0000</CODE><WORD>dGVzdA==</WORD><DAY>2026/03/01</DAY></A>`));
    expect([document.coded, document.root.children.map(({ text }) => text)]).toEqual([false, ['林试样', '0000', 'dGVzdA==', '2026/03/01']]);
  });

  it('one damaged value spoils itself only, and its raw text stays readable', () => {
    const message = wire(`<A><B>${b64('甲')}</B><C>${b64('乙')}</C><D>${Buffer.from([0xff, 0xfe]).toString('base64')}</D><E>###</E></A>`);
    expect(texts(message)).toEqual(['甲', '乙', '‹damaged›', '‹damaged›']);
    expect(read(message).root.children[3]).toMatchObject({ raw: '###', text: '' });
  });

  it('with control characters are damage', () => {
    expect(texts(wire(`<A><B>${b64('甲')}</B><C>${b64('a\u0000b')}</C><D>${b64('a\nb\tc')}</D></A>`))).toEqual(['甲', '‹damaged›', 'a\nb\tc']);
  });

  it('of an element with children are passed over', () => {
    expect(read(wire(`<A>noise<B>noise<C>${b64('丙')}</C></B></A>`)).root.children[0]).toMatchObject({ text: '', damaged: false, children: [{ text: '丙' }] });
  });
});

describe('what is no message of leaves', () => {
  it.each([
    ['no Base64', '####', 'encoding'],
    ['nothing', '', 'malformed'],
    ['GBK', wire(Buffer.from([0x3c, 0x41, 0x3e, 0xbc, 0xd7, 0x3c, 0x2f, 0x41, 0x3e])), 'encoding'],
    ['UTF-16', wire(Buffer.from('<A/>', 'utf16le')), 'malformed'],
    ['half a document', wire('<A><B>'), 'malformed'],
    ['a document type', wire('<!DOCTYPE A><A/>'), 'hostile'],
  ])('%s is refused', (_, message, cause) => {
    expect(readLeafDocument(message, DEFAULT_XML_LIMITS)).toMatchObject({ state: 'unreadable', cause });
  });

  it('beyond the limits is refused without reading it', () => {
    expect(readLeafDocument('QUJD'.repeat(100), { ...DEFAULT_XML_LIMITS, maxCharacters: 100 })).toMatchObject({ cause: 'oversized' });
    expect(readLeafDocument(wire('<A>'.repeat(50) + '</A>'.repeat(50)), { ...DEFAULT_XML_LIMITS, maxDepth: 12 })).toMatchObject({ cause: 'hostile' });
  });
});
