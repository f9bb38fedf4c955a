import type { Database } from './database.js';

export interface GrantReason {
  readonly purpose: string;
  readonly reason: string;
}

/** The reasons given for looks outside one's own cases (说明理由查阅), by grant. A grant without a row has no reason on record. */
export async function grantReasons(database: Pick<Database, 'pool'>, ids: readonly string[]): Promise<ReadonlyMap<string, GrantReason>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { rows } = await database.pool.query<GrantReason & { id: string }>('SELECT id, purpose, reason FROM access_grant WHERE id = ANY($1::uuid[])', [wanted]);
  return new Map(rows.map(({ id, purpose, reason }) => [id, { purpose, reason }]));
}
