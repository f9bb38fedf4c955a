-- Officers as institutions know them (domain-rules A2, A3), the legal basis of inquiries (A4), approvals by a second person (审批).

-- Validity of both certificates, days in Beijing, both included; null = as it was registered before anybody asked: not limited.
ALTER TABLE officer
  ADD COLUMN work_valid_from  date,
  ADD COLUMN work_valid_until date,
  ADD COLUMN duty_valid_from  date,
  ADD COLUMN duty_valid_until date,
  ADD COLUMN suspended_at     timestamptz,            -- may not sign anything until it is null again
  ADD COLUMN suspended_by     text,
  ADD COLUMN suspended_reason text,
  ADD CHECK (work_valid_from <= work_valid_until),
  ADD CHECK (duty_valid_from <= duty_valid_until),
  ADD CHECK ((suspended_at IS NULL) = (suspended_by IS NULL) AND (suspended_at IS NULL) = (suspended_reason IS NULL));

ALTER TABLE institution ADD COLUMN officer_registration text NOT NULL DEFAULT 'not-required' CHECK (officer_registration IN ('required', 'not-required'));

-- Who is registered where (查冻规定 art 2). How it came to be so stands in the audit record.
CREATE TABLE officer_registration (
  officer_id       uuid NOT NULL REFERENCES officer (id),
  institution_code text NOT NULL REFERENCES institution (code),
  state            text NOT NULL CHECK (state IN ('requested', 'registered', 'refused', 'ended')),
  registered_since date,                              -- first day, Beijing
  registered_until date,                              -- last day; null = until it is ended
  reference        text,                              -- number the institution gave (备案编号)
  reason           text,                              -- why it was refused or ended
  version          integer NOT NULL DEFAULT 1,
  changed_by       text NOT NULL,
  changed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (officer_id, institution_code),
  CHECK (state NOT IN ('registered', 'ended') OR registered_since IS NOT NULL),
  CHECK (registered_since <= registered_until)
);
CREATE INDEX officer_registration_by_institution ON officer_registration (institution_code, officer_id);

-- Changes that an institution has to be told of promptly (A2): one open task per officer and institution, whatever changed.
CREATE TABLE officer_registration_task (
  id               uuid PRIMARY KEY,                  -- UUID version 7
  officer_id       uuid NOT NULL REFERENCES officer (id),
  institution_code text NOT NULL REFERENCES institution (code),
  causes           text[] NOT NULL,                   -- certificate-changed, image-changed, name-changed, validity-changed, suspended, reinstated
  state            text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'reported', 'confirmed')),
  reference        text,
  raised_by        text NOT NULL,
  raised_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  reported_by      text,
  reported_at      timestamptz,
  confirmed_by     text,
  confirmed_at     timestamptz,
  version          integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX officer_registration_task_open ON officer_registration_task (officer_id, institution_code) WHERE state = 'open';
CREATE INDEX officer_registration_task_by_state ON officer_registration_task (state, id);

-- Every process keeps all of this in memory and is told which officer to read again, whoever wrote and with whatever statement.
CREATE FUNCTION tell_officer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'officer' THEN PERFORM pg_notify('officer_changed', coalesce(NEW.id, OLD.id)::text);
  ELSE PERFORM pg_notify('officer_changed', coalesce(NEW.officer_id, OLD.officer_id)::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER told AFTER INSERT OR DELETE OR UPDATE OF work_valid_from, work_valid_until, duty_valid_from, duty_valid_until, suspended_at ON officer
  FOR EACH ROW EXECUTE FUNCTION tell_officer_changed();
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON officer_registration FOR EACH ROW EXECUTE FUNCTION tell_officer_changed();

-- What the law says the question rests on (libs/statute), and who let it go: `rule:…` a standing approval, `approval:<id>` a person.
-- Null on inquiries from before.
ALTER TABLE inquiry ADD COLUMN legal_basis text, ADD COLUMN approved_by text;
DROP TRIGGER only_added_facts ON inquiry;
CREATE TRIGGER only_added_facts BEFORE UPDATE OF id, case_id, sources, priority, purpose, forced, requested_by, snapshot, sealed, document_number,
  total, accepted_at, legal_basis, approved_by ON inquiry FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();

-- Approvals by a second, named person. What is approved is written here whole and is what is done afterwards, word by word.
CREATE TABLE approval (
  id              uuid PRIMARY KEY,                   -- UUID version 7
  kind            text NOT NULL CHECK (kind IN ('inquiry', 'measure')),
  case_id         uuid NOT NULL REFERENCES case_file (id),
  subject         jsonb NOT NULL,                     -- inquiry: what the engine will be told
  why             text[] NOT NULL,                    -- rules that ask for it; `requested` when none did
  rule            text NOT NULL,                      -- policy that was in force
  requested_by    text NOT NULL,
  requested_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  idempotency_key text NOT NULL,
  subject_digest  bytea NOT NULL,
  approver        text NOT NULL,
  state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'rejected', 'withdrawn', 'expired')),
  reason          text,
  decided_by      text,
  decided_at      timestamptz,
  expires_at      timestamptz NOT NULL,
  correlation_id  text,
  UNIQUE (requested_by, idempotency_key),
  CHECK (approver <> requested_by),
  CHECK (state NOT IN ('approved', 'rejected') OR decided_by = approver),
  CHECK (state <> 'withdrawn' OR decided_by = requested_by),
  CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CHECK (state <> 'rejected' OR reason IS NOT NULL)
);
CREATE INDEX approval_by_approver ON approval (approver, state, id);
CREATE INDEX approval_by_requester ON approval (requested_by, id);
CREATE INDEX approval_by_case ON approval (case_id, id);
CREATE INDEX approval_expiry ON approval (expires_at) WHERE state = 'waiting';

-- A decision stands, and what was decided on is not exchanged for something else.
CREATE FUNCTION approval_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'waiting'
    OR (NEW.id, NEW.kind, NEW.case_id, NEW.subject, NEW.why, NEW.rule, NEW.requested_by, NEW.requested_at, NEW.idempotency_key, NEW.subject_digest, NEW.approver, NEW.expires_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.case_id, OLD.subject, OLD.why, OLD.rule, OLD.requested_by, OLD.requested_at, OLD.idempotency_key, OLD.subject_digest, OLD.approver, OLD.expires_at)
  THEN RAISE EXCEPTION 'an approval is decided once, as it was asked for' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decided_once BEFORE UPDATE OR DELETE ON approval FOR EACH ROW EXECUTE FUNCTION approval_keep();

ALTER TABLE inquiry_order DROP CONSTRAINT inquiry_order_cause_check;
ALTER TABLE inquiry_order ADD CONSTRAINT inquiry_order_cause_check CHECK (cause IN ('filing', 'requery', 'approval'));
ALTER TABLE inquiry_order ADD COLUMN approval_id uuid UNIQUE REFERENCES approval (id);
ALTER TABLE inquiry_order ADD CHECK ((cause = 'approval') = (approval_id IS NOT NULL));

-- Policies and the courts they are inherited through are kept in memory too.
CREATE FUNCTION tell_policy_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('policy_changed', '');
  RETURN NULL;
END $$;
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON inquiry_policy FOR EACH STATEMENT EXECUTE FUNCTION tell_policy_changed();
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON court FOR EACH STATEMENT EXECUTE FUNCTION tell_policy_changed();

-- What desks may read of an officer, besides what migration 0022 grants.
GRANT SELECT (phone_sealed, work_valid_from, work_valid_until, duty_valid_from, duty_valid_until, suspended_at, suspended_by, suspended_reason) ON officer TO chakong_desk;
