import {
  unreachable,
  type ControlEntry,
  type ControlFeedbackVerb,
  type FeedbackEntry,
  type FeedbackVerdict,
  type LegalDocument,
  type PullAdapter,
  type PullFault,
  type PullOperation,
  type PullVerb,
  type Unreadable,
} from '#contracts/adapter';
import type { CallSource } from '#libs/access';
import { idOfControlRequest } from '#libs/control';
import type { ControlDesk, FeedbackMessage, PullCaller, PullDesk } from '#libs/mailbox';
import type { SoapCall } from '#libs/soap-service';
import { CredentialsMemory } from './credentials-memory.js';

/** How a call ended, for the log. A call that fails inside rejects instead. */
export type CallOutcome =
  | 'listed'
  | 'served'
  | 'accepted'
  | 'partly-accepted'
  | 'not-found'
  | 'not-supported'
  | 'bad-credentials'
  | 'unreadable';

/** What a call is answered with, in the contract's own words. */
export interface Answer {
  /** The text of `return`. */
  readonly value: string;
  readonly outcome: CallOutcome;
  readonly institutionCode?: string;
  /** Requests listed, documents or certificates served, entries answered. */
  readonly count: number;
}

/** Longest authentication or key message, characters. Real ones have about 300; read before the caller is known. */
const MAX_SMALL_PARAMETER = 16 * 1024;

/** Institutions whose authentication message is remembered, per contract. */
const REMEMBERED_CALLERS = 8192;

/** An empty list is rendered again after this long: some contracts write the time of creation into it (`CREATETIME`, §7.3). */
const EMPTY_LIST_MS = 1000;

/**
 * The operations of one contract: from the strings of a call to the desk and back.
 *
 * Faults of the message are answered in the contract's words. Whatever goes wrong inside, in the desk or in the adapter,
 * rejects, and the endpoint says so as a SOAP `Server` fault: every toolkit turns that into an exception, and the
 * institution calls again. A contract-level error would not do: a document list without documents makes a bank refuse the
 * request for good (§2.5), and banks differ in what they make of `errorMsg`.
 */
export class PullOperations {
  readonly #memory = new CredentialsMemory(REMEMBERED_CALLERS);
  readonly #emptyLists = new Map<'queries' | 'controls', { readonly value: string; readonly until: number }>();

  constructor(
    private readonly adapter: PullAdapter,
    private readonly desk: PullDesk,
    /** Where orders of control are; without one nothing ever waits. */
    private readonly controls?: ControlDesk,
  ) {}

  /**
   * @param bytes the whole request body, kept with what it brings
   * @throws whatever the desk rejects with; then nothing of the message counts
   */
  async answer(call: SoapCall, bytes: Uint8Array, receivedAt: Date, source: CallSource): Promise<Answer> {
    const { operation, parameters } = call;
    const [credentials = '', argument = ''] = parameters;
    const message: FeedbackMessage = { operation: operation.name, verb: operation.verb, bytes, receivedAt };

    const caller = await this.#admit(operation.verb, credentials, message, source);
    if ('outcome' in caller) return caller;
    const answer = await this.#perform(operation, caller, argument, message);
    return { ...answer, institutionCode: caller.institutionCode };
  }

  /** Who calls; or the refusal, after the message was kept. */
  async #admit(verb: PullVerb, parameter: string, message: FeedbackMessage, source: CallSource): Promise<PullCaller | Answer> {
    if (parameter.length > MAX_SMALL_PARAMETER) {
      return this.#unreadable(verb, undefined, message, { state: 'unreadable', cause: 'oversized', detail: '认证信息过长' });
    }
    const key = this.#memory.keyOf(parameter);
    let credentials = this.#memory.recall(key);
    const remembered = credentials !== undefined;
    if (credentials === undefined) {
      const reading = this.adapter.readCredentials(parameter);
      if (reading.state === 'unreadable') return this.#unreadable(verb, undefined, message, reading);
      credentials = reading.value;
    }

