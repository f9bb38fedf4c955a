import type { QueryOutcome } from '#contracts/adapter';
import type { Collector } from '#libs/collection';
import type { InstitutionCall } from '#libs/institution-call';
import type { InstitutionRegistry } from '#libs/institutions';
import type { Lanes } from '#libs/lanes';
import type { SigningCheck } from '#libs/officer-registry';
import { InstitutionProfiles, type InstitutionProfile, type InstitutionProfilesOptions } from './institution-profiles.js';
import { PushConversation, type ConversationTools } from './push-conversation.js';
import { DispatchHandover, type DispatchObserver, type PushWork } from './push-work.js';

export interface PushDispatcherOptions extends InstitutionProfilesOptions {
  readonly collector: Collector;
  readonly registry: InstitutionRegistry;
  readonly lanes: Lanes;
  readonly call: InstitutionCall;
  /** Asked before every call that puts the question: an officer may have lost the right since it was accepted. */
  readonly officers: SigningCheck;
  readonly observer?: DispatchObserver;
  /** Whether an institution is this process's to call; all are when absent. */
  readonly owns?: (institutionCode: string) => boolean;
}

/** Conversations begun in one go: an inquiry over the whole country must keep neither others nor its own first replies waiting. */
const BEGUN_AT_ONCE = 200;

/** A call that was given up is over at the next look of its deadlines; what it wrote takes a little longer. */
const ABANDONED_WITHIN_MS = 2000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** setTimeout waits no longer than this; a longer wait would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Owns the lanes of the institutions we call: takes requests over, sends each through its institution's lane, and keeps
 * them until their one outcome is durable.
 */
export class PushDispatcher extends DispatchHandover {
  /** Requests under way here, so that one handed over twice is sent once. */
  readonly #underWay = new Set<number>();
  readonly #cancels = new Map<string, { controller: AbortController; open: number }>();
  readonly #profiles: InstitutionProfiles;
  readonly #unwatch: () => void;
  /** Conversations until their next poll. */
  readonly #polls = new Map<PushConversation, NodeJS.Timeout>();
  readonly #tools: ConversationTools;
  /** Taken over and not begun yet, offer by offer: they take turns. */
  #waiting: PushWork[][] = [];
  #turn: NodeJS.Immediate | undefined;
  #stopping = false;

