import type { PullControls } from './control-adapter.js';
import type { AdapterManifest } from './manifest.js';
import type { QueryOutcome } from './outcome.js';
import type { LegalDocument, OfficerCertificates, QueryRequest } from './query-request.js';

/**
 * What an operation of an institution-facing service does, whatever its contract calls it. The exchange knows these
 * verbs; the adapter knows names, parameters and encodings.
 */
export type PullVerb =
  | 'list-queries' // 取查询请求
  | 'list-controls' // 取控制请求
  | 'documents-of-query' // 取查询文书, by document number
  | 'documents-of-control' // 取控制文书, by request number
  | 'documents-of-any' // older provincial form, by request number of either kind
  | 'certificates' // 取证件
  | 'feed-query' // 查询反馈
  | 'feed-control' // 控制反馈
  | 'feed-transactions' // 资金往来另行反馈
  | 'feed-receipt' // 回执
  | 'return-request'; // 回退

/** One SOAP operation: its name on the wire, its parameters in order, and the verb behind it. */
export interface PullOperation {
  readonly name: string;
  /** Further names of the same operation, where institutions may have it under more than one; answered under the name used. */
  readonly aliases?: readonly string[];
  readonly parameters: readonly string[];
  readonly verb: PullVerb;
}

/** A SOAP 1.1 document/literal wrapped service that institutions call. */
export interface PullService {
  /** Paths it answers on, each with leading slash, without `?wsdl`. */
  readonly paths: readonly string[];
  readonly namespace: string;
  readonly serviceName: string;
  readonly portName: string;
  readonly portTypeName: string;
  /** SOAPAction written in the WSDL; any value, also an empty one, is accepted from callers. */
  soapAction(operation: string): string;
  readonly operations: readonly PullOperation[];
}

/** Who calls, as the contract's authentication message says. */
export interface PullCredentials {
  readonly username: string;
  readonly password: string;
}

/** A message that could not be read. `detail` is shown to the institution in the contract's own words. */
export interface Unreadable {
  readonly state: 'unreadable';
  readonly cause: 'encoding' | 'malformed' | 'hostile' | 'oversized' | 'schema';
  readonly detail: string;
}

export type Reading<T> = { readonly state: 'read'; readonly value: T } | Unreadable;

/** One answered request inside a feedback message. */
export interface FeedbackEntry {
  /** As the institution wrote it, trimmed; may be unknown to us. */
  readonly requestNumber: string;
  /** Index of the first row, for messages about rows. */
  readonly position: number;
  /**
   * Turns the rows into an outcome once the question is known (the person is checked against it). Never throws.
   */
  interpret(request: QueryRequest): QueryOutcome;
  /**
   * For messages that only add to an answer (资金往来另行反馈): the answer with what the rows add, or undefined when they add
   * nothing new. Called instead of `interpret` for `feed-transactions`.
   */
  supplement?(current: QueryOutcome): QueryOutcome | undefined;
}

/** The word given back to the institution on one request of its feedback (`jg`). */
export interface FeedbackVerdict {
  readonly requestNumber: string;
  /**
   * `accepted` committed; `repeated` an identical or further answer to a request already answered ("already fed back");
   * `unknown` no such request for this institution; `unreadable` the entry cannot be taken.
   */
  readonly verdict: 'accepted' | 'repeated' | 'unknown' | 'unreadable';
  readonly detail?: string;
}

/** A refusal of a whole message, worded by the adapter in the contract's terms. */
export type PullFault =
  | { readonly kind: 'bad-credentials' }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'not-found'; readonly key: string }
  | { readonly kind: 'not-supported'; readonly operation: string }
  | { readonly kind: 'internal' };


/**
 * A contract whose institutions poll us (银行, 支付, 公积金, 不动产). Pure functions between our data and the strings of
 * the wire; the exchange serves them, the mailbox feeds them.
 */
export interface PullAdapter {
  readonly manifest: AdapterManifest & { readonly channel: 'pull' };
  readonly service: PullService;
  /** Reads the authentication message (first parameter). */
  readCredentials(parameter: string): Reading<PullCredentials>;
  /** Reads the key message: a document number or a request number. */
  readKey(verb: PullVerb, parameter: string): Reading<string>;
  /**
   * One waiting request as a fragment of the list message; made once when the request is accepted or first fetched, so that
   * a poll only joins fragments.
   */
  renderQuery(request: QueryRequest): string;
  /** The list message from fragments; an empty list is a valid answer. */
  renderQueryList(fragments: readonly string[]): string;
  /**
   * The list of waiting control requests (取控制请求), as `renderQueryList`; an empty list is a valid answer. Needed by
   * contracts that have the verb `list-controls`; without it the verb is answered as not supported.
   */
  renderControlList?(fragments: readonly string[]): string;
  renderDocuments(documents: readonly LegalDocument[]): string;
  renderCertificates(requestNumber: string, certificates: readonly OfficerCertificates[]): string;
  readFeedback(verb: PullVerb, parameter: string): Reading<readonly FeedbackEntry[]>;
  /** The acknowledgement; sent only after commit. */
  renderVerdicts(verb: PullVerb, verdicts: readonly FeedbackVerdict[]): string;
  /** A whole-message error in the contract's own form for this verb. */
  renderFault(verb: PullVerb, fault: PullFault): string;
  /** Measures, for contracts that offer any. */
  readonly controls?: PullControls;
}
