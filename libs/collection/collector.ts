import { hash } from 'node:crypto';
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
import type { CollectedAnswer } from './collected-answer.js';
import { InquiryWatch, type WatchedOutcome } from './inquiry-watch.js';

/** Told about every commit; must not throw. */
export interface CollectorObserver {
  groupCommitted(size: number, seconds: number): void;
  /** An outcome became durable. `seconds`: from the acceptance of the request; `late`: it became a further version. */
  outcomeCommitted(institutionCode: string, kind: string, seconds: number, late: boolean): void;
  inquiryCompleted(progress: InquiryProgress): void;
}

/** An exchange before it has an id and digests. */
export type NewExchange = Omit<ExchangeRow, 'id' | 'sent' | 'received'> & {
  readonly sentBytes: Buffer | null;
  readonly receivedBytes: Buffer | null;
};

/**
 * Where every answer goes, from whichever side it came: made durable in groups, counted once, told to whoever waits.
 * When `collect` resolves, the answer survives a crash at any instruction (I6).
 */
export class Collector {
  readonly #writer: GroupCommit<AnswerItem, AnswerResult>;
  readonly #exchangeIds: IdBlocks;
  readonly #watches = new Map<string, Set<InquiryWatch>>();
  readonly #listeners = new Set<(inquiryId: string) => void>();

  constructor(
    database: Database,
    private readonly observer: CollectorObserver,
    options: { patienceMs?: number } = {},
  ) {
    this.#exchangeIds = new IdBlocks(database, 'exchange_id_block');
    this.#writer = createAnswerWriter(database, {
      patienceMs: options.patienceMs ?? 15_000,
      onGroup: (size, seconds) => this.observer.groupCommitted(size, seconds),
      onProgress: (progress) => {
        for (const one of progress) this.#progressed(one);
      },
    });
  }

  /** Answers and exchanges not yet durable. */
  get depth(): number {
    return this.#writer.depth;
  }

  /** Gives an exchange its id and digests; pass it to {@link collect} or {@link record}. */
  async exchange(exchange: NewExchange): Promise<ExchangeRow> {
    const [id] = await this.#exchangeIds.take(1);
    const { sentBytes, receivedBytes, ...rest } = exchange;
    return { ...rest, id: id!, sent: withDigest(sentBytes), received: withDigest(receivedBytes) };
  }

  /** Makes an answer durable, together with the exchange it came in (unless that was recorded before). */
  async collect(answer: CollectedAnswer, exchange?: ExchangeRow): Promise<AnswerResult> {
    const result = await this.#writer.add({
      ...(exchange === undefined ? {} : { exchange }),
      answer: {
        requestId: answer.requestId,
        inquiryId: answer.inquiryId,
        kind: answer.outcome.kind,
        content: toStorableJson(answer.outcome),
        via: answer.via,
        exchangeId: answer.exchangeId,
        acceptedAtMs: answer.acceptedAtMs,
        sentAtMs: answer.sentAtMs,
        receivedAtMs: answer.receivedAtMs,
        waitedMs: Math.max(0, Math.round(answer.waitedMs)),
        ...(answer.supplements === undefined ? {} : { supplements: answer.supplements }),
      },
    });
    if (result.status === 'committed' || result.status === 'merged') this.#told(answer, result);
    return result;
  }

  /** Makes an exchange durable that decided nothing (a failed attempt, a poll), or where a conversation stands. */
  async record(exchange: ExchangeRow | undefined, conversation?: ConversationRow): Promise<void> {
    await this.#writer.add({ ...(exchange === undefined ? {} : { exchange }), ...(conversation === undefined ? {} : { conversation }) });
  }

  /** Holds the outcomes of an inquiry in memory for somebody who waits. Watch before the first request is sent. */
  watch(inquiryId: string, total: number): InquiryWatch {
    const watch = new InquiryWatch(inquiryId, total, () => {
      const watches = this.#watches.get(inquiryId);
      watches?.delete(watch);
      if (watches?.size === 0) this.#watches.delete(inquiryId);
    });
    const watches = this.#watches.get(inquiryId);
    if (watches === undefined) this.#watches.set(inquiryId, new Set([watch]));
    else watches.add(watch);
    return watch;
  }

  /** Calls back after every commit that added an outcome, with the inquiry's id. @returns how to stop it. */
  onOutcome(listener: (inquiryId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when everything handed over so far is durable or rejected. */
  async drain(): Promise<void> {
    await this.#writer.drain();
  }

  #told(answer: CollectedAnswer, result: AnswerResult): void {
    const committedAtMs = result.committedAtMs ?? Date.now();
    this.observer.outcomeCommitted(answer.institutionCode, answer.outcome.kind, (committedAtMs - answer.acceptedAtMs) / 1000, result.status === 'merged');
    const watches = this.#watches.get(answer.inquiryId);
    if (watches !== undefined) {
      const told: WatchedOutcome = { ...answer, version: result.version, committedAtMs };
      for (const watch of watches) watch.record(told);
    }
    for (const listener of this.#listeners) listener(answer.inquiryId);
  }

  #progressed(progress: InquiryProgress): void {
    if (progress.completedAtMs === null) return;
    this.observer.inquiryCompleted(progress);
    for (const watch of this.#watches.get(progress.inquiryId) ?? []) watch.completedAtMs = progress.completedAtMs;
  }
}

/** PostgreSQL's jsonb holds every Unicode text but NUL; an institution's NUL becomes U+FFFD, its raw bytes are kept anyway. */
function toStorableJson(outcome: QueryOutcome): string {
  const text = JSON.stringify(outcome);
  return text.includes('\\u0000') ? JSON.stringify(outcome, (_key, value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value)) : text;
}

function withDigest(bytes: Buffer | null): { bytes: Buffer; digest: Buffer } | null {
  return bytes === null ? null : { bytes, digest: hash('sha256', bytes, 'buffer') };
}
