import type { Dispatcher } from 'undici';
import type { HttpCall, HttpReply, Unavailability } from '#contracts/adapter';
import { CallDeadlines, type Abortable } from './call-deadlines.js';
import { isRefusedHost } from '#libs/institutions';
import { Connections, REFUSED_ADDRESS, type ConnectionTls } from './connections.js';

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
  /** Our client certificate there, and whom we believe; without it the authorities Node.js knows, and no certificate of ours. */
  readonly tls?: ConnectionTls;
}

/** What happened in one call: the reply, or why there is none, with both times and the bytes on both sides. */
export interface CallRecord {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly sent: Buffer | null;
  readonly reply: HttpReply | null;
  readonly failure: CallFailure | null;
  /** False only when it is certain that no byte of the call left: no connection was made for it. */
  readonly left: boolean;
}

export interface CallFailure {
  readonly cause: Extract<Unavailability, 'connect-failed' | 'timeout' | 'cancelled'> | 'oversized';
  /** In words of ours; never holds what was sent or received. */
  readonly detail: string;
}

/**
 * Sends what a push adapter described. The only place that talks to institutions: sizes, times and failures are the same
 * for all of them. Each institution has connections of its own, so one that hangs holds no socket of another.
 */
export class InstitutionCall {
  readonly #lines = new Map<string, Line>();
  readonly #deadlines = new CallDeadlines();
  #closed = false;

  /** @param mayCall looked at right before the first byte: false when the institution is another process's to call */
  constructor(private readonly mayCall: (institutionCode: string) => boolean = () => true) {}

  /**
   * Never rejects: a failure is part of the record.
   * @param deadlineMs epoch milliseconds at which the call is given up even if the institution's own timeout is longer.
   * @param leaves told right before the first byte, once there is a connection; must not throw
   */
  send(call: HttpCall, target: CallTarget, deadlineMs: number, cancelled?: AbortSignal, leaves?: () => void): Promise<CallRecord> {
    return new Promise((resolve) => {
      const startedAtMs = Date.now();
      const sent = call.body === undefined ? null : Buffer.from(call.body as string);
      const underWay: CallUnderWay = new CallUnderWay(target.code, startedAtMs, sent, target.maxMessageBytes, (record) => {
        this.#deadlines.remove(underWay);
        resolve(record);
      }, leaves);
      if (cancelled?.aborted) return underWay.fail('cancelled', 'cancelled before sending');
      if (this.#closed) return underWay.fail('connect-failed', 'we are going down');
      if (!this.mayCall(target.code)) return underWay.fail('cancelled', 'the institution is called by another process');
      const line = this.#line(target);
      if (line.isRefused) return underWay.fail('connect-failed', REFUSED_ADDRESS);
      this.#deadlines.add(underWay, Math.min(startedAtMs + target.responseTimeoutMs, deadlineMs), cancelled);
      const { connections, base } = line;
      connections.dispatch({ path: base + call.path, method: call.method, headers: call.headers as Record<string, string>, body: sent }, underWay);
    });
  }

  /** Gives up the calls under way to these institutions: they end as `cancelled`. */
  abandon(which: (institutionCode: string) => boolean): void {
    for (const call of this.#deadlines.active()) if (call instanceof CallUnderWay && which(call.institutionCode)) call.abort('cancelled');
  }

  /** Ends all connections; calls under way and later ones end as `connect-failed`. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#deadlines.stop();
    await Promise.all([...this.#lines.values()].map(({ connections }) => connections.destroy()));
    this.#lines.clear();
  }

  #line(target: CallTarget): Line {
    const known = this.#lines.get(target.code);
    if (known !== undefined && sameConnection(known.target, target)) return known;
    // The institution was changed: calls under way finish on the old connections.
    known?.connections.close();
    const url = new URL(target.endpoint);
    const entry = {
      target,
      isRefused: isRefusedHost(url.hostname),
      base: url.pathname.replace(/\/$/, ''),
      connections: new Connections(url.origin, { most: target.connections, connectTimeoutMs: target.connectTimeoutMs, ...(target.tls === undefined ? {} : { tls: target.tls }) }),
    };
    this.#lines.set(target.code, entry);
    return entry;
  }
}

interface Line {
  readonly target: CallTarget;
  readonly connections: Connections;
  readonly base: string;
  /** An address where no institution can be, written into the register by some other way than ours. */
  readonly isRefused: boolean;
}

const sameConnection = (a: CallTarget, b: CallTarget): boolean =>
  a === b || (a.endpoint === b.endpoint && a.connections === b.connections && a.connectTimeoutMs === b.connectTimeoutMs && sameTls(a.tls, b.tls));

const sameTls = (a: ConnectionTls | undefined, b: ConnectionTls | undefined): boolean => a?.ca === b?.ca && a?.certificate === b?.certificate && a?.key === b?.key;

/**
 * One call as undici tells of it. Bodies are gathered here instead of in a stream: a stream costs half as much again as the
 * whole call. The first end counts; what undici tells afterwards is ignored.
 */
class CallUnderWay implements Dispatcher.DispatchHandler, Abortable {
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: HttpReply['headers'] = {};
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #over = false;
  #left = false;

  constructor(
    readonly institutionCode: string,
    private readonly startedAtMs: number,
    private readonly sent: Buffer | null,
    private readonly limit: number,
    private readonly end: (record: CallRecord) => void,
    private readonly leaves?: () => void,
  ) {}

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Told before the first byte is written.
    this.#left = !this.#over;
    if (this.#left) this.leaves?.();
    // Given up while it waited for a connection: nothing is sent any more.
    if (this.#over) controller.abort(new Error('given up'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#status = status;
    this.#headers = singleTexts(headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.limit) this.fail('oversized', `the reply is larger than ${this.limit} bytes`);
    // A chunk is a view of the socket's buffer, which undici uses again.
    else this.#chunks.push(Buffer.from(chunk));
  }

  onResponseEnd(): void {
    const body = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks, this.#size);
    this.#finish({ status: this.#status, headers: this.#headers, body }, null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#finish(null, { cause: 'connect-failed', detail: codeOf(error) });
  }

  abort(cause: 'timeout' | 'cancelled'): void {
    this.fail(cause, cause === 'cancelled' ? 'cancelled' : `no complete reply within ${Date.now() - this.startedAtMs} ms`);
  }

  fail(cause: CallFailure['cause'], detail: string): void {
    this.#finish(null, { cause, detail });
    this.#controller?.abort(new Error('given up'));
  }

  #finish(reply: HttpReply | null, failure: CallFailure | null): void {
    if (this.#over) return;
    this.#over = true;
    this.end({ startedAtMs: this.startedAtMs, endedAtMs: Date.now(), sent: this.sent, reply, failure, left: this.#left });
  }
}

/** A header that came several times as one text, joined as RFC 9110 §5.3 says. */
function singleTexts(headers: Record<string, string | string[] | undefined>): HttpReply['headers'] {
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) headers[name] = value.join(', ');
  }
  return headers as HttpReply['headers'];
}

/** Codes only: messages of the network stack may carry addresses and bodies. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'the connection failed';
}
