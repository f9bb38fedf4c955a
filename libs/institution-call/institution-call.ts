import { EventEmitter } from 'node:events';
import { Pool, type Dispatcher } from 'undici';
import type { HttpCall, HttpReply, Unavailability } from '#contracts/adapter';

/** Where and within which limits an institution is called. */
export interface CallTarget {
  readonly code: string;
  /** Base address; a path of it stays in front of the call's path. */
  readonly endpoint: string;
  readonly connectTimeoutMs: number;
  readonly responseTimeoutMs: number;
  /** Connections kept to the institution; equals its concurrency. */
  readonly connections: number;
  readonly maxMessageBytes: number;
}

/** What happened in one call: the reply, or why there is none, with both times and the bytes on both sides. */
export interface CallRecord {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly sent: Buffer | null;
  readonly reply: HttpReply | null;
  readonly failure: CallFailure | null;
}

export interface CallFailure {
  readonly cause: Extract<Unavailability, 'connect-failed' | 'timeout' | 'cancelled'> | 'oversized';
  /** In words of ours; never holds what was sent or received. */
  readonly detail: string;
}

/**
 * Sends what a push adapter described. The only place that talks to institutions: sizes, times and failures are the same
 * for all of them. Connections are pooled per institution, so one that hangs holds no socket of another.
 */
export class InstitutionCall {
  readonly #pools = new Map<string, { target: CallTarget; pool: Pool; base: string }>();
  readonly #deadlines = new DeadlineTicks();
  #closed = false;

  /**
   * Never rejects: a failure is part of the record.
   * @param deadlineMs epoch milliseconds at which the call is given up even if the institution's own timeout is longer.
   */
  async send(call: HttpCall, target: CallTarget, deadlineMs: number, cancelled?: AbortSignal): Promise<CallRecord> {
    const startedAtMs = Date.now();
    const sent = call.body === undefined ? null : Buffer.from(call.body as string);
    const fail = (cause: CallFailure['cause'], detail: string): CallRecord => ({
      startedAtMs, endedAtMs: Date.now(), sent, reply: null, failure: { cause, detail },
    });
    if (cancelled?.aborted) return fail('cancelled', 'cancelled before sending');
    if (this.#closed) return fail('connect-failed', 'we are going down');
    const { pool, base } = this.#pool(target);
    // An emitter instead of AbortSignal.timeout(): a fifth of its cost, and thousands of calls share one timer.
    const abort = this.#deadlines.add(Math.min(startedAtMs + target.responseTimeoutMs, deadlineMs), cancelled);
    try {
      const response = await requestUnlessAborted(pool, abort, {
        path: base + call.path,
        method: call.method,
        headers: call.headers as Record<string, string>,
        body: sent,
      });
      const body = await readBody(response.body, target.maxMessageBytes);
      if (body === undefined) return fail('oversized', `the reply is larger than ${target.maxMessageBytes} bytes`);
      return {
        startedAtMs, endedAtMs: Date.now(), sent, failure: null,
        reply: { status: response.statusCode, headers: singleTexts(response.headers), body },
      };
    } catch (error) {
      if (cancelled?.aborted) return fail('cancelled', 'cancelled');
      if (abort.expired) return fail('timeout', `no complete reply within ${Date.now() - startedAtMs} ms`);
      return fail('connect-failed', describe(error));
    } finally {
      this.#deadlines.remove(abort);
    }
  }

  /** Ends all connections; calls under way and later ones end as `connect-failed`. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#deadlines.stop();
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.destroy()));
    this.#pools.clear();
  }

  #pool(target: CallTarget): { pool: Pool; base: string } {
    const known = this.#pools.get(target.code);
    if (known !== undefined && sameConnection(known.target, target)) return known;
    // The institution was changed: calls under way finish on the old connections.
    if (known !== undefined) void known.pool.close().catch(() => undefined);
    const url = new URL(target.endpoint);
    const entry = {
      target,
      base: url.pathname.replace(/\/$/, ''),
      pool: new Pool(url.origin, {
        connections: target.connections,
        pipelining: 1,
        connect: { timeout: target.connectTimeoutMs },
        // The deadline ticks are the one clock of a call.
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveTimeout: 30_000,
      }),
    };
    this.#pools.set(target.code, entry);
    return entry;
  }
}

const sameConnection = (a: CallTarget, b: CallTarget): boolean =>
  a === b || (a.endpoint === b.endpoint && a.connections === b.connections && a.connectTimeoutMs === b.connectTimeoutMs);

/** undici takes notice of an abort only once it is connected; a deadline must not wait for that. */
function requestUnlessAborted(pool: Pool, abort: CallDeadline, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
  return new Promise((resolve, reject) => {
    abort.once('abort', () => reject(new Error('aborted')));
    pool.request({ ...options, signal: abort }).then(resolve, reject);
  });
}

/** A header that came several times as one text, joined as RFC 9110 §5.3 says. */
function singleTexts(headers: Dispatcher.ResponseData['headers']): HttpReply['headers'] {
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) headers[name] = value.join(', ');
  }
  return headers as HttpReply['headers'];
}

async function readBody(body: Dispatcher.ResponseData['body'], limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      body.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
}

/** Codes only: messages of the network stack may carry addresses and bodies. */
function describe(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'the connection failed';
}

/** What undici takes for an abort signal, with the moment at which it fires. */
class CallDeadline extends EventEmitter {
  expired = false;

  constructor(
    readonly atMs: number,
    readonly cancelled: AbortSignal | undefined,
  ) {
    super();
  }
}

const TICK_MS = 20;

/** One timer for all calls under way; it runs only while there are any. */
class DeadlineTicks {
  readonly #active = new Set<CallDeadline>();
  #timer: NodeJS.Timeout | undefined;

  add(atMs: number, cancelled: AbortSignal | undefined): CallDeadline {
    const deadline = new CallDeadline(atMs, cancelled);
    this.#active.add(deadline);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    return deadline;
  }

  remove(deadline: CallDeadline): void {
    this.#active.delete(deadline);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (this.#active.size === 0) return this.stop();
    const now = Date.now();
    for (const deadline of this.#active) {
      if (deadline.atMs <= now) deadline.expired = true;
      else if (!deadline.cancelled?.aborted) continue;
      this.#active.delete(deadline);
      deadline.emit('abort');
    }
  }
}
