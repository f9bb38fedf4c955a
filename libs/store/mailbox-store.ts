import { plainArray, textArray } from './array-literal.js';
import type { Database } from './database.js';
import { GroupCommit } from './group-commit.js';

export interface MailboxFetch {
  readonly ids: number[];
  /** Requests that wait in all; what stands behind a full list is not counted. */
  readonly waiting: number;
  readonly oldestFetch: Date | null;
}

interface Poll {
  readonly institutionCode: string;
  readonly listAgainBefore: Date;
  readonly limit: number;
}

/** Polls whose requests are fetched in one statement. */
const MOST_POLLS = 100;

// One commit for all that poll at the same moment. Behind a full list nothing is counted: the next poll comes anyway, and a
// backlog must not make polls slower.
const FETCH = `
WITH asked AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::float8[], $3::int[]) AS t (code, before_ms, most)
), due AS MATERIALIZED (
  SELECT found.*, asked.most FROM asked CROSS JOIN LATERAL (
    SELECT institution_code, request_id, priority FROM mailbox
    WHERE institution_code = asked.code AND (last_fetched_at IS NULL OR last_fetched_at < to_timestamp(asked.before_ms / 1000))
    -- What another process lists to the same institution at this moment is not listed twice.
    ORDER BY priority, request_id LIMIT asked.most FOR UPDATE SKIP LOCKED) AS found
), marked AS (
  UPDATE mailbox SET last_fetched_at = clock_timestamp(), fetches = fetches + 1,
    first_fetched_at = coalesce(first_fetched_at, clock_timestamp())
  WHERE request_id IN (SELECT request_id FROM due)
  RETURNING institution_code, last_fetched_at
), others AS (
  SELECT institution_code, last_fetched_at FROM mailbox
  WHERE institution_code IN (SELECT code FROM asked) AND request_id NOT IN (SELECT request_id FROM due)
    AND institution_code NOT IN (SELECT institution_code FROM due GROUP BY institution_code, most HAVING count(*) >= most)
)
SELECT asked.code, listed.ids, coalesce(standing.waiting, 0) AS waiting, standing.oldest
FROM asked
  LEFT JOIN (SELECT institution_code, json_agg(request_id ORDER BY priority, request_id) AS ids FROM due GROUP BY 1) AS listed
    ON listed.institution_code = asked.code
  LEFT JOIN (SELECT institution_code, count(*)::int AS waiting, min(last_fetched_at) AS oldest
      FROM (SELECT * FROM marked UNION ALL SELECT * FROM others) AS every_one GROUP BY 1) AS standing
    ON standing.institution_code = asked.code`;

/** Which institutions have something waiting, and the requests themselves. */
export class MailboxStore {
  readonly #polls: GroupCommit<Poll, MailboxFetch>;

  constructor(private readonly database: Database) {
    this.#polls = new GroupCommit<Poll, MailboxFetch>({ write: (polls) => fetchAll(database, polls), maxWeight: MOST_POLLS, lingerMs: 0, patienceMs: 0 });
  }

  /** Institutions with at least one waiting request. */
  async institutionsWaiting(): Promise<string[]> {
    // From one code to the next over the index: the mailbox may hold millions, and some thousand codes.
    const { rows } = await this.database.pool.query<{ code: string }>(
      `WITH RECURSIVE waiting AS (
         SELECT min(institution_code) AS code FROM mailbox
         UNION ALL
         SELECT (SELECT min(m.institution_code) FROM mailbox m WHERE m.institution_code > waiting.code) FROM waiting WHERE waiting.code IS NOT NULL
       ) SELECT code FROM waiting WHERE code IS NOT NULL`,
    );
    return rows.map(({ code }) => code);
  }

  /**
   * Takes what is to be listed now: never fetched, or fetched so long ago that the institution may have lost it. Marks it
   * as fetched. Institutions that poll at the same moment share one commit.
   * @returns request ids, most urgent first, how many wait, and when the one was fetched that was fetched longest ago.
   */
  fetch(institutionCode: string, listAgainBefore: Date, limit: number): Promise<MailboxFetch> {
    return this.#polls.add({ institutionCode, listAgainBefore, limit });
  }

  /** Removes what will not be asked any more. */
  async remove(requestIds: readonly number[]): Promise<void> {
    if (requestIds.length > 0) await this.database.pool.query('DELETE FROM mailbox WHERE request_id = ANY($1::bigint[])', [requestIds]);
  }

  /** Waiting requests and the age of the oldest, per institution: for metrics and league tables. */
  async depth(): Promise<{ institutionCode: string; waiting: number; oldestSeconds: number }[]> {
    const { rows } = await this.database.pool.query<{ institution_code: string; waiting: number; oldest: number }>(
      `SELECT m.institution_code, count(*)::int AS waiting, extract(epoch FROM clock_timestamp() - min(i.accepted_at))::float8 AS oldest
       FROM mailbox m JOIN inquiry_request r ON r.id = m.request_id JOIN inquiry i ON i.id = r.inquiry_id GROUP BY 1`,
    );
    return rows.map((row) => ({ institutionCode: row.institution_code, waiting: row.waiting, oldestSeconds: row.oldest }));
  }
}

async function fetchAll(database: Database, polls: readonly Poll[]): Promise<MailboxFetch[]> {
  const found = new Map<Poll, MailboxFetch>();
  // An institution that polls twice at once polls one after the other.
  for (let left = polls; left.length > 0; left = left.filter((poll) => !found.has(poll))) {
    const firsts = new Map([...left].reverse().map((poll) => [poll.institutionCode, poll]));
    for (const { code, ids, waiting, oldest } of await fetchOnce(database, [...firsts.values()])) {
      found.set(firsts.get(code)!, { ids: ids ?? [], waiting, oldestFetch: oldest });
    }
  }
  return polls.map((poll) => found.get(poll)!);
}

interface Fetched {
  readonly code: string;
  readonly ids: number[] | null;
  readonly waiting: number;
  readonly oldest: Date | null;
}

async function fetchOnce(database: Database, polls: readonly Poll[]): Promise<Fetched[]> {
  const { rows } = await database.hot.query<Fetched>({
    name: 'mailbox-fetch',
    text: FETCH,
    values: [
      textArray(polls, ({ institutionCode }) => institutionCode),
      plainArray(polls, ({ listAgainBefore }) => listAgainBefore.getTime()),
      plainArray(polls, ({ limit }) => limit),
    ],
  });
  return rows;
}
