/** How long an institution takes, milliseconds. Lognormal looks like real institutions: a median and a long tail. */
export type Latency =
  | { readonly kind: 'fixed'; readonly medianMs: number }
  | { readonly kind: 'uniform'; readonly medianMs: number; readonly spreadMs: number }
  | { readonly kind: 'lognormal'; readonly medianMs: number; readonly p95Ms: number };

/**
 * `refuse` the connection is cut at once (an institution that polls does not poll at all); `unavailable` 503; `hang` taken
 * but never answered while it lasts.
 */
export const OUTAGE_KINDS = ['refuse', 'unavailable', 'hang'] as const;

export interface Outage {
  readonly kind: (typeof OUTAGE_KINDS)[number];
  /** ISO 8601 moment at which it is over by itself; absent = until the rules change. */
  readonly until?: string;
}

/**
 * Ways an answer is spoilt. `wrong-encoding` another character set than agreed (UTF-8 for GBK and the other way round);
 * `half-character` text cut inside a character, as by a column that is too short; `html` an error page with status 200;
 * `bad-signature` only where answers are signed, elsewhere like `truncated`.
 */
export const MALFORMATIONS = ['truncated', 'wrong-encoding', 'half-character', 'html', 'empty', 'bad-signature'] as const;
export type Malformation = (typeof MALFORMATIONS)[number];

/**
 * Under what an institution finds its customers: `any-key` any name and number they ever had; `present-name` only the name of
 * today; `old-number` only the 15-digit number of old books. Where the court asks with other keys nothing is found.
 */
export const KNOWN_BY = ['any-key', 'present-name', 'old-number'] as const;
export type KnownBy = (typeof KNOWN_BY)[number];

/** How one institution behaves. Rates are shares from 0 to 1. */
export interface Rules {
  readonly latency: Latency;
  readonly outage: Outage | null;
  /** Technical failure: HTTP 500, or 查询异常 in a feedback. */
  readonly errorRate: number;
  readonly malformedRate: number;
  readonly malformedKinds: readonly Malformation[];
  /** Says two things at once: found and not found. */
  readonly contradictoryRate: number;
  /** Speaks about somebody else. */
  readonly wrongPersonRate: number;
  readonly refusalRate: number;
  /** `feedback` an ordinary answer that refuses; `return` the contract's other way: 回退 (htInfo), or HTTP 422. */
  readonly refusalBy: 'feedback' | 'return';
  /** Gives its answer twice. Only where the institution calls us: feedback and callbacks. */
  readonly duplicateRate: number;
  /** Left out of the package of its batch, and sent once the court asks for it (file mode); the answer to an order that is never sent (registries). */
  readonly omitRate: number;
  /** Added to the latency of late answers, milliseconds. */
  readonly lateByMs: number;
  /** Share of answers that are late; 1 when only `lateByMs` is given. */
  readonly lateRate: number;
  /** Share of answers whose bytes trickle. */
  readonly slowDripRate: number;
  readonly slowDripBytesPerSecond: number;
  /** After a spoilt answer was not accepted, the institution corrects it and sends it again. Feedback and callbacks only. */
  readonly repairs: boolean;
  readonly knownBy: KnownBy;
  /** Orders of control at institutions that are called. Turned away with the proof that nothing was taken (503 `order-not-taken`). */
  readonly notTakenRate: number;
  /** Orders: done, and the connection is cut before the reply. */
  readonly lostReplyRate: number;
  /** Orders that pay: half of it at once, the rest some time later. */
  readonly halfDoneRate: number;
  /** Refuses an order after it had said that it carried it out (wire-contracts §7.6). Registries only. */
  readonly lateRefusalRate: number;
}

export const NO_FAULTS: Rules = {
  latency: { kind: 'fixed', medianMs: 0 },
  outage: null,
  errorRate: 0,
  malformedRate: 0,
  malformedKinds: ['truncated', 'wrong-encoding', 'half-character', 'html', 'empty'],
  contradictoryRate: 0,
  wrongPersonRate: 0,
  refusalRate: 0,
  refusalBy: 'feedback',
  duplicateRate: 0,
  omitRate: 0,
  lateByMs: 0,
  lateRate: 0,
  slowDripRate: 0,
  slowDripBytesPerSecond: 64,
  repairs: true,
  knownBy: 'any-key',
  notTakenRate: 0,
  lostReplyRate: 0,
  halfDoneRate: 0,
  lateRefusalRate: 0,
};

/** At most one of these spoils an answer, so their shares must fit into one. */
export const EXCLUSIVE_RATES = ['errorRate', 'malformedRate', 'contradictoryRate', 'wrongPersonRate', 'refusalRate'] as const;