  constructor(private readonly options: PushDispatcherOptions) {
    super();
    this.#profiles = new InstitutionProfiles(options);
    this.#tools = {
      collector: options.collector,
      call: options.call,
      officers: options.officers,
      observer: options.observer,
      profileNow: (begunWith) => this.#profileNow(begunWith),
      resubmit: (conversation) => this.#at(conversation.nextPollAtMs, conversation),
      over: ({ work }) => this.#leave(work),
      stopping: () => this.#stopping,
    };
    // What waits in a lane follows a change too, not only what comes next.
    this.#unwatch = options.registry.onChange(({ list }) => {
      for (const record of list) options.lanes.update(record);
    });
  }

  /** Requests under way. */
  get size(): number {
    return this.#underWay.size;
  }

  override offer(work: readonly PushWork[]): void {
    this.#beginSome(work.filter((one) => this.#take(one)));
  }

  override cancel(inquiryId: string): void {
    const entry = this.#cancels.get(inquiryId);
    if (entry === undefined) return;
    entry.controller.abort();
    for (const [conversation, timer] of this.#polls) {
      if (conversation.work.inquiryId !== inquiryId) continue;
      clearTimeout(timer);
      this.#submit(conversation);
    }
    this.options.lanes.sweep(Date.now());
  }

  /**
   * Gives institutions up: nothing more of theirs starts here, calls under way have `graceMs` to end and are given up then. What has no
   * outcome is found in PostgreSQL by whoever has them next.
   */
  async release(which: (institutionCode: string) => boolean, graceMs: number): Promise<void> {
    const { lanes, call, collector } = this.options;
    for (const [conversation, timer] of this.#polls) {
      if (!which(conversation.work.institutionCode)) continue;
      clearTimeout(timer);
      this.#polls.delete(conversation);
      this.#leave(conversation.work);
    }
    this.#waiting = this.#waiting.map((offer) => this.#without(offer, which)).filter((offer) => offer.length > 0);
    lanes.release(which);
    const giveUpAt = Date.now() + graceMs;
    while (lanes.running(which) > 0 && Date.now() < giveUpAt) await pause();
    call.abandon(which);
    const leaveAt = Date.now() + ABANDONED_WITHIN_MS;
    while (lanes.running(which) > 0 && Date.now() < leaveAt) await pause();
    lanes.forget(which);
    await collector.drain();
  }

  /** Starts nothing new, waits for calls under way and their commits. What was not sent is found again at the next start. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    this.#unwatch();
    clearImmediate(this.#turn);
    for (const timer of this.#polls.values()) clearTimeout(timer);
    this.options.lanes.stop();
    const giveUpAt = Date.now() + graceMs;
    while (this.#running() > 0 && Date.now() < giveUpAt) await pause();
    await this.options.collector.drain();
    await this.options.call.close();
  }

  #without(offer: readonly PushWork[], which: (institutionCode: string) => boolean): PushWork[] {
    for (const work of offer) if (which(work.institutionCode)) this.#leave(work);
    return offer.filter(({ institutionCode }) => !which(institutionCode));
  }

  #running(): number {
    let running = 0;
    for (const state of this.options.lanes.states()) running += state.running;
    return running;
  }

  /** @returns false when there is nothing to do for it. */
  #take(work: PushWork): boolean {
    if (this.#stopping || this.#underWay.has(work.id) || this.options.owns?.(work.institutionCode) === false) return false;
    if (work.cancelled === true) {
      this.#unasked(work, { kind: 'unavailable', cause: 'cancelled' });
      return false;
    }
    // A callback that is still awaited needs no call; the exchange and the deadline sweeper end it.
    if (work.conversation?.state === 'callback') return false;
    this.#underWay.add(work.id);
    this.#enter(work.inquiryId);
    return true;
  }

  /** Begins the first of an offer now and the rest by and by. */
  #beginSome(offer: PushWork[]): void {
    for (const work of offer.slice(0, BEGUN_AT_ONCE)) this.#begin(work);
    if (offer.length > BEGUN_AT_ONCE) this.#waiting.push(offer.slice(BEGUN_AT_ONCE));
    if (this.#waiting.length === 0) return;
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.#beginSome(this.#waiting.shift() ?? []);
    });
  }

  #begin(work: PushWork): void {
    const record = this.options.registry.get(work.institutionCode);
    const profile = record && this.#profiles.of(record);
    if (record === undefined || profile === undefined) {
      this.#leave(work);
      const detail = record === undefined ? 'the institution is no longer registered' : 'no adapter or endpoint for this institution';
      return this.#unasked(work, { kind: 'not-supported', detail });
    }
    this.options.observer?.entered?.(work.institutionCode);
    const conversation = new PushConversation(work, this.#tools, profile, this.#cancels.get(work.inquiryId)!.controller.signal);
    if (work.conversation?.askAgainAt != null) this.#at(work.conversation.askAgainAt.getTime(), conversation);
    else this.options.lanes.submit(record, conversation);
  }

  /** A conversation follows its institution to a new address or secret, but speaks the contract it began with. */
  #profileNow(begunWith: InstitutionProfile): InstitutionProfile {
    const record = this.options.registry.get(begunWith.record.code);
    const profile = record && this.#profiles.of(record);
    return profile?.adapter === begunWith.adapter ? profile : begunWith;
  }

  #at(atMs: number, conversation: PushConversation): void {
    const waitMs = Math.max(0, Math.min(atMs, conversation.deadlineMs) - Date.now());
    const wake = (): void => (waitMs > LONGEST_TIMER_MS ? this.#at(atMs, conversation) : this.#submit(conversation));
    this.#polls.set(conversation, setTimeout(wake, Math.min(waitMs, LONGEST_TIMER_MS)));
  }

  #submit(conversation: PushConversation): void {
    this.#polls.delete(conversation);
    if (this.options.owns?.(conversation.work.institutionCode) === false) this.#leave(conversation.work);
    else this.options.lanes.submit(conversation.record, conversation);
  }

  /** Ends a request that is not sent. If that cannot be stored now, the next recovery finds it. */
  #unasked(work: PushWork, outcome: QueryOutcome): void {
    void this.options.collector
      .collect({
        requestId: work.id,
        inquiryId: work.inquiryId,
        institutionCode: work.institutionCode,
        outcome,
        via: 'gateway',
        exchangeId: null,
        acceptedAtMs: work.acceptedAt.getTime(),
        sentAtMs: null,
        receivedAtMs: null,
        waitedMs: 0,
      })
      .catch(() => undefined);
  }

  #enter(inquiryId: string): void {
    const entry = this.#cancels.get(inquiryId);
    if (entry === undefined) this.#cancels.set(inquiryId, { controller: new AbortController(), open: 1 });
    else entry.open += 1;
  }

  #leave(work: PushWork): void {
    this.#underWay.delete(work.id);
    this.options.collector.askingOver(work.inquiryId, work.id);
    const entry = this.#cancels.get(work.inquiryId);
    if (entry !== undefined && --entry.open === 0) this.#cancels.delete(work.inquiryId);
  }
}
