import type { Database } from '#libs/store';

/** What became of the inquiries of a run. */
export interface Ledger {
  /** Inquiries that were accepted and are not there. */
  readonly vanished: number;
  /** Inquiries beyond those accepted: one key, two inquiries. */
  readonly doubled: number;
  readonly requests: number;
  /** Requests without an outcome. */
  readonly open: number;
  /** Requests whose only outcome is ours: nobody answered in time. */
  readonly unanswered: readonly { readonly institutionCode: string; readonly cause: string; readonly requests: number }[];
  /** Outcomes beyond the first of their request. */
  readonly secondAnswers: number;
  /** Records not sealed into a chain. */
  readonly unsealed: number;
}

/** Reads what PostgreSQL has of these inquiries and compares. */
export async function readLedger(database: Pick<Database, 'pool'>, accepted: readonly string[]): Promise<Ledger> {
  const one = async (text: string, values: unknown[] = [accepted]): Promise<number> => (await database.pool.query<{ n: number }>(text, values)).rows[0]!.n;
  const { rows: unanswered } = await database.pool.query<{ institutionCode: string; cause: string; requests: number }>(
    `SELECT r.institution_code AS "institutionCode", coalesce(o.content->>'cause', o.kind) AS cause, count(*)::int AS requests
     FROM outcome o JOIN inquiry_request r ON r.id = o.request_id WHERE o.inquiry_id = ANY($1::uuid[]) AND o.via = 'gateway' AND o.version = 1
       AND NOT EXISTS (SELECT FROM outcome later WHERE later.request_id = o.request_id AND later.version > 1)
     GROUP BY 1, 2 ORDER BY 3 DESC`,
    [accepted],
  );
  return {
    vanished: new Set(accepted).size - (await one('SELECT count(*)::int AS n FROM inquiry WHERE id = ANY($1::uuid[])')),
    doubled: await one(`SELECT count(*)::int AS n FROM inquiry WHERE purpose = '多机演练' AND id <> ALL($1::uuid[])`),
    requests: await one('SELECT count(*)::int AS n FROM inquiry_request WHERE inquiry_id = ANY($1::uuid[])'),
    open: await one('SELECT count(*)::int AS n FROM inquiry_request r WHERE inquiry_id = ANY($1::uuid[]) AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id)'),
    unanswered,
    secondAnswers: await one(`SELECT count(*)::int AS n FROM outcome o WHERE inquiry_id = ANY($1::uuid[]) AND version > 1
      AND NOT EXISTS (SELECT FROM outcome first WHERE first.request_id = o.request_id AND first.version = 1 AND first.via = 'gateway')`),
    unsealed: await one('SELECT count(*)::int AS n FROM evidence_pending', []),
  };
}

/** The longest time between acceptance and completion of inquiries accepted in a span, ms; undefined when there are none. */
export async function slowestBetween(database: Pick<Database, 'pool'>, fromMs: number, toMs: number): Promise<number | undefined> {
  const { rows } = await database.pool.query<{ ms: number | null }>(
    `SELECT max(extract(epoch FROM completed_at - accepted_at) * 1000)::float8 AS ms FROM inquiry
     WHERE accepted_at BETWEEN to_timestamp($1 / 1000.0) AND to_timestamp($2 / 1000.0)`,
    [fromMs, toMs],
  );
  return rows[0]?.ms ?? undefined;
}
