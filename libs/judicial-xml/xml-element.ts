/** One element as it stands in the document. Comments are dropped, CDATA sections are text. */
export interface XmlElement {
  /** Local name, without prefix. */
  readonly name: string;
  /** Empty when there is none. */
  readonly prefix: string;
  /** Namespace URI, empty when there is none. */
  readonly namespace: string;
  /** By name as printed (`xsi:nil`); namespace declarations are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own character data joined, without that of its children; white space kept. */
  readonly text: string;
}

/** The same while its content is still being read. */
export interface OpenElement extends XmlElement {
  readonly attributes: Map<string, string>;
  readonly children: OpenElement[];
  text: string;
}

/** How much of a document is read before it is refused. Every limit is inclusive. */
export interface XmlLimits {
  /** Length of the text in UTF-16 units. */
  readonly maxCharacters: number;
  /** The root element has depth 1. */
  readonly maxDepth: number;
  readonly maxElements: number;
  /** Attributes of one element, namespace declarations included. */
  readonly maxAttributes: number;
  /** UTF-16 units of one attribute value. */
  readonly maxAttributeLength: number;
}

/** Generous for the judicial contracts: scanned documents travel inside attributes, nothing nests deeply. */
export const DEFAULT_XML_LIMITS: XmlLimits = {
  maxCharacters: 32 * 1024 * 1024,
  maxDepth: 32,
  maxElements: 200_000,
  maxAttributes: 128,
  maxAttributeLength: 16 * 1024 * 1024,
};
