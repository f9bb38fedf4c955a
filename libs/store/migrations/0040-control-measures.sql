-- Control measures (控制措施): orders, what they brought about, and every word of an institution about them. Decided by libs/control under the
-- lock of the case; docs/decisions/0034-control-store.md says how it is kept. Money is bigint fen; `sealed` is JSON of what names people or things.

-- What decisions need of an obligor: bankruptcy (破产受理, C10) and what stays free of deduction over all institutions (生活必需费用, B7).
ALTER TABLE obligor
  ADD COLUMN bankruptcy_accepted_on date,
  ADD COLUMN bankruptcy_court       text,
  ADD COLUMN living_reserve_fen     bigint NOT NULL DEFAULT 0 CHECK (living_reserve_fen >= 0),
  ADD CHECK ((bankruptcy_accepted_on IS NULL) = (bankruptcy_court IS NULL));

-- The account deducted money goes to (执行款专户, 一案一账户): from this register only, never typed into an order (I3).
CREATE TABLE case_account (
  case_id       uuid PRIMARY KEY REFERENCES case_file (id),
  content       jsonb,
  sealed        bytea,
  version       integer NOT NULL DEFAULT 1,
  registered_by text NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((sealed IS NULL) = (content IS NOT NULL))
);

-- Given once, whatever becomes of them: request numbers are made of them (请求单号).
CREATE SEQUENCE control_order_id;

