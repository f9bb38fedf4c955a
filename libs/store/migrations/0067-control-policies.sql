-- What a court sets about measures (控制策略), as data: a change is a new version, a replaced row stays. A court inherits from those above it.
CREATE TABLE control_policy (
  id          uuid PRIMARY KEY,
  court_code  text NOT NULL REFERENCES court (code),
  version     integer NOT NULL CHECK (version > 0),
  content     jsonb NOT NULL,                         -- only what differs from what is inherited
  changed_by  text NOT NULL,
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  replaced_at timestamptz,
  UNIQUE (court_code, version)
);
CREATE UNIQUE INDEX control_policy_current ON control_policy (court_code) WHERE replaced_at IS NULL;

ALTER TABLE control_policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_policy FOR SELECT TO chakong_desk USING (court_code = ANY ((SELECT chakong_courts())::text[]));

-- Which versions a decision was made under, nearest court first: `浙0106/3 浙/1`; null: what comes with the software.
ALTER TABLE control_event ADD COLUMN policy text;
