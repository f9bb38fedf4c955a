import type { PullCredentials, PullVerb, Reading, Unreadable } from '#contracts/adapter';
import { DEFAULT_XML_LIMITS, readCodedDocument, type CodedElement, type XmlLimits } from '#libs/judicial-xml';

/** What is read of an institution's message at most; the limits of the manifest of every contract of this family. */
export const MESSAGE_LIMITS = { maxMessageBytes: 32 * 1024 * 1024, maxDepth: 8 } as const;

const FEEDBACK_LIMITS: XmlLimits = {
  ...DEFAULT_XML_LIMITS,
  maxCharacters: MESSAGE_LIMITS.maxMessageBytes,
  maxDepth: MESSAGE_LIMITS.maxDepth,
};
const SMALL_LIMITS: XmlLimits = { maxCharacters: 16 * 1024, maxDepth: 4, maxElements: 16, maxAttributes: 16, maxAttributeLength: 4096 };

/** Element names are compared without regard to case: lists are spelt `djxxList` and `djxxlist` (§2.3 no. 7, §6). */
const sameName = (element: CodedElement, name: string): boolean => element.name.toLowerCase() === name.toLowerCase();

/** Value of an attribute, trimmed; empty when it is absent or the word `null`, which some institutions write for nothing. */
export function field(element: CodedElement, name: string): string {
  const value = element.attributes.get(name)?.trim() ?? '';
  return value.toLowerCase() === 'null' ? '' : value;
}

export const isDamaged = (element: CodedElement, name: string): boolean => element.damaged.includes(name);

/** The rows of a child collection: `<jrxxList><jrxx/>…`; rows without their list are taken too. */
export function rows(element: CodedElement, name: string): readonly CodedElement[] {
  return element.children.flatMap((child) => {
    if (sameName(child, name)) return [child];
    return sameName(child, `${name}List`) ? child.children.filter((row) => sameName(row, name)) : [];
  });
}

/** Names of children that are neither rows nor lists of the given kinds: a few ASCII words, they go into remarks. */
export function strangers(element: CodedElement, names: readonly string[]): readonly string[] {
  const known = new Set(names.flatMap((name) => [name.toLowerCase(), `${name.toLowerCase()}list`]));
  const found = element.children.filter((child) => !known.has(child.name.toLowerCase())).map((child) => child.name);
  return [...new Set(found)].slice(0, 5).map((name) => (/^[0-9A-Za-z_]{1,30}$/.test(name) ? name : '?'));
}

/** `usermarker` (§2.4). */
export function readCredentials(parameter: string): Reading<PullCredentials> {
  const condition = readCondition(parameter, 'usermarker');
  if (condition.state !== 'read') return condition;
  const username = field(condition.value, 'username');
  // A password is taken as it is: blanks around it belong to it.
  const password = condition.value.attributes.get('password') ?? '';
  if (username === '' || password === '') return schemaFault('认证信息缺少用户名或密码');
  return { state: 'read', value: { username, password } };
}

/** `wsbhinfo` or `bdhminfo` (§2.4). */
export function readKey(verb: PullVerb, parameter: string): Reading<string> {
  const [root, attribute] = verb === 'documents-of-query' ? ['wsbhinfo', 'WSBH'] : ['bdhminfo', 'BDHM'];
  const condition = readCondition(parameter, root);
  if (condition.state !== 'read') return condition;
  const key = field(condition.value, attribute);
  return key === '' ? schemaFault(`缺少${attribute}`) : { state: 'read', value: key };
}

function readCondition(parameter: string, root: string): Reading<CodedElement> {
  const document = readCodedDocument(parameter, SMALL_LIMITS);
  if (document.state !== 'read') return document;
  const element = document.value.root;
  if (!sameName(element, root)) return schemaFault(`根元素应为${root}`);
  const condition = element.children.find((child) => sameName(child, 'condition'));
  return condition === undefined ? schemaFault('缺少condition') : { state: 'read', value: condition };
}

