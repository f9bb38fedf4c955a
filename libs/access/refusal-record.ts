import type { ErrorCode } from '#contracts/errors';
import type { Database } from '#libs/store';
import type { Logger, Metrics } from '#libs/telemetry';
import { recordAudit } from './audit-trail.js';

export interface Refusal {
  readonly code: ErrorCode;
  /** The case that exists and was refused; the caller is not told. */
  readonly caseId?: string;
  /** What was wrong with a sign-in, in a word of ours. */
  readonly why?: string;
  /** Login, or undefined when nobody could be recognised. */
  readonly login: string | undefined;
  readonly method: string;
  /** The pattern of the route, not the address that was called. */
  readonly route: string;
  readonly correlationId: string;
}

/** Nameless refusals written down at once; afterwards one a second. */
const BURST = 60;

/**
 * Keeps record of refused calls. Everybody known is recorded each time. Callers without a valid token could fill the audit
 * record at will, so of those a burst is written one by one and then one a second, each naming how many it stands for; the
 * counter metric counts all.
 */
export class RefusalRecord {
  #allowance = BURST;
  #countedAt: number;
  #unwritten = 0;

  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
    private readonly logger: Logger,
    private readonly clock: () => number = Date.now,
  ) {
    this.#countedAt = clock();
  }

  /** Never rejects: a refusal stands whether or not it could be written down. */
  async add(refusal: Refusal): Promise<void> {
    this.metrics.accessRefused(refusal.code);
    if (refusal.login === undefined && !this.#mayWrite()) {
      this.#unwritten += 1;
      return;
    }
    const others = refusal.login === undefined ? this.#unwritten : 0;
    this.#unwritten -= others;
    try {
      await recordAudit(this.database.query, {
        event: refusal.why !== undefined ? 'sign-in.refused' : 'access.refused',
        actor: refusal.login ?? 'anonymous',
        result: 'failure',
        ...(refusal.caseId === undefined ? {} : { caseId: refusal.caseId }),
        reason: `${refusal.why ?? refusal.code}: ${refusal.method} ${refusal.route}${others > 0 ? ` (and ${others} more without a valid token)` : ''}`,
        correlationId: refusal.correlationId,
      });
    } catch (err) {
      this.#unwritten += others;
      this.logger.error({ err, code: refusal.code, route: refusal.route, correlationId: refusal.correlationId }, 'refusal not audited');
    }
  }

  #mayWrite(): boolean {
    const now = this.clock();
    this.#allowance = Math.min(BURST, this.#allowance + (now - this.#countedAt) / 1000);
    this.#countedAt = now;
    if (this.#allowance < 1) return false;
    this.#allowance -= 1;
    return true;
  }
}
