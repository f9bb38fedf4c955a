import type { PushAdapter, PushInstitution } from '#contracts/adapter';
import type { Collector } from '#libs/collection';
import type { InstitutionCall } from '#libs/institution-call';
import type { CredentialStore, InstitutionRecord, InstitutionRegistry } from '#libs/institutions';
import type { Lanes } from '#libs/lanes';
import { PushConversation, type ConversationTools } from './push-conversation.js';
import { DispatchHandover, type DispatchObserver, type PushWork } from './push-work.js';

export interface PushDispatcherOptions {
  readonly collector: Collector;
  readonly registry: InstitutionRegistry;
  readonly credentials: CredentialStore;
  readonly lanes: Lanes;
  readonly call: InstitutionCall;
  /** Finds the adapter of a wire contract. */
  readonly adapter: (code: string) => PushAdapter | undefined;
  readonly callbackBaseUrl: string;
  readonly observer?: DispatchObserver;
}

/** What all conversations with one institution have in common, as of one version of its record. */
type Profile = Pick<ConversationTools, 'adapter' | 'record' | 'institution' | 'target'>;

/**
 * Owns the lanes of the institutions we call: takes requests over, sends each through its institution's lane, and keeps
 * them until their one outcome is durable.
 */
export class PushDispatcher extends DispatchHandover {
  /** Requests under way here, so that one handed over twice is sent once. */
  readonly #underWay = new Set<number>();
  readonly #cancels = new Map<string, { controller: AbortController; open: number }>();
  readonly #profiles = new Map<string, { readonly version: number; readonly tools: Profile | undefined }>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopping = false;

  constructor(private readonly options: PushDispatcherOptions) {
    super();
  }

  /** Requests under way. */
  get size(): number {
    return this.#underWay.size;
  }

  override offer(work: readonly PushWork[]): void {
    for (const one of work) this.#take(one);
  }

  override cancel(inquiryId: string): void {
    this.#cancels.get(inquiryId)?.controller.abort();
    this.options.lanes.sweep(Date.now());
  }

  /** Starts nothing new, waits for calls under way and their commits. What was not sent is found again at the next start. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.options.lanes.stop();
    const giveUpAt = Date.now() + graceMs;
    while (this.#running() > 0 && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 20));
    await this.options.collector.drain();
    await this.options.call.close();
  }

  #running(): number {
    let running = 0;
    for (const state of this.options.lanes.states()) running += state.running;
    return running;
  }

  #take(work: PushWork): void {
    if (this.#stopping || this.#underWay.has(work.id)) return;
    const record = this.options.registry.get(work.institutionCode);
    if (record === undefined) return this.#unaskable(work, 'the institution is no longer registered');
    const profile = this.#profile(record);
    if (profile === undefined) return this.#unaskable(work, 'no adapter or endpoint for this institution');
    this.#underWay.add(work.id);
    const cancel = this.#enter(work.inquiryId);
    const conversation = new PushConversation(work, {
      ...profile,
      collector: this.options.collector,
      call: this.options.call,
      cancelled: cancel.controller.signal,
      observer: this.options.observer,
      resubmit: (again) => this.#at(again.nextPollAtMs, record, again),
      over: () => this.#leave(work),
      stopping: () => this.#stopping,
    });
    // A callback that is still awaited needs no call; the exchange and the deadline sweeper end it.
    if (work.conversation?.state === 'callback') return this.#leave(work);
    if (work.conversation?.askAgainAt != null) this.#at(work.conversation.askAgainAt.getTime(), record, conversation);
    else this.options.lanes.submit(record, conversation);
  }

  #at(atMs: number, record: InstitutionRecord, conversation: PushConversation): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.options.lanes.submit(record, conversation);
      },
      Math.max(0, Math.min(atMs, conversation.deadlineMs) - Date.now()),
    );
    this.#timers.add(timer);
  }

  #unaskable(work: PushWork, detail: string): void {
    void this.options.collector
      .collect({
        requestId: work.id,
        inquiryId: work.inquiryId,
        institutionCode: work.institutionCode,
        outcome: { kind: 'not-supported', detail },
        via: 'gateway',
        exchangeId: null,
        acceptedAtMs: work.acceptedAt.getTime(),
        sentAtMs: null,
        receivedAtMs: null,
        waitedMs: 0,
      })
      .catch(() => undefined);
  }

  #enter(inquiryId: string): { controller: AbortController; open: number } {
    let entry = this.#cancels.get(inquiryId);
    if (entry === undefined) this.#cancels.set(inquiryId, (entry = { controller: new AbortController(), open: 0 }));
    entry.open += 1;
    return entry;
  }

  #leave(work: PushWork): void {
    this.#underWay.delete(work.id);
    const entry = this.#cancels.get(work.inquiryId);
    if (entry !== undefined && --entry.open === 0) this.#cancels.delete(work.inquiryId);
  }

  #profile(record: InstitutionRecord): Profile | undefined {
    const known = this.#profiles.get(record.code);
    if (known?.version === record.version) return known.tools;
    const tools = this.#describe(record);
    this.#profiles.set(record.code, { version: record.version, tools });
    return tools;
  }

  #describe(record: InstitutionRecord): Profile | undefined {
    const adapter = this.options.adapter(record.adapter);
    if (adapter === undefined || record.endpoint === undefined) return undefined;
    const institution: PushInstitution = {
      code: record.code,
      name: record.name,
      credentials: record.credentialsRef === undefined ? {} : this.options.credentials.resolve(record.credentialsRef),
      callbackBaseUrl: this.options.callbackBaseUrl,
    };
    return {
      adapter,
      record,
      institution,
      target: {
        code: record.code,
        endpoint: record.endpoint,
        connectTimeoutMs: record.connectTimeoutMs,
        responseTimeoutMs: record.responseTimeoutMs,
        connections: record.concurrency,
        maxMessageBytes: adapter.manifest.limits.maxMessageBytes,
      },
    };
  }
}
