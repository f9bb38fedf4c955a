import type { QueryOutcome } from '#contracts/adapter';
import type { Database } from './database.js';
import { PLACE } from './sealed-rows.js';

/** A place in the order in which events leave. */
export interface EventPosition {
  readonly xid: string;
  readonly rank: number;
  readonly row: number;
  readonly version: number;
}

interface Placed {
  readonly position: EventPosition;
  /** When it became durable. */
  readonly at: Date;
}

/** Something to tell the world, as it was written with what it tells of. */
export interface OutboxEvent extends Placed {
  readonly kind: 'event';
  readonly id: number;
  readonly type: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An outcome that became durable. */
export interface OutcomeEvent extends Placed {
  readonly kind: 'outcome';
  readonly caseId: string;
  readonly inquiryId: string;
  readonly requestId: number;
  readonly version: number;
  readonly requestNumber: string;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly sources: readonly string[];
  readonly outcome: QueryOutcome['kind'];
  /** What was found; undefined for every other outcome, and when it was erased. */
  readonly found: Extract<QueryOutcome, { kind: 'found' }> | undefined;
  readonly acceptedAt: Date;
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
}

export type OutgoingEvent = OutboxEvent | OutcomeEvent;

/** Somebody who gave no answer of their own. */
export interface MissingAnswer {
  readonly requestId: number;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly sources: readonly string[];
  readonly outcome: QueryOutcome['kind'];
  readonly cause: string | null;
}

interface RawEvent {
  commit_xid: string; rank: number; row_id: number; version: number; at: Date;
  type: string | null; key: string | null; payload: Record<string, unknown> | null;
  case_id: string | null; inquiry_id: string | null; request_number: string | null; obligor_id: string | null; institution_code: string | null; sources: string[] | null;
  outcome: QueryOutcome['kind'] | null; content: QueryOutcome | null; sealed: Buffer | null; accepted_at: Date | null; sent_at: Date | null; received_at: Date | null;
}

/** Of an event within its transaction: what ends an inquiry comes behind its outcomes (1). */
export const EVENT_RANK = `(CASE WHEN type = 'inquiry.completed' THEN 2 ELSE 0 END)::smallint`;

/**
 * Both kinds behind a place and before every transaction that is still open. $1 to $4 the place, $5 the most. Each row is fetched once, with everything of it: a second look-up by its key
 * costs as much as the first.
 */
const PAGE = `
WITH horizon AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS open)
SELECT n.commit_xid, n.rank, n.row_id, n.version, n.at, n.type, n.key, n.payload, i.case_id, n.inquiry_id, r.request_number, r.obligor_id, r.institution_code, r.sources,
  n.outcome, n.content, n.sealed, n.accepted_at, n.sent_at, n.received_at
FROM (
  SELECT * FROM (
    (SELECT commit_xid, ${EVENT_RANK} AS rank, id AS row_id, 0::smallint AS version, created_at AS at, type, key, payload, NULL::bigint AS request_id, NULL::uuid AS inquiry_id,
       NULL::text AS outcome, NULL::jsonb AS content, NULL::bytea AS sealed, NULL::timestamptz AS accepted_at, NULL::timestamptz AS sent_at, NULL::timestamptz AS received_at FROM outbox
     WHERE commit_xid >= $1::xid8 AND commit_xid < (SELECT open FROM horizon) AND (commit_xid, ${EVENT_RANK}, id, 0) > ($1::xid8, $2::smallint, $3::bigint, $4::int)
     ORDER BY commit_xid, ${EVENT_RANK}, id LIMIT $5)
    UNION ALL
    (SELECT commit_xid, 1::smallint, request_id, version, committed_at, NULL, NULL, NULL, request_id, inquiry_id,
       kind, CASE WHEN kind = 'found' THEN content END, CASE WHEN kind = 'found' THEN sealed END, accepted_at, sent_at, received_at FROM outcome
     WHERE commit_xid >= $1::xid8 AND commit_xid < (SELECT open FROM horizon) AND (commit_xid, 1, request_id, version) > ($1::xid8, $2::smallint, $3::bigint, $4::int)
     ORDER BY commit_xid, request_id, version LIMIT $5)
  ) AS both_kinds ORDER BY commit_xid, rank, row_id, version LIMIT $5) AS n
  LEFT JOIN inquiry_request r ON r.id = n.request_id LEFT JOIN inquiry i ON i.id = n.inquiry_id
ORDER BY n.commit_xid, n.rank, n.row_id, n.version`;

const MOST_COUNTED = 100_000;
const LAG = `
WITH at AS (SELECT commit_xid, rank, row_id, version FROM event_relay WHERE name = 'kafka'),
waiting AS (
  (SELECT created_at AS since FROM outbox, at WHERE outbox.commit_xid >= at.commit_xid AND (outbox.commit_xid, ${EVENT_RANK.replaceAll('type', 'outbox.type')}, outbox.id, 0) > (at.commit_xid, at.rank, at.row_id, at.version) ORDER BY outbox.commit_xid LIMIT ${MOST_COUNTED})
  UNION ALL
  (SELECT committed_at FROM outcome, at WHERE outcome.commit_xid >= at.commit_xid AND (outcome.commit_xid, 1, outcome.request_id, outcome.version) > (at.commit_xid, at.rank, at.row_id, at.version) ORDER BY outcome.commit_xid LIMIT ${MOST_COUNTED})
)
SELECT count(*)::int AS events, coalesce(extract(epoch FROM clock_timestamp() - min(since)), 0)::float8 AS seconds FROM waiting`;

/**
 * Everything there is to publish, in the order of the transactions that wrote it, and how far it is published. Outcomes come between
 * what their inquiry begins and what ends it, also when one transaction wrote all of it.
 */
export class EventOutbox {
  constructor(private readonly database: Database) {}

