import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { InquiryResultDto } from '#contracts/http';

export interface LoadOptions {
  readonly gatewayUrl: string;
  readonly token: string;
  readonly caseIds: readonly string[];
  /** Who is asked. */
  readonly institutions: readonly string[];
  /** Callers that ask one after the other. */
  readonly callers: number;
  /** Between two inquiries of a caller, ms. */
  readonly pauseMs: number;
}

export interface FailedCall {
  readonly atMs: number;
  readonly cause: string;
}

const WAIT_SECONDS = 2;
const AGAIN_MS = 200;
/** A caller that gets no answer for so long gives up: its inquiry counts as lost. */
const GIVE_UP_MS = 60_000;

/**
 * Officers' systems that ask all the time. Each inquiry has its key: a call that broke off is made again under the same one, so that what
 * was accepted is found and what was not is accepted then.
 */
export class Load {
  /** Ids of inquiries that were accepted, by key. */
  readonly accepted = new Map<string, string>();
  readonly failures: FailedCall[] = [];
  /** Keys nobody ever answered. */
  readonly unanswered: string[] = [];
  /** Calls answered, with how long each took (ms). */
  readonly answered: { readonly atMs: number; readonly ms: number }[] = [];
  #stopped = false;
  #running: Promise<unknown> | undefined;

  constructor(private readonly options: LoadOptions) {}

  start(): void {
    this.#running = Promise.all(Array.from({ length: this.options.callers }, (_, index) => this.#caller(index)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  failuresSince(atMs: number): readonly FailedCall[] {
    return this.failures.filter((one) => one.atMs >= atMs);
  }

  async #caller(index: number): Promise<void> {
    const { caseIds, pauseMs } = this.options;
    for (let turn = index; !this.#stopped; turn += 1) {
      await this.#ask(caseIds[turn % caseIds.length]!);
      await delay(pauseMs);
    }
  }

  async #ask(caseId: string): Promise<void> {
    const key = randomUUID();
    const begunMs = Date.now();
    for (;;) {
      const cause = await this.#try(key, caseId);
      if (cause === undefined) return;
      this.failures.push({ atMs: Date.now(), cause });
      if (Date.now() - begunMs > GIVE_UP_MS) return void this.unanswered.push(key);
      await delay(AGAIN_MS);
    }
  }

  /** @returns why it failed; undefined when it did not */
  async #try(key: string, caseId: string): Promise<string | undefined> {
    const begun = performance.now();
    try {
      const response = await fetch(`${this.options.gatewayUrl}/api/v1/inquiries`, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.options.token}`, 'content-type': 'application/json', 'idempotency-key': key, prefer: `wait=${WAIT_SECONDS}` },
        body: JSON.stringify({ caseId, purpose: '多机演练', force: true, institutions: this.options.institutions }),
        signal: AbortSignal.timeout(20_000),
      });
      const body = (await response.json().catch(() => ({ code: 'its answer was cut off' }))) as Partial<InquiryResultDto> & { code?: string };
      if ((response.status !== 200 && response.status !== 202) || body.id === undefined) return `HTTP ${response.status} ${body.code ?? ''}`.trim();
      this.accepted.set(key, body.id);
      this.answered.push({ atMs: Date.now(), ms: performance.now() - begun });
      return undefined;
    } catch (error) {
      const { name, cause } = error as { name?: string; cause?: { code?: string } };
      return cause?.code ?? name ?? 'failed';
    }
  }
}
