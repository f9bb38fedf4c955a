-- The digest of a record is made by the statement that writes it (docs/decisions/0029-cost-of-protection.md): what is announced brings it
-- along, so that the sealer reads nothing back, and what is changed between writing and sealing is found too.

-- Per record 65 bytes: whose it is (16), and the first 49 bytes of its link: kind with 16 added (1), key (16), SHA-256 of the record (32).
-- Whose: the case of audit events and inquiries, the inquiry of requests and outcomes, the request of an exchange (8 zero bytes, number);
-- zeros for nobody's. Null for what is announced by its keys alone: the sealer reads that, as it read everything before.
ALTER TABLE evidence_pending ADD COLUMN entries bytea;
ALTER TABLE evidence_pending ALTER COLUMN entries SET STORAGE EXTERNAL;  -- digests do not compress
ALTER TABLE evidence_pending SET (toast_tuple_target = 8160);            -- rows live for a moment: no second table for them

-- The texts are those of libs/store/evidence-record.ts, of the rows as they were just stored. Moments are written in UTC.
CREATE FUNCTION evidence_digest_audit() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, a, entries)
  SELECT 1, count(*), array_agg(r.id), string_agg(
    coalesce(uuid_send(r.case_id), '\x00000000000000000000000000000000') || '\x11' || int8send(r.id) || int8send(0) || sha256(convert_to((
      CASE WHEN num_nonnulls(r.basis, r.grant_id, r.obligors) > 0
        THEN json_build_array(2, 'audit', r.id, r.at, r.event, r.actor, r.case_id, r.inquiry_id, r.institution_code, r.result, r.reason, r.correlation_id, r.basis, r.grant_id, r.obligors)
        ELSE json_build_array(1, 'audit', r.id, r.at, r.event, r.actor, r.case_id, r.inquiry_id, r.institution_code, r.result, r.reason, r.correlation_id) END)::text, 'UTF8')), '')
  FROM added r HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION evidence_digest_inquiry() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, u, entries)
  SELECT 2, count(*), array_agg(r.id), string_agg(uuid_send(r.case_id) || '\x12' || uuid_send(r.id) || sha256(convert_to((
      CASE WHEN r.sealed IS NOT NULL OR r.legal_basis IS NOT NULL OR r.approved_by IS NOT NULL
        THEN json_build_array(2, 'inquiry', r.id, r.case_id, r.sources, r.priority, r.purpose, r.forced, r.requested_by, coalesce(to_jsonb(encode(sha256(r.sealed), 'hex')), r.snapshot),
          r.document_number, r.total, r.accepted_at, r.legal_basis, r.approved_by)
        ELSE json_build_array(1, 'inquiry', r.id, r.case_id, r.sources, r.priority, r.purpose, r.forced, r.requested_by, r.snapshot, r.document_number, r.total, r.accepted_at) END)::text, 'UTF8')), '')
  FROM added r HAVING count(*) > 0;
  RETURN NULL;
END $$;

-- Requests of one inquiry written by one statement are one record.
CREATE FUNCTION evidence_digest_requests() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, a, b, entries)
  SELECT 3, count(*), array_agg(first), array_agg(last), string_agg(uuid_send(inquiry_id) || '\x13' || int8send(first) || int8send(last) ||
    sha256(convert_to(json_build_array(1, 'requests', inquiry_id, list)::text, 'UTF8')), '')
  FROM (
    SELECT r.inquiry_id, min(r.id) AS first, max(r.id) AS last,
      json_agg(json_build_array(r.id, r.obligor_id, r.institution_code, r.channel, r.request_number, r.sources, r.answer_by) ORDER BY r.id) AS list
    FROM added r GROUP BY r.inquiry_id
  ) AS asked HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION evidence_digest_exchange() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, a, entries)
  SELECT 4, count(*), array_agg(r.id), string_agg(int8send(0) || int8send(coalesce(r.request_id, 0)) || '\x14' || int8send(r.id) || int8send(0) || sha256(convert_to((
      CASE WHEN r.sealed_digest IS NOT NULL
        THEN json_build_array(2, 'exchange', r.id, r.request_id, r.institution_code, r.operation, r.direction, r.attempt, r.started_at, r.ended_at, r.http_status, r.failure,
          r.sent_size, encode(r.sent_digest, 'hex'), r.received_size, encode(r.received_digest, 'hex'), encode(r.sealed_digest, 'hex'))
        ELSE json_build_array(1, 'exchange', r.id, r.request_id, r.institution_code, r.operation, r.direction, r.attempt, r.started_at, r.ended_at, r.http_status, r.failure,
          octet_length(r.sent_bytes), encode(r.sent_digest, 'hex'), octet_length(r.received_bytes), encode(r.received_digest, 'hex')) END)::text, 'UTF8')), '')
  FROM added r HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION evidence_digest_outcome() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, a, b, entries)
  SELECT 5, count(*), array_agg(r.request_id), array_agg(r.version), string_agg(uuid_send(r.inquiry_id) || '\x15' || int8send(r.request_id) || int8send(r.version) || sha256(convert_to((
      CASE WHEN r.sealed IS NOT NULL
        THEN json_build_array(2, 'outcome', r.request_id, r.version, r.inquiry_id, r.kind, encode(sha256(r.sealed), 'hex'), r.via, r.exchange_id, r.reused_from, r.accepted_at,
          r.sent_at, r.received_at, r.committed_at, r.waited_ms, r.assets)
        ELSE json_build_array(1, 'outcome', r.request_id, r.version, r.inquiry_id, r.kind, r.content, r.via, r.exchange_id, r.reused_from, r.accepted_at,
          r.sent_at, r.received_at, r.committed_at, r.waited_ms) END)::text, 'UTF8')), '')
  FROM added r HAVING count(*) > 0;
  RETURN NULL;
END $$;

DROP TRIGGER announced ON audit_event;
DROP TRIGGER announced ON inquiry;
DROP TRIGGER announced ON inquiry_request;
DROP TRIGGER announced ON exchange;
DROP TRIGGER announced ON outcome;
CREATE TRIGGER announced AFTER INSERT ON audit_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_digest_audit();
CREATE TRIGGER announced AFTER INSERT ON inquiry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_digest_inquiry();
CREATE TRIGGER announced AFTER INSERT ON inquiry_request REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_digest_requests();
CREATE TRIGGER announced AFTER INSERT ON exchange REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_digest_exchange();
CREATE TRIGGER announced AFTER INSERT ON outcome REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_digest_outcome();
DROP FUNCTION evidence_announce_inquiry, evidence_announce_requests, evidence_announce_outcome;
