import type { QueryOutcome } from '#contracts/adapter';
import type { InquiryResultDto, InstitutionAnswerDto } from '#contracts/http';
import type { Collector } from '#libs/collection';
import { DispatchHandover, type PushWork } from '#libs/push-dispatch';

/** What an answer is besides its outcome. */
export interface AnswerOptions {
  /** Which obligor; the first one asked about when absent. */
  readonly obligorId?: string;
  /** Bytes of the exchange it comes in; no exchange is kept without any. */
  readonly sent?: Buffer;
  readonly received?: Buffer;
  readonly failure?: string;
  /** Milliseconds between sending and receiving. */
  readonly tookMs?: number;
}

/** Stands for dispatcher, exchange and all institutions: keeps what it is handed over, and answers when it is told to. */
export class AskedInstitutions extends DispatchHandover {
  readonly offered: PushWork[] = [];
  readonly cancelled: string[] = [];

  constructor(private readonly collector: Collector) {
    super();
  }

  override offer(work: readonly PushWork[]): void {
    this.offered.push(...work);
  }

  override cancel(inquiryId: string): void {
    this.cancelled.push(inquiryId);
  }

  /** An institution answers; resolves when that is durable. @returns the id of the exchange it came in */
  async answer(result: InquiryResultDto, institutionCode: string, outcome: QueryOutcome, options: AnswerOptions = {}): Promise<number | null> {
    const asked = result.answers.find(({ institution, obligorId }) => institution.code === institutionCode && (options.obligorId ?? obligorId) === obligorId);
    if (asked === undefined) throw new Error(`${institutionCode} was not asked`);
    return this.#collect(result, asked, outcome, options);
  }

  /** Everybody who has not answered says that there is nothing. */
  async answerAll(result: InquiryResultDto): Promise<void> {
    const open = result.answers.filter(({ state }) => state === 'waiting');
    await Promise.all(open.map((asked) => this.#collect(result, asked, { kind: 'nothing-found' }, {})));
  }

  async #collect(result: InquiryResultDto, asked: InstitutionAnswerDto, outcome: QueryOutcome, options: AnswerOptions): Promise<number | null> {
    const { sent = null, received = null, failure = null, tookMs = 40 } = options;
    const acceptedAtMs = Date.parse(asked.timing.acceptedAt);
    const sentAtMs = acceptedAtMs + 10;
    const receivedAtMs = sentAtMs + tookMs;
    const exchange =
      sent === null && received === null
        ? undefined
        : await this.collector.exchange({
            requestId: asked.requestId, institutionCode: asked.institution.code, operation: 'call', direction: 'out', attempt: 1, startedAtMs: sentAtMs,
            endedAtMs: receivedAtMs, httpStatus: received === null ? null : 200, failure, sent, received,
          });
    await this.collector.collect(
      {
        requestId: asked.requestId, inquiryId: result.id, institutionCode: asked.institution.code, outcome, via: 'push', exchangeId: exchange?.id ?? null,
        acceptedAtMs, sentAtMs, receivedAtMs, waitedMs: 10,
      },
      exchange,
    );
    return exchange?.id ?? null;
  }
}
