import { EVENT_RANK } from './event-outbox.js';
import type { Database } from './database.js';

/** Below every number that a transaction of a server can have. */
const FLOOR = 3;
/** Clocks of the two servers may differ by so much; what lies in between is told twice at most. */
const CLOCKS = `interval '5 minutes'`;

const MOST_TRIES = 5;

const STANDING = `
SELECT r.server IS NOT DISTINCT FROM s.system_identifier AS ours, r.server IS NULL AS unknown, pg_snapshot_xmin(now.snapshot)::text AS open,
  greatest(r.commit_xid, (SELECT max(commit_xid) FROM outbox), (SELECT max(commit_xid) FROM outcome)) >= pg_snapshot_xmax(now.snapshot) AS ahead
FROM event_relay r, pg_control_system() s, (SELECT pg_current_snapshot() AS snapshot) now WHERE r.name = 'kafka' FOR UPDATE OF r`;

const AT = `SELECT commit_xid, rank, row_id, version, moved_at FROM event_relay WHERE name = 'kafka'`;
const EVENTS_AGAIN = `
WITH at AS MATERIALIZED (${AT})
UPDATE outbox o SET commit_xid = pg_current_xact_id() FROM at
WHERE (o.commit_xid, ${EVENT_RANK.replaceAll('type', 'o.type')}, o.id, 0) > (at.commit_xid, at.rank, at.row_id, at.version) OR o.created_at > at.moved_at - ${CLOCKS}`;
const OUTCOMES_AGAIN = `
WITH at AS MATERIALIZED (${AT})
UPDATE outcome o SET commit_xid = pg_current_xact_id() FROM at
WHERE (o.commit_xid, 1, o.request_id, o.version) > (at.commit_xid, at.rank, at.row_id, at.version) OR o.committed_at > at.moved_at - ${CLOCKS}`;
/** $1 the oldest open transaction. Published and numbered above it: they would be told again one day, out of order. */
const EVENTS_BELOW = `UPDATE outbox SET commit_xid = '${FLOOR}' WHERE commit_xid >= $1::text::xid8 AND commit_xid <> pg_current_xact_id()`;
/** In their order within each inquiry, which is counted by it (versions of its result). */
const OUTCOMES_BELOW = `
WITH ordered AS MATERIALIZED (
  SELECT request_id, version, dense_rank() OVER (PARTITION BY inquiry_id ORDER BY commit_xid) AS place FROM outcome
  WHERE commit_xid <> pg_current_xact_id() AND inquiry_id IN (SELECT inquiry_id FROM outcome WHERE commit_xid >= $1::text::xid8 AND commit_xid <> pg_current_xact_id()))
UPDATE outcome o SET commit_xid = least(${FLOOR} + place, $1::text::bigint - 1)::text::xid8 FROM ordered WHERE o.request_id = ordered.request_id AND o.version = ordered.version`;
const BEGIN_HERE = `
UPDATE event_relay r SET commit_xid = $1::text::xid8, rank = -1, row_id = 0, version = 0, moved_at = clock_timestamp(), server = s.system_identifier FROM pg_control_system() s WHERE r.name = 'kafka'`;
const REMEMBER = `UPDATE event_relay r SET server = s.system_identifier FROM pg_control_system() s WHERE r.name = 'kafka'`;

/**
 * Looks whether the events of this database are counted by the transactions of this server, and settles it when they are not, because it was dumped and
 * restored elsewhere: nothing committed stays unpublished (docs/decisions/0053-events-of-a-restored-database.md). Cheap when there is nothing to do.
 * @returns how many events are told (again); undefined when there was nothing to do. @throws when the database is away, or others write the same rows again and again
 */
export async function settleRestoredEvents(database: Pick<Database, 'pool'>): Promise<number | undefined> {
  for (let left = MOST_TRIES; ; left -= 1) {
    try {
      return await settle(database);
    } catch (error) {
      // Another process did the same at this moment, or moved the position.
      if ((error as { code?: string }).code !== '40001' || left === 0) throw error;
    }
  }
}

async function settle(database: Pick<Database, 'pool'>): Promise<number | undefined> {
  const client = await database.pool.connect();
  try {
    // One moment for all of it: what others commit meanwhile is numbered behind the oldest open transaction, and so behind the new position.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL statement_timeout = 0');
    const { rows } = await client.query<{ ours: boolean; unknown: boolean; open: string; ahead: boolean }>(STANDING);
    const { ours, unknown, open, ahead } = rows[0]!;
    let again: number | undefined;
    if (!ours && (ahead || !unknown)) {
      const [events, outcomes] = [await client.query(EVENTS_AGAIN), await client.query(OUTCOMES_AGAIN)];
      await client.query(EVENTS_BELOW, [open]);
      await client.query(OUTCOMES_BELOW, [open]);
      await client.query(BEGIN_HERE, [open]);
      again = (events.rowCount ?? 0) + (outcomes.rowCount ?? 0);
    } else if (unknown) await client.query(REMEMBER);
    await client.query('COMMIT');
    client.release();
    return again;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