    const caller = this.desk.authenticate(this.adapter.manifest.code, credentials, source);
    if ('refused' in caller) {
      await this.desk.keepRefused(message, caller);
      return this.#refuse(verb, { kind: 'bad-credentials' }, 'bad-credentials');
    }
    if (!remembered) this.#memory.remember(key, credentials);
    return caller;
  }

  async #perform(operation: PullOperation, caller: PullCaller, argument: string, message: FeedbackMessage): Promise<Answer> {
    const { verb } = operation;
    switch (verb) {
      case 'list-queries': {
        const fragments = await this.desk.listQueries(caller);
        const value = fragments.length === 0 ? this.#emptyList('queries') : this.adapter.renderQueryList(fragments);
        return { value, outcome: 'listed', count: fragments.length };
      }
      case 'list-controls':
        return this.#listControls(operation, caller);
      case 'documents-of-query':
        return this.#documents(verb, argument, (key) => this.desk.documentsOfNotice(caller, key));
      case 'documents-of-control':
      case 'documents-of-any':
        return this.#documents(verb, argument, (key) => this.#ofOrder(key)?.documentsOfOrder(caller, key) ?? this.desk.documentsOfRequest(caller, key));
      case 'certificates':
        return this.#lookUp(verb, argument, (key) => (this.#ofOrder(key) ?? this.desk).certificates(caller, key), (key, found) =>
          this.adapter.renderCertificates(key, found),
        );
      case 'feed-query':
      case 'feed-control':
      case 'feed-transactions':
      case 'feed-receipt':
      case 'return-request':
        return this.#feed(verb, caller, argument, message);
      default:
        return unreachable(verb);
    }
  }

  async #listControls({ verb, name }: PullOperation, caller: PullCaller): Promise<Answer> {
    if (this.adapter.renderControlList === undefined) return this.#refuse(verb, { kind: 'not-supported', operation: name }, 'not-supported');
    const fragments = this.adapter.controls === undefined ? [] : ((await this.controls?.listControls(caller)) ?? []);
    const value = fragments.length === 0 ? this.#emptyList('controls') : this.adapter.renderControlList(fragments);
    return { value, outcome: 'listed', count: fragments.length };
  }

  /** The desk of orders, when the number is one of theirs. */
  #ofOrder(requestNumber: string): ControlDesk | undefined {
    return idOfControlRequest(requestNumber) === undefined ? undefined : this.controls;
  }

  #documents(
    verb: PullVerb,
    argument: string,
    find: (key: string) => Promise<readonly LegalDocument[] | undefined>,
  ): Promise<Answer> {
    return this.#lookUp(verb, argument, find, (_key, found) => this.adapter.renderDocuments(found));
  }

  async #lookUp<T>(
    verb: PullVerb,
    argument: string,
    find: (key: string) => Promise<readonly T[] | undefined>,
    render: (key: string, found: readonly T[]) => string,
  ): Promise<Answer> {
    const reading =
      argument.length > MAX_SMALL_PARAMETER ? undefined : this.adapter.readKey(verb, argument);
    if (reading === undefined) return this.#refuse(verb, { kind: 'unreadable', detail: '报文过长' }, 'unreadable');
    if (reading.state === 'unreadable') return this.#refuse(verb, { kind: 'unreadable', detail: reading.detail }, 'unreadable');

    const found = await find(reading.value);
    if (found === undefined || found.length === 0) return this.#refuse(verb, { kind: 'not-found', key: reading.value }, 'not-found');
    return { value: render(reading.value, found), outcome: 'served', count: found.length };
  }

  /** The acknowledgement is made after the desk has said that everything is durable, and from nothing else. */
  async #feed(verb: PullVerb, caller: PullCaller, argument: string, message: FeedbackMessage): Promise<Answer> {
    const { controls } = this.adapter;
    const aboutOrders = controls !== undefined && this.controls !== undefined && isAboutOrders(verb);
    // What is given back (回退) may be a question or an order: by its number.
    const reading = aboutOrders && verb !== 'return-request' ? controls.readControlFeedback(verb, argument) : this.adapter.readFeedback(verb, argument);
    if (reading.state === 'unreadable') return this.#unreadable(verb, caller, message, reading);
    const entries = reading.value;
    if (entries.length === 0) {
      // An empty result would be taken for a success of whatever the institution thinks it has sent.
      return this.#unreadable(verb, caller, message, { state: 'unreadable', cause: 'schema', detail: '报文中没有反馈内容' });
    }

    const verdicts = aboutOrders ? await this.#feedOrders(verb, caller, argument, message, entries) : await this.desk.feed(caller, message, entries as readonly FeedbackEntry[]);
    if (verdicts.length !== entries.length) throw new TypeError('the desk did not give one verdict per entry');
    const taken = verdicts.every(({ verdict }) => verdict === 'accepted' || verdict === 'repeated');
    return {
      value: this.adapter.renderVerdicts(verb, verdicts),
      outcome: taken ? 'accepted' : 'partly-accepted',
      count: verdicts.length,
    };
  }

  /** Words about orders go to their desk, the others to that of questions; the verdicts in the order of the message. */
  async #feedOrders(
    verb: ControlFeedbackVerb,
    caller: PullCaller,
    argument: string,
    message: FeedbackMessage,
    entries: readonly (ControlEntry | FeedbackEntry)[],
  ): Promise<readonly FeedbackVerdict[]> {
    const about = { ...message, verb };
    if (verb !== 'return-request') return this.controls!.feed(caller, about, entries as readonly ControlEntry[]);
    const isOrder = ({ requestNumber }: { readonly requestNumber: string }): boolean => this.#ofOrder(requestNumber) !== undefined;
    const questions = (entries as readonly FeedbackEntry[]).filter((entry) => !isOrder(entry));
    const reading = questions.length === entries.length ? undefined : this.adapter.controls!.readControlFeedback(verb, argument);
    const orders = reading?.state === 'read' ? reading.value.filter(isOrder) : [];
    const [ofOrders, ofQuestions] = [orders.length === 0 ? [] : await this.controls!.feed(caller, about, orders), questions.length === 0 ? [] : await this.desk.feed(caller, message, questions)];
    const verdicts = new Map([...ofOrders, ...ofQuestions].map((verdict) => [verdict.requestNumber, verdict]));
    return entries.map(({ requestNumber }) => verdicts.get(requestNumber) ?? { requestNumber, verdict: 'unreadable' });
  }

  /** Refuses a message that cannot be read, after it was kept as evidence. */
  async #unreadable(
    verb: PullVerb,
    caller: PullCaller | undefined,
    message: FeedbackMessage,
    { cause, detail }: Unreadable,
  ): Promise<Answer> {
    await this.desk.keepUnreadable(caller, message, cause);
    return { ...this.#refuse(verb, { kind: 'unreadable', detail }, 'unreadable'), institutionCode: caller?.institutionCode };
  }

  #refuse(verb: PullVerb, fault: PullFault, outcome: CallOutcome): Answer {
    return { value: this.adapter.renderFault(verb, fault), outcome, count: 0 };
  }

  #emptyList(of: 'queries' | 'controls'): string {
    const now = performance.now();
    const kept = this.#emptyLists.get(of);
    if (kept !== undefined && now < kept.until) return kept.value;
    const value = (of === 'queries' ? this.adapter.renderQueryList([]) : this.adapter.renderControlList?.([])) ?? '';
    this.#emptyLists.set(of, { value, until: now + EMPTY_LIST_MS });
    return value;
  }
}

const isAboutOrders = (verb: PullVerb): verb is ControlFeedbackVerb => verb === 'feed-control' || verb === 'feed-receipt' || verb === 'return-request';