  async position(): Promise<EventPosition> {
    const { rows } = await this.database.pool.query<{ xid: string; rank: number; row: number; version: number }>(
      `SELECT commit_xid::text AS xid, rank, row_id AS row, version FROM event_relay WHERE name = 'kafka'`,
    );
    return rows[0]!;
  }

  /** What comes next, at most `limit`; nothing can slip in front of it any more. */
  async after({ xid, rank, row, version }: EventPosition, limit: number): Promise<OutgoingEvent[]> {
    const { rows } = await this.database.hot.query<RawEvent>({ name: 'event-outbox', text: PAGE, values: [xid, rank, row, version, limit] });
    const opener = await this.database.fields.opener(rows.map(({ sealed }) => sealed));
    return rows.map((raw) => {
      const placed: Placed = { position: { xid: raw.commit_xid, rank: raw.rank, row: raw.row_id, version: raw.version }, at: raw.at };
      if (raw.rank !== 1) return { ...placed, kind: 'event', id: raw.row_id, type: raw.type!, key: raw.key!, payload: raw.payload! };
      return {
        ...placed, kind: 'outcome', caseId: raw.case_id!, inquiryId: raw.inquiry_id!, requestId: raw.row_id, version: raw.version, requestNumber: raw.request_number!, obligorId: raw.obligor_id!,
        institutionCode: raw.institution_code!, sources: raw.sources!, outcome: raw.outcome!, acceptedAt: raw.accepted_at!, sentAt: raw.sent_at, receivedAt: raw.received_at,
        found: raw.outcome === 'found' ? foundIn(() => opener.json<QueryOutcome>(raw.sealed, raw.content, PLACE.outcome(raw.row_id, raw.version))) : undefined,
      };
    });
  }

  /** Not waited for on the disk: a move that a crash undoes is a repetition. @returns false when somebody else moved it meanwhile */
  async move(from: EventPosition, to: EventPosition): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
       UPDATE event_relay SET commit_xid = $5::xid8, rank = $6, row_id = $7, version = $8, moved_at = clock_timestamp() FROM quick
       WHERE name = 'kafka' AND (commit_xid, rank, row_id, version) = ($1::xid8, $2::smallint, $3::bigint, $4::smallint)`,
      [from.xid, from.rank, from.row, from.version, to.xid, to.rank, to.row, to.version],
    );
    return rowCount === 1;
  }

  /** Who gave no answer of their own when the inquiry was completed, and why. */
  async missing(inquiryId: string): Promise<MissingAnswer[]> {
    const { rows } = await this.database.pool.query<MissingAnswer>(
      `SELECT r.id AS "requestId", r.obligor_id AS "obligorId", r.institution_code AS "institutionCode", r.sources, o.kind AS outcome, o.content ->> 'cause' AS cause
       FROM inquiry_request r JOIN outcome o ON o.request_id = r.id AND o.version = 1
       WHERE r.inquiry_id = $1 AND o.kind NOT IN ('found', 'nothing-found', 'refused') ORDER BY r.id`,
      [inquiryId],
    );
    return rows;
  }

  /** What is not published yet; counted up to a bound, since after a long outage counting costs more than it tells. */
  async lag(): Promise<{ readonly events: number; readonly seconds: number }> {
    const { rows } = await this.database.pool.query<{ events: number; seconds: number }>(LAG);
    return rows[0]!;
  }

  /** Removes what was published and is older than the given number of days. @returns how many rows */
  async retire(days: number): Promise<number> {
    const { rowCount } = await this.database.pool.query(
      `DELETE FROM outbox WHERE commit_xid < (SELECT commit_xid FROM event_relay WHERE name = 'kafka') AND created_at < now() - $1 * interval '1 day'`,
      [days],
    );
    return rowCount ?? 0;
  }
}

/** What was erased by order of retention is told without its content. */
function foundIn(open: () => QueryOutcome): Extract<QueryOutcome, { kind: 'found' }> | undefined {
  try {
    const outcome = open();
    return outcome?.kind === 'found' ? outcome : undefined;
  } catch {
    return undefined;
  }
}
