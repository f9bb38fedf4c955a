-- Leads about property (财产线索) that parties give: concrete ones are checked within 7 days, urgent ones within 3 (财产调查规定 art 2); the plan of
-- 2016 says 7 working days. Both days stand here, the earlier one is the clock. (docs/decisions/0056-leads.md)
CREATE TABLE lead (
  id                    uuid PRIMARY KEY,               -- UUID version 7
  case_id               uuid NOT NULL REFERENCES case_file (id),
  obligor_id            uuid REFERENCES obligor (id),   -- whose property it is said to be, where one is named
  given_as              text NOT NULL CHECK (given_as IN ('applicant', 'other-party', 'third-person')),
  received_on           date NOT NULL,
  channel               text NOT NULL CHECK (channel IN ('in-person', 'letter', 'online', 'phone')),
  property              text NOT NULL,                  -- a source of assets, or `other`
  urgent                boolean NOT NULL,
  missing               text[] NOT NULL DEFAULT '{}',   -- what it lacks to be concrete; none: it is
  content               jsonb,                          -- who gave it and what it says; null where it is sealed
  sealed                bytea,
  due_by_days           date,                           -- 财产调查规定 art 2; of what is not concrete there is no clock
  due_by_working_days   date,                           -- 浙高法〔2016〕55号 二(四)2
  due_on                date,                           -- the earlier of both
  calendar_version      text NOT NULL,
  owner                 text,                           -- login of who checks it; null while the case has nobody
  state                 text NOT NULL CHECK (state IN ('open', 'found', 'nothing-found', 'unverifiable', 'not-concrete')),
  outcome               jsonb,
  outcome_sealed        bytea,
  outcome_by            text,
  outcome_at            timestamptz,
  restore_task_id       uuid REFERENCES restore_task (id), -- raised, or found open, because it turned out to be true
  notice_due_on         date,                           -- the party is told by then (及时回告)
  notice_way            text CHECK (notice_way IN ('handed-over', 'post', 'online', 'oral')),
  notice_on             date,
  notice_reference      text,                           -- number of the letter or its posting; of the record (笔录) of what was said
  notice                jsonb,
  notice_sealed         bytea,
  notice_by             text,
  notice_at             timestamptz,
  overdue_at            timestamptz,                    -- when it was reported that nobody checked it in time
  registered_by         text NOT NULL,
  registered_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  idempotency_key       text,
  digest                bytea,                          -- keyed, of the call it was registered with
  version               int NOT NULL DEFAULT 1,
  CHECK ((content IS NULL) <> (sealed IS NULL)),
  CHECK ((due_on IS NULL) = (due_by_days IS NULL) AND (due_on IS NULL) = (due_by_working_days IS NULL)),
  CHECK (due_on = least(due_by_days, due_by_working_days)),
  CHECK (state <> 'open' OR (due_on IS NOT NULL AND cardinality(missing) = 0)),
  CHECK ((state = 'not-concrete') = (cardinality(missing) > 0)),
  CHECK ((state = 'open') = (outcome_at IS NULL) AND (outcome_at IS NULL) = (outcome_by IS NULL) AND (outcome_at IS NULL) = (notice_due_on IS NULL)),
  CHECK ((outcome_at IS NULL) = (num_nonnulls(outcome, outcome_sealed) = 0) AND num_nonnulls(outcome, outcome_sealed) < 2),
  CHECK (notice_at IS NULL OR outcome_at IS NOT NULL),
  CHECK ((notice_at IS NULL) = (notice_way IS NULL) AND (notice_at IS NULL) = (notice_on IS NULL) AND (notice_at IS NULL) = (notice_by IS NULL)),
  CHECK ((notice_at IS NULL) = (num_nonnulls(notice, notice_sealed) = 0) AND num_nonnulls(notice, notice_sealed) < 2),
  CHECK ((idempotency_key IS NULL) = (digest IS NULL))
);
CREATE INDEX lead_of_case ON lead (case_id, id);
-- What somebody still has to check or to tell: lists, needs and metrics read nothing else.
CREATE INDEX lead_waiting ON lead (case_id) WHERE notice_at IS NULL;
CREATE INDEX lead_checked ON lead (outcome_at) WHERE outcome_at IS NOT NULL;
CREATE UNIQUE INDEX lead_call ON lead (registered_by, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- What was given stands as it was given; it is checked once, and the party is told once.
CREATE FUNCTION lead_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a lead stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.id, NEW.case_id, NEW.obligor_id, NEW.given_as, NEW.received_on, NEW.channel, NEW.property, NEW.urgent, NEW.content, NEW.sealed, NEW.due_by_days, NEW.due_by_working_days, NEW.due_on,
      NEW.calendar_version, NEW.registered_by, NEW.registered_at, NEW.idempotency_key, NEW.digest)
    IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.obligor_id, OLD.given_as, OLD.received_on, OLD.channel, OLD.property, OLD.urgent, OLD.content, OLD.sealed, OLD.due_by_days, OLD.due_by_working_days,
      OLD.due_on, OLD.calendar_version, OLD.registered_by, OLD.registered_at, OLD.idempotency_key, OLD.digest) THEN
    RAISE EXCEPTION 'a lead stands as it was given' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state <> 'open' AND (NEW.state, NEW.missing, NEW.outcome, NEW.outcome_sealed, NEW.outcome_by, NEW.outcome_at, NEW.notice_due_on, NEW.restore_task_id)
    IS DISTINCT FROM (OLD.state, OLD.missing, OLD.outcome, OLD.outcome_sealed, OLD.outcome_by, OLD.outcome_at, OLD.notice_due_on, OLD.restore_task_id) THEN
    RAISE EXCEPTION 'a lead is checked once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.notice_at IS NOT NULL AND (NEW.notice_way, NEW.notice_on, NEW.notice_reference, NEW.notice, NEW.notice_sealed, NEW.notice_by, NEW.notice_at)
    IS DISTINCT FROM (OLD.notice_way, OLD.notice_on, OLD.notice_reference, OLD.notice, OLD.notice_sealed, OLD.notice_by, OLD.notice_at) THEN
    RAISE EXCEPTION 'the party is told of a lead once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON lead FOR EACH ROW EXECUTE FUNCTION lead_keep();

