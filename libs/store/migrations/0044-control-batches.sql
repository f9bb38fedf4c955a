-- Orders for many measures at once (批量续行、批量解除): one line per measure, worked through by whatever process claims the batch, chunk by chunk.
CREATE TABLE control_batch (
  id              uuid PRIMARY KEY,                       -- UUID version 7; `control_order.batch_id`
  actor           text NOT NULL,                          -- who gave it, and who drafts
  operation       text NOT NULL CHECK (operation IN ('renew', 'release')),
  until_day       date,                                   -- of renewals; the longest the law allows when absent
  reason          text NOT NULL,
  approver        text NOT NULL,
  reach           jsonb NOT NULL,                         -- cases its lines may be about
  state           text NOT NULL DEFAULT 'preparing' CHECK (state IN ('preparing', 'waiting', 'approving', 'done', 'withdrawing', 'withdrawn')),
  approval_id     uuid UNIQUE REFERENCES approval (id),
  stopped_by      text,                                   -- who cancelled or did not approve it
  stopped_why     text,
  idempotency_key text NOT NULL,
  digest          text NOT NULL,                          -- of the call, keyed
  total           integer NOT NULL CHECK (total BETWEEN 1 AND 5000),
  accepted_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at     timestamptz,
  claimed_until   timestamptz,                            -- a process works on it until then
  turn_at         timestamptz,                            -- batches take turns: who waited longest is next
  correlation_id  text,
  UNIQUE (actor, idempotency_key),
  CHECK (approver <> actor),
  CHECK (state NOT IN ('waiting', 'approving') OR approval_id IS NOT NULL),
  CHECK ((stopped_by IS NULL) = (stopped_why IS NULL)),
  CHECK ((state IN ('withdrawing', 'withdrawn')) = (stopped_by IS NOT NULL)),
  CHECK ((state IN ('done', 'withdrawn')) = (finished_at IS NOT NULL))
);
CREATE INDEX control_batch_open ON control_batch (turn_at NULLS FIRST, id) WHERE state IN ('preparing', 'approving', 'withdrawing');
CREATE INDEX control_batch_by_actor ON control_batch (actor, id);

CREATE TABLE control_batch_line (
  batch_id   uuid NOT NULL REFERENCES control_batch (id),
  line       integer NOT NULL,
  measure_id text NOT NULL,                               -- as it was given; there may be no such measure
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'drafted', 'refused', 'submitted', 'approved', 'withdrawn')),
  case_id    uuid REFERENCES case_file (id),
  order_id   bigint REFERENCES control_order (id),
  code       text,                                        -- of the catalogue of errors
  rules      jsonb,                                       -- [{code, law, says, remedy, detail}]
  tried_at   timestamptz,                                 -- put off: others first
  PRIMARY KEY (batch_id, line),
  UNIQUE (batch_id, measure_id),
  CHECK ((state = 'refused') = (code IS NOT NULL)),
  CHECK ((order_id IS NULL) OR case_id IS NOT NULL),
  CHECK (state NOT IN ('drafted', 'submitted', 'approved') OR order_id IS NOT NULL)
);
CREATE INDEX control_batch_line_open ON control_batch_line (batch_id, state, tried_at NULLS FIRST, line);

-- Read by the gateway itself only, after checks of its own.
ALTER TABLE control_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_batch FOR SELECT TO chakong_desk USING (false);
ALTER TABLE control_batch_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_batch_line FOR SELECT TO chakong_desk USING (false);
