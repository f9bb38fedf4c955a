-- Filings from case systems (立案推送), what is asked by itself and when it is asked again (domain-rules S1, D2, D3).

-- Day of the ruling that ended the execution without assets (终本裁定日): re-queries are dated from it.
ALTER TABLE case_file ADD COLUMN ended_on date;
UPDATE case_file SET ended_on = (updated_at AT TIME ZONE 'Asia/Shanghai')::date WHERE state = 'ended-without-assets';

-- What is asked when, as data. The row with neither court nor kind is the default of all; a replaced row stays as history.
CREATE TABLE inquiry_policy (
  id          uuid PRIMARY KEY,
  court_code  text REFERENCES court (code),           -- null = every court; a court inherits from those above it
  case_kind   text CHECK (case_kind IN ('execution', 'preservation', 'restored')),  -- null = every kind
  version     integer NOT NULL,
  content     jsonb NOT NULL,                         -- only what differs from what is inherited
  changed_by  text NOT NULL,
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  replaced_at timestamptz
);
CREATE UNIQUE INDEX inquiry_policy_current ON inquiry_policy (coalesce(court_code, ''), coalesce(case_kind, '')) WHERE replaced_at IS NULL;

CREATE TABLE filing (
  id            uuid PRIMARY KEY,
  court_code    text NOT NULL REFERENCES court (code),
  filing_number text NOT NULL,                        -- 任务流水号, the case system's own
  channel       text NOT NULL CHECK (channel IN ('soap', 'rest')),
  actor         text NOT NULL,
  case_id       uuid REFERENCES case_file (id),       -- null only inside the transaction that makes it
  head          jsonb NOT NULL,                       -- the case as filed, without its parties
  head_digest   bytea NOT NULL,                       -- SHA-256: another digest under the same number is a conflict
  officers      jsonb NOT NULL,                       -- how the filing names the officers
  exchange_id   bigint,                               -- the message it first came in
  state         text NOT NULL CHECK (state IN ('accepted', 'waiting-for-officer', 'started', 'not-started', 'refused')),
  received_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  checked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (court_code, filing_number)
);
CREATE INDEX filing_by_state ON filing (state, id);
CREATE INDEX filing_by_case ON filing (case_id);

CREATE TABLE filing_party (
  filing_id    uuid NOT NULL REFERENCES filing (id),
  party_number text NOT NULL,                         -- 当事人序号
  digest       bytea NOT NULL,
  result       text NOT NULL CHECK (result IN ('asked', 'already-asked', 'not-an-obligor')),
  obligor_id   uuid REFERENCES obligor (id),
  exchange_id  bigint,
  PRIMARY KEY (filing_id, party_number)
);

-- Inquiries that the gateway starts by itself. Written with what causes them; started by whoever claims them first.
CREATE TABLE inquiry_order (
  id            uuid PRIMARY KEY,
  cause         text NOT NULL CHECK (cause IN ('filing', 'requery')),
  case_id       uuid NOT NULL REFERENCES case_file (id),
  filing_id     uuid REFERENCES filing (id),
  actor         text NOT NULL,
  command       jsonb NOT NULL,                       -- what the engine is told, fixed now so that a second try is the same
  state         text NOT NULL CHECK (state IN ('due', 'waiting-for-officer', 'held', 'started', 'skipped', 'refused')),
  reason        text,
  not_before    timestamptz NOT NULL,
  claimed_at    timestamptz,
  claimed_until timestamptz,
  attempts      integer NOT NULL DEFAULT 0,
  inquiry_id    uuid,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at    timestamptz
);
CREATE INDEX inquiry_order_open ON inquiry_order (cause, state, not_before) WHERE state IN ('due', 'waiting-for-officer');
CREATE INDEX inquiry_order_by_filing ON inquiry_order (filing_id) WHERE filing_id IS NOT NULL;
CREATE INDEX inquiry_order_by_case ON inquiry_order (case_id);
CREATE INDEX inquiry_order_claims ON inquiry_order (claimed_at) WHERE cause = 'requery';

-- When a case is asked again. One row per case; `next_on` null = to be worked out anew.
CREATE TABLE requery_schedule (
  case_id    uuid PRIMARY KEY REFERENCES case_file (id),
  basis      text NOT NULL CHECK (basis IN ('open', 'ended-without-assets')),
  anchor_on  date NOT NULL,                           -- every date is counted from here, never from the last run
  next_round integer NOT NULL,
  next_on    date,
  state      text NOT NULL CHECK (state IN ('active', 'finished'))
);
CREATE INDEX requery_schedule_due ON requery_schedule (next_on) WHERE state = 'active';

-- Every round, also those that were missed or skipped. The key makes a round happen once, however many processes try.
CREATE TABLE requery_round (
  case_id    uuid NOT NULL REFERENCES case_file (id),
  basis      text NOT NULL,
  anchor_on  date NOT NULL,
  round      integer NOT NULL,
  due_on     date NOT NULL,
  result     text NOT NULL CHECK (result IN ('ordered', 'missed', 'skipped')),
  order_id   uuid REFERENCES inquiry_order (id),
  settled_at timestamptz,                             -- its answers were looked through for assets for the last time
  decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (case_id, basis, anchor_on, round)
);
CREATE UNIQUE INDEX requery_round_by_order ON requery_round (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX requery_round_unsettled ON requery_round (decided_at) WHERE result = 'ordered' AND basis = 'ended-without-assets' AND settled_at IS NULL;

-- Assets were found in a case that ended without assets: restore it (恢复执行)? Three working days (D3).
CREATE TABLE restore_task (
  id               uuid PRIMARY KEY,
  case_id          uuid NOT NULL REFERENCES case_file (id),
  inquiry_id       uuid NOT NULL UNIQUE,
  raised_at        timestamptz NOT NULL,
  due_on           date NOT NULL,
  calendar_version text NOT NULL,                     -- working-day calendar that due_on was counted with
  state            text NOT NULL CHECK (state IN ('open', 'restored', 'not-restored')),
  overdue_at       timestamptz,                       -- when it was reported as overdue
  decided_by       text,
  decided_at       timestamptz,
  reason           text
);
CREATE INDEX restore_task_open ON restore_task (due_on) WHERE state = 'open';
