-- Who applied (申请执行人、申请保全人): named in rulings, told of a preservation, never asked about. Sealed with the key of the case.
CREATE TABLE case_applicant (
  case_id  uuid NOT NULL REFERENCES case_file (id),
  position smallint NOT NULL,
  content  jsonb,
  sealed   bytea,
  PRIMARY KEY (case_id, position),
  CHECK ((sealed IS NULL) = (content IS NOT NULL))
);
ALTER TABLE case_applicant ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON case_applicant FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
GRANT SELECT ON case_applicant TO chakong_desk;
