-- Evidence (证据链): what was written once and must not be changed afterwards is sealed into hash chains, one per court and one of
-- the installation. docs/decisions/0020-evidence-chain.md says how; libs/store/evidence-record.ts says what of a record is covered.

-- Tells chains of this database apart from those of any other; part of the first link of every chain.
CREATE TABLE evidence_installation (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  id       uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO evidence_installation DEFAULT VALUES;

-- What was committed and is not sealed yet: one row per statement and kind, written by the triggers below, so that nothing that
-- writes a record can forget to announce it. The sealer takes rows out in the transaction that seals them.
CREATE TABLE evidence_pending (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind    smallint NOT NULL,                          -- 1 audit, 2 inquiry, 3 requests, 4 exchange, 5 outcome
  records integer NOT NULL,                           -- how many
  a       bigint[],                                   -- id; first request; request of an outcome
  b       bigint[],                                   -- 0; last request; version of an outcome
  u       uuid[]                                      -- inquiries
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);

-- Links in order, 81 bytes each: kind (1), key (16), digest of the record (32), link (32). Many links per row; those of one chain
-- follow each other without a gap.
CREATE TABLE evidence_block (
  chain          text NOT NULL,                       -- court code, or 'installation' for what belongs to no case
  first_sequence bigint NOT NULL,                     -- of the first link; the first of a chain is 0
  algorithm      text NOT NULL CHECK (algorithm IN ('sm3', 'sha256')),
  entries        bytea NOT NULL,
  PRIMARY KEY (chain, first_sequence)
);
ALTER TABLE evidence_block ALTER COLUMN entries SET STORAGE EXTERNAL;  -- digests do not compress

-- Signed: at this moment the chain had this link at this place. Also written to a file outside the database.
CREATE TABLE evidence_anchor (
  chain     text NOT NULL,
  sequence  bigint NOT NULL,
  link      bytea NOT NULL,
  at        timestamptz NOT NULL,
  key_id    text NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (chain, sequence)
);

CREATE FUNCTION evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'records of % are evidence: they are only ever added', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON exchange FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON outcome FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON inquiry_request FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_block FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_anchor FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_installation FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
-- The counters and the end of an inquiry change; what was asked, by whom and why does not.
CREATE TRIGGER only_added BEFORE DELETE OR TRUNCATE ON inquiry FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added_facts BEFORE UPDATE OF id, case_id, sources, priority, purpose, forced, requested_by, snapshot, document_number,
  total, accepted_at ON inquiry FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();

CREATE FUNCTION evidence_announce_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, a)
  SELECT TG_ARGV[0]::smallint, count(*), array_agg(id) FROM added HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION evidence_announce_inquiry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, u) SELECT 2, count(*), array_agg(id) FROM added HAVING count(*) > 0;
  RETURN NULL;
END $$;
-- Requests of one inquiry written by one statement are one record.
CREATE FUNCTION evidence_announce_requests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, a, b)
  SELECT 3, count(*), array_agg(first), array_agg(last)
  FROM (SELECT min(id) AS first, max(id) AS last FROM added GROUP BY inquiry_id) AS asked HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION evidence_announce_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, a, b)
  SELECT 5, count(*), array_agg(request_id), array_agg(version) FROM added HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER announced AFTER INSERT ON audit_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_announce_id(1);
CREATE TRIGGER announced AFTER INSERT ON inquiry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_announce_inquiry();
CREATE TRIGGER announced AFTER INSERT ON inquiry_request REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_announce_requests();
CREATE TRIGGER announced AFTER INSERT ON exchange REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_announce_id(4);
CREATE TRIGGER announced AFTER INSERT ON outcome REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_announce_outcome();

-- What was written before there were chains is sealed first.
INSERT INTO evidence_pending (kind, records, u)
SELECT 2, count(*), array_agg(id) FROM (SELECT id, row_number() OVER (ORDER BY id) / 1000 AS part FROM inquiry) AS known GROUP BY part ORDER BY part;
INSERT INTO evidence_pending (kind, records, a, b)
SELECT 3, count(*), array_agg(first), array_agg(last) FROM (
  SELECT min(id) AS first, max(id) AS last, row_number() OVER (ORDER BY min(id)) / 1000 AS part FROM inquiry_request GROUP BY inquiry_id
) AS known GROUP BY part ORDER BY part;
INSERT INTO evidence_pending (kind, records, a)
SELECT 4, count(*), array_agg(id) FROM (SELECT id, row_number() OVER (ORDER BY id) / 1000 AS part FROM exchange) AS known GROUP BY part ORDER BY part;
INSERT INTO evidence_pending (kind, records, a, b)
SELECT 5, count(*), array_agg(request_id), array_agg(version) FROM (
  SELECT request_id, version, row_number() OVER (ORDER BY commit_xid, request_id) / 1000 AS part FROM outcome
) AS known GROUP BY part ORDER BY part;
INSERT INTO evidence_pending (kind, records, a)
SELECT 1, count(*), array_agg(id) FROM (SELECT id, row_number() OVER (ORDER BY id) / 1000 AS part FROM audit_event) AS known GROUP BY part ORDER BY part;

-- The owner too: whoever wants to change evidence must first give himself the right, which is one more thing to be seen. UPDATE
-- stays where rows are locked (a late answer locks the first outcome, foreign keys lock what they name); the triggers refuse it.
REVOKE UPDATE, DELETE, TRUNCATE ON evidence_block, evidence_anchor, evidence_installation, audit_event FROM PUBLIC, CURRENT_USER;
REVOKE DELETE, TRUNCATE ON exchange, outcome, inquiry, inquiry_request FROM PUBLIC, CURRENT_USER;
