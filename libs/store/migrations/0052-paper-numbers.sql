-- Numbers of the papers of orders (文书号): the case number, which names year and court, and 之一, 之二 … (法〔2015〕137号). Given once, to one order;
-- one that led to nothing is not given again.
CREATE TABLE control_paper_number (
  order_id bigint PRIMARY KEY REFERENCES control_order (id),
  case_id  uuid NOT NULL REFERENCES case_file (id),
  place    integer NOT NULL CHECK (place > 0),
  given_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (case_id, place)
);
-- Papers made until now were numbered by the place of their order in the case.
INSERT INTO control_paper_number (order_id, case_id, place)
SELECT o.id, o.case_id, o.place FROM (SELECT id, case_id, row_number() OVER (PARTITION BY case_id ORDER BY id) AS place FROM control_order) AS o
WHERE EXISTS (SELECT FROM control_document d WHERE d.order_id = o.id AND d.origin = 'generated');

CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON control_paper_number FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON control_paper_number FROM PUBLIC, CURRENT_USER;
ALTER TABLE control_paper_number ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_paper_number FOR SELECT TO chakong_desk USING (false);
