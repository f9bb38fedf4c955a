-- Reads are acts (查阅留痕): on what ground somebody saw the data of a case, whom it told of; what supervisors are told; where the watch over
-- volume and pattern stands. docs/decisions/0023-reads-are-acts.md.

ALTER TABLE audit_event
  ADD COLUMN basis    text,                           -- participant, grant, court-system (libs/access/basis.ts)
  ADD COLUMN grant_id uuid,                           -- the grant whose reason covers it
  ADD COLUMN obligors uuid[];                         -- whom it told of; null = all of the inquiry, or of the case where none is named

-- What somebody did lately. The gateway's own acts are most of the record and nobody asks for them that way.
CREATE INDEX audit_event_by_actor ON audit_event (actor, at) WHERE actor <> 'gateway';
CREATE INDEX audit_event_by_grant ON audit_event (grant_id) WHERE grant_id IS NOT NULL;
-- Written in the order of time, so ranges of blocks are enough and cost a writer next to nothing.
CREATE INDEX audit_event_by_time ON audit_event USING brin (at) WITH (pages_per_range = 16, autosummarize = on);

-- Numbers under which somebody once stood in a case: corrected since, or taken out with them. Who looked at a person is asked for later too.
CREATE TABLE obligor_document_past (
  obligor_id uuid NOT NULL REFERENCES obligor (id),
  type       text NOT NULL,
  number     text NOT NULL,                           -- as it stood in obligor_document
  PRIMARY KEY (obligor_id, type, number)
);
CREATE INDEX obligor_document_past_by_number ON obligor_document_past (number);
CREATE FUNCTION obligor_document_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO obligor_document_past (obligor_id, type, number) SELECT obligor_id, type, number FROM removed ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER kept AFTER DELETE ON obligor_document REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION obligor_document_keep();
INSERT INTO obligor_document_past (obligor_id, type, number)
SELECT o.id, d.type, d.number FROM obligor o CROSS JOIN LATERAL jsonb_to_recordset(o.documents) AS d (type text, number text)
WHERE o.removed_at IS NOT NULL AND d.type IS NOT NULL AND d.number IS NOT NULL ON CONFLICT DO NOTHING;

-- What a supervisor has to look at (督察提醒): a look outside one's own cases, or an alarm over volume or pattern.
CREATE TABLE supervision_notice (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  court_code   text REFERENCES court (code),          -- whose supervisors, and those above, are told; null = only those of all courts
  kind         text NOT NULL,                         -- look-outside, or a rule of libs/supervision/alarm-rules.ts
  level        text NOT NULL CHECK (level IN ('look', 'warning', 'alarm')),
  login        text NOT NULL,                         -- whom it is about
  case_id      uuid,
  grant_id     uuid,
  count        integer NOT NULL,
  threshold    integer,                               -- that was reached
  window_start timestamptz NOT NULL,
  window_end   timestamptz NOT NULL,
  raised_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  told_at      timestamptz,                           -- counted, logged, and laid into the outbox
  seen_by      text,
  seen_at      timestamptz,
  settled_by   text,
  settled_at   timestamptz,
  settlement   text CHECK (settlement IN ('justified', 'unjustified', 'passed-on')),
  note         text,
  CHECK ((settled_at IS NULL) = (settlement IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL))
);
-- The first look under a grant tells, the others belong to it.
CREATE UNIQUE INDEX supervision_notice_by_grant ON supervision_notice (grant_id) WHERE kind = 'look-outside';
CREATE INDEX supervision_notice_by_court ON supervision_notice (court_code, id);
CREATE INDEX supervision_notice_by_login ON supervision_notice (login, kind, raised_at);
CREATE INDEX supervision_notice_untold ON supervision_notice (id) WHERE told_at IS NULL;
CREATE INDEX supervision_notice_unsettled ON supervision_notice (kind) WHERE settled_at IS NULL;

-- How far the watch has read the audit record.
CREATE TABLE supervision_watch (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  audit_id bigint NOT NULL
);
INSERT INTO supervision_watch (audit_id) SELECT coalesce(max(id), 0) FROM audit_event;
