import fc from 'fast-check';
import { parseXml } from './read-xml.js';
import { scanPlainXml } from './scan-xml.js';
import { DEFAULT_XML_LIMITS } from './xml-element.js';

const LIMITS = { ...DEFAULT_XML_LIMITS, maxDepth: 5, maxElements: 12, maxAttributes: 4, maxAttributeLength: 12 };

const WORDS = { elements: '报文元素过多', depth: '报文嵌套过深', attributes: '元素的属性过多', 'attribute-length': '属性值过长' };

/** The fast reader may decline, but what it accepts the general one must read the same. */
function agrees(text: string): 'accepted' | 'excessive' | 'declined' {
  const plain = scanPlainXml(text, LIMITS);
  if (plain === undefined) return 'declined';
  if (typeof plain === 'string') {
    expect(parseXml(text, LIMITS)).toEqual({ state: 'unreadable', cause: plain === 'depth' ? 'hostile' : 'oversized', detail: WORDS[plain] });
    return 'excessive';
  }
  expect(parseXml(text, LIMITS)).toEqual({ state: 'read', value: plain });
  return 'accepted';
}

describe('the fast reader', () => {
  it.each([
    '<a/>',
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<zhxxList>\n <zhxx BDHM="QQ==" CCXH=\'MQ==\' />\n</zhxxList >\n',
    '<s:E xmlns:s="urn:s"><s:B><o xmlns="urn:o"><arg0 xmlns="">QQ==\nQQ==</arg0></o></s:B></s:E>',
    '<a xmlns:x="u" x:n="1" n="2" xml="3">中文 text</a>',
    '<a xml:lang="zh"/>',
    '<a x="a\tb\nc"/>',
  ])('accepts what nearly all messages look like: %j', (text) => {
    expect(agrees(text)).toBe('accepted');
  });

  it.each(['<a>&amp;</a>', '<a>]]></a>', '<a>1>0</a>', '<a><!-- --></a>', '<a><![CDATA[]]></a>', '<中/>', '<a>\r\n</a>', '<a/>x', '<a:b:c xmlns:a="u"/>', '<a', ''])(
    'leaves to the general reader: %j',
    (text) => {
      expect(scanPlainXml(text, LIMITS)).toBeUndefined();
    },
  );

  it('agrees with the general reader on every document it accepts', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'p:a', 'q:b', 'xmlns', 'xmlns:p', 'xmlns:q', 'xml:c', 'xmlns:xml', 'xmlns:xmlns', 'p:b:c', 'a-1', '1a', ':a', 'a:', '中', 'a中');
    const value = fc.constantFrom('', 'u', 'v', 'w', 'MQ==', '文', 't t', '\n', ' u', 'QQ==', 'a\nb', 'a\rb', '&lt;', '<', 'a>b', ']]>', '中', '\u0001', '\uFFFE', '\uE815', 'http://www.w3.org/2000/xmlns/', 'http://www.w3.org/XML/1998/namespace', 'x'.repeat(13));
    const gap = fc.constantFrom(' ', ' ', '  ', '\n', ' ', '');
    const attribute = fc.tuple(gap, name, fc.constantFrom('=', ' = '), value, fc.constantFrom('"', "'")).map(([space, n, eq, v, q]) => `${space}${n}${eq}${q}${v}${q}`);
    const tag = fc.tuple(name, fc.array(attribute, { maxLength: 5 }), gap);
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.tuple(tag, fc.array(fc.oneof({ depthSize: 'small' }, value, tie('tree')), { maxLength: 3 }), fc.boolean()).map(([[n, attributes, space], content, short]) =>
        short ? `<${n}${attributes.join('')}${space}/>` : `<${n}${attributes.join('')}${space}>${content.join('')}</${n}${space}>`,
      ),
    }));
    const declarations = fc.constantFrom('xmlns:p="u" xmlns:q="v"', 'xmlns:p="u" xmlns:q="u"', 'xmlns="u"', '');
    const prolog = fc.constantFrom('', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="GBK" standalone="no" ?>\n', '<?xml version="2.0"?>', "<?xml version='1.1'?>", '<?xml?>');
    const counts = { accepted: 0, excessive: 0, declined: 0 };
    fc.assert(
      fc.property(prolog, declarations, tree, (start, scope, content) => {
        counts[agrees(`${start}<r ${scope}>${content}</r>`)] += 1;
      }),
      { seed: 20260103, numRuns: 6000 },
    );
    expect(counts.accepted).toBeGreaterThan(300);
    expect(counts.excessive).toBeGreaterThan(50);
  });

  it('agrees after any one character was changed, dropped or doubled', () => {
    const sound = '<?xml version="1.0"?><s:E xmlns:s="u"><l a="QQ==" b=\'2\'><z c="" s:d="x y"/>t</l></s:E>';
    const characters = '<>/="\' &;:?!x1中\n\r\u0000]';
    for (let i = 0; i <= sound.length; i++) {
      agrees(sound.slice(0, i) + sound.slice(i + 1));
      for (const c of characters) {
        agrees(sound.slice(0, i) + c + sound.slice(i + 1));
        agrees(sound.slice(0, i) + c + sound.slice(i));
      }
    }
  });
});
