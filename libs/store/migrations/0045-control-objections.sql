-- Written objections of institutions against measures (协助义务人异议, 查冻规定 art 6): answered in writing within 15 days.
CREATE TABLE control_objection (
  id           uuid PRIMARY KEY,                        -- UUID version 7
  case_id      uuid NOT NULL REFERENCES case_file (id),
  measure_id   text NOT NULL REFERENCES control_measure (id),
  received_on  date NOT NULL,
  answer_by    date NOT NULL,
  letter       text,                                    -- number of its letter
  grounds      text NOT NULL,
  exempt_fund  text,                                    -- row of the table of exempt funds
  state        text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'upheld', 'rejected')),
  answer       text,
  entered_by   text NOT NULL,
  entered_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  answered_by  text,
  answered_at  timestamptz,
  CHECK ((state = 'open') = (answered_at IS NULL) AND (answered_at IS NULL) = (answer IS NULL) AND (answer IS NULL) = (answered_by IS NULL))
);
CREATE UNIQUE INDEX control_objection_open ON control_objection (measure_id) WHERE state = 'open';
CREATE INDEX control_objection_by_case ON control_objection (case_id, id);

-- An answer stands.
CREATE FUNCTION control_objection_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'open' OR (NEW.id, NEW.measure_id, NEW.received_on, NEW.answer_by, NEW.grounds) IS DISTINCT FROM (OLD.id, OLD.measure_id, OLD.received_on, OLD.answer_by, OLD.grounds) THEN
    RAISE EXCEPTION 'an objection is answered once, as it was received' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answered_once BEFORE UPDATE OR DELETE ON control_objection FOR EACH ROW EXECUTE FUNCTION control_objection_keep();

ALTER TABLE control_objection ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_objection FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
GRANT SELECT ON control_objection TO chakong_desk;
