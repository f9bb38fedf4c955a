-- Institutions without a line: tasks on paper (线下查控, 集约查控), and inquiries for many cases from one file.

CREATE SEQUENCE offline_batch_number;

-- Requests to one institution of one district that go in one letter of one court.
CREATE TABLE offline_batch (
  id                 uuid PRIMARY KEY,                   -- UUID version 7
  number             text NOT NULL UNIQUE,               -- number of the letter (文书编号)
  court_code         text NOT NULL REFERENCES court (code),
  institution_code   text NOT NULL REFERENCES institution (code),
  region             text NOT NULL,
  state              text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'printed', 'sent', 'closed')),
  opened_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  answer_by          timestamptz,                        -- earliest of its tasks
  printed_at         timestamptz,
  printed_by         text,                               -- login, or gateway when its time was over
  letter_exchange_id bigint,
  form_exchange_id   bigint,
  sent_at            timestamptz,
  sent_by            text,
  sent_way           text CHECK (sent_way IN ('in-person', 'post', 'courier', 'fax', 'official-exchange')),
  sent_reference     text,
  assigned_to        text REFERENCES access_identity (login),
  assigned_by        text,
  reminded_at        timestamptz,
  closed_at          timestamptz,
  closed_by          text,
  close_reason       text,
  version            integer NOT NULL DEFAULT 1
);
-- One batch collects at a time, so that two processes never open two.
CREATE UNIQUE INDEX offline_batch_open ON offline_batch (court_code, institution_code, region) WHERE state = 'open';
CREATE INDEX offline_batch_by_court ON offline_batch (court_code, id);
CREATE INDEX offline_batch_due ON offline_batch (answer_by) WHERE state IN ('printed', 'sent') AND reminded_at IS NULL;

-- One request on paper. Written with the request; put into a batch a moment later.
CREATE TABLE offline_task (
  request_id       bigint PRIMARY KEY,
  institution_code text NOT NULL,
  answer_by        timestamptz NOT NULL,
  batch_id         uuid REFERENCES offline_batch (id),
  place            integer,                              -- in the list of the letter, from 1
  ended_at         timestamptz                           -- has an outcome: confirmed, deadline passed, or withdrawn
);
CREATE INDEX offline_task_unbatched ON offline_task (request_id) WHERE batch_id IS NULL AND ended_at IS NULL;
CREATE INDEX offline_task_by_batch ON offline_task (batch_id, place);
CREATE INDEX offline_task_due ON offline_task (answer_by) WHERE ended_at IS NULL;

-- Scans of returned forms. Their bytes are in the exchange record.
CREATE TABLE offline_scan (
  exchange_id bigint PRIMARY KEY,
  batch_id    uuid NOT NULL REFERENCES offline_batch (id),
  request_id  bigint,                                    -- null = of the whole batch
  media_type  text NOT NULL,
  uploaded_by text NOT NULL,
  uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX offline_scan_by_batch ON offline_scan (batch_id, exchange_id);

-- What was typed. It becomes an outcome when a second person confirms it.
CREATE TABLE offline_answer (
  request_id      bigint NOT NULL REFERENCES offline_task (request_id),
  number          integer NOT NULL,
  content         jsonb NOT NULL,                        -- the outcome it would become
  scans           bigint[] NOT NULL DEFAULT '{}',
  corrects        smallint,                              -- version of the outcome it replaces
  state           text NOT NULL DEFAULT 'entered' CHECK (state IN ('entered', 'confirmed', 'rejected')),
  entered_by      text NOT NULL,
  entered_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  checked_by      text CHECK (checked_by <> entered_by), -- 双人复核
  checked_at      timestamptz,
  reject_reason   text,
  exchange_id     bigint,
  outcome_version smallint,
  PRIMARY KEY (request_id, number)
);
-- One at a time waits for its second person.
CREATE UNIQUE INDEX offline_answer_waiting ON offline_answer (request_id) WHERE state = 'entered';

CREATE TABLE bulk_inquiry (
  id             uuid PRIMARY KEY,                       -- UUID version 7
  actor          text NOT NULL,
  file_digest    bytea NOT NULL,                         -- SHA-256 of the file
  media_type     text NOT NULL,
  dry_run        boolean NOT NULL,
  settings       jsonb NOT NULL,
  state          text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done')),
  total          integer NOT NULL,
  done           integer NOT NULL DEFAULT 0,
  accepted_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at    timestamptz,
  claimed_until  timestamptz,                            -- a process works on it until then
  correlation_id text
);
-- The same file of the same person is one bulk inquiry; trying it out may be repeated.
CREATE UNIQUE INDEX bulk_inquiry_once ON bulk_inquiry (actor, file_digest) WHERE NOT dry_run;
CREATE INDEX bulk_inquiry_running ON bulk_inquiry (id) WHERE state = 'running';
CREATE INDEX bulk_inquiry_by_actor ON bulk_inquiry (actor, id);

CREATE TABLE bulk_row (
  bulk_id     uuid NOT NULL REFERENCES bulk_inquiry (id),
  row_number  integer NOT NULL,                          -- as a spreadsheet shows it
  content     jsonb,                                     -- what it asks; null once it was asked, for it names a person
  digest      bytea NOT NULL,
  repeats     integer,                                   -- row of the same file that says the same
  case_number text,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'repeated', 'refused')),
  code        text,
  faults      jsonb,                                     -- [{column, allowed}]
  inquiry_id  uuid,
  finished_at timestamptz,
  PRIMARY KEY (bulk_id, row_number)
);
CREATE INDEX bulk_row_waiting ON bulk_row (bulk_id, row_number) WHERE state = 'waiting';