/** One row of a feedback with its place in the message, counted from 0. */
export interface Row {
  readonly element: CodedElement;
  readonly position: number;
}

/** The rows of one request, in the order of the message. */
export interface RequestRows {
  readonly requestNumber: string;
  readonly rows: readonly Row[];
  /** Elements beside the rows that this version does not know. */
  readonly strangers: readonly string[];
}

/**
 * A feedback message as rows by request number (`BDHM`). A row without one refuses the message: it belongs to one of the
 * requests, and whichever it is would be answered incompletely.
 *
 * @param rowName `zhxx`, `kzxx`, `wlxx` or `htxx`; the root is the same with `List`
 */
export function readRows(message: string, rowName: string): Reading<readonly RequestRows[]> {
  const document = readCodedDocument(message, FEEDBACK_LIMITS);
  return document.state === 'read' ? rowsByRequest(document.value.root, rowName) : document;
}

/** The root of a feedback message, values decoded. */
export function readFeedbackRoot(message: string): Reading<CodedElement> {
  const document = readCodedDocument(message, FEEDBACK_LIMITS);
  return document.state === 'read' ? { state: 'read', value: document.value.root } : document;
}

/** The same from a document that has been read already, however its values were coded. */
export function rowsByRequest(root: CodedElement, rowName: string): Reading<readonly RequestRows[]> {
  if (!sameName(root, `${rowName}List`)) return schemaFault(`根元素应为${rowName}List`);
  const elements = root.children.filter((child) => sameName(child, rowName));
  if (elements.length === 0) return schemaFault(errorOf(root) === undefined ? `报文中没有${rowName}` : '报文只含错误信息，没有反馈内容');

  const byRequest = new Map<string, Row[]>();
  for (const [position, element] of elements.entries()) {
    const requestNumber = field(element, 'BDHM');
    if (requestNumber === '') return schemaFault(`第${position + 1}个${rowName}缺少BDHM`);
    const row = { element, position };
    const known = byRequest.get(requestNumber);
    if (known === undefined) byRequest.set(requestNumber, [row]);
    else known.push(row);
  }
  const unknown = strangers(root, [rowName, 'hzxx']);
  return { state: 'read', value: [...byRequest].map(([requestNumber, own]) => ({ requestNumber, rows: own, strangers: unknown })) };
}

/** A result message as an institution reads it (§2.6). */
export interface ServiceResult {
  /** Error of the whole message. */
  readonly error?: string;
  readonly verdicts: readonly { readonly requestNumber: string; readonly success: boolean; readonly message: string }[];
}

/** Reads a result message; the institution's side of the contract, for whoever plays one. */
export function readResult(message: string): Reading<ServiceResult> {
  const document = readCodedDocument(message, FEEDBACK_LIMITS);
  if (document.state !== 'read') return document;
  const { root } = document.value;
  if (!sameName(root, 'result')) return schemaFault('根元素应为result');
  const error = errorOf(root);
  const lists = root.children.filter((child) => sameName(child, 'cxjglist') || sameName(child, 'htjglist'));
  const verdicts = lists.flatMap((list) => list.children.filter((child) => sameName(child, 'jg'))).map((verdict) => ({
    requestNumber: field(verdict, 'bdhm'),
    success: field(verdict, 'result') === 'success',
    message: field(verdict, 'msg'),
  }));
  return { state: 'read', value: { ...(error === undefined ? {} : { error }), verdicts } };
}

/** The error attribute under any of its spellings: `errorMsg`, `ErrorMSG`, `errMsg`. */
function errorOf(root: CodedElement): string | undefined {
  for (const [name, value] of root.attributes) {
    if (/^err(?:or)?msg$/i.test(name) && value.trim() !== '') return value.trim();
  }
  return undefined;
}

export function schemaFault(detail: string): Unreadable {
  return { state: 'unreadable', cause: 'schema', detail };
}