-- What happened to it, in codes, days and logins: only added to.
CREATE TABLE lead_event (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lead_id  uuid NOT NULL REFERENCES lead (id),
  case_id  uuid NOT NULL REFERENCES case_file (id),
  at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor    text NOT NULL,
  event    text NOT NULL CHECK (event IN ('registered', 'assigned', 'checked', 'linked', 'told', 'overdue', 'case-ended')),
  detail   text                                         -- whom it was given to, what was found, how it was told, how the case ended
);
CREATE INDEX lead_event_of_lead ON lead_event (lead_id, id);
-- That a case ended over it is told once for each ending.
CREATE UNIQUE INDEX lead_event_of_ending ON lead_event (lead_id, detail) WHERE event = 'case-ended';

-- What it led to: inquiries and orders of the same case.
CREATE TABLE lead_link (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lead_id    uuid NOT NULL REFERENCES lead (id),
  case_id    uuid NOT NULL REFERENCES case_file (id),
  inquiry_id uuid REFERENCES inquiry (id),
  order_id   bigint REFERENCES control_order (id),
  added_by   text NOT NULL,
  added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (num_nonnulls(inquiry_id, order_id) = 1),
  UNIQUE NULLS NOT DISTINCT (lead_id, inquiry_id, order_id)
);

CREATE FUNCTION lead_record_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what happened to a lead is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON lead_event FOR EACH STATEMENT EXECUTE FUNCTION lead_record_stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON lead_link FOR EACH STATEMENT EXECUTE FUNCTION lead_record_stays();

ALTER TABLE lead ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON lead FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE lead_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON lead_event FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE lead_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON lead_link FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
GRANT SELECT ON lead, lead_event, lead_link TO chakong_desk;
