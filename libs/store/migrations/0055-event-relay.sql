-- Events leave in the order of their transactions, behind the oldest that is still open (docs/decisions/0041-events-leave-in-the-order-of-commits.md).
-- Outcomes are their own outbox: a row for each of them would be written twice.
ALTER TABLE outbox ADD COLUMN commit_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX outbox_by_commit ON outbox (commit_xid, id);
CREATE INDEX outcome_by_commit ON outcome (commit_xid);

-- How far is published. What was written before this table was there is not.
CREATE TABLE event_relay (
  name       text PRIMARY KEY,
  commit_xid xid8 NOT NULL,
  rank       smallint NOT NULL,                         -- within a transaction: 0 what begins, 1 outcomes, 2 what ends
  row_id     bigint NOT NULL,                           -- of outbox, or the request of an outcome
  version    smallint NOT NULL,
  moved_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO event_relay (name, commit_xid, rank, row_id, version) VALUES ('kafka', pg_current_xact_id(), 32767, 0, 0);
