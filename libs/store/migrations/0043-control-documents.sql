-- Documents of orders (法律文书): rulings and assistance notices, attached or made from templates. Every version stays; the newest of a kind counts.
CREATE TABLE control_document (
  id         uuid PRIMARY KEY,                          -- UUID version 7
  case_id    uuid NOT NULL REFERENCES case_file (id),
  order_id   bigint NOT NULL REFERENCES control_order (id),
  kind       text NOT NULL CHECK (kind IN ('ruling', 'notice', 'other')),
  version    smallint NOT NULL CHECK (version > 0),
  number     text NOT NULL,                             -- 文号
  file_name  text NOT NULL,
  digest     bytea NOT NULL,                            -- SHA-256 of the bytes
  size       integer NOT NULL,
  e_sealed   boolean NOT NULL,                          -- carries the electronic seal of the court (电子印章)
  origin     text NOT NULL CHECK (origin IN ('attached', 'generated')),
  bytes      bytea,
  sealed     bytea,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (order_id, kind, version),
  CHECK ((sealed IS NULL) = (bytes IS NOT NULL))
);
CREATE INDEX control_document_by_case ON control_document (case_id, order_id);
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON control_document FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON control_document FROM PUBLIC, CURRENT_USER;

-- What a person approved is what leaves: nothing is exchanged afterwards. What leaves by rule is made when the rule has spoken.
CREATE FUNCTION control_document_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM control_order o WHERE o.id = NEW.order_id AND o.case_id = NEW.case_id
    AND (o.state IN ('drafted', 'returned', 'submitted') OR (o.state = 'approved' AND o.approved_by_rule IS NOT NULL))) THEN
    RAISE EXCEPTION 'the documents of an approved order stay as they were approved' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER before_approval BEFORE INSERT ON control_document FOR EACH ROW EXECUTE FUNCTION control_document_check();

-- What was drafted under which key of a caller (Idempotency-Key): the same call again is the same orders.
CREATE TABLE control_call (
  actor     text NOT NULL,
  key       text NOT NULL,
  digest    text NOT NULL,                              -- keyed
  case_id   uuid NOT NULL REFERENCES case_file (id),
  order_ids bigint[] NOT NULL DEFAULT '{}',
  called_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (actor, key)
);
CREATE INDEX control_call_by_case ON control_call (case_id);

ALTER TABLE control_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_document FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_call ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_call FOR SELECT TO chakong_desk USING (false);
GRANT SELECT ON control_document TO chakong_desk;
