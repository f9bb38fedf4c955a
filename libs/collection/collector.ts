import type { QueryOutcome } from '#contracts/adapter';
import {
  createAnswerWriter,
  IdBlocks,
  type AnswerItem,
  type AnswerResult,
  type ConversationRow,
  type Database,
  type ExchangeRow,
  type GroupCommit,
  type InquiryProgress,
} from '#libs/store';
import { AskedNow } from './asked-now.js';
import type { CollectedAnswer } from './collected-answer.js';
import { InquiryWatch, type WatchedOutcome } from './inquiry-watch.js';

/** Told about every commit; must not throw. */
export interface CollectorObserver {
  groupCommitted(size: number, seconds: number): void;
  /** An outcome became durable. `seconds`: from the acceptance of the request; `late`: it became a further version. */
  outcomeCommitted(institutionCode: string, kind: string, seconds: number, late: boolean): void;
  inquiryCompleted(progress: InquiryProgress): void;
}

/** `requestId` is undefined when it was no outcome that became durable; `elsewhere`: another process committed something of the inquiry. */
export type OutcomeListener = (requestId: number | 'elsewhere' | undefined) => void;

/** Tells other processes of commits of this one, or that a request of the inquiry left for its institution (`asked`). Must not throw. */
export type TellOthers = (inquiryId: string, complete: boolean, asked?: number) => void;

/** An exchange before it has an id. */
export type NewExchange = Omit<ExchangeRow, 'id'>;

/**
 * Where every answer goes, from whichever side it came: made durable in groups, counted once, told to whoever waits.
 * When `collect` resolves, the answer survives a crash at any instruction (I6).
 */
export class Collector {
  readonly #writer: GroupCommit<AnswerItem, AnswerResult>;
  readonly #exchangeIds: IdBlocks;
  readonly #watches = new Map<string, Set<InquiryWatch>>();
  readonly #listeners = new Map<string, Set<OutcomeListener>>();
  readonly #askedListeners = new Map<string, Set<(requestId: number) => void>>();
  readonly #askedNow = new AskedNow();
  readonly #tellOthers: TellOthers | undefined;
  #noWaiting = false;

