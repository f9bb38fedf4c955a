/** XML as the judicial contracts use it 司法查控报文: a reader for hostile input, the Base64(GBK) attribute codec and the Base64(UTF-8) leaf codec. No I/O. */
export { readXml } from './read-xml.js';
export { DEFAULT_XML_LIMITS } from './xml-element.js';
export type { XmlElement, XmlLimits } from './xml-element.js';
export { escapeXmlAttribute, escapeXmlText } from './escape-xml.js';
export { decodeBase64, encodeBase64 } from './base64.js';
export { charactersOutsideGbk, decodeGb18030, encodeGbk } from './gbk.js';
export { decodeValue, encodeValue } from './coded-value.js';
export { decodeDocument, encodeDocument, readCodedDocument } from './coded-document.js';
export type { CodedDocument, CodedElement } from './coded-document.js';
export { codedElement } from './coded-element.js';
export { codedLeaf, encodeLeafDocument, leafParent, readLeafDocument } from './coded-leaves.js';
export type { LeafDocument, LeafElement } from './coded-leaves.js';
export { encodePlainDocument, plainElement, readPlainDocument } from './plain-document.js';
