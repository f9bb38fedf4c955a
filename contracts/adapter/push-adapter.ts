import type { PushControls } from './control-adapter.js';
import type { AdapterManifest } from './manifest.js';
import type { QueryOutcome, Unavailability } from './outcome.js';
import type { QueryRequest } from './query-request.js';
import type { Sensitive } from './sensitive.js';

/** What an adapter may know of the institution it describes a call for. */
export interface PushInstitution {
  readonly code: string;
  readonly name: string;
  /** Secrets of this institution, resolved from the credentials reference; empty when it has none. */
  readonly credentials: Readonly<Record<string, Sensitive>>;
  /** Where the institution reaches our exchange for callbacks, no trailing slash; for contracts that answer later. */
  readonly callbackBaseUrl: string;
}

/** An HTTP call as data. The core resolves `path` against the institution's endpoint and sends it; nothing else does. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Begins with `/`; relative to the institution's endpoint. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface HttpReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/**
 * What a reply means. `ticket`: ask again later with the ticket. `callback`: the institution will call us back.
 * `retry`: nothing was decided and the same question may be sent again (queries only).
 */
export type PushReading =
  | { readonly state: 'final'; readonly outcome: QueryOutcome }
  | { readonly state: 'ticket'; readonly ticket: string; readonly askAgainInMs: number }
  | { readonly state: 'callback' }
  | {
      readonly state: 'retry';
      readonly cause: Unavailability;
      readonly detail: string;
      readonly afterMs?: number;
      /** After a poll: `poll` keeps the ticket, `ask` (unless said otherwise) asks the whole question anew. */
      readonly again?: 'ask' | 'poll';
    };

/** One answer inside a callback, found again by our request number. */
export interface CallbackAnswer {
  readonly requestNumber: string;
  readonly outcome: QueryOutcome;
}

export type CallbackReading =
  | { readonly state: 'accepted'; readonly answers: readonly CallbackAnswer[] }
  /** Signature, time stamp or form is wrong: answered with 401 or 400, kept as evidence, nothing changes. */
  | { readonly state: 'rejected'; readonly cause: 'signature' | 'stale' | 'unreadable'; readonly detail: string };

/**
 * A contract whose institutions we call. Pure functions over bytes and data: no I/O, no clock of its own beyond the
 * moments passed in, no state between calls.
 */
export interface PushAdapter {
  readonly manifest: AdapterManifest & { readonly channel: 'push' };
  /** How the institution answers; decides what the core waits for. */
  readonly answers: 'synchronous' | 'ticket' | 'callback';
  /** @throws never for a request the manifest supports. */
  describeQuery(request: QueryRequest, institution: PushInstitution): HttpCall;
  /** Reads any reply, also error statuses. Never throws: what cannot be read is `defective`. */
  readReply(reply: HttpReply, request: QueryRequest): PushReading;
  /** For `ticket` contracts: how to ask again. */
  describePoll?(ticket: string, request: QueryRequest, institution: PushInstitution): HttpCall;
  /** For `ticket` contracts: reads the reply to a poll; defaults to `readReply`. */
  readPoll?(reply: HttpReply, request: QueryRequest): PushReading;
  /** For `callback` contracts: checks the signature and reads the answers. */
  readCallback?(
    call: { readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Uint8Array; readonly receivedAt: Date },
    institution: PushInstitution,
  ): CallbackReading;
  /** For `callback` contracts: checks that an answer speaks of the person asked about; returns the outcome to keep. */
  checkCallbackAnswer?(answer: CallbackAnswer, request: QueryRequest): QueryOutcome;
  /** Measures, for contracts that offer any. */
  readonly controls?: PushControls;
}
