-- Each payment that arrived on the account of a case (到账), by the number the bank gave it (交易流水号): however often it is reported, it counts once.
CREATE TABLE control_arrival (
  order_id   bigint NOT NULL REFERENCES control_deduction (order_id),
  reference  text NOT NULL CHECK (reference <> ''),
  case_id    uuid NOT NULL,
  fen        bigint NOT NULL CHECK (fen > 0),
  arrived_on date NOT NULL,
  PRIMARY KEY (order_id, reference)
);
CREATE INDEX control_arrival_by_case ON control_arrival (case_id);
-- What arrived before had no number.
INSERT INTO control_arrival (order_id, reference, case_id, fen, arrived_on)
  SELECT order_id, 'before-0046', case_id, arrived_fen, arrived_on FROM control_deduction WHERE arrived_fen > 0;

ALTER TABLE control_arrival ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_arrival FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
GRANT SELECT ON control_arrival TO chakong_desk;
