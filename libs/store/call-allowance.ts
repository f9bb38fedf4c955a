import type { Database } from './database.js';

export interface Allowance {
  readonly taken: boolean;
  /** Calls left. */
  readonly tokens: number;
  /** Whether this refusal is to be written down: one a minute. */
  readonly tell: boolean;
}

// The bucket fills while nobody calls; a clock that is set back costs nobody anything. `now()` is one moment for the whole statement.
const LEFT = 'least($3::float8, c.tokens + greatest(0, extract(epoch FROM now() - c.at)) * $3::float8 / 60)';
const TELL = `(${LEFT} < 1 AND (c.told_at IS NULL OR c.told_at <= now() - interval '1 minute'))`;
const TAKE = `
INSERT INTO call_allowance AS c (kind, login, tokens, at, taken, tell) VALUES ($1, $2, $3::float8 - 1, now(), true, false)
ON CONFLICT (kind, login) DO UPDATE SET
  tokens = CASE WHEN ${LEFT} >= 1 THEN ${LEFT} - 1 ELSE ${LEFT} END,
  taken = ${LEFT} >= 1,
  tell = ${TELL},
  told_at = CASE WHEN ${TELL} THEN now() ELSE c.told_at END,
  at = greatest(now(), c.at)
RETURNING taken, tokens, tell`;

/** Buckets of calls over all processes; one statement each. */
export class CallAllowance {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  /** @param perMinute size of the bucket, and what flows into it in a minute; at least 1 */
  async take(kind: string, login: string, perMinute: number): Promise<Allowance> {
    const { rows } = await this.database.pool.query<Allowance>(TAKE, [kind, login, perMinute]);
    return rows[0]!;
  }

  /** Takes away what nobody has called on for an hour: such a bucket is full. */
  async forgetIdle(): Promise<void> {
    await this.database.pool.query(`DELETE FROM call_allowance WHERE at < now() - interval '1 hour'`);
  }
}
