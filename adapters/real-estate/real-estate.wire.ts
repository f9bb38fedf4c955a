import type { PullCredentials, PullVerb, Reading, Unreadable } from '#contracts/adapter';
import { DEFAULT_XML_LIMITS, readLeafDocument, type LeafElement, type XmlLimits } from '#libs/judicial-xml';
import { manifest } from './real-estate.manifest.js';

const FEEDBACK_LIMITS: XmlLimits = { ...DEFAULT_XML_LIMITS, maxCharacters: manifest.limits.maxMessageBytes, maxDepth: manifest.limits.maxDepth };
const SMALL_LIMITS: XmlLimits = { maxCharacters: 16 * 1024, maxDepth: 4, maxElements: 16, maxAttributes: 16, maxAttributeLength: 4096 };

/** Element names are compared without regard to case: the siblings of this contract vary in it (§2.3 no. 7). */
const sameName = (element: LeafElement, name: string): boolean => element.name.toUpperCase() === name;

export const childOf = (element: LeafElement, name: string): LeafElement | undefined => element.children.find((child) => sameName(child, name));

/** Text of a child leaf, trimmed; empty when it is absent or the word `null`, which some systems write for nothing. */
export function field(element: LeafElement, name: string): string {
  const value = childOf(element, name)?.text.trim() ?? '';
  return value.toLowerCase() === 'null' ? '' : value;
}

export const isDamaged = (element: LeafElement, name: string): boolean => childOf(element, name)?.damaged === true;

/** The rows of a child list: `<FDCQLIST><FDCQ>…`; rows without their list are taken too. */
export function rowsOf(element: LeafElement, name: string): readonly LeafElement[] {
  return element.children.flatMap((child) => {
    if (sameName(child, name)) return child.children.length === 0 ? [] : [child];
    return sameName(child, `${name}LIST`) ? child.children.filter((row) => sameName(row, name) && row.children.length > 0) : [];
  });
}

/** Names of children with content of their own that are none of the given rows and lists: ASCII words, for remarks. */
export function strangersIn(element: LeafElement, names: readonly string[]): readonly string[] {
  const known = new Set(names.flatMap((name) => [name, `${name}LIST`]));
  const found = element.children.filter((child) => child.children.length > 0 && !known.has(child.name.toUpperCase())).map((child) => child.name);
  return [...new Set(found)].slice(0, 5).map((name) => (/^[0-9A-Za-z_]{1,30}$/.test(name) ? name : '?'));
}

/** `USERMARKER/CONDITION/USERNAME, PASSWORD`, coded or in clear: one implementer codes the whole message only. */
export function readCredentials(parameter: string): Reading<PullCredentials> {
  const condition = readCondition(parameter, 'USERMARKER');
  if (condition.state !== 'read') return condition;
  const [name, secret] = [childOf(condition.value, 'USERNAME'), childOf(condition.value, 'PASSWORD')];
  // Two leaves are too few to judge by: a user name that is no Base64 stands in clear, and the password beside it.
  const clear = name?.damaged === true;
  const username = (clear ? name.raw : (name?.text ?? '')).trim();
  // A password is taken as it is: blanks around it belong to it.
  const password = (clear ? secret?.raw : secret?.text) ?? '';
  if (username === '' || password === '') return schemaFault('认证信息缺少用户名或密码');
  return { state: 'read', value: { username, password } };
}

/** `WSBHINFO/CONDITION/WSBH` for documents of a query, `CXQQDHINFO/CONDITION/CXQQDH` for all else. */
export function readKey(verb: PullVerb, parameter: string): Reading<string> {
  const name = verb === 'documents-of-query' ? 'WSBH' : 'CXQQDH';
  const condition = readCondition(parameter, `${name}INFO`);
  if (condition.state !== 'read') return condition;
  const key = field(condition.value, name);
  return key === '' ? schemaFault(`缺少${name}`) : { state: 'read', value: key };
}

function readCondition(parameter: string, root: string): Reading<LeafElement> {
  const document = readLeafDocument(parameter, SMALL_LIMITS);
  if (document.state !== 'read') return document;
  if (!sameName(document.value.root, root)) return schemaFault(`根元素应为${root}`);
  const condition = childOf(document.value.root, 'CONDITION');
  return condition === undefined ? schemaFault('缺少CONDITION') : { state: 'read', value: condition };
}

/** What one message says of one request. */
export interface RequestRecords {
  readonly requestNumber: string;
  /** Index of the first record in the message. */
  readonly position: number;
  readonly records: readonly LeafElement[];
  /** Head/CREATETIME, empty when there is no head. */
  readonly createdAt: string;
}

/**
 * A feedback as records by request number (`CXQQDH`). A record without one refuses the message: it belongs to one of the requests,
 * and whichever it is would be answered incompletely.
 *
 * @param recordName `BDCCXJG` of a query or `BDCKZJG` of a control, in `BDCFKLIST`; `HZXX` of receipts, in `HZXXLIST`
 */
export function readRecords(message: string, recordName: 'BDCCXJG' | 'BDCKZJG' | 'HZXX'): Reading<readonly RequestRecords[]> {
  const document = readLeafDocument(message, FEEDBACK_LIMITS);
  if (document.state !== 'read') return document;
  const { root } = document.value;
  const listName = recordName === 'HZXX' ? 'HZXXLIST' : 'BDCFKLIST';
  const list = listIn(root, listName);
  if (list === undefined) return schemaFault(hasError(root) ? '报文只含错误信息，没有反馈内容' : `缺少${listName}`);
  const records = list.children.filter((child) => sameName(child, recordName));
  if (records.length === 0) return schemaFault(`报文中没有${recordName}`);

  const head = childOf(root, 'HEAD');
  const createdAt = head === undefined ? '' : field(head, 'CREATETIME');
  const byRequest = new Map<string, { readonly position: number; readonly records: LeafElement[] }>();
  for (const [position, record] of records.entries()) {
    const requestNumber = field(record, 'CXQQDH');
    if (requestNumber === '') return schemaFault(`第${position + 1}个${recordName}缺少CXQQDH`);
    const known = byRequest.get(requestNumber);
    if (known === undefined) byRequest.set(requestNumber, { position, records: [record] });
    else known.records.push(record);
  }
  return { state: 'read', value: [...byRequest].map(([requestNumber, own]) => ({ requestNumber, createdAt, ...own })) };
}

/** The list is the root of the message, or stands in `Message/Data` or, for receipts, in the feedback of a control. */
function listIn(root: LeafElement, name: string): LeafElement | undefined {
  if (sameName(root, name)) return root;
  const around = sameName(root, 'MESSAGE') ? (childOf(root, 'DATA') ?? root) : root;
  return childOf(around, name) ?? childOf(childOf(around, 'BDCKZJG') ?? around, name);
}

function hasError(root: LeafElement): boolean {
  return [...root.attributes, ...root.children.map((child): [string, string] => [child.name, child.raw])].some(
    ([name, value]) => /^err(?:or)?msg$/i.test(name) && value.trim() !== '',
  );
}

export function schemaFault(detail: string): Unreadable {
  return { state: 'unreadable', cause: 'schema', detail };
}