CREATE TABLE control_order (
  id               bigint PRIMARY KEY,
  request_number   text NOT NULL UNIQUE,
  case_id          uuid NOT NULL REFERENCES case_file (id),
  obligor_id       uuid NOT NULL REFERENCES obligor (id),
  institution_code text NOT NULL,
  operation        text NOT NULL CHECK (operation IN ('freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'withdraw-income', 'freeze-and-deduct',
    'seal', 'renew-seal', 'wait-seal', 'release-seal', 'serve-transfer')),
  source           text NOT NULL CHECK (source IN ('deposit', 'wealth', 'insurance', 'securities', 'equity', 'land', 'real-estate', 'vehicle', 'tax', 'payment', 'housing-fund')),
  target_key       text NOT NULL,                     -- blind index of the thing, however it is written
  limit_fen        bigint NOT NULL CHECK (limit_fen >= 0),
  measure_id       text,
  from_day         date,
  until_day        date,
  found_request    bigint,                            -- the queried answer in which the thing was found
  found_version    smallint,
  convert_currency boolean,
  priority         text NOT NULL CHECK (priority IN ('urgent', 'control', 'routine')),
  state            text NOT NULL CHECK (state IN ('drafted', 'submitted', 'returned', 'withdrawn', 'approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'done',
    'refused', 'not-taken', 'disputed')),
  version          integer NOT NULL,
  drafted_by       text NOT NULL,
  approver         text,
  approved_by      text,
  approved_by_rule text,
  batch_id         text,
  sent_at          timestamptz,
  answer_by        timestamptz,
  ask_at           timestamptz,
  asked            integer NOT NULL DEFAULT 0,
  outcome_kind     text CHECK (outcome_kind IN ('effective', 'waiting', 'in-progress', 'refused', 'defective', 'unavailable', 'not-supported', 'unconfirmed')),
  outcome_version  integer NOT NULL DEFAULT 0,
  content          jsonb,                             -- target, extent, reasons, parties, outcome
  sealed           bytea,
  -- Of the desk alone: when an institution that polls us was last shown it. No decision reads it.
  listed_at        timestamptz,
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((sealed IS NULL) = (content IS NOT NULL)),
  CHECK (from_day <= until_day),
  CHECK ((found_request IS NULL) = (found_version IS NULL)),
  CHECK (approver IS NULL OR approver <> drafted_by),                             -- 四眼
  CHECK (approved_by IS NULL OR approved_by <> drafted_by),
  -- Nothing leaves that nobody approved (S1).
  CHECK (state NOT IN ('approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'done', 'refused', 'disputed') OR num_nonnulls(approved_by, approved_by_rule) > 0)
) WITH (fillfactor = 80);
CREATE INDEX control_order_by_case ON control_order (case_id, id);
CREATE INDEX control_order_by_batch ON control_order (batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX control_order_by_measure ON control_order (measure_id) WHERE measure_id IS NOT NULL;
-- What is to be sent, and what the institution is to be shown again.
CREATE INDEX control_order_open ON control_order (institution_code, id) WHERE state IN ('approved', 'sending', 'sent', 'in-progress', 'unconfirmed');
CREATE INDEX control_order_to_ask ON control_order (ask_at) WHERE ask_at IS NOT NULL;
CREATE INDEX control_order_overdue ON control_order (answer_by) WHERE state IN ('sending', 'sent', 'in-progress');
-- One order under way per measure, and one that begins one on a thing (I4): whatever a decision overlooked is refused here.
CREATE UNIQUE INDEX control_order_of_measure ON control_order (measure_id)
  WHERE measure_id IS NOT NULL AND state IN ('approved', 'sending', 'sent', 'in-progress', 'unconfirmed');
CREATE UNIQUE INDEX control_order_begins ON control_order (case_id, institution_code, target_key)
  WHERE operation IN ('freeze', 'wait', 'seal', 'wait-seal', 'freeze-and-deduct') AND state IN ('approved', 'sending', 'sent', 'in-progress', 'unconfirmed');

CREATE TABLE control_measure (
  id                text PRIMARY KEY,
  case_id           uuid NOT NULL REFERENCES case_file (id),
  obligor_id        uuid NOT NULL REFERENCES obligor (id),
  institution_code  text NOT NULL,
  source            text NOT NULL,
  target_key        text NOT NULL,
  state             text NOT NULL CHECK (state IN ('effective', 'unfunded', 'waiting', 'released', 'deducted', 'lapsed')),
  version           integer NOT NULL,
  began_order       bigint NOT NULL REFERENCES control_order (id) DEFERRABLE INITIALLY DEFERRED,
  began_number      text NOT NULL,
  began_case_number text NOT NULL,
  limit_fen         bigint NOT NULL,
  held_fen          bigint NOT NULL CHECK (held_fen >= 0),
  divisible         boolean NOT NULL,
  from_day          date,
  until_day         date,
  effective_at      text,                             -- as the institution wrote it, RFC 3339: measures rank by it (C6)
  position          integer,
  objection_since   date,
  reminded_days     smallint,
  ask_at            timestamptz,
  content           jsonb,                            -- target, the institution's reference, quantity, reason for excess
  sealed            bytea,
  created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((sealed IS NULL) = (content IS NOT NULL)),
  -- What waits holds nothing (I5), and nothing is held by what ended.
  CHECK (held_fen = 0 OR state = 'effective')
) WITH (fillfactor = 80);
CREATE INDEX control_measure_by_case ON control_measure (case_id, id);
CREATE INDEX control_measure_by_order ON control_measure (began_order);
CREATE INDEX control_measure_dates ON control_measure (until_day, case_id) WHERE state IN ('effective', 'unfunded', 'waiting') AND until_day IS NOT NULL;
CREATE INDEX control_measure_to_ask ON control_measure (ask_at) WHERE ask_at IS NOT NULL;
CREATE UNIQUE INDEX control_measure_in_force ON control_measure (case_id, institution_code, target_key) WHERE state IN ('effective', 'unfunded', 'waiting');

-- No order that begins a measure leaves while one is in force on the same thing for the same case (I4).
CREATE FUNCTION control_order_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM control_measure m WHERE m.case_id = NEW.case_id AND m.institution_code = NEW.institution_code AND m.target_key = NEW.target_key
    AND m.state IN ('effective', 'unfunded', 'waiting')) THEN
    RAISE EXCEPTION 'a measure on this thing is in force' USING ERRCODE = 'unique_violation', CONSTRAINT = 'control_measure_in_force';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER begins_once BEFORE UPDATE ON control_order FOR EACH ROW
  WHEN (NEW.operation IN ('freeze', 'wait', 'seal', 'wait-seal', 'freeze-and-deduct') AND NEW.state = 'sending' AND OLD.state = 'approved') EXECUTE FUNCTION control_order_check();

-- A measure that is handed over comes to a case in which nothing on the same thing is under way (C7): decided under the lock of the other case.
CREATE FUNCTION control_measure_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM control_order o WHERE o.case_id = NEW.case_id AND o.institution_code = NEW.institution_code AND o.target_key = NEW.target_key
    AND o.operation IN ('freeze', 'wait', 'seal', 'wait-seal', 'freeze-and-deduct') AND o.state IN ('approved', 'sending', 'sent', 'in-progress', 'unconfirmed')) THEN
    RAISE EXCEPTION 'an order on this thing is under way there' USING ERRCODE = 'unique_violation', CONSTRAINT = 'control_order_begins';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handed_over BEFORE UPDATE OF case_id ON control_measure FOR EACH ROW WHEN (NEW.case_id <> OLD.case_id) EXECUTE FUNCTION control_measure_check();

-- What an order asks for does not change once it was approved: what was decided on is what leaves.
CREATE FUNCTION control_order_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.request_number, NEW.case_id, NEW.obligor_id, NEW.institution_code, NEW.operation, NEW.source, NEW.target_key, NEW.limit_fen, NEW.from_day, NEW.until_day,
      NEW.drafted_by, NEW.approved_by, NEW.approved_by_rule) IS DISTINCT FROM
     (OLD.id, OLD.request_number, OLD.case_id, OLD.obligor_id, OLD.institution_code, OLD.operation, OLD.source, OLD.target_key, OLD.limit_fen, OLD.from_day, OLD.until_day,
      OLD.drafted_by, OLD.approved_by, OLD.approved_by_rule) THEN
    RAISE EXCEPTION 'an approved order stays as it was approved' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approved_stays BEFORE UPDATE ON control_order FOR EACH ROW
  WHEN (OLD.state NOT IN ('drafted', 'submitted', 'returned') AND NEW.version <> OLD.version) EXECUTE FUNCTION control_order_keep();