  constructor(
    database: Database,
    private readonly observer: CollectorObserver,
    options: { patienceMs?: number; tellOthers?: TellOthers } = {},
  ) {
    this.#tellOthers = options.tellOthers;
    this.#exchangeIds = new IdBlocks(database, 'exchange_id_block');
    this.#writer = createAnswerWriter(database, {
      patienceMs: options.patienceMs ?? 15_000,
      onGroup: (size, seconds) => this.observer.groupCommitted(size, seconds),
      onProgress: (progress) => {
        for (const one of progress) this.#progressed(one);
      },
    });
  }

  /** Whether others commit outcomes too: what this process was told of is then not all there is. */
  get isShared(): boolean {
    return this.#tellOthers !== undefined;
  }

  /**
   * Another process committed something of an inquiry, the last of it with `complete`. Without an inquiry: something may have been missed,
   * and whoever waits looks.
   */
  heard(inquiryId?: string, complete = false): void {
    const listeners = inquiryId === undefined ? [...this.#listeners.values()].flatMap((of) => [...of]) : (this.#listeners.get(inquiryId) ?? []);
    for (const listener of listeners) listener('elsewhere');
    if (inquiryId !== undefined && complete) this.#askedNow.forget(inquiryId);
    if (inquiryId !== undefined && complete) for (const watch of this.#watches.get(inquiryId) ?? []) watch.completed();
  }

  /** Whoever waits for answers gets what there is: this process is about to end. */
  endWaiting(): void {
    this.#noWaiting = true;
    for (const watches of this.#watches.values()) for (const watch of watches) watch.completed();
    this.heard();
  }

  /** False once nobody is to wait any more. */
  get mayWait(): boolean {
    return !this.#noWaiting;
  }

  /** Answers and exchanges not yet durable. */
  get depth(): number {
    return this.#writer.depth;
  }

  /** Gives an exchange its id; pass it to {@link collect} or {@link record}. */
  async exchange(exchange: NewExchange): Promise<ExchangeRow> {
    return { ...exchange, id: this.#exchangeIds.next() ?? (await this.#exchangeIds.take(1))[0]! };
  }

  /** Makes an answer durable, together with the exchange it came in (unless that was recorded before). */
  async collect(answer: CollectedAnswer, exchange?: ExchangeRow): Promise<AnswerResult> {
    const { outcome, content } = storable(answer.outcome);
    const result = await this.#writer.add({
      ...(exchange === undefined ? {} : { exchange }),
      answer: {
        requestId: answer.requestId,
        inquiryId: answer.inquiryId,
        kind: outcome.kind,
        content,
        ...(outcome.kind === 'found' ? { assets: outcome.assets.length } : {}),
        via: answer.via,
        exchangeId: answer.exchangeId,
        acceptedAtMs: answer.acceptedAtMs,
        sentAtMs: answer.sentAtMs,
        receivedAtMs: answer.receivedAtMs,
        waitedMs: Math.min(Math.max(0, Math.round(answer.waitedMs)), LARGEST_INTEGER),
        ...(answer.conversed === true ? { conversed: true } : {}),
        ...(answer.supplements === undefined ? {} : { supplements: answer.supplements }),
      },
    });
    if (result.status === 'committed' || result.status === 'merged') this.#told(answer, outcome, result);
    return result;
  }

  /** Makes an exchange durable that decided nothing (a failed attempt, a poll), or where a conversation stands. */
  async record(exchange: ExchangeRow | undefined, conversation?: ConversationRow): Promise<void> {
    await this.#writer.add({ ...(exchange === undefined ? {} : { exchange }), ...(conversation === undefined ? {} : { conversation }) });
  }

  /** Holds the outcomes of an inquiry in memory for somebody who waits. Watch before the first request is sent. */
  watch(inquiryId: string, total: number): InquiryWatch {
    const watch = new InquiryWatch(inquiryId, total, () => removeFrom(this.#watches, inquiryId, watch));
    addTo(this.#watches, inquiryId, watch);
    if (this.#noWaiting) watch.completed();
    return watch;
  }

  /** A request leaves for its institution, and whoever follows the inquiry is told; nothing of it is durable yet. */
  asking(inquiryId: string, requestId: number): void {
    if (!this.#askedNow.add(inquiryId, requestId)) return;
    this.#tellOthers?.(inquiryId, false, requestId);
    for (const listener of this.#askedListeners.get(inquiryId) ?? []) listener(requestId);
  }

  /** Another process said so. */
  heardAsking(inquiryId: string, requestId: number): void {
    if (!this.#askedNow.add(inquiryId, requestId)) return;
    for (const listener of this.#askedListeners.get(inquiryId) ?? []) listener(requestId);
  }

  /** It is asked by this process no more, whatever became of it. */
  askingOver(inquiryId: string, requestId: number): void {
    this.#askedNow.over(inquiryId, requestId);
  }

  /** Requests that left, as far as this process knows; some of them may have their outcome. */
  askedNow(inquiryId: string): number[] {
    return this.#askedNow.of(inquiryId);
  }

  /** Calls back with every request of the inquiry that leaves. @returns how to stop it. */
  onAsking(inquiryId: string, listener: (requestId: number) => void): () => void {
    addTo(this.#askedListeners, inquiryId, listener);
    return () => removeFrom(this.#askedListeners, inquiryId, listener);
  }

  /**
   * Calls back after every commit of this process that added an outcome to the inquiry, with its request, and after
   * {@link announce}. @returns how to stop it.
   */
  onOutcome(inquiryId: string, listener: OutcomeListener): () => void {
    addTo(this.#listeners, inquiryId, listener);
    return () => removeFrom(this.#listeners, inquiryId, listener);
  }

  /** Something else about the inquiry became durable that whoever follows it wants to see. */
  announce(inquiryId: string): void {
    this.#tellOthers?.(inquiryId, false);
    for (const listener of this.#listeners.get(inquiryId) ?? []) listener(undefined);
  }

  /** Resolves when everything handed over so far is durable or rejected. */
  async drain(): Promise<void> {
    await this.#writer.drain();
  }

  #told(answer: CollectedAnswer, outcome: QueryOutcome, result: AnswerResult): void {
    const committedAtMs = result.committedAtMs ?? Date.now();
    this.#askedNow.over(answer.inquiryId, answer.requestId);
    this.observer.outcomeCommitted(answer.institutionCode, outcome.kind, (committedAtMs - answer.acceptedAtMs) / 1000, result.status === 'merged');
    const watches = this.#watches.get(answer.inquiryId);
    if (watches !== undefined) {
      const told: WatchedOutcome = { ...answer, outcome, version: result.version, committedAtMs };
      for (const watch of watches) watch.record(told);
    }
    for (const listener of this.#listeners.get(answer.inquiryId) ?? []) listener(answer.requestId);
    this.#tellOthers?.(answer.inquiryId, false);
  }

  #progressed(progress: InquiryProgress): void {
    if (progress.completedAtMs === null) return;
    this.observer.inquiryCompleted(progress);
    for (const watch of this.#watches.get(progress.inquiryId) ?? []) {
      watch.completedAtMs = progress.completedAtMs;
      // The others' outcomes are not in it.
      if (this.isShared) watch.completed();
    }
    this.#tellOthers?.(progress.inquiryId, true);
  }
}

/** What an integer column holds; a request may wait for longer than the 24.8 days this makes in milliseconds. */
const LARGEST_INTEGER = 2 ** 31 - 1;

/**
 * The outcome as it can be stored. PostgreSQL's jsonb holds every Unicode text but NUL and half surrogate pairs; both become
 * U+FFFD, in names too. `JSON.stringify` always writes them as escapes. The raw bytes are kept anyway.
 */
function storable(outcome: QueryOutcome): { readonly outcome: QueryOutcome; readonly content: string } {
  const text = JSON.stringify(outcome);
  if (!text.includes('\\u')) return { outcome, content: text };
  const content = text.replace(/\\(?:\\|u(?:0000|d[89a-f][0-9a-f]{2}))/g, (escape) => (escape === '\\\\' ? escape : '\\ufffd'));
  return { outcome: JSON.parse(content) as QueryOutcome, content };
}

function addTo<Value>(sets: Map<string, Set<Value>>, key: string, value: Value): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function removeFrom<Value>(sets: Map<string, Set<Value>>, key: string, value: Value): void {
  const set = sets.get(key);
  set?.delete(value);
  if (set?.size === 0) sets.delete(key);
}
