import type { Database } from './database.js';

/** One that is still open has been opened again since: whoever owns the lane tries the institution meanwhile. */
const LATELY = `opened_at > now() - interval '5 minutes'`;

/** Nobody closed it: its process died, or its institution is no longer called. Says nothing since long. */
const SWEEP = `DELETE FROM open_breaker WHERE opened_at < now() - interval '1 hour'`;

/** Breakers that are open, for whoever takes the institution over. Rarely written: when one opens or closes; what nobody closed is swept at such a moment. */
export class OpenBreakers {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  async opened(institutionCode: string): Promise<void> {
    await this.database.pool.query(SWEEP);
    await this.database.pool.query('INSERT INTO open_breaker (institution_code, opened_at) VALUES ($1, now()) ON CONFLICT (institution_code) DO UPDATE SET opened_at = now()', [institutionCode]);
  }

  async closed(institutionCode: string): Promise<void> {
    await this.database.pool.query('DELETE FROM open_breaker WHERE institution_code = $1', [institutionCode]);
  }

  /** All that were opened lately and not closed since, as a gateway shows them. */
  async states(): Promise<ReadonlyMap<string, 'open'>> {
    const { rows } = await this.database.pool.query<{ code: string }>(`SELECT institution_code AS code FROM open_breaker WHERE ${LATELY}`);
    return new Map(rows.map(({ code }) => [code, 'open']));
  }

  /** Of these institutions, those whose breaker was left open lately; what is older says nothing any more. */
  async leftOpen(institutionCodes: readonly string[]): Promise<ReadonlySet<string>> {
    await this.database.pool.query(SWEEP);
    const { rows } = await this.database.pool.query<{ code: string }>(
      `SELECT institution_code AS code FROM open_breaker WHERE institution_code = ANY($1::text[]) AND ${LATELY}`,
      [institutionCodes],
    );
    return new Set(rows.map(({ code }) => code));
  }
}