-- Money taken by an institution (扣划) and money that arrived on the account of the case (到账) are two facts.
CREATE TABLE control_deduction (
  order_id    bigint PRIMARY KEY REFERENCES control_order (id),
  case_id     uuid NOT NULL REFERENCES case_file (id),
  measure_id  text NOT NULL REFERENCES control_measure (id) DEFERRABLE INITIALLY DEFERRED,
  taken_fen   bigint NOT NULL CHECK (taken_fen >= 0),
  taken_on    date NOT NULL,
  arrived_fen bigint NOT NULL CHECK (arrived_fen >= 0),
  arrived_on  date,
  CHECK (arrived_fen = 0 OR arrived_on IS NOT NULL)
);
CREATE INDEX control_deduction_by_case ON control_deduction (case_id);
CREATE INDEX control_deduction_on_its_way ON control_deduction (taken_on) WHERE arrived_fen < taken_fen;

-- Every word of an institution about an order (反馈留存), whatever it led to; only ever added (I7).
CREATE TABLE control_answer (
  order_id     bigint NOT NULL REFERENCES control_order (id),
  version      smallint NOT NULL,
  case_id      uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('effective', 'waiting', 'in-progress', 'refused', 'defective', 'unavailable', 'not-supported', 'unconfirmed')),
  via          text NOT NULL CHECK (via IN ('pull', 'push', 'file', 'status', 'offline', 'gateway')),
  exchange_id  bigint,
  digest       bytea NOT NULL,                        -- keyed; equal for equal words
  content      jsonb,
  sealed       bytea,
  received_at  timestamptz NOT NULL,
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (order_id, version),
  CHECK ((sealed IS NULL) = (content IS NOT NULL)),
  CHECK (via IN ('gateway', 'offline') OR exchange_id IS NOT NULL)
);
CREATE INDEX control_answer_by_message ON control_answer (exchange_id) WHERE exchange_id IS NOT NULL;

