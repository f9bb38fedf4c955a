-- What several processes of one kind share. How often one login may still do what costs much (decision 45): a bucket for each login and kind,
-- over all gateways. Not logged: after a crash of PostgreSQL every bucket is full again, which harms nobody.
CREATE UNLOGGED TABLE call_allowance (
  kind    text NOT NULL,
  login   text NOT NULL,
  tokens  double precision NOT NULL,                      -- calls left at `at`
  at      timestamptz NOT NULL,
  taken   boolean NOT NULL,                               -- what became of the newest call
  told_at timestamptz,                                    -- when it was last written down that nothing is left
  tell    boolean NOT NULL,
  PRIMARY KEY (kind, login)
);
ALTER TABLE call_allowance ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON call_allowance FOR SELECT TO chakong_desk USING (false);

-- Breakers that are open (熔断): whoever takes an institution over goes on with its breaker where the one before left it (decision 43).
CREATE TABLE open_breaker (
  institution_code text PRIMARY KEY,
  opened_at        timestamptz NOT NULL
);
ALTER TABLE open_breaker ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON open_breaker FOR SELECT TO chakong_desk USING (false);
