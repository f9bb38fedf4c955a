import { SaxesParser, type SaxesAttributeNS } from 'saxes';
import { unreachable, type Reading, type Unreadable } from '#contracts/adapter';
import { scanPlainXml, type Excess } from './scan-xml.js';
import type { OpenElement, XmlElement, XmlLimits } from './xml-element.js';

/** Ends the parse at the first fault; never leaves this file. */
class Refusal extends Error {
  constructor(readonly refusal: Unreadable) {
    super(refusal.detail);
  }
}

const unreadable = (cause: Unreadable['cause'], detail: string): Unreadable => ({ state: 'unreadable', cause, detail });
const MALFORMED = unreadable('malformed', 'XML格式错误');
const DECLARES = unreadable('hostile', '报文含有文档类型声明或实体声明');

const BYTE_ORDER_MARK = 0xfeff;
const NO_ATTRIBUTES: Map<string, string> = new Map();

/**
 * Reads an XML 1.0 document with namespaces into a tree. Refuses a DOCTYPE, every entity beyond the five predefined ones
 * and character references, and every processing instruction (`hostile`), whatever exceeds the limits (`oversized`;
 * nesting is `hostile`), and what is not well formed (`malformed`). The `encoding` of the XML declaration is ignored:
 * the text is already text. A byte order mark and white space before the declaration are forgiven.
 *
 * Never throws and does not recurse.
 */
export function readXml(text: string, limits: XmlLimits): Reading<XmlElement> {
  if (text.length > limits.maxCharacters) return unreadable('oversized', '报文超过允许的长度');
  // A lone surrogate would make the parser skip the character after it.
  if (!text.isWellFormed()) return unreadable('malformed', '报文含有无效字符');
  const document = withoutLead(text);
  const plain = scanPlainXml(document, limits);
  if (plain === undefined) return parseXml(document, limits);
  return typeof plain === 'string' ? excessive(plain) : { state: 'read', value: plain };
}

function excessive(limit: Excess): Unreadable {
  switch (limit) {
    case 'elements':
      return unreadable('oversized', '报文元素过多');
    case 'depth':
      return unreadable('hostile', '报文嵌套过深');
    case 'attributes':
      return unreadable('oversized', '元素的属性过多');
    case 'attribute-length':
      return unreadable('oversized', '属性值过长');
    default:
      return unreachable(limit);
  }
}

/** The general reader; {@link readXml} calls it for what is not plain. */
export function parseXml(text: string, limits: XmlLimits): Reading<XmlElement> {
  try {
    return { state: 'read', value: parse(text, limits) };
  } catch (fault) {
    if (declaresEntities(text)) return DECLARES;
    if (fault instanceof Refusal) return fault.refusal;
    return MALFORMED;
  }
}

function parse(text: string, limits: XmlLimits): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  let elements = 0;
  let attributes = 0;

  const refuse = (refusal: Unreadable): never => {
    throw new Refusal(refusal);
  };
  parser.on('error', (error) => {
    if (error.message === 'undefined entity.') refuse(unreadable('hostile', '报文引用了未定义的实体'));
    refuse(MALFORMED);
  });
  parser.on('doctype', () => refuse(DECLARES));
  parser.on('processinginstruction', () => refuse(unreadable('hostile', '报文含有处理指令')));
  parser.on('opentagstart', () => {
    attributes = 0;
    if (++elements > limits.maxElements) refuse(excessive('elements'));
    if (open.length >= limits.maxDepth) refuse(excessive('depth'));
  });
  parser.on('attribute', (attribute) => {
    if (++attributes > limits.maxAttributes) refuse(excessive('attributes'));
    if (attribute.value.length > limits.maxAttributeLength) refuse(excessive('attribute-length'));
  });
  parser.on('opentag', (tag) => {
    const element: OpenElement = {
      name: tag.local,
      prefix: tag.prefix,
      namespace: tag.uri,
      attributes: attributes === 0 ? NO_ATTRIBUTES : attributesOf(tag.attributes),
      children: [],
      text: '',
    };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (data: string): void => {
    const element = open.at(-1);
    if (element) element.text += data;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);

  parser.write(text).close();
  if (root === undefined) throw new Refusal(MALFORMED);
  return root;
}

function attributesOf(attributes: Readonly<Record<string, SaxesAttributeNS>>): Map<string, string> {
  const values = new Map<string, string>();
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute === undefined || attribute.prefix === 'xmlns' || name === 'xmlns') continue;
    values.set(name, attribute.value);
  }
  return values;
}

function withoutLead(text: string): string {
  let start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  while (isSpace(text.charCodeAt(start))) start++;
  return start === 0 ? text : text.slice(start);
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** Asked only about documents already refused: says whether the refusal was an attack rather than an accident. */
const declaresEntities = (text: string): boolean => /<!(?:DOCTYPE|ENTITY)/i.test(text);
