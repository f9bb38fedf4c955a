-- Events that were taken in, each in the transaction of what it brought about: the same event again finds its row.
CREATE TABLE received_event (
  digest      bytea PRIMARY KEY,                        -- SHA-256 of source and id, which are somebody else's words
  type        text NOT NULL,
  topic       text NOT NULL,
  part        integer NOT NULL,
  place       bigint NOT NULL,                          -- its offset there
  received_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX received_event_by_age ON received_event (received_at);

-- Filings come as events too.
ALTER TABLE filing DROP CONSTRAINT filing_channel_check;
ALTER TABLE filing ADD CONSTRAINT filing_channel_check CHECK (channel IN ('soap', 'rest', 'kafka'));