-- The life of each order and measure (节点), only ever added. No personal data.
CREATE TABLE control_event (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id    uuid NOT NULL,
  order_id   bigint,
  measure_id text,
  event      text NOT NULL,
  from_state text,
  to_state   text,
  actor      text NOT NULL,
  reason     text,
  at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX control_event_by_order ON control_event (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX control_event_by_measure ON control_event (measure_id, id) WHERE measure_id IS NOT NULL;
CREATE INDEX control_event_by_case ON control_event (case_id, id);

-- What a person has to look at (待办). One open task of a kind about one thing, however often it is found.
CREATE TABLE control_task (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id    uuid NOT NULL REFERENCES case_file (id),
  order_id   bigint,
  measure_id text,
  kind       text NOT NULL CHECK (kind IN ('unconfirmed', 'conflict', 'excess', 'expiring', 'preservation-notice', 'lapsed', 'activated', 'refused-exempt', 'objection',
    'first-court-idle', 'not-arrived', 'release-on-bankruptcy', 'notify-obligor', 'not-sent')),
  detail     text NOT NULL,
  due_on     date,
  raised_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled')),
  settled_by text,
  settled_at timestamptz,
  settlement text,
  version    integer NOT NULL DEFAULT 1,
  CHECK ((state = 'settled') = (settled_at IS NOT NULL) AND (settled_at IS NULL) = (settled_by IS NULL))
);
CREATE UNIQUE INDEX control_task_open ON control_task (case_id, kind, order_id, measure_id) NULLS NOT DISTINCT WHERE state = 'open';
CREATE INDEX control_task_by_state ON control_task (state, id);

-- Which orders a message is about: numbers of orders are not those of requests, and one message may carry many.
CREATE TABLE control_exchange (
  exchange_id bigint NOT NULL,
  order_id    bigint NOT NULL,
  case_id     uuid NOT NULL,
  PRIMARY KEY (order_id, exchange_id)
);
CREATE INDEX control_exchange_by_message ON control_exchange (exchange_id);
CREATE INDEX control_exchange_by_case ON control_exchange (case_id);

-- As migration 0022 has it, and messages about orders.
CREATE OR REPLACE FUNCTION chakong_messages() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH asked AS MATERIALIZED (SELECT chakong_cases() AS cases, chakong_inquiries() AS inquiries)
  SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
    SELECT o.exchange_id AS id FROM asked, outcome o WHERE o.inquiry_id = ANY (asked.inquiries) AND o.exchange_id IS NOT NULL
    UNION ALL
    SELECT p.exchange_id FROM asked, inquiry_request r JOIN file_package_member f ON f.request_id = r.id JOIN file_package p ON p.id = f.package_id
      WHERE r.inquiry_id = ANY (asked.inquiries)
    UNION ALL
    SELECT m.id FROM asked, inquiry_request r JOIN offline_task t ON t.request_id = r.id JOIN offline_batch b ON b.id = t.batch_id
      LEFT JOIN offline_scan s ON s.batch_id = b.id, LATERAL (VALUES (b.letter_exchange_id), (b.form_exchange_id), (s.exchange_id)) AS m (id)
      WHERE r.inquiry_id = ANY (asked.inquiries)
    UNION ALL
    SELECT m.id FROM asked, filing f LEFT JOIN filing_party p ON p.filing_id = f.id, LATERAL (VALUES (f.exchange_id), (p.exchange_id)) AS m (id)
      WHERE f.case_id = ANY (asked.cases)
    UNION ALL
    SELECT x.exchange_id FROM asked, control_exchange x WHERE x.case_id = ANY (asked.cases)
  ) AS messages WHERE id IS NOT NULL
$$;

CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON control_answer FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON control_event FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON control_exchange FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON control_order FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON control_measure FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON control_answer, control_event, control_exchange FROM PUBLIC, CURRENT_USER;
REVOKE DELETE, TRUNCATE ON control_order, control_measure FROM PUBLIC, CURRENT_USER;

-- Words of institutions are evidence: kind 6 of the chains.
CREATE FUNCTION evidence_announce_control() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO evidence_pending (kind, records, a, b) SELECT 6, count(*), array_agg(order_id), array_agg(version) FROM added HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER announced AFTER INSERT ON control_answer REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evidence_announce_control();

-- Whoever carries orders to an institution is told, in whatever process: something to send, or to be asked about.
CREATE FUNCTION tell_control_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('control_order', NEW.institution_code);
  RETURN NULL;
END $$;
CREATE TRIGGER told_new AFTER INSERT ON control_order FOR EACH ROW WHEN (NEW.state = 'approved') EXECUTE FUNCTION tell_control_order();
CREATE TRIGGER told_changed AFTER UPDATE OF state ON control_order FOR EACH ROW WHEN (NEW.state = 'approved' AND OLD.state <> 'approved') EXECUTE FUNCTION tell_control_order();

-- Rows by call, as migration 0022 says.
ALTER TABLE case_account ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON case_account FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_order FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_measure ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_measure FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_deduction ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_deduction FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_answer FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_event FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_task ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_task FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_exchange ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_exchange FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
GRANT SELECT ON case_account, control_order, control_measure, control_deduction, control_answer, control_event, control_task, control_exchange TO chakong_desk;
