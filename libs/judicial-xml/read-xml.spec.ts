import fc from 'fast-check';
import { DEFAULT_XML_LIMITS, escapeXmlAttribute, escapeXmlText, readXml, type XmlElement, type XmlLimits } from './index.js';

const read = (text: string, limits: Partial<XmlLimits> = {}) => readXml(text, { ...DEFAULT_XML_LIMITS, ...limits });

function root(text: string): XmlElement {
  const reading = read(text);
  if (reading.state !== 'read') throw new Error(`${reading.cause}: ${reading.detail}`);
  return reading.value;
}

const causeOf = (text: string, limits: Partial<XmlLimits> = {}): string => {
  const reading = read(text, limits);
  return reading.state === 'read' ? 'read' : reading.cause;
};

describe('a well-formed document', () => {
  it('becomes a tree with namespaces resolved and attributes by printed name', () => {
    const envelope = root(
      '\uFEFF <?xml version="1.0" encoding="GBK"?>\n<s:Envelope xmlns:s="urn:soap" xmlns:xsi="urn:xsi"><s:Body><op xmlns="urn:op"><arg0 xmlns="" xsi:nil="true">a</arg0></op></s:Body></s:Envelope>',
    );
    expect(envelope).toMatchObject({ name: 'Envelope', prefix: 's', namespace: 'urn:soap' });
    expect([...envelope.attributes]).toEqual([]);
    const operation = envelope.children[0]?.children[0];
    expect(operation).toMatchObject({ name: 'op', prefix: '', namespace: 'urn:op' });
    expect(operation?.children[0]).toMatchObject({ name: 'arg0', namespace: '', text: 'a' });
    expect([...(operation?.children[0]?.attributes ?? [])]).toEqual([['xsi:nil', 'true']]);
  });

  it('joins text around children, CDATA, references and comments', () => {
    expect(root('<a>1<b/>2<!-- no --><![CDATA[<3>]]>&amp;&#x4E2D;&#20013;</a>').text).toBe('12<3>&中中');
    expect(root('<a x="&lt;&quot;&#10;" y=\'"\'/>').attributes.get('x')).toBe('<"\n');
  });

  it('folds line breaks inside attributes to spaces, as XML says', () => {
    expect(root('<a x="ab\ncd"/>').attributes.get('x')).toBe('ab cd');
    expect(root('<a x="ab\r\ncd"/>').attributes.get('x')).toBe('ab cd');
  });

  it('is found again after escaping, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (value) => {
        const possible = value.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');
        const element = root(`<a x="${escapeXmlAttribute(value)}">${escapeXmlText(value)}</a>`);
        expect(element.attributes.get('x')).toBe(possible);
        expect(element.text).toBe(possible);
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it('may use names of the object prototype', () => {
    expect([...root('<__proto__ constructor="1" __proto__="2"/>').attributes]).toEqual([['constructor', '1'], ['__proto__', '2']]);
  });
});

describe('a hostile document is refused as hostile', () => {
  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an internal entity', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['an external entity', '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['entities that grow', `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>`],
    ['a document type that never ends', '<!DOCTYPE a [<!ENTITY a "'],
    ['a document type in lower case', '<!doctype a><a/>'],
    ['an undefined entity in text', '<a>&nbsp;</a>'],
    ['an undefined entity in an attribute', '<a x="&xxe;"/>'],
    ['a processing instruction', '<?xml version="1.0"?><?php echo 1 ?><a/>'],
    ['a style sheet', '<?xml-stylesheet href="http://x"?><a/>'],
  ])('%s', (_, text) => {
    expect(causeOf(text)).toBe('hostile');
  });

  it('nesting beyond the limit, however deep', () => {
    expect(causeOf('<a>'.repeat(3) + '</a>'.repeat(3), { maxDepth: 3 })).toBe('read');
    expect(causeOf('<a>'.repeat(4) + '</a>'.repeat(4), { maxDepth: 3 })).toBe('hostile');
    expect(causeOf('<a>'.repeat(1_000_000))).toBe('hostile');
  });

  it('a deep document within a generous limit does not blow the stack', () => {
    const depth = 200_000;
    expect(causeOf('<a>'.repeat(depth) + '</a>'.repeat(depth), { maxDepth: depth, maxElements: depth })).toBe('read');
  });
});

describe('a document beyond a limit is refused as oversized', () => {
  it.each<[string, string, Partial<XmlLimits>]>([
    ['length', '<a></a>', { maxCharacters: 6 }],
    ['elements', '<a><b/><b/></a>', { maxElements: 2 }],
    ['attributes', '<a x="1" y="2"/>', { maxAttributes: 1 }],
    ['declarations count as attributes', '<a xmlns:p="1" xmlns:q="2"/>', { maxAttributes: 1 }],
    ['a long attribute', '<a x="1234"/>', { maxAttributeLength: 3 }],
  ])('%s', (_, text, limits) => {
    expect(causeOf(text)).toBe('read');
    expect(causeOf(text, limits)).toBe('oversized');
  });
});

describe('a broken document is refused as malformed', () => {
  it.each([
    ['nothing', ''],
    ['only white space', ' \n'],
    ['clear text', '系统处理异常'],
    ['two roots', '<a/><b/>'],
    ['text outside', '<a/>x'],
    ['crossed tags', '<a><b></a></b>'],
    ['cut off in a tag', '<a><b x="1'],
    ['cut off between tags', '<a><b/>'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['an attribute twice by namespace', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>'],
    ['an unbound prefix', '<p:a/>'],
    ['an unbound attribute prefix', '<a p:x="1"/>'],
    ['an unquoted value', '<a x=1/>'],
    ['attributes without space', '<a x="1"y="2"/>'],
    ['a control character', '<a x="\u0001"/>'],
    ['a reference to NUL', '<a>&#0;</a>'],
    ['half a surrogate pair', '<a x="\uD842"/>'],
    ['two halves in wrong order', '<a x="\uDFB7\uD842"/>'],
    ['a declaration in the middle', '<a/><?xml version="1.0"?>'],
  ])('%s', (_, text) => {
    expect(causeOf(text)).toBe('malformed');
  });

  it('whatever it is, reading never throws', () => {
    const alphabet = fc.constantFrom('<', '>', '/', '"', "'", '=', '&', ';', '?', '!', '[', ']', '-', ':', ' ', '\n', '\r', 'a', 'x', '1', '中', '\uD842', '\u0000', '<![CDATA[', ']]>', '<!--', '-->', '<?xml ', 'xmlns', '<!DOCTYPE ');
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), (pieces) => {
        expect(['read', 'malformed', 'hostile', 'oversized']).toContain(causeOf(pieces.join(''), { maxDepth: 4, maxElements: 6 }));
      }),
      { seed: 20260102, numRuns: 3000 },
    );
  });
});
